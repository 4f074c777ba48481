"""The roster as a table: every shift of every day, from the base and from each measure that brings staff."""

from datetime import timedelta
from typing import NamedTuple

import numpy as np

from sim.scenario.calendar import Clock, I, span
from sim.scenario.schema import Scenario

AHEAD = 7  # days past the end that staffed capacity looks at


class Crew(NamedTuple):
    """Officers of one pool on one shift from one source: 0 the base, k the k-th enabled measure."""

    pool: int
    shift: str
    source: int


class Duties(NamedTuple):
    """A row for each crew and local day on which its shift begins with posts, by begin, then crew.

    The first day is the one before the first simulated day (a shift under way at the begin is on duty), the last one
    `AHEAD` days past the end.
    """

    crew: I  # (D,) index into the crews
    day: I  # (D,) ordinal of the local date on which it begins
    begin: I  # (D,) tick; may be negative
    end: I  # (D,) tick
    posts: I  # (D,) officers rostered, before absence


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
    """The roster from the day before the first to `AHEAD` days past the end."""
    pools, measures = list(scenario.staff.items()), list(scenario.measures.values())
    days = span(clock.first_day - timedelta(days=1), clock.last + timedelta(days=AHEAD))
    rows = []
    for k, crew in enumerate(crews(scenario)):
        name, pool = pools[crew.pool]
        shift = pool.shifts[crew.shift]
        begin, end = shift.hours
        for day in days:
            if crew.source == 0:
                posts = pool.on_duty(crew.shift, day)
            else:
                posts = measures[crew.source - 1].brings.staff[name][crew.shift] if day.weekday() in shift.days else 0
            since = clock.tick(day, begin)
            until = clock.tick(day, end) if end > begin else clock.tick(day + timedelta(days=1), end)
            if posts and until > max(since, 0):  # an hour that daylight saving skips is no shift
                rows.append((since, k, day.toordinal(), until, posts))
    rows.sort()
    begins, crew_of, ordinals, ends, counts = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return Duties(crew_of, ordinals, begins, ends, counts)
