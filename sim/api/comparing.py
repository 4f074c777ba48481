"""`sim.compare`: scenarios against a baseline, on the same people."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sim.api.running import Auto, how_many
from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.experiments import studies
from sim.experiments.comparison import output
from sim.experiments.comparison.attribution import Attribution, attribute
from sim.experiments.comparison.compare import Comparison
from sim.experiments.play_sets import PER_SET, SETS
from sim.experiments.playing.runner import runner
from sim.experiments.statistics.precision import MOST
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from pandas import DataFrame

    from sim.views.kit.page import Table


@dataclass(frozen=True, repr=False)
class ComparisonResult(Shown, Comparison):
    """A comparison, with what each change did where that was asked for; the answer, tables and charts."""

    explained: Mapping[str, Sequence[Attribution]] = field(default_factory=dict)

    @property
    @by_labels
    def sentences(self) -> dict[str, list[str]]:
        """Of each scenario, by label, what the change did and what was chance."""
        from sim.views.comparison.answer import answer, explanations

        return {label: [*said, *explanations(self, self.explained.get(label, ()))] for label, said in answer(self)}

    @property
    def answer(self) -> list[str]:
        """The sentences of all scenarios, each with its label."""
        return [f"{label}: {sentence}" for label, said in self.sentences.items() for sentence in said]

    @cached_property
    def tables(self) -> Tables:
        """`differences`: a row a scenario and figure; `dates`: of figures that are dates; `inputs`: what is written
        differently; `attribution`, where it was asked for: a row a figure and change."""
        made: dict[str, Callable[[], DataFrame]] = {
            "differences": partial(self._differences, dates=False),
            "dates": partial(self._differences, dates=True),
            "inputs": lambda: frame(output.inputs(self)),
        }
        if self.explained:
            made["attribution"] = lambda: frame(output.attributions(self.explained))
        return Tables(made)

    def _differences(self, dates: bool) -> "DataFrame":
        head, *rows = output.differences(self)
        kept = [row for row in rows if (row[list(head).index("kind")] == "date") == dates]
        named = ("baseline", "value") if dates else ()
        return frame([head, *kept], None, named, self.baseline.scenario.time_zone)

    @property
    @by_labels
    def charts(self) -> Charts:
        """`differences`, `people_side_by_side`, `order_dates`, `same_people`; `waterfall`s where it was explained."""
        from sim.views.comparison.pictures import charts

        return Charts(charts(self, self.explained))

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return [one.scenario for one in (self.baseline, *(other.result for other in self.others))]

    @by_labels
    def _table(self) -> "Table":
        from sim.views.comparison.rows import groups
        from sim.views.kit.page import Table

        def rows() -> Iterator[tuple[str, ...]]:
            for group in groups(self):
                for row in group.rows:
                    cells = (" ".join(filter(None, (one.level, one.step, one.within))) for one in row.cells)
                    yield (f"{group.heading}: {row.label}", row.baseline, *cells)

        header = (say("figure"), self.label, *(other.label for other in self.others))
        return Table("", "", header, list(rows()), 1)


def compare(
    baseline: Scenario,
    *scenarios: Scenario,
    replications: "int | Auto" = 200,
    workers: int | None = None,
    figures: Sequence[str] = (),
    explain: bool = False,
    max_replications: int = MOST,
    assumption_sets: int = SETS,
    per_set: int = PER_SET,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    progress: bool = False,
) -> ComparisonResult:
    """Play scenarios on the same people as a baseline, and pair them by replication.

    Parameters
    ----------
    baseline, scenarios
        The scenario to compare with, and one or more others; their names are their labels.
    replications
        How many runs of each; `"auto"`: as many as the one needs whose `precision` needs most.
    figures
        Figures to report instead of the usual ones; the fewer, the narrower their intervals.
    explain
        Whether to say, of several changes, which did how much of each difference; it plays scenarios in between.
    workers, max_replications, assumption_sets, per_set, store, cluster, progress
        As for `sim.run`.

    Returns
    -------
    ComparisonResult
        Every difference with its interval; `answer`, `sentences` by scenario, `tables`, `charts`.

    Raises
    ------
    sim.errors.ComparisonError
        When they do not share port, window and seed, or a figure is none of theirs.
    sim.errors.ArgumentError, sim.errors.StoreError, sim.errors.ClusterError, sim.errors.WorkerError
        As for `sim.run`.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["end=2025-07-08"])
    >>> more = port.edited({"name": "One more by day", "staff.officers.shifts.day.on_duty": 9})
    >>> found = sim.compare(port, more, replications=3, workers=1, figures=["time_on_site_mean"])
    >>> found.pairs, list(found.sentences)
    (3, ['One more by day'])
    """
    from sim.views.comparison.attributed import labels

    every, number = (baseline, *scenarios), how_many(replications)
    named = dict(zip(labels([scenario.name for scenario in every]), every, strict=True))
    with runner(workers, store, cluster, watched=progress) as using:
        found, _ = studies.compare(named, figures, number, max_replications, using)
        if not found.interrupted:
            found = studies.with_paired_sets(found, assumption_sets, per_set, using)
        explained = attribute(found, figures, using) if explain and not found.interrupted else {}
    return ComparisonResult.made_of(found, explained=explained)
