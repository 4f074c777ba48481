"""The levels of a fit as a scenario has them: by change point, and by month where there is a season; and how they move
together."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import asin, pi
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.calibration.fitting.season import harmonics
from sim.calibration.fitting.stream_fit import StreamFit

LEAST = 0.005  # a correlation below which levels are taken to move each by itself


class Level(NamedTuple):
    """A level from a day on, and (P,) how its logarithm changes with each parameter of the fit."""

    begins: date
    at: float
    effects: F


def written(fit: StreamFit, until: date) -> list[Level]:
    """Return the levels in the order of their days; with a season those of every month until a day."""
    first, parameters = fit.counted.first, fit.log_scale.shape[0]
    turns = [0, *fit.changes]
    if fit.season is None:
        return [
            Level(first + timedelta(days=begin), fit.levels[k].at, np.eye(parameters)[k])
            for k, begin in enumerate(turns)
        ]
    size = max((until - first).days, fit.counted.days.shape[1])
    months = [k for k in range(size) if (first + timedelta(days=k)).day == 1]
    borders = sorted({*turns, *months})
    waves, found = harmonics(first, size), []
    for begin, end in zip(borders, [*borders[1:], size], strict=True):
        k = int(np.searchsorted(turns, begin, side="right")) - 1
        factor = np.exp(waves[begin:end] @ fit.season)
        effects = np.eye(parameters)[k]
        effects[-fit.season.size :] = factor @ waves[begin:end] / factor.sum()
        found.append(Level(first + timedelta(days=begin), fit.levels[k].at * float(factor.mean()), effects))
    return found


def spread(fit: StreamFit, level: Level) -> float:
    """Return the half width of the interval of a level, on the log scale."""
    one = fit.levels[0]
    wide = np.log(one.high / one.low) / 2 / np.sqrt(fit.log_scale[0, 0])
    return float(wide * np.sqrt(level.effects @ fit.log_scale @ level.effects))


def rank_correlation(fit: StreamFit, levels: Sequence[Level]) -> float:
    """Return the rank correlation that levels have with each other in the mean of their pairs (Spearman, of normal
    laws); 0 of fewer than two, or if it is next to nothing."""
    if len(levels) < 2:
        return 0.0
    effects = np.array([level.effects for level in levels])
    covariance = effects @ fit.log_scale @ effects.T
    scale = np.sqrt(np.diag(covariance))
    n = len(levels)
    mean = float(((covariance / np.outer(scale, scale)).sum() - n) / (n * (n - 1)))
    rank = 6 / pi * asin(float(np.clip(max(mean, -1 / (n - 1)), -1, 1)) / 2)
    return rank if abs(rank) >= LEAST else 0.0
