"""The same hours moved: what `portsim run --levers=all` tries, by the search of `portsim staff`."""

from pathlib import Path

import pytest

import sim
from sim.experiments.comparison.compare import compare
from sim.experiments.comparison.levers.levers import crowded
from sim.experiments.comparison.levers.tried import Tried
from sim.experiments.playing.runner import ALONE
from sim.planning.rostering.rostering import Solver
from sim.planning.same_hours import same_hours
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.proof import staffing
from sim.planning.staffing.trial import base_hours
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import as_file

pytestmark = pytest.mark.unit

ROUGH = Solver(gap=0.05)
PORT = """\
format: 2
name: As many by night
start: 2025-07-07
end: 2025-07-14
arrivals:
  door: {claimants_per_day: 36, hour: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}
process:
  steps:
    interview: {staff: {officers: 1}, area: hall, time: {party: 90 min}, cv: .5}
    help: {staff: {interpreters: 1}, area: hall, time: {party: 20 min}}
  journeys: {everyone: [interview, help]}
staff:
  officers:
    shifts:
      day: {hours: 08:00-16:00, on_duty: 3}
      late: {hours: 16:00-00:00, on_duty: 3}
      night: {hours: 00:00-08:00, on_duty: 3}
    cost: 60 CAD/h
  interpreters: {shifts: {all: {hours: 08:00-20:00, on_duty: 2}}}
  guards: {shifts: {all: {hours: 08:00-20:00, on_duty: 0}}}
space: {areas: {hall: {persons: 8}}}
levers: {officers: {path: staff.officers.shifts.day.on_duty, states: [3, 5]}}
uncertain: {staff.officers.shifts.day.on_duty: {pert: [2, 3, 4]}}
"""


def read(folder: Path, text: str) -> Scenario:
    path = folder / "port.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path).scenario


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return read(tmp_path_factory.mktemp("moved"), PORT)


@pytest.fixture(scope="module")
def moved(scenario: Scenario) -> dict[str, Tried]:
    return {one.name: one for one in same_hours(scenario, ALONE, ROUGH)}


def test_hours_move_within_their_pool_and_are_no_more_than_today(scenario: Scenario, moved: dict[str, Tried]) -> None:
    """Of a pool that has nobody there is nothing to move."""
    assert list(moved) == ["moved officers", "moved interpreters"]
    today = base_hours(scenario)
    for one in moved.values():
        hours = base_hours(one.scenario)
        assert 0 < hours.pop(one.of["pool"]) <= today[one.of["pool"]]
        assert all(hours[name] == today[name] for name in hours)
    assert (moved["moved officers"].price, moved["moved interpreters"].price) == ("priced", "none")


def test_of_one_pool_they_are_what_staff_proposes_for_that_budget(tmp_path: Path) -> None:
    one = PORT.replace("    help: {staff: {interpreters: 1}, area: hall, time: {party: 20 min}}\n", "")
    one = (
        one.replace("[interview, help]", "[interview]").split("  interpreters:")[0] + "space" + one.split("space", 1)[1]
    )
    alone = read(tmp_path, one)
    (tried,) = same_hours(alone, ALONE, ROUGH)
    proposed = staffing(alone, Effort(proof=2, solver=ROUGH), budget=base_hours(alone)["officers"]).proposed.scenario
    assert tried.scenario.staff["officers"].shifts == proposed.staff["officers"].shifts


def test_the_line_equals_the_comparison_of_the_files(scenario: Scenario, tmp_path: Path) -> None:
    """Officers who stand there by night as by day spare crowding where they come when people do."""
    result = sim.run(scenario, 40, workers=1, assumption_sets=0, levers="all")
    assert result.levers is not None
    lines = {line.name: line for line in result.levers.lines}
    assert {"moved officers", "moved interpreters"} <= lines.keys() and lines["moved officers"].crowding.high < 0
    tried = {one.name: one for one in same_hours(scenario, ALONE)}
    files = {"": read(tmp_path, as_file(scenario))}
    files |= {name: read(tmp_path, as_file(one.scenario.edited({"levers": None}))) for name, one in tried.items()}
    figures = [*crowded(scenario), *lines["moved officers"].figures]
    found = compare(files, result.levers.runs, figures=figures, followed=0)
    for other in found.others:
        line = lines[other.label]
        assert line.crowding.difference == other.differences[figures[0]].difference
        for name, of in line.figures.items():
            same = other.differences[name]._replace(
                sign=of.sign
            )  # which, as intervals, holds over all other levers too
            assert of[:10] == same[:10], name
    assert "moved officers" in result.tables.levers.index
