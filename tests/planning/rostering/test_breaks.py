"""A break in a shift: officers are away, the same who are absent stay absent, and what is paid is in the cost."""

from collections.abc import Callable

import numpy as np
import pytest
from pydantic import ValidationError

from sim.experiments.run import run
from sim.people.sampler import Sampler
from sim.planning.rostering.proposal import with_rosters
from sim.planning.rostering.rostering import Solver, roster
from sim.planning.staffing.trial import base_hours
from sim.port.plan import plan
from sim.scenario.calendar.clock import clock
from sim.scenario.language.shifts.worktime import Part, Worktime, parts, worktime
from sim.scenario.language.staff_and_space import Shift
from sim.scenario.schema import Scenario
from sim.scenario.values.units import Hours

pytestmark = pytest.mark.unit

HOUR = 3600


def with_shift(small: Callable[..., Scenario], **shift: object) -> Scenario:
    given = {"hours": "22:00-06:00", "on_duty": 20} | shift
    return small(staff={"officers": {"shifts": {"night": given}, "absence": 0.3, "cost": "50 CAD/h"}}, warm_up="1 d")


def test_who_is_absent_is_so_before_and_after_the_break(small: Callable[..., Scenario]) -> None:
    whole, broken = with_shift(small), with_shift(small, breaks=["01:00-01:30"])
    before = Sampler(whole).sample(1).present
    duties, after = plan(broken).duties, Sampler(broken).sample(1).present
    assert (duties.end - duties.begin).tolist()[2:4] == [3 * HOUR, 4.5 * HOUR]
    by_day = [after[duties.day == day] for day in np.unique(duties.day)]
    assert all(len(set(rows)) == 1 for rows in by_day)
    assert [rows[0] for rows in by_day] == before.tolist() and len(set(before)) > 2


def test_a_paid_break_is_paid_and_nobody_is_there(small: Callable[..., Scenario]) -> None:
    hours = {}
    rest = ["01:00-02:00"]
    for name, shift in (("whole", {}), ("unpaid", {"breaks": rest}), ("paid", {"paid_breaks": rest})):
        scenario = with_shift(small, **shift)
        summary = run(scenario, 2).summary
        hours[name] = (summary["rostered_hours_officers"].mean, summary["present_hours_officers"].mean)
        assert summary["cost_staff"].mean == 50 * hours[name][0]
        assert base_hours(scenario)["officers"] == {"whole": 960, "unpaid": 840, "paid": 960}[name]
    assert hours["paid"][0] == hours["whole"][0] == hours["unpaid"][0] + 20 * 6
    assert hours["paid"][1] == hours["unpaid"][1] < hours["whole"][1]


def test_a_roster_says_its_breaks_and_reads_them_back() -> None:
    given = Worktime(Hours(22 * HOUR, 6 * HOUR), (Hours(HOUR, HOUR + 1800),), (Hours(4 * HOUR, 4 * HOUR + 900),))
    assert str(given) == "22:00-06:00, break 01:00-01:30, paid break 04:00-04:15"
    assert worktime(str(given)) == given
    late = given._replace(overtime=HOUR)
    assert str(late) == f"{given}, overtime 05:00-06:00" and worktime(str(late)) == late
    first, second, third = parts(given)
    assert first == Part(22 * HOUR, 25 * HOUR, 0, 0)
    assert second == Part(25 * HOUR + 1800, 28 * HOUR, 900, 0) and third == Part(28 * HOUR + 900, 30 * HOUR, 0, 0)


@pytest.mark.parametrize("more", ["", ", tea 09:00-10:00", ", break 16:00-17:00", ", overtime 13:00-14:00"])
def test_what_is_no_time_of_work(more: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        worktime(f"07:00-15:00{more}" if more else "07:00")


def test_breaks_that_meet_or_reach_past_the_shift_are_refused() -> None:
    for breaks in (["07:00-08:00"], ["14:00-15:00"], ["09:00-10:00", "09:30-11:00"]):
        with pytest.raises(ValidationError, match="breaks within the hours of the shift, none over another"):
            Shift.model_validate({"hours": "07:00-15:00", "on_duty": 1, "breaks": breaks})


def test_overtime_on_the_roster_has_its_price(small: Callable[..., Scenario]) -> None:
    given = {"hours": "07:00-17:00", "overtime": "2 h", "on_duty": 9}
    pool = {"shifts": {"day": given}, "cost": "50 CAD/h", "overtime_cost": "80 CAD/h"}
    summary = run(small(staff={"officers": pool}, arrivals={"door": {"claimants_per_day": 0}}), 2).summary
    assert summary["rostered_hours_officers"].mean == 6 * 9 * 10
    assert summary["cost_staff"].mean == 6 * 9 * 8 * 50 and summary["cost_overtime"].mean == 6 * 9 * 2 * 80
    with pytest.raises(ValidationError, match="overtime that is shorter than the last part"):
        Shift.model_validate(given | {"overtime": "10 h"})


def test_a_roster_costs_in_the_run_what_the_programme_said(small: Callable[..., Scenario]) -> None:
    meal = {"meal": {"length": "30 min", "between": ["3 h", "4 h"], "every": "30 min", "paid": True}}
    late = {"starts": ["08:00"], "lengths": ["8 h"], "on": 5, "off": 2, "overtime": "2 h", "breaks": meal}
    tea = {"tea": meal["meal"] | {"paid": False}}
    night = {"starts": ["20:00"], "lengths": ["10 h"], "on": 4, "off": 4, "breaks": tea}
    pool = {"shifts": {"day": {"hours": "00:00-24:00", "on_duty": 0}}, "absence": 0.1, "cost": "50 CAD/h"}
    pool |= {"overtime_cost": "75 CAD/h", "templates": {"patterns": {"late": late, "night": night}, "rest": "11 h"}}
    nobody = {"door": {"claimants_per_day": 0}}
    scenario = small(staff={"officers": pool}, arrivals=nobody, warm_up="2 d", end="2025-06-16")
    when = clock(scenario)
    needed = np.where(np.arange(when.end // HOUR) % 24 < 6, 1.0, 3.0)
    found = roster("officers", scenario.staff["officers"], needed, when, Solver(0.02, 5.0))
    summary = run(with_rosters(scenario, {"officers": found}), 2).summary
    assert found.overtime_hours > 0
    edge = 6 * max(posts for worktime, by_day in found.posts.items() for posts in by_day.values()) * 50
    assert summary["cost_overtime"].mean == 75 * found.overtime_hours
    assert abs(summary["cost_staff"].mean + summary["cost_overtime"].mean - found.cost) <= edge
