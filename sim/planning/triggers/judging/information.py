"""What it is worth to know an uncertain input before one chooses: the expected value of partial perfect information.

In each future every alternative loses what it loses, and each input has the value that was drawn for it. Who knows the
input chooses by it; who does not chooses once for all. The difference between the two, in the mean, is what knowing it
is worth (Strong, Oakley and Brennan 2014, Estimating multiparameter partial expected value of perfect information from
a probabilistic sensitivity analysis sample, Medical Decision Making 34, 311-326: by regression on the same runs).

Both choices are made on some of the futures and paid in the others, in turn (cross-fitting), so that neither profits
from the chance of the futures that it was made on. What is found is the value of the choice that such a regression can
make: at most that of the best one, so that an interval above nought shows that it is worth something.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.strata import Strata

FOLDS = 10
LEAST = 4 * FOLDS  # futures: in fewer no regression says anything
ALIKE = 1e-9  # columns of a design that differ by less say the same
KNOTS = (
    0.05,
    0.35,
    0.65,
    0.95,
)  # of natural cubic splines, as quantiles (Harrell 2001, Regression modeling strategies)


class Worth(NamedTuple):
    """What it is worth to know something beforehand, a future: the mean, its interval, and where the choice changes."""

    value: float  # NaN in too few futures
    interval: Interval  # UNKNOWN where too few choices change
    changed: int  # futures in which who knows it chooses another alternative
    among: tuple[int, ...] = ()  # the alternatives that either chooses anywhere
    share: float = 0.0  # of futures, by weight, in which the choice changes

    @property
    def shown(self) -> bool:
        """Whether it is shown to be worth something: the interval lies above nought."""
        return bool(self.interval.low > 0)


def worth(losses: F, known: F, tail: float = TAIL, folds: int = FOLDS, strata: Strata | None = None) -> Worth:
    """Return what it is worth to know (R, C) values before the choice among alternatives with (P, R) losses.

    `tail` is beyond either end of the interval. The folds are drawn once for each number of futures. Exactly nought,
    without an interval, where no choice changes. ValueError for values of other futures than the losses.
    """
    if losses.shape[1] != known.shape[0]:
        raise ValueError(f"losses of {losses.shape[1]} futures, values of {known.shape[0]}")
    futures = losses.shape[1]
    if futures < max(LEAST, 4 * folds) or losses.shape[0] < 2:
        return Worth(float("nan"), UNKNOWN, 0)
    fold = np.random.default_rng(futures).permutation(futures) % folds
    gained, changed, among = np.zeros(futures), np.zeros(futures), set[int]()
    weight = np.full(futures, 1 / futures) if strata is None else strata.weights
    for k in range(folds):
        seen, paid = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        mine = np.ones(seen.size) if strata is None else strata.part(fold != k).weights * seen.size
        usual = int(np.argmin(losses[:, seen] @ mine))
        better = _chosen(losses[:, seen] - losses[usual, seen], known[seen], known[paid], usual, mine)
        gained[paid] = losses[usual, paid] - losses[better, paid]
        changed[paid] = better != usual
        among |= {usual, *better.tolist()}
    middle = float(gained.mean()) if strata is None else strata.mean(gained)
    interval = of_mean(gained, tail, strata=strata) if changed.any() else UNKNOWN
    return Worth(middle, interval, int(changed.sum()), tuple(sorted(among)), float(weight @ changed))


def _chosen(more: F, known: F, now: F, usual: int, weight: F) -> I:
    """Return (n,) which alternative to choose at values `now`, from what each lost more (P, S) than the usual one.

    (S,) `weight` is how much each of the futures seen counts.
    """
    designs = _designs(known, now)
    expected = np.array([_expected(row, designs, np.sqrt(weight)) for row in more])
    expected[usual] = 0.0
    best = np.argmin(expected, axis=0)
    return np.where(expected[best, np.arange(best.size)] < 0, best, usual)


def _designs(known: F, now: F) -> list[tuple[F, F]]:
    """Return what a loss may depend on, at the values seen and at those now: nothing, the values, splines of them."""
    ones = [(np.ones((len(one), 1))) for one in (known, now)]
    moving = np.ptp(known, axis=0) > 0
    known, now = known[:, moving], now[:, moving]
    if not moving.any():
        return [(ones[0], ones[1])]
    centre, scale = known.mean(axis=0), known.std(axis=0)
    known, now = (known - centre) / scale, (now - centre) / scale
    straight = [np.hstack([one, x]) for one, x in zip(ones, (known, now), strict=True)]
    bent = [[], []]  # type: list[list[F]]
    for column, column_now in zip(known.T, now.T, strict=True):
        knots = np.unique(np.quantile(column, KNOTS))
        if knots.size >= 3:
            bent[0].append(_natural(column, knots))
            bent[1].append(_natural(column_now, knots))
    found = [(ones[0], ones[1]), (straight[0], straight[1])]
    if bent[0]:
        found.append((np.hstack([straight[0], *bent[0]]), np.hstack([straight[1], *bent[1]])))
    return found


def _natural(x: F, knots: F) -> F:
    """Return (n, K - 2) natural cubic splines: straight beyond the first and the last of K knots."""
    last, before = knots[-1], knots[-2]
    wide = (last - knots[0]) ** 2

    def cube(knot: float) -> F:
        return np.maximum(x - knot, 0.0) ** 3

    return np.array(
        [
            (cube(k) - cube(before) * (last - k) / (last - before) + cube(last) * (before - k) / (last - before)) / wide
            for k in knots[:-2]
        ]
    ).T


def _expected(more: F, designs: list[tuple[F, F]], root: F) -> F:
    """Return (n,) the loss that is expected now, by the design that foretells a future left out best.

    Weighted least squares; (S,) `root` are the roots of the weights.
    """
    errors, expected = [], []
    for seen, now in designs:
        left, sizes, right = np.linalg.svd(root[:, None] * seen, full_matrices=False)
        kept = sizes > ALIKE * sizes[0]
        left, turned = left[:, kept], right[kept].T / sizes[kept]
        found = left.T @ (root * more)
        leverage = np.minimum((left**2).sum(axis=1), 1 - ALIKE)
        errors.append(float((((root * more - left @ found) / (1 - leverage)) ** 2).mean()))
        expected.append(now @ (turned @ found))
    best: F = expected[int(np.argmin(errors))]
    return best
