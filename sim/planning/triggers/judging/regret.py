"""What each policy leaves to gain: in every future, what it loses more than the best of those compared.

Savage 1951, The theory of statistical decision, Journal of the American Statistical Association 46, 55-67.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import Interval
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.judging.risk import of_worst
from sim.scenario.catalogue.figure import Range

TENTH = 0.1


class Regret(NamedTuple):
    """Of one policy over futures: the mean and its interval, the mean of the worst tenth, the worst, and how often it
    is the best.
    """

    mean: float
    interval: Interval
    worst_tenth: float
    worst: float
    best: float  # share of futures in which none loses less


def regrets(losses: F, strata: Strata | None = None) -> list[Regret]:
    """Return the regret of each policy from (P, R) losses, all in the same futures. ValueError without a future."""
    if not losses.size:
        raise ValueError("no future in which all were played")
    return [_regret(row, strata) for row in losses - losses.min(axis=0)]


def _regret(left: F, strata: Strata | None) -> Regret:
    tenth, _ = of_worst(left, TENTH, strata)
    middle, best = (
        float(one.mean()) if strata is None else strata.mean(one) for one in (left, (left == 0).astype(np.float64))
    )
    return Regret(middle, of_mean(left, of=Range(0.0), strata=strata), tenth, float(left.max()), best)
