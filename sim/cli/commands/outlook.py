"""`portsim outlook`: what the next days hold from who is here now, and whether space must be ordered."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Changes, File, Saying, Stream, folder, grouped, processes, runs
from sim.cli.playing import watching
from sim.cli.saving import prepare, print_as_wrapped, print_json, report_console, saving
from sim.wording import noted, say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from sim.planning.outlook.outlook import Outlook

MOMENTS = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
Now = Annotated[
    Path,
    typer.Option(
        "--now",
        metavar="STATE",
        help="Who is here (CSV or XLSX): party, persons, arrived, step, since; or step, waiting, under_way.",
        show_default=False,
    ),
]
At = Annotated[
    datetime | None,
    typer.Option(
        "--at", formats=MOMENTS, metavar="MOMENT", help="The local moment of the state; else that of its column now."
    ),
]
Orders = Annotated[
    Path | None,
    typer.Option(
        "--orders",
        metavar="FILE",
        help="What is ordered or open: measure, ordered, ready, open_since, term_ends, options_used.",
    ),
]
Counts = Annotated[
    Path | None,
    typer.Option("--counts", metavar="FILE", help="The last weeks' counts, to which the level of arrivals is fitted."),
]
Risk = Annotated[
    float,
    typer.Option(
        "--risk",
        min=0.001,
        max=0.999,
        metavar="SHARE",
        help="From which chance of too few places on space is asked for.",
    ),
]
Record = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE", help="Add the forecast to this file (JSON lines), to be scored later."),
]
Workers = Annotated[int | None, processes(noted("all cores"))]
Out = Annotated[Path | None, folder("Where results are written.", "results/SCENARIO/outlook")]
Count = Annotated[int, runs("How many runs from the state on.")]
EXAMPLES = (
    Example("portsim outlook port.yaml --now here.csv --at '2025-07-03 12:00'", "the next 28 days, from who is here"),
    Example("portsim outlook port.yaml --now here.csv --orders orders.csv", "with what is ordered"),
    Example("portsim outlook port.yaml --now here.csv --record forecasts.jsonl", "keep it, to be scored later"),
)


@grouped
def outlook(
    file: File,
    *,
    now: Now,
    at: At = None,
    orders: Orders = None,
    counts: Counts = None,
    stream: Stream = None,
    risk: Risk = 0.1,
    record: Record = None,
    replications: Count = 200,
    out: Out = None,
    workers: Workers = None,
    changes: Changes,
    saying: Saying,
) -> None:
    """Tell from who is here now what the next days hold, and whether space must be ordered."""
    from sim.api.looking_ahead import looked_ahead
    from sim.scenario.load import load

    loaded = load(file, changes.lines)
    call_by(loaded.scenario.labels)
    into = out or Path("results") / file.stem / "outlook"
    prepare(into)
    found = looked_ahead(
        loaded.scenario, now, at=at, orders=orders, counts=counts, stream=stream, risk=risk, replications=replications,
        workers=workers, progress=watching(quiet=saying.silent),
    )  # fmt: skip
    write_files(found, into, record)
    print_answer(found, into, json=saying.json)


def write_files(found: "Outlook", folder: Path, record: Path | None) -> None:
    """Write the tables and the page, and add the forecast to the record."""
    from sim.experiments.files import write_text
    from sim.experiments.output import lines
    from sim.planning.outlook.kept_forecasts import keep
    from sim.views.outlook import tables
    from sim.views.outlook.page import page

    with saving(folder, "outlook"):
        for name in ("hours", "days", "chances", "leases"):
            write_text(folder / f"{name}.csv", lines(getattr(tables, name)(found)))
        write_text(folder / "outlook.html", [page(found)])
        if record is not None:
            keep(found, record)


def print_answer(found: "Outlook", folder: Path, *, json: bool) -> None:
    """Print the verdict and what it rests on, or one JSON document: the forecast as a record keeps it."""
    from sim.planning.outlook.kept_forecasts import record
    from sim.views.outlook.answer import heading, screen

    if json:
        print_json(record(found))
        return
    print_as_wrapped(heading(found), screen(found))
    console = report_console()
    console.print()
    pages, tables = str(folder / "outlook.html"), str(folder / "days.csv")
    console.print(say("Page: {page}; day by day: {table}.", page=pages, table=tables), markup=False)
