"""What the calendar fixes in advance besides the roster: departures, and the checks of each measure."""

import numpy as np

from sim.scenario.calendar import Clock, I
from sim.scenario.schema import Scenario


def departures(scenario: Scenario, clock: Clock) -> tuple[I, I]:
    """(ticks, steps) of every departure, by time, then file order.

    Times are of the local clock, counted from the begin of `between`, both ends included.
    """
    rows = []
    for s, step in enumerate(scenario.process.steps.values()):
        if step.departures is None:
            continue
        begin, end = step.departures.between
        last = end if end >= begin else end + 86400
        seconds = np.arange(begin, last + 1, max(round(step.departures.every), 1))
        for day in (clock.first_day.fromordinal(clock.first_day.toordinal() - 1), *clock.days):
            rows += [(tick, s) for second in seconds if 0 <= (tick := clock.tick(day, int(second))) < clock.end]
    ticks, steps = np.array(sorted(set(rows)), dtype=np.int64).reshape(-1, 2).T
    return ticks, steps


def checks(scenario: Scenario, clock: Clock) -> tuple[I, I]:
    """(ticks, measures) of every check on a grid, from `start` on; measures that watch `always` have none here."""
    rows = []
    for m, measure in enumerate(scenario.measures.values()):
        if measure.check_at is not None:
            ticks = [clock.tick(day, measure.check_at) for day in clock.days]
            rows += [(tick, m) for tick in ticks if clock.start <= tick < clock.end]
        elif measure.watch_every != "always":
            rows += [(tick, m) for tick in range(clock.start, clock.end, round(measure.watch_every))]
    times, measures = np.array(sorted(rows), dtype=np.int64).reshape(-1, 2).T
    return times, measures
