"""The roster as a table: every shift of every day, from the base and from each measure that brings staff."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.contingency import Measure
from sim.scenario.language.departures import Departures
from sim.scenario.language.sections import Sections
from sim.scenario.language.shifts.worktime import Worktime, parts
from sim.scenario.language.staff_and_space import Pool


def departures(scenario: Sections, clock: Clock) -> tuple[I, I]:
    """Return (ticks, steps) of every departure, by time, then file order.

    Times are of the local clock: one that daylight saving skips is as much later, one that comes twice is the first.
    """
    leaving = [(s, step.departures) for s, step in enumerate(scenario.process.steps.values())]
    return _departures(clock, tuple((s, given) for s, given in leaving if given is not None))


def checks(scenario: Sections, clock: Clock) -> tuple[I, I]:
    """Return (ticks, measures) of every check on a grid, from when each is watched on; measures that watch `always`
    have none
    here. A check sees what was so just before it, so that nobody looks in the second in which a census comes in."""
    measures, seen = scenario.measures.values(), clock.start if scenario.census and scenario.begins else -1
    ticks, whose = _checks(clock, tuple((m.check_at, m.watch_every, clock.watched(m.watch_from)) for m in measures))
    return ticks[ticks > seen], whose[ticks > seen]


@lru_cache(maxsize=8)
def _departures(clock: Clock, leaving: tuple[tuple[int, Departures], ...]) -> tuple[I, I]:
    before = clock.first_day - timedelta(days=1)
    days = (before, *clock.days)
    found = [np.zeros((2, 0), dtype=np.int64)]
    for s, given in leaving:
        leaves = np.array([given.leaves_on(day, clock.first_counted) for day in days], dtype=np.bool_)
        leaves &= clock.has_each(before, len(days))
        for second in given.times:
            ticks = clock.ticks(before, len(days), second)[leaves]
            ticks = ticks[(ticks >= 0) & (ticks < clock.end)]
            found.append(np.vstack((ticks, np.full(ticks.size, s))))
    ticks, steps = np.unique(np.hstack(found), axis=1)
    return ticks, steps


@lru_cache(maxsize=8)
def _checks(clock: Clock, watching: tuple[tuple[int | None, float | str, int], ...]) -> tuple[I, I]:
    found = [np.zeros((2, 0), dtype=np.int64)]
    for m, (check_at, every, begin) in enumerate(watching):
        if check_at is not None:
            first, days = clock.first_day, len(clock.days)
            ticks = clock.ticks(first, days, check_at)[clock.has_each(first, days)]
            ticks = ticks[(begin <= ticks) & (ticks < clock.end)]
        elif isinstance(every, str):
            continue
        else:
            ticks = np.arange(begin, clock.end, round(every), dtype=np.int64)
        found.append(np.vstack((ticks, np.full(ticks.size, m))))
    times, measures = np.hstack(found)
    order = np.lexsort((measures, times))
    return times[order], measures[order]


AHEAD = 7  # days past the end that staffed capacity looks at


class Crew(NamedTuple):
    """Officers of one pool on one shift from one source: 0 the base, k the k-th enabled measure."""

    pool: int
    shift: str
    source: int
    overtime: bool = False  # called within the limits of `brings.overtime`


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


def crews(scenario: Sections) -> tuple[Crew, ...]:
    """Return the crews, by pool, then shift as declared, then source."""
    bringing: dict[tuple[str, str], list[tuple[int, bool]]] = {}
    for source, measure in enumerate(scenario.measures.values(), 1):
        called = {pool: given.shifts for pool, given in measure.brings.overtime.items()}
        for overtime, posts in ((False, measure.brings.staff), (True, called)):
            for pool, shifts in posts.items():
                for shift in shifts:
                    bringing.setdefault((pool, shift), []).append((source, overtime))
    return tuple(
        Crew(p, shift, *source)
        for p, (name, pool) in enumerate(scenario.staff.items())
        for shift in pool.shifts
        for source in ((0, False), *bringing.get((name, shift), ()))
    )


def duties(scenario: Sections, clock: Clock, *, breaks: bool = True) -> Duties:
    """Return the roster from the day before the first to `AHEAD` days past the end; not to be written to, since it is
    shared.

    Without `breaks`, as if nobody had any. Replications that differ in uncertain values alone have the same roster,
    which is made once.
    """
    rotas = _rotas(scenario)
    if not breaks:
        rotas = tuple(rota._replace(worktime=rota.worktime._replace(breaks=(), paid=())) for rota in rotas)
    return _duties(clock, rotas, clock.first_day - timedelta(days=1), clock.last + timedelta(days=AHEAD))


def later_duties(scenario: Sections, clock: Clock, days: int) -> Duties:
    """Return the roster of the days after those of `duties`, to the one before this many days past the end."""
    return _duties(clock, _rotas(scenario), clock.last + timedelta(days=AHEAD), clock.last + timedelta(days=days))


def _rotas(scenario: Sections) -> tuple[Rota, ...]:
    pools, measures = list(scenario.staff), list(scenario.measures.values())
    changed = {pool: _changed(given) for pool, given in scenario.staff.items()}
    named = ((pools[crew.pool], crew) for crew in crews(scenario))
    return tuple(_rota(scenario, crew, pool, measures, changed[pool]) for pool, crew in named)


def _changed(pool: Pool) -> dict[str, list[tuple[date, int]]]:
    """Return the changes of each shift, ascending."""
    found: dict[str, list[tuple[date, int]]] = {}
    for day, posts in sorted(pool.changes.items()):
        for shift, officers in posts.items():
            found.setdefault(shift, []).append((day, officers))
    return found


def _rota(
    scenario: Sections, crew: Crew, pool: str, measures: list[Measure], changed: dict[str, list[tuple[date, int]]]
) -> Rota:
    shift = scenario.staff[pool].shifts[crew.shift]
    if crew.source:
        brings = measures[crew.source - 1].brings
        brought = (brings.overtime[pool].shifts if crew.overtime else brings.staff[pool])[crew.shift]
        return Rota(shift.worktime, shift.days, ((date.min, brought),))
    return Rota(shift.worktime, shift.days, ((date.min, shift.on_duty), *changed.get(crew.shift, ())))


@lru_cache(maxsize=8)
def _duties(clock: Clock, rotas: tuple[Rota, ...], first: date, last: date) -> Duties:
    ordinals = np.arange(first.toordinal(), last.toordinal())
    there = clock.has_each(first, ordinals.size)
    ticks: dict[int, I] = {}  # by second of the day, those of every day
    rows = [np.zeros((7, 0), dtype=np.int64)]
    for k, rota in enumerate(rotas):
        since_when, officers = zip(*((day.toordinal(), posts) for day, posts in rota.posts), strict=True)
        posts = np.array(officers, dtype=np.int64)[np.searchsorted(since_when, ordinals, side="right") - 1]
        present = np.isin((ordinals + 6) % 7, rota.days) & (posts > 0) & there
        for part in parts(rota.worktime):
            edges = (part.begin, part.end, part.end + part.paid)
            for edge in set(edges) - set(ticks):
                ticks[edge] = clock.ticks(first, ordinals.size, edge)
            since, until, back = (ticks[edge] for edge in edges)
            kept = present & (until > np.maximum(since, 0))  # an hour that daylight saving skips is no shift
            crew, overtime = np.full(ordinals.size, k), np.full(ordinals.size, part.overtime)
            rows.append(np.vstack((since, crew, ordinals, until, posts, back - until, overtime))[:, kept])
    table = np.hstack(rows)
    begins, crew_of, of_day, ends, counts, paid, extra = table[:, np.lexsort((table[3], table[2], table[1], table[0]))]
    return Duties(crew_of, of_day, begins, ends, counts, paid, extra)
