"""What the calendar fixes in advance besides the roster: departures, and the checks of each measure.

The arrays are not to be written to: replications that differ in uncertain values alone share them.
"""

from functools import lru_cache

import numpy as np

from sim.scenario.calendar import Clock, I
from sim.scenario.schema import Scenario
from sim.scenario.units import Hours


def departures(scenario: Scenario, clock: Clock) -> tuple[I, I]:
    """(ticks, steps) of every departure, by time, then file order.

    Times are of the local clock, counted from the begin of `between`, both ends included.
    """
    leaving = [(s, step.departures) for s, step in enumerate(scenario.process.steps.values())]
    return _departures(clock, tuple((s, d.between, d.every) for s, d in leaving if d is not None))


def checks(scenario: Scenario, clock: Clock) -> tuple[I, I]:
    """(ticks, measures) of every check on a grid, from `start` on; measures that watch `always` have none here."""
    measures = scenario.measures.values()
    return _checks(clock, tuple((measure.check_at, measure.watch_every) for measure in measures))


@lru_cache(maxsize=8)
def _departures(clock: Clock, leaving: tuple[tuple[int, Hours, float], ...]) -> tuple[I, I]:
    rows = []
    for s, (begin, end), every in leaving:
        last = end if end >= begin else end + 86400
        seconds = np.arange(begin, last + 1, max(round(every), 1))
        for day in (clock.first_day.fromordinal(clock.first_day.toordinal() - 1), *clock.days):
            rows += [(tick, s) for second in seconds if 0 <= (tick := clock.tick(day, int(second))) < clock.end]
    ticks, steps = np.array(sorted(set(rows)), dtype=np.int64).reshape(-1, 2).T
    return ticks, steps


@lru_cache(maxsize=8)
def _checks(clock: Clock, watching: tuple[tuple[int | None, float | str], ...]) -> tuple[I, I]:
    rows = []
    for m, (check_at, every) in enumerate(watching):
        if check_at is not None:
            ticks = [clock.tick(day, check_at) for day in clock.days]
            rows += [(tick, m) for tick in ticks if clock.start <= tick < clock.end]
        elif not isinstance(every, str):
            rows += [(tick, m) for tick in range(clock.start, clock.end, round(every))]
    times, measures = np.array(sorted(rows), dtype=np.int64).reshape(-1, 2).T
    return times, measures
