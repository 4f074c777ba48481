"""Storms: how often a level that is far above the usual one begins, and how high it goes, honest of few."""

from typing import NamedTuple

import numpy as np
from scipy.stats import chi2
from scipy.stats import t as student

from sim.calibration.fitting.day_to_day import CONFIDENCE, Interval
from sim.calibration.fitting.stream_fit import StreamFit

TIMES = 2.0  # the usual level, from which on one is a storm
YEAR = 365.25
Groups = tuple[tuple[int, ...], ...]


class Storms(NamedTuple):
    """Storms by the numbers of their levels, the usual level (the median day's), and storms a year.

    `sizes` are those of each, as a multiple of the usual level at its height, given the change points;
    `size` is that of storms in the mean, None of fewer than two, which do not tell how they differ. `open`: the last
    one had not ended.
    """

    levels: Groups
    usual: float
    rate: Interval
    sizes: tuple[Interval, ...] = ()
    size: Interval | None = None
    open: bool = False


def rate(storms: int, years: float) -> Interval:
    """Return storms a year, and the exact interval of a Poisson number (Garwood 1936): 2 in 2 years say 0.12 to 3.6."""
    tail = (1 - CONFIDENCE) / 2
    low = float(chi2.ppf(tail, 2 * storms)) / 2 if storms else 0.0
    return Interval(storms / years, low / years, float(chi2.ppf(1 - tail, 2 * storms + 2)) / 2 / years)


def size(sizes: tuple[float, ...]) -> Interval | None:
    """Return the geometric mean of the sizes of storms with its interval: Student's t on the logs, which is wide
    of two, as it should be. None of fewer."""
    if len(sizes) < 2:
        return None
    logs = np.log(sizes)
    wide = float(student.ppf(0.5 + CONFIDENCE / 2, logs.size - 1)) * float(logs.std(ddof=1)) / np.sqrt(logs.size)
    at = float(logs.mean())
    return Interval(float(np.exp(at)), float(np.exp(at - wide)), float(np.exp(at + wide)))


def storms(found: StreamFit) -> Storms:
    """Return the storms of a fit: levels on end that are at least twice the usual one."""
    days = found.counted.days.shape[1]
    segment = np.searchsorted(np.array(found.changes), np.arange(days), side="right")
    level = np.array([one.at for one in found.levels])
    usual = float(np.median(level[segment]))
    groups: list[tuple[int, ...]] = []
    for k in np.flatnonzero(level >= TIMES * usual):
        if groups and groups[-1][-1] == k - 1:
            groups[-1] = (*groups[-1], int(k))
        else:
            groups.append((int(k),))
    base = int(np.argmin(np.abs(np.log(level / usual)))) if groups else 0
    sizes = tuple(_size(found, max(group, key=lambda k: level[k]), base) for group in groups)
    ongoing = bool(groups) and groups[-1][-1] == level.size - 1
    whole = size(tuple(one.at for one in sizes))
    return Storms(tuple(groups), usual, rate(len(groups), days / YEAR), sizes, whole, ongoing)


def _size(found: StreamFit, peak: int, base: int) -> Interval:
    """Return how many times one level is another (delta method, log scale)."""
    one, c = found.levels[peak], found.log_scale
    wide = np.log(one.high / one.low) / 2 / np.sqrt(c[peak, peak])
    spread = wide * np.sqrt(max(c[peak, peak] + c[base, base] - 2 * c[peak, base], 0.0))
    at = np.log(one.at / found.levels[base].at)
    return Interval(float(np.exp(at)), float(np.exp(at - spread)), float(np.exp(at + spread)))
