"""How likely counts of windows are: negative binomial windows that a Gaussian copula ties together.

The exact likelihood of a count over days with remembered factors is an integral over all of the days. What is used is
a pseudo-likelihood with the right mean, variance and correlation of every window (`daily_law`): each count is negative
binomial with its mean and variance, and their normal scores (mid-distribution transform: Kazianka and Pilz 2010) are
normal with the correlation of the windows (Song 2000; Masarotto and Varin 2012). It is skewed and discrete as counts
are, which a Gaussian likelihood is not, and takes windows of any length, as long as none is the sum of others.

Means are estimated by the optimal estimating equations given the covariance (quasi-likelihood: McCullagh 1983), and
the day-to-day parameters by the profile of the likelihood, adjusted for the means that were estimated (Cox and Reid
1987), without which a few windows would call days more alike than they are.
"""

from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri
from scipy.stats import nbinom, poisson

from sim.arrays import F
from sim.calibration.fitting.daily_law import Covariance, DayToDay

STEPS = 50
CLOSE = 1e-7
FLOOR = -5.0  # of a parameter on the log scale: where nobody came, there is no end below
EDGE = 1e-12


class Windows(NamedTuple):
    """What was counted: (W,) counts, (W, D; sparse) how much of each day is in a window, (D, P) the effects of
    parameters on the log mean of each day."""

    counts: F
    days: Any
    design: F


class Means(NamedTuple):
    """Parameters of the means on the log scale: (P,) estimates, (P, P) their covariance, (W,) expected counts and
    the covariance of the counts."""

    at: F
    covariance: F
    expected: F
    counts: Covariance


def means(windows: Windows, days: DayToDay, start: F) -> Means:
    """Return the estimates of the means given how days differ (Fisher scoring, steps halved where they overshoot)."""
    at = start.copy()
    for _ in range(STEPS):
        found = _at(windows, days, at)
        effects = _effects(windows, at)
        step = found.covariance @ (effects.T @ found.counts.solve(windows.counts - found.expected))
        step = np.clip(step, -1.5, 1.5)
        moved = np.maximum(at + step, FLOOR)
        step, at = moved - at, moved
        if np.abs(step).max(initial=0.0) < CLOSE:
            break
    return _at(windows, days, at)


def _effects(windows: Windows, at: F) -> F:
    """(W, P) how the expected counts change with each parameter."""
    mean = np.exp(windows.design @ at)
    found: F = windows.days @ (mean[:, None] * windows.design)
    return found


def _at(windows: Windows, days: DayToDay, at: F) -> Means:
    mean = np.exp(windows.design @ at)
    counts = Covariance(mean, windows.days, days)
    effects = _effects(windows, at)
    information = effects.T @ counts.solve(effects)
    inverse: F = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return Means(at, inverse, windows.days @ mean, counts)


def log_likelihood(windows: Windows, found: Means) -> float:
    """Return the adjusted log pseudo-likelihood of the counts at the estimates of their means."""
    low, at, high = _law(windows.counts, found.expected, found.counts.variance)
    z = ndtri(np.clip((low + high) / 2, EDGE, 1 - EDGE))
    scale = np.sqrt(found.counts.variance)
    determinant = found.counts.log_determinant - 2 * np.log(scale).sum()
    copula = -0.5 * determinant - 0.5 * float((z * scale) @ found.counts.solve(z * scale) - z @ z)
    adjustment = 0.5 * np.linalg.slogdet(found.covariance)[1]
    return float(at.sum() + copula + adjustment)


def _law(counts: F, mean: F, variance: F) -> tuple[F, F, F]:
    """(W,) the chance of fewer persons, the log chance of as many, and the chance of no more."""
    y, over = np.round(counts), variance > mean * (1 + 1e-9)
    size = np.where(over, mean**2 / np.where(over, variance - mean, 1.0), 1.0)
    p = size / (size + mean)
    at = np.where(over, nbinom.logpmf(y, size, p), poisson.logpmf(y, mean))
    high = np.where(over, nbinom.cdf(y, size, p), poisson.cdf(y, mean))
    return high - np.exp(at), at, high


def scores(windows: Windows, found: Means) -> F:
    """(W,) the normal score of each count under the fit, without what the windows before it say."""
    low, _, high = _law(windows.counts, found.expected, found.counts.variance)
    score: F = ndtri(np.clip((low + high) / 2, EDGE, 1 - EDGE))
    return score
