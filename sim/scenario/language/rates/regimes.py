"""`regimes` of a stream: states between which its level jumps, each for a while that chance decides."""

from collections.abc import Mapping
from math import inf, isclose

import numpy as np
from pydantic import field_validator

from sim.arrays import F
from sim.scenario.values.distributions import Distribution, DurationDraw, FactorDraw
from sim.scenario.values.ranges import LONGEST
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Share
from sim.wording import say

BRIEFEST = 60.0  # s; a mean spell that is shorter is a slip, and would take for ever to draw


class Regime(Section):
    """A state in which a stream stays for a while, its level multiplied, before it goes on to another one."""

    times: FactorDraw = required("What the level is multiplied by; a distribution: one draw a spell.")
    lasts: DurationDraw = required("How long a spell lasts.", "s")
    next: dict[str, Share] = optional({}, "Which regimes follow, with what shares; none: any other with equal chance.")

    @field_validator("lasts")
    @classmethod
    def _passes(cls, lasts: Distribution) -> Distribution:
        try:
            mean = lasts.mean()
        except OverflowError:
            mean = inf
        if not BRIEFEST <= mean <= LONGEST * 86400:
            raise ValueError(say("spells of a mean length from 1 min to {longest} d", longest=str(LONGEST)))
        return lasts

    @field_validator("next")
    @classmethod
    def _whole(cls, shares: dict[str, float]) -> dict[str, float]:
        if shares and not isclose(total := sum(shares.values()), 1, abs_tol=1e-6):
            raise ValueError(say("shares that sum to 1 (they sum to {total})", total=f"{total:g}"))
        return shares


def chain(regimes: Mapping[str, Regime]) -> dict[str, Regime]:
    """Return regimes that a stream can have. ValueError if they are fewer than two, or one does not lead to another."""
    if len(regimes) == 1:
        raise ValueError(say("at least two regimes"))
    reached = (transition_matrix(regimes) > 0) | np.eye(len(regimes), dtype=np.bool_)
    for _ in regimes:
        reached = reached | (reached @ reached)
    stuck = np.argwhere(~reached)
    if stuck.size and all(name in regimes for regime in regimes.values() for name in regime.next):
        names = list(regimes)
        here, there = (names[int(k)] for k in stuck[0])
        raise ValueError(
            say("regimes of which each leads to every other ({here} never leads to {there})", here=here, there=there)
        )
    return dict(regimes)


def transition_matrix(regimes: Mapping[str, Regime]) -> F:
    """(K, K) the chance that the regime of the column follows that of the row, in the order of the file."""
    names = list(regimes)
    rows = np.zeros((len(names), len(names)))
    for row, (name, regime) in zip(rows, regimes.items(), strict=True):
        for k, other in enumerate(names):
            row[k] = regime.next.get(other, 0.0) if regime.next else float(other != name)
    sums = rows.sum(axis=1, keepdims=True)
    return np.asarray(rows / np.where(sums > 0, sums, 1.0))


def time_shares(regimes: Mapping[str, Regime]) -> F:
    """(K,) the long-run share of time in each regime: nu_i m_i / sum of nu_j m_j, of a semi-Markov process.

    nu is the law of the jumps that `onward` leaves as it is, m the mean length of a spell (Cinlar 1975, Introduction to
    Stochastic Processes, chapter 10).
    """
    jumps = transition_matrix(regimes)
    equations = np.vstack([jumps.T - np.eye(len(jumps)), np.ones(len(jumps))])
    nu = np.linalg.lstsq(equations, np.append(np.zeros(len(jumps)), 1.0), rcond=None)[0]
    weights = np.clip(nu, 0.0, None) * np.array([regime.lasts.mean() for regime in regimes.values()])
    return np.asarray(weights / weights.sum())


def mean_times(regimes: Mapping[str, Regime]) -> float:
    """Return what the level is multiplied by in the mean of all days; 1 without regimes."""
    if not regimes:
        return 1.0
    return float(time_shares(regimes) @ np.array([regime.times.mean() for regime in regimes.values()]))
