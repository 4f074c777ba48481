"""The middle run: one run that was played, nearest to the medians of crowding, so that a reader can follow it.

A median of many runs, hour by hour, is a year that never happens, and lies under a limit that every run breaks.
"""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F, I
from sim.scenario.calendar.clock import clock
from sim.views.run.charts.people_on_site import people_in
from sim.views.run.first.overflow import overflow_area
from sim.views.run.run_statistics import day_begins

if TYPE_CHECKING:
    from sim.experiments.result import Replication, Result

WEIGHTS = (3.0, 2.0, 1.0)  # of hours over the places, of the highest number, of those who arrive


def by_day(result: "Result", rows: F, *, mean: bool = False) -> F:
    """Return (R, days) the highest value of each local day of (R, H) hours, or its mean."""
    starts = day_begins(clock(result.scenario), rows.shape[1])
    if mean:
        lengths = np.diff(np.append(starts, rows.shape[1]))
        return np.asarray(np.add.reduceat(rows, starts, axis=1) / lengths)
    return np.asarray(np.maximum.reduceat(rows, starts, axis=1))


def days_over(result: "Result", area: str) -> I:
    """Return (R,) the days on which an area holds more people than its open space, at a full hour."""
    k = list(result.scenario.space.areas).index(area)
    space = np.stack([run.space[k] for run in result.runs])
    return np.asarray((by_day(result, (people_in(result, area) > space).astype(np.int64)) > 0).sum(axis=1))


def middle(result: "Result", area: str) -> int:
    """Return the place of the run least far, in ranks, from the medians of hours over the places, of the highest number
    and of arrivals; of those whose days over the places are the median, as near as there are.
    """
    people = people_in(result, area or None)
    arrived = np.array([run.arrivals.sum() for run in result.runs], dtype=np.float64)
    if area:
        k = list(result.scenario.space.areas).index(area)
        hours = (people > np.stack([run.space[k] for run in result.runs])).sum(axis=1)
        off = np.abs(days_over(result, area) - np.median(days_over(result, area)))
    else:
        hours, off = np.zeros(len(result.runs)), np.zeros(len(result.runs))
    columns = (hours, people.max(axis=1, initial=0), arrived)
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
