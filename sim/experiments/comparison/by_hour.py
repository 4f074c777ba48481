"""People against space by the hour, of the baseline and of each scenario, and their difference in the same replication.

A percentile of the difference is one of paired differences, and no difference of percentiles.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.comparison.compare import Comparison
from sim.experiments.output import columns_by_hour, moment
from sim.experiments.result import Replication, rows_of
from sim.experiments.statistics.percentiles import TOLD, over_runs
from sim.figures.reduce import Persons
from sim.scenario.calendar.clock import clock

OF = ("baseline_", "", "difference_")  # what a column begins with, that of the scenario with its name


def hourly(comparison: Comparison) -> Iterator[Sequence[Any]]:
    """Yield a row a scenario and hour, over the replications that all have: persons on site, and persons and space open
    in each area, of the baseline, of the scenario and of the difference. What one of the two lacks is empty.
    """
    results = comparison.results.values()
    common = set.intersection(*({run.number for run in one.runs} for one in results))
    series = [
        _Series(columns_by_hour(one.scenario), [run for run in one.runs if run.number in common]) for one in results
    ]
    names = list(dict.fromkeys(name for one in series for name in one.named))
    yield ("time", "scenario", *(f"{of}{name}_p{percent}" for name in names for of in OF for percent in TOLD))
    time, (ours, *others) = clock(comparison.baseline.scenario), series
    hours = len(ours.runs[0].on_site)
    for label, theirs in zip((one.label for one in comparison.others), others, strict=True):
        columns = [column for name in names for column in _columns(ours.rows(name), theirs.rows(name), hours)]
        for hour, row in enumerate(zip(*columns, strict=True)):
            yield (moment(time, time.start + 3600 * hour), label, *row)


class _Series(NamedTuple):
    """What the replications of a scenario have by the hour."""

    named: dict[str, tuple[str, int | None]]
    runs: Sequence[Replication]

    def rows(self, name: str) -> Persons | None:
        """Return (R, H) one of them; None for one that the scenario lacks."""
        return rows_of(self.runs, *self.named[name]) if name in self.named else None


def _columns(ours: Persons | None, theirs: Persons | None, hours: int) -> Iterator[Sequence[Any]]:
    """Yield the percentiles of the baseline, of the scenario and of their difference, an hour an entry."""
    nothing = [[""] * hours for _ in TOLD]
    yield from nothing if ours is None else over_runs(ours)
    yield from nothing if theirs is None else over_runs(theirs)
    if ours is not None and theirs is not None:
        yield from over_runs(np.subtract(theirs, ours, dtype=np.int32))
    else:
        yield from nothing
