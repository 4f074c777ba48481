"""What an experiment found: every replication, every figure with its uncertainty, every target."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import F
from sim.experiments.statistics.intervals import TAIL, Interval, mean, of_median, of_share, percentile
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.percentiles import TOLD, of_percentile
from sim.experiments.statistics.strata import Strata
from sim.experiments.statistics.upper_limits import Unseen
from sim.experiments.warm_up import WarmUpTest
from sim.figures.reduce import Replication
from sim.scenario.catalogue.figure import FigureInfo, Range
from sim.scenario.catalogue.figures_of_people import STUCK
from sim.scenario.catalogue.noughts import bounded
from sim.scenario.language.sections import Target
from sim.scenario.schema import Scenario
from sim.scenario.values.units import Level
from sim.wording import Noted, noted
from sim.wording.quantity import digits

if TYPE_CHECKING:
    from sim.experiments.statistics.assumption_sets import AssumptionSets
    from sim.experiments.statistics.evidence import Evidence
    from sim.experiments.statistics.lever_lines import Levers
    from sim.experiments.statistics.other_reading import OtherReading
    from sim.experiments.statistics.space_effect import SpaceEffect

__all__ = ["Replication", "Result", "Summary", "TargetMet", "summarise"]


class Summary(NamedTuple):
    """A figure over the replications in which it exists.

    `low` and `high` are its 95% confidence interval: of the mean (`sim.experiments.statistics.means`), of the share for
    a `flag` (Wilson), of the median for a `date` (order statistics); NaN where there is none, for the reason `without`.
    `p5`, `p50` and `p95` are the least values that this percentage of the replications does not exceed, each with its
    own interval between two order statistics, NaN where there are too few replications for one. Dates are ticks.
    """

    name: str
    kind: str
    unit: str
    n: int
    mean: float
    low: float
    high: float
    p5: float
    p50: float
    p95: float
    p5_low: float = math.nan
    p5_high: float = math.nan
    p50_low: float = math.nan
    p50_high: float = math.nan
    p95_low: float = math.nan
    p95_high: float = math.nan
    limit: float = 0.0  # of a quantile of stays up to a limit: this many hours stand for every longer stay

    @property
    def without(self) -> str:
        """Why there is no interval; empty where there is one."""
        if not math.isnan(self.low):
            return ""
        if self.n < 2:
            return noted("one run") if self.n else noted("in no run")
        return noted("too few runs")


class TargetMet(NamedTuple):
    """A target: whether the mean meets it, and the share of replications that do, with its Wilson interval."""

    name: str
    text: str
    mean: float
    met: bool
    share_met: float
    low: float
    high: float


@dataclass(frozen=True)
class Result:
    """The replications of a scenario that were asked for, or those that were finished when it was interrupted."""

    scenario: Scenario
    fingerprint: str
    seed: int
    asked: int
    names: tuple[str, ...]  # of the K figures
    runs: tuple[Replication, ...]  # by number
    warm_up_test: WarmUpTest | None = None  # where it was asked for
    assumption_sets: "AssumptionSets | None" = None  # where anything is uncertain, and they were asked for
    evidence: "Evidence | None" = None  # where the scenario has facts, and sets were played
    space_effect: "SpaceEffect | None" = None  # where space of measures was open, and it was asked for
    other_readings: "tuple[OtherReading, ...]" = ()  # where the scenario has `readings`, and they were asked for
    levers: "Levers | None" = None  # where they were asked for

    @property
    def interrupted(self) -> bool:
        """Whether fewer replications were finished than were asked for."""
        return len(self.runs) < self.asked

    @cached_property
    def figures(self) -> dict[str, FigureInfo]:
        """What each figure means and what it can be, by name."""
        return bounded(self.scenario)

    @cached_property
    def withheld(self) -> bool:
        """Whether no figure of whole stays is given, because in some replication somebody is not out 60 days after the
        end: a mean over the others would be of those in which nobody stays long. Stays up to `stay_limit` are, then."""
        return STUCK in self.names and bool((self._played[:, self.names.index(STUCK)] > 0).any())

    @cached_property
    def values(self) -> F:
        """(R, K) every figure of every replication; NaN where it does not exist, and where it is withheld."""
        values = self._played.copy()
        if self.withheld:
            values[:, [self.figures[name].whole for name in self.names]] = np.nan
        return values

    @cached_property
    def _played(self) -> F:
        return np.array([run.figures for run in self.runs], dtype=np.float64).reshape(len(self.runs), len(self.names))

    def by_run(self, what: str, of: int | None = None) -> NDArray[np.signedinteger[Any]]:
        """Return (R, H) what each run has by the hour (`on_site`, or of one area `occupancy`, `space`): one array at a
        time is read of runs whose arrays lie in a file."""
        return rows_of(self.runs, what, of)

    @cached_property
    def summary(self) -> dict[str, Summary]:
        """Every figure with its uncertainty, by name."""
        return {
            name: summarise(self.figures[name], self.values[:, k], self.unseen) for k, name in enumerate(self.names)
        }

    @cached_property
    def unseen(self) -> Unseen:
        """What figures that were nought in every run could have been."""
        return Unseen(self.scenario, {name: self.values[:, k] for k, name in enumerate(self.names)})

    @cached_property
    def targets(self) -> tuple[TargetMet, ...]:
        """Every target, in the order of the scenario."""
        columns = {name: self.values[:, k] for k, name in enumerate(self.names)}
        return tuple(
            _target(self.figures[name], target, columns[name]) for name, target in self.scenario.targets.items()
        )


def rows_of(runs: Sequence[Replication], what: str, of: int | None = None) -> NDArray[np.signedinteger[Any]]:
    """Return (R, H) a row of each run, in the narrowest type that holds them all."""
    found = np.zeros((0, 0), dtype=np.int16)
    for k, run in enumerate(runs):
        row = getattr(run, what) if of is None else getattr(run, what)[of]
        if k == 0:
            found = np.empty((len(runs), row.size), dtype=row.dtype)
        elif row.dtype.itemsize > found.dtype.itemsize:
            found = found.astype(row.dtype)
        found[k] = row
    return found


def summaries(scenario: Scenario, names: tuple[str, ...], values: F) -> dict[str, Summary]:
    """Return every figure of a scenario with its uncertainty, by name, from (R, K) values."""
    columns = {name: values[:, k] for k, name in enumerate(names)}
    known, unseen = bounded(scenario), Unseen(scenario, columns)
    return {name: summarise(known[name], column, unseen) for name, column in columns.items()}


def summarise(figure: FigureInfo, values: F, unseen: Unseen | None = None) -> Summary:
    """Return the summary of a figure from its (R,) values; NaN where it does not exist.

    `unseen` bounds one that is nought in every run, and that nothing else bounds.
    """
    there = values[~np.isnan(values)]
    if figure.kind == "date":
        interval = of_median(there)
    elif figure.kind == "flag" and not figure.is_nought:
        interval = of_share(int(there.sum()), there.size)
    else:
        interval = around_mean(figure, there, unseen)
    points = (percentile(there, percent) for percent in TOLD)
    around = (end for percent in TOLD for end in of_percentile(there, percent))
    found = Summary(figure.name, figure.kind, figure.unit, there.size, mean(there), *interval, *points, *around)
    return found._replace(limit=figure.limit)


def summarise_strata(figure: FigureInfo, values: F, strata: Strata | None) -> Summary:
    """Return the same of a figure, no date, from (n,) values of futures that are drawn by strata; None: of equal
    futures. Percentiles are without intervals.
    """
    if strata is None:
        return summarise(figure, values)
    there = values[~np.isnan(values)]
    if figure.kind == "flag":
        middle, interval = strata.of_share(values)
    else:
        middle, interval = strata.mean(values), of_mean(values, TAIL, figure.range, strata)
    points = (strata.quantile(values, percent / 100) for percent in TOLD)
    return Summary(figure.name, figure.kind, figure.unit, there.size, middle, *interval, *points)


def around_mean(figure: FigureInfo, values: F, unseen: Unseen | None = None, tail: float = TAIL) -> Interval:
    """Return the interval of the mean of a figure from (n,) values that exist, `tail` beyond either end."""
    of, nought = figure.range, bool(values.size) and not values.any()
    if nought and figure.is_nought:
        return Interval(0.0, 0.0)
    return of_mean(values, tail, Range(of.least, unseen.most(figure)) if unseen and nought else of)


def _target(figure: FigureInfo, target: Target, values: F) -> TargetMet:
    """Count meets and misses of a target; a replication without the figure is neither."""
    there = values[~np.isnan(values)]
    level = target.at_least or target.at_most
    assert level is not None
    wanted, least = in_unit(level, figure), target.at_least is not None
    meets = there >= wanted if least else there <= wanted
    middle, count, n = mean(there), int(meets.sum()), there.size
    met = middle >= wanted if least else middle <= wanted
    text = noted("at least {level}", level=level_text(level))
    if not least:
        text = noted("at most {level}", level=level_text(level))
    return TargetMet(figure.name, text, middle, met, count / n if n else math.nan, *of_share(count, n))


def in_unit(level: Level, figure: FigureInfo) -> float:
    """Return a level in the unit of a figure: a duration in hours, or in days for a figure in days; all else as it
    is.
    """
    if level.kind != "duration":
        return level.value
    return level.value / (86400 if figure.unit == "days" else 3600)


def level_text(level: Level) -> Noted:
    """Return a level as a planner writes it, as a message: 80%, 120 h, 5."""
    if level.kind == "share":
        return noted("{n}%", n=digits(level.value * 100, 12))
    if level.kind == "duration":
        return noted("{n} h", n=digits(level.value / 3600, 12))
    return noted("{n}", n=digits(level.value, 12))
