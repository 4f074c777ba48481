"""A figure in two scenarios, replication by replication: its difference, and what the pairing gained."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval, mean, of_median
from sim.experiments.statistics.means import of_mean
from sim.scenario.catalogue.figure import FigureInfo

STEPS = 60  # halvings: far below the last digit


def of_paired_shares(only_new: int, only_old: int, of: int, tail: float = TAIL) -> Interval:
    """Tango's score interval of the difference of two shares, new less old, in `of` pairs.

    `only_new` pairs have it in the new scenario alone, `only_old` in the old one alone. Holds its level also where few
    pairs differ, or none, where the t interval has no width at all (Tango 1998, Equivalence test and confidence
    interval for the difference in proportions for the paired-sample design, Statistics in Medicine 17, 891-908).
    """
    if of < 1:
        return UNKNOWN
    from scipy.special import ndtri

    z = -float(ndtri(tail))
    middle = (only_new - only_old) / of
    low = _bound(-1.0, middle, lambda theta: _score(only_new, only_old, of, theta) > z)
    high = _bound(1.0, middle, lambda theta: _score(only_new, only_old, of, theta) < -z)
    return Interval(low, high)


def _bound(outside: float, inside: float, refuted: Callable[[float], bool]) -> float:
    for _ in range(STEPS):
        middle = (outside + inside) / 2
        if refuted(middle):
            outside = middle
        else:
            inside = middle
    return (outside + inside) / 2


def _score(b: int, c: int, n: int, theta: float) -> float:
    """Return (b - c - n theta) over its standard error at the likeliest probabilities that have the difference
    theta.
    """
    linear = -b - c + (2 * n - b + c) * theta
    rest = -c * theta * (1 - theta)
    likeliest = (math.sqrt(max(linear * linear - 8 * n * rest, 0.0)) - linear) / (4 * n)
    variance = n * (2 * likeliest + theta * (1 - theta))
    distance = b - c - n * theta
    if variance <= 0:
        return 0.0 if distance == 0 else math.copysign(math.inf, distance)
    return distance / math.sqrt(variance)


DIGITS = 1e-12  # a difference below so much of the values is rounding
RARE = 10  # the size of a difference that fewer pairs than this have is said to come from few pairs


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
    sign: float  # 1 or -1 where the exact sign test, at the level of `low` and `high`, tells the direction; else 0
    baseline: float
    other: float
    difference: float
    low: float
    high: float
    low_alone: float
    high_alone: float
    correlation: float
    reduction: float
    absent: str = ""  # the side that does not have the figure: `baseline`, `other` or `both`

    @property
    def verdict(self) -> str:
        """`same` in every pair, `more`, `less`, `chance` (not clear), `unknown` (too rare to tell), or `absent`.

        The direction is clear where 0 is outside the interval; where half of the pairs or more are exactly equal, also
        where the exact sign test of the others says so and their mean does not say the opposite. Too rare to tell: half
        or more are equal, and neither does. Where there is no interval the sign test stands for it.
        """
        if self.absent:
            return "absent"
        if self.n and not self.changed:
            return "same"
        rare = 2 * self.changed <= self.n
        clear = 1 if self.low > 0 else -1 if self.high < 0 else self.sign if rare or math.isnan(self.low) else 0
        if clear * self.difference > 0:
            return "more" if clear > 0 else "less"
        return "unknown" if rare or not self.n else "chance"

    @property
    def few(self) -> bool:
        """Whether fewer than ten pairs differ, or decide it, so that its size is not to be relied on."""
        return self.changed > 0 and (self.changed < RARE or math.isnan(self.low)) and self.low != self.high


def difference(figure: FigureInfo, old: F, new: F, intervals: int, *, alike: bool = False) -> Difference:
    """Return the difference of one figure from its (R,) values in either scenario; NaN where it does not exist.

    `intervals` are all that must hold at once: each leaves out its share of the 5% (Bonferroni). `alike`: the scenarios
    are the same, so that the difference is known to be 0.
    """
    both = np.isfinite(old) & np.isfinite(new)
    x, y = old[both], new[both]
    steps = _steps(x, y)
    middle = _median if figure.kind == "date" else mean
    together, alone = (UNKNOWN, UNKNOWN)
    if alike and steps.size:
        together = alone = Interval(0.0, 0.0)
    elif steps.size:
        together, alone = _interval(figure, steps, TAIL / intervals), _interval(figure, steps, TAIL)
    return Difference(
        figure.name, figure.kind, figure.unit, old.size, int(steps.size), int(np.count_nonzero(steps)),
        _sign(steps, TAIL / intervals), middle(x), middle(y), middle(steps), *together, *alone, *_gain(x, y, steps),
    )  # fmt: skip


def _sign(steps: F, tail: float) -> float:
    """Return the direction in which more of the pairs go, if the exact sign test says so (Conover 1999, 3.4); else
    0.
    """
    from scipy.special import bdtr

    up, down = int((steps > 0).sum()), int((steps < 0).sum())
    return math.copysign(1.0, up - down) if up + down and bdtr(min(up, down), up + down, 0.5) <= tail else 0.0


def absent(figure: FigureInfo, values: F, side: str) -> Difference:
    """Return the difference of a figure that a side does not have; (R,) `values` are those of the other."""
    there, nan = values[np.isfinite(values)], math.nan
    level = (_median if figure.kind == "date" else mean)(there)
    old, new = (nan, level) if side == "baseline" else (level, nan)
    return Difference(
        figure.name, figure.kind, figure.unit, values.size, 0, 0, 0.0, old, new, nan, nan, nan, nan, nan, nan, nan, side
    )


def _steps(x: F, y: F) -> F:
    """Return (n,) y - x; what differs from 0, or from the commonest step, by rounding alone does not differ."""
    steps, grain = y - x, DIGITS * np.maximum(np.abs(x), np.abs(y))
    for usual in (0.0, _median(steps)):
        steps = np.where(np.abs(steps - usual) <= grain, usual, steps)
    return steps


def _median(values: F) -> float:
    return float(np.median(values)) if values.size else math.nan


def _interval(figure: FigureInfo, steps: F, tail: float) -> Interval:
    """Return Tango's interval of flags, that of the median (order statistics) of dates, else that of a mean over pairs.

    None where no pair differs: that it is the same in all of them says nothing of how much it is where it differs.
    """
    if figure.kind == "flag" and figure.most > 0:
        return of_paired_shares(int((steps > 0).sum()), int((steps < 0).sum()), steps.size, tail)
    if figure.kind == "date":
        return of_median(steps, tail)
    if not steps.any():
        return UNKNOWN
    return of_mean(steps, tail, figure.steps)


def _gain(x: F, y: F, steps: F) -> tuple[float, float]:
    """Return correlation of the pairs, and variance of unpaired runs over that of the pairs."""
    if x.size < 2:
        return math.nan, math.nan
    one, other, paired = (float(np.var(values, ddof=1)) for values in (x, y, steps))
    if one + other == 0:
        return math.nan, math.nan
    if (steps == steps[0]).all():
        return 1.0, math.inf
    together = float(np.cov(x, y)[0, 1])
    return together / math.sqrt(one * other) if one * other else math.nan, (one + other) / paired
