"""Tables for the terminal."""

from typing import TYPE_CHECKING

from sim.views.run import decision
from sim.views.run.first.phrases import interval_heading, met_heading, spread_heading
from sim.views.run.lever_words import LeverCell, LeverRow, LeverTable
from sim.wording import noted, said, say

if TYPE_CHECKING:
    from rich.table import Table

    from sim.experiments.result import Result
    from sim.views.text.unbroken import Unbroken


OVER = noted(
    "Means over all runs: hours, days and cost of a measure count as 0 in runs that did not order it; the sentences "
    "above speak of those that did."
)


def main_figures(result: "Result") -> "Table":
    """Return what a decision rests on: value, 95% interval, and 5-95% range over the runs if they are enough for it.

    With sets of assumptions that range gives way to where the mean lies over nine in ten of them.

    Names stay as they are. Names of figures are broken over lines where a terminal is narrow, and no number is.
    """
    from sim.views.text.unbroken import Unbroken
    from sim.views.text.word_table import WordTable

    groups, assumed = decision.decision(result), result.assumption_sets is not None
    headings = [say("value"), interval_heading(result)]
    if assumed:
        headings.append(say("with assumptions, 90%"))
    elif decision.spreads(groups):
        headings.append(spread_heading(result))
    numbers = {
        row: (row.value, row.interval, row.assumed if assumed else row.spread)[: len(headings)]
        for group in groups
        for row in group.rows
    }
    table = WordTable(1)
    table.add_column(Unbroken(say("figure")), overflow="fold")
    for heading in headings:
        table.add_column(Unbroken(heading), justify="right", overflow="fold")
    for group in groups:
        table.add_row(Unbroken(group.heading, style="bold"))
        for row in group.rows:
            table.add_row(*map(Unbroken, (f" {row.label}", *numbers[row])))
    return table


def notes(result: "Result") -> list[str]:
    """Return what stands below the main figures."""
    over = said(OVER) if result.scenario.measures else ""
    missing = decision.without_spread(result) if result.assumption_sets is None else ""
    return [part for part in (over, missing) if part]


def targets(result: "Result") -> "Table":
    """Return the targets: what is asked, what was found, in what share of runs it is met."""
    from sim.views.text.unbroken import Unbroken
    from sim.views.text.word_table import WordTable

    table = WordTable()
    for heading in (say("target"), say("asked"), say("found"), met_heading(result), ""):
        table.add_column(Unbroken(heading), overflow="fold")
    for row in decision.targets(result):
        verdict = Unbroken(say("met"), style="green") if row.met else Unbroken(say("missed"), style="bold red")
        table.add_row(*(Unbroken(cell) for cell in (row.label, row.asked, row.value, row.share)), verdict)
    return table


def levers(found: LeverTable) -> "Table":
    """Return what each lever avoids, the longest wait, the cost and that of a person-hour; hindsight comes last."""
    from sim.views.text.unbroken import Unbroken
    from sim.views.text.word_table import WordTable

    table = WordTable(1)
    table.add_column(Unbroken(say("what would be otherwise")), overflow="fold")
    for heading in (say("crowded person-hours avoided"), found.headings[0], say("cost"), say("cost of one avoided")):
        table.add_column(Unbroken(heading), justify="right", overflow="fold")
    for row in found.rows:
        if not row.idle:
            table.add_row(*_lever(row))
    if found.hindsight:
        table.add_row(Unbroken(say("Only in hindsight"), style="bold"))
    for row in found.hindsight:
        table.add_row(*_lever(row))
    return table


def _lever(row: LeverRow) -> "list[Unbroken]":
    """Return the cells of a lever; the report says what it leaves as it is."""
    from sim.views.text.unbroken import Unbroken

    cost = row.cost if row.priced else LeverCell(say("no price"))
    return [Unbroken(row.label), *map(_cell, (row.crowding, row.figures[0], cost, row.per_hour))]


def _cell(cell: LeverCell) -> "Unbroken":
    """Return a number with its interval below it, faint where it is not clear of chance."""
    from sim.views.text.unbroken import Unbroken

    told = Unbroken(cell.value, style="" if cell.clear else "dim")
    if cell.within:
        told.append(f"\n{cell.within}", style="dim")
    return told
