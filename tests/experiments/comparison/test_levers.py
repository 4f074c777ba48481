"""What would have avoided it: each lever is a comparison with the file that a planner would write."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.experiments.comparison.compare import compare, values
from sim.experiments.comparison.levers.levers import COST, crowded, every, with_levers
from sim.experiments.comparison.levers.of_scenario import built_in, own
from sim.experiments.comparison.levers.space_of_measures import halved
from sim.experiments.output import summary
from sim.experiments.playing.runner import ALONE
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.statistics.intervals import TAIL
from sim.experiments.statistics.lever_lines import LeverLine
from sim.experiments.statistics.ratio import of_ratio
from sim.experiments.store.identity import identity
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import as_file
from sim.scenario.values.distributions import Distribution, constant

pytestmark = pytest.mark.unit

PORT = """\
format: 2
name: Levers
start: 2025-07-01
end: 2025-07-06
arrivals: {door: {claimants_per_day: 40}}
process:
  steps:
    interview: {staff: {officers: 1}, room: desks, area: hall, time: {party: 2 h}, cv: .5}
    coach: {area: yard, departures: {every: 8 h, between: 06:00-22:00, seats: 30, cost: 400 CAD}}
  journeys: {everyone: [interview, coach]}
staff:
  officers:
    shifts: {day: {hours: 08:00-20:00, on_duty: 5}, night: {hours: 20:00-08:00, on_duty: 0}}
    changes: {2025-07-03: {night: 1}}
    cost: 60 CAD/h
space: {areas: {hall: {persons: 20}, yard: {persons: 8}}, rooms: {desks: 5}}
contingency:
  tents:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 2 h}}}
    lead_time: {triangular: [1 d, 2 d, 3 d]}
    brings: {areas: {hall: 21}}
    cost: {per_month: 3000 CAD}
  barn:
    enabled: false
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 2 h}}}
    brings: {areas: {hall: 20}}
    cost: {standby_per_month: 500 CAD}
uncertain: {space.areas.hall.persons: {pert: [10, 20, 30]}, arrivals.door.claimants_per_day: {p10: 30, p90: 50}}
levers:
  hall: {label: The hall, path: space.areas.hall.persons, states: [20, 60]}
  people: {path: arrivals.door.claimants_per_day, states: {as now: 40, twice: 80}}
  crew:
    path: [staff.officers.shifts.day.on_duty, staff.officers.shifts.night.on_duty]
    states: [[5, 0], [4, 1], [9, 9]]
"""


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return read(tmp_path_factory.mktemp("levers"), PORT)


def read(folder: Path, text: str) -> Scenario:
    path = folder / "port.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path).scenario


@pytest.fixture(scope="module")
def result(scenario: Scenario) -> Result:
    return with_levers(run(scenario, 45), ALONE)


def by_name(result: Result) -> dict[str, LeverLine]:
    assert result.levers is not None
    return {line.name: line for line in result.levers.lines}


def test_each_line_equals_the_comparison_of_the_files_at_those_replications(result: Result, tmp_path: Path) -> None:
    """To the last bit: all levers written out as files, read again, and compared with the scenario at once."""
    levers = result.levers
    assert levers is not None
    files: dict[str, Scenario] = {"baseline": read(tmp_path, as_file(result.scenario))}
    files |= {one.name: read(tmp_path, as_file(one.scenario)) for one in every(result)}
    figures = [*crowded(result.scenario), *levers.lines[0].figures]
    found = compare(files, levers.runs, figures=figures, followed=0)
    assert (levers.runs, levers.of, levers.intervals) == (12, 45, found.intervals)
    assert [other.label for other in found.others] == [line.name for line in levers.lines]
    numbers = [run.number for run in found.baseline.runs]
    for other, line in zip(found.others, levers.lines, strict=True):
        assert line.figures == {name: other.differences[name] for name in line.figures}
        areas = crowded(result.scenario)
        assert line.crowding.difference == pytest.approx(sum(other.differences[name].difference for name in areas))
        if line.per_hour is not None:
            old, new = (_crowding(one, areas, numbers) for one in (found.baseline, other.result))
            paid = values(other.result, COST, numbers) - values(found.baseline, COST, numbers)
            assert line.per_hour == of_ratio(paid, old - new, TAIL / found.intervals)
    assert any(line.per_hour is not None for line in levers.lines)


def _crowding(result: Result, areas: list[str], numbers: list[int]) -> np.ndarray[Any, Any]:
    return np.sum([values(result, name, numbers) for name in areas], axis=0)


def test_of_one_area_crowding_is_the_very_figure_that_is_compared(tmp_path: Path) -> None:
    one = read(tmp_path, PORT.replace("area: yard, ", "").replace(", yard: {persons: 8}", ""))
    result = with_levers(run(one, 16), ALONE)
    tried = {lever.name: lever.scenario for lever in every(result)}
    line = by_name(result)["levers.hall=60"]
    figures = [*crowded(one), *line.figures]
    found = compare({"": one} | tried, 4, figures=figures, followed=0)
    other = next(other for other in found.others if other.label == line.name)
    assert line.crowding == other.differences["over_capacity_person_hours_hall"]


def test_what_the_content_makes_possible_is_tried(scenario: Scenario) -> None:
    found = {one.name: one for one in built_in(scenario)}
    assert list(found) == [
        "officer officers", "telephone officers", "room desks", "departure coach 10:00", "places 50 hall",
        "places 50 yard", "without tents", "lead tents", "stages tents", "retainer barn",
    ]  # fmt: skip
    officers = found["officer officers"].scenario.staff["officers"]
    assert [shift.on_duty for shift in officers.shifts.values()] == [6, 0]
    assert officers.changes == {date(2025, 7, 3): {"night": 2}}
    nobody = found["telephone officers"].scenario.staff["officers"]
    assert [shift.on_duty for shift in nobody.shifts.values()] == [5, 1]
    coach = found["departure coach 10:00"].scenario.process.steps["coach"].departures
    assert coach is not None and [time // 3600 for time in coach.times] == [6, 10, 14, 22]
    stages = found["stages tents"].scenario.contingency["tents"]
    assert stages.brings.areas == {"hall": 10} and stages.stages["rest"].brings.areas == {"hall": 11}
    rents = [stages.cost.per_month[1].amount, stages.stages["rest"].cost.per_month[1].amount]
    assert rents == pytest.approx([3000 * 10 / 21, 3000 * 11 / 21])


def test_prices_are_those_of_the_scenario_and_a_lever_without_one_says_so(result: Result) -> None:
    found = {name: line.price for name, line in by_name(result).items()}
    assert {name for name, price in found.items() if price == "priced"} == {
        "officer officers", "telephone officers", "departure coach 10:00", "retainer barn",
        "levers.crew=4, 1", "levers.crew=9, 9", "earlier tents", "without tents",
    } & found.keys()  # fmt: skip
    assert found["levers.people=twice"] == "not bought"
    without = ("places 50 hall", "room desks", "lead tents", "stages tents", "levers.hall=60")
    assert {found[name] for name in without} == {"none"}
    assert all(line.per_hour is None for line in by_name(result).values() if line.price != "priced")


def test_half_of_a_lead_time_is_half_of_what_is_drawn() -> None:
    drawn = np.array([0.1, 0.5, 0.9])
    discrete = Distribution("discrete", (("86400.0", 0.3), ("172800.0", 0.7)))
    lognormal = Distribution("lognormal", (("median", 7200.0), ("p95", 86400.0)))
    gamma = Distribution("gamma", (("mean", 7200.0), ("cv", 0.5)))
    for lead in (constant(86400.0), discrete, lognormal, gamma):
        assert halved(lead).ppf(drawn) == pytest.approx(lead.ppf(drawn) / 2)


def test_each_other_state_of_the_own_levers_is_tried_and_the_written_one_is_not(scenario: Scenario) -> None:
    found = {one.name: one.scenario for one in own(scenario)}
    assert list(found) == ["levers.hall=60", "levers.people=twice", "levers.crew=4, 1", "levers.crew=9, 9"]
    crew = found["levers.crew=9, 9"].staff["officers"].shifts
    assert [shift.on_duty for shift in crew.values()] == [9, 9]


def test_levers_play_nothing_again_and_are_no_difference(scenario: Scenario) -> None:
    without = scenario.edited({"levers": None})
    assert identity(without) == identity(scenario)
    assert compare({"one": scenario, "other": without}, 2, followed=0).others[0].alike


def test_what_only_hindsight_could_do_stands_apart_and_is_a_date_that_there_was(tmp_path: Path) -> None:
    """Ordered in every run, at the earliest in June: 30 days before is in May. From July on it would be before all."""
    early = read(
        tmp_path,
        PORT.replace("start: 2025-07-01", "start: 2025-05-30").replace("hall: {persons: 20}", "hall: {persons: 25}"),
    )
    late = read(tmp_path, PORT)
    tried: dict[str, Any] = {}
    for name, one in (("early", early), ("late", late)):
        tried[name] = [lever for lever in every(run(one, 4)) if lever.hindsight]
    assert tried["late"] == []
    for lever in tried["early"]:
        rule = lever.scenario.contingency["tents"].order_when
        assert rule is not None and lever.of["on"] >= date(2025, 5, 30)


def test_the_summary_has_each_lever(result: Result) -> None:
    told = summary(result)["levers"]
    assert (told["runs"], told["of"], len(told["lines"])) == (12, 45, len(by_name(result)))
    hall = next(one for one in told["lines"] if one["lever"] == "levers.hall=60")
    line = by_name(result)["levers.hall=60"]
    assert hall["avoided"] == -line.crowding.difference > 0
    assert (hall["avoided_low"], hall["avoided_high"]) == (-line.crowding.high, -line.crowding.low)
    assert "cost_per_hour_avoided" in hall and hall["cost_per_hour_avoided"] is None
