"""Scenarios that differ in measures alone are played in one run, to the byte as each by itself."""

from pathlib import Path

import pytest

from sim.experiments.playing.runner import ALONE
from sim.experiments.playing.shadowing import Shadowing, common_base
from sim.experiments.run import run, run_many
from sim.experiments.store.codec import encode
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

PORT = """\
name: A hall that fills up
start: 2025-06-02
end: 2025-06-23
seed: 3
arrivals: {door: {claimants_per_day: {2025-06-02: 20, 2025-06-09: 50, 2025-06-13: 20}}}
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {party: 2 h}, cv: .5}}
  journeys: {everyone: [interview]}
staff: {officers: {shifts: {day: {hours: 06:00-22:00, on_duty: 4}}, cost: 60 CAD/h}}
space: {areas: {hall: {persons: 25}}}
contingency:
  lease:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 6 h}}}
    lead_time: {uniform: [1 d, 4 d]}
    brings: {areas: {hall: 20}}
    minimum_term: 5 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 40%, of_space: base, for: 2 d}}}
    cost: {set_up: 1000 CAD, per_month: 6000 CAD}
"""
LEVEL = "contingency.lease.order_when.any.crowded.above"


@pytest.fixture
def scenarios(tmp_path: Path) -> dict[str, Scenario]:
    (tmp_path / "port.yaml").write_text(PORT, encoding="utf-8")
    sets = {"60": [f"{LEVEL}=60%"], "80": [], "120": [f"{LEVEL}=120%"], "soon": ["contingency.lease.lead_time=1 d"],
            "never": ["contingency.lease.enabled=false"]}  # fmt: skip
    return {name: load(tmp_path / "port.yaml", given).scenario for name, given in sets.items()}


def test_they_are_the_same_to_the_byte(scenarios: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch) -> None:
    beside: list[str] = []
    whole = Shadowing._beside
    monkeypatch.setattr(
        Shadowing, "_beside", lambda self, number, keys: beside.extend(keys) or whole(self, number, keys)
    )
    found = run_many(scenarios, 3, ALONE, together=True)
    assert set(beside) == set(scenarios)
    for name, scenario in scenarios.items():
        alone = run(scenario, 3)
        assert [encode(one) for one in found[name].runs] == [encode(one) for one in alone.runs]
    ordered = {name: one.summary["lease_ordered"].mean for name, one in found.items()}
    assert ordered["60"] == 1 and ordered["never"] == 0


def test_what_differs_in_more_or_is_too_few_has_no_common_run(scenarios: dict[str, Scenario], tmp_path: Path) -> None:
    assert common_base(list(scenarios.values())) is not None
    assert common_base(list(scenarios.values())[:2]) is None
    busier = load(tmp_path / "port.yaml", ["arrivals.door.claimants_per_day=30"]).scenario
    assert common_base([*scenarios.values(), busier]) is None
    staffed = [f"contingency.lease.brings.staff={{officers: {{day: {n}}}}}" for n in (1, 2, 3)]
    assert common_base([load(tmp_path / "port.yaml", [given]).scenario for given in staffed]) is None
