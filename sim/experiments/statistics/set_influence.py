"""Which of the assumptions move a figure: in an order as far as the sets tell it, and as a group from there on.

The figure's mean in each set is regressed on all inputs, both as ranks, so that a curve that only rises counts in full
and single sets do not decide (standardised rank regression: Saltelli et al. 2008, Global Sensitivity Analysis, 1.2.5).
What an input does is its part of the explained variance, coefficient times correlation (Pratt 1987, Dividing the
indivisible), which adds up over inputs that are correlated. Resampling the sets says how sure the order is (Efron and
Tibshirani 1993, An Introduction to the Bootstrap, chapter 13): an input is named before another only if it is so in 95%
of the resamples.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import F, I

RESAMPLES = 400
SURE = 0.95
LEAST = 0.02  # part of the variance of the sets' means below which an input is not named
SETS = 20  # with fewer nothing is said
MOST = 4  # inputs of a group that are named


class Influences(NamedTuple):
    """The inputs that move a figure most: groups in order, each of inputs whose order the sets do not tell.

    `parts` has the part of the variance of the sets' means of each input named; `explained` that of all inputs.
    """

    groups: tuple[tuple[str, ...], ...]
    parts: dict[str, float]
    explained: float


NOTHING = Influences((), {}, 0.0)


def influences(means: F, drawn: F, paths: tuple[str, ...], seed: int) -> Influences:
    """Return the order of the inputs from the (N,) means of the sets and the (N, columns) values drawn, a path a
    column.

    Several columns of one path (the shares of a vector) count together.
    """
    kept = ~np.isnan(means)
    y, x = means[kept], drawn[kept]
    names = tuple(dict.fromkeys(paths))
    owner = np.array([names.index(path) for path in paths], dtype=np.int64)
    if y.size < SETS or y.size < 2 * len(paths) + 2 or np.ptp(y) == 0:
        return NOTHING
    here = _parts(y, x, owner, len(names))
    chance = np.random.default_rng([seed, *b"influences"])
    rows = chance.integers(0, y.size, (RESAMPLES, y.size))
    again = np.array([_parts(y[row], x[row], owner, len(names)) for row in rows])
    order = [int(k) for k in np.argsort(-here, kind="stable") if here[k] >= LEAST]
    groups = _grouped(order, again)
    return Influences(
        tuple(tuple(names[k] for k in group) for group in groups),
        {names[k]: float(here[k]) for k in order},
        float(here.sum()),
    )


def _grouped(order: list[int], again: F) -> list[list[int]]:
    """Return the order cut wherever what stands before moves the figure more than what stands behind, surely enough."""
    groups: list[list[int]] = [[]]
    for place, k in enumerate(order):
        groups[-1].append(k)
        behind = order[place + 1 :]
        if behind and np.mean(again[:, groups[-1]].min(axis=1) > again[:, behind].max(axis=1)) >= SURE:
            groups.append([])
    return [group for group in groups if group]


def _parts(y: F, x: F, owner: I, inputs: int) -> F:
    """(inputs,) the part of the variance of the ranks of `y` that each input makes; 0 for one that does not vary."""
    from scipy.stats import rankdata

    table, wanted = rankdata(x, axis=0), rankdata(y)
    table = table - table.mean(axis=0)
    wanted = wanted - wanted.mean()
    square = float(wanted @ wanted)
    if square == 0:
        return np.zeros(inputs)
    weights = np.linalg.lstsq(table, wanted, rcond=None)[0]
    parts = np.bincount(owner, weights * (table.T @ wanted) / square, inputs)
    return np.asarray(np.maximum(parts, 0.0))
