"""A figure in two scenarios, replication by replication: its difference, and what the pairing gained."""

import math
from typing import NamedTuple

import numpy as np

from sim.experiments.comparison.proportions import of_paired_shares
from sim.experiments.intervals import TAIL, UNKNOWN, Interval, mean, of_mean, of_median
from sim.measures.changes import F
from sim.scenario.figures import FigureInfo

RARE = 10  # fewer pairs than this that differ, the other half alike, bear no t interval


class Difference(NamedTuple):
    """A figure in the pairs of replications in which both scenarios have it.

    `baseline` and `other` are means (a date: medians, as ticks), `difference` is the mean of the pairwise differences
    (a date: their median, in seconds). `low` and `high` hold at once with those of all figures and scenarios shown,
    `low_alone` and `high_alone` by themselves, at 95%; NaN where too few pairs bear one. `reduction` is the variance of
    the difference of independent runs over that of these pairs; infinite where the difference is the same in all pairs,
    NaN where neither figure varies; `correlation` is NaN there too.
    """

    name: str
    kind: str
    unit: str
    of: int  # pairs of replications
    n: int  # in which both have the figure
    changed: int  # in which it differs
    baseline: float
    other: float
    difference: float
    low: float
    high: float
    low_alone: float
    high_alone: float
    correlation: float
    reduction: float

    @property
    def verdict(self) -> str:
        """`same` in every pair, `more`, `less`, `chance` (0 lies in the interval), or `unknown` (there is none)."""
        if self.n and not self.changed:
            return "same"
        if math.isnan(self.low):
            return "unknown"
        return "more" if self.low > 0 else "less" if self.high < 0 else "chance"


def difference(figure: FigureInfo, old: F, new: F, intervals: int, *, alike: bool = False) -> Difference:
    """The difference of one figure from its (R,) values in either scenario; NaN where it does not exist.

    `intervals` are all that must hold at once: each leaves out its share of the 5% (Bonferroni). `alike`: the scenarios
    are the same, so that the difference is known to be 0.
    """
    both = np.isfinite(old) & np.isfinite(new)
    x, y = old[both], new[both]
    steps = y - x
    middle = _median if figure.kind == "date" else mean
    together, alone = (UNKNOWN, UNKNOWN)
    if alike and steps.size:
        together = alone = Interval(0.0, 0.0)
    elif steps.size:
        together, alone = _interval(figure, steps, TAIL / intervals), _interval(figure, steps, TAIL)
    return Difference(
        figure.name, figure.kind, figure.unit, old.size, int(steps.size), int(np.count_nonzero(steps)),
        middle(x), middle(y), middle(steps), *together, *alone, *_gain(x, y, steps),
    )  # fmt: skip


def _median(values: F) -> float:
    return float(np.median(values)) if values.size else math.nan


def _interval(figure: FigureInfo, steps: F, tail: float) -> Interval:
    """Of flags Tango's, of dates that of the median by order statistics, of all else Student's t over the pairs."""
    if figure.kind == "flag":
        return of_paired_shares(int((steps > 0).sum()), int((steps < 0).sum()), steps.size, tail)
    if figure.kind == "date":
        return of_median(steps, tail)
    return of_mean_difference(steps, tail)


def of_mean_difference(steps: F, tail: float) -> Interval:
    """Student's t interval of a mean over pairs; UNKNOWN where but a few pairs decide it, fewer than ten."""
    usual = int((steps == np.median(steps)).sum())
    return UNKNOWN if 0 < steps.size - usual < min(RARE, usual) else of_mean(steps, tail)


def _gain(x: F, y: F, steps: F) -> tuple[float, float]:
    """Correlation of the pairs, and variance of unpaired runs over that of the pairs."""
    if x.size < 2:
        return math.nan, math.nan
    one, other, paired = (float(np.var(values, ddof=1)) for values in (x, y, steps))
    if one + other == 0:
        return math.nan, math.nan
    if (steps == steps[0]).all():
        return 1.0, math.inf
    together = float(np.cov(x, y)[0, 1])
    return together / math.sqrt(one * other) if one * other else math.nan, (one + other) / paired
