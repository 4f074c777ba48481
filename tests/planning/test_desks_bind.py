"""A goal that is missed for want of desks: the cap on officers at once is named, and nobody is added for it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.planning.staffing.bottlenecks import Relaxed
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.hourly_goals import AFTER, FULL, MORE, SHORT, Hour, after
from sim.planning.staffing.offered_load import offered
from sim.planning.staffing.proof import staffing
from sim.planning.staffing.requirement import Goal
from sim.planning.staffing.search import raise_where_missed
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.desk_roster import beyond
from sim.scenario.schema import Scenario
from sim.views.staffing import sentences
from sim.views.staffing.hourly import WHY

pytestmark = pytest.mark.unit

AROUND = {
    "early": {"hours": "06:00-14:00", "on_duty": 2},
    "late": {"hours": "14:00-22:00", "on_duty": 2},
    "night": {"hours": "22:00-06:00", "on_duty": 1},
}
BY_HOURS = {"06:00-14:00": 2}  # of some five that are needed


def port(small: Callable[..., Scenario], **changes: Any) -> Scenario:
    pool = {"shifts": AROUND, "cost": "50 CAD/h", "at_most": BY_HOURS}
    return small(**({"staff": {"officers": pool}, "targets": {}} | changes))


def test_hours_that_lack_desks_are_named(small: Callable[..., Scenario]) -> None:
    found = staffing(port(small), Effort(search=6, proof=30, tries=2), Goal(served=0.9, within=25 * 60))
    every = found.rounds[-1].every
    assert every is not None and not every.met
    lost = {one.group: one.why for one in every.hours if not one.met and one.group >= 0}
    by_day = [why for hour, why in lost.items() if 7 <= hour % 24 < 14]
    assert len(by_day) > 20 and set(by_day) == {FULL}
    assert FULL not in {why for hour, why in lost.items() if not 6 <= hour % 24 < 14}
    assert any("Missed by officers" in line and WHY[FULL] in line for line in sentences(found))
    assert any("Binding rule of officers: at_most: without it" in line for line in sentences(found))
    assert not list(beyond(found.proposed.scenario, "officers", clock(found.scenario)))


def test_hours_that_miss_because_of_those_before_name_the_desks_too() -> None:
    missed = Hour(0, 6, 0.5, 0.9, False, False, False, True, FULL)
    whys = (FULL, MORE, SHORT, "", MORE)
    hours = [missed._replace(group=6 + k, why=why) for k, why in enumerate(whys)]
    assert [one.why for one in after(hours)] == [FULL, AFTER, AFTER, "", MORE]


def test_a_target_of_a_run_that_desks_keep_from_being_met_names_them(small: Callable[..., Scenario]) -> None:
    pool = {"shifts": AROUND, "cost": "50 CAD/h", "at_most": 3}
    scenario = port(small, staff={"officers": pool}, targets={"wait_interview_mean": {"at_most": "1 h"}})
    found = staffing(scenario, Effort(search=4, proof=8, tries=3))
    assert not found.met
    named = {one.limit: one for one in found.limits}
    rule = named[Relaxed("rule", "officers", "at_most")]
    assert rule.met and rule.high < -1
    assert any("with no rule at_most (officers) it is" in line and "and is met" in line for line in sentences(found))


def test_officers_are_raised_where_there_is_a_desk_for_them(small: Callable[..., Scenario]) -> None:
    scenario = port(small)
    load = offered(scenario, range(1, 21))
    needed = np.full(load.mean.shape, 4)
    local = np.arange(needed.shape[1]) % 24
    raised = raise_where_missed(scenario, load, needed, range(1, 5)) - needed
    day = (local >= 6) & (local < 14)
    assert raised[0, ~day].any() and not raised[0, day].any()
