"""The table of differences: a row a figure, a column a scenario."""

import math
from typing import NamedTuple

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.differences import Difference
from sim.scenario.catalogue.figure import FigureInfo
from sim.views.comparison.answer import steps
from sim.views.comparison.difference_words import Steps, few
from sim.views.text import words

NAMES = {"first_order": "first ordered", "first_ready": "first ready"}  # of dates that are no medians here
COST = "cost"
ABSENT = "not in this scenario"


class Cell(NamedTuple):
    """A difference: what it is, its interval of chance or what stands in its place, its verdict, the figure itself in
    this scenario, and where the difference lies in nine of ten sets of assumptions.
    """

    step: str
    within: str
    verdict: str
    level: str = ""
    assumed: str = ""


class Row(NamedTuple):
    """One figure: its name, its value in the baseline, a cell for each scenario."""

    name: str
    label: str
    baseline: str
    cells: tuple[Cell, ...]


class Group(NamedTuple):
    """Rows under one heading."""

    heading: str
    rows: tuple[Row, ...]


def groups(comparison: Comparison) -> list[Group]:
    """Return the figures shown: each measure, then all the rest."""
    telling = steps(comparison)
    found: dict[str, list[Row]] = {}
    for name in comparison.figures:
        info = comparison.known[name]
        owner = "" if info.kind == "money" else info.owner("measure")  # what it costs stands with the other costs
        baseline = _baseline(comparison, name, telling)
        cells = tuple(
            _cell(other, name, telling)._replace(assumed=_assumed(comparison, other, name, telling))
            for other in comparison.others
        )
        if {baseline, *(one.step for one in cells)} <= {"never", ABSENT}:
            continue
        heading = words.capital(words.plain(owner)) if owner else "Crowding, time and cost"
        found.setdefault(heading, []).append(Row(name, _label(info), baseline, cells))
    return [Group(heading, tuple(rows)) for heading, rows in found.items()]


def _label(info: FigureInfo) -> str:
    return words.capital(NAMES.get(info.what) or info.short)


def _baseline(comparison: Comparison, name: str, telling: Steps) -> str:
    one = comparison.baseline.summary.get(name)
    if one is None:
        return ABSENT
    if one.kind == "date":
        return telling.dates.day(one.p50) if one.n else "never"
    return words.percent(one.mean) if one.kind == "flag" else words.mean(one, words.unit_of(one), telling.currency)


def _cell(other: ScenarioDifference, name: str, telling: Steps) -> Cell:
    """Return a difference; of a date that the two never share, the date itself."""
    one = other.differences[name]
    if one.absent in ("other", "both"):
        return Cell(ABSENT, "", one.verdict)
    own = other.result.summary[name]
    if one.absent:
        own_level = ("never" if one.kind == "date" else words.NOT_KNOWN) if not own.n else telling.new_level(one)
        return Cell(own_level, "only in this scenario", one.verdict)
    if one.kind != "date" or one.n:
        return cell(one, telling)
    return Cell(telling.dates.day(own.p50), "only here", one.verdict) if own.n else Cell("never", "", one.verdict)


def _assumed(comparison: Comparison, other: ScenarioDifference, name: str, telling: Steps) -> str:
    """Return where a difference lies over the sets; empty without sets, and where none has it in both scenarios."""
    found = comparison.over_sets(other.label, name)
    one = other.differences[name]
    if found is None or math.isnan(found.low) or one.absent or not one.n:
        return ""
    return f"with assumptions {telling.over_sets_alone(one, found.low, found.high)}"


def cell(difference: Difference, telling: Steps) -> Cell:
    """Return one difference as it stands in a table."""
    if not difference.n:
        return Cell(words.NOT_KNOWN, "", difference.verdict)
    level = telling.new_level(difference)
    if difference.verdict == "same":
        return Cell("the same", _pairs(difference), difference.verdict, level)
    rare = f"too rare to tell: {difference.changed} of {difference.n} differ" if difference.verdict == "unknown" else ""
    parts = (
        telling.within(difference),
        _pairs(difference),
        rare or (few(difference) if difference.few else ""),
        "not clear" if difference.verdict == "chance" else "",
    )
    return Cell(telling.step(difference), "; ".join(part for part in parts if part), difference.verdict, level)


def _pairs(difference: Difference) -> str:
    """Return in how many pairs a date happened in both."""
    return words.count(difference.n, "pair") if difference.n < difference.of else ""
