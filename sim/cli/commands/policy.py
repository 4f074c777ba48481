"""`portsim policy`: which trigger for space to adopt, and the record of why."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Changes, ChartFiles, File, Playing, Saying, grouped, runs, varied
from sim.cli.playing import means
from sim.cli.refused import Refused
from sim.cli.remarks import remark
from sim.cli.saving import interrupted, prepare, print_json, report_console, saving, write_book, write_record
from sim.errors import INTERRUPTED
from sim.wording import say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from sim.planning.triggers.found import StudyResult
    from sim.planning.triggers.history import Knowledge

Count = Annotated[int, runs("Futures of the policies that may be the best.", 2)]
Vary = Annotated[
    list[str] | None, varied("More policies: every combination of values of paths under contingency; repeatable.")
]
Past = Annotated[
    bool, typer.Option("--history", help="Also replay the days of the scenario, whose counts say when they were known.")
]
Own = Annotated[
    bool, typer.Option("--own-counts", help="With --history: decide on the port's own counts, known at every check.")
]
Lead = Annotated[
    bool, typer.Option("--lead-curve/--no-lead-curve", help="What a shorter lead time is worth, and a retainer for it.")
]
Mapped = Annotated[
    str, typer.Option("--map", metavar="PATH,PATH", help="Where which policy is best, over two inputs or prices.")
]
EXAMPLES = (
    Example("portsim policy port.yaml", "which trigger should order the space"),
    Example("portsim policy port.yaml --charts svg", "with the charts as files, for slides"),
    Example("portsim policy busier.yaml --map people.minors,staff.officers.absence", "where which is best"),
    Example("portsim policy port.yaml --vary contingency.overflow_tent.lead_time=3d,10d", "and other lead times"),
)


@grouped
def policy(
    file: File,
    *,
    replications: Count = 500,
    vary: Vary = None,
    history: Past = False,
    own_counts: Own = False,
    lead_curve: Lead = True,
    map: Mapped = "",
    charts: ChartFiles = "",
    changes: Changes,
    playing: Playing,
    saying: Saying,
) -> None:
    """Compare triggers for space over the same futures: is any shown to be better than never, at what premium?"""
    from sim.planning.triggers.answered import answered
    from sim.planning.triggers.judging.break_even import paths_of
    from sim.planning.triggers.question import question
    from sim.planning.triggers.vintages import vintages
    from sim.scenario.load import load

    if own_counts and not history:
        raise Refused(say("only with {option}", option="--history"), param_hint="--own-counts")
    asked = question(file, changes.lines, vary or [])
    call_by(asked.scenario.labels)
    if history and not own_counts:
        vintages(asked.scenario)  # says what is missing before anything is played
    mapped = paths_of(asked.scenario, map) if map else None
    past: Knowledge | None = None
    if history:
        past = "own" if own_counts else "published"
    folder = playing.out or Path("results") / file.stem / "policy"
    prepare(folder)
    remark(load(file, changes.lines), quiet=saying.silent)
    with means(playing, quiet=saying.silent) as using:
        found, whole = answered(asked, replications, using, lead_times=lead_curve, past=past, mapped=mapped)
    if found is None:
        interrupted(say("Interrupted before every policy had a future: nothing to save."))
    endings = [one for one in charts.split(",") if one]
    write_files(found, folder, xlsx=playing.xlsx, charts=endings)
    print_answer(found, folder, json=saying.json, whole=whole)
    if not whole:
        raise typer.Exit(INTERRUPTED)


def write_files(result: "StudyResult", folder: Path, *, xlsx: bool, charts: Sequence[str]) -> None:
    """Write tables, the record, the page, and the workbook and charts if asked for."""
    from sim.experiments.files import write_text
    from sim.planning.triggers.output import write
    from sim.views.kit.pictures import save_as
    from sim.views.spreadsheet.studied import triggers as sheets
    from sim.views.stress_des.recorded import of_triggers
    from sim.views.triggers.page import audit, html
    from sim.views.triggers.pictures import charts as drawn_of

    with saving(folder, "policy"):
        write(
            result.study, result.curve, result.history, folder, result.known, result.fresh, result.hindsight,
            result.map, result.stressed, result.skill,
        )  # fmt: skip
        write_text(folder / "audit.md", audit(result))
        write_record(of_triggers(result), folder)
        if xlsx:
            write_book(sheets(result), folder)
        drawn = save_as(drawn_of(result), folder / "charts", charts) if charts else {}
        messages = {path.relative_to(folder).as_posix(): message for path, message in drawn.items()}
        write_text(folder / "policy.html", [html(result, messages)])


def print_answer(result: "StudyResult", folder: Path, *, json: bool, whole: bool) -> None:
    """Print the first screen and a table, or one JSON document."""
    from sim.views.kit.page import shown
    from sim.views.text.first_screen import lines
    from sim.views.triggers.page import document
    from sim.views.triggers.policy_screen import first
    from sim.views.triggers.rare.skill_table import skill_table
    from sim.views.triggers.rare.stress_table import stress_table
    from sim.views.triggers.table import on_screen

    if json:
        print_json(document(result))
        return
    from sim.cli.saving import print_as_wrapped, print_lines

    console, between = report_console(), on_screen(result)
    print_as_wrapped(result.study.question.scenario.name, lines(first(result)))
    console.print()
    for one in (between, stress_table(result), skill_table(result, short=True)):
        if one is not None:
            console.print(shown(one))
            print_lines(console, "", [one.note])
    if not whole:
        console.print(say("Interrupted: what was finished is saved."))
    page, record = str(folder / "policy.html"), str(folder / "audit.md")
    files = say("Page: {page}; record: {record}; tables beside.", page=page, record=record)
    console.print(files, markup=False)
