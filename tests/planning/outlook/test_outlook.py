"""The outlook: it goes on from a state as the run that had it does, and is right about how sure it is."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from outlook_ports import LEADS, STOPPED, noon, p_values, port, ranks
from stopped_runs import rest_of, rows, written

from sim.arrays import DAY, HOUR
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.runner import ALONE
from sim.planning.outlook.from_state import RARE, going_on, within_law
from sim.planning.outlook.orders_file import read_orders, what_is_left
from sim.planning.outlook.outlook import Threshold, outlook
from sim.planning.outlook.state_file import PortState, read_state
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.data.tables.faults import TableError
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import distribution

pytestmark = pytest.mark.unit
NOON = STOPPED * DAY + 12 * HOUR
LEASE = """
contingency:
  tents: {lead_time: 5 d, brings: {areas: {hall: 40}}, minimum_term: 30 d, cost: {set_up: 1000 CAD},
    order_when: {any: {full: {watch: occupancy, of: hall, above: 80%}}}}
"""


def with_lease(folder: Path) -> Scenario:
    port(folder)
    file = folder / "port.yaml"
    file.write_text(file.read_text(encoding="utf-8") + LEASE, encoding="utf-8")
    return load(file, ["space.areas.hall.persons=12"]).scenario


@pytest.mark.parametrize("number", [1, 2, 3])
def test_from_the_state_that_a_run_has_at_noon_the_run_goes_on_exactly_when_its_sample_is_given(
    tmp_path: Path, number: int
) -> None:
    scenario = port(tmp_path, "staff.officers.shifts.night.on_duty=3")
    sample, log = (whole := Engine(scenario)).played(number)
    later = scenario.edited({"start": "2025-07-03", "begins": "12:00"})
    rest, who = rest_of(later, number, whole.plan, sample, log, NOON)
    again = FlowPort(plan(later), rest).play()
    moved = NOON - 12 * HOUR
    assert who.size > 50 and (rest.arrive[:20] == 12 * HOUR).any()  # some are under way
    assert np.array_equal(np.where(again.left >= 0, again.left + moved, -1), log.left[who])
    assert np.array_equal(again.exit, log.exit[who])
    for p, q in enumerate(who):
        mine, own = slice(rest.first[p], rest.first[p + 1]), sample.first[q + 1]
        visits = rest.first[p + 1] - rest.first[p]
        assert np.array_equal(np.where(again.end[mine] >= 0, again.end[mine] + moved, -1), log.end[own - visits : own])


def test_people_present_after_6_24_and_72_hours_rank_evenly_among_the_draws_of_the_outlook(tmp_path: Path) -> None:
    assert p_values(ranks(tmp_path, 60, 9), 9).min() > 0.01 / len(LEADS)


def test_the_state_of_a_run_has_all_who_are_there_at_their_steps(tmp_path: Path) -> None:
    scenario = port(tmp_path)
    engine = Engine(scenario)
    sample, log = engine.played(1)
    told = [
        read_state(
            written(rows(engine.plan, sample, log, NOON, known=known), tmp_path / "now.csv"), scenario, noon(scenario)
        )
        for known in (True, False)
    ]
    assert told[0].totals == {step: numbers for step, numbers in told[1].totals.items() if sum(numbers)}
    there = (sample.arrive < NOON) & ((log.left < 0) | (log.left > NOON))
    assert told[0].persons == sample.persons[there].sum() > 0


def test_every_fault_of_a_state_is_told_with_its_cell(tmp_path: Path) -> None:
    lines = [
        "party,persons,arrived,step,since", "a,0,2025-07-03 09:00,see,", "b,1,2025-07-03 09:00,sea,",
        "c,1,2025-07-03 13:00,see,", "d,1,2025-07-03 09:00,see,2025-07-03 08:00", "e,1,3 July,see,",
    ]  # fmt: skip
    scenario = port(tmp_path)
    with pytest.raises(TableError) as cells:
        read_state(written(lines, tmp_path / "now.csv"), scenario, noon(scenario))
    assert [(problem.place.line, problem.place.column) for problem in cells.value.wrong] == [(2, 3), (6, 5)]
    with pytest.raises(TableError) as moments:
        read_state(written([lines[0], *lines[2:5]], tmp_path / "now.csv"), scenario, noon(scenario))
    told = [(p.place.line, p.place.column, p.message.split(":")[0]) for p in moments.value.wrong]
    assert told == [(2, 22, "step"), (3, 5, "arrived"), (4, 26, "since")]


def test_the_moment_stands_in_a_column_or_is_given_and_is_one(tmp_path: Path) -> None:
    scenario, heads = port(tmp_path), "step,waiting,under_way,now"
    file = written([heads, "see,3,2,2025-07-03 06:30", "decide,1,,"], tmp_path / "now.csv")
    assert read_state(file, scenario).at == datetime(2025, 7, 3, 6, 30)
    assert read_state(file, scenario, datetime(2025, 7, 4, 7)).at == datetime(2025, 7, 4, 7)
    two = written([heads, "see,3,2,2025-07-03 06:30", "decide,1,,2025-07-03 07:30"], tmp_path / "now.csv")
    with pytest.raises(TableError, match=r"now\.csv:3:"):
        read_state(two, scenario)
    with pytest.raises(TableError, match="--at"):
        read_state(written([heads, "see,3,2,"], tmp_path / "now.csv"), scenario)


def test_a_step_that_no_one_is_at_for_so_long_goes_on_and_is_counted(tmp_path: Path) -> None:
    scenario = port(tmp_path)
    lines = [
        "persons,arrived,step,since",
        "1,2025-06-01 09:00,see,2025-06-01 10:00",
        "1,2025-07-03 09:00,see,2025-07-03 11:00",
    ]
    state = read_state(written(lines, tmp_path / "now.csv"), scenario, noon(scenario))
    within, late = within_law(scenario, state, {})
    assert late == 1 and within.census is not None and RARE > 100
    assert state.census is not None and within.census.rows[1] == state.census.rows[1]
    assert outlook(scenario, state, {}, 2, ALONE).late == 1


def test_what_is_left_of_a_lead_time_is_its_law_given_what_has_passed() -> None:
    lead = distribution({"exponential": {"mean": 10.0}}, float)
    left = what_is_left(lead, 30.0)
    assert abs(left.mean() - 10) < 0.1  # it has no memory
    assert what_is_left(distribution({"uniform": [10, 20]}, float), 25.0).size == 0
    left = what_is_left(distribution({"uniform": [10, 20]}, float), 15.0)
    assert abs(left.mean() - 2.5) < 0.01 and left.max() <= 5


def test_orders_on_record_are_ready_when_promised_or_by_what_is_left_of_the_lead_time(tmp_path: Path) -> None:
    scenario = with_lease(tmp_path)
    at = noon(scenario)
    heads = "measure,ordered,ready,open_since,term_ends"

    def read(line: str) -> dict[str, dict[str, Any]]:
        return read_orders(written([heads, line], tmp_path / "o.csv"), scenario, at)

    assert read("tents,2025-07-01,2025-07-05,,") == {"tents": {"ready_in": "129600 s"}}
    assert read("tents,2025-07-01,,,") == {"tents": {"ready_in": f"{2.5 * DAY:.0f} s"}}
    begun = read("tents,,,2025-06-20,2025-07-20")
    assert begun["tents"]["term_left"] == f"{16.5 * DAY:.0f} s"
    with pytest.raises(TableError, match=r"o\.csv:2:1.*tent.*tents"):
        read("tent,,2025-07-05,,")
    with pytest.raises(TableError, match="longest lead time"):
        read("tents,2025-06-01,,,")
    state = PortState(at, None, {})
    found = outlook(scenario, state, begun, 2, ALONE)
    assert (found.space == 52).all() and not found.leases  # 12 of the base and 40 that are open
    assert outlook(scenario, state, {}, 2, ALONE).leases[0].cost == 1000


def test_no_further_space_is_ordered_in_it_and_chances_are_shares_of_its_runs(tmp_path: Path) -> None:
    scenario = with_lease(tmp_path)
    found = outlook(scenario, PortState(noon(scenario), None, {}), {}, 20, ALONE)
    assert (found.space == 12).all() and found.occupancy.max() > 12
    above = found.above(Threshold("hall", 1.0, "open"))
    by_hand = [[(found.occupancy[0][r][found.day == d] > 12).any() for d in range(found.days)] for r in range(20)]
    assert np.array_equal(above, by_hand)
    assert [one.share for one in found.thresholds] == [1.0, 0.8]
    assert found.days == 29 and found.on_site.shape == (20, 28 * 24 + 12)


def test_officers_needed_are_those_who_would_be_busy_if_nobody_waited(tmp_path: Path) -> None:
    scenario = port(
        tmp_path,
        "arrivals.road.claimants_per_day=0.000001",
        "process.steps.decide.time=1 h",
        "process.steps.see.time=1 h",
    )
    lines = ["step,waiting,under_way", "decide,9,0"]
    state = read_state(written(lines, tmp_path / "now.csv"), scenario, noon(scenario))
    found = outlook(scenario, state, {}, 3, ALONE)
    parties = found.needed[0][:, :2].sum(axis=1)  # of an hour each, from a second after noon on
    assert ((parties >= 3) & (parties <= 9.01)).all() and (found.needed[0][:, 2:] == 0).all()
    assert (found.on_duty[0][:, 0] == 8).all() and (found.on_duty[0][:, 9] == 6).all()


def test_a_scenario_that_was_conditioned_on_its_year_does_not_know_it_from_the_state_on(tmp_path: Path) -> None:
    year = load("scenarios/lacolle-2025-as-counted.yaml").scenario
    ahead = going_on(year, PortState(datetime(2025, 7, 3, 6, 30), None, {}), {})
    assert not any(stream.conditioned_on for stream in ahead.arrivals.values())
    assert (ahead.start, ahead.end - timedelta(days=29)) == (date(2025, 7, 3), date(2025, 7, 3))
