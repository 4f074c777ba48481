"""Limits of mean scores whose forecasts overlap: by blocks of targets at least as long as a lead and a window.

Errors at a lead share what came between: those less than a lead apart go together (Diebold and Mariano 1995). Targets
are put into blocks of a lead and a window, whose means are taken to know nothing of each other; their number is how
many forecasts the limits rest on.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from scipy.stats import beta
from scipy.stats import t as student

from sim.arrays import F

TAIL = 0.025


class Limits(NamedTuple):
    """A mean with its 95% limits, and how many blocks it rests on; no limits of a mean from a single block."""

    at: float
    low: float
    high: float
    blocks: int


def block_means(values: Sequence[float], days: Sequence[date], length: int) -> F:
    """Return the mean of each block of values, by the first days of their targets."""
    begin = min(days)
    block = np.array([(day - begin).days // length for day in days])
    return np.array([np.mean(np.array(values)[block == k]) for k in np.unique(block)])


def share_limits(hits: Sequence[bool], days: Sequence[date], length: int) -> Limits:
    """Return a share with its limits, exact for as many trials as there are blocks (Clopper and Pearson 1934)."""
    n = block_means([float(hit) for hit in hits], days, length).size
    at = float(np.mean(hits))
    successes = at * n
    low = float(beta.ppf(TAIL, successes, n - successes + 1)) if successes > 0 else 0.0
    high = float(beta.ppf(1 - TAIL, successes + 1, n - successes)) if successes < n else 1.0
    return Limits(at, low, high, n)


def mean_limits(values: Sequence[float], days: Sequence[date], length: int) -> Limits:
    """Return the mean of blocks with its limits by Student's t."""
    means = block_means(values, days, length)
    at, n = float(means.mean()), means.size
    if n < 2:
        return Limits(at, -np.inf, np.inf, n)
    wide = float(student.ppf(1 - TAIL, n - 1) * means.std(ddof=1) / np.sqrt(n))
    return Limits(at, at - wide, at + wide, n)
