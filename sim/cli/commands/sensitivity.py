"""`portsim sensitivity`: which of the uncertain inputs drive the figures."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Changes, ChartFiles, Figures, File, Playing, Saying, grouped, most_runs, runs
from sim.cli.playing import means
from sim.cli.refused import Refused
from sim.cli.remarks import remark
from sim.cli.saving import (
    interrupted,
    prepare,
    print_as_wrapped,
    print_json,
    print_lines,
    report_console,
    saving,
    write_book,
    write_record,
)
from sim.wording import noted, say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.experiments.sensitivity.sensitivity import Sensitivity
EXAMPLES = (
    Example("portsim sensitivity busier.yaml", "which of its uncertain values matter most"),
    Example("portsim sensitivity busier.yaml --method sobol --size 16", "as shares of the variance"),
)


class Method(StrEnum):
    """How influence is measured."""

    morris = "morris"
    sobol = "sobol"


How = Annotated[Method, typer.Option("--method", help="A screen (Morris), or shares of the variance (Sobol').")]
Size = Annotated[
    int | None,
    typer.Option(
        "--size", min=2, metavar="N", help="Trajectories, or base points.", show_default=noted("16; 128 for sobol")
    ),
]
Count = Annotated[int | None, runs("How many runs of each point.", 2, "auto")]
Most = Annotated[int, most_runs("Without --replications: at most this many.", 2)]


@grouped
def sensitivity(
    file: File,
    *,
    method: How = Method.morris,
    size: Size = None,
    figure: Figures = None,
    replications: Count = None,
    max_replications: Most = 50,
    charts: ChartFiles = "",
    changes: Changes,
    playing: Playing,
    saying: Saying,
) -> None:
    """Vary the inputs under `uncertain`, and say which of them move the figures, and how far.

    Runs are added until chance is below 5% of the variance over the points.
    """
    from sim.errors import Interrupted
    from sim.experiments.sensitivity.sensitivity import Runs, check
    from sim.experiments.sensitivity.sensitivity import sensitivity as analyse
    from sim.experiments.sweep.sweep import chosen
    from sim.scenario.load import load

    loaded = load(file, changes.lines)
    scenario = loaded.scenario
    call_by(scenario.labels)
    figures = chosen(scenario, figure or [])
    check(scenario, figures)
    if method == "sobol" and size is not None and (size < 4 or size & (size - 1)):
        raise Refused(say("a power of two from 4"), param_hint="--size")
    folder = playing.out or Path("results") / file.stem / "sensitivity"
    prepare(folder)
    remark(loaded, quiet=saying.silent)
    try:
        with means(playing, quiet=saying.silent) as using:
            found = analyse(Runs(scenario, figures, using), method.value, size, replications, max_replications)
    except Interrupted:
        interrupted(say("Interrupted: indices need every point (--store FILE keeps what was played)."))
    write_files(found, folder, xlsx=playing.xlsx, charts=[one for one in charts.split(",") if one])
    print_answer(found, folder, json=saying.json)


def write_files(result: "Sensitivity", folder: Path, *, xlsx: bool, charts: "Sequence[str]") -> None:
    """Write `sensitivity.csv`, the page, and the workbook and charts if asked for."""
    from sim.experiments.files import write_text
    from sim.experiments.output import lines
    from sim.experiments.sensitivity.sensitivity import rows
    from sim.views.kit.pictures import save_as
    from sim.views.sensitivity.page import charts as drawn
    from sim.views.sensitivity.page import page
    from sim.views.spreadsheet.studied import sensitivity as sheets
    from sim.views.stress_des.recorded import of_sensitivity

    with saving(folder, "sensitivity"):
        write_text(folder / "sensitivity.csv", lines(rows(result)))
        write_record(of_sensitivity(result), folder)
        if xlsx:
            write_book(sheets(result), folder)
        written = save_as(drawn(result), folder / "charts", charts) if charts else {}
        messages = {path.relative_to(folder).as_posix(): message for path, message in written.items()}
        write_text(folder / "sensitivity.html", [page(result, messages)])


def print_answer(result: "Sensitivity", folder: Path, *, json: bool) -> None:
    """Print what moves each figure, a table a figure; or one JSON document."""
    from sim.experiments.sensitivity.sensitivity import rows
    from sim.views.kit.page import shown
    from sim.views.sensitivity.first.moved_screen import first
    from sim.views.sensitivity.page import heading, summary, tables
    from sim.views.text.first_screen import lines

    if json:
        print_json(summary(result, list(rows(result))))
        return
    console = report_console()
    print_as_wrapped(heading(result), lines(first(result)))
    for table in tables(result):
        print_lines(console, f"\n{table.heading}", ())
        console.print(table.note, markup=False)
        console.print(shown(table))
    page, table_file = str(folder / "sensitivity.html"), str(folder / "sensitivity.csv")
    console.print(say("Page: {page}; all numbers: {table}.", page=page, table=table_file), markup=False)
