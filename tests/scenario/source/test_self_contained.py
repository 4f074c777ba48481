"""A scenario as one file: counts and rosters are in it, lists of people are not."""

from pathlib import Path

import pytest
from port_file import TEXT

from sim.errors import ScenarioError
from sim.scenario.load import load
from sim.scenario.source.self_contained import beside, self_contained

pytestmark = pytest.mark.unit
COUNTS = "from,to,claims,known,grade,source\n2025-06-25,2025-07-12,700,2025-07-13,B,a paper\n"
ROSTER = (
    "date,pool,shift,hours,officers\n2025-07-01,officers,day,08:00-20:00,6\n2025-07-02,officers,day,08:00-20:00,7\n"
)
PEOPLE = "at,persons\n2025-07-03 04:17,3\n"
SHIFTS = "shifts: {day: {hours: 08:00-20:00, on_duty: 5}, night: {hours: 20:00-08:00, on_duty: 3}}"


def alone(folder: Path, text: str) -> Path:
    """The file that a scenario makes, in a folder of its own."""
    for name, rows in (("counts.csv", COUNTS), ("roster.csv", ROSTER), ("people.csv", PEOPLE)):
        (folder / name).write_text(rows, encoding="utf-8")
    (folder / "port.yaml").write_text("format: 2\n" + text, encoding="utf-8")
    empty = folder / "empty"
    empty.mkdir()
    (empty / "port.yaml").write_text(self_contained(load(folder / "port.yaml").scenario), encoding="utf-8")
    return empty / "port.yaml"


def test_counts_and_rosters_stand_in_the_file_itself(tmp_path: Path) -> None:
    text = TEXT.replace("claimants_per_day: 40", "counts: counts.csv").replace(SHIFTS, "roster_file: roster.csv")
    path = alone(tmp_path, text)
    first, again = load(tmp_path / "port.yaml").scenario, load(path).scenario
    counts = first.arrivals["door"].counts
    assert counts and again.arrivals["door"].counts and again.arrivals["door"].counts.rows == counts.rows
    assert again.staff["officers"].shifts == first.staff["officers"].shifts
    assert again.staff["officers"].changes == first.staff["officers"].changes
    assert beside(first) == ()


def test_a_list_of_people_keeps_its_name_and_must_be_beside(tmp_path: Path) -> None:
    text = TEXT.replace("door: {claimants_per_day: 40}", "door: {listed: people.csv}")
    path = alone(tmp_path, text)
    written = path.read_text(encoding="utf-8")
    assert "listed: people.csv" in written and "04:17" not in written
    assert beside(load(tmp_path / "port.yaml").scenario) == ("people.csv",)
    with pytest.raises(ScenarioError):
        load(path)


def test_levers_are_left_out_with_what_is_assumed_of_them(tmp_path: Path) -> None:
    lever = "levers: {hall: {path: space.areas.hall.persons, states: [20, 60]}}\n"
    assumed = "assumptions: {levers.hall.states: {grade: C, source: a guess}, space.areas.hall.persons: {grade: A}}\n"
    again = load(alone(tmp_path, TEXT + lever + assumed)).scenario
    assert not again.levers and list(again.assumptions) == ["space.areas.hall.persons"]


@pytest.mark.parametrize(("row", "said"), [
    ("{from: 2025-06-25, to: 2025-07-12}", "a count with from, to, claims, known, grade, source"),
    ("{from: 2025-06-25, to: 2025-06-20, claims: 7, known: 2025-07-13, grade: B, source: a}", "as to of a count"),
    ("{from: 2025-06-25, to: 2025-07-12, claims: -7, known: 2025-07-13, grade: B, source: a}", "as claims of a count"),
])  # fmt: skip
def test_a_count_in_the_file_itself_is_checked_as_one_of_a_table(row: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text("format: 2\n" + TEXT.replace("claimants_per_day: 40", f"counts: [{row}]"), encoding="utf-8")
    with pytest.raises(ScenarioError, match=said):
        load(path)
