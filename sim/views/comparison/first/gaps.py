"""What a change does to each figure that is shown: a statement with the levels, the difference and its interval."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sim.arrays import DAY
from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.differences import Difference
from sim.experiments.result import Result
from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.views.run.first.overflow import overflow_area, overflow_measure
from sim.views.run.run_statistics import column
from sim.views.text.statement import Condition, Number, Statement

CLEAR = ("more", "less")
USUAL = ("unserved", "orders", "over", "first", "stay", "peak", "within", "cost")  # what a verdict is about
UNSERVED = "unserved"


class Subject(NamedTuple):
    """What a comparison is about: the measure that brings space and the area, of whichever scenario; or ""."""

    measure: str
    area: str


def common(comparison: Comparison) -> dict[str, Result]:
    """Return the results by label, of the replications that all of them have, in the same order."""
    numbers = set.intersection(*({run.number for run in one.runs} for one in comparison.results.values()))
    return {
        label: one
        if len(one.runs) == len(numbers)
        else replace(one, runs=tuple(run for run in one.runs if run.number in numbers))
        for label, one in comparison.results.items()
    }


def subject(comparison: Comparison) -> Subject:
    """Return the measure that brings space which is ordered most often in any scenario, and the area."""
    found = [(name, one) for one in comparison.results.values() if (name := overflow_measure(one))]
    often = {name: 0.0 for name, _ in found}
    for name, one in found:
        often[name] = max(often[name], float(np.nansum(column(one, f"{name}_ordered"))))
    measure = max(often, key=lambda name: often[name], default="")
    owner = next((one for name, one in found if name == measure), comparison.baseline)
    area = overflow_area(owner)
    everywhere = all(area in one.scenario.space.areas for one in comparison.results.values())
    return Subject(measure, area if everywhere else "")


def roles(comparison: Comparison) -> dict[str, str]:
    """Return the figures shown, by what they are to a verdict: the usual ones, the most telling first and the cost
    last; then the others, by their names.
    """
    about = subject(comparison)
    withheld = any(one.withheld for one in comparison.results.values())
    stays = stay_phrases(comparison.baseline.scenario, withheld)
    usual = {
        "unserved": UNSERVED,
        "orders": f"{about.measure}_ordered",
        "over": f"over_capacity_hours_{about.area}",
        "first": f"{about.measure}_first_order",
        "stay": stays["mean"],
        "peak": f"peak_{about.area}" if about.area else "on_site_peak",
        "within": "within_24h",
        "cost": "cost_total",
    }
    found = {role: name for role, name in usual.items() if name in comparison.figures}
    return found | {name: name for name in comparison.figures if name not in found.values()}


def effects(comparison: Comparison, other: ScenarioDifference) -> list[Statement]:
    """Return what a change does to each of the figures that a verdict can be about, of those that both have.

    That people are left unserved in other numbers is said whatever figures are shown.
    """
    wanted = roles(comparison)
    left = other.differences.get(UNSERVED)
    if left is not None and left.changed:
        wanted = {"unserved": UNSERVED} | wanted
    found = [
        effect(role, other.label, one, comparison)
        for role, name in wanted.items()
        if not (one := other.differences[name]).absent and one.n
    ]
    orders = other.differences.get(wanted.get("orders", ""))
    return found if orders is None or not orders.absent else [_only(orders, other.label, comparison), *found]


def _only(one: Difference, label: str, comparison: Comparison) -> Statement:
    """Return in how many runs a measure is ordered that the first scenario does not have, or that this one has no more.

    Conditions: `only here`, or `only there`.
    """
    if one.absent != "baseline":
        return Statement("orders", label, {}, ("only there", "flag"))
    kept, yes = common(comparison)[label], Condition(one.name, "above nought")
    numbers = {
        "new runs": Number(float((column(kept, one.name) > 0).sum()), "runs", "", (yes,), of=label),
        "all runs": Number(float(len(kept.runs)), "runs", of=label),
    }
    return Statement("orders", label, numbers, ("only here", "flag"))


def effect(role: str, label: str, one: Difference, comparison: Comparison) -> Statement:
    """Return what a change does to a figure. Conditions: the verdict of the difference, and the kind of the figure."""
    scale = DAY if one.kind == "date" else 1.0
    there = Condition(one.name, "there")
    numbers = {
        "old": Number(one.baseline, "mean", one.name, (there,), of=comparison.label),
        "new": Number(one.other, "mean", one.name, (there,), of=label),
        "gap": Number(one.difference / scale, "gap", one.name, of=label),
        "low": Number(one.low / scale, "gap low", one.name, of=label),
        "high": Number(one.high / scale, "gap high", one.name, of=label),
    }
    if one.kind == "date":
        del numbers["old"], numbers["new"]
    if one.kind == "flag":
        numbers |= {f"{role} runs": _runs(one, label, comparison)[role] for role in ("old", "new", "all")}
    return Statement(role, label, numbers, (one.verdict, one.kind))


def _runs(one: Difference, label: str, comparison: Comparison) -> dict[str, Number]:
    """Return in how many runs something comes about, in the first scenario and in another, and of how many."""
    yes, n = Condition(one.name, "above nought"), one.of
    return {
        "old": Number(float(round(one.baseline * one.n)), "runs", "", (yes,), of=comparison.label),
        "new": Number(float(round(one.other * one.n)), "runs", "", (yes,), of=label),
        "all": Number(float(n), "runs", of=label),
    }


def is_clear(found: Statement) -> bool:
    """Return whether a difference is clear of chance."""
    return found.conditions[0] in CLEAR


def is_only(found: Statement) -> bool:
    """Return whether it is about a measure that one of the two scenarios does not have."""
    return found.conditions[0] in ("only here", "only there")
