"""The proof of a roster, round by round, each on people that nothing has met before.

Each round has its own seed, so that its people are those of no search and of no other round. A target is proven where
the one-sided limit of its mean keeps it, which is never nearer than that end of the 95% interval that is printed with
it; where there is no interval nothing is proven. The rounds that are planned share a chance of 5% of ever calling
proven what misses, in equal parts (Bonferroni's inequality). Within a round every target has to be proven, so they need
not share (Berger 1982, Multiparameter hypothesis testing and acceptance sampling).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.result import Result, around_mean, in_unit, summarise
from sim.experiments.statistics.intervals import TAIL, mean
from sim.experiments.statistics.upper_limits import Unseen
from sim.planning.staffing.goals import Bearing, Effect
from sim.planning.staffing.hourly_goals import Hours
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.language.sections import Target

State = Literal["absent", "proven", "met", "missed"]  # absent: it has no value in any run; met: not proven
CHANCE = 0.05  # of ever calling a roster proven that misses what was asked


class Verdict(NamedTuple):
    """A target on the people of one round; `limit` is on the side of the mean that would miss."""

    name: str
    text: str
    mean: float
    limit: float
    met: bool  # the mean is
    proven: bool  # the limit is too
    effect: Effect  # of officers
    best: bool = False  # in every run the best it can be, so that only more runs can prove it

    @property
    def state(self) -> State:
        """How it came out."""
        if math.isnan(self.mean):
            return "absent"
        return "proven" if self.proven else "met" if self.met else "missed"

    @property
    def wants_more(self) -> bool:
        """Whether officers could still prove it."""
        return self.effect == "help" and not self.proven and not self.best


@dataclass(frozen=True)
class Round:
    """One proof: who was met, the chance it may err with, and what was found."""

    number: int
    seed: int
    runs: int
    error: float
    hours: float  # officer-hours on the roster
    verdicts: tuple[Verdict, ...]
    every: Hours | None = None  # with a goal of every hour

    @property
    def asked(self) -> bool:
        """Whether there is anything to meet."""
        return bool(self.verdicts) or self.every is not None

    @property
    def met(self) -> bool:
        """Whether every target, and the goal in every hour, is met by its mean; not where nothing is asked."""
        return self.asked and all(one.met for one in self._all)

    @property
    def proven(self) -> bool:
        """Whether every target, and the goal in every hour, is proven; not where nothing is asked."""
        return self.asked and all(one.proven for one in self._all)

    @property
    def _all(self) -> tuple[Verdict | Hours, ...]:
        return (*self.verdicts, *((self.every,) if self.every else ()))


def errors(rounds: int) -> tuple[float, ...]:
    """Return the chance of error of each of this many planned rounds; all together `CHANCE`."""
    return (CHANCE / rounds,) * rounds


def judged(result: Result, bearings: Sequence[Bearing], error: float) -> tuple[Verdict, ...]:
    """Return every target of a result, each at this chance of error."""
    effects = {one.name: one.effect for one in bearings}
    found = []
    for target in result.targets:
        asked = result.scenario.targets[target.name]
        values = result.values[:, result.names.index(target.name)]
        figure, there = result.figures[target.name], values[~np.isnan(values)]
        least = asked.at_least is not None
        limit = limits(figure, there, error, result.unseen)[not least]
        effect = effects.get(target.name, "help")
        kept = target.met and (effect == "none" or _keeps(asked, figure, limit))
        best = bool(there.size) and bool((there == (figure.range.most if least else figure.range.least)).all())
        found.append(Verdict(target.name, target.text, target.mean, limit, target.met, kept, effect, best))
    return tuple(found)


def limits(figure: FigureInfo, values: F, error: float, unseen: Unseen | None = None) -> tuple[float, float]:
    """Return the one-sided limits of a mean, each wrong by this chance at most: exact of a flag (Clopper and Pearson
    1934).

    They are never within the 95% interval. NaN, which keeps no target, where too few runs decide it.
    """
    printed = summarise(figure, values, unseen)
    if figure.kind != "flag" or figure.is_nought or not values.size:
        low, high = around_mean(figure, values, unseen, min(error, TAIL))
    else:
        from scipy.special import betaincinv

        n, k = values.size, round(mean(values) * values.size)
        low = float(betaincinv(k, n - k + 1, error)) if k else 0.0
        high = float(betaincinv(k + 1, n - k, 1 - error)) if k < n else 1.0
    return float(np.minimum(low, printed.low)), float(np.maximum(high, printed.high))


def _keeps(target: Target, figure: FigureInfo, limit: float) -> bool:
    if target.at_least is not None:
        return limit >= in_unit(target.at_least, figure)
    assert target.at_most is not None
    return limit <= in_unit(target.at_most, figure)
