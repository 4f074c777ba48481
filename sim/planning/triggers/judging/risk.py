"""The worst futures, and ratios over futures, with their 95% intervals."""

import math

import numpy as np

from sim.arrays import B, F
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval, of_share
from sim.experiments.statistics.means import of_moments


def pareto(cost: F, crowding: F) -> B:
    """(P,) the points to which none is preferred: cheaper and no more crowded, or less crowded at no higher cost.

    Points that coincide are both in or both out; one with a NaN is out.
    """
    cheaper, emptier = cost[:, None] < cost, crowding[:, None] < crowding  # row before column
    no_worse = (cost[:, None] <= cost) & (crowding[:, None] <= crowding)
    beaten = (no_worse & (cheaper | emptier)).any(axis=0)
    return np.asarray(np.isfinite(cost) & np.isfinite(crowding) & ~beaten)


WORST = 200  # of the worst futures, fewer bear no interval


def of_worst(values: F, worst: float) -> tuple[float, Interval]:
    """CVaR: the mean of the greatest `worst` share of (n,) values, the one at its edge in part, and its interval.

    Of 50 values the worst 5% are the greatest two and half of the third (Rockafellar and Uryasev 2002, Conditional
    value-at-risk for general loss distributions, Journal of Banking and Finance 26, Proposition 8). The interval is
    that of the mean of what is above the edge, as of a mean of as many values as are in it
    (`sim.experiments.statistics.means`). It holds in 94% of cases and more where storms of a long tail make the loss
    (`tests/experiments/statistics/worst_futures.py`), and ends at the least value at the lowest. None where the worst
    are fewer than 200: a tail that is seen in few futures is too short.
    """
    n = values.size
    if not n:
        return math.nan, UNKNOWN
    weight = np.clip(worst * n - np.arange(n), 0.0, 1.0)
    some = int(np.count_nonzero(weight))
    greatest = np.sort(values)[::-1]
    mean = float(weight @ greatest / weight.sum())
    if worst * n >= 2 and greatest[0] == greatest[-1]:
        return mean, Interval(mean, mean)
    if worst * n < WORST:
        return mean, UNKNOWN
    beyond = np.maximum(greatest - greatest[some - 1], 0.0) / worst
    spread, alone = float(beyond.std(ddof=1)), math.sqrt(some / n)
    if not spread:
        return mean, UNKNOWN
    skew = float(((beyond - beyond.mean()) ** 3).mean()) / spread**3
    low, high = of_moments(some, np.array(mean), np.array(spread * alone), np.array(skew * alone), TAIL)
    return mean, Interval(max(float(low), float(greatest[-1])), float(high))


def of_ratio_of_means(above: F, below: F) -> tuple[float, Interval]:
    """Return the ratio of the means of (n,) pairs, and its interval (Fieller 1954, Some problems in interval
    estimation).

    In it are the ratios that are not refuted: r for which 0 is in the t interval of the mean of above - r x below.
    Where 0 is in the interval of the mean below, every large ratio is among them: there is no answer, and all is NaN.
    """
    n = above.size
    if n < 2:
        return math.nan, UNKNOWN
    from scipy.special import stdtrit

    x, y = float(below.mean()), float(above.mean())
    (yy, xy), (_, xx) = np.cov(above, below) / n * float(stdtrit(n - 1, 1 - TAIL)) ** 2
    sure = x * x - xx
    if sure <= 0:
        return math.nan, UNKNOWN
    half = math.sqrt(max((x * y - xy) ** 2 - sure * (y * y - yy), 0.0))
    return y / x, Interval(float(x * y - xy - half) / sure, float(x * y - xy + half) / sure)


def of_ratio_of_totals(hits: F, of: F) -> tuple[float, Interval]:
    """Return the share of all that hit over (n,) futures, `hits` out of `of` in each, and its interval.

    What comes in one future comes together, and tells less than as many by themselves would: Wilson's interval for as
    many independent ones as have the variance of the ratio, taken over futures (Kish 1965, Survey Sampling, 5.4 and
    8.2; no more than there are). Where all hit, or none, each future with any counts for one.
    """
    whole = float(of.sum())
    if whole < 1:
        return math.nan, UNKNOWN
    share = float(hits.sum()) / whole
    some = int((of > 0).sum())
    variance = some * float(((hits - share * of) ** 2).sum()) / max(some - 1, 1) / whole**2
    alone = share * (1 - share) / variance if variance > 0 and some > 1 else some
    apart = min(max(alone, 1.0), whole)
    return share, of_share(share * apart, apart)
