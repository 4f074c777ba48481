"""The roster as a table: every shift of every day, from the base and from each measure that brings staff."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.scenario.calendar import Clock, I, span
from sim.scenario.schema import Scenario
from sim.scenario.worktime import Worktime, parts

AHEAD = 7  # days past the end that staffed capacity looks at


class Crew(NamedTuple):
    """Officers of one pool on one shift from one source: 0 the base, k the k-th enabled measure."""

    pool: int
    shift: str
    source: int


class Rota(NamedTuple):
    """The posts of one crew: hours and breaks, days of the week, and how many from which date on, ascending."""

    worktime: Worktime
    days: tuple[int, ...]
    posts: tuple[tuple[date, int], ...]


class Duties(NamedTuple):
    """A row for each crew and local day on which its shift begins with posts, by begin, then crew.

    A shift with a break has a row for each part of it; absence, which is drawn by crew and day, is the same in all.
    The first day is the one before the first simulated day (a shift under way at the begin is on duty), the last one
    `AHEAD` days past the end.
    """

    crew: I  # (D,) index into the crews
    day: I  # (D,) ordinal of the local date on which it begins
    begin: I  # (D,) tick; may be negative
    end: I  # (D,) tick
    posts: I  # (D,) officers rostered, before absence
    paid: I  # (D,) seconds of the paid break that follows
    overtime: I  # (D,) seconds at its end that are overtime


def crews(scenario: Scenario) -> tuple[Crew, ...]:
    """The crews, by pool, then shift as declared, then source."""
    measures = list(scenario.measures.values())
    return tuple(
        Crew(p, shift, source)
        for p, (name, pool) in enumerate(scenario.staff.items())
        for shift in pool.shifts
        for source in range(len(measures) + 1)
        if source == 0 or shift in measures[source - 1].brings.staff.get(name, {})
    )


def duties(scenario: Scenario, clock: Clock) -> Duties:
    """The roster from the day before the first to `AHEAD` days past the end; not to be written to, since it is shared.

    Replications that differ in uncertain values alone have the same roster, which is made once.
    """
    return _duties(clock, _rotas(scenario), clock.first_day - timedelta(days=1), clock.last + timedelta(days=AHEAD))


def later_duties(scenario: Scenario, clock: Clock, days: int) -> Duties:
    """The roster of the days after those of `duties`, to the one before so many days past the end."""
    return _duties(clock, _rotas(scenario), clock.last + timedelta(days=AHEAD), clock.last + timedelta(days=days))


def _rotas(scenario: Scenario) -> tuple[Rota, ...]:
    return tuple(_rota(scenario, crew) for crew in crews(scenario))


def _rota(scenario: Scenario, crew: Crew) -> Rota:
    pool = list(scenario.staff)[crew.pool]
    shift = scenario.staff[pool].shifts[crew.shift]
    if crew.source:
        brings = list(scenario.measures.values())[crew.source - 1].brings
        return Rota(shift.worktime, shift.days, ((date.min, brings.staff[pool][crew.shift]),))
    changes = sorted(scenario.staff[pool].changes.items())
    changed = tuple((day, posts[crew.shift]) for day, posts in changes if crew.shift in posts)
    return Rota(shift.worktime, shift.days, ((date.min, shift.on_duty), *changed))


@lru_cache(maxsize=8)
def _duties(clock: Clock, rotas: tuple[Rota, ...], first: date, last: date) -> Duties:
    days = span(first, last)
    rows = []
    for k, rota in enumerate(rotas):
        present = tuple(parts(rota.worktime))
        for day in (day for day in days if day.weekday() in rota.days and clock.has(day)):
            posts = max(change for change in rota.posts if change[0] <= day)[1]
            for part in present if posts else ():
                since, until, back = (clock.tick(day, edge) for edge in (part.begin, part.end, part.end + part.paid))
                if until > max(since, 0):  # an hour that daylight saving skips is no shift
                    rows.append((since, k, day.toordinal(), until, posts, back - until, part.overtime))
    rows.sort()
    begins, crew_of, ordinals, ends, counts, paid, overtime = np.array(rows, dtype=np.int64).reshape(-1, 7).T
    return Duties(crew_of, ordinals, begins, ends, counts, paid, overtime)
