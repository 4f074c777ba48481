"""Break-even maps: the values of their sides, what is played, which policy is best at each point, how it is shown."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.experiments.output import lines
from sim.planning.triggers import output
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging import break_even as maps
from sim.planning.triggers.judging.break_even import BreakEvenMap, break_even, paths_of, side, sound
from sim.planning.triggers.question import question
from sim.planning.triggers.study import study
from sim.planning.triggers.trigger import Question
from sim.views.triggers.charts.break_even_map import map_table, value_said
from sim.views.triggers.page import html
from sim.views.triggers.pictures import charts

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
staff: {officers: {shifts: {day: {hours: 06:00-22:00, on_duty: 4}}, cost: 60 CAD/h, absence: 20%}}
space: {areas: {hall: {persons: 25}}}
contingency:
  lease:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 6 h}}}
    lead_time: {triangular: [1 d, 2 d, 3 d]}
    brings: {areas: {hall: 20}}
    minimum_term: 5 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 40%, of_space: base, for: 2 d}}}
    cost: {set_up: 4000 CAD, per_month: 6000 CAD}
uncertain:
  staff.officers.shifts.day.on_duty: {pert: [3, 4, 6]}
  staff.officers.absence: {uniform: [0.1, 0.5]}
policy:
  crowded_person_hour: 2 CAD
  families:
    occupancy: {above: 60%, for: 6 h}
    arrivals: false
    longest_wait: false
    forecast: false
    fixed_date: {on: 2025-06-07}
    two_tiers: false
"""
PRICE, SET_UP, ROSTER = maps.PRICE, "contingency.lease.cost.set_up", "staff.officers.shifts.day.on_duty"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Question:
    file = tmp_path_factory.mktemp("map") / "port.yaml"
    file.write_text(PORT, encoding="utf-8")
    return question(file)


@pytest.fixture(scope="module")
def found(asked: Question) -> BreakEvenMap:
    return break_even(asked, range(len(asked.policies)), (SET_UP, PRICE), 4)


def test_what_is_uncertain_takes_its_quantiles_and_all_else_shares_of_what_is_written(asked: Question) -> None:
    scenario = asked.scenario
    assert side(scenario, ROSTER) == ("3", "4", "5")
    assert side(scenario, "staff.officers.absence") == ("0.14", "0.22", "0.3", "0.38", "0.46")
    assert side(scenario, SET_UP) == ("2000 CAD", "3000 CAD", "4000 CAD", "6000 CAD", "8000 CAD")
    assert side(scenario, PRICE) == ("1 CAD", "1.5 CAD", "2 CAD", "3 CAD", "4 CAD")
    assert side(scenario, "space.areas.hall.persons") == ("12", "19", "25", "38", "50")
    assert side(scenario, "contingency.lease.lead_time")[2] == "173000 s"


@pytest.mark.parametrize("given", ["", PRICE, f"{PRICE},{PRICE}", f"{PRICE},name", f"{PRICE},nowhere.at_all", "a,b,c"])
def test_anything_but_two_paths_that_have_a_number_is_refused(asked: Question, given: str) -> None:
    with pytest.raises(ScenarioError):
        paths_of(asked.scenario, given)


def test_each_point_is_what_its_scenario_says_and_a_price_plays_nothing_again(
    asked: Question, found: BreakEvenMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found.side(0) == side(asked.scenario, SET_UP) and found.side(1) == side(asked.scenario, PRICE)
    (tmp_path / "port.yaml").write_text(PORT, encoding="utf-8")
    for cell in (found.cells[0], found.cells[14]):
        there = question(tmp_path / "port.yaml", [f"{SET_UP}={cell.values[0]}", f"{PRICE}={cell.values[1]}"])
        loss = study(there, 4).column("loss").mean(axis=1)
        never = [policy.family for policy in there.policies].index("never")
        assert cell.saved.mean == pytest.approx(loss[never] - loss.min())
    played: list[int] = []
    play = Futures.play
    monkeypatch.setattr(Futures, "play", lambda self, *given: played.append(1) or play(self, *given))
    break_even(asked, [0, 1], (SET_UP, PRICE), 1)
    assert len(played) == len(side(asked.scenario, SET_UP))


def test_never_is_best_where_crowding_costs_little_and_a_trigger_where_it_costs_much(asked: Question) -> None:
    dear = break_even(asked, range(len(asked.policies)), (PRICE, SET_UP), 6)
    saved = np.array([cell.saved.mean for cell in dear.cells]).reshape(5, 5)
    assert (np.diff(saved, axis=0) >= -1e-9).all()  # dearer crowding, more saved
    assert (np.diff(saved, axis=1) <= 1e-9).all()  # dearer set-up, less
    assert all((cell.best.family == "never") == (cell.saved.mean == 0) for cell in dear.cells)


def test_a_share_that_cannot_be_doubled_is_left_out_and_said(asked: Question, found: BreakEvenMap) -> None:
    """Of an absence of 60%, known, 90% and 120% are past what it may be; one path alone is never refused for that."""
    certain = {"staff.officers.absence": 0.6, "uncertain": None}
    scenario = asked.scenario.edited(certain)
    assert side(scenario, "staff.officers.absence")[-1] == "1.2"
    assert "1.2" not in sound(scenario, "staff.officers.absence")
    assert sound(scenario, SET_UP) == side(scenario, SET_UP)
    gone = replace(found, left_out=(("staff.officers.absence", "1.2"), (SET_UP, "864000 s")))
    note = map_table(replace(StudyResult(study(asked, 1)), map=gone), gone).note
    assert note.endswith(
        "Left out, as the scenario cannot have it: officers absence 1.2 and lease cost set up 10 days."
    )


def test_times_stand_in_days_or_hours() -> None:
    assert [value_said(one) for one in ("173000 s", "7200 s", "4000 CAD", "0.5")] == [
        "2 days", "2 h", "4000 CAD", "0.5"
    ]  # fmt: skip
    assert value_said("10800000 s") == "125 days"


def test_page_chart_and_file_have_it(asked: Question, found: BreakEvenMap) -> None:
    result = replace(StudyResult(study(asked, 4)), map=found)
    page = html(result)
    assert 'id="map"' in page and "map.csv" in page and "What would have to be true" in page
    chart = charts(result)["map"]()
    assert chart.title.startswith("Over ") and len(chart.panels[0].x.ticks or ()) == 5
    rows = list(lines(output.break_even(found)))
    assert len(rows) == 26 and rows[0].startswith(f"{SET_UP},{PRICE},futures,best,saved")
    assert "map" not in charts(replace(result, map=None))
