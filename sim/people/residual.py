"""A spell that is under way: how long it is as a whole, seen from a moment that has nothing to do with it."""

import numpy as np

from sim.arrays import F
from sim.scenario.distributions import Distribution

POINTS = 1 << 16  # even quantiles, for families without a closed form


def under_way(lasts: Distribution, u: F) -> F:
    """The length, at the uniforms `u`, of the spell that covers a given moment of a stationary process; by inversion.

    Longer spells are met more often: its density is x f(x) / mean, and what is left of it is an even share of it, so
    that this has the density (1 - F(x)) / mean (Cox 1962, Renewal Theory, chapter 5). A changed mean moves it the way
    it moves `lasts`. Exact but for triangular, normal, geometric and logit-normal lengths, which are taken by 65,536
    even quantiles.
    """
    from scipy import special

    match lasts.family:
        case "constant":
            return np.full(u.shape, lasts["value"])
        case "exponential":
            return np.asarray(special.gammaincinv(2.0, u) * lasts["mean"])
        case "gamma":
            shape = 1 / lasts["cv"] ** 2
            return np.asarray(special.gammaincinv(shape + 1, u) * (lasts["mean"] / shape))
        case "lognormal":  # exp(sigma^2) longer, which is (mean / median)^2
            return np.asarray(lasts.ppf(u) * (lasts.mean() / lasts.ppf(np.array(0.5))) ** 2)
        case "weibull":
            power = 1 / lasts["shape"]
            return np.asarray(lasts["scale"] * special.gammaincinv(1 + power, u) ** power)
        case "uniform":
            low, high = lasts.values
            return np.asarray(np.sqrt(low * low + u * (high * high - low * low)))
        case "discrete":
            return _at(lasts.points, lasts.points * lasts.values, u)
        case "empirical":
            return _at(lasts.values, lasts.values, u)
    values = lasts.ppf((np.arange(POINTS) + 0.5) / POINTS)
    before = np.cumsum(values) - values / 2
    return np.asarray(np.interp(u * values.sum(), before, values))


def _at(values: F, weights: F, u: F) -> F:
    """The inverse of a distribution over ascending values."""
    share = np.cumsum(weights)
    return np.asarray(values[np.searchsorted(share / share[-1], u, side="right")])
