"""The middle run: one run that was played, nearest to the medians of crowding, so that a reader can follow it.

A median of many runs, hour by hour, is a year that never happens, and lies under a limit that every run breaks.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.arrays import F, I
from sim.scenario.calendar.clock import clock
from sim.views.run.first.overflow import overflow_area
from sim.views.run.run_statistics import day_begins, people_of

if TYPE_CHECKING:
    from sim.experiments.result import Replication, Result

WEIGHTS = (3.0, 2.0, 1.0)  # of hours over the places, of the highest number, of those who arrive


def by_day(result: "Result", rows: Any, *, mean: bool = False) -> F:
    """Return (R, days) the highest value of each local day of (R, H) hours, or its mean."""
    starts = day_begins(clock(result.scenario), rows.shape[1])
    if mean:
        lengths = np.diff(np.append(starts, rows.shape[1]))
        return np.asarray(np.add.reduceat(rows, starts, axis=1) / lengths)
    return np.asarray(np.maximum.reduceat(rows, starts, axis=1))


def busiest_by_day(result: "Result", rows: Iterable[Any]) -> Any:
    """Return (R, days) the highest value of each local day, from rows (H,) of hours that come one at a time."""
    starts = day_begins(clock(result.scenario), result.runs[0].on_site.size)
    return np.stack([np.maximum.reduceat(row, starts) for row in rows])


def days_over(result: "Result", area: str) -> I:
    """Return (R,) the days on which an area holds more people than its open space, at a full hour."""
    return np.asarray(over_by_day(result, area).sum(axis=1))


def over_by_day(result: "Result", area: str) -> Any:
    """Return (R, days) 1 where an area holds more people than its open space at a full hour of the day, else 0."""
    return busiest_by_day(result, over(result, area))


def over(result: "Result", area: str) -> Iterator[I]:
    """Yield of each run (H,) 1 where an area holds more people than its open space, else 0: a run at a time, since all
    of a long study do not fit."""
    k = list(result.scenario.space.areas).index(area)
    for run in result.runs:
        yield (run.occupancy[k] > run.space[k]).astype(np.int64)


def middle(result: "Result", area: str) -> int:
    """Return the place of the run least far, in ranks, from the medians of hours over the places, of the highest number
    and of arrivals; of those whose days over the places are the median, as near as there are.
    """
    most = np.array([people_of(result, run, area or None).max(initial=0) for run in result.runs])
    arrived = np.array([run.arrivals.sum() for run in result.runs], dtype=np.float64)
    if area:
        hours, days = np.array([one.sum() for one in over(result, area)]), days_over(result, area)
        off = np.abs(days - np.median(days))
    else:
        hours, off = np.zeros(len(result.runs)), np.zeros(len(result.runs))
    columns = (hours, most, arrived)
    far = sum(weight * np.abs(_ranks(column) - 0.5) for weight, column in zip(WEIGHTS, columns, strict=True))
    return int(np.flatnonzero(off == off.min())[np.argmin(np.asarray(far)[off == off.min()])])


def middle_run(result: "Result") -> "Replication":
    """Return the run that the picture shows."""
    return result.runs[middle(result, overflow_area(result))]


def _ranks(values: F) -> F:
    """Return (R,) the share of the values that are less, equal ones counting half."""
    below = np.searchsorted(np.sort(values), values, side="left")
    to = np.searchsorted(np.sort(values), values, side="right")
    return np.asarray((below + to) / 2 / len(values))
