"""Confidence intervals over replications, at 95%, and their percentiles."""

import math
from typing import NamedTuple

import numpy as np

from sim.measures.changes import F

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
Z = 1.959963984540054  # normal quantile at 1 - TAIL


class Interval(NamedTuple):
    """From `low` to `high`, both NaN where there are too few values for one."""

    low: float
    high: float


UNKNOWN = Interval(math.nan, math.nan)


def mean(values: F) -> float:
    """The mean, exact where all values are equal; NaN of none."""
    if not values.size:
        return math.nan
    return float(values[0]) if (values == values[0]).all() else float(math.fsum(values) / values.size)


def of_mean(values: F, tail: float = TAIL) -> Interval:
    """Student's t interval of the mean, `tail` beyond either end; from two values on. A point where all are equal."""
    n = values.size
    if n < 2:
        return UNKNOWN
    from scipy.special import stdtrit

    middle = mean(values)
    squares = math.fsum((values - middle) ** 2)
    half = float(stdtrit(n - 1, 1 - tail)) * math.sqrt(squares / (n - 1) / n)
    return Interval(middle - half, middle + half)


def of_share(count: float, of: float) -> Interval:
    """Wilson's score interval of a share (Wilson 1927); from one trial on. `of` is the number of independent ones."""
    if of < 1:
        return UNKNOWN
    share, z2 = count / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Interval(0.0 if count == 0 else middle - half, 1.0 if count == of else middle + half)


def of_median(values: F, tail: float = TAIL) -> Interval:
    """The interval of the median between two order statistics, exact for any distribution; at 95% from six values on.

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
    """Rank, from 0, of the least of n ordered values that at least so many percent of them do not exceed."""
    return max(-(-percent * n // 100), 1) - 1


def percentile(values: F, percent: int) -> float:
    """The least value that at least so many percent of the values do not exceed; NaN of none."""
    return float(np.sort(values)[percentile_rank(values.size, percent)]) if values.size else math.nan
