"""Is the warm-up long enough? The first counted weeks, played as written and after a longer warm-up.

A warm-up that is long enough leaves no trace in the counted span: whatever began the run is forgotten, and to begin
earlier changes nothing (Law 2015, Simulation Modeling and Analysis, 9.5.1). So the same scenario is played with a
warm-up twice as long, at least a week longer, and persons on site and in each area are compared week by week.

Draws are keyed by the local date, not by the day of the run: the same people come, and the same officers are absent, in
either run from the first day of the shorter warm-up on. The exception are regimes, whose spells are counted from the
first day of a run. The interval is that of the mean of the pairwise differences, which holds in either case: the pairs
of replications are independent of each other, whatever the two runs of a pair share.
"""

import math
from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from sim.arrays import DAY, DAYS_OF_WEEK, F
from sim.experiments.result import Result
from sim.experiments.statistics.intervals import TAIL, Interval, mean
from sim.experiments.statistics.means import of_mean
from sim.experiments.warm_up import Compared, WarmUpTest
from sim.figures.reduce import Persons
from sim.people.expectation.demand import local_day
from sim.scenario.calendar.clock import clock
from sim.scenario.data.roster_file import RosterFile
from sim.scenario.schema import Scenario

MOST = 50  # replications that the test plays, at most
WEEKS = 4  # of the counted span that are compared


def compared(result: Result, after: Result) -> WarmUpTest:
    """Return the test, from the runs as written and those of the `longer` scenario, paired by their numbers."""
    runs = {run.number: run for run in result.runs}
    pairs = [(runs[run.number], run) for run in after.runs if run.number in runs]
    hours = min(len(result.runs[0].on_site), WEEKS * DAYS_OF_WEEK * 24)
    old, new = ([pair[k] for pair in pairs] for k in (0, 1))
    series = {"on_site": [_matrix([run.on_site for run in side], hours) for side in (old, new)]}
    for k, area in enumerate(result.scenario.space.areas):
        series[f"occupancy_{area}"] = [_matrix([run.occupancy[k] for run in side], hours) for side in (old, new)]
    spans = [(at, min(at + DAYS_OF_WEEK * 24, hours)) for at in range(0, hours, DAYS_OF_WEEK * 24)]
    tail = TAIL / (len(spans) * len(series))
    return WarmUpTest(
        days=round(result.scenario.warm_up / DAY),
        longer=round(after.scenario.warm_up / DAY),
        pairs=len(pairs),
        asked=after.asked,
        same_people=not any(stream.regimes for stream in result.scenario.arrivals.values()),
        silent=tuple(_silent(after.scenario)),
        whole=_compared("on_site", (0, hours), series["on_site"], TAIL),
        weeks=tuple(_compared(name, span, both, tail) for name, both in series.items() for span in spans),
    )


def _matrix(rows: list[Persons], hours: int) -> F:
    return np.array([row[:hours] for row in rows], dtype=np.float64).reshape(len(rows), hours)


def _compared(where: str, span: tuple[int, int], sides: list[F], tail: float) -> Compared:
    begin, end = span
    days = (begin // 24 + 1, -(-end // 24))
    if not len(sides[0]):
        return Compared(where, *days, *[math.nan] * 5)
    x, y = (side[:, begin:end].mean(axis=1) for side in sides)
    return Compared(where, *days, mean(x), mean(y), mean(y - x), *_interval(y - x, tail))


def _interval(steps: F, tail: float) -> Interval:
    """Return the interval of the mean of paired differences; where most pairs are exactly alike, Student's t."""
    from scipy.special import stdtrit

    found = of_mean(steps, tail)
    if not math.isnan(found.low) or steps.size < 2:
        return found
    half = float(stdtrit(steps.size - 1, 1 - tail) * steps.std(ddof=1) / math.sqrt(steps.size))
    return Interval(mean(steps) - half, mean(steps) + half)


def _silent(scenario: Scenario) -> Iterator[str]:
    """Yield paths of lists of parties and of roster files that do not know the first week of a run.

    Nobody comes before a list begins, and before a roster file its first day goes on: neither is known to have been so.
    Levels and shifts of the scenario itself go back for ever.
    """
    time = clock(scenario)
    known = time.first_day + timedelta(days=DAYS_OF_WEEK)
    for name, stream in scenario.arrivals.items():
        if stream.listed is not None and not any(local_day(party, time) < known for party in stream.listed.parties):
            yield f"arrivals.{name}.listed"
    for name, pool in scenario.staff.items():
        if isinstance(pool.roster_file, RosterFile) and not any(row.day < known for row in pool.roster_file.of(name)):
            yield f"staff.{name}.roster_file"
