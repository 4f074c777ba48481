"""Storms: how often a level that is far above the usual one begins, with an interval that is honest of few."""

from typing import NamedTuple

import numpy as np
from scipy.stats import chi2

from sim.calibration.fitting.day_to_day import CONFIDENCE, Interval
from sim.calibration.fitting.stream_fit import StreamFit

TIMES = 2.0  # the usual level, from which on one is a storm
YEAR = 365.25


class Storms(NamedTuple):
    """Storms by the numbers of their levels, the usual level (the median day's), and storms a year."""

    levels: tuple[tuple[int, ...], ...]
    usual: float
    rate: Interval


def rate(storms: int, years: float) -> Interval:
    """Return storms a year, and the exact interval of a Poisson number (Garwood 1936): 2 in 2 years say 0.12 to 3.6."""
    tail = (1 - CONFIDENCE) / 2
    low = float(chi2.ppf(tail, 2 * storms)) / 2 if storms else 0.0
    return Interval(storms / years, low / years, float(chi2.ppf(1 - tail, 2 * storms + 2)) / 2 / years)


def storms(found: StreamFit) -> Storms:
    """Return the storms of a fit: levels on end that are at least twice the usual one."""
    size = found.counted.days.shape[1]
    segment = np.searchsorted(np.array(found.changes), np.arange(size), side="right")
    level = np.array([one.at for one in found.levels])
    usual = float(np.median(level[segment]))
    groups: list[tuple[int, ...]] = []
    for k in np.flatnonzero(level >= TIMES * usual):
        if groups and groups[-1][-1] == k - 1:
            groups[-1] = (*groups[-1], int(k))
        else:
            groups.append((int(k),))
    return Storms(tuple(groups), usual, rate(len(groups), size / YEAR))
