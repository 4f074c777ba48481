"""Which policies can no longer be the best: looks at more and more of the same futures, a test of every pair at each.

Subset selection (Nelson, Swann, Goldsman and Song 2001, Simple procedures for selecting the best simulated system when
the number of alternatives is large, Operations Research 49, 950-963): a policy goes when it is more expensive than
another by more than chance explains. The variance is that of the difference within a future, as in KN (Kim and Nelson
2001), since all policies meet the same futures. The error is split evenly over the looks, and over the comparisons with
the best (Bonferroni), so that the best stays through all looks with the confidence asked for, however the policies
depend on each other.

The differences are not normal: a trigger costs a little in most futures and saves much in a few, and a t test believes
such a sample too soon, by a factor of ten and more at forty futures. So a difference must also stand after Hall's
correction for skewness (Hall 1992, On the removal of skewness by transformation, Journal of the Royal Statistical
Society B 54, 221-228). No test sees what has not happened: of what comes about in one future of twenty, forty futures
show nothing at all with a chance of 13%, a hundred with one of 0.6%.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import B, F
from sim.experiments.statistics.strata import Strata

DIGITS = 1e-9  # differences below so much of the values are rounding


class ScreeningRound(NamedTuple):
    """A look at the policies: after how many futures, and how many still stood before and after it."""

    futures: int
    before: int
    after: int


def screen(loss: F, standing: B, confidence: float, rounds: int, strata: Strata | None = None) -> B:
    """(P,) the policies that may still be the one of least mean, of those that stand; at least one does.

    `loss` (P, n) by policy and future, of all policies that were there at the first look; NaN where it is not known,
    and such a future does not count for a pair. `looks` are all that there will be. Of two policies without a
    difference both stay, of two whose difference is the same in all futures the more expensive one goes; from two
    futures on.
    """
    tail = (1 - confidence) / (max(len(loss) - 1, 1) * rounds)
    stays = standing.copy()
    rivals = np.flatnonzero(standing)
    for policy in rivals:
        stays[policy] = not above_zero(loss[policy] - loss[rivals], tail, np.abs(loss[rivals]), strata).any()
    return stays if stays.any() else standing.copy()


def screen_within(
    cost: F,
    crowding: F,
    at_most: float,
    share: float,
    standing: B,
    confidence: float,
    rounds: int,
    strata: Strata | None = None,
) -> B:
    """(P,) the policies that may still be the cheapest of those whose crowding is `at_most` in a `share` of futures.

    `cost` and `crowding` (P, n) as in `screen`. A policy goes only when it is clearly unfit (the upper bound of its
    share of futures within the limit is below the share asked for), or clearly more expensive than one that is
    clearly fit (the lower bound is not below it). The bounds are exact (Clopper and Pearson 1934). There are P ways
    to lose the cheapest fit policy: it is called unfit; or one of the others is called fit and is not, or called
    cheaper and is not, of which only one can be an error. Each has its share of the error at each look. Where all
    are clearly unfit, those stay that may be the nearest: whose upper bound is not below the greatest of the lower
    bounds.
    """
    tail = (1 - confidence) / (len(cost) * rounds)
    low, high = shares_within(crowding, at_most, tail, strata)
    fit, unfit = standing & (low >= share), high < share
    if (unfit | ~standing).all():
        return np.asarray(standing & (high >= low[standing].max(initial=0.0)))
    stays = standing & ~unfit
    rivals = np.flatnonzero(fit)
    for policy in np.flatnonzero(stays):
        stays[policy] = not above_zero(cost[policy] - cost[rivals], tail, np.abs(cost[rivals]), strata).any()
    return stays if stays.any() else standing & ~unfit


def equal_set(stands: B, chosen: int) -> tuple[int, ...]:
    """Return the policies that cannot be told apart from the chosen: those that stand after the last look, it among
    them.
    """
    return tuple(int(k) for k in np.flatnonzero(stands | (np.arange(stands.size) == chosen)))


def above_zero(steps: F, tail: float, scale: F, strata: Strata | None = None) -> B:
    """(m,) whether the mean of each row of (m, n) is above 0, each with a chance of error of `tail`; NaN do not count.

    `scale` (m, n) are values that the steps are differences of, for what is rounding.
    """
    from scipy.special import stdtrit

    there = np.isfinite(steps)
    n = there.sum(axis=1)
    some = np.maximum(n, 2)
    steps = np.where(there & (np.abs(steps) > DIGITS * scale), steps, 0.0)
    if strata is None:
        middle = steps.sum(axis=1) / some
        away = np.where(there, steps - middle[:, None], 0.0)
        spread = np.sqrt((away**2).sum(axis=1) / (some - 1))
        skew = (away**3).sum(axis=1) / some / np.where(spread > 0, spread, 1.0) ** 3
    else:
        some, middle, spread, skew = strata.moments(np.where(there, steps, np.nan))
        some, middle = np.maximum(some, 2), np.where(n > 0, middle, 0.0)
    signal = middle / np.where(spread > 0, spread, 1.0)
    limit = stdtrit(some - 1, 1 - tail)
    clear = (signal * np.sqrt(some) > limit) & (unskewed(signal, skew, some) > limit)
    return np.asarray((n > 1) & np.where(spread > DIGITS * np.abs(middle), clear, middle > 0))


def unskewed(signal: F, skew: F, n: NDArray[np.int64] | F) -> F:
    """Hall's transformation of a mean over its standard deviation, by n values of so much skewness; rises with it."""
    cubic = signal + skew * signal**2 / 3 + skew**2 * signal**3 / 27 + skew / (6 * n)
    return np.asarray(np.sqrt(n) * cubic)


def shares_within(values: F, at_most: float, tail: float, strata: Strata | None = None) -> tuple[F, F]:
    """Return (P,) low and high exact bounds of the share of futures in which a value is at most so much; NaN do not
    count.
    """
    from scipy.special import betaincinv

    there = np.isfinite(values)
    n, count = there.sum(axis=1), (values <= at_most).sum(axis=1)
    if strata is not None:  # as of this many independent futures (Korn and Graubard 1998, Survey Methodology 24)
        share, n = strata.shares_of(np.where(there, values <= at_most, np.nan))
        count = np.where(np.isfinite(share), np.where(count < there.sum(axis=1), share * n, n), 0.0)
    low = np.where(count > 0, betaincinv(np.maximum(count, 1), n - count + 1, tail), 0.0)
    high = np.where(count < n, betaincinv(count + 1, np.maximum(n - count, 1), 1 - tail), 1.0)
    return low, high
