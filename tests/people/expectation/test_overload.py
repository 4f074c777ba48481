"""Offered against rostered hours: one warning a pool, and the table by month."""

from typing import Any

import pytest
from people_scenarios import build

from sim.people.expectation.overload import MonthLoad, foreseen, offered_by_month, overloads
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit


def port(levels: Any = 24, contingency: Any = None, **pool: Any) -> Scenario:
    """A port with a step of an hour a claimant; 24 productive hours a day if not said otherwise."""
    steps = {"desk": {"staff": {"officers": 1}, "time": {"person": "60 min"}}}
    shifts = {"day": {"hours": "08:00-20:00", "on_duty": 2}}
    idle = {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 0}}}
    return build(
        {
            "arrivals": {"door": {"claimants_per_day": levels}},
            "process": {"steps": steps, "journeys": {"everyone": ["desk"]}},
            "staff": {"officers": {"shifts": shifts, **pool}, "idle": idle},
            "contingency": contingency or {},
        },
        {"end": "2025-05-01"},
    )


def test_a_roster_that_just_suffices_is_no_problem() -> None:
    assert overloads(port()) == ()


def test_the_worst_fortnight_is_named_with_both_numbers_and_what_to_do() -> None:
    levels = {"2025-03-01": 10, "2025-03-20": 40, "2025-03-30": 20, "2025-04-10": 26}
    (problem,) = overloads(port(levels, productive_share=0.75, absence=0.1))
    assert str(problem) == (
        "warning: staff.officers: from 2025-03-20 to 2025-04-02 claimants bring 480 hours of work and 227 productive "
        "hours are rostered for it; roster more officers on these days, or count on a measure that brings them"
    )


def test_officers_without_a_desk_are_not_counted_on() -> None:
    """Twelve hours with one desk, though two are rostered; with absence the two are fewer than a desk holds."""
    assert overloads(port(12, at_most=1)) == () and len(overloads(port(12.1, at_most=1))) == 1
    assert overloads(port(18, at_most={"08:00-14:00": 1})) == ()
    assert len(overloads(port(18.1, at_most={"08:00-14:00": 1}))) == 1
    assert overloads(port(9.6, at_most=1, absence=0.6)) == () and len(overloads(port(9.7, at_most=1, absence=0.6))) == 1


def test_a_short_run_is_one_window() -> None:
    scenario = port(25).model_copy(update={"end": port().start.replace(day=4)})
    (problem,) = overloads(scenario)
    assert "from 2025-03-01 to 2025-03-03 claimants bring 75 hours of work and 72 productive hours" in problem.message


def test_officers_of_a_measure_are_not_counted_on() -> None:
    borrowed = {
        "borrowed": {
            "order_when": {"any": {"long_wait": {"watch": "longest_wait", "above": "24 h"}}},
            "brings": {"staff": {"officers": {"day": 30}}},
        }
    }
    assert len(overloads(port(25, borrowed))) == 1


def test_those_present_bring_work_on_the_first_day() -> None:
    scenario = port().model_copy(update={"present_at_start": 10})
    (problem,) = overloads(scenario)
    assert "from 2025-03-01 to 2025-03-14 claimants bring 346 hours of work and 336 productive" in problem.message
    assert not overloads(scenario.model_copy(update={"warm_up": 86400.0}))


def test_a_night_shift_counts_on_both_its_days() -> None:
    night = {"night": {"hours": "18:00-06:00", "on_duty": 1}}
    months = offered_by_month(port(1, shifts=night, changes={"2025-04-01": {"night": 2}}))
    rostered = [row.rostered for row in months if row.pool == "officers"]
    assert rostered == [31 * 12.0, 6.0 + 29 * 24.0 + 12.0]


def test_a_table_by_month_and_pool() -> None:
    levels = {"2025-03-01": 10, "2025-04-01": 20}
    wanted = [
        MonthLoad("2025-03", "officers", 310, 744),
        MonthLoad("2025-03", "idle", 0, 0),
        MonthLoad("2025-04", "officers", 600, 720),
        MonthLoad("2025-04", "idle", 0, 0),
    ]
    for found, row in zip(offered_by_month(port(levels)), wanted, strict=True):
        assert found[:2] == row[:2] and found[2:] == pytest.approx(row[2:])


def test_work_without_anybody_rostered() -> None:
    (problem,) = overloads(port(3, shifts={"day": {"hours": "08:00-20:00", "on_duty": 0}}))
    assert "claimants bring 42 hours of work and 0 productive hours are rostered" in problem.message


MEAL = {"day": {"hours": "08:00-20:00", "on_duty": 2, "breaks": ["12:00-12:30"], "paid_breaks": ["16:00-16:15"]}}


def told(scenario: Scenario) -> list[str]:
    return [str(problem) for problem in foreseen(scenario) if "break" in problem.message]


def test_breaks_in_which_nobody_serves_are_told_with_their_hours() -> None:
    scenario = port(10, shifts=MEAL)
    (line,) = told(scenario)
    days = (scenario.end - scenario.start).days
    assert line.startswith(
        f"warning: staff.officers: found all on duty in a break at once from {scenario.start} 12:00 to 12:30, the "
        f"first of {0.75 * days:.4g} h in which nobody serves; allowed: a break at another time for some of them"
    )


def test_breaks_in_turns_or_without_work_are_none() -> None:
    other = {"later": {"hours": "08:00-20:00", "on_duty": 1, "breaks": ["12:30-13:00"], "paid_breaks": ["16:15-16:30"]}}
    assert told(port(10, shifts=MEAL | other)) == []
    assert len(told(port(10, shifts=MEAL | {"later": other["later"] | {"on_duty": 0}}))) == 1
    assert told(port(0, shifts=MEAL)) == []
