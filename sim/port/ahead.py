"""What the roster holds in the seven days from a check on, for the capacity that arrivals are compared with."""

import numpy as np

from sim.arrays import WEEK, I
from sim.port.plan import Plan
from sim.port.rules import CAPACITY
from sim.scenario.calendar.clock import NEVER
from sim.scenario.calendar.desk_roster import NO_CAP, desks

PARTS = 1000  # of an officer, in which the cap is counted: as many posts as give it, absence taken off


def compared(plan: Plan) -> I:
    """Return the ticks, each once, at which some measure compares arrivals with staffed capacity."""
    conditions, (ticks, measures) = plan.rules.conditions, plan.checks
    comparing = np.unique(conditions["measure"][conditions["share"] == CAPACITY])
    return np.unique(ticks[np.isin(measures, comparing)])


def sources(plan: Plan) -> I:
    """Return who brings officers: 0 the base, k the k-th enabled measure."""
    return np.unique(np.array([0, *(crew.source for crew in plan.crews)], dtype=np.int64))


def rostered_ahead(plan: Plan) -> I:
    """Return (ticks, pools, sources) officer-seconds rostered in the 7 days from each tick of `compared` on."""
    duties, ticks, bringing = plan.duties, compared(plan), sources(plan)
    ahead = np.zeros((ticks.size, len(plan.pools), bringing.size), dtype=np.int64)
    for k, crew in enumerate(plan.crews if ticks.size else ()):
        mine = duties.crew == k
        at, before, officers = _line(duties.begin[mine], duties.end[mine], duties.posts[mine])
        for sign, when in ((1, ticks + WEEK), (-1, ticks)):
            row = np.searchsorted(at, when, side="right") - 1
            source = np.searchsorted(bringing, crew.source)
            ahead[:, crew.pool, source] += sign * (before[row] + officers[row] * (when - at[row]))
    return ahead


def _line(begin: I, end: I, posts: I) -> tuple[I, I, I]:
    """Officer-seconds as a line: at each tick those before it, and the officers from it on; it begins before all."""
    ticks, where = np.unique(np.concatenate(([-NEVER], begin, end)), return_inverse=True)
    change = np.zeros(ticks.size, dtype=np.int64)
    np.add.at(change, where[1:], np.concatenate((posts, -posts)))
    officers = np.cumsum(change)
    return ticks, np.concatenate(([0], np.cumsum(officers[:-1] * np.diff(ticks)))), officers


def against_desks(plan: Plan) -> tuple[I, I, I]:
    """Return rows of rosters against their caps, pool after pool, and the first row and the one after the last of each
    pool.

    A row: tick, `PARTS` of posts that fill the desks, posts by source that brings officers. The last row of a pool only
    ends the one before.
    """
    bringing = sources(plan)
    width = bringing.size
    first, last = (np.zeros(len(plan.pools), dtype=np.int64) for _ in range(2))
    rows = [np.zeros((0, width + 2), dtype=np.int64)]
    for p in plan.desks:
        found = desks(plan.scenario, plan.pools[p], plan.clock, helped=True)
        most = np.array([parts_of(int(cap), plan.scenario.staff[plan.pools[p]].absence) for cap in found.cap])
        table = np.column_stack((found.tick, most, found.posts[:, bringing]))
        end = np.array([[NEVER, 0, *[0] * width]])
        first[p] = sum(len(part) for part in rows)
        rows.append(np.vstack((table, end)).astype(np.int64))
        last[p] = first[p] + len(rows[-1]) - 1
    return np.vstack(rows), first, last


def parts_of(cap: int, absence: float) -> int:
    """Return the posts of which as many officers turn up as there are desks, in `PARTS` of a post."""
    return cap * PARTS if cap == NO_CAP else round(cap * PARTS / (1 - absence))
