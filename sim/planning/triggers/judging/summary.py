"""What is said of each policy over its futures: every column, and what follows from several."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.result import Summary, summarise_strata
from sim.experiments.statistics.intervals import Interval, of_median, of_share
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.judging.outcomes import COLUMN, COLUMNS
from sim.planning.triggers.judging.risk import of_ratio_of_means, of_ratio_of_totals, of_worst
from sim.scenario.catalogue.figure import FigureInfo, Kind
from sim.wording import noted

DERIVED: tuple[FigureInfo, ...] = (
    FigureInfo("hit_rate", "", "share",
               "Events at whose first hour judged space was open, of all events.", label=noted("hit rate")),
    FigureInfo("false_alarm_ratio", "", "share",
               "Openings that no event falls into, of all openings.", label=noted("false alarm ratio")),
    FigureInfo("late", "", "flag",
               "Whether an event begins without judged space; of the futures with events.", label=noted("too late")),
    FigureInfo("for_nothing", "", "flag",
               "Whether judged space is opened and no event falls into that opening.", label=noted("for nothing")),
    FigureInfo("lead_median", "h", "hours",
               "lead_gained in the middle one of the futures whose first event is met.", label=noted("lead, median")),
    FigureInfo("cost_worst", "money", "money",
               "Mean cost of the worst futures, `policy.worst` of all (CVaR).",
               label=noted("cost in the worst futures")),
    FigureInfo("loss_worst", "money", "money",
               "Mean loss of the worst futures (CVaR).", label=noted("loss in the worst futures")),
    FigureInfo("cost_per_avoided", "money", "money",
               "Mean cost over the mean of crowding_avoided, a person-hour; none where it is not sure that any "
               "crowding is avoided.", label=noted("cost of a crowded person-hour avoided")),
)  # fmt: skip


class Estimate(NamedTuple):
    """A figure: of how many futures it is, its value, and its 95% interval."""

    n: int
    value: float
    interval: Interval


@dataclass(frozen=True)
class Verdict:
    """One policy over the futures it was played in; `figures` are those of COLUMNS and then DERIVED, by name.

    A mean with its interval (`sim.experiments.statistics.means`), a `flag` as a share of futures with Wilson's; what it
    is for the others is said where they are computed. NaN where there is none. Intervals are 95% each, not of all at
    once.
    """

    played: int
    figures: dict[str, Summary]


def verdicts(values: F, worst: float, strata: Strata | None = None) -> tuple[Verdict, ...]:
    """Return the verdict on each policy from (P, R, J) values; futures in which it was not played are NaN."""
    played = np.isfinite(values[..., COLUMN["loss"]])
    return tuple(
        verdict(rows[some], worst, None if strata is None else strata.part(some))
        for rows, some in zip(values, played, strict=True)
    )


def verdict(values: F, worst: float, strata: Strata | None = None) -> Verdict:
    """Return the verdict on one policy from its (n, J) values."""
    figures = {column.name: summarise_strata(column.info, values[:, k], strata) for k, column in enumerate(COLUMNS)}
    derived = zip(DERIVED, _derived({name: values[:, k] for name, k in COLUMN.items()}, worst, strata), strict=True)
    return Verdict(len(values), figures | {figure.name: _summary(figure, told) for figure, told in derived})


def _derived(of: dict[str, F], worst: float, strata: Strata | None) -> Iterator[Estimate]:
    """Yield the figures of DERIVED, in their order."""
    n, events, lead = of["loss"].size, of["events"], of["lead_gained"]
    met, some = int(np.isfinite(lead).sum()), events > 0
    yield Estimate(int(some.sum()), *of_ratio_of_totals(of["events_in_time"], events, strata))
    openings, idle = of["openings"], of["openings_for_nothing"]
    yield Estimate(int((openings > 0).sum()), *of_ratio_of_totals(idle, openings, strata))
    yield _share(np.where(some, of["events_in_time"] < events, np.nan), strata)
    yield _share((idle > 0).astype(np.float64), strata)
    yield Estimate(met, *_median(lead, strata))
    yield Estimate(n, *of_worst(of["cost"], worst, strata))
    yield Estimate(n, *of_worst(of["loss"], worst, strata))
    yield Estimate(n, *of_ratio_of_means(of["cost"], of["crowding_avoided"], strata))


def _median(lead: F, strata: Strata | None) -> tuple[float, Interval]:
    if strata is not None:
        return strata.of_median(lead)
    there = lead[np.isfinite(lead)]
    return float(np.median(there)) if there.size else math.nan, of_median(there)


def _share(holds: F, strata: Strata | None) -> Estimate:
    """Return the share of futures of (n,): 1 where it holds, 0 where not, NaN where neither."""
    there = holds[np.isfinite(holds)]
    if strata is not None:
        return Estimate(there.size, *strata.of_share(holds))
    count, of = int(there.sum()), there.size
    return Estimate(of, count / of if of else math.nan, of_share(count, of))


def _summary(figure: FigureInfo, estimate: Estimate) -> Summary:
    kind: Kind = figure.kind
    return Summary(
        figure.name, kind, figure.unit, estimate.n, estimate.value, *estimate.interval, math.nan, math.nan, math.nan
    )
