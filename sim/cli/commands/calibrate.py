"""`portsim calibrate`: from published counts to a scenario."""

from datetime import datetime
from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Quiet, Stream
from sim.cli.refused import Refused
from sim.cli.saving import print_document, writing
from sim.wording import say
from sim.wording.named import call_by

WIDTH = 80
EXAMPLES = (
    Example("portsim calibrate counts.csv > port.yaml", "a scenario that runs, with the arrivals of these counts"),
    Example("portsim calibrate counts.xlsx --onto port.yaml > mine.yaml", "the same, laid on port.yaml"),
    Example("portsim calibrate counts.csv --shares shares.csv --services log.csv", "shares and the times of steps too"),
    Example(
        "portsim calibrate counts.csv --column count=Encounters --only Office=North", "say which column, which rows"
    ),
)


def _pairs(given: list[str] | None) -> list[str]:
    if any("=" not in one for one in given or []):
        raise Refused(say("NAME=VALUE"))
    return given or []


Counts = Annotated[
    Path, typer.Argument(metavar="COUNTS", help="Counts as published (CSV or XLSX).", show_default=False)
]
Onto = Annotated[
    Path | None,
    typer.Option(
        "--onto", metavar="SCENARIO", help="The scenario that is given the arrivals; without it, the template of new."
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the scenario here, not on the screen.")]
Written = Annotated[
    Path | None,
    typer.Option(
        "--page", metavar="FILE", help="Write a page: the counts against the fit, and what is not identified."
    ),
]
Office = Annotated[str | None, typer.Option("--office", metavar="NAME", help="Which stream or office of the counts.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="ROLE=NAME",
        callback=_pairs,
        help="Which column is for what: period, from, to, count, stream, group, known, grade; repeatable.",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="COLUMN=VALUE", callback=_pairs, help="Rows with this value alone; repeatable."),
]
Sheet = Annotated[str, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook.", show_default=False)]
Fiscal = Annotated[
    int | None,
    typer.Option("--fiscal-year-starts", min=1, max=12, metavar="MONTH", help="The first month of a fiscal year."),
]
Changes = Annotated[
    list[datetime] | None,
    typer.Option(
        "--change",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="A day on which the level changes; repeatable. Else found.",
    ),
]
Conditioned = Annotated[
    bool, typer.Option("--conditioned", help="Every history has these counts (conditioned_on); else they vary.")
]
SharesOf = Annotated[
    Path | None,
    typer.Option("--shares", metavar="FILE", help="Shares that were counted: path, count, of or name, from, to."),
]
ServicesOf = Annotated[
    Path | None,
    typer.Option("--services", metavar="LOG", help="An event log (as log.csv) that the times of steps are fitted to."),
]
PresentAt = Annotated[
    datetime | None,
    typer.Option(
        "--present-at",
        formats=["%Y-%m-%dT%H:%M"],
        metavar="MOMENT",
        help="Of the log, only visits under way at this moment: a census, in which long ones are met more often.",
    ),
]


def calibrate(
    counts: Counts,
    onto: Onto = None,
    out: Out = None,
    page: Written = None,
    office: Office = None,
    stream: Stream = None,
    columns: Columns = None,
    only: Only = None,
    sheet: Sheet = "",
    fiscal_year_starts: Fiscal = None,
    changes: Changes = None,
    conditioned: Conditioned = False,
    shares: SharesOf = None,
    services: ServicesOf = None,
    present_at: PresentAt = None,
    quiet: Quiet = False,
) -> None:
    """Fit the arrivals of a stream to published counts; print a whole scenario with them."""
    from sim.api.calibrating import calibrate as fitted
    from sim.experiments.files import write_text
    from sim.scenario.load import load

    found = fitted(
        counts,
        load(onto).scenario if onto else None,
        office=office,
        stream=stream,
        columns=dict(one.split("=", 1) for one in columns or []),
        only=dict(one.split("=", 1) for one in only or []),
        sheet=sheet,
        fiscal_year_starts=fiscal_year_starts,
        changes=[one.date() for one in changes] if changes else None,
        conditioned=conditioned,
        shares=shares,
        services=services,
        present_at=present_at,
    )
    call_by(found.scenario.labels)
    if not quiet:
        for line in found.answer:
            typer.echo(fill(line, WIDTH, break_long_words=False), err=True)
    if page is not None:
        with writing():
            write_text(page, [found.page])
    if out is None:
        print_document(found.yaml)
    else:
        with writing():
            write_text(out, [found.yaml])
