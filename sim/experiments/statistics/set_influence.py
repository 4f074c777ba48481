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
SHUFFLES = 200  # of the sets, where there are more inputs than sets can bear
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


def influences(means: F, drawn: F, inputs: tuple[str, ...], seed: int) -> Influences:
    """Return the order of the inputs from the (N,) means of the sets and the (N, columns) values drawn, an input a
    column.

    Several columns of one input (the shares of a vector, values that move together) count together. Where there are
    more columns than half of the sets can bear, those inputs are regressed on that chance alone does not bring forward.
    """
    kept = ~np.isnan(means)
    y, x = means[kept], drawn[kept]
    names = tuple(dict.fromkeys(inputs))
    owner = np.array([names.index(one) for one in inputs], dtype=np.int64)
    if y.size < SETS or np.ptp(y) == 0:
        return NOTHING
    chance = np.random.default_rng([seed, *b"influences"])
    if y.size < 2 * len(inputs) + 2:
        some = np.isin(owner, _beyond_chance(y, x, owner, len(names), chance))
        x, owner = x[:, some], owner[some]
    here = _parts(y, x, owner, len(names))
    rows = chance.integers(0, y.size, (RESAMPLES, y.size))
    again = np.array([_parts(y[row], x[row], owner, len(names)) for row in rows])
    order = [int(k) for k in np.argsort(-here, kind="stable") if here[k] >= LEAST]
    groups = _grouped(order, again)
    return Influences(
        tuple(tuple(names[k] for k in group) for group in groups),
        {names[k]: float(here[k]) for k in order},
        float(here.sum()),
    )


def _beyond_chance(y: F, x: F, owner: I, inputs: int, chance: np.random.Generator) -> list[int]:
    """Return inputs one after the other, each the one that explains most of what those before it leave, as long as it
    does more than the best of all does in 95% of shuffles of what they leave (a forward selection whose level holds
    for all inputs at once: Westfall and Young 1993, Resampling-Based Multiple Testing). At most a quarter of the
    sets in columns."""
    from scipy.stats import rankdata

    table, left = _centred(rankdata(x, axis=0)), _centred(rankdata(y))
    found: list[int] = []
    room = y.size // 4
    while len(found) < inputs:
        shuffled = chance.permuted(np.tile(left, (SHUFFLES, 1)), axis=1).T
        own, best = np.zeros(inputs), np.zeros(SHUFFLES)
        for k in set(range(inputs)) - set(found):
            basis = _basis(table[:, owner == k])
            if basis.shape[1] <= room:
                own[k] = _adjusted(basis, left[:, None])[0]
                best = np.maximum(best, _adjusted(basis, shuffled))
        k = int(own.argmax())
        if own[k] <= np.quantile(best, SURE):
            break
        found.append(k)
        room -= _basis(table[:, owner == k]).shape[1]
        taken = _basis(table[:, np.isin(owner, found)])
        left = left - taken @ (taken.T @ left)
    return found


def _centred(ranks: F) -> F:
    return np.asarray(ranks - ranks.mean(axis=0))


def _basis(columns: F) -> F:
    """(N, r) orthonormal columns that span the same."""
    u, size, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(u[:, size > 1e-9 * max(size.max(initial=0.0), 1.0)])


def _adjusted(basis: F, left: F) -> F:
    """(m,) the part of each of (N, m) columns that the basis explains, less what as many columns of noise would."""
    sets, freedom = basis.shape
    explained = ((basis.T @ left) ** 2).sum(axis=0) / np.maximum((left**2).sum(axis=0), 1e-12)
    return np.asarray(1 - (1 - explained) * (sets - 1) / max(sets - 1 - freedom, 1))


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
    """(inputs,) the part of the variance of the ranks of `y` that each input makes; 0 for one that does not vary, and
    for one without a column."""
    from scipy.stats import rankdata

    table, wanted = _centred(rankdata(x, axis=0)), _centred(rankdata(y))
    square = float(wanted @ wanted)
    if square == 0 or not owner.size:
        return np.zeros(inputs)
    weights = np.linalg.lstsq(table, wanted, rcond=None)[0]
    parts = np.bincount(owner, weights * (table.T @ wanted) / square, inputs)
    return np.asarray(np.maximum(parts, 0.0))
