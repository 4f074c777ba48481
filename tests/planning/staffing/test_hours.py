"""A goal of every hour on fresh people: it is kept, or the hours that miss it are named with what holds them back."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.planning.staffing.effort import Effort
from sim.planning.staffing.hourly_goals import CLOSED, FEW, HELD, judged, seen_in
from sim.planning.staffing.iterative_staffing import corrected
from sim.planning.staffing.offered_load import offered
from sim.planning.staffing.proof import Staffing, staffing
from sim.planning.staffing.requirement import Goal, required
from sim.planning.staffing.trial import Stage, trial
from sim.scenario.schema import Scenario
from sim.scenario.variants import put
from sim.views.staffing import sentences, summary
from sim.views.staffing.hourly import WHY, rows

pytestmark = pytest.mark.unit

GOAL = Goal(served=0.9, within=25 * 60)
PEAK = [1.0] * 6 + [3.0] * 12 + [1.0] * 6
AROUND = {
    "early": {"hours": "07:00-15:00", "on_duty": 2},
    "late": {"hours": "15:00-23:00", "on_duty": 2},
    "night": {"hours": "23:00-07:00", "on_duty": 1},
}


def port(small: Callable[..., Scenario], **changes: Any) -> Scenario:
    """Visits of three hours, so that whoever waits does so for longer than an hour."""
    step = {"staff": {"officers": 1}, "area": "hall", "time": "3 h"}
    given = {
        "process": {"steps": {"interview": step}, "journeys": {"everyone": ["interview"]}},
        "arrivals": {"door": {"claimants_per_day": 100, "hour": PEAK}},
        "staff": {"officers": {"shifts": AROUND, "absence": 0.05}},
        "targets": {},
    }
    return small(**(given | changes))


def answer(scenario: Scenario, proof: int = 20) -> Staffing:
    return staffing(scenario, Effort(search=8, proof=proof, tries=3 + proof // 25), GOAL)


def test_the_requirement_is_raised_wherever_it_misses_by_however_little(small: Callable[..., Scenario]) -> None:
    """Before, an hour rose only by what half an officer rounds up to: small ports stayed below, and were settled."""
    scenario = port(small, arrivals={"door": {"claimants_per_day": 24, "hour": PEAK}}, end="2025-06-16")
    load = offered(scenario, range(1, 41))
    first = np.maximum(required(load, GOAL) - 1, 0)
    found = corrected(Stage(scenario), load, first, GOAL, range(1, 17))
    assert found.settled and not found.bounded.any()
    seen = trial(Stage(scenario), found.officers, range(1, 17), GOAL.within)
    of = [np.bincount(load.week_hour, weights=row[0], minlength=168) for row in (seen.served, seen.visits)]
    assert (0.9 * of[1] - of[0] < 1).all()


def test_officers_free_at_other_times_are_no_sign_of_rooms(small: Callable[..., Scenario]) -> None:
    """On days with few arrivals officers are idle, on days with many visits wait: more officers do help."""
    scenario = port(small, surges={"some": {"stream": "door", "begins": "2025-06-04", "times": 2, "hold": "2 d"}})
    load = offered(scenario, range(1, 41))
    seen = trial(Stage(scenario), np.ceil(load.mean).astype(np.int64), range(1, 9), GOAL.within)
    assert seen.waiting.sum() > 100 and seen.blocked.sum() == 0
    assert (seen.on_duty - seen.busy).sum() > 50


@pytest.mark.slow
def test_a_goal_with_waits_longer_than_the_hour_is_proven_in_every_hour_with_few_to_spare(
    small: Callable[..., Scenario],
) -> None:
    """Before, 3,616 officer-hours served 99.7% and were not proven; now some 3,200 are. Four fewer on each shift miss.

    Error rate: an hour that misses is called proven in at most 5% of all searches (`sim.planning.staffing.rounds`);
    with this seed six of the ten rounds that are planned are needed, and four fewer on each shift leave the worst hour
    more than three standard errors below the goal.
    """
    found = answer(port(small), proof=150)
    every = found.rounds[-1].every
    assert every is not None and every.met and found.proven
    assert found.hours < 3400
    assert len({one.seed for one in found.rounds}) == len(found.rounds)
    assert sum(one.error for one in found.rounds) <= 0.05
    assert any("hours of the week proven, 0 met on average, 0 missed" in line for line in sentences(found))
    assert summary(found)["rounds"][-1]["every_hour"]["officers"]["missed"] == []
    assert any("the begins and lengths of the shifts are the limit" in line for line in sentences(found))
    fewer = found.proposed.scenario
    for name, shift in fewer.staff["officers"].shifts.items():
        fewer = put(fewer, ("staff", "officers", "shifts", name, "on_duty"), max(shift.on_duty - 4, 0))
    seen = judged(seen_in(fewer, GOAL, range(1, 241)), fewer, found.load, found.rosters, GOAL, 0.05)
    assert not seen.met and seen.lost


def test_hours_that_no_shift_covers_are_named(small: Callable[..., Scenario]) -> None:
    shifts = {name: AROUND[name] for name in ("early", "late")}
    found = answer(port(small, staff={"officers": {"shifts": shifts}}), proof=50)
    every = found.rounds[-1].every
    assert every is not None and not found.proven and not found.met
    missed = {one.group: one.why for one in every.hours if not one.met}
    closed = {hour for hour in range(144) if hour % 24 >= 23 or hour % 24 < 7}
    judged = {one.group for one in every.hours}
    assert {hour for hour, why in missed.items() if why == CLOSED} - {FEW} == closed & judged
    assert len(closed & judged) > 20
    assert any("Missed by officers" in line and WHY[CLOSED] in line for line in sentences(found))
    table = list(rows(found, every))
    assert ("officers", "Tuesday 00:00", 1) in [row[:3] for row in table if row[5:] == ("missed", WHY[CLOSED])]


def test_rooms_that_are_the_limit_are_named_and_nobody_is_added_for_them(small: Callable[..., Scenario]) -> None:
    step = {"staff": {"officers": 1}, "room": "booths", "area": "hall", "time": "3 h"}
    process = {"steps": {"interview": step}, "journeys": {"everyone": ["interview"]}}
    free = answer(port(small))
    held = answer(port(small, process=process, space={"areas": {"hall": {"persons": 100}}, "rooms": {"booths": 10}}))
    every = held.rounds[-1].every
    assert every is not None and not every.met
    assert sum((one.why, one.rooms) == (HELD, ("booths",)) for one in every.hours) > 0.9 * len(every.hours)
    assert held.hours < 1.3 * free.hours
    assert any("so rooms or space are the limit (booths)." in line for line in sentences(held))


def test_officers_busy_for_less_than_asked(small: Callable[..., Scenario]) -> None:
    found = staffing(port(small), Effort(search=4, proof=60), Goal(busy=0.7))
    every = found.rounds[-1].every
    assert every is not None and found.met
    assert max(one.busy for one in every.hours) <= 0.7


def test_a_target_beside_the_goal_calls_for_officers_too(small: Callable[..., Scenario]) -> None:
    """Officers who may be busy all the time let visits wait; the mean wait asked for takes more of them."""
    goal, effort = Goal(busy=1.0), Effort(search=4, proof=10, tries=7)
    mean = {"wait_interview_mean": {"at_most": "6 min"}}
    alone, beside = (staffing(port(small, targets=targets), effort, goal) for targets in ({}, mean))
    (verdict,) = beside.rounds[-1].verdicts
    assert verdict.proven and verdict.effect == "help" and beside.hours > alone.hours
    assert any(not one.verdicts[0].proven for one in beside.rounds[:-1])
