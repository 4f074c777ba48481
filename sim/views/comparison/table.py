"""A comparison on a terminal."""

from typing import TYPE_CHECKING

from sim.experiments.comparison.compare import Comparison
from sim.views.comparison.first.gap_words import lettered
from sim.views.comparison.rows import Cell, groups
from sim.wording import say

if TYPE_CHECKING:
    from rich.table import Table

    from sim.views.text.unbroken import Unbroken

ACROSS = 3  # scenarios side by side; more follow below


def tables(comparison: Comparison) -> list["Table"]:
    """Return the differences, at most three scenarios in one table."""
    return [_table(comparison, k) for k in range(0, len(comparison.others), ACROSS)]


def _table(comparison: Comparison, first: int) -> "Table":
    from sim.views.text.unbroken import Unbroken
    from sim.views.text.word_table import WordTable

    several = slice(first, first + ACROSS)
    table = WordTable()
    table.add_column(Unbroken(say("figure")), overflow="fold")
    table.add_column(Unbroken(lettered(comparison, comparison.label)), justify="right", overflow="fold")
    for other in comparison.others[several]:
        table.add_column(Unbroken(lettered(comparison, other.label)), justify="right", overflow="fold")
    for group in groups(comparison):
        table.add_row(Unbroken(group.heading, style="bold"))
        for row in group.rows:
            table.add_row(
                Unbroken(f" {row.label}"), Unbroken(row.baseline), *(_cell(one) for one in row.cells[several])
            )
    return table


def _cell(cell: Cell) -> "Unbroken":
    from sim.views.text.unbroken import Unbroken

    clear = cell.verdict in ("more", "less")
    step = Unbroken(f"({cell.step})" if cell.level else cell.step, style="bold" if clear else "dim")
    said = step
    if cell.level:
        said = Unbroken(cell.level)
        said.append(" ").append(step)
    if cell.within:
        said.append(f"\n{cell.within}", style="dim" if not clear else "not bold")
    if cell.assumed:
        said.append(f"\n{cell.assumed}", style="dim")
    return said
