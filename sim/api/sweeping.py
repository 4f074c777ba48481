"""`sim.sweep` and `sim.sensitivity`: one scenario at many values, and what of its uncertain inputs matters."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.errors import ArgumentError, Interrupted
from sim.experiments.playing.runner import runner
from sim.experiments.sensitivity.sensitivity import MOST, Method, Runs, Sensitivity, check, rows
from sim.experiments.sensitivity.sensitivity import sensitivity as analysed
from sim.experiments.sweep.sweep import NUMBERS, Sweep, chosen, planned
from sim.experiments.sweep.sweep import rows as point_rows
from sim.experiments.sweep.sweep import sweep as played
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from pandas import DataFrame

    from sim.views.kit.page import Table


@dataclass(frozen=True, repr=False)
class SweepResult(Shown, Sweep):
    """The points of a sweep, with the figures that are shown of them."""

    shown: tuple[str, ...] = ()

    @property
    @by_labels
    def answer(self) -> list[str]:
        """What the sweep says of each figure."""
        from sim.views.sweep.heat_map import title
        from sim.views.sweep.page import apart

        return [*apart(self), *(title(self, name) for name in self.shown)]

    @cached_property
    def tables(self) -> Tables:
        """`points`: a row a point and figure; `dates`: of figures that are dates."""
        return Tables({"points": partial(self._points, dates=False), "dates": partial(self._points, dates=True)})

    def _points(self, dates: bool) -> "DataFrame":
        head, *found = point_rows(self)
        figure = list(head).index("figure")
        kept = [row for row in found if (self.figures[row[figure]].kind == "date") == dates]
        return frame([head, *kept], None, NUMBERS if dates else (), self.plan.scenario.time_zone)

    @property
    @by_labels
    def charts(self) -> Charts:
        """`heat_map` of a grid of two paths, else `sweep_lines`: each of the first figure shown, or of a named one."""
        from sim.views.sweep.heat_map import heat_map
        from sim.views.sweep.path_chart import sweep_lines

        mapped = len(self.plan.paths) == 2 and not self.plan.sampled
        draw, name = (heat_map, "heat_map") if mapped else (sweep_lines, "sweep_lines")
        return Charts({name: lambda figure=self.shown[0]: draw(self, figure)})

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.plan.scenario,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.sweep.page import table

        return table(self, self.shown)


def sweep(
    scenario: Scenario,
    vary: Mapping[str, Sequence[Any] | str],
    *,
    sample: int | None = None,
    figures: Sequence[str] = (),
    replications: int = 50,
    workers: int | None = None,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    progress: bool = False,
) -> SweepResult:
    """Play a scenario at every combination of values, or at a sample of them; the same people come at every point.

    Parameters
    ----------
    scenario
        What `sim.load` has read.
    vary
        By dotted path, the values as a file would have them, or with `sample` a range: `"3..6"`.
    sample
        Number of points of a Latin hypercube, instead of the full grid.
    figures
        Figures to report instead of the usual ones.
    replications
        How many runs of each point.
    workers, store, cluster, progress
        As for `sim.run`.

    Returns
    -------
    SweepResult
        The points that were played, all of them unless it was interrupted; `answer`, `tables`, `charts`.

    Raises
    ------
    sim.errors.ScenarioError
        With all that is wrong at any point, or for a figure that there is not.
    sim.errors.ArgumentError, sim.errors.StoreError, sim.errors.ClusterError, sim.errors.WorkerError
        As for `sim.run`.
    sim.errors.Interrupted
        For an interrupt before the first point was finished.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["end=2025-07-08"])
    >>> found = sim.sweep(port, {"space.areas.hall.persons": [40, 60]}, replications=2, workers=1)
    >>> [point.values for point in found.points]
    [('40',), ('60',)]
    """
    given = planned(scenario, as_vary(vary), sample)
    shown = chosen(scenario, figures)
    with runner(workers, store, cluster, watched=progress) as using:
        found = played(given, replications, using)
    if not found.points:
        raise Interrupted(say("the sweep was ended before the first point was finished"))
    return SweepResult.made_of(found, shown=shown)


def as_vary(vary: Mapping[str, Sequence[Any] | str]) -> list[str]:
    """Return paths and their values as `--vary` has them."""
    from sim.scenario.source.yaml_writer import flow

    texts = {path: given if isinstance(given, str) else ",".join(map(flow, given)) for path, given in vary.items()}
    return [f"{path}={text}" for path, text in texts.items()]


@dataclass(frozen=True, repr=False)
class SensitivityResult(Shown, Sensitivity):
    """The influence of each uncertain input on each figure."""

    @property
    @by_labels
    def answer(self) -> list[str]:
        """What moves each figure most."""
        from sim.views.sensitivity.page import sentences

        return sentences(self)

    @cached_property
    def tables(self) -> Tables:
        """`influence`: a row a figure, input and measure of influence, with its 95% interval."""
        return Tables({"influence": lambda: frame(rows(self))})

    @property
    @by_labels
    def charts(self) -> Charts:
        """`tornado`: of the first figure, or of a named one."""
        from sim.views.sensitivity.tornado import tornado

        first = next(iter(self.swings))
        return Charts({"tornado": lambda figure=first: tornado(self, figure)})

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.scenario,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.sensitivity.page import tables

        return tables(self)[0]


def sensitivity(
    scenario: Scenario,
    method: Method = "morris",
    *,
    size: int | None = None,
    figures: Sequence[str] = (),
    replications: int | None = None,
    max_replications: int = MOST,
    workers: int | None = None,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    progress: bool = False,
) -> SensitivityResult:
    """Vary the inputs under `uncertain`, and say which of them move the figures, and how far.

    Parameters
    ----------
    scenario
        A scenario with uncertain inputs.
    method
        `"morris"` screens them, `"sobol"` shares out the variance.
    size
        Trajectories (Morris), or base points, a power of two (Sobol).
    figures
        Figures to report instead of the usual ones.
    replications
        Runs of each point; None: as many as keep chance below 5% of the variance, `max_replications` at most.
    max_replications
        The most runs of a point.
    workers, store, cluster, progress
        As for `sim.run`.

    Returns
    -------
    SensitivityResult
        What each input does, alone and with others; `answer`, `tables`, `charts`.

    Raises
    ------
    sim.errors.ScenarioError
        If nothing is uncertain, or a figure is a date or does not exist in every run.
    sim.errors.ArgumentError, sim.errors.StoreError, sim.errors.ClusterError, sim.errors.WorkerError
        As for `sim.run`.
    sim.errors.Interrupted
        For an interrupt: every point is needed.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["end=2025-07-08"])
    >>> unsure = port.edited({"uncertain": {"process.steps.interview.cv": {"p10": 0.3, "p90": 0.7}}})
    >>> found = sim.sensitivity(unsure, size=2, replications=2, figures=["within_24h"], workers=1)
    >>> found.paths
    ('process.steps.interview.cv',)
    """
    if method not in ("morris", "sobol"):
        raise ArgumentError(say("found the method '{name}'; allowed: morris, sobol", name=str(method)))
    shown = chosen(scenario, figures)
    check(scenario, shown)
    with runner(workers, store, cluster, watched=progress) as using:
        found = analysed(Runs(scenario, shown, using), method, size, replications, max_replications)
    return SensitivityResult.made_of(found)
