"""The numbers that a statement of a run rests on, computed from its result."""

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import B, F
from sim.scenario.calendar.clock import clock
from sim.views.run.run_statistics import column
from sim.views.text.statement import Condition as Condition
from sim.views.text.statement import How
from sim.views.text.statement import Number as Number
from sim.views.text.statement import Statement as Statement

if TYPE_CHECKING:
    from sim.experiments.result import Result

DAY = 86400.0


def holds(result: "Result", among: tuple[Condition, ...]) -> B:
    """Return (R,) the runs in which all conditions hold."""
    kept = np.ones(len(result.runs), dtype=np.bool_)
    for one in among:
        kept &= _holds(result, one)
    return kept


def _holds(result: "Result", one: Condition) -> B:
    values = column(result, one.figure)
    match one.test:
        case "above nought":
            return np.asarray(values > 0)
        case "nought":
            return np.asarray(values == 0)
        case "there":
            return np.isfinite(values)
        case "not there":
            return ~np.isfinite(values)
    months = [month_of(result, tick) if math.isfinite(tick) else "" for tick in values]
    return np.array([month == one.month for month in months], dtype=np.bool_)


def month_of(result: "Result", tick: float) -> str:
    """Return the local month of a tick: 2025-04."""
    return f"{clock(result.scenario).at(int(tick)):%Y-%m}"


def counted_runs(result: "Result", *among: Condition) -> Number:
    """Return the number of runs in which all conditions hold."""
    return Number(float(holds(result, among).sum()), "runs", "", among)


def number(result: "Result", how: How, figure: str, *among: Condition, since: str = "") -> Number:
    """Return a number over the runs in which the figure exists and all conditions hold."""
    values = column(result, figure)
    if since:
        values = (values - column(result, since)) / DAY
    kept = values[holds(result, among) & np.isfinite(values)]
    return Number(_taken(kept, how), how, figure, among, since)


def interval(result: "Result", figure: str) -> dict[str, Number]:
    """Return the two ends of the 95% interval of a mean or share; NaN where there is none."""
    found = result.summary.get(figure)
    low, high = (found.low, found.high) if found is not None else (math.nan, math.nan)
    return {"low": Number(low, "low", figure), "high": Number(high, "high", figure)}


def _taken(values: F, how: How) -> float:
    if not values.size:
        return math.nan
    match how:
        case "mean":
            return float(values.mean())
        case "median":
            return float(np.median(values))
        case "least":
            return float(values.min())
        case "most":
            return float(values.max())
        case "p5" | "p95":
            return float(np.quantile(values, 0.05 if how == "p5" else 0.95, method="inverted_cdf"))
    return float(values.size)
