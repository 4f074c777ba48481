"""What a figure does over sets of assumptions, with the noise of the runs within each set taken out.

A set of assumptions is one value of everything that is not known; it is played a few times, with random numbers of its
own. The mean of a figure over the runs of a set is the set's own mean plus noise. With N sets i of n_i runs, the
variance of the means estimates tau^2 + s^2 / n, where tau^2 is the variance of the sets' own means and s^2 the mean
variance within a set (one-way random effects: Searle, Casella and McCulloch 1992, Variance Components, chapter 3; for a
simulation whose inputs are uncertain: Barton, Nelson and Xie 2014, Quantifying input uncertainty via simulation
confidence intervals, INFORMS Journal on Computing 26, 74-87). So

    tau^2 = max(0, variance of the means - mean of s^2 / n_i)

and the spread is that of the means drawn in towards their median by tau / sqrt(tau^2 + s^2 / n): the constrained
estimates of Louis (1984, Estimating a population of parameter values using Bayes and empirical Bayes methods, JASA 79,
393-398), whose variance is that of the sets' own means, where shrinking as for one set would make it too small. Towards
the median and not the mean, so that a figure that is nought in most sets stays nought in them. Two
runs a set and forty then give the same spread, but for the error that `ends` states. The variance is right whatever the
shape; the percentiles are as right as the noise leaves the shape of the means alone: exact for normal means and normal
noise, and nearly so where the noise is the smaller part.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval, of_share, percentile, percentile_rank
from sim.experiments.statistics.percentiles import of_percentile
from sim.scenario.catalogue.figure import ANY, Range

RESAMPLES = 400
LOW, HIGH = 5, 95  # percent of the sets: the spread is that of nine sets in ten


class SetSpread(NamedTuple):
    """How far the mean of a figure goes over sets of assumptions.

    `low` to `high` holds nine sets in ten; `ends` says how sure these two are. `between` is the standard deviation of
    the sets' own means, `within` that of the runs of a set; `share` is the part of a run's variance that the
    assumptions make, between^2 / (between^2 + within^2). NaN where fewer than two sets have the figure, and for
    `within` and what hangs on it where no set has it in two runs.
    """

    n: int  # sets that have the figure
    mean: float  # over sets: of the assumptions as they were guessed, and no chance of anything
    low: float
    high: float
    between: float
    within: float
    share: float


class SetShares(NamedTuple):
    """Sets of assumptions in which every run has a property, and those in which none has, with 95% intervals."""

    n: int
    every: int
    none: int
    every_ends: Interval
    none_ends: Interval


def set_means(values: F) -> F:
    """(N,) the mean of each set over the runs that have the figure, of (N, M) values; NaN where none has it."""
    there = ~np.isnan(values)
    counts = there.sum(axis=1)
    sums = np.where(there, values, 0.0).sum(axis=1)
    return np.asarray(np.where(counts > 0, sums / np.maximum(counts, 1), np.nan))


def spread(values: F, of: Range = ANY) -> SetSpread:
    """Return the spread of a figure from its (N, M) values by set and run, NaN where it does not exist; within its
    range.
    """
    means, there = set_means(values), ~np.isnan(values)
    kept = means[~np.isnan(means)]
    if kept.size < 2:
        only = float(kept[0]) if kept.size else math.nan
        return SetSpread(kept.size, only, math.nan, math.nan, math.nan, math.nan, math.nan)
    own = own_means(values, of)
    between, within = components(values)
    total = between + within
    return SetSpread(
        n=kept.size,
        mean=float(kept.mean()),
        low=percentile(own, LOW),
        high=percentile(own, HIGH),
        between=math.sqrt(between),
        within=math.sqrt(within) if there.sum() > kept.size else math.nan,
        share=between / total if total > 0 and there.sum() > kept.size else math.nan,
    )


def ends(values: F, of: Range = ANY, seed: int = 1) -> tuple[Interval, Interval]:
    """Return the 95% intervals of `low` and of `high`, from (N, M) values; UNKNOWN for fewer than 72 sets.

    Each is as wide as two intervals need together: that between two order statistics, of N means without noise, and
    that of both ends again in resamples of the sets with their runs (percentile bootstrap: Efron and Tibshirani 1993,
    An Introduction to the Bootstrap, 13.3), in which the error of what is taken out counts.
    """
    there = ~np.isnan(values)
    known = there.any(axis=1)
    counts, means = there.sum(axis=1)[known], set_means(values)[known]
    squares = np.where(there[known], (values[known] - means[:, None]) ** 2, 0.0).sum(axis=1)
    n = means.size
    exact = [of_percentile(own_means(values, of), percent) for percent in (LOW, HIGH)]
    if math.isnan(exact[0].low):
        return UNKNOWN, UNKNOWN
    rows = np.random.default_rng([seed, *b"spread"]).integers(0, n, (RESAMPLES, n))
    freedom = np.maximum((counts[rows] - 1).sum(axis=1), 1)
    noise = squares[rows].sum(axis=1) / freedom * (1 / counts[rows]).mean(axis=1)
    drawn = np.sort(means[rows], axis=1)
    middle, seen = np.median(drawn, axis=1), drawn.var(axis=1, ddof=1)
    kept = np.sqrt(np.maximum(seen - noise, 0.0) / np.where(seen > 0, seen, 1.0))
    both = (drawn[:, percentile_rank(n, percent)] for percent in (LOW, HIGH))
    own = (np.clip(middle + kept * (one - middle), of.least, of.most) for one in both)
    again = (np.quantile(one, (TAIL, 1 - TAIL)).tolist() for one in own)
    low, high = (Interval(min(a.low, b[0]), max(a.high, b[1])) for a, b in zip(exact, again, strict=True))
    return low, high


def own_means(values: F, of: Range = ANY) -> F:
    """(n,) the means of the sets that have the figure, with the noise within sets taken out of their spread."""
    means = set_means(values)
    means = means[~np.isnan(means)]
    between, _ = components(values)
    seen = float(means.var(ddof=1)) if means.size > 1 else 0.0
    kept = math.sqrt(between / seen) if seen > 0 else 0.0
    if not means.size:
        return means
    middle = np.median(means)
    return np.clip(middle + kept * (means - middle), of.least, of.most)


def components(values: F) -> tuple[float, float]:
    """Return the variance of the sets' own means, and the mean variance within a set, of (N, M) values.

    Where each set has one run nothing can be told apart, and all of it counts as the sets' own.
    """
    there = ~np.isnan(values)
    counts, means = there.sum(axis=1), set_means(values)
    known = counts > 0
    if known.sum() < 2:
        return 0.0, 0.0
    squares = np.where(there, (values - means[:, None]) ** 2, 0.0).sum()
    freedom = int((counts[known] - 1).sum())
    within = float(squares / freedom) if freedom else 0.0
    noise = within * float((1 / counts[known]).mean())
    return max(float(means[known].var(ddof=1)) - noise, 0.0), within


def shares(values: F) -> SetShares:
    """Sets in which every run has a property (1) and sets in which none has (0), of (N, M) values, NaN for no run."""
    there = ~np.isnan(values)
    known = there.any(axis=1)
    every = int((np.where(there, values > 0, True).all(axis=1) & known).sum())
    none = int((np.where(there, values == 0, True).all(axis=1) & known).sum())
    n = int(known.sum())
    return SetShares(n, every, none, of_share(every, n), of_share(none, n))
