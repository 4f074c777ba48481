"""What the verdict of a run says: whether overflow space is ordered, when, whether it is in time, and at what cost."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.views.run.first.resting import Condition, Number, Statement, counted_runs, month_of, number
from sim.views.run.run_statistics import column

if TYPE_CHECKING:
    from sim.experiments.result import Result

HELD = 0.25  # of the orders: a month with as many of them is named
MOST = 0.66  # of the orders, that named months hold together


class Ready(NamedTuple):
    """Of the runs that order space, how many have it: open before any crowding after the order, and needed; needed
    after crowding; only after the crowding, or never open while there was some; with no crowding at all.
    """

    in_time: Number
    used: Number
    late: Number
    idle: Number

    @property
    def orders(self) -> int:
        """How many runs order it."""
        return int(sum(one.value for one in self))


def overflow_measure(result: "Result") -> str:
    """Return the measure that the verdict is about: of those that bring space, the one most often ordered; or ""."""
    brings = [name for name, measure in result.scenario.measures.items() if measure.brings.areas]
    often = {name: float(np.nansum(column(result, f"{name}_ordered"))) for name in brings}
    return max(brings, key=lambda name: often[name], default="")


def overflow_area(result: "Result") -> str:
    """Return the area that this measure enlarges; without one the area that is over its space most, else the largest;
    "" without areas.
    """
    if name := overflow_measure(result):
        return next(iter(result.scenario.measures[name].brings.areas))
    areas = result.scenario.space.areas

    def over(name: str) -> tuple[float, int]:
        return float(np.nan_to_num(column(result, f"over_capacity_hours_{name}")).sum()), areas[name].persons

    return max(areas, key=over, default="")


def ordered(name: str) -> Condition:
    """Return the condition that a measure was ordered."""
    return Condition(f"{name}_first_order", "there")


def ready(result: "Result", name: str) -> Ready:
    """Return the four cases of the runs that order a measure."""
    needed, crowded = f"{name}_days_needed", f"{name}_late_hours"
    cases = (("above nought", "nought"), ("above nought", "above nought"), ("nought", "above nought"), ("nought",) * 2)
    found = []
    for used, late in cases:
        found.append(counted_runs(result, ordered(name), Condition(needed, used), Condition(crowded, late)))  # type: ignore[arg-type]
    return Ready(*found)


def months(result: "Result", name: str) -> dict[str, Number]:
    """Return the runs whose first order falls in each month, by month (2025-04), in order."""
    ticks = column(result, f"{name}_first_order")
    found = sorted({month_of(result, tick) for tick in ticks[np.isfinite(ticks)]})
    return {month: counted_runs(result, Condition(f"{name}_first_order", "in month", month)) for month in found}


class NamedMonths(NamedTuple):
    """Months of first orders that are named (01 to 12), or the ends of the span in which they fall."""

    months: tuple[str, ...]
    span: bool


def named_months(by_month: dict[str, Number]) -> NamedMonths:
    """Return the months that hold a quarter of the first orders each, at most three, where they hold most of them;
    else the first and the last month of all.

    Months of several years fall together, so that a span of years is given by the months of its seasons.
    """
    counts: Counter[str] = Counter()
    for month, one in by_month.items():
        counts[month[5:]] += int(one.value)
    every = sum(counts.values())
    held = tuple(month for month in sorted(counts) if counts[month] >= HELD * every)
    if 0 < len(held) <= 3 and sum(counts[month] for month in held) >= MOST * every:
        return NamedMonths(held, False)
    return NamedMonths((min(counts), max(counts)), True)


def verdict(result: "Result") -> Statement:
    """Return what the verdict rests on. Kinds: `ordered`, `not ordered`, `under way` (it is when the run begins),
    `no space` (no measure brings any).
    """
    name, area = overflow_measure(result), overflow_area(result)
    held = _held(result, area)
    if not name:
        return Statement("no space", area, held | {"total": number(result, "mean", "cost_total")})
    numbers = held | {
        "total": number(result, "mean", "cost_total"),
        "runs": counted_runs(result),
        "ordered": counted_runs(result, ordered(name)),
        "without": number(result, "mean", f"cost_{name}", Condition(f"{name}_first_order", "not there")),
    }
    if result.scenario.measures[name].at_start:
        numbers |= {
            "needed": number(result, "mean", f"{name}_days_needed"),
            "cost": number(result, "mean", f"cost_{name}"),
        }
        return Statement("under way", name, numbers)
    if not numbers["ordered"].value:
        return Statement("not ordered", name, numbers)
    first, opened = f"{name}_first_order", f"{name}_first_ready"
    numbers |= {f"month {month}": one for month, one in months(result, name).items()}
    numbers |= dict(zip(Ready._fields, ready(result, name), strict=True))
    numbers |= {
        "opened": counted_runs(result, Condition(opened, "there")),
        "lead": number(result, "median", opened, since=first),
        "cost": number(result, "mean", f"cost_{name}", ordered(name)),
        "times": number(result, "most", f"{name}_times"),
    }
    return Statement("ordered", name, numbers)


def _held(result: "Result", area: str) -> dict[str, Number]:
    """Return the most people at once, on average and in any run, and hours over the space open."""
    figure = f"peak_{area}" if area else "on_site_peak"
    found = {"peak": number(result, "mean", figure), "most": number(result, "most", figure)}
    return found | ({"over": number(result, "mean", f"over_capacity_hours_{area}")} if area else {})
