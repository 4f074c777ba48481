"""portsim from Python: load a scenario, run it, and look at the result as tables and charts."""

import io
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sim.experiments import output
from sim.experiments.comparison.compare import Comparison
from sim.experiments.comparison.compare import compare as play_beside
from sim.experiments.result import Result
from sim.experiments.run import run as play
from sim.scenario.load import load as read
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

__all__ = ["Beside", "Charts", "Outcome", "compare", "load", "run"]


class Charts:
    """The charts of a result, each a method that returns a Matplotlib Figure: `charts.people_on_site()`."""

    def __init__(self, result: Result) -> None:
        from sim.views.charts import charts

        drawn = charts(result)
        self._drawn: dict[str, Callable[[], Figure]] = {chart.__name__: partial(chart, result) for chart in drawn}

    def __getattr__(self, name: str) -> "Callable[[], Figure]":
        if name.startswith("_") or name not in self._drawn:
            raise AttributeError(f"no chart {name!r}; there are {', '.join(sorted(self._drawn))}")
        return self._drawn[name]

    def __dir__(self) -> list[str]:
        return sorted(self._drawn)


class Outcome(Result):
    """A result with its tables (pandas) and charts."""

    @cached_property
    def kpis(self) -> "DataFrame":
        """A row a replication, a column a figure, as in `kpis.csv`."""
        return _table(output.lines(output.kpis(self)), "replication")

    @cached_property
    def hourly(self) -> "DataFrame":
        """A row an hour: percentiles over replications of persons and space, as in `hourly.csv`."""
        return _table(output.lines(output.hourly(self)), "time")

    @cached_property
    def contingency(self) -> "DataFrame":
        """A row an order of a measure, as in `contingency.csv`."""
        return _table(output.lines(output.contingency(self)), None)

    @property
    def charts(self) -> Charts:
        """The charts."""
        return Charts(self)


def _table(lines: Iterable[str], index: str | None) -> "DataFrame":
    import pandas as pd

    return pd.read_csv(io.StringIO("".join(lines)), index_col=index)


def load(path: str | os.PathLike[str], sets: Sequence[str] = ()) -> Scenario:
    """The scenario of a file, with each `PATH=VALUE` of `sets` laid on it. ScenarioError with all that is wrong."""
    return read(path, sets).scenario


def run(scenario: Scenario, replications: int = 200, workers: int | None = None) -> Outcome:
    """Play a scenario so many times over all cores, or so many processes."""
    result = play(scenario, replications, workers or len(os.sched_getaffinity(0)))
    return Outcome(**{field.name: getattr(result, field.name) for field in fields(result)})


class Beside(Comparison):
    """A comparison with its table (pandas) and its sentences."""

    @cached_property
    def table(self) -> "DataFrame":
        """A row a scenario and figure, as in `differences.csv`."""
        from sim.experiments.comparison.output import differences

        return _table(output.lines(differences(self)), None)

    @property
    def sentences(self) -> dict[str, list[str]]:
        """Of each scenario, by label, what the change did and what was chance."""
        from sim.views.comparison.answer import answer

        return dict(answer(self))


def compare(
    baseline: Scenario,
    *scenarios: Scenario,
    replications: int = 200,
    workers: int | None = None,
    figures: Sequence[str] = (),
) -> Beside:
    """Play scenarios on the same people as a baseline, and pair them by replication.

    `figures`: which to show, in place of the usual ones. ComparisonError when they do not share port, window and seed.
    """
    from sim.views.comparison.labels import labels

    every = (baseline, *scenarios)
    named = dict(zip(labels([scenario.name for scenario in every]), every, strict=True))
    found = play_beside(named, replications, workers or len(os.sched_getaffinity(0)), figures=figures)
    return Beside(**{field.name: getattr(found, field.name) for field in fields(found)})
