"""What the runs of a result have in common: columns, odds, and bands over their hourly arrays."""

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import B, F
from sim.experiments.statistics.intervals import of_share
from sim.scenario.calendar.clock import Clock

if TYPE_CHECKING:
    from sim.experiments.result import Replication, Result, Summary

AT_ONCE = 256  # points whose quantiles are found together: few, because of thousands of runs each is a large copy


class Odds(NamedTuple):
    """A share of `of` runs with its 95% Wilson interval."""

    share: float
    low: float
    high: float
    of: int


class Bands(NamedTuple):
    """(H,) the 5th, 25th, 50th, 75th and 95th percentile over the runs, at each point."""

    p5: F
    p25: F
    p50: F
    p75: F
    p95: F


def column(result: "Result", name: str) -> F:
    """Return (R,) one figure in every run; NaN where it does not exist, or if there is no such figure."""
    if name not in result.names:
        return np.full(len(result.runs), math.nan)
    values: F = result.values[:, result.names.index(name)]
    return values


def among(result: "Result", name: str, runs: B) -> "Summary":
    """Return the summary of a figure over some of the runs only; (R,) True for those that count."""
    from sim.experiments.result import summarise

    return summarise(result.figures[name], column(result, name)[runs])


def odds(happened: B) -> Odds:
    """Return the share of the runs in which something happened (Wilson 1927)."""
    n, count = len(happened), int(happened.sum())
    return Odds(count / n if n else math.nan, *of_share(count, n), n)


def bands(rows: NDArray[np.generic]) -> Bands:
    """Return quantiles over the runs of (R, H) rows, skipping NaN; NaN where every run has it."""
    points = range(0, max(rows.shape[1], 1), AT_ONCE)
    return Bands(*np.concatenate([_quantiles(rows[:, k : k + AT_ONCE]) for k in points], axis=1))


def _quantiles(rows: NDArray[np.generic]) -> F:
    values = np.asarray(rows, dtype=np.float64)
    empty = np.isnan(values).all(axis=0)
    values = np.where(empty, 0.0, values)
    levels = np.nanquantile(values, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    found: F = np.where(empty, math.nan, levels)
    return found


def mean_over(rows: F) -> F:
    """Return mean over the runs of (R, ...) rows, skipping NaN; NaN where every run has it."""
    there = ~np.isnan(rows)
    counts = there.sum(axis=0)
    means: F = np.where(there, rows, 0.0).sum(axis=0) / np.maximum(counts, 1)
    means[counts == 0] = math.nan
    return means


def hours(clock: Clock, number: int) -> F:
    """Return (H,) ticks of the full hours from the start on."""
    return clock.start + 3600.0 * np.arange(number, dtype=np.float64)


def day_begins(clock: Clock, number: int) -> NDArray[np.int64]:
    """Return index of the first hour of each counted day, among `number` hours from the start."""
    starts = [(clock.tick(day) - clock.start + 3599) // 3600 for day in clock.days if clock.tick(day) >= clock.start]
    return np.array([k for k in starts if k < number], dtype=np.int64)


def people_in(result: "Result", area: str | None) -> Any:
    """Return (R, H) persons in an area at each full hour of every run; on site, without an area."""
    if area is None:
        return result.by_run("on_site")
    k = list(result.scenario.space.areas).index(area)
    return result.by_run("occupancy", k)


def people_of(result: "Result", run: "Replication", area: str | None) -> Any:
    """Return (H,) persons in an area at each full hour of one run; on site, without an area."""
    return run.on_site if area is None else run.occupancy[list(result.scenario.space.areas).index(area)]


class Example(NamedTuple):
    """A run to tell about: the measure whose first order chose it (if any was), and the share of runs with one."""

    run: "Replication"
    measure: str
    share: float


def example(result: "Result", measures: tuple[str, ...]) -> Example:
    """Return the run whose first order is nearest to the median date, of the first measure that is ordered in any run.

    Where none is, the run whose cost (else number of claimants) is nearest to the median.
    """
    for name in (*measures, "cost_total", "arrived"):
        values = column(result, f"{name}_first_order" if name in measures else name)
        there = np.isfinite(values)
        if there.any():
            chosen = result.runs[int(np.nanargmin(np.abs(values - np.nanmedian(values))))]
            return Example(chosen, name if name in measures else "", float(there.mean()))
    return Example(result.runs[0], "", 0.0)


def cumulative(when: F, start: int, end: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the percent of the runs in which something had happened: the edges of steps from `start` to `end`, their
    heights.

    (R,) ticks, NaN where it never happened; what happened before the start, in the warm-up, is at the edge.
    """
    there = np.maximum(np.sort(when[np.isfinite(when)]), start)
    shares = 100 * np.arange(len(there) + 1) / max(len(when), 1)
    return (float(start), *there.tolist(), float(end)), tuple(shares.tolist())
