"""`portsim staff`: officers required by the hour, a roster that covers them, and the proof by simulation."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.examples import Example
from sim.cli.options import Changes, ChartFiles, File, Playing, Saying, Strict, grouped, runs
from sim.cli.refused import Refused
from sim.wording import said, say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from sim.planning.staffing.effort import Effort
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.requirement import Goal
    from sim.scenario.load import Loaded

Count = Annotated[int, runs("Fresh runs of a proof; up to four times for hours.", 2)]
Search = Annotated[int, typer.Option("--search", min=2, metavar="N", help="Runs of each roster that is tried.")]
Surge = Annotated[
    str | None, typer.Option("--surge", metavar="X,Y,..", help="The answer at these multiples of the demand.")
]
Budget = Annotated[
    float | None, typer.Option("--budget", min=0, metavar="HOURS", help="Buy the most with this many officer-hours.")
]
Frontier = Annotated[bool, typer.Option("--frontier", help="Cost against the share served and gone within 24 hours.")]
Served = Annotated[
    str | None,
    typer.Option("--served", metavar="SHARE", help="Share of tasks to start within --wait in every hour, such as 80%."),
]
Wait = Annotated[
    str | None,
    typer.Option("--wait", metavar="TIME", help="The wait that --served speaks of, such as 30 min; 0 if none."),
]
Busy = Annotated[
    str | None, typer.Option("--busy", metavar="SHARE", help="Most of an officer's hour on tasks, such as 85%.")
]
Help = Annotated[
    bool, typer.Option("--with-help", help="Let measures bring officers to the roster; without it stands on its own.")
]
Gap = Annotated[float, typer.Option("--gap", min=0, help="Relative gap at which the roster's programme stops.")]
Limit = Annotated[float, typer.Option("--time-limit", min=0.1, metavar="S", help="Seconds for each block of weeks.")]
EXAMPLES = (
    Example("portsim staff port.yaml", "the roster that meets the targets at the least cost"),
    Example('portsim staff port.yaml --served 80% --wait "30 min"', "80% are served within half an hour"),
    Example("portsim staff port.yaml --budget 12000", "the most for 12,000 officer-hours"),
    Example("portsim staff port.yaml --charts svg", "with the charts as files, for slides"),
)


@grouped
def staff(
    file: File,
    *,
    replications: Count = 100,
    search: Search = 16,
    surge: Surge = None,
    budget: Budget = None,
    frontier: Frontier = False,
    served: Served = None,
    wait: Wait = None,
    busy: Busy = None,
    gap: Gap = 0.01,
    time_limit: Limit = 20.0,
    with_help: Help = False,
    charts: ChartFiles = "",
    changes: Changes,
    playing: Playing,
    saying: Saying,
    strict: Strict = False,
) -> None:
    """Officers required by the hour, the roster that covers them at the least cost, and its proof by simulation."""
    from sim.cli.playing import means
    from sim.cli.remarks import remark
    from sim.cli.saving import prepare
    from sim.planning.rostering.rostering import Solver
    from sim.planning.staffing.effort import Effort
    from sim.planning.staffing.proof import staffing
    from sim.scenario.load import load

    loaded = load(file, changes.lines, roster_to_come=True)
    call_by(loaded.scenario.labels)
    if not loaded.scenario.staff:
        raise Refused(say("a scenario with a pool of officers"))
    asked, multiples = goal(served, wait, busy, budget), numbers(surge)
    folder = playing.out or Path("results") / file.stem / "staff"
    prepare(folder)
    remark(loaded, quiet=saying.silent, besides=_unstaffed(loaded))
    tell = None if saying.silent else (lambda text: typer.echo(said(text), err=True))
    with means(playing, quiet=saying.silent) as using:
        solver = Solver(gap, time_limit)
        effort = Effort(search, replications, using, solver, help=with_help)
        found = staffing(loaded.scenario, effort, asked, budget, tell)
        more = what_if(loaded, effort, asked, multiples, frontier, tell)
    endings = [one for one in charts.split(",") if one]
    write_files(found, more, file, folder, xlsx=playing.xlsx, charts=endings)
    print_answer(found, more, folder, json=saying.json)
    if strict and found.rounds[-1].asked and not found.proven:
        raise typer.Exit(1)


def _unstaffed(loaded: "Loaded") -> list[str]:
    """Return the pools that have no roster yet: theirs is what is asked for, so that nothing is warned of them."""
    from sim.planning.staffing.trial import base_hours

    return [f"staff.{pool}" for pool, hours in base_hours(loaded.scenario).items() if not hours]


def goal(served: str | None, wait: str | None, busy: str | None, budget: float | None) -> "Goal | None":
    """Return what is asked of every hour, if anything is."""
    from sim.errors import ArgumentError
    from sim.planning.staffing.requirement import goal_of

    if wait is not None and served is None:
        raise Refused(say("{option} with {other}, whose wait it is", option="--wait", other="--served"))
    try:
        found = goal_of(served, wait, busy)
    except ArgumentError as error:
        raise Refused(str(error)) from None
    if found is not None and budget is not None:
        raise Refused(say("--budget, or --served and --busy, not both"))
    return found


def numbers(text: str | None) -> list[float]:
    """Return the multiples of `--surge`."""
    try:
        found = [float(part) for part in text.split(",")] if text else []
        if any(not 0 < times < 1000 for times in found):
            raise ValueError
    except ValueError:
        raise Refused(say("multiples above 0, such as 1.0,1.5,2.0"), param_hint="--surge") from None
    return found


def what_if(
    loaded: "Loaded", effort: "Effort", asked: "Goal | None", multiples: list[float], frontier: bool, tell: Any
) -> dict[str, Any]:
    """Return the surges and the frontier that were asked for."""
    from sim.planning.staffing import whatif

    try:
        surges = whatif.surges(loaded.scenario, multiples, effort, asked, tell)
    except ValueError as error:
        raise Refused(str(error), param_hint="--surge") from None
    points = whatif.frontier(loaded.scenario, whatif.LEVELS, effort, told=tell) if frontier else []
    return {"surges": surges, "frontier": points}


def write_files(
    result: "Staffing", more: dict[str, Any], file: Path, folder: Path, *, xlsx: bool, charts: Sequence[str]
) -> None:
    """Write tables, the page, and the workbook and charts if asked for."""
    from sim.cli.saving import saving, write_book, write_record
    from sim.experiments.files import write_bytes, write_text
    from sim.experiments.output import lines
    from sim.planning.staffing.tables import write, write_what_if
    from sim.views.kit.pictures import save_as
    from sim.views.spreadsheet.staffing import roster_book, sheets
    from sim.views.staffing import hourly
    from sim.views.staffing.charts import charts as drawn_of
    from sim.views.staffing.page import html
    from sim.views.staffing.proofs import rows
    from sim.views.stress_des.recorded import of_staffing

    with saving(folder, "staff"):
        write(result, file.name, folder)
        write_bytes(folder / "roster.xlsx", [roster_book(result.scenario, result.rosters)])
        write_record(of_staffing(result), folder)
        if xlsx:
            write_book(sheets(result, more["surges"], more["frontier"]), folder)
        write_text(folder / "rounds.csv", lines(rows(result)))
        if result.rounds[-1].every:
            write_text(folder / "hours.csv", lines(hourly.rows(result, result.rounds[-1].every)))
        write_what_if(more["surges"], more["frontier"], folder)
        drawn = save_as(drawn_of(result, more["frontier"]), folder / "charts", charts) if charts else {}
        messages = {path.relative_to(folder).as_posix(): message for path, message in drawn.items()}
        write_text(folder / "staffing.html", [html(result, more["surges"], more["frontier"], messages)])


def print_answer(result: "Staffing", more: dict[str, Any], folder: Path, *, json: bool) -> None:
    """Print the first screen and the details, or one JSON document."""
    from sim.views.staffing import details, first, summary
    from sim.views.text.first_screen import INDENT, WIDE, lines, wrapped

    if json:
        from sim.cli.saving import print_json

        print_json(summary(result, more["surges"], more["frontier"]))
        return
    from sim.cli.saving import print_as_wrapped

    below = [line for one in details(result, more["surges"], more["frontier"]) for line in wrapped(one, WIDE, INDENT)]
    print_as_wrapped(result.scenario.name, [*lines(first(result)), "", *below])
    page = str(folder / "staffing.html")
    typer.echo(say("Page: {page}; roster.yaml, tables and roster.xlsx beside it.", page=page))
