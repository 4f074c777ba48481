"""What the calendar fixes in advance besides the roster: departures, and the checks of each measure.

The arrays are not to be written to: replications that differ in uncertain values alone share them.
"""

from datetime import timedelta
from functools import lru_cache

import numpy as np

from sim.scenario.calendar import Clock, I
from sim.scenario.departures import Departures
from sim.scenario.schema import Scenario


def departures(scenario: Scenario, clock: Clock) -> tuple[I, I]:
    """(ticks, steps) of every departure, by time, then file order.

    Times are of the local clock: one that daylight saving skips is as much later, one that comes twice is the first.
    """
    leaving = [(s, step.departures) for s, step in enumerate(scenario.process.steps.values())]
    return _departures(clock, tuple((s, given) for s, given in leaving if given is not None))


def checks(scenario: Scenario, clock: Clock) -> tuple[I, I]:
    """(ticks, measures) of every check on a grid, from when each is watched on; measures that watch `always` have none
    here."""
    measures = scenario.measures.values()
    return _checks(clock, tuple((m.check_at, m.watch_every, clock.watched(m.watch_from)) for m in measures))


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
