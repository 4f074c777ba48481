"""The interval of a ratio of two means that come from the same runs."""

import math
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval, mean
from sim.experiments.statistics.strata import Strata


class Ratio(NamedTuple):
    """A ratio of two means, and its interval."""

    value: float
    low: float
    high: float


def of_ratio(above: F, below: F, tail: float = TAIL, strata: Strata | None = None) -> Ratio:
    """Return mean(above) / mean(below) of (n,) pairs with Fieller's interval, `tail` beyond either end.

    The interval holds every ratio r at which Student's t test does not refute that the mean of above - r below is
    nought: it needs no approximation of the ratio, and is exact for pairs that are normal (Fieller 1954, Some problems
    in interval estimation, Journal of the Royal Statistical Society B 16, 175-185). It is bounded only where that test
    tells the mean of `below` from nought; elsewhere, and of fewer than two pairs, it is UNKNOWN.
    """
    n = above.size
    x, y = (mean(one) if strata is None else strata.mean(one) for one in (above, below))
    value = x / y if n and y else math.nan
    if n < 2:
        return Ratio(value, *UNKNOWN)
    from scipy.special import stdtrit

    of_means, freedom = (np.cov(above, below) / n, n - 1) if strata is None else strata.covariance(above, below)
    (xx, xy), (_, yy) = of_means * float(stdtrit(freedom, 1 - tail)) ** 2
    return Ratio(value, *_roots(float(y * y - yy), float(x * y - xy), float(x * x - xx)))


def _roots(square: float, half: float, rest: float) -> Interval:
    """Return where square r^2 - 2 half r + rest is at most nought; UNKNOWN where that is no bounded interval."""
    if not square > 0:
        return UNKNOWN
    root = math.sqrt(max(half * half - square * rest, 0.0))  # below nought by rounding alone: the ratio is among them
    return Interval((half - root) / square, (half + root) / square)
