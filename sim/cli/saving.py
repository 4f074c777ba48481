"""What a command does with what it found: files in a folder, one JSON document or text, and the end of an interrupt."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from sim.errors import INTERRUPTED
from sim.wording import say

if TYPE_CHECKING:
    from rich.console import Console

    from sim.views.spreadsheet.table_sheet import Sheet
    from sim.views.stress_des.item import Study


# What each command may leave in its folder; of an earlier run nothing is left next to the new.
TABLES = (
    "kpis.csv",
    "hourly.csv",
    "contingency.csv",
    "diary.csv",
    "assumption_sets.csv",
    "evidence.csv",
    "levers.csv",
    "summary.json",
    "scenario.yaml",
)
BOOK = "workbook.xlsx"  # with --xlsx
RECORD = "stress-des.md"
RESULTS = {
    "run": (*TABLES, "log.csv", "report.html"),
    "backtest": ("scores.csv", "differences.csv", "forecasts.csv", "events.csv", "backtest.html"),
    "brief": ("brief.html", "states.csv"),
    "compare": ("differences.csv", "inputs.csv", "hourly.csv", "attribution.csv", "compare.json", "compare.html"),
    "outlook": ("hours.csv", "days.csv", "chances.csv", "leases.csv", "outlook.html"),
    "sweep": ("sweep.csv", "sweep.html"),
    "sensitivity": ("sensitivity.csv", "sensitivity.html"),
    "staff": (
        "requirement.csv", "roster.csv", "roster.yaml", "roster.xlsx", "rounds.csv", "hours.csv", "surge.csv",
        "frontier.csv", "staffing.html",
    ),
    "policy": (
        "policies.csv", "futures.csv", "fresh_futures.csv", "lead_time.csv", "worth_knowing.csv", "hindsight.csv",
        "map.csv", "history.csv", "stress.csv", "forecast_skill.csv", "audit.md", "policy.html",
    ),
}  # fmt: skip
CHARTS = {
    "run": ("demand", "people_on_site", "order_dates", "time_on_site", "staff_week", "outcomes"),
    "backtest": ("foretold", "bands", "transform", "differences", "reliability"),
    "brief": (),
    "outlook": (),
    "compare": ("differences", "people_side_by_side", "order_dates", "same_people", "waterfall_*"),
    "sweep": ("heat_map-*", "sweep_lines-*"),
    "sensitivity": ("tornado-*",),
    "staff": ("cover_week", "queue_hours", "cover_map_*", "shift_stack_*", "cost_frontier"),
    "policy": ("pareto", "errors", "lead_time", "calendar", "tail", "map"),
}


def prepare(folder: Path) -> None:
    """Find out before the runs, not after, whether results can be written."""
    from sim.experiments.files import writable

    with writing():
        writable(folder)


@contextmanager
def saving(folder: Path, command: str) -> Iterator[None]:
    """As `writing`; and what the same command left in the folder before, and does not write now, is taken away."""
    from sim.experiments.files import renewed

    charts = (f"charts/{name}.{ending}" for name in CHARTS[command] for ending in ("svg", "png"))
    with writing(), renewed(folder, (*RESULTS[command], RECORD, BOOK, *charts)):
        yield


def write_book(sheets: "Iterable[Sheet]", folder: Path) -> Path:
    """Write `workbook.xlsx` of these sheets."""
    from sim.experiments.files import write_bytes
    from sim.views.spreadsheet.writer import xlsx

    return write_bytes(folder / BOOK, [xlsx(list(sheets))])


def write_record(study: "Study", folder: Path) -> Path:
    """Write `stress-des.md`, the record of a study."""
    from sim.experiments.files import write_text
    from sim.views.stress_des.recorded import record

    return write_text(folder / RECORD, record(study))


@contextmanager
def writing() -> Iterator[None]:
    """OutputError when a file cannot be written; an interrupt is said on one line, exit status 130."""
    try:
        yield
    except KeyboardInterrupt:
        interrupted(say("Interrupted while results were written: each file is whole, but not all of them are there."))
    except OSError as error:
        from sim.errors import OutputError
        from sim.experiments.files import unwritable

        raise OutputError(unwritable(error.filename or say("results"), error.strerror or str(error))) from None


def print_json(document: Any) -> None:
    """Print one JSON document."""
    import json

    typer.echo(json.dumps(document, indent=1, allow_nan=False))


def print_document(text: str) -> None:
    """Print what is read back by programs: UTF-8 wherever it goes, but on a console in what the console shows."""
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        typer.echo(text, nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def report_console() -> "Console":
    """Return what text and tables are printed on: numbers keep the colour of their sentence, and their units."""
    from rich.console import Console

    from sim.views.text.unbroken import in_lines

    class Plain(Console):
        """Prints text as it is, with no marks in it."""

        def print(self, *objects: Any, markup: bool | None = False, **kwargs: Any) -> None:
            """Print texts and tables."""
            broken = (in_lines(one, self) if isinstance(one, str) else one for one in objects)
            super().print(*broken, markup=markup, **kwargs)

    return Plain(highlight=False)


def print_lines(console: "Console", heading: str, lines: Iterable[str]) -> None:
    """Print a heading, and lines below it, a little to the right."""
    from rich.padding import Padding

    from sim.views.text.unbroken import Unbroken

    console.print(Unbroken(heading, style="bold"))
    for line in lines:
        console.print(Padding(Unbroken(line), (0, 0, 0, 2)))


def print_as_wrapped(heading: str, lines: Iterable[str]) -> None:
    """Print a heading in bold, and lines below it as they are: nothing wraps them again."""
    typer.secho(heading, bold=True)
    for line in lines:
        typer.echo(line)


def interrupted(said: str) -> NoReturn:
    """The end of a command that was interrupted with nothing to show."""
    typer.echo(said, err=True)
    raise typer.Exit(INTERRUPTED)
