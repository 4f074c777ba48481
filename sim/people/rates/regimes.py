"""Regimes as chance has them: what multiplies the rate of each day in one replication.

A stream's regimes are a semi-Markov process: a spell of a regime lasts as `lasts` says, and the next regime is drawn by
`next`, whatever the length was. With exponential lengths the arrivals are a Markov-modulated Poisson process (Fischer
and Meier-Hellstern 1993, The Markov-modulated Poisson process cookbook, Performance Evaluation 18).

The process is stationary. At the beginning of the first simulated day the regime is i with its long-run share of time
(`time_shares`: proportional to nu_i x mean_i), and what is left of its spell has the equilibrium law (1 - F_i(x)) /
mean_i (`residual`; Cinlar 1975, Introduction to Stochastic Processes, chapter 10). So every day of a run, the first
included, has the same law.

Each stream has its own streams of chance ("regimes/STREAM/lasts" and so on), keyed by the number of the spell. So
regimes leave every other draw as it was; a longer run goes on where a shorter one ends; and a changed length moves the
spells of its regime all the same way.
"""

from bisect import bisect_right
from collections.abc import Mapping

import numpy as np

from sim.arrays import F, I
from sim.errors import ScenarioError
from sim.people.chance.random_streams import Chance, Register
from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.rates.regimes import Regime, time_shares, transition_matrix
from sim.scenario.values.distributions import Distribution
from sim.wording import say


def under_way(lasts: Distribution, u: F) -> F:
    """Return the length, at the uniforms `u`, of the spell that covers a given moment of a stationary process; by
    inversion.

    Longer spells are met more often: its density is x f(x) / mean, and what is left of it is an even share of it, so
    that this has the density (1 - F(x)) / mean (Cox 1962, Renewal Theory, chapter 5). A changed mean moves it the way
    it moves `lasts`. Exact but for triangular, normal, geometric and logit-normal lengths, which are taken by 65,536
    even quantiles.
    """
    return lasts.under_way(u)


MOST_SPELLS = 1 << 20  # every ten minutes for ten years
DRAWS = ("first", "next", "lasts", "left", "times")


class Regimes:
    """The regimes of one stream."""

    def __init__(self, given: Mapping[str, Regime], stream: str, clock: Clock, register: Register) -> None:
        self._regimes, self._path = tuple(given.values()), f"arrivals.{stream}.regimes"
        self._midnights = clock.midnights.astype(np.float64)
        self._at = {what: register.decision(f"regimes/{stream}/{what}") for what in DRAWS}
        self.stormy = int(np.argmax([one.times.mean() for one in self._regimes])) if given else -1
        if given:
            self._starts = _cumulated(time_shares(given)).tolist()
            self._follows = _cumulated(transition_matrix(given)).tolist()

    def factor(self, chance: Chance) -> F | None:
        """(days,) what the stream's rate is multiplied by on each local day, the mean of `times` over that day.

        A day without a change has exactly the multiple of its regime. None where there are no regimes.
        """
        if not self._regimes:
            return None
        _, ends, times = self.spells(chance)
        begins, lengths = self._midnights[:-1], np.diff(self._midnights)
        factor = times[np.searchsorted(ends, begins, side="right")]
        changes = np.flatnonzero((ends > begins[0]) & (ends < self._midnights[-1]))
        day = np.searchsorted(self._midnights, ends[changes], side="left") - 1  # at midnight: no part of the day before
        jump = times[changes + 1] - times[changes]
        left = (self._midnights[day + 1] - ends[changes]) / lengths[day]
        return np.asarray(factor + np.bincount(day, weights=jump * left, minlength=lengths.size))

    def spells(self, chance: Chance) -> tuple[I, F, F]:
        """(n,) the regime of each spell, the ticks at which they end, the last of them past the end, and their
        multiples.

        ScenarioError when they are too many, as chance has them: a long tail can have almost all of its mean.
        """
        size, ends = 8, np.zeros(1)
        while ends[-1] <= self._midnights[-1]:
            size *= 2
            if size > MOST_SPELLS:
                found = say("more than {n} spells drawn for one run", n=MOST_SPELLS // 2)
                allowed = say("longer spells (lasts), or a shorter run")
                raise ScenarioError([Problem(self._path, sentence(found, allowed))])
            number = np.arange(size)
            regime = self._sequence(chance, number)
            ends = np.cumsum(self._lengths(chance, number, regime))
        uniform = self._series(chance, "times", number)
        return regime, ends, self._each(regime, [given.times.ppf(uniform) for given in self._regimes])

    def _sequence(self, chance: Chance, number: I) -> I:
        """(n,) the regime of each spell."""
        first = bisect_right(self._starts, float(self._series(chance, "first", number[:1])[0]))
        found = [first]
        for u in self._series(chance, "next", number[1:]).tolist():
            found.append(bisect_right(self._follows[found[-1]], u))
        return np.array(found, dtype=np.int64)

    def _lengths(self, chance: Chance, number: I, regime: I) -> F:
        """Return (n,) seconds of each spell; of the first, what is left of it when the run begins."""
        uniform = self._series(chance, "lasts", number)
        lengths = self._each(regime, [given.lasts.ppf(uniform) for given in self._regimes])
        whole = under_way(self._regimes[regime[0]].lasts, uniform[:1])
        lengths[:1] = whole * self._series(chance, "left", number[:1])
        return lengths

    def _series(self, chance: Chance, what: str, number: I) -> F:
        return chance.series(self._at[what], np.zeros_like(number), number)

    @staticmethod
    def _each(regime: I, by_regime: list[F]) -> F:
        return np.asarray(np.array(by_regime)[regime, np.arange(regime.size)])


def _cumulated(shares: F) -> F:
    """Return shares summed over the last axis, exactly 1 from the last one on that is not 0."""
    sums = np.cumsum(shares, axis=-1)
    return np.asarray(sums / sums[..., -1:])
