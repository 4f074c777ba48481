"""The differences as dots with their intervals: which scenario moves which figure, and what is chance."""

import math
from dataclasses import replace

from sim.arrays import DAY
from sim.experiments.comparison.compare import Comparison
from sim.experiments.comparison.differences import Difference
from sim.views.comparison.answer import steps
from sim.views.comparison.charts.roles import roles, source
from sim.views.comparison.rows import cell
from sim.views.kit.chart import Axis, Chart, Panel, rows
from sim.views.kit.marks import Mark, Rule, Text, whisker
from sim.views.kit.palette import CHANCE, INK, MUTED
from sim.views.kit.wrapping import wrapped
from sim.views.text import words
from sim.wording import counted, say

ACROSS = 3
MOST = 12  # panels; the table has all figures
ROW = 0.3  # inches, a scenario


def whiskers(comparison: Comparison) -> Chart:
    """Return a panel a figure, a row a scenario: the difference and its interval, grey where it contains 0."""
    names = drawn(comparison)
    panels = [_panel(comparison, name, named=k % ACROSS == 0) for k, name in enumerate(names)]
    if not names:
        blank, none = Axis(say("difference"), "none", bare=True), Axis("", "rows", bare=True, grid=False)
        panels = [Panel((), blank, none, ROW + 0.75, empty=say("no figure differs"))]
    message, whence = title(comparison), source(comparison)
    caption = say(
        "Each dot is the mean difference from the baseline (of dates the median), its line the 95% interval that holds "
        "at once with all others shown. Grey: the line contains 0, so that it cannot be told from chance."
    )
    return Chart("differences", message, caption, whence, tuple(panels), columns=ACROSS)


def drawn(comparison: Comparison) -> list[str]:
    """Return the first dozen of the figures that any scenario moves; if none does, of those that differ at all."""
    found = [name for name in comparison.figures if _moves(comparison, name, ("more", "less", "chance"))]
    clear = [name for name in found if _moves(comparison, name, ("more", "less"))]
    return (clear or found)[:MOST]


def _moves(comparison: Comparison, name: str, verdicts: tuple[str, ...]) -> bool:
    return any(other.differences[name].verdict in verdicts for other in comparison.others)


def _has_interval(difference: Difference) -> bool:
    return bool(difference.changed) and not math.isnan(difference.low)


def _instead(difference: Difference, step: str) -> str:
    """Return what stands where there is no interval."""
    if not difference.n:
        return say("not in both")
    if difference.verdict == "unknown":
        return say("too rare to tell")
    return say("{step}, not proven", step=step) if difference.verdict == "chance" else step


def _panel(comparison: Comparison, name: str, *, named: bool) -> Panel:
    telling, shades = steps(comparison), roles(comparison)
    scale = _scale(comparison.others[0].differences[name])
    right = any(_has_interval(one := other.differences[name]) and one.high > 0 for other in comparison.others)
    marks: list[Mark] = [Rule(0, INK, upright=True)]
    for row, other in enumerate(comparison.others):
        one = other.differences[name]
        if not _has_interval(one):
            said = _instead(one, cell(one, telling).step)
            marks.append(Text(0, row, said, MUTED, "right" if right else "left", size=8.0))
            continue
        role = shades[other.label] if one.verdict in ("more", "less") else CHANCE
        marks += whisker(row, (one.low / scale, one.high / scale), one.difference / scale, role)
    labels = [wrapped(other.label, 22) if named else "" for other in comparison.others]
    across = Axis("", _unit(comparison, name), grid=True, most=4, margin=0.08)
    high = ROW * len(comparison.others) + 0.75
    heading = wrapped(f"{words.capital(_about(comparison, name))}, {_unit(comparison, name)}", 32)
    return Panel(tuple(marks), across, replace(rows(labels), stroke=False), high, heading)


def _scale(difference: Difference) -> float:
    if difference.kind == "date":
        return DAY
    return 0.01 if difference.kind in ("share", "flag") else 1000.0 if difference.kind == "money" else 1.0


def _unit(comparison: Comparison, name: str) -> str:
    figure = comparison.info(name)
    return {
        "date": say("days later"),
        "share": say("percentage points"),
        "flag": say("percentage points"),
        "money": say("thousand {currency}", currency=comparison.baseline.scenario.currency),
        "hours": "h",
    }.get(figure.kind, figure.unit)


def _about(comparison: Comparison, name: str) -> str:
    return steps(comparison).subject(name).removeprefix("the ")


def title(comparison: Comparison) -> str:
    """Return how many of the differences shown are clear of chance, and which scenario has most of them."""
    verdicts = {o.label: [o.differences[name].verdict for name in comparison.figures] for o in comparison.others}
    clear = {label: sum(one in ("more", "less") for one in found) for label, found in verdicts.items()}
    every = sum(clear.values())
    if not every:
        return say("No difference can be told from chance")
    if len(clear) == 1:
        return counted(
            "{k} of {n} figure differs by more than chance", "{k} of {n} figures differ by more than chance",
            len(comparison.figures), k=every,
        )  # fmt: skip
    most = max(clear, key=lambda label: clear[label])
    return counted(
        "{k} of {n} difference is clear of chance; most of them, {most}, in “{scenario}”",
        "{k} of {n} differences are clear of chance; most of them, {most}, in “{scenario}”",
        comparison.intervals, k=every, most=clear[most], scenario=most,
    )  # fmt: skip
