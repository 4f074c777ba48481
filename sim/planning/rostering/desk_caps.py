"""The cap on officers of a pool at once (`staff.<pool>.at_most`) as rows of the covering programme."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

import numpy as np

from sim.arrays import F, I
from sim.planning.rostering.covering import Ceiling
from sim.planning.rostering.lines import Line
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.shifts.desks import at, edges
from sim.scenario.language.staff_and_space import Pool


def ceiling(
    pool: Pool,
    columns: Sequence[Sequence[Line]],
    earlier: Sequence[tuple[Line, int]],
    days: Sequence[date],
    clock: Clock,
) -> Ceiling | None:
    """Return the cap at every moment of some days at which a shift or a cap begins or ends; none without a cap.

    Officers count whole, be they absent or not, and not while they have a break. A column of lines that differ in their
    breaks counts as if nobody had one. `earlier` are the lines of the block before, whose last shifts reach into it.
    """
    if pool.at_most is None:
        return None
    each = [_spells(column, clock) for column in columns]
    past = [(_spells([line], clock), count) for line, count in earlier]
    caps = [clock.tick(day, edge) for day in (*days, days[-1] + timedelta(days=1)) for edge in edges(pool.at_most)]
    begins = [spells.ravel() for spells in (*each, *(spells for spells, _ in past))]
    moments = np.unique(np.concatenate([[clock.tick(days[0]), 0], caps, *begins]))
    moments = moments[moments >= max(clock.tick(days[0]), 0)].astype(np.int64)
    most = np.array([_cap(pool, clock, int(moment)) for moment in moments])
    for spells, count in past:
        most = most - count * _there(spells, moments)
    there = np.array([_there(one, moments) for one in each]).reshape(len(each), moments.size).T
    kept = np.isfinite(most) & there.any(axis=1)
    return Ceiling("at_most", there[kept], np.maximum(most[kept], 0.0))


def _cap(pool: Pool, clock: Clock, moment: int) -> float:
    local = clock.at(moment)
    assert pool.at_most is not None
    return at(pool.at_most, local.hour * 3600 + local.minute * 60 + local.second)


def _spells(lines: Sequence[Line], clock: Clock) -> I:
    """Return (K, 2) begin and end of each time of presence; breaks count as presence where lines differ in them."""
    first = lines[0]
    parts = first.parts if len(lines) == 1 else ((first.parts[0][0], first.parts[-1][1]),)
    found = [(clock.tick(day, begin), clock.tick(day, end)) for day, (begin, end) in product(first.days, parts)]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _there(spells: I, moments: I) -> F:
    """Return (M,) 1 where a moment is in one of the spells."""
    begun = np.searchsorted(np.sort(spells[:, 0]), moments, side="right")
    over = np.searchsorted(np.sort(spells[:, 1]), moments, side="right")
    return np.asarray(np.minimum(begun - over, 1), dtype=np.float64)
