"""One stream fitted to counts, given the days on which its level changes: estimates, intervals, what is left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.stats import t as student

from sim.arrays import F
from sim.calibration.fitting.daily_law import Covariance, DayToDay
from sim.calibration.fitting.day_to_day import (
    CONFIDENCE,
    TELLS,
    USUAL,
    Interval,
    estimate,
    first_guess,
    intervals,
    rate_of,
)
from sim.calibration.fitting.likelihood import Means, Windows, means, scores
from sim.calibration.fitting.season import TERMS, harmonics
from sim.calibration.fitting.window_cells import Counted


@dataclass(frozen=True)
class StreamFit:
    """What counts determine of a stream: a level from each change point on (persons a day), factors of the weekdays
    (Monday first, mean 1), how days differ. What is None was held, at the value that `held` has.

    (P, P) `log_scale` is the covariance of levels, weekdays and season in this order; (4,) `season` has the harmonics
    of the year, None where none is fitted.
    """

    counted: Counted
    changes: tuple[int, ...]
    levels: tuple[Interval, ...]
    weekday: tuple[Interval, ...] | None
    sd: Interval | None
    memory: Interval | None
    held: DayToDay
    held_weekday: F
    expected: F
    deviation: F
    scores: F
    log_scale: F
    season: F | None = None


class Start(NamedTuple):
    """What is held where counts do not tell it: how days differ, and (7,) factors of the weekdays, Monday first; and
    whether there is a season."""

    days: DayToDay
    weekday: F
    season: bool = False


def fit(counted: Counted, changes: Sequence[int], start: Start) -> StreamFit:
    """Return the fit of one stream whose level changes on these days, counted from 0 at the first that is counted.

    Source: see `likelihood`. Intervals of levels and weekdays are by the observed information on the log scale, with
    Student's t on the cells that are left
    (normal where how days differ is held); those of `sd` and `memory` by the adjusted profile, its limit by F.
    """
    windows, by_weekday = windows_of(counted, changes, start)
    told = estimate(windows, start.days)
    days, (sd, memory) = told.days, intervals(windows, told)
    found = means(windows, days, first_guess(windows))
    free = max(counted.counts.size - found.at.size, 1)
    wide = float(student.ppf(0.5 + CONFIDENCE / 2, free if told.sd else np.inf))
    levels = tuple(_interval(found.at[k], found.covariance[k, k], wide) for k in range(len(changes) + 1))
    weekday = _weekday(found, len(changes) + 1, wide) if by_weekday else None
    return StreamFit(
        counted, tuple(changes), levels, weekday, sd, memory, days, start.weekday, found.expected,
        np.sqrt(found.counts.variance), scores(windows, found), found.covariance,
        found.at[-TERMS:] if start.season else None,
    )  # fmt: skip


def windows_of(counted: Counted, changes: Sequence[int], start: Start) -> tuple[Windows, bool]:
    """Return the windows with the design of the means, and whether weekdays are among it."""
    size = counted.days.shape[1]
    segment = np.searchsorted(np.array(changes), np.arange(size), side="right")
    levels = np.eye(len(changes) + 1)[segment]
    weekday = (np.arange(size) + counted.first.weekday()) % 7
    contrasts = (np.vstack((np.eye(6), -np.ones(6))))[weekday]
    of_year = harmonics(counted.first, size) if start.season else np.zeros((size, 0))
    windows = Windows(counted.counts, counted.days, np.hstack((levels, contrasts, of_year)))
    if counted.counts.size > windows.design.shape[1] and _tells_weekdays(windows, levels.shape[1], start.days):
        return windows, True
    factor = (counted.days * start.weekday[weekday]).tocsr()
    return Windows(counted.counts, factor, np.hstack((levels, of_year))), False


def _tells_weekdays(windows: Windows, levels: int, days: DayToDay) -> bool:
    effects = windows.days @ (windows.design * rate_of(windows)[:, None])
    expected = windows.days @ rate_of(windows)
    information = effects.T @ Covariance(rate_of(windows), windows.days, USUAL._replace(together=days.together)).solve(
        effects
    )
    if (
        np.linalg.matrix_rank(information, tol=1e-9 * np.trace(information)) < information.shape[0]
        or not expected.all()
    ):
        return False
    error = np.sqrt(np.diag(np.linalg.inv(information))[levels : levels + 6])
    return bool(error.max() < TELLS["weekday"])


def _interval(at: float, variance: float, wide: float) -> Interval:
    spread = wide * float(np.sqrt(variance))
    return Interval(float(np.exp(at)), float(np.exp(at - spread)), float(np.exp(at + spread)))


def _weekday(found: Means, levels: int, wide: float) -> tuple[Interval, ...]:
    """Return the factors of the weekdays with mean 1, and their intervals (delta method, log scale)."""
    to_days = np.vstack((np.eye(6), -np.ones(6)))
    own = slice(levels, levels + 6)
    log = to_days @ found.at[own]
    share = np.exp(log) / np.exp(log).sum()
    of_mean = to_days - share @ to_days
    variance = of_mean @ found.covariance[own, own] @ of_mean.T
    return tuple(_interval(float(np.log(7 * share[k])), float(variance[k, k]), wide) for k in range(7))
