"""A range falls away with the value that it was of: by a file that extends another, by `--set`, by an edit."""

from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

BASE = """\
format: 2
name: Base
start: 2025-07-01
end: 2025-07-04
arrivals: {door: {claimants_per_day: {2025-07-01: 20, 2025-07-02: 30}}}
people: {party_size: {1: .6, 2: .4}}
process: {steps: {talk: {staff: {officers: 1}, time: {party: 20 min}}}, journeys: {everyone: [talk]}}
staff: {officers: {shifts: {all: {hours: 00:00-24:00, on_duty: 4}}, absence: 5%, productive_share: .8}}
uncertain:
  arrivals.door.claimants_per_day.2025-07-02: {uniform: [20, 40]}
  people.party_size: {dirichlet: {strength: 100}}
  process.steps.talk.time.party: {uniform: [10 min, 30 min]}
  staff.officers.absence: {uniform: [2%, 8%]}
  staff.officers.productive_share: {uniform: [.7, .9]}
move_together:
  staff: {values: [staff.officers.absence, staff.officers.productive_share, process.steps.talk.time.party]}
"""


def child(folder: Path, more: str) -> Scenario:
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "child.yaml").write_text(f"format: 2\nextends: base.yaml\nname: Child\n{more}", encoding="utf-8")
    return load(folder / "child.yaml").scenario


def names(scenario: Scenario) -> list[str]:
    return [path.rpartition(".")[2] for path in sorted(scenario.uncertain)]


ALL = ["2025-07-02", "party_size", "party", "absence", "productive_share"]


@pytest.mark.parametrize(
    ("more", "gone"),
    [
        ("question: Anything?", ""),
        ("staff: {officers: {absence: 3%}}", "absence"),
        ("staff: {officers: {absence: null}}", "absence"),
        ("staff: {officers: {cost: 60 CAD/h}}", ""),
        ("arrivals: {door: {claimants_per_day: 25}}", "2025-07-02"),
        ("arrivals: {door: {claimants_per_day: {2025-07-03: 25}}}", ""),
        ("people: {party_size: {3: .1}}", "party_size"),
        ("process: {steps: {talk: {time: {exponential: {mean: 20 min}}}}}", "party"),
        ("uncertain: {staff.officers.absence: null}", "absence"),
        ("staff: {officers: {absence: 3%}}\nuncertain: {staff.officers.absence: {uniform: [1%, 5%]}}", ""),
    ],
)
def test_a_file_that_extends_another_knows_what_it_writes(more: str, gone: str, tmp_path: Path) -> None:
    scenario = child(tmp_path, more)
    assert names(scenario) == [name for name in ALL if name != gone]
    members = [path.rpartition(".")[2] for path in scenario.move_together["staff"].values]
    assert members == [name for name in ("absence", "productive_share", "party") if name != gone]


def test_a_range_that_is_given_again_is_the_later_one(tmp_path: Path) -> None:
    more = "staff: {officers: {absence: 3%}}\nuncertain: {staff.officers.absence: {uniform: [1%, 5%]}}"
    assert child(tmp_path, more).uncertain["staff.officers.absence"].ends == (0.01, 0.05)


def test_a_group_of_one_is_none(tmp_path: Path) -> None:
    scenario = child(tmp_path, "staff: {officers: {absence: 3%, productive_share: .75}}")
    assert names(scenario) == ALL[:3] and scenario.move_together == {}


def test_set_and_an_edit_do_as_a_file_does(tmp_path: Path) -> None:
    base = child(tmp_path, "")
    of_set = load(tmp_path / "child.yaml", ["staff.officers.absence=3%"]).scenario
    of_edit = base.edited({"staff.officers.absence": "3%"})
    for found in (of_set, of_edit):
        assert names(found) == [name for name in ALL if name != "absence"]
        assert "staff.officers.absence" not in found.move_together["staff"].values
    assert names(load(tmp_path / "child.yaml", ["staff.officers.absence=null"]).scenario) == names(of_set)
    assert names(base.edited({"staff.officers.absence": None})) == names(of_set)


def test_an_edit_that_makes_ends_impossible_is_told(tmp_path: Path) -> None:
    """Ends of ranges are looked at again where a section changed. In parties of 1.4 claimants on average 2 in 7 can be
    minors, in parties of 1.2 one in 6: the value as written can still be, and what may be drawn cannot."""
    more = "people: {minors: 10%}\nuncertain: {people.party_size: null, people.minors: {uniform: [5%, 25%]}}"
    base = child(tmp_path, more)
    with pytest.raises(ScenarioError, match=r"a distribution of values up to 0\.25"):
        base.edited({"people.party_size": {1: 0.8, 2: 0.2}})
    assert base.edited({"staff.officers.shifts.all.on_duty": 5}).uncertain == base.uncertain
