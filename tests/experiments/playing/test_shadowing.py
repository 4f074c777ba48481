"""Shadow play: what alternatives are said to do in one run is what each of them does when it is played by itself."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from random_worlds.world_measures import measures
from random_worlds.world_process import Draw
from random_worlds.worlds import worlds

from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.shadowing import Shadowing, watchers
from sim.experiments.store.codec import encode
from sim.people.chance.uncertain_inputs import future
from sim.port.flow import shadows
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

DRAWN = settings(
    deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
SPACE_ALONE: dict[str, Any] = {"staff": {}, "deferral": False}
NOT_WATCHED = ("stages", "give_back", "at_start", "check_at")


@st.composite
def families(draw: Draw) -> tuple[Scenario, dict[str, Scenario]]:
    """A world with two measures more that are off, and alternatives that have one of them, or both."""
    world = draw(worlds())
    if draw(st.integers(0, 7)):  # most of them are such that measures can be watched in them
        assume(not world.changes and all(one.watch_every != "always" for one in world.measures.values()))
    steps, pools = list(world.process.steps), list(world.staff)
    staff = {name: {"shifts": list(pool.shifts)} for name, pool in world.staff.items()}
    drawn = measures(steps, pools, staff, len(world.space.areas), world.start, 10, False)

    def measure(enabled: bool) -> dict[str, Any]:
        found = draw(drawn) | {"enabled": enabled}
        if draw(st.integers(0, 7)):
            found = {key: value for key, value in found.items() if key not in NOT_WATCHED}
            found["brings"] = found["brings"] | SPACE_ALONE
            found["watch_every"] = draw(st.sampled_from(["10 min", "1 h", "90 min"]))
        return found

    def with_(enabled: tuple[bool, bool]) -> Scenario:
        more = {("contingency", name): measure(on) for name, on in zip(("more", "beyond"), enabled, strict=True)}
        return base.edited(more) if any(enabled) else base

    base = world
    try:
        base = world.edited({("contingency", "more"): measure(False), ("contingency", "beyond"): measure(False)})
        kinds = ((True, False), (False, True), (True, True), (True, False))
        return base, {str(k): with_(enabled) for k, enabled in enumerate(kinds)}
    except ScenarioError:
        assume(False)
        raise


def test_alternatives_in_one_run_are_those_played_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    differs = shadows.ShadowPort.differs

    def noted(port: shadows.ShadowPort, k: int) -> bool:
        found = differs(port, k)
        seen["branched off" if found else "opened, and nothing differs" if port.opens(k) else "never opened"] += 1
        return found

    monkeypatch.setattr(shadows.ShadowPort, "differs", noted)

    @settings(DRAWN, max_examples=20)
    @given(families(), st.integers(1, 3))
    def compared(family: tuple[Scenario, dict[str, Scenario]], place: int) -> None:
        base, others = family
        number = future(base, place)
        try:
            one_by_one = {key: encode(Engine(other).replication(number)) for key, other in others.items()}
        except ScenarioError:
            assume(False)
        together = {key: encode(run) for key, run in Shadowing(base, others).replications(number, others)}
        assert together == one_by_one
        seen["alone"] += sum(watchers(base, other) is None for other in others.values())

    compared()
    kinds = ("branched off", "opened, and nothing differs", "never opened", "alone")
    assert min(seen[kind] for kind in kinds) > 2, seen


def test_what_does_more_than_order_space_is_played_by_itself() -> None:
    base = load("scenarios/when-to-lease.yaml").scenario
    assert watchers(base, base.edited({"contingency.standby_hall.enabled": True})) == ("standby_hall",)
    for more in (
        {"contingency.two_step_processing.enabled": True},
        {
            "contingency.standby_hall": {
                "enabled": True,
                "watch_every": "always",
                "brings": {"areas": {"hall": 9}},
                "order_when": {"all": {"crowd": {"watch": "outside", "above": 5}}},
            }
        },
        {"contingency.standby_hall.enabled": True, "contingency.district_officers.lead_time": "9 d"},
        {"contingency.standby_hall.enabled": True, "contingency.standby_hall.brings.staff.officers.day": 2},
    ):
        assert watchers(base, base.edited(more)) is None
