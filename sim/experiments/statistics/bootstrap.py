"""Intervals of statistics that have no formula: percentiles over resampled rows."""

from collections.abc import Callable

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import TAIL

TIMES = 1000


def bootstrap(statistic: Callable[..., F], *columns: F, chance: np.random.Generator) -> tuple[F, F]:
    """Return low and high end of the 95% percentile interval of a statistic (Efron and Tibshirani 1993, chapter 13).

    Each of `columns` has a row an observation; the same rows of all are drawn with replacement. The statistic gives a
    value an input; where it is NaN so are the ends.
    """
    n = len(columns[0])
    found = []
    for _ in range(TIMES):
        rows = chance.integers(n, size=n)
        found.append(statistic(*(column[rows] for column in columns)))
    low, high = np.quantile(np.array(found), [TAIL, 1 - TAIL], axis=0)
    return low, high
