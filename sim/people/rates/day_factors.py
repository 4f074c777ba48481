"""How much days differ beyond Poisson noise, and what a day remembers of the one before."""

import math
from itertools import accumulate

import numpy as np
from scipy.special import ndtr, ndtri

from sim.arrays import F, I
from sim.people.chance.random_streams import Chance, Register
from sim.scenario.language.arrivals import DayToDay
from sim.scenario.values.distributions import Distribution

FORGOTTEN = 1e-12  # what is left of a day's own chance once the days after it no longer count it


class DayFactors:
    """What the rate of each day is multiplied by: gammas of mean 1, each remembering the day before.

    A stationary autoregression of the first order in normal scores, turned into gammas by their distribution function
    (a Gaussian copula: Cario and Nelson 1996). The days before the first are drawn too until they no longer count, so
    that the factor of a day is the same whenever the run begins. Without memory each day is drawn by itself.
    """

    def __init__(self, given: DayToDay, stream: str, days: I, register: Register) -> None:
        self._factor = Distribution("gamma", (("mean", 1.0), ("cv", given.sd)))
        self._memory = given.memory
        before = math.ceil(math.log(FORGOTTEN) / math.log(given.memory)) if given.memory else 0
        self._days = np.concatenate((np.arange(days[0] - before, days[0]), days)) if days.size else days
        self._before = before
        self._own = register.decision(f"arrivals/{stream}/day_to_day")

    def draw(self, chance: Chance) -> F:
        """(days,) the factors of one replication."""
        own = self._uniforms(chance)
        return self._factor.ppf(ndtr(self._remembered(own)) if self._memory else own)

    def scores(self, chance: Chance) -> F:
        """(days,) the normal scores of the factors of one replication."""
        own = self._uniforms(chance)
        return self._remembered(own) if self._memory else np.asarray(ndtri(own))

    def _uniforms(self, chance: Chance) -> F:
        return chance.series(self._own, self._days, np.zeros_like(self._days))

    def _remembered(self, own: F) -> F:
        score, fresh = ndtri(own), math.sqrt(1 - self._memory**2)
        score[1:] *= fresh
        remembered = accumulate(score.tolist(), lambda before, new: self._memory * before + new)
        return np.array(list(remembered))[self._before :]
