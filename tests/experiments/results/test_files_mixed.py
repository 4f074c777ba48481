"""Scenarios in between two that rest on files: every source of data goes with what it belongs to, and is read once."""

import pickle
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from sim.experiments.comparison.attribution import attribute
from sim.experiments.comparison.compare import compare
from sim.experiments.comparison.mixtures import Mixture, mixture
from sim.experiments.comparison.scenario_diff import changes
from sim.experiments.playing.engine import Engine
from sim.scenario.data.tables import columns
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit
DAYS = [date(2025, 3, 5) + timedelta(days=k) for k in range(4)]
PORT = """
name: files
start: 2025-03-05
end: 2025-03-09
seed: 3
arrivals: {door: %s}
process: {steps: {desk: {staff: {officers: 1}, time: %s}}, journeys: {everyone: [desk]}}
staff: {officers: %s}
"""
RATE, HOUR = "{claimants_per_day: 20}", "30 min"
SHIFTS = "{shifts: {day: {hours: 06:00-22:00, on_duty: 3}}}"
ROSTER = "{roster_file: roster.csv}"
Make = Callable[..., Scenario]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """A scenario in a folder of its own, with files beside it."""

    def make(name: str, door: str = RATE, time: str = HOUR, staff: str = SHIFTS, **files: str) -> Scenario:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "port.yaml").write_text(PORT % (door, time, staff))
        for file, text in files.items():
            (folder / f"{file}.csv").write_text(text)
        return load(folder / "port.yaml").scenario

    return make


def roster(on_duty: int) -> str:
    rows = [f"{day},officers,day,06:00-22:00,{on_duty}" for day in DAYS]
    return "\n".join(["date,pool,shift,hours,officers", *rows, ""])


def counted(claims: int) -> str:
    rows = [f"{day},{day},{claims},{day + timedelta(days=1)},A,by hand" for day in DAYS]
    return "\n".join(["from,to,claims,known,grade,source", *rows, ""])


def listed(persons: int) -> str:
    return "\n".join(["at,persons", *(f"{day} 10:00,{persons}" for day in DAYS), ""])


def explained(one: Scenario, other: Scenario, figure: str) -> tuple[Mixture, dict[str, float]]:
    """The groups, and what each did to a figure."""
    found = attribute(compare({"one": one, "two": other}, 2, followed=1), [figure])["two"][0]
    parts = {part.name: part.effect for part in found.parts}
    assert sum(parts.values()) == pytest.approx(found.total)
    return mixture(one, other, changes(one, other)), parts


@pytest.mark.parametrize("file", ["another", "the same name"])
def test_a_roster_file_is_one_of_several_changes(made: Make, file: str) -> None:
    """Three officers by a file, or by shifts; six by another file, beside twice as many arrivals."""
    before = {"staff": SHIFTS} if file == "another" else {"staff": ROSTER, "roster": roster(3)}
    one, other = made("one", **before), made("two", "{claimants_per_day: 40}", staff=ROSTER, roster=roster(6))
    given, parts = explained(one, other, "rostered_hours_officers")
    assert given.every
    assert parts == {"arrivals.door": 0, "staff.officers": 4 * 16 * 3}


def test_counts_are_one_of_several_changes(made: Make) -> None:
    one, other = made("one", "{counts: c.csv}", c=counted(2)), made("two", "{counts: c.csv}", time="1 h", c=counted(20))
    given, parts = explained(one, other, "arrived")
    assert given.every and set(parts) == {"arrivals.door.counts", "process.steps.desk"}
    assert parts["arrivals.door.counts"] > 4 and parts["process.steps.desk"] == 0


def test_a_list_in_place_of_a_rate_is_one_of_several_changes(made: Make) -> None:
    one, other = made("one"), made("two", "{listed: l.csv}", time="1 h", l=listed(3))
    given, parts = explained(one, other, "arrived")
    assert given.every and set(parts) == {"arrivals.door", "process.steps"}
    assert parts["process.steps"] == 0


@pytest.mark.parametrize("uncertain", [False, True])
def test_values_of_a_file_of_one_name_in_two_folders_are_those_of_their_own(made: Make, uncertain: bool) -> None:
    """Half an hour and two hours a visit, by a file that has one name; with and without an uncertain value."""
    door = "{claimants_per_day: {uniform: [5, 9]}}" if uncertain else RATE
    time = "{empirical: t.csv}"
    one = made("one", door, time, t="30 min\n30 min\n")
    other = made("two", door, time, staff="{shifts: {day: {hours: 06:00-22:00, on_duty: 4}}}", t="2 h\n2 h\n2 h\n")
    (change,) = [change for change in changes(one, other) if "time" in change.path]
    assert "(2 values)" in change.old and "(3 values)" in change.new
    _, parts = explained(one, other, "busy_hours_officers")
    assert parts["process.steps.desk"] > 1 > abs(parts["staff.officers.shifts"])


@pytest.mark.parametrize("door", [RATE, "{claimants_per_day: {uniform: [5, 9]}}"])
def test_a_file_of_values_is_opened_once_for_all_replications(
    made: Make, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    reading = columns.content

    def noted(folder: Path, name: str) -> bytes:
        opened.append(name)
        return reading(folder, name)

    monkeypatch.setattr(columns, "content", noted)
    scenario = made("one", door, "{empirical: t.csv}", t="30 min\n2 h\n")
    assert opened == ["t.csv"]
    engine = Engine(pickle.loads(pickle.dumps(scenario)))
    for number in range(1, 9):
        engine.replication(number)
    assert opened == ["t.csv"]
    changed = scenario.edited({"seed": 5})
    Engine(changed).replication(1)
    assert opened == ["t.csv"]
