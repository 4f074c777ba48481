"""The proposed roster next to the written one: officers by part of the day, and by the hour against what is needed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.arrays import DAY, HOUR, F
from sim.planning.staffing.trial import base_hours, sums
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.calendar.roster import crews, duties
from sim.scenario.language.shifts.worktime import Worktime
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing

MORNING, AFTERNOON, NIGHT = 5 * HOUR, 16 * HOUR, 22 * HOUR  # between which the middle of a shift lies


class ByPart(NamedTuple):
    """Officers who begin a shift by day, in the evening, at night: a day, mean of the counted days.

    A shift belongs to the part of the day in which its middle lies: from 05:00, from 16:00, from 22:00.
    """

    day: float
    evening: float
    night: float


class WeekOfNeed(NamedTuple):
    """Some days of the counted span, a week where there is a whole one: the first, how many, and their hours."""

    first: date
    days: int
    hours: slice


class BusiestHour(NamedTuple):
    """The hour in which most officers are needed, from tick 0; and how many are expected on each roster."""

    hour: int
    needed: float
    proposed: float
    written: float


def busiest_pool(staffing: "Staffing") -> str:
    """Return the pool with most work."""
    return list(staffing.rosters)[int(staffing.load.mean.sum(axis=1).argmax())]


def is_written(scenario: Scenario) -> bool:
    """Return whether anybody is on the roster of the scenario."""
    return any(base_hours(scenario).values())


def proposed_by_part(staffing: "Staffing", pool: str) -> ByPart:
    """Return the officers of the proposed roster by part of the day."""
    posts = staffing.rosters[pool].posts
    every = ((worktime, day, count) for worktime, by_day in posts.items() for day, count in by_day.items())
    return _by_part(every, clock(staffing.scenario))


def written_by_part(scenario: Scenario, pool: str) -> ByPart:
    """Return the officers of the roster of the scenario by part of the day, without those whom measures bring."""
    time, groups = clock(scenario), crews(scenario)
    table, place = duties(scenario, time, breaks=False), list(scenario.staff).index(pool)
    shifts = scenario.staff[pool].shifts
    rows = zip(table.crew.tolist(), table.day.tolist(), table.posts.tolist(), strict=True)
    every = (
        (shifts[groups[crew].shift].worktime, date.fromordinal(day), posts)
        for crew, day, posts in rows
        if groups[crew].pool == place and groups[crew].source == 0
    )
    return _by_part(every, time)


def _by_part(shifts: Iterable[tuple[Worktime, date, int]], time: Clock) -> ByPart:
    found = [0.0, 0.0, 0.0]
    for worktime, day, officers in shifts:
        if time.first_counted <= day < time.last:
            found[part_of(worktime)] += officers
    days = (time.last - time.first_counted).days
    return ByPart(*(one / days for one in found))


def part_of(worktime: Worktime) -> int:
    """Return the part of the day in which the middle of a shift lies: 0 by day, 1 in the evening, 2 at night."""
    begin, end = worktime.hours
    middle = (begin + ((end - begin) % DAY or DAY) / 2) % DAY
    if MORNING <= middle < AFTERNOON:
        return 0
    return 1 if AFTERNOON <= middle < NIGHT else 2


def written_present(scenario: Scenario, hours: int) -> F:
    """Return (P, H) officers expected to be present by hour from tick 0, absence taken off, on the roster of the
    scenario without those whom measures bring.
    """
    time, groups = clock(scenario), crews(scenario)
    table = duties(scenario, time)
    pool = np.array([crew.pool if crew.source == 0 else -1 for crew in groups], dtype=np.int64)[table.crew]
    found = np.zeros((len(scenario.staff), hours))
    for p, given in enumerate(scenario.staff.values()):
        mine = pool == p
        here = sums(table.begin[mine], table.end[mine], table.posts[mine], HOUR, hours) / HOUR
        found[p] = (1 - given.absence) * here
    return found


def counted_hours(staffing: "Staffing") -> slice:
    """Return the hours of the counted span, from tick 0."""
    time = clock(staffing.scenario)
    return slice(time.start // HOUR, min(-(-time.end // HOUR), staffing.required.shape[1]))


def busiest_hour(staffing: "Staffing", pool: str) -> BusiestHour:
    """Return the counted hour in which most officers are needed; of equal ones that in which the written roster is
    most short.
    """
    p, counted = list(staffing.rosters).index(pool), counted_hours(staffing)
    needed, written = staffing.required[p], written_present(staffing.scenario, staffing.required.shape[1])[p]
    hour = max(range(counted.start, counted.stop), key=lambda h: (needed[h], -written[h], -h))
    there = float(staffing.rosters[pool].present[hour])
    return BusiestHour(hour, float(needed[hour]), there, float(written[hour]))


def weeks_of_need(staffing: "Staffing", pool: str) -> tuple[WeekOfNeed, WeekOfNeed | None]:
    """Return the worst week and an ordinary one, of the whole weeks from Monday on.

    The worst is that in which the written roster is most short; without any shortage, and without a written roster,
    that in which most is needed. The ordinary one lies in the middle of all by what is needed. With one whole week
    there is no other; without any the worst is the first days of the span.
    """
    p, hours = list(staffing.rosters).index(pool), staffing.required.shape[1]
    needed = staffing.required[p].astype(np.float64)
    short = np.maximum(needed - written_present(staffing.scenario, hours)[p], 0.0)
    every = _whole_weeks(staffing)
    if not every:
        time, counted = clock(staffing.scenario), counted_hours(staffing)
        days = min((time.last - time.first_counted).days, 7)
        return WeekOfNeed(time.first_counted, days, slice(counted.start, min(counted.start + 24 * days, hours))), None
    seen = short if is_written(staffing.scenario) and short.any() else needed
    worst = max(every, key=lambda week: (seen[week.hours].sum(), needed[week.hours].sum()))
    others = sorted(every, key=lambda week: float(needed[week.hours].sum()))
    return worst, others[(len(others) - 1) // 2] if len(every) > 1 else None


def _whole_weeks(staffing: "Staffing") -> list[WeekOfNeed]:
    time, found = clock(staffing.scenario), []
    for first in time.days:
        after = first + timedelta(days=7)
        if first.weekday() == 0 and first >= time.first_counted and after <= time.last:
            found.append(WeekOfNeed(first, 7, slice(time.tick(first) // HOUR, time.tick(after) // HOUR)))
    return found
