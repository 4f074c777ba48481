"""What the chain of `settling` reads: factors over scores, and chances of totals over the mean number of events."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import gammainccinv, gammaincinv, gammaln, log_ndtr, ndtr

from sim.arrays import F

if TYPE_CHECKING:
    from sim.people.rates.settling import Curves

LOWEST, POINTS = -9.0, 4609  # scores from -9 to 9, 256 to the unit
KNOTS = 0.5  # between knots, in standard deviations of a Poisson number of as many events
DEEP = 50.0  # how far the log chance falls below its highest at the ends of a curve
MOST_KNOTS = 4096


def curves(sd: float, persons: F, totals: Sequence[int]) -> "Curves":
    """Return the curves of factors of a standard deviation, and of totals of events that bring `persons`."""
    from sim.people.rates.settling import Curves

    found = [_curve(persons.tobytes(), total) for total in totals]
    begins = np.concatenate(([0], np.cumsum([one.chance.size for one in found]))).astype(np.int64)
    low, width = (np.array([getattr(one, name) for one in found]) for name in ("low", "width"))
    chance, slope = (np.concatenate([np.zeros(0), *(getattr(o, name) for o in found)]) for name in ("chance", "slope"))
    return Curves(LOWEST, -2 * LOWEST / (POINTS - 1), _factors(sd), begins, low, width, chance, slope)


class Curve(NamedTuple):
    """How likely a total is, over the log of the mean number of events."""

    low: float  # at the first knot
    width: float  # between knots
    chance: F  # (knots,) log chance of the total
    slope: F  # (knots,) its derivative


@lru_cache(maxsize=16)
def _factors(sd: float) -> F:
    """(POINTS,) logs of gammas of mean 1 at even normal scores; 0 where days do not differ."""
    score = np.linspace(LOWEST, -LOWEST, POINTS)
    if not sd:
        return np.zeros(POINTS)
    shape = sd**-2
    with np.errstate(divide="ignore"):
        low, high = np.log(gammaincinv(shape, ndtr(score))), np.log(gammainccinv(shape, ndtr(-score)))
    tail = (log_ndtr(score) + gammaln(shape + 1)) / shape  # of a gamma near 0
    low = np.where(np.isfinite(low), low, tail)
    return np.asarray(np.where(score < 0, low, high) - math.log(shape))


@lru_cache(maxsize=256)
def _curve(persons: bytes, total: int) -> Curve:
    """Return how likely a total is.

    At every knot it is a whole recursion. In the mean it is a power series, so that a cubic through values and
    derivatives is off by less than 2e-4 / (number of events).
    """
    from sim.people.rates.compound import log_chance

    chances = np.frombuffer(persons)
    events = max(total / float(chances @ np.arange(chances.size)), 1.0)
    middle, width = math.log(events), KNOTS / math.sqrt(events)

    def knot(k: int) -> tuple[float, float]:
        mean = math.exp(middle + k * width)
        log, given = log_chance(mean, chances, total)
        return log, given - mean

    found = {0: knot(0)}
    for way in (1, -1):
        k = way
        while len(found) < MOST_KNOTS:
            found[k] = knot(k)
            far = found[k][0] < max(log for log, _ in found.values()) - DEEP
            if (far and way * found[k][1] < 0) or k * width < -DEEP:
                break
            k += way
    order = sorted(found)
    logs, slopes = (np.array([found[k][i] for k in order]) for i in (0, 1))
    return Curve(middle + order[0] * width, width, logs, slopes)
