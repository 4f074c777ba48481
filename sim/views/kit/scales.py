"""How a figure stands on an axis and a path next to it: units, short names, limits; for charts over many points."""

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.catalogue.unit_names import unit_name
from sim.views.kit.sources import program_version
from sim.views.text import words
from sim.wording import said, say
from sim.wording.named import labels_now

if TYPE_CHECKING:
    from sim.experiments.result import Summary
    from sim.scenario.catalogue.figure import FigureInfo


class Scale(NamedTuple):
    """How a figure is drawn: in which unit, and how the axis is called."""

    factor: float  # what values are divided by
    suffix: str  # after a number on the axis
    label: str
    unit: str


def source(scenario: str, points: int, replications: int, seed: int, more: str = "") -> str:
    """Return where a chart over points comes from."""
    runs = say(
        "{points} with {replications} each",
        points=words.count(points, "point"), replications=words.count(replications, "replication"),
    )  # fmt: skip
    return say(
        "portsim {version} · scenario {name} · {runs} · seed {seed}",
        version=program_version(), name=scenario, runs=runs + more, seed=str(seed),
    )  # fmt: skip


def scale(info: "FigureInfo", values: Iterable[float]) -> Scale:
    """Return the scale of a figure that takes these values."""
    name = words.capital(said(info.label))
    if info.kind in ("share", "flag"):
        return Scale(0.01, "%", name if info.kind == "share" else say("{figure}, share of runs", figure=name), "%")
    if info.kind == "money":
        greatest = max((abs(value) for value in values if value == value), default=0.0)
        factor, unit = 1.0, info.unit
        if greatest >= words.MILLION:
            factor, unit = words.MILLION, say("million {currency}", currency=info.unit)
        return Scale(factor, "", say("{figure}, {unit}", figure=name, unit=unit), unit)
    unit = unit_name(info.unit)
    if not unit or unit in name.lower():
        return Scale(1.0, "", name, unit or unit_name("number"))
    return Scale(1.0, "", say("{figure}, {unit}", figure=name, unit=unit), unit)


def value_text(summary: "Summary", currency: str, day: Callable[[float], str]) -> str:
    """Return a figure at one point: its mean, or its median date."""
    if summary.kind == "date":
        return day(summary.p50) if summary.n else words.NOT_KNOWN
    return words.mean(summary, words.unit_of(summary), currency)


SECTIONS = {"arrivals", "areas", "contingency", "measures", "process", "shifts", "space", "staff", "steps", "streams"}


def input_name(path: str) -> str:
    """Return what a path is called in a sentence: its label; else `staff.officers.shifts.day.on_duty` is "officers day
    on duty", where names have their labels and keys of the language are what they are.
    """
    from sim.scenario.source.source_tree import parts

    if path in labels_now():
        return words.plain(path)
    return " ".join(words.plain(str(key)) for key in parts(path) if key not in SECTIONS) or words.plain(path)


def path_or_label(path: str) -> str:
    """Return a path as it is, for a table that paths are looked up in; a name of values that move together as it is
    called.
    """
    return path if "." in path else words.plain(path)


def broken(path: str, letters: int = 28) -> str:
    """Return a path of more letters than that on two lines, broken at the dot nearest the middle; a name in words."""
    dots = [k for k, letter in enumerate(path) if letter == "."]
    if len(path) <= letters or not dots:
        return path_or_label(path)
    at = min(dots, key=lambda k: abs(k - len(path) / 2))
    return f"{path[: at + 1]}\n{path[at + 1 :]}"


def value_of(summary: "Summary") -> float:
    """Return what is drawn of a figure: its mean, of a date the median."""
    return summary.p50 if summary.kind == "date" else summary.mean


def limits(values: Iterable[float], *, zero: bool) -> tuple[float, float]:
    """Return limits of an axis that leave room over and under what is drawn; from 0 if it asks for it."""
    there = [value for value in values if math.isfinite(value)]
    low, high = (min(there), max(there)) if there else (0.0, 1.0)
    low = min(low, 0.0) if zero else low
    gap = 0.06 * (high - low) or abs(high) * 0.1 or 1.0
    return low if zero and low == 0 else low - gap, high + gap
