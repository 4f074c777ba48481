"""What sets of assumptions say: how far each figure goes over them, how many have something, and what moves it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import Interval
from sim.experiments.statistics.set_influence import NOTHING, Influences, influences
from sim.experiments.statistics.set_spread import SetShares, SetSpread, ends, set_means, shares, spread
from sim.figures.reduce import Replication
from sim.people.chance.uncertain_inputs import EVEN, STATED, columns, inputs, numbered
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.noughts import bounded
from sim.scenario.schema import Scenario

LAWS = (STATED, EVEN)


@dataclass(frozen=True)
class AssumptionSets:
    """The sets of assumptions that were asked for, or what was finished of them when it was interrupted."""

    scenario: Scenario
    asked: int  # sets
    per_set: int  # runs of each
    names: tuple[str, ...]  # of the K figures
    runs: tuple[Replication, ...]  # by number: as stated, then with uniform ranges
    kept: Mapping[int, tuple[int, ...]] | None = None  # by law the sets among them, where facts struck others

    @property
    def interrupted(self) -> bool:
        """Whether fewer runs were finished than were asked for."""
        return len(self.runs) < sum(len(self._places[law]) for law in LAWS) * self.per_set

    def only_kept(self) -> "AssumptionSets":
        """Return the same without the runs of sets that are not kept."""
        those = {(law, place) for law, places in self._places.items() for place in places}
        return replace(self, runs=tuple(run for run in self.runs if numbered(run.number)[:2] in those))

    @cached_property
    def _places(self) -> dict[int, dict[int, int]]:
        """By law the number of each set, and its row."""
        every = tuple(range(1, self.asked + 1))
        of = {law: self.kept[law] if self.kept is not None else every for law in LAWS}
        return {law: {place: row for row, place in enumerate(places)} for law, places in of.items()}

    @cached_property
    def figures(self) -> dict[str, FigureInfo]:
        """What each figure means and what it can be, by name."""
        return bounded(self.scenario)

    def values(self, name: str, law: int = STATED) -> F:
        """(sets, runs) a figure by set and run; NaN where it does not exist, or the run was not finished."""
        return self._tables[law][..., self.names.index(name)]

    def spread(self, name: str, law: int = STATED) -> SetSpread:
        """Return how far the mean of a figure goes over the sets, with the noise within them taken out."""
        return self._spreads[law][name]

    def ends(self, name: str, law: int = STATED) -> tuple[Interval, Interval]:
        """Return how sure the two ends of the spread are: their 95% intervals."""
        return ends(self.values(name, law), self.figures[name].range, self.scenario.seed)

    def shares(self, name: str, law: int = STATED) -> SetShares:
        """Return the sets in which every run has what a `flag` says, and those in which none has it."""
        return shares(self.values(name, law))

    def influences(self, name: str) -> Influences:
        """Return which inputs move the mean of a figure, as stated; those of one group that move together are one."""
        kept = ~np.isnan(self._drawn).any(axis=1)
        if not kept.any():
            return NOTHING
        means = set_means(self.values(name))[kept]
        return influences(means, self._drawn[kept], inputs(self.scenario), self.scenario.seed)

    @property
    def drawn(self) -> F:
        """(sets, columns) the values drawn as stated, in the order of `columns`; NaN for a set without a run."""
        return self._drawn

    @cached_property
    def _tables(self) -> dict[int, F]:
        sizes = {law: len(places) for law, places in self._places.items()}
        found = {law: np.full((n, self.per_set, len(self.names)), np.nan) for law, n in sizes.items()}
        for run in self.runs:
            law, place, turn = numbered(run.number)
            found[law][self._places[law][place], turn - 1] = run.figures
        return found

    @cached_property
    def _spreads(self) -> dict[int, dict[str, SetSpread]]:
        return {
            law: {name: spread(table[..., k], self.figures[name].range) for k, name in enumerate(self.names)}
            for law, table in self._tables.items()
        }

    @cached_property
    def _drawn(self) -> F:
        found = np.full((self.asked, len(columns(self.scenario))), np.nan)
        for run in self.runs:
            law, place, _ = numbered(run.number)
            if law == STATED:
                found[self._places[law][place]] = run.drawn
        return found


def main_figures(scenario: Scenario) -> tuple[str, ...]:
    """Return the figures that a decision rests on first: whether each measure is ordered, those with space first; else
    the
    targets; else the mean stay."""
    measures = sorted(scenario.measures, key=lambda name: not scenario.measures[name].brings.areas)
    return tuple(f"{name}_ordered" for name in measures) or tuple(scenario.targets) or ("time_on_site_mean",)
