"""Morris' screen: which inputs matter, from few points.

Every trajectory starts at a point of a grid and moves one input after the other by half of its probability; each move
gives the elementary effect of that input there. The mean of the absolute effects, mu*, ranks the inputs; their spread,
sigma, tells of interactions and curvature. Morris (1991), Factorial sampling plans for preliminary computational
experiments; Campolongo, Cariboni and Saltelli (2007), An effective screening design for sensitivity analysis of large
models.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError
from sim.experiments.statistics.bootstrap import bootstrap
from sim.wording import say

LEVELS = 4  # of the grid, an even number; at the middle of as many equal parts of probability


class Effect(NamedTuple):
    """The influence of an input on a figure, in the figure's unit per unit of the input's probability."""

    mean: float  # mu: effects of different sign cancel
    absolute: float  # mu*
    low: float  # 95% interval of mu*, by bootstrap over trajectories
    high: float
    sigma: float


def trajectories(inputs: int, count: int, chance: np.random.Generator) -> F:
    """Return (count, inputs + 1, inputs) uniforms: each row differs from the one before in one input, by one half.

    The starts are a Latin hypercube over the grid. ArgumentError for less than two trajectories.
    """
    if count < 2:
        raise ArgumentError(say("at least two trajectories"))
    start = chance.permuted(np.tile(np.arange(count) % LEVELS, (inputs, 1)), axis=1).T
    points = np.empty((count, inputs + 1, inputs))
    for path, at in zip(points, start, strict=True):
        path[0] = (at + 0.5) / LEVELS
        for step, moved in enumerate(chance.permutation(inputs), 1):
            path[step] = path[step - 1]
            path[step, moved] += 0.5 if path[step, moved] < 0.5 else -0.5
    return points


def elementary_effects(points: F, values: F) -> F:
    """(count, inputs) the effect of each input on each trajectory; `values` (count, inputs + 1) are the outputs."""
    moves = np.diff(points, axis=1)
    which = np.abs(moves).argmax(axis=2)
    slopes = np.diff(values, axis=1) / np.take_along_axis(moves, which[:, :, None], axis=2)[:, :, 0]
    effects = np.empty_like(slopes)
    np.put_along_axis(effects, which, slopes, axis=1)
    return effects


def screen(points: F, values: F, chance: np.random.Generator) -> tuple[Effect, ...]:
    """Return the influence of each input, in their order."""
    effects = elementary_effects(points, values)
    low, high = bootstrap(_absolute, effects, chance=chance)
    columns = (effects.mean(axis=0), _absolute(effects), low, high, effects.std(axis=0, ddof=1))
    return tuple(Effect(*map(float, row)) for row in zip(*columns, strict=True))


def _absolute(effects: F) -> F:
    mean: F = np.abs(effects).mean(axis=0)
    return mean
