"""Tables for the terminal."""

from typing import TYPE_CHECKING

from sim.views.run import decision

if TYPE_CHECKING:
    from rich.table import Table

    from sim.experiments.result import Result


OVER = (
    "Means over all runs: hours, days and cost of a measure count as 0 in runs that did not order it; the sentences "
    "above speak of those that did."
)


def main_figures(result: "Result") -> "Table":
    """Return what a decision rests on: value, 95% interval, 5-95% range over the runs if they are enough for it; with
    sets of
    assumptions also where the mean lies over nine in ten of them.

    Names stay as they are.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("figure", overflow="fold")
    table.add_column("value", justify="right", overflow="fold")
    assumed = result.assumption_sets is not None
    table.add_column("chance, 95%" if assumed else "95% interval", justify="right", overflow="fold")
    if assumed:
        table.add_column("with assumptions, 90%", justify="right", overflow="fold")
    groups = decision.decision(result)
    if told := decision.spreads(groups):
        table.add_column("5–95% of runs", justify="right", overflow="fold")
    for group in groups:
        table.add_row(Text(group.heading, style="bold"))
        for row in group.rows:
            second, last = (row.assumed,) if assumed else (), (row.spread,) if told else ()
            cells = (f" {row.label}", row.value, row.interval, *second, *last)
            table.add_row(*map(Text, cells))
    return table


def notes(result: "Result") -> list[str]:
    """Return what stands below the main figures."""
    over = OVER if result.scenario.measures else ""
    return [part for part in (over, decision.without_spread(result)) if part]


def targets(result: "Result") -> "Table":
    """Return the targets: what is asked, what was found, in what share of runs it is met."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("target", "asked", "found", "runs that meet it", ""):
        table.add_column(heading, overflow="fold")
    for row in decision.targets(result):
        verdict = Text("met", style="green") if row.met else Text("missed", style="bold red")
        table.add_row(*(Text(cell) for cell in (row.label, row.asked, row.value, row.share)), verdict)
    return table
