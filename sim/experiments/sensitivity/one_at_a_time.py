"""One input at a time, from low to high: what a tornado chart shows."""

from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import mean
from sim.experiments.statistics.means import of_mean
from sim.scenario.catalogue.figure import ANY, Range

LOW, HIGH = 0.1, 0.9  # probabilities at which an input is set
WRITTEN = np.nan  # an input that keeps its value as written


class End(NamedTuple):
    """A figure with one input at one end of its range, and its difference from all as written, with the interval."""

    mean: float
    change: float
    low: float  # 95% interval of the change, paired by replication
    high: float


class Swing(NamedTuple):
    """The ends of one input, at its 10th and its 90th percentile, and the change from one to the other."""

    at_p10: End
    at_p90: End
    change: float
    low: float
    high: float


def design(inputs: int) -> F:
    """Return (2 inputs + 1, inputs) uniforms: all as written (NaN); then each low and high, the others as written."""
    points = np.full((2 * inputs + 1, inputs), WRITTEN)
    for k in range(inputs):
        points[2 * k + 1, k], points[2 * k + 2, k] = LOW, HIGH
    return points


def swings(values: F, of: Range = ANY) -> tuple[Swing, ...]:
    """Return the swing of each input, in their order, from one figure's (2 inputs + 1, R) values at the points of
    `design`.

    `of` is what the figure can be: its mean as written plus the interval of a change stays within.
    """
    found = []
    for k in range(1, len(values), 2):
        ends = (_end(values[k], values[0], of), _end(values[k + 1], values[0], of))
        across = values[k + 1] - values[k]
        found.append(Swing(*ends, mean(across), *of_mean(across, of=Range(of.least - of.most, of.most - of.least))))
    return tuple(found)


def _end(there: F, middle: F, of: Range) -> End:
    change, known = there - middle, mean(middle)
    return End(mean(there), mean(change), *of_mean(change, of=Range(of.least - known, of.most - known)))
