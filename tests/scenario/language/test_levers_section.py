"""`levers` as a planner writes them: what is read, what is refused with its place, what is warned of."""

from pathlib import Path

import pytest
from port_file import TEXT

from sim.errors import ScenarioError
from sim.scenario.load import load
from sim.scenario.source.yaml_writer import as_file

pytestmark = pytest.mark.unit

HALL = "path: space.areas.hall.persons"


def wrong(folder: Path, lever: str) -> list[str]:
    """What is said of a lever at the end of a port, with its place."""
    path = folder / "port.yaml"
    path.write_text("format: 2\n" + TEXT + f"levers:\n  one: {{{lever}}}\n", encoding="utf-8")
    try:
        found = load(path).warnings
    except ScenarioError as error:
        found = tuple(error.problems)
    return [f"{one.place.line}:{one.place.column}: {one.path}: {one.message}" for one in found if one.place]


@pytest.mark.parametrize(("lever", "said"), [
    (f"{HALL}, states: [20, -9]", "22:54: levers.one.states.1: found -9; allowed: a whole number from 0 to 1,000,000"),
    (f"{HALL}, states: {{as now: 20, wide: x}}", "22:68: levers.one.states.wide: found x; allowed: a whole number"),
    ("path: space.areas.halls.persons, states: [20, 30]", "22:15: levers.one.path: found space.areas.halls.persons; "
     "allowed: the dotted path of a value of this scenario; did you mean space.areas.hall.persons?"),
    ("path: seed, states: [1, 2]", "22:15: levers.one.path: found seed; allowed: a path that begins with one of "
     "arrivals, surges, people, screening, process, staff, space, contingency, changes"),
    (f"{HALL}, states: [20]", "22:49: levers.one.states: found [20]; allowed: from 2 to 20 states, the value as "
     "written among them"),
    (f"{HALL}, states: [20, null]", "22:49: levers.one.states: found [20, nothing]; allowed: a list of values, or "
     "{label: value}, without null"),
    ("path: [space.areas.hall.persons, staff.officers.absence], states: [20, 30]", "22:3: levers.one: found "
     "{path, states}; allowed: states that are lists of 2 values, one for each path"),
])  # fmt: skip
def test_what_is_refused_is_said_with_its_place(lever: str, said: str, tmp_path: Path) -> None:
    assert wrong(tmp_path, lever) == [said]


def test_a_lever_that_is_never_as_written_is_warned_of_and_played(tmp_path: Path) -> None:
    assert wrong(tmp_path, f"{HALL}, states: [25, 30]") == [
        "22:49: levers.one.states: found no state that is written; allowed: one that is as written (20); each is "
        "played against it"
    ]


def test_it_reads_back_as_it_was_written(tmp_path: Path) -> None:
    assert wrong(tmp_path, f"label: Hall, {HALL}, states: {{as now: 20, wide: 30}}") == []
    first = load(tmp_path / "port.yaml").scenario
    again = tmp_path / "again.yaml"
    again.write_text(as_file(first), encoding="utf-8")
    assert load(again).scenario.levers == first.levers
    assert first.levers["one"].values == {
        "as now": {"space.areas.hall.persons": 20}, "wide": {"space.areas.hall.persons": 30},
    }  # fmt: skip
