"""People against space by the hour, of the baseline and of each scenario, and their difference in the same replication.

A percentile of the difference is one of paired differences, and no difference of percentiles.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sim.experiments.comparison.compare import Comparison
from sim.experiments.output import PERCENTS, by_hour, moment, over_runs
from sim.figures.reduce import Persons
from sim.scenario.calendar.clock import clock

OF = ("baseline_", "", "difference_")  # what a column begins with, that of the scenario with its name


def hourly(comparison: Comparison) -> Iterator[Sequence[Any]]:
    """Yield a row a scenario and hour, over the replications that all have: persons on site, and persons and space open
    in each area, of the baseline, of the scenario and of the difference. What one of the two lacks is empty.
    """
    results = comparison.results.values()
    common = set.intersection(*({run.number for run in one.runs} for one in results))
    series = [by_hour(one.scenario, [run for run in one.runs if run.number in common]) for one in results]
    names = list(dict.fromkeys(name for one in series for name in one))
    yield ("time", "scenario", *(f"{of}{name}_p{percent}" for name in names for of in OF for percent in PERCENTS))
    time, (ours, *others) = clock(comparison.baseline.scenario), series
    hours = len(ours["on_site"][0])
    for label, theirs in zip((one.label for one in comparison.others), others, strict=True):
        columns = [column for name in names for column in _columns(ours.get(name), theirs.get(name), hours)]
        for hour, row in enumerate(zip(*columns, strict=True)):
            yield (moment(time, time.start + 3600 * hour), label, *row)


def _columns(ours: list[Persons] | None, theirs: list[Persons] | None, hours: int) -> Iterator[Sequence[Any]]:
    """Yield the percentiles of the baseline, of the scenario and of their difference, an hour an entry."""
    nothing = [[""] * hours for _ in PERCENTS]
    yield from nothing if ours is None else over_runs(ours)
    yield from nothing if theirs is None else over_runs(theirs)
    both = ours is not None and theirs is not None
    yield from over_runs(list(np.array(theirs, np.int64) - np.array(ours, np.int64))) if both else nothing
