"""A spell that is under way: how long it is as a whole, seen from a moment that has nothing to do with it."""

from sim.arrays import F
from sim.scenario.distributions import Distribution


def under_way(lasts: Distribution, u: F) -> F:
    """The length, at the uniforms `u`, of the spell that covers a given moment of a stationary process; by inversion.

    Longer spells are met more often: its density is x f(x) / mean, and what is left of it is an even share of it, so
    that this has the density (1 - F(x)) / mean (Cox 1962, Renewal Theory, chapter 5). A changed mean moves it the way
    it moves `lasts`. Exact but for triangular, normal, geometric and logit-normal lengths, which are taken by 65,536
    even quantiles.
    """
    return lasts.under_way(u)
