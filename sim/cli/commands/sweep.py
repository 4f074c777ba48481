"""`portsim sweep`: one scenario at many values of some of its paths."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Changes, ChartFiles, Figures, File, Playing, Saying, grouped, runs, varied
from sim.cli.playing import means
from sim.cli.remarks import remark_on
from sim.cli.saving import (
    interrupted,
    prepare,
    print_as_wrapped,
    print_json,
    report_console,
    saving,
    write_book,
    write_record,
)
from sim.errors import INTERRUPTED
from sim.wording import say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.experiments.sweep.sweep import Sweep

Vary = Annotated[list[str], varied("Values of a path, or a range low..high with --sample; repeatable.")]
Sample = Annotated[
    int | None,
    typer.Option("--sample", min=1, metavar="N", help="N points of a Latin hypercube, instead of the full grid."),
]
Count = Annotated[int, runs("How many runs of each point.")]
EXAMPLES = (
    Example("portsim sweep port.yaml --vary space.areas.hall.persons=60,80,100", "three sizes of the hall"),
    Example("portsim sweep port.yaml --vary staff.officers.absence=0..20% --sample 10", "ten points of a range"),
)


@grouped
def sweep(
    file: File,
    vary: Vary,
    *,
    sample: Sample = None,
    figure: Figures = None,
    replications: Count = 50,
    charts: ChartFiles = "",
    changes: Changes,
    playing: Playing,
    saying: Saying,
) -> None:
    """Play a scenario at every combination of values, or a sample; the same people come at every point."""
    from sim.experiments.sweep.sweep import chosen, plan
    from sim.experiments.sweep.sweep import sweep as play

    planned = plan(file, vary, changes.lines, sample)
    call_by(planned.scenario.labels)
    figures = chosen(planned.scenario, figure or [])
    folder = playing.out or Path("results") / file.stem / "sweep"
    prepare(folder)
    remark_on(dict(zip(planned.named, planned.warnings, strict=True)), "at", quiet=saying.silent)
    with means(playing, quiet=saying.silent) as using:
        done = play(planned, replications, using)
    if not done.points:
        interrupted(say("Interrupted before the first point was finished: nothing to save."))
    write_files(done, figures, folder, xlsx=playing.xlsx, charts=[one for one in charts.split(",") if one])
    print_answer(done, figures, folder, json=saying.json)
    if done.interrupted:
        raise typer.Exit(INTERRUPTED)


def write_files(
    result: "Sweep", figures: "Sequence[str]", folder: Path, *, xlsx: bool, charts: "Sequence[str]"
) -> None:
    """Write `sweep.csv`, the page, and the workbook and charts if asked for."""
    from sim.experiments.files import write_text
    from sim.experiments.output import lines
    from sim.experiments.sweep.sweep import rows
    from sim.views.kit.pictures import save_as
    from sim.views.spreadsheet.studied import sweep as sheets
    from sim.views.stress_des.recorded import of_sweep
    from sim.views.sweep.page import charts as drawn
    from sim.views.sweep.page import page

    with saving(folder, "sweep"):
        write_text(folder / "sweep.csv", lines(rows(result)))
        write_record(of_sweep(result, figures), folder)
        if xlsx:
            write_book(sheets(result, figures), folder)
        written = save_as(drawn(result, figures), folder / "charts", charts) if charts else {}
        messages = {path.relative_to(folder).as_posix(): message for path, message in written.items()}
        write_text(folder / "sweep.html", [page(result, figures, messages)])


def print_answer(result: "Sweep", figures: "Sequence[str]", folder: Path, *, json: bool) -> None:
    """Print the first screen and the table, or one JSON document."""
    from sim.views.kit.page import shown
    from sim.views.sweep.first.swept_screen import first
    from sim.views.sweep.page import heading, summary, table
    from sim.views.text.first_screen import lines

    if json:
        print_json(summary(result, figures))
        return
    console = report_console()
    print_as_wrapped(heading(result), lines(first(result, tuple(figures))))
    console.print(shown(table(result, figures)))
    if result.interrupted:
        done, asked = len(result.points), len(result.plan.points)
        console.print(
            say("Interrupted: the {done} of {asked} points that were finished are saved.", done=done, asked=asked)
        )
    pages, figures_file = str(folder / "sweep.html"), str(folder / "sweep.csv")
    files = say("Page: {page}; all figures: {table}.", page=pages, table=figures_file)
    console.print(files, markup=False)
