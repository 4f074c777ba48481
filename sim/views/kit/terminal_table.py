"""Tables for the terminal."""

from typing import TYPE_CHECKING

from sim.views.run import decision
from sim.views.run.first.phrases import interval_heading, met_heading, spread_heading
from sim.views.run.lever_words import LeverCell, LeverRow, LeverTable
from sim.wording import noted, said, say

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.result import Result


LEVER, LEVER_NUMBERS = 18, (16, 13, 15, 11)  # columns of the name of a lever, and of each of its numbers
WIDE, LEAST = 80, 12  # columns of a terminal, and the fewest of them for the name of a figure
RULE = 2  # columns between two columns of a table, and at its edges together
OVER = noted(
    "Means over all runs: hours, days and cost of a measure count as 0 in runs that did not order it; the sentences "
    "above speak of those that did."
)


def main_figures(result: "Result") -> "Table":
    """Return what a decision rests on: value, 95% interval, and 5-95% range over the runs if they are enough for it.

    With sets of assumptions that range gives way to where the mean lies over nine in ten of them.

    Names stay as they are. On `WIDE` columns names of figures are broken over lines, and no number is.
    """
    from rich import box
    from rich.table import Table

    from sim.views.text.unbroken import Unbroken

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
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    columns = [[*heading.split(), *cells] for heading, *cells in zip(headings, *numbers.values(), strict=True)]
    left = WIDE - sum(RULE + max(map(len, column)) for column in columns) - RULE
    longest = max((1 + len(row.label) for row in numbers), default=0)
    table.add_column(Unbroken(say("figure")), overflow="fold", width=max(min(left, longest), LEAST))
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
    from rich import box
    from rich.table import Table

    from sim.views.text.unbroken import Unbroken

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in (say("target"), say("asked"), say("found"), met_heading(result), ""):
        table.add_column(Unbroken(heading), overflow="fold")
    for row in decision.targets(result):
        verdict = Unbroken(say("met"), style="green") if row.met else Unbroken(say("missed"), style="bold red")
        table.add_row(*(Unbroken(cell) for cell in (row.label, row.asked, row.value, row.share)), verdict)
    return table


def levers(found: LeverTable) -> "Table":
    """Return what each lever avoids, the longest wait, the cost and that of a person-hour; hindsight comes last."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column(say("what would be otherwise"), overflow="fold", width=LEVER)
    numbers = (say("crowded person-hours avoided"), found.headings[0], say("cost"), say("cost of one avoided"))
    for heading, width in zip(numbers, LEVER_NUMBERS, strict=True):
        table.add_column(heading, justify="right", overflow="fold", width=width)
    for row in found.rows:
        if not row.idle:
            table.add_row(*_lever(row))
    if found.hindsight:
        table.add_row(Text(say("Only in hindsight"), style="bold"))
    for row in found.hindsight:
        table.add_row(*_lever(row))
    return table


def _lever(row: LeverRow) -> "list[Text]":
    """Return the cells of a lever; the report says what it leaves as it is."""
    from rich.text import Text

    cost = row.cost if row.priced else LeverCell(say("no price"))
    return [Text(row.label), *map(_cell, (row.crowding, row.figures[0], cost, row.per_hour))]


def _cell(cell: LeverCell) -> "Text":
    """Return a number with its interval below it, faint where it is not clear of chance."""
    from rich.text import Text

    told = Text(cell.value, style="" if cell.clear else "dim")
    return told.append(f"\n{cell.within}", style="dim") if cell.within else told
