"""Intervals of percentiles over replications, between two order statistics: exact for any distribution."""

from functools import lru_cache
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import F
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval, percentile_rank

TOLD = (5, 50, 95)  # percentiles of every figure over the replications
AT_ONCE = 512  # hours


def of_percentile(values: F, percent: int, tail: float = TAIL) -> Interval:
    """Return the interval of a percentile, with at most a chance of `tail` that it lies below, and above it.

    UNKNOWN below the number of values that it needs: at 95% six for the median, 72 for the 5th and the 95th
    percentile, since .95 ** 72 < .025.
    """
    found = ranks(values.size, percent, tail)
    if found is None:
        return UNKNOWN
    ordered = np.sort(values)
    return Interval(*(float(ordered[rank]) for rank in found))


def needed(percent: int, tail: float = TAIL) -> int:
    """Return the least number of values of which a percentile has an interval."""
    return next(n for n in count(1) if ranks(n, percent, tail) is not None)


@lru_cache(maxsize=512)
def ranks(n: int, percent: int, tail: float = TAIL) -> tuple[int, int] | None:
    """Ranks, from 0, of the two of n ordered values between which a percentile lies; None where there are too few.

    How many of n values lie at or below it is binomial (Conover 1999, 3.2).
    """
    from scipy.special import bdtr, bdtrc

    counts = np.arange(n)
    low = int((bdtr(counts, n, percent / 100) <= tail).sum()) - 1
    high = n - int((bdtrc(counts, n, percent / 100) <= tail).sum())
    return (low, high) if low >= 0 and high < n else None


def over_runs(rows: NDArray[np.signedinteger[Any]]) -> list[list[int]]:
    """Return percentiles over runs of (R, H) rows, an hour an entry: the 5th, the median, the 95th."""
    found: list[list[int]] = [[] for _ in TOLD]
    for begin in range(0, rows.shape[1], AT_ONCE):  # an hour after the other in memory, to be sorted there
        ordered = np.sort(np.ascontiguousarray(rows[:, begin : begin + AT_ONCE].T), axis=1)
        for values, percent in zip(found, TOLD, strict=True):
            values += ordered[:, percentile_rank(len(rows), percent)].tolist()
    return found
