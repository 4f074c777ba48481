"""Futures that are drawn by strata: how much each stands for, and what is said of a mean, a share, a quantile of them.

In stratum h, with a share W_h of all futures, n_h are drawn; each stands for W_h / n_h of all. The mean is the sum of
weight times value, its variance the sum of W_h^2 s_h^2 / n_h (Cochran 1977, Sampling techniques, 5.4). Where the shares
themselves are counted in N candidates, the variance between strata over N comes on top (Neyman 1938, Contribution to
the theory of sampling human populations, Journal of the American Statistical Association 33, 101-116). A mean over the
futures in which a value exists is a ratio of two such means, by its linear part (Woodruff 1971, A simple method for
approximating the variance of a complicated estimate, the same journal 66, 411-414).
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.experiments.statistics.intervals import UNKNOWN, Interval, of_share


class Moments(NamedTuple):
    """Of means, all of one shape: the mean, and such n, spread and skewness as n plain values of it would have."""

    n: F  # by the degrees of freedom of its variance (Satterthwaite 1946), plus one
    mean: F
    spread: F
    skew: F

    @property
    def error(self) -> F:
        """The standard error of the mean."""
        return np.asarray(self.spread / np.sqrt(self.n))


@dataclass(frozen=True)
class Strata:
    """The stratum of each of n futures, and the share of all futures that each stratum has."""

    of: I  # (n,) the stratum of each future, from 0
    shares: F  # (H,) they sum to 1
    candidates: int = 0  # futures in which the shares were counted; 0: they are exact

    @property
    def size(self) -> int:
        """How many futures there are."""
        return int(self.of.size)

    def first(self, n: int) -> "Strata":
        """Return those of the first n futures."""
        return self.part(np.arange(self.size) < n)

    def part(self, some: B) -> "Strata":
        """Return those of some futures, that were picked whatever happens in them."""
        return Strata(self.of[some], self.shares, self.candidates)

    @cached_property
    def joined(self) -> tuple[I, F]:
        """(n,) strata and (H,) shares where one of fewer than two futures counts with a neighbour that has more."""
        counts = np.bincount(self.of, minlength=self.shares.size)
        enough = np.flatnonzero(counts > 1)
        if not enough.size:
            return np.zeros_like(self.of), np.ones(1)
        nearest = np.argmin(np.abs(np.arange(counts.size)[:, None] - enough), axis=1)
        return nearest[self.of], np.bincount(nearest, self.shares, enough.size).astype(np.float64)

    @cached_property
    def weights(self) -> F:
        """(n,) how much of all futures each stands for; they sum to 1."""
        of, shares = self.joined
        return np.asarray((shares / np.maximum(np.bincount(of, minlength=shares.size), 1))[of])

    @property
    def effective(self) -> float:
        """How many futures of equal weight would be as many (Kish 1965, Survey sampling, 11.7)."""
        return effective(self.weights)

    def mean(self, values: F) -> float:
        """Return the mean of (n,) values over the futures in which they are; NaN where they are in none."""
        there = np.isfinite(values)
        if not there.any():
            return math.nan
        some = values[there]
        return float(some[0]) if (some == some[0]).all() else float(np.average(some, weights=self.weights[there]))

    def moments(self, values: F) -> Moments:
        """Return those of the mean of each row of (.., n) values; NaN do not count."""
        middle, away = self._linear(values)
        variance, freedom = self._variance(away)
        third = (self._inside(away) * self.weights) ** 3
        error = np.sqrt(variance)
        n = freedom + 1
        skew = third.sum(axis=-1) / np.where(error > 0, error, 1.0) ** 3
        return Moments(n, middle, error * np.sqrt(n), skew * np.sqrt(n))

    def covariance(self, one: F, other: F) -> tuple[F, float]:
        """Return (2, 2) variances and covariance of two means of (n,) values, and their degrees of freedom."""
        a, b = self._linear(one)[1], self._linear(other)[1]
        (aa, first), (bb, second) = self._variance(a), self._variance(b)
        both, _ = self._variance(a + b)
        ab = (float(both) - float(aa) - float(bb)) / 2
        return np.array([[float(aa), ab], [ab, float(bb)]]), float(min(first, second))

    def shares_of(self, holds: F) -> tuple[F, F]:
        """Return the share of futures of each row of (.., n), 1 where it holds, 0 where not, NaN where neither; and of
        how many independent futures such a share would be as sure.
        """
        found, there = self.moments(holds), np.isfinite(holds)
        many = there.sum(axis=-1)
        some = np.where(there, self.weights, 0.0)
        usual = some.sum(axis=-1) ** 2 / np.where(many > 0, (some**2).sum(axis=-1), 1.0)
        variance = found.error**2
        alone = np.where(variance > 0, found.mean * (1 - found.mean) / np.where(variance > 0, variance, 1.0), usual)
        return found.mean, np.asarray(np.clip(alone, np.minimum(1.0, many), many))

    def of_share(self, holds: F) -> tuple[float, Interval]:
        """Return the share of futures as `shares_of`, of (n,), and its interval; NaN where it is of none."""
        if not np.isfinite(holds).any():
            return math.nan, UNKNOWN
        share, n = (float(one) for one in self.shares_of(holds))
        share = min(max(share, 0.0), 1.0)
        return share, of_share(share * n, n)

    def quantile(self, values: F, share: float) -> float:
        """Return the least of (n,) values that at least this share of the futures does not exceed; NaN of none."""
        there = np.flatnonzero(np.isfinite(values))
        if not there.size:
            return math.nan
        order = there[np.argsort(values[there], kind="stable")]
        below = np.cumsum(self.weights[order])
        return float(values[order[min(int((below < share * below[-1] - 1e-12).sum()), order.size - 1)]])

    def of_median(self, values: F) -> tuple[float, Interval]:
        """Return the median of (n,) values, and its interval: where half of the futures could be, by Wilson's interval
        of as many as count (Woodruff 1952, Confidence intervals for medians and other position measures).
        """
        some = self.weights[np.isfinite(values)]
        n = effective(some)
        if n < 6:
            return self.quantile(values, 0.5), UNKNOWN
        low, high = of_share(n / 2, n)
        return self.quantile(values, 0.5), Interval(self.quantile(values, low), self.quantile(values, high))

    def _linear(self, values: F) -> tuple[F, F]:
        """Return the mean of each row of (.., n) values, and (.., n) what each future adds to it."""
        there = np.isfinite(values)
        filled, weight = np.where(there, values, 0.0), np.where(there, self.weights, 0.0)
        whole = weight.sum(axis=-1)
        some = np.where(whole > 0, whole, np.nan)
        middle = (filled * weight).sum(axis=-1) / some
        return np.asarray(middle), np.where(there, filled - middle[..., None], 0.0) / some[..., None]

    def _inside(self, away: F) -> F:
        """(.., n) differences from the mean of the own stratum."""
        members, counts = self._members
        return np.asarray(away - (away @ members / counts) @ members.T)

    def _variance(self, away: F) -> tuple[F, F]:
        """Return the variance of the mean of each row, and its degrees of freedom."""
        members, counts = self._members
        shares = self.joined[1]
        within = (self._inside(away) ** 2) @ members / np.maximum(counts - 1, 1) * shares**2 / counts
        total, squares = within.sum(axis=-1), (within**2 / np.maximum(counts - 1, 1)).sum(axis=-1)
        if self.candidates:
            between = ((away @ members / counts) ** 2 * shares).sum(axis=-1) / self.candidates
            total, squares = total + between, squares + between**2 / self.candidates
        many = max(self.size - 1, 1)
        return total, np.where(squares > 0, np.minimum(total**2 / np.where(squares > 0, squares, 1.0), many), many)

    @cached_property
    def _members(self) -> tuple[F, F]:
        """(n, H) whether a future is in a stratum, and (H,) how many are; 1 where there are none."""
        of, shares = self.joined
        members = (of[:, None] == np.arange(shares.size)).astype(np.float64)
        return members, np.maximum(members.sum(axis=0), 1.0)


def effective(weights: F) -> float:
    """Return how many futures of equal weight would be as many as those of (n,) weights (Kish)."""
    return float(weights.sum() ** 2 / (weights**2).sum()) if weights.size else 0.0
