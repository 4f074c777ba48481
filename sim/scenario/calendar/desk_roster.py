"""Rosters against desks: when a pool has more officers on duty than can serve at once (`staff.<pool>.at_most`)."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.scenario.calendar.clock import Clock
from sim.scenario.calendar.roster import AHEAD, crews, duties
from sim.scenario.language.sections import Sections
from sim.scenario.language.shifts.desks import Caps, at, edges

NO_CAP = 1 << 40  # more desks than officers can be


class Desks(NamedTuple):
    """Officers of a pool rostered, by who brings them, and the desks for them; in order of time, from tick 0 on."""

    tick: I  # (G,) from which on a row holds
    posts: I  # (G, sources) before absence; source 0 the base, k the k-th enabled measure
    cap: I  # (G,) `NO_CAP` where there is none


def capped(scenario: Sections) -> tuple[str, ...]:
    """Return the pools that have a cap."""
    return tuple(name for name, pool in scenario.staff.items() if pool.at_most is not None)


def changes(caps: Caps, time: Clock) -> tuple[I, I]:
    """Return ticks at which the cap becomes another, the first of them 0, and what it is from each of them on."""
    cuts = [0, *(time.tick(day, edge) for day in time.days for edge in edges(caps))]
    ticks = np.unique(np.array([tick for tick in cuts if 0 <= tick < max(time.end, 1)], dtype=np.int64))
    local = [time.at(int(tick)) for tick in ticks]
    found = [at(caps, moment.hour * 3600 + moment.minute * 60 + moment.second) for moment in local]
    most = np.array([NO_CAP if np.isinf(one) else int(one) for one in found], dtype=np.int64)
    kept = np.append(True, np.diff(most) != 0)
    return ticks[kept], most[kept]


def most_at(caps: Caps | None, time: Clock, ticks: I) -> I:
    """Return the cap at each of some ticks; `NO_CAP` where there is none."""
    if caps is None:
        return np.full(ticks.size, NO_CAP, dtype=np.int64)
    when, most = changes(caps, time)
    return most[np.maximum(np.searchsorted(when, ticks, side="right") - 1, 0)]


def desks(scenario: Sections, pool: str, time: Clock, *, helped: bool = False, breaks: bool = True) -> Desks:
    """Return the base roster of a pool against its cap, to 7 days past the end.

    `helped`: with what measures would bring. Without `breaks`, as if nobody had any.
    """
    table, groups = duties(scenario, time, breaks=breaks), crews(scenario)
    place, given = list(scenario.staff).index(pool), scenario.staff[pool].at_most
    mine = np.array([crew.pool == place and (helped or not crew.source) for crew in groups], dtype=np.bool_)[table.crew]
    source = np.array([crew.source for crew in groups], dtype=np.int64)[table.crew[mine]]
    when = np.maximum(np.concatenate((table.begin[mine], table.end[mine])), 0)
    cuts = changes(given, time.longer(AHEAD))[0] if given else np.zeros(1, dtype=np.int64)
    grid = np.unique(np.concatenate((when, cuts)))
    by = np.zeros((grid.size, len(scenario.measures) + 1 if helped else 1), dtype=np.int64)
    posts = np.concatenate((table.posts[mine], -table.posts[mine]))
    np.add.at(by, (np.searchsorted(grid, when), np.tile(source, 2)), posts)
    return Desks(grid, np.cumsum(by, axis=0), most_at(given, time.longer(AHEAD), grid))


def beyond(scenario: Sections, pool: str, time: Clock) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the base roster of a pool is above its cap: (begin, end, officers rostered, cap), in order of
    time.
    """
    found = desks(scenario, pool, time)
    until = np.minimum(np.append(found.tick, time.end)[1:], time.end)
    for row in np.flatnonzero((found.posts[:, 0] > found.cap) & (found.tick < until)):
        yield int(found.tick[row]), int(until[row]), int(found.posts[row, 0]), int(found.cap[row])
