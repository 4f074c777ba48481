"""The states of a brief: which combinations of levers are played."""

from pathlib import Path

import pytest
from port_file import TEXT

from sim.experiments.comparison.levers.states import MOST, states
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit


def with_levers(folder: Path, levers: str) -> Scenario:
    path = folder / "port.yaml"
    path.write_text("format: 2\n" + TEXT + "levers:\n" + levers, encoding="utf-8")
    return load(path).scenario


def lever(name: str, path: str, values: range, more: str = "") -> str:
    return f"  {name}: {{path: {path}, states: {list(values)}{more}}}\n"


HALL, DAY, NIGHT = (
    "space.areas.hall.persons",
    "staff.officers.shifts.day.on_duty",
    "staff.officers.shifts.night.on_duty",
)


def test_all_combinations_are_played_and_the_one_as_written_comes_first(tmp_path: Path) -> None:
    found = states(with_levers(tmp_path, lever("hall", HALL, range(18, 21)) + lever("day", DAY, range(4, 6))))
    assert found.whole and len(found.played) == found.combinations == 6
    assert next(iter(found.played)) == found.start == (2, 1)
    one = found.played[0, 0]
    assert one.space.areas["hall"].persons == 18 and one.staff["officers"].shifts["day"].on_duty == 4


def test_too_many_leave_each_lever_alone_the_pairs_under_with_and_those_added(tmp_path: Path) -> None:
    text = (
        lever("hall", HALL, range(20, 30), ", with: [day]")
        + lever("day", DAY, range(5, 10))
        + lever("night", NIGHT, range(3, 8))
    )
    scenario = with_levers(tmp_path, text)
    found = states(scenario)
    assert found.combinations == 250 > MOST and not found.whole
    assert set(found.played) == {(h, d, 0) for h in range(10) for d in range(5)} | {(0, 0, n) for n in range(5)}
    more = states(scenario, [{"hall": "21", "night": "7"}])
    assert set(more.played) - set(found.played) == {(1, 0, 4)}


def test_a_combination_that_makes_no_scenario_is_not_played(tmp_path: Path) -> None:
    text = (
        lever("hall", HALL, range(20, 22)) + lever("day", DAY, range(0, 6, 5)) + lever("night", NIGHT, range(0, 4, 3))
    )
    found = states(with_levers(tmp_path, text))
    assert found.never == {(0, 0, 0), (1, 0, 0)}  # nobody to interview at any hour
    assert len(found.played) == 6
