"""portsim from Python: load a scenario, run it, and look at the result as tables and charts."""

import io
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from sim.experiments import output
from sim.experiments.comparison.compare import Comparison, compare_until
from sim.experiments.comparison.compare import compare as play_beside
from sim.experiments.executors import available
from sim.experiments.precision import MOST, run_until
from sim.experiments.result import Result
from sim.experiments.run import run as play
from sim.scenario.load import load as read
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from sim.experiments.store import Store

Auto = Literal["auto"]
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


def run(
    scenario: Scenario,
    replications: "int | Auto" = 200,
    workers: int | None = None,
    *,
    max_replications: int = MOST,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
) -> Outcome:
    """Play a scenario so many times over all cores, or so many processes, or the Dask scheduler at `cluster`.

    `"auto"`: as often as the figures under its `precision` need, `max_replications` at most. What is in the file
    `store` is not played again, and what is played is kept there. StoreError, ClusterError and WorkerError
    (`sim.experiments`) when one of those fails; ValueError for `"auto"` without `precision`.
    """
    cores = workers or available()
    with _opened(store) as kept:
        if replications == "auto":
            result = run_until(scenario, cores, max_replications, store=kept, cluster=cluster).result
        else:
            result = play(scenario, replications, cores, store=kept, cluster=cluster)
    return Outcome(**{field.name: getattr(result, field.name) for field in fields(result)})


def _opened(store: str | os.PathLike[str] | None) -> "AbstractContextManager[Store | None]":
    from sim.experiments.store import Store

    return nullcontext() if store is None else Store(store)


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
    replications: "int | Auto" = 200,
    workers: int | None = None,
    figures: Sequence[str] = (),
    max_replications: int = MOST,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
) -> Beside:
    """Play scenarios on the same people as a baseline, and pair them by replication.

    `figures`: which to show, in place of the usual ones. All else as `run`, which see; `"auto"`: as often as the one
    that needs most. ComparisonError when they do not share port, window and seed.
    """
    from sim.views.comparison.labels import labels

    every, cores = (baseline, *scenarios), workers or available()
    named = dict(zip(labels([scenario.name for scenario in every]), every, strict=True))
    with _opened(store) as kept:
        if replications == "auto":
            found, _ = compare_until(named, cores, max_replications, figures=figures, store=kept, cluster=cluster)
        else:
            found = play_beside(named, replications, cores, figures=figures, store=kept, cluster=cluster)
    return Beside(**{field.name: getattr(found, field.name) for field in fields(found)})
