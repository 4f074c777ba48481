"""The boxes of the first screen, a question each; the lines below: where people wait, how many are sent back."""

import math
from typing import TYPE_CHECKING

from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.views.run.first.overflow import Ready, months, ordered, overflow_area, overflow_measure, ready
from sim.views.run.first.resting import Condition, Number, Statement, counted_runs, interval, number

if TYPE_CHECKING:
    from sim.experiments.result import Result


def boxes(result: "Result") -> list[Statement]:
    """Return the four boxes; without a measure that brings space stay and wait stand in for the first two."""
    name, area = overflow_measure(result), overflow_area(result)
    if not name:
        return [stay(result), wait(result), peak(result, area), cost(result, "")]
    return [is_ordered(result, name), in_time(result, name), peak(result, area), cost(result, name)]


def is_ordered(result: "Result", name: str) -> Statement:
    """Return how many runs order a measure, and in which months first."""
    numbers = {"runs": counted_runs(result), "ordered": counted_runs(result, ordered(name))}
    numbers |= {"share": number(result, "mean", f"{name}_ordered")} | interval(result, f"{name}_ordered")
    return Statement(
        "is ordered", name, numbers | {f"month {month}": one for month, one in months(result, name).items()}
    )


def in_time(result: "Result", name: str) -> Statement:
    """Return the four cases of the runs that order a measure, and how long it takes to open."""
    numbers = dict(zip(Ready._fields, ready(result, name), strict=True)) | {
        "runs": counted_runs(result),
        "ordered": counted_runs(result, ordered(name)),
        "opened": counted_runs(result, Condition(f"{name}_first_ready", "there")),
        "lead": number(result, "median", f"{name}_first_ready", since=f"{name}_first_order"),
    }
    return Statement("in time", name, numbers)


def peak(result: "Result", area: str) -> Statement:
    """Return the most people at once, in an area or on site, on average, and where nine runs in ten lie."""
    figure = f"peak_{area}" if area else "on_site_peak"
    numbers = {"runs": counted_runs(result), "peak": number(result, "mean", figure)}
    numbers |= {how: number(result, how, figure) for how in ("p5", "p95", "most")} | interval(result, figure)
    if area:
        numbers["over"] = number(result, "mean", f"over_capacity_hours_{area}")
    return Statement("peak", area, numbers)


def cost(result: "Result", name: str) -> Statement:
    """Return what a measure costs in the runs that order it and in others, and what all costs in both."""
    numbers = {"runs": counted_runs(result), "total": number(result, "mean", "cost_total")}
    if name:
        without = Condition(f"{name}_first_order", "not there")
        numbers |= {
            "with": counted_runs(result, ordered(name)),
            "each": number(result, "mean", f"cost_{name}", ordered(name)),
            "kept": number(result, "mean", f"cost_{name}", without),
            "mean": number(result, "mean", f"cost_{name}"),
            "total with": number(result, "mean", "cost_total", ordered(name)),
            "total without": number(result, "mean", "cost_total", without),
        }
    return Statement("cost", name, numbers)


def stay(result: "Result") -> Statement:
    """Return the mean stay, and what one claimant in twenty exceeds; of stays up to a limit where whole ones are not
    given.
    """
    told = stay_phrases(result.scenario, result.withheld)
    return Statement(
        "stay", "", {"mean": number(result, "mean", told["mean"]), "late": number(result, "mean", told["p95"])}
    )


def wait(result: "Result") -> Statement:
    """Return the step for which people wait longest, and the next after it, by their mean waits."""
    waits = [
        (found.mean, info.owner("step"), name)
        for name, info in result.figures.items()
        if info.what == "wait" and name in result.names and name.endswith("_mean") and len(info.owners) == 1
        and (found := result.summary[name]).n
    ]  # fmt: skip
    longest = sorted(waits, key=lambda one: -one[0])[:2]
    numbers: dict[str, Number] = {}
    for role, (_, _, name) in zip(("longest", "next"), longest, strict=False):
        numbers[role] = number(result, "mean", name)
    return Statement("wait", longest[0][1] if longest and longest[0][0] > 0 else "", numbers)


def next_step(result: "Result", found: Statement) -> str:
    """Return the step of the second longest wait; "" if nobody waits for it."""
    one = found.numbers.get("next")
    return result.figures[one.figure].owner("step") if one and one.value > 0 else ""


def sent_back(result: "Result") -> Statement:
    """Return how many of those decided are sent back, and how many are still there at the end."""
    numbers = {role: number(result, "mean", role) for role in ("returned", "returned_share", "arrived")}
    return Statement("sent back", "", {role: one for role, one in numbers.items() if not math.isnan(one.value)})
