"""The cap on officers at once: a word of the language, kept by the roster that is proposed, told of one that is not."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from sim.planning.rostering.proposal import with_rosters
from sim.planning.rostering.rostering import Solver, roster, with_binding
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.desk_roster import beyond
from sim.scenario.checks.warnings import advice
from sim.scenario.language.shifts.desks import at, caps
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

SHIFTS = {"day": {"hours": "08:00-20:00", "on_duty": 3}, "night": {"hours": "20:00-08:00", "on_duty": 3}}


def desks(small: Callable[..., Scenario], at_most: Any, **more: Any) -> Scenario:
    return small(staff={"officers": {"shifts": SHIFTS, "at_most": at_most} | more})


def test_a_cap_is_a_number_or_one_by_hours() -> None:
    assert [at(caps(6) or (), hour * 3600) for hour in (0, 12, 23)] == [6, 6, 6]
    by_hours = caps({"08:00-20:00": 6, "22:00-06:00": 3}) or ()
    assert [at(by_hours, hour * 3600) for hour in (0, 7, 8, 19, 20, 22)] == [3, np.inf, 6, 6, np.inf, 3]


@pytest.mark.parametrize("wrong", [-1, 2.5, "six", True, {}, {"08:00-20:00": 6, "19:00-21:00": 3}, {"day": 3}])
def test_what_is_no_cap(small: Callable[..., Scenario], wrong: Any) -> None:
    with pytest.raises(ValidationError):
        desks(small, wrong)


def test_a_roster_beyond_it_is_told_with_its_hours(small: Callable[..., Scenario]) -> None:
    assert not list(advice(desks(small, 3)))
    (told,) = advice(desks(small, {"08:00-20:00": 3, "20:00-08:00": 2}))
    assert told.path == "staff.officers.at_most"
    assert told.message == (
        "found 3 officers on duty at once from 2025-06-02 00:00 to 2025-06-02 08:00, the first of 72 hours above the "
        "cap; allowed: at most 2 (at_most); who has no desk is paid and idle"
    )
    overlapping = SHIFTS | {"late": {"hours": "19:30-21:00", "on_duty": 1}}
    scenario = small(staff={"officers": {"shifts": overlapping, "at_most": 3}})
    found = list(beyond(scenario, "officers", clock(scenario)))
    assert {(begin % 86400, end % 86400) for begin, end, _, _ in found} == {(70200, 72000), (72000, 75600)}
    assert {(count, most) for _, _, count, most in found} == {(4, 3)}


@pytest.mark.parametrize("breaks", [{}, {"meal": {"length": "30 min", "between": ["2 h", "4 h"], "every": "30 min"}}])
def test_the_roster_proposed_keeps_within_it_and_names_it(small: Callable[..., Scenario], breaks: Any) -> None:
    eight = {"starts": ["00:00", "08:00", "12:00", "16:00"], "lengths": ["8 h"], "on": 5, "off": 2, "breaks": breaks}
    patterns = {"eight": eight}
    most = {"07:00-19:00": 4, "19:00-07:00": 2}
    scenario = desks(small, most, templates={"patterns": patterns, "weeks": 1}, absence=0.1)
    pool, when = scenario.staff["officers"], clock(scenario)
    needed = np.full(-(-when.end // 3600), 6.0)
    found = roster("officers", pool, needed, when, Solver(0.02, 5.0))
    assert not list(beyond(with_rosters(scenario, {"officers": found}), "officers", when))
    free = roster("officers", pool.model_copy(update={"at_most": None}), needed, when, Solver(0.02, 5.0))
    assert free.short.sum() < found.short.sum() and found.present.max() > 3
    named = with_binding(found, pool, when, Solver(0.02, 5.0)).binding
    assert "at_most" in {one.rule for one in named}
