"""Confidence intervals over replications, at 95%, and their percentiles; those of means are in `means`."""

import math
from typing import NamedTuple

import numpy as np

from sim.arrays import F

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
Z = 1.959963984540054  # normal quantile at 1 - TAIL
RARE = 3  # of a share: so few that have it, or have it not, are counted as a Poisson count


class Interval(NamedTuple):
    """From `low` to `high`, both NaN where there are too few values for one."""

    low: float
    high: float


UNKNOWN = Interval(math.nan, math.nan)


def mean(values: F) -> float:
    """Return the mean, exact where all values are equal; NaN of none."""
    if not values.size:
        return math.nan
    return float(values[0]) if (values == values[0]).all() else float(math.fsum(values) / values.size)


def of_share(count: float, of: float) -> Interval:
    """Return Wilson's score interval of a share (Wilson 1927) in `of` independent trials; from one trial on."""
    low, high = shares(np.array([count], dtype=np.float64), np.array([of], dtype=np.float64))
    return Interval(float(low[0]), float(high[0]))


def shares(count: F, of: F) -> tuple[F, F]:
    """Return the ends of Wilson's intervals, as `of_share`; NaN for less than one trial.

    Where at most three have it, or have it not, the end on that side is that of a Poisson count: Wilson's leaves out
    the truth up to one time in six there (Brown, Cai and DasGupta 2001, Interval estimation for a binomial proportion,
    Statistical Science 16, 101-133, 4.1.1).
    """
    of = np.where(of >= 1, of, np.nan)
    share, z2 = count / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * np.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    low, high = _few(middle - half, count, of), 1 - _few(1 - middle - half, of - count, of)
    return np.where(count == 0, 0.0, low) + 0 * of, np.where(count == of, 1.0, high) + 0 * of


def _few(end: F, count: F, of: F) -> F:
    from scipy.special import gammaincinv

    rare = gammaincinv(np.maximum(count, 1e-9), 2 * TAIL) / of
    return np.asarray(np.where(count <= RARE, np.fmin(end, rare), end))


def of_median(values: F, tail: float = TAIL) -> Interval:
    """Return the interval of the median between two order statistics, exact for any distribution; at 95% from six
    values on.

    The narrowest with equal tails: at most a chance of `tail` that the median lies below it, and above it (Conover
    1999, 3.2).
    """
    n = values.size
    from scipy.special import bdtr

    below = bdtr(np.arange((n + 1) // 2), n, 0.5)
    rank = int((below <= tail).sum())
    if rank == 0:
        return UNKNOWN
    ordered = np.sort(values)
    return Interval(float(ordered[rank - 1]), float(ordered[n - rank]))


def percentile_rank(n: int, percent: int) -> int:
    """Return the rank, from 0, of the least of n ordered values that at least this percentage does not exceed."""
    return max(-(-percent * n // 100), 1) - 1


def percentile(values: F, percent: int) -> float:
    """Return the least value that at least this percentage of the values does not exceed; NaN of none."""
    return float(np.sort(values)[percentile_rank(values.size, percent)]) if values.size else math.nan
