"""`portsim backtest`: how well a scenario would have foretold counts that came later."""

from datetime import datetime
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.commands.calibrate import WIDTH, Columns, Counts, Fiscal, Office, Only, Sheet
from sim.cli.examples import Example
from sim.cli.options import Changes, ChartFiles, File, Quiet, Stream, folder, grouped
from sim.cli.remarks import remark
from sim.cli.saving import prepare, print_lines, report_console, saving
from sim.wording import noted, say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.api.backtesting import BacktestResult

EXAMPLES = (
    Example("portsim backtest mine.yaml counts.csv", "the scenario as it is, on counts it was not fitted on"),
    Example(
        "portsim backtest mine.yaml counts.csv --as-of 2025-04-20 --lead 7",
        "a week ahead, fitted again on what had been published by each day",
    ),
)

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="Roll through the counts from this day on; each forecast is fitted on what was published by its day.",
    ),
]
Leads = Annotated[
    list[int] | None,
    typer.Option(
        "--lead", min=1, metavar="DAYS", help="How long before; repeatable.", show_default=noted("7, 28, 56, 110")
    ),
]
Above = Annotated[
    float | None,
    typer.Option(
        "--above", min=0, metavar="PERSONS", help="Months above it are events.", show_default=noted("twice the usual")
    ),
]

Out = Annotated[Path | None, folder("Where the page and the tables are written.", "results/SCENARIO/backtest")]


@grouped
def backtest(
    file: File,
    counts: Counts,
    *,
    as_of: AsOf = None,
    lead: Leads = None,
    above: Above = None,
    office: Office = None,
    stream: Stream = None,
    columns: Columns = None,
    only: Only = None,
    sheet: Sheet = "",
    fiscal_year_starts: Fiscal = None,
    out: Out = None,
    charts: ChartFiles = "",
    changes: Changes,
    quiet: Quiet = False,
) -> None:
    """Hold the arrivals of a scenario against published counts that they were not fitted on.

    Writes backtest.html and tables into a folder.
    """
    from sim.api.backtesting import backtest as held
    from sim.calibration.scoring.backtested import LEADS
    from sim.scenario.load import load

    loaded = load(file, changes.lines)
    call_by(loaded.scenario.labels)
    into = out or Path("results") / file.stem / "backtest"
    prepare(into)
    remark(loaded, quiet=quiet)
    found = held(
        loaded.scenario,
        counts,
        as_of=as_of.date() if as_of else None,
        leads=lead or LEADS,
        above=above,
        office=office,
        stream=stream,
        columns=dict(one.split("=", 1) for one in columns or []),
        only=dict(one.split("=", 1) for one in only or []),
        sheet=sheet,
        fiscal_year_starts=fiscal_year_starts,
    )
    write_files(found, into, [one for one in charts.split(",") if one])
    print_answer(found, into)


def write_files(found: "BacktestResult", into: Path, charts: "Sequence[str]") -> None:
    """Write the tables, the page, and the charts if asked for."""
    from functools import partial

    from sim.experiments.files import write_text
    from sim.experiments.output import lines
    from sim.views.backtest import tables
    from sim.views.backtest.pictures import charts as drawn
    from sim.views.kit.pictures import save_as

    with saving(into, "backtest"):
        write_text(into / "scores.csv", lines(tables.score_rows(found)))
        write_text(into / "differences.csv", lines(tables.difference_rows(found)))
        write_text(into / "forecasts.csv", lines(tables.forecast_rows(found)))
        write_text(into / "events.csv", lines(tables.event_rows(found)))
        if charts:
            save_as({one.name: partial(lambda chart: chart, one) for one in drawn(found)}, into / "charts", charts)
        write_text(into / "backtest.html", [found.page])


def print_answer(found: "BacktestResult", into: Path) -> None:
    """Print the sentences and the tables."""
    from sim.views.backtest.tables import tables
    from sim.views.kit.page import shown

    for line in found.answer:
        typer.echo(fill(line, WIDTH, break_long_words=False))
    console = report_console()
    for table in tables(found):
        if table.rows:
            print_lines(console, f"\n{table.heading}", ())
            console.print(table.note, markup=False)
            console.print(shown(table, stacked=True))
    page, rows = str(into / "backtest.html"), str(into / "scores.csv")
    console.print(say("Page: {page}; all numbers: {table}.", page=page, table=rows), markup=False)
