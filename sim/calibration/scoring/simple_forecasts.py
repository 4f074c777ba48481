"""What needs no model: the last value, the same month last year, the mean of the last four weeks."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.calibration.fitting.window_cells import counted
from sim.calibration.published.window import Window
from sim.calibration.scoring.scored_windows import kind_of

FOUR_WEEKS, YEAR = 28, 365
ENOUGH = 0.75  # of the days, where not all of them are known


class Known(NamedTuple):
    """What had been published: the windows, (D,) persons a day spread evenly over each (NaN: not counted), and the
    first day."""

    windows: tuple[Window, ...]
    daily: F
    first: date

    def between(self, first: date, last: date) -> F:
        """Return the persons of each day that was counted."""
        begin, end = (first - self.first).days, (last - self.first).days + 1
        days = self.daily[max(begin, 0) : max(end, 0)]
        return days[~np.isnan(days)]


def known(windows: Sequence[Window]) -> Known:
    """Return what was published as persons a day."""
    cells = counted(windows)
    share = cells.days.sum(axis=0)
    a_day = cells.days.T @ (cells.counts / cells.days.sum(axis=1))
    daily = np.where(share > 0, a_day / np.maximum(share, 1), np.nan)
    return Known(tuple(windows), daily, cells.first)


def last_value(given: Known, target: Window) -> float | None:
    """Return the rate of the latest window of the target's kind; of the latest one at all, if none is known."""
    same = [one for one in given.windows if kind_of(one) == kind_of(target)] or given.windows
    latest = max(same, key=lambda one: (one.last, -one.days))
    return latest.count / latest.days * target.days


def same_last_year(given: Known, target: Window) -> float | None:
    """Return the rate of the same days a year before; None if too few of them are known."""
    year = timedelta(days=YEAR)
    return _mean(given.between(target.first - year, target.last - year), target.days, target.days)


def last_four_weeks(given: Known, target: Window) -> float | None:
    """Return the mean rate of the four weeks up to the last day that is known."""
    end = given.first + timedelta(days=given.daily.size - 1)
    return _mean(given.between(end - timedelta(days=FOUR_WEEKS - 1), end), FOUR_WEEKS, target.days)


def _mean(days: F, of: int, length: int) -> float | None:
    return float(days.mean()) * length if days.size >= ENOUGH * of else None


SIMPLE: dict[str, Callable[[Known, Window], float | None]] = {
    "last_value": last_value,
    "same_month_last_year": same_last_year,
    "last_four_weeks": last_four_weeks,
}
PERSISTENCE = "last_value"
