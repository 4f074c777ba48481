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
    rows = []
    for s, given in leaving:
        for day in (clock.first_day - timedelta(days=1), *clock.days):
            if given.leaves_on(day, clock.first_counted) and clock.has(day):
                rows += [(tick, s) for second in given.times if 0 <= (tick := clock.tick(day, second)) < clock.end]
    ticks, steps = np.array(sorted(set(rows)), dtype=np.int64).reshape(-1, 2).T
    return ticks, steps


@lru_cache(maxsize=8)
def _checks(clock: Clock, watching: tuple[tuple[int | None, float | str, int], ...]) -> tuple[I, I]:
    rows = []
    for m, (check_at, every, begin) in enumerate(watching):
        if check_at is not None:
            ticks = [clock.tick(day, check_at) for day in clock.days if clock.has(day)]
            rows += [(tick, m) for tick in ticks if begin <= tick < clock.end]
        elif not isinstance(every, str):
            rows += [(tick, m) for tick in range(begin, clock.end, round(every))]
    times, measures = np.array(sorted(rows), dtype=np.int64).reshape(-1, 2).T
    return times, measures
