"""How much of each figure's variance comes from uncertain inputs, and how much from chance.

Each set of assumptions plays on its own values of the inputs, so var(figure) = var(mean of the figure given the
inputs) + mean of its variance given them: what is not known, and what nobody can know. The first part is estimated from
the means of the sets by a regression on every input and, where there are sets enough, its square; what it explains of
the variance of these means is shown as a share of the variance of a run, which is the greater by the chance that the
runs of a set even out (`set_spread.components`).

- The share of inputs is lambda / (lambda + n), with lambda the noncentrality of the F statistic of the regression: its
  unbiased estimate, so that inputs without influence do not add up to a share by their number (as R2 would have it),
  and its 95% interval, exact for normal residuals (Steiger 2004, Beyond the F test, Psychological Methods 9:164-182);
  of residuals with longer tails with fewer degrees of freedom, as many as they are worth.
- The influence of an input is the same for what it explains beyond the others. The values of different inputs are drawn
  all but uncorrelated (`sim.people.chance.uncertain_inputs`), so that influences nearly add up to the share.
- What only a combination of inputs does, and curves beyond a parabola, count as chance: shares are from below.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.result import Result
from sim.experiments.statistics.intervals import TAIL, UNKNOWN, Interval
from sim.experiments.statistics.means import UNSEEN
from sim.experiments.statistics.set_spread import components, set_means
from sim.people.chance.uncertain_inputs import columns

PER_COLUMN = 10  # replications for each column of a regression with squares
LEAST = 10  # degrees of freedom, as many as they are worth, without which nothing is said
EXACT = 1e-6  # least share of chance that is distinguished from none; variance less than this squared is rounding
DISTINCT = (
    1e-9  # a square that adds less than this share of its variance is no column of its own (a value of two kinds)
)


class Influence(NamedTuple):
    """The share of a figure's variance that one input explains, with its 95% interval."""

    path: str
    share: float
    low: float
    high: float


class Split(NamedTuple):
    """The variance of a figure over replications: the share of all inputs, with its 95% interval; chance has the rest.

    NaN where the figure does not vary, or exists in too few replications.
    """

    n: int  # sets in which the figure exists
    share: float
    low: float
    high: float
    influences: tuple[Influence, ...]  # by share, greatest first


class _Fit(NamedTuple):
    columns: F  # (n, p) centred
    owner: F  # (p,) the input of each column
    residual: float  # sum of squares
    left: int  # degrees of freedom
    effective_degrees: float  # of those, as many as normal residuals would need to tell their variance as well


def variance(result: Result) -> dict[str, Split]:
    """Return the split of every figure, by name; empty without sets of assumptions."""
    found = result.assumption_sets
    if found is None:
        return {}
    known = ~np.isnan(found.drawn).any(axis=1)
    paths = columns(found.scenario)
    free = [
        k for k, path in enumerate(paths) if path in paths[k + 1 :] or path not in paths[:k]
    ]  # a last share follows
    drawn = found.drawn[known][:, free]
    return {name: of_sets(found.values(name)[known], drawn, tuple(paths[k] for k in free)) for name in found.names}


def of_sets(values: F, drawn: F, paths: tuple[str, ...]) -> Split:
    """Return the split of a figure from its (sets, runs) values and the (sets, columns) values drawn, a path a
    column.
    """
    found = split(set_means(values), drawn, paths)
    between, within = components(values)
    counts = (~np.isnan(values)).sum(axis=1)
    noise = within * float((1 / counts[counts > 0]).mean()) if counts.any() else 0.0
    part = (between + noise) / (between + within) if between + within > 0 else 1.0
    scaled = tuple(
        one._replace(share=one.share * part, low=one.low * part, high=one.high * part) for one in found.influences
    )
    return found._replace(share=found.share * part, low=found.low * part, high=found.high * part, influences=scaled)


def split(values: F, drawn: F, paths: tuple[str, ...]) -> Split:
    """Return the split of a figure from its (R,) values, NaN where it does not exist, and the (R, columns) values
    drawn, a
    path a column; several columns of one path count as one input."""
    owners = [list(dict.fromkeys(paths)).index(path) for path in paths]
    paths = tuple(dict.fromkeys(paths))
    there = ~np.isnan(values)
    y, x = values[there] - values[there].mean() if there.any() else values[there], drawn[there]
    total = float(y @ y)
    fit = _fit(y, x, owners)
    if fit.effective_degrees < LEAST or total <= EXACT**2 * float(values[there] @ values[there]):
        unknown = tuple(Influence(path, math.nan, *UNKNOWN) for path in paths)
        return Split(y.size, math.nan, *UNKNOWN, unknown)
    whole = max(total * EXACT, fit.residual)
    excess = [_noncentrality(fit, whole, y, range(len(paths)))]
    excess += [_noncentrality(fit, whole, y, [k]) for k in range(len(paths))]
    (all_inputs, within), *single = excess
    scale = all_inputs + y.size
    influences = [
        Influence(path, found / scale, *(min(end / scale, 1.0) for end in ends))
        for path, (found, ends) in zip(paths, single, strict=True)
    ]
    low, high = (end / (end + y.size) for end in within)
    ranked = tuple(sorted(influences, key=lambda one: -one.share))
    return Split(y.size, all_inputs / scale, low, high, ranked)


def _fit(y: F, x: F, owners: list[int]) -> _Fit:
    """Return the regression on every input that varies, and on squares where there are replications enough."""
    n, inputs = x.shape
    squares = n >= PER_COLUMN * (2 * inputs + 1)
    columns: list[F] = []
    owner: list[int] = []
    for k in range(inputs):
        line = x[:, k] - x[:, k].mean() if n else x[:, k]
        if not line.any():
            continue
        line = line / np.sqrt(line @ line)
        columns, owner = [*columns, line], [*owner, owners[k]]
        bend = line * line - 1 / n
        curve = bend - (bend @ line) * line
        if squares and curve @ curve > DISTINCT * (bend @ bend):
            columns, owner = [*columns, curve / np.sqrt(curve @ curve)], [*owner, owners[k]]
    table = np.array(columns, dtype=np.float64).reshape(len(columns), n).T
    rest, left = _rest(table, y), n - 1 - len(columns)
    return _Fit(table, np.array(owner, dtype=np.float64), float(rest @ rest), left, _effective_degrees(rest, left))


def _rest(columns: F, y: F) -> F:
    """(n,) what the columns leave."""
    if not columns.shape[1]:
        return y
    return np.asarray(y - columns @ np.linalg.lstsq(columns, y, rcond=None)[0])


def _residual(columns: F, y: F) -> float:
    """Return sum of squares that the columns leave."""
    rest = _rest(columns, y)
    return float(rest @ rest)


def _effective_degrees(rest: F, left: int) -> float:
    """Return degrees of freedom that residuals with long tails are worth: their variance is known that much less surely
    as their
    kurtosis says (Box 1953, Non-normality and tests on variances, Biometrika 40, 318-335). Of n residuals it is
    1 + 8 / n times what they show, as the skewness in `sim.experiments.statistics.means`."""
    n, square = rest.size, float(rest @ rest)
    if left < 1 or square == 0:
        return float(left)
    excess = (n * float((rest**4).sum()) / square**2 - 3) * (1 + UNSEEN / n)
    return left / (1 + max(excess, 0.0) / 2 * left / n)


def _noncentrality(fit: _Fit, residual: float, y: F, inputs: range | list[int]) -> tuple[float, Interval]:
    """Lambda of what some inputs explain beyond the others: its estimate (0 or more), and its interval."""
    mine = np.isin(fit.owner, inputs)
    p, left = int(mine.sum()), fit.left
    if not p:
        return 0.0, Interval(0.0, 0.0)
    explained = max(_residual(fit.columns[:, ~mine], y) - residual, 0.0)
    ratio = explained / p / (residual / left)
    ends = (_least(p, fit.effective_degrees, ratio, level) for level in (1 - TAIL, TAIL))
    return max(p * ratio * (left - 2) / left - p, 0.0), Interval(*ends)


def _least(p: int, left: float, ratio: float, level: float) -> float:
    """Return the noncentrality at which an F ratio is not exceeded with chance `level`; 0 if it is less even without
    any.
    """
    from scipy.optimize import brentq
    from scipy.special import fdtr, ncfdtr

    if fdtr(p, left, ratio) <= level:
        return 0.0
    high = p * ratio + 10.0
    while ncfdtr(p, left, high, ratio) > level:
        high *= 2
    return float(brentq(lambda at: ncfdtr(p, left, at, ratio) - level, 0.0, high, rtol=1e-6))
