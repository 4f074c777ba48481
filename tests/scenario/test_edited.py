"""A scenario changes through one function, and is then as if its file had said so."""

from datetime import date
from pathlib import Path

import pytest
from port_file import TEXT

from sim.errors import ScenarioError
from sim.scenario.edit import laid_over
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import load

pytestmark = pytest.mark.unit
SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIPPED = sorted(SCENARIOS.glob("*.yaml"))
SUMMER = SCENARIOS / "july-surge.yaml"


def alike(one, other) -> bool:
    return one == other and fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_edited_scenario_is_as_if_its_file_had_said_so(path: Path) -> None:
    read = load(path).scenario
    assert alike(read.edited({"seed": 5}), load(path, ["seed=5"]).scenario)
    assert alike(read.edited({}), read)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_scenario_without_its_tree_is_written_out_and_edited(path: Path) -> None:
    read = load(path).scenario
    assert alike(read.model_copy(update={"name": read.name}).edited({"seed": 5}), load(path, ["seed=5"]).scenario)


def test_a_value_takes_the_place_of_what_was_there_and_none_takes_it_away() -> None:
    read = load(SUMMER).scenario
    assert read.edited({"staff.officers.absence": "10%"}).staff["officers"].absence == 0.1
    assert read.edited({"end": date(2025, 7, 1)}).end == date(2025, 7, 1)
    assert read.edited({"targets": {"within_24h": {"at_least": "50%"}}}).targets.keys() == {"within_24h"}
    assert not read.edited({"targets": None}).targets
    assert read.edited({("space", "areas", "hall", "persons"): 7}).space.areas["hall"].persons == 7
    assert read.staff["officers"].absence != 0.1


def test_an_edited_scenario_is_edited_again() -> None:
    read = load(SUMMER).scenario
    twice = read.edited({"seed": 5}).edited({"staff.officers.absence": "10%"})
    assert alike(twice, load(SUMMER, ["seed=5", "staff.officers.absence=10%"]).scenario)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"staff.officers.absence": "140%"}, "edited: staff.officers.absence: found 140%; allowed: "),
        ({"staff.officers.absense": "4%"}, "did you mean absence?"),
        ({"end": "2025-01-01"}, "edited: end: "),
        ({"a..b": 1}, "edited: found a..b; allowed: a dotted path"),
    ],
)
def test_what_is_wrong_with_a_change_is_said_as_of_a_file(changes, said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        load(SUMMER).scenario.edited(changes)
    assert said in str(error.value)


def test_what_was_uncertain_is_known_once_it_is_changed(tmp_path) -> None:
    minimal = SCENARIOS / "minimal.yaml"
    stream = next(iter(load(minimal).scenario.arrivals))
    rate = f"arrivals.{stream}.claimants_per_day"
    uncertain = {"process.steps.interview.cv": "{p10: 0.3, p90: 0.7}", rate: "{p10: 30, p90: 50}"}
    file = tmp_path / "unsure.yaml"
    lines = "".join(f"  {path}: {drawn}\n" for path, drawn in uncertain.items())
    file.write_text(f"{minimal.read_text(encoding='utf-8')}\nuncertain:\n{lines}", encoding="utf-8")
    changed = load(file).scenario.edited({"process.steps.interview.cv": 0.2})
    assert list(changed.uncertain) == [rate]
    assert changed.process.steps["interview"].cv == 0.2


def test_files_are_read_once(tmp_path) -> None:
    (tmp_path / "who.csv").write_text("at,persons\n2025-07-01 08:00,2\n", encoding="utf-8")
    file = tmp_path / "listed.yaml"
    file.write_text(
        "name: listed\nstart: 2025-07-01\nend: 2025-07-03\narrivals: {door: {listed: who.csv}}\n"
        "process: {steps: {talk: {staff: {officers: 1}, time: 1 h}}, journeys: {everyone: [talk]}}\n"
        "staff: {officers: {shifts: {day: {hours: 00:00-24:00, on_duty: 2}}}}\n",
        encoding="utf-8",
    )
    read = load(file).scenario
    (tmp_path / "who.csv").unlink()
    assert read.edited({"seed": 9}).arrivals["door"].listed == read.arrivals["door"].listed


def test_values_are_laid_over_as_with_set() -> None:
    sets = ["staff.officers.absence=10%", "targets={within_24h: {at_least: 50%}}"]
    assert alike(laid_over(load(SUMMER).scenario, sets).scenario, load(SUMMER, sets).scenario)


def test_what_an_edit_takes_away_may_be_what_a_lever_is_of(tmp_path: Path) -> None:
    """As `staff` does, which lays other shifts into a scenario: the levers of the file stand in no way."""
    lever = "levers: {officers: {path: staff.officers.shifts.day.on_duty, states: [5, 8]}}\n"
    path = tmp_path / "port.yaml"
    path.write_text("format: 2\n" + TEXT + lever, encoding="utf-8")
    shifts = {"long": {"hours": "00:00-24:00", "on_duty": 3}}
    loaded = load(path).scenario
    for scenario in (loaded, loaded.model_copy(update={"name": "another"})):
        changed = scenario.edited({"staff.officers.shifts": shifts})
        assert list(changed.staff["officers"].shifts) == ["long"]
