"""What has no chance: it is played by itself, as the scenario with it would be, and changes no other figure."""

from dataclasses import replace

import numpy as np
import pytest
import trigger_port

from sim.errors import ScenarioError
from sim.experiments.run import run
from sim.experiments.store.identity import identity
from sim.planning.triggers.by_storms.stress_set import stress_set, under
from sim.planning.triggers.judging.outcomes import judge
from sim.planning.triggers.question import question
from sim.planning.triggers.trigger import NEVER

pytestmark = pytest.mark.unit

OFF = [f"policy.families.{name}=false" for name in ("arrivals", "longest_wait", "forecast", "fixed_date", "two_tiers")]
STRESS = (
    "policy.stress={crowd: {surges.crowd: {stream: door, begins: 2025-06-09, times: 3, hold: 5 d}, "
    "staff.officers.shifts.day.on_duty: 2}}"
)


def test_a_stress_is_the_scenario_with_it(tmp_path) -> None:
    file = trigger_port.write(tmp_path)
    asked = question(file, [*OFF, STRESS])
    policy = next(one for one in asked.policies if one.family == "occupancy")
    (found,) = stress_set(asked, policy, 3)
    assert (found.name, found.futures, found.policies[0].family) == ("crowd", 3, NEVER)
    by_hand = question(file, [*OFF, *_by_hand()])
    off = run(by_hand.off, 3).runs
    for values, name in zip(found.values, ("never", policy.name), strict=True):
        one = next(p for p in by_hand.policies if p.name == name)
        on = run(one.scenario, 3).runs
        np.testing.assert_array_equal(values, [judge(by_hand, one, *pair) for pair in zip(on, off, strict=True)])
    assert found.mean(0, "crowding") > found.mean(1, "crowding")


def _by_hand() -> list[str]:
    surge = "surges={crowd: {stream: door, begins: 2025-06-09, times: 3, hold: 5 d}}"
    return [surge, "staff.officers.shifts.day.on_duty=2"]


def test_a_stress_enters_no_average(tmp_path) -> None:
    """The policies of the question are played as if there were none: they have the same identity."""
    file = trigger_port.write(tmp_path)
    with_it, without = (question(file, [*OFF, *more]) for more in ([STRESS], []))
    assert [identity(one.scenario) for one in with_it.policies] == [identity(one.scenario) for one in without.policies]
    assert stress_set(without, without.policies[0], 3) == ()


def test_what_makes_no_scenario_is_refused_by_its_name(tmp_path) -> None:
    file = trigger_port.write(tmp_path)
    with pytest.raises(ScenarioError, match=r"policy\.stress"):
        question(file, [*OFF, "policy.stress={odd: {policy.worst: 10%}}"])
    asked = question(file, OFF)
    settings = asked.settings.model_copy(update={"stress": {"odd": {"staff.officers.shifts.day.on_duty": "many"}}})
    with pytest.raises(ScenarioError, match=r"policy\.stress\.odd"):
        under(asked.off, replace(asked, settings=settings), "odd")
