"""`portsim compare`: scenarios against a baseline. What a change does, and what is chance."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import (
    Assuming,
    Changes,
    ChartFiles,
    Figures,
    Files,
    MaxReplications,
    Playing,
    Replications,
    Saying,
    grouped,
)
from sim.cli.playing import count, means, precise
from sim.cli.remarks import remark_on
from sim.cli.saving import (
    prepare,
    print_as_wrapped,
    print_json,
    print_lines,
    report_console,
    saving,
    write_book,
    write_record,
)
from sim.errors import INTERRUPTED
from sim.wording import say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from sim.experiments.comparison.compare import Comparison
    from sim.experiments.comparison.output import Explained
    from sim.scenario.load import Loaded

Baseline = Annotated[
    Path, typer.Argument(metavar="BASELINE", help="The scenario file to compare with.", show_default=False)
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Also say which of several changes did how much of each difference.")
]
EXAMPLES = (
    Example("portsim compare port.yaml busier.yaml", "what another file changes, on the same people"),
    Example("portsim compare port.yaml busier.yaml --explain", "and which of its changes does how much"),
    Example("portsim compare port.yaml busier.yaml --charts svg", "with the charts as files, for slides"),
)


@grouped
def compare(
    baseline: Baseline,
    files: Files,
    *,
    replications: Replications = "200",
    max_replications: MaxReplications = 2000,
    figure: Figures = None,
    explain: Explain = False,
    charts: ChartFiles = "",
    assuming: Assuming,
    changes: Changes,
    playing: Playing,
    saying: Saying,
) -> None:
    """Play scenarios on the same people as a baseline; print what differs, and write a page and tables."""
    from sim.experiments import studies
    from sim.experiments.comparison.attribution import attribute
    from sim.people.expectation.overload import warned

    read = loaded([baseline, *files], changes.lines)
    scenarios = {label: one.scenario for label, one in read.items()}
    call_by(*(one.labels for one in scenarios.values()))
    remark_on({label: warned(one) for label, one in read.items()}, "in", quiet=saying.silent)
    asked = count(replications, scenarios.values(), least=2)
    folder = playing.out or Path("results") / f"{baseline.stem}-compared"
    prepare(folder)
    with means(playing, quiet=saying.silent) as using:
        comparison, reached = studies.compare(scenarios, figure or [], asked, max_replications, using)
        for label, ones in reached.items():
            precise(ones, comparison.pairs, quiet=saying.silent, whose=label)
        if not comparison.interrupted:
            comparison = studies.with_paired_sets(comparison, assuming.assumption_sets, assuming.per_set, using)
        wanted = explain and not comparison.interrupted
        explained = attribute(comparison, figure or [], using) if wanted else {}
    endings = [one for one in charts.split(",") if one]
    write_files(comparison, explained, folder, xlsx=playing.xlsx, charts=endings)
    print_answer(comparison, explained, folder, json=saying.json)
    if comparison.interrupted:
        raise typer.Exit(INTERRUPTED)


def loaded(files: list[Path], sets: list[str]) -> "dict[str, Loaded]":
    """Return the scenarios by label, the baseline first."""
    from sim.scenario.load import load
    from sim.views.comparison.attributed import labels

    read = [load(file, sets) for file in files]
    return dict(zip(labels([one.scenario.name for one in read]), read, strict=True))


def write_files(
    comparison: "Comparison", explained: "Explained", folder: Path, *, xlsx: bool, charts: Sequence[str]
) -> None:
    """Write tables, the page, and the workbook and charts if asked for."""
    from sim.experiments.comparison.output import write
    from sim.experiments.files import write_text
    from sim.views.comparison.page import html
    from sim.views.comparison.pictures import charts as drawn
    from sim.views.kit.pictures import save_as
    from sim.views.spreadsheet.studied import comparison as sheets
    from sim.views.stress_des.recorded import of_comparison

    with saving(folder, "compare"):
        write(comparison, explained, folder)
        write_record(of_comparison(comparison), folder)
        if xlsx:
            write_book(sheets(comparison, explained), folder)
        written = save_as(drawn(comparison, explained), folder / "charts", charts) if charts else {}
        messages = {path.relative_to(folder).as_posix(): message for path, message in written.items()}
        write_text(folder / "compare.html", [html(comparison, explained, messages)])


def print_answer(comparison: "Comparison", explained: "Explained", folder: Path, *, json: bool) -> None:
    """Print the first screen, the table of differences and what each change did; or one JSON document."""
    from sim.experiments.comparison.output import document
    from sim.views.comparison import answer, table
    from sim.views.comparison.first.compared_screen import first
    from sim.views.comparison.first.gap_words import lettered
    from sim.views.comparison.page import title
    from sim.views.text.first_screen import lines

    if json:
        print_json(document(comparison, explained))
        return
    console = report_console()
    print_as_wrapped(title(comparison), lines(first(comparison)))
    for shown in table.tables(comparison):
        console.print(shown)
    for label, found in explained.items():
        if told := answer.explanations(comparison, found):
            print_lines(console, lettered(comparison, label), told)
    if comparison.interrupted:
        console.print(
            say("Interrupted: the {n} pairs of replications that were finished are saved.", n=comparison.pairs)
        )
    page = str(folder / "compare.html")
    console.print(say("Page: {page}; the answer in full is there, tables beside it.", page=page), markup=False)
