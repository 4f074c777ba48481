"""The table of differences: a row a figure, a column a scenario."""

import math
from typing import NamedTuple

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.differences import Difference
from sim.experiments.result import Result
from sim.scenario.catalogue.figure import FigureInfo
from sim.views.comparison.answer import steps
from sim.views.comparison.difference_words import Steps, few
from sim.views.run.first.phrases import conditioned
from sim.views.text import words
from sim.wording import counted, said, say

WIDE = 46.0  # percent of a cell's width, from nought to the farthest end of its row


class Drawn(NamedTuple):
    """A difference and the ends of its interval, in percent of the width; nought is in the middle."""

    at: float
    low: float
    high: float


class Cell(NamedTuple):
    """A difference: what it is, its interval of chance or what stands in its place, its verdict, the figure itself in
    this scenario, where the difference lies in nine of ten sets of assumptions, and how it is drawn.
    """

    step: str
    within: str
    verdict: str
    level: str = ""
    assumed: str = ""
    drawn: Drawn | None = None


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
        if all(_nowhere(one, name) for one in comparison.results.values()):
            continue
        reach = max((_far(other.differences[name]) for other in comparison.others), default=0.0)
        cells = tuple(
            _cell(comparison, other, name, telling)._replace(
                assumed=_assumed(comparison, other, name, telling), drawn=_drawn(other.differences[name], reach)
            )
            for other in comparison.others
        )
        heading = words.capital(words.plain(owner)) if owner else say("Crowding, time and cost")
        found.setdefault(heading, []).append(Row(name, _label(info), _baseline(comparison, name, telling), cells))
    return [Group(heading, tuple(rows)) for heading, rows in found.items()]


def _nowhere(result: Result, name: str) -> bool:
    """Return whether a scenario does not have a figure, or a date that never comes."""
    one = result.summary.get(name)
    return one is None or (one.kind == "date" and not one.n)


def _far(one: Difference) -> float:
    """Return how far from nought a difference reaches, with its interval."""
    return max((abs(end) for end in (one.difference, one.low, one.high) if math.isfinite(end)), default=0.0)


def _drawn(one: Difference, reach: float) -> Drawn | None:
    """Return how a difference is drawn; None where it is the same in every pair, and where there is no interval."""
    if not reach or not one.changed or math.isnan(one.low):
        return None
    at, low, high = (round(50 + WIDE * end / reach, 1) for end in (one.difference, one.low, one.high))
    return Drawn(at, low, high)


def _label(info: FigureInfo) -> str:
    named = {"first_order": say("First ordered"), "first_ready": say("First ready")}  # dates that are no medians here
    return named.get(info.what) or words.capital(said(info.short))


def _baseline(comparison: Comparison, name: str, telling: Steps) -> str:
    one = comparison.baseline.summary.get(name)
    if one is None:
        return say("not in this scenario")
    if one.kind == "date":
        return telling.dates.day(one.p50) if one.n else say("never")
    if one.kind == "flag":
        return _share(comparison, one.mean, one.n)
    paired = (other.differences[name] for other in comparison.others)
    both = next((pair for pair in paired if not pair.absent and pair.n), None)
    if both is not None:  # over the pairs, as the cells next to it, and rounded as they are
        return telling.level(both)
    return words.mean(one, words.unit_of(one), telling.currency)


def _share(comparison: Comparison, share: float, n: int) -> str:
    """Return a share of the runs; of a year that was counted, the histories: they have no chance."""
    if not conditioned(comparison.baseline):
        return words.percent(share)
    return counted("{k} of {n} history", "{k} of {n} histories", n, k=round(share * n))


def _cell(comparison: Comparison, other: ScenarioDifference, name: str, telling: Steps) -> Cell:
    """Return a difference; of a date that the two never share, the date itself."""
    one = other.differences[name]
    if one.absent in ("other", "both"):
        return Cell(say("not in this scenario"), "", one.verdict)
    own = other.result.summary[name]
    if one.absent:
        nothing = say("never") if one.kind == "date" else words.NOT_KNOWN
        return Cell(telling.new_level(one) if own.n else nothing, say("only in this scenario"), one.verdict)
    if one.kind != "date" or one.n:
        made = cell(one, telling)
        level = _share(comparison, one.other, one.n) if one.kind == "flag" and made.level else made.level
        return made._replace(level=level)
    return (
        Cell(telling.dates.day(own.p50), say("only here"), one.verdict)
        if own.n
        else Cell(say("never"), "", one.verdict)
    )


def _assumed(comparison: Comparison, other: ScenarioDifference, name: str, telling: Steps) -> str:
    """Return where a difference lies over the sets; empty without sets, and where none has it in both scenarios."""
    found = comparison.over_sets(other.label, name)
    one = other.differences[name]
    if found is None or math.isnan(found.low) or one.absent or not one.n:
        return ""
    return say("with assumptions {span}", span=telling.over_sets_alone(one, found.low, found.high))


def cell(difference: Difference, telling: Steps) -> Cell:
    """Return one difference as it stands in a table."""
    if not difference.n:
        return Cell(words.NOT_KNOWN, "", difference.verdict)
    level = telling.new_level(difference)
    if difference.verdict == "same":
        return Cell(say("the same"), _pairs(difference), difference.verdict, level)
    parts = (
        telling.within(difference),
        _pairs(difference),
        _rare(difference),
        say("not proven") if difference.verdict == "chance" else "",
    )
    return Cell(telling.step(difference), "; ".join(part for part in parts if part), difference.verdict, level)


def _rare(one: Difference) -> str:
    """Return that few pairs differ, where so: too few to tell, or to rely on the size."""
    if one.verdict == "unknown":
        return say("too rare to tell: {k} of {n} differ", k=one.changed, n=one.n)
    return few(one) if one.few else ""


def _pairs(difference: Difference) -> str:
    """Return in how many pairs a date happened in both."""
    return counted("{n} pair", "{n} pairs", difference.n) if difference.n < difference.of else ""
