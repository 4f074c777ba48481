"""Sobol' indices: the share of an output's variance that each input accounts for.

First order by the estimator of Saltelli et al. (2010), Variance based sensitivity analysis of model output; total by
Jansen's (1999), Analysis of variance designs for model output. They are those of `scipy.stats.sobol_indices`, whose
intervals are drawn from an unseeded generator; here all is seeded, so that the same call gives the same bytes.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError
from sim.experiments.statistics.bootstrap import bootstrap
from sim.wording import say


class Index(NamedTuple):
    """Shares of the variance of a figure that come from an input; NaN where the figure does not vary."""

    first: float  # alone
    first_low: float  # 95% intervals, by bootstrap over the base points
    first_high: float
    total: float  # with every interaction it takes part in
    total_low: float
    total_high: float


def design(inputs: int, base: int, chance: np.random.Generator) -> F:
    """Return (inputs + 2, base, inputs) uniforms: A, B, and for each input A with that column from B.

    A and B are halves of a scrambled Sobol' sequence. ValueError unless `base` is a power of two from 4.
    """
    if base < 4 or base & (base - 1):
        raise ArgumentError(say("a power of two from 4"))
    from scipy.stats.qmc import Sobol

    both = Sobol(2 * inputs, rng=chance).random(base)
    a, b = np.clip(both[:, :inputs], 1e-9, 1 - 1e-9), np.clip(both[:, inputs:], 1e-9, 1 - 1e-9)
    points = np.array([a, b, *[a] * inputs])
    for k in range(inputs):
        points[k + 2, :, k] = b[:, k]
    return points


def indices(values: F, chance: np.random.Generator) -> tuple[Index, ...]:
    """Return the indices of each input, in their order, from the outputs (inputs + 2, base) at the points of
    `design`.
    """
    rows = values.T
    first, total = first_order(rows), total_order(rows)
    ends = bootstrap(lambda rows: np.array([first_order(rows), total_order(rows)]), rows, chance=chance)
    columns = (first, ends[0][0], ends[1][0], total, ends[0][1], ends[1][1])
    return tuple(Index(*map(float, row)) for row in zip(*columns, strict=True))


def first_order(rows: F) -> F:
    """Return (inputs,) from the outputs (base, inputs + 2): mean of B (AB - A) over the variance."""
    a, b, ab = rows[:, 0], rows[:, 1], rows[:, 2:]
    middle = rows[:, :2].mean()
    return _of_variance(((b - middle)[:, None] * (ab - a[:, None])).mean(axis=0), rows)


def total_order(rows: F) -> F:
    """Return (inputs,) from the outputs (base, inputs + 2): half the mean of (A - AB)^2 over the variance."""
    a, ab = rows[:, 0], rows[:, 2:]
    return _of_variance(0.5 * ((a[:, None] - ab) ** 2).mean(axis=0), rows)


def _of_variance(parts: F, rows: F) -> F:
    variance = float(rows[:, :2].var())
    shares: F = parts / variance if variance > 0 else np.full_like(parts, np.nan)
    return shares
