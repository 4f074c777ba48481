"""The boxes of a comparison: one question to each scenario, answered from its runs; and the same people, followed."""

from typing import NamedTuple

import numpy as np

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.same_people import EDGES
from sim.experiments.result import Result
from sim.views.comparison.first.gaps import common, effect, subject
from sim.views.run.first import boxes as of_run
from sim.views.run.first.resting import number
from sim.views.text.statement import Number, Statement

EQUAL = len(EDGES) + 1  # the place of those who wait exactly as long


class Box(NamedTuple):
    """A question: its kind, what is asked of, the answer of each scenario, and the difference of the one in front."""

    kind: str
    subject: str
    sides: tuple[Statement, ...]
    gap: Statement | None


def boxes(comparison: Comparison, front: ScenarioDifference) -> list[Box]:
    """Return the four boxes; `front` is the scenario whose numbers are large."""
    about, results = subject(comparison), common(comparison)
    made = {
        "orders": about.measure,
        "over": about.area if any(one.scenario.space.areas for one in results.values()) else "",
        "stay": "all",
        "within": "all",
    }
    first = [kind for kind, there in made.items() if there][:2]
    last = "within" if "within" not in first else "peak"
    if any(sum(one.by_change) for one in front.people):
        last = "waits"
    return [_box(comparison, results, front, kind, about.measure, about.area) for kind in (*first, "cost", last)]


def in_time(comparison: Comparison) -> list[Statement]:
    """Return for each scenario in which the measure is ordered in any run how many orders are in time, and the time
    until it opens.
    """
    name = subject(comparison).measure
    found = [
        _named(of_run.in_time(one, name), label)
        for label, one in common(comparison).items()
        if name in one.scenario.measures
    ]
    return [one for one in found if one["ordered"]]


def waits(comparison: Comparison) -> list[Statement]:
    """Return for each scenario the step for which people wait longest; the subject is the step."""
    return [_of(of_run.wait(one), label) for label, one in common(comparison).items()]


def _box(
    comparison: Comparison, results: dict[str, Result], front: ScenarioDifference, kind: str, measure: str, area: str
) -> Box:
    if kind == "waits":
        return Box(kind, "", tuple(_followed(other) for other in comparison.others if other.people), None)
    sides = tuple(_side(one, label, kind, measure, area) for label, one in results.items())
    gap = None
    if kind == "cost" and "cost_total" in front.differences:
        gap = effect("cost", front.label, front.differences["cost_total"], comparison)
    return Box(kind, measure if kind in ("orders", "cost") else area, sides, gap)


def _side(result: Result, label: str, kind: str, measure: str, area: str) -> Statement:
    there = measure in result.scenario.measures
    if kind == "orders":
        return _named(of_run.is_ordered(result, measure), label) if there else Statement("absent", label)
    if kind == "cost":
        return _named(of_run.cost(result, measure if there else ""), label)
    if kind == "stay":
        return _named(of_run.stay(result), label)
    if kind == "peak":
        return _named(of_run.peak(result, area), label)
    figure = f"over_capacity_hours_{area}" if kind == "over" else "within_24h"
    return _named(Statement(kind, area, {"mean": number(result, "mean", figure)}), label)


def _of(one: Statement, label: str) -> Statement:
    """Return a statement of a run as one of a scenario."""
    return Statement(one.kind, one.subject, {role: n._replace(of=label) for role, n in one.numbers.items()})


def _named(one: Statement, label: str) -> Statement:
    """Return the same with the scenario as its subject."""
    return Statement(one.kind, label, _of(one, label).numbers)


def _followed(other: ScenarioDifference) -> Statement:
    """Return the shares of the same people who wait less, as long, longer: means over pairs of runs."""
    counts = np.array([met.by_change for met in other.people], dtype=np.float64)
    counts = counts[counts.sum(axis=1) > 0]
    shares = counts / counts.sum(axis=1, keepdims=True) if len(counts) else np.full((1, 2 * EQUAL + 1), np.nan)
    parts = {
        "shorter": shares[:, :EQUAL],
        "as long": shares[:, EQUAL : EQUAL + 1],
        "longer": shares[:, EQUAL + 1 :],
    }
    numbers = {name: Number(float(part.sum(axis=1).mean()), name, of=other.label) for name, part in parts.items()}  # type: ignore[arg-type]
    return Statement("waits", other.label, numbers)
