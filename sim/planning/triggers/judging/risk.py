"""The worst futures, and ratios over futures, with their 95% intervals."""

import math

import numpy as np

from sim.arrays import B, F
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval, of_share
from sim.experiments.statistics.means import of_moments
from sim.experiments.statistics.ratio import of_ratio
from sim.experiments.statistics.strata import Strata, effective


def pareto(cost: F, crowding: F) -> B:
    """(P,) the points to which none is preferred: cheaper and no more crowded, or less crowded at no higher cost.

    Points that coincide are both in or both out; one with a NaN is out.
    """
    cheaper, emptier = cost[:, None] < cost, crowding[:, None] < crowding  # row before column
    no_worse = (cost[:, None] <= cost) & (crowding[:, None] <= crowding)
    beaten = (no_worse & (cheaper | emptier)).any(axis=0)
    return np.asarray(np.isfinite(cost) & np.isfinite(crowding) & ~beaten)


WORST = 200  # of the worst futures, fewer bear no interval


def of_worst(values: F, worst: float, strata: Strata | None = None) -> tuple[float, Interval]:
    """CVaR: the mean of the greatest `worst` share of (n,) values, the one at its edge in part, and its interval.

    Of 50 values the worst 5% are the greatest two and half of the third (Rockafellar and Uryasev 2002, Conditional
    value-at-risk for general loss distributions, Journal of Banking and Finance 26, Proposition 8). The interval is
    that of the mean of what is above the edge, as of a mean of as many values as are in it
    (`sim.experiments.statistics.means`). It holds in 94% of cases and more where storms of a long tail make the loss
    (`tests/experiments/statistics/worst_futures.py`), and ends at the least value at the lowest. None where the worst
    are fewer than 200: a tail that is seen in few futures is too short. With `strata` the worst share is by weight, and
    200 futures of equal weight have to be as many as are in it.
    """
    n = values.size
    if not n:
        return math.nan, UNKNOWN
    if strata is not None:
        return _of_worst_weighted(values, worst, strata)
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


def in_the_worst(values: F, worst: float, strata: Strata | None = None) -> F:
    """Return (n,) the part of each future that is among the worst: those of the greatest values, of equal ones the
    first.
    """
    order = np.argsort(-values, kind="stable")
    found = np.zeros(values.size)
    if strata is None:
        found[order] = np.clip(round(worst * values.size, 9) - np.arange(values.size), 0.0, 1.0)
        return found
    weight = strata.weights[order]
    found[order] = np.clip((worst - (np.cumsum(weight) - weight)) / weight, 0.0, 1.0)
    return np.where(found > 1e-9, found, 0.0)


def _of_worst_weighted(values: F, worst: float, strata: Strata) -> tuple[float, Interval]:
    part = in_the_worst(values, worst, strata)
    weight, inside = part * strata.weights, part > 0
    mean, some = float(weight @ values / weight.sum()), effective(weight[inside])
    if inside.sum() > 1 and values[inside].min() == values.max():
        return mean, Interval(mean, mean)
    if some < WORST:
        return mean, UNKNOWN
    beyond = strata.moments(np.maximum(values - values[inside].min(), 0.0) / worst)
    if not beyond.error > 0:
        return mean, UNKNOWN
    n = min(some, float(beyond.n))
    moved = np.sqrt(n / beyond.n)
    low, high = of_moments(np.array(n), np.array(mean), beyond.spread * moved, beyond.skew * moved, TAIL)
    return mean, Interval(max(float(low), float(values.min())), float(high))


def of_ratio_of_means(above: F, below: F, strata: Strata | None = None) -> tuple[float, Interval]:
    """Return the ratio of the means of (n,) pairs, and its interval (`sim.experiments.statistics.ratio`).

    Where 0 is in the interval of the mean below, every large ratio is among those that are not refuted: there is no
    answer, and all is NaN.
    """
    value, *ends = of_ratio(above, below, strata=strata)
    return (math.nan, UNKNOWN) if math.isnan(ends[0]) else (value, Interval(*ends))


def of_ratio_of_totals(hits: F, of: F, strata: Strata | None = None) -> tuple[float, Interval]:
    """Return the share of all that hit over (n,) futures, `hits` out of `of` in each, and its interval.

    What comes in one future comes together, and tells less than as many by themselves would: Wilson's interval for as
    many independent ones as have the variance of the ratio, taken over futures (Kish 1965, Survey Sampling, 5.4 and
    8.2; no more than there are). Where all hit, or none, each future with any counts for one.
    """
    whole = float(of.sum())
    if whole < 1:
        return math.nan, UNKNOWN
    some = int((of > 0).sum())
    if strata is None:
        share = float(hits.sum()) / whole
        variance = some * float(((hits - share * of) ** 2).sum()) / max(some - 1, 1) / whole**2
    else:
        share = strata.mean(hits) / strata.mean(of)
        variance = float(strata.moments(hits - share * of).error / strata.mean(of)) ** 2
    alone = share * (1 - share) / variance if variance > 0 and some > 1 else some
    apart = min(max(alone, 1.0), whole)
    return share, of_share(share * apart, apart)
