"""Which of several changes did how much of a difference."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import combinations
from math import comb, nan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison, ScenarioDifference, values
from sim.experiments.comparison.mixtures import Mixture, mixture
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.run import run_many
from sim.experiments.statistics.intervals import TAIL, mean
from sim.experiments.statistics.means import of_mean
from sim.scenario.catalogue.figure import ANY, FigureInfo, Range
from sim.scenario.source.source_tree import Path, dotted
from sim.scenario.variants import mixed

if TYPE_CHECKING:
    from sim.experiments.result import Result

Taken = frozenset[Path]
TOGETHER = "together"  # what changes do only in company, where they are taken one at a time


class Part(NamedTuple):
    """What one group of changes did to the mean of a figure; `last`: when it is made last (one at a time only)."""

    name: str
    effect: float
    low: float
    high: float
    last: float = nan

    @property
    def clear(self) -> bool:
        """Whether it can be told from chance."""
        return self.low > 0 or self.high < 0


class Attribution(NamedTuple):
    """A difference in parts, whose effects add up to it.

    `method`: `shapley` (Shapley 1953: the mean over all orders in which the groups can be changed) or `single` (each
    changed alone; the last part, `together`, is what remains).
    """

    figure: str
    kind: str
    unit: str
    method: str
    baseline: float
    other: float
    total: float
    parts: tuple[Part, ...]


def explained_figures(comparison: Comparison, figures: Sequence[str]) -> tuple[str, ...]:
    """Return those of the figures, or of the figures shown, that have parts; a date is not in every replication."""
    common = set.intersection(*(set(result.names) for result in comparison.results.values()))
    asked = figures or comparison.figures
    return tuple(name for name in asked if name in common and comparison.info(name).kind != "date")


def mixtures(comparison: Comparison) -> dict[str, Mixture]:
    """Return the groups of every scenario in which more than one thing changed, by label."""
    base = comparison.baseline.scenario
    found = {other.label: mixture(base, other.result.scenario, other.changes) for other in comparison.others}
    return {label: given for label, given in found.items() if len(given.groups) > 1}


def attribute(
    comparison: Comparison, figures: Sequence[str], using: Runner = ALONE
) -> dict[str, tuple[Attribution, ...]]:
    """Return the attributions of each figure, by label, for every scenario in which more than one thing changed.

    The scenarios in between are played on the same people, as often as the comparison has pairs. Intervals hold at once
    over all parts of all attributions.
    """
    found = mixtures(comparison)
    others = {other.label: other for other in comparison.others}
    between = {
        f"{label}: {_name(taken)}": mixed(comparison.baseline.scenario, others[label].result.scenario, taken)
        for label, given in found.items()
        for taken in given.combinations()
    }
    played = run_many(between, comparison.pairs, using) if between else {}
    chosen = explained_figures(comparison, figures)
    tail = TAIL / max(sum(len(given.groups) for given in found.values()) * len(chosen), 1)
    return {
        label: _attributions(comparison, others[label], given, played, chosen, tail) for label, given in found.items()
    }


def _name(taken: Taken) -> str:
    return " + ".join(sorted(dotted(path) for path in taken))


def _attributions(
    comparison: Comparison,
    other: ScenarioDifference,
    mixture: Mixture,
    played: "Mapping[str, Result]",
    figures: Sequence[str],
    tail: float,
) -> tuple[Attribution, ...]:
    results = {taken: played[f"{other.label}: {_name(taken)}"] for taken in mixture.combinations()}
    results |= {frozenset(): comparison.baseline, frozenset(mixture.groups): other.result}
    common = sorted(set.intersection(*({run.number for run in result.runs} for result in results.values())))
    columns = {
        name: {taken: values(result, name, common) for taken, result in results.items()}
        for name in figures
        if all(name in result.names for result in results.values())
    }
    known = {name: reduce(FigureInfo.beside, (one.figures[name] for one in results.values())) for name in columns}
    return tuple(_attribution(known[name], mixture, found, tail) for name, found in columns.items())


def _attribution(figure: FigureInfo, mixture: Mixture, values: dict[Taken, F], tail: float) -> Attribution:
    """Attribute a figure from its (R,) values under every combination, but for replications in which one has none."""
    there = np.all([np.isfinite(column) for column in values.values()], axis=0)
    values = {taken: column[there] for taken, column in values.items()}
    old, new = values[frozenset()], values[frozenset(mixture.groups)]
    made = (shapley if mixture.every else single)(mixture.groups, values, tail, figure.steps)
    method = "shapley" if mixture.every else "single"
    return Attribution(figure.name, figure.kind, figure.unit, method, mean(old), mean(new), mean(new - old), made)


def shapley(groups: Sequence[Path], values: Mapping[Taken, F], tail: float, of: Range = ANY) -> tuple[Part, ...]:
    """Return the mean effect of each group over all orders; `found` has the (R,) values of every combination.

    `of` is what the difference of two of them can be.
    """
    return tuple(_part(dotted(group), _shapley(group, groups, values), tail, of) for group in groups)


def _shapley(group: Path, groups: Sequence[Path], values: Mapping[Taken, F]) -> F:
    rest = [other for other in groups if other != group]
    effect = np.zeros_like(values[frozenset()])
    for size in range(len(rest) + 1):
        for some in map(frozenset, combinations(rest, size)):
            effect += (values[some | {group}] - values[some]) / (len(groups) * comb(len(rest), size))
    return effect


def single(groups: Sequence[Path], values: Mapping[Taken, F], tail: float, of: Range = ANY) -> tuple[Part, ...]:
    """Return the effect of each group when it alone is changed, and when it is changed last; then what remains."""
    whole = frozenset(groups)
    alone = [values[frozenset({group})] - values[frozenset()] for group in groups]
    made = [
        _part(dotted(group), effect, tail, of, mean(values[whole] - values[whole - {group}]))
        for group, effect in zip(groups, alone, strict=True)
    ]
    rest = values[whole] - values[frozenset()] - np.sum(alone, axis=0)
    return (*made, _part(TOGETHER, rest, tail, ANY))


def _part(name: str, effect: F, tail: float, of: Range, last: float = nan) -> Part:
    return Part(name, mean(effect), *of_mean(effect, tail, of), last)
