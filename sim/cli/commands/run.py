"""`portsim run`: the main job. A scenario in, the overflow decision out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import (
    Assuming,
    Changes,
    ChartFiles,
    File,
    MaxReplications,
    Playing,
    Replications,
    Saying,
    Strict,
    grouped,
)
from sim.cli.playing import count, means, precise
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
from sim.errors import INTERRUPTED
from sim.wording import say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.scenario.load import Loaded
    from sim.views.stress_des.item import Study

Log = Annotated[
    int | None, typer.Option("--log", min=1, metavar="N", help="Also write log.csv, the events of replication N.")
]

WarmUp = Annotated[
    bool,
    typer.Option(
        "--warm-up-test",
        help="Play up to 50 runs again after a longer warm-up, and say whether that of the file is enough.",
    ),
]
WithLevers = Annotated[
    bool,
    typer.Option(
        "--levers",
        help="Also say what would have avoided it: one change at a time on the same people, in a quarter of the runs. "
        "--levers=all: the same officer-hours moved to other times too, which takes a search for a roster.",
    ),
]
AllLevers = Annotated[bool, typer.Option("--levers-all", hidden=True)]
EXAMPLES = (
    Example("portsim run port.yaml", "play it 200 times; a report in results/port"),
    Example("portsim run port.yaml --set space.areas.hall.persons=60 --out small", "with a smaller hall"),
    Example("portsim run port.yaml -n 1000 --store runs.sqlite", "more runs, kept so that none is played again"),
    Example("portsim run port.yaml --levers", "and what would have avoided it, one change at a time"),
    Example("portsim run port.yaml --charts svg", "with the charts as files, for slides"),
    Example("portsim run port.yaml --json --quiet", "one JSON document, for a program"),
)


@grouped
def run(
    file: File,
    *,
    replications: Replications = "200",
    max_replications: MaxReplications = 2000,
    changes: Changes,
    playing: Playing,
    log: Log = None,
    charts: ChartFiles = "",
    warm_up_test: WarmUp = False,
    levers: WithLevers = False,
    levers_all: AllLevers = False,
    assuming: Assuming,
    saying: Saying,
    strict: Strict = False,
) -> None:
    """Play a scenario many times; print the answer, and write the report and tables into a folder."""
    from sim.experiments.studies import play, with_assumption_sets, with_levers, with_same_people, with_warm_up_test
    from sim.planning.same_hours import same_hours
    from sim.scenario.load import load
    from sim.views.stress_des.recorded import of_run

    loaded = load(file, changes.lines)
    call_by(loaded.scenario.labels)
    warnings = remark(loaded, quiet=saying.silent)
    folder = playing.out or Path("results") / file.stem
    prepare(folder)
    asked = count(replications, [loaded.scenario])
    with means(playing, quiet=saying.silent) as using:
        result, reached = play(loaded.scenario, asked, max_replications, using)
        precise(reached, len(result.runs), quiet=saying.silent)
        if warm_up_test and result.runs and not result.interrupted:
            result = with_warm_up_test(result, using)
        if result.runs and not result.interrupted:
            result = with_assumption_sets(result, assuming.assumption_sets, assuming.per_set, using)
            result = with_same_people(result, using)
            more = same_hours(loaded.scenario, using) if levers_all else ()
            result = with_levers(result, using, more) if levers or levers_all else result
    if not result.runs:
        interrupted(say("Interrupted before the first replication was finished: nothing to save."))
    study, endings = of_run(result, reached), [one for one in charts.split(",") if one]
    written = write_files(result, loaded, warnings, folder, log, study, xlsx=playing.xlsx, charts=endings)
    print_answer(result, folder, written, json=saying.json)
    if any(one and one.interrupted for one in (result, result.warm_up_test, result.assumption_sets, result.levers)):
        raise typer.Exit(INTERRUPTED)
    if strict and not all(target.met for target in result.targets):
        raise typer.Exit(1)


def write_files(
    result: "Result",
    loaded: "Loaded",
    warnings: list[str],
    folder: Path,
    log: int | None,
    study: "Study",
    *,
    xlsx: bool,
    charts: Sequence[str],
) -> list[Path]:
    """Write tables, the workbook and charts if asked for, and the report; the files, the report last."""
    from sim.experiments.event_log import write_log
    from sim.experiments.files import write_text
    from sim.experiments.output import write
    from sim.experiments.playing.engine import Engine
    from sim.experiments.playing.officers_by_hour import officers_by_hour
    from sim.scenario.source.explain import explained
    from sim.views.kit.pictures import save_as
    from sim.views.run.charts import charts as drawn
    from sim.views.run.first.middle import middle_run
    from sim.views.run.page import html
    from sim.views.spreadsheet.run import sheets

    text = explained(loaded)
    with saving(folder, "run"):
        written = [*write(result, folder), write_text(folder / "scenario.yaml", [text])]
        if log is not None:
            written.append(write_log(Engine(loaded.scenario), log, folder))
        written.append(write_record(study, folder))
        if xlsx:
            written.append(write_book(sheets(result), folder))
        messages = save_as(drawn(result), folder / "charts", charts) if charts else {}
        written += messages
        officers = officers_by_hour(result.scenario, middle_run(result).number)
        named = {path.relative_to(folder).as_posix(): message for path, message in messages.items()}
        return [*written, write_text(folder / "report.html", [html(result, text, warnings, officers, named)])]


def print_answer(result: "Result", folder: Path, written: list[Path], *, json: bool) -> None:
    """Print the first screen, then targets and figures in tables; or one JSON document."""
    from sim.experiments.output import summary
    from sim.views.kit import terminal_table
    from sim.views.run import lever_words, warm_up
    from sim.views.run.first.screen import first, lines

    if json:
        print_json(summary(result))
        return
    console = report_console()
    print_as_wrapped(result.scenario.name, lines(first(result)))
    if result.targets:
        console.print()
        console.print(terminal_table.targets(result))
    console.print(terminal_table.main_figures(result))
    if notes := terminal_table.notes(result):
        print_lines(console, "", notes)
    if levers := lever_words.table(result):
        print_lines(console, say("What would have avoided it"), [levers.note])
        if levers.hindsight or not all(row.idle for row in levers.rows):
            console.print(terminal_table.levers(levers))
        print_lines(console, "", lever_words.idle(levers))
    if result.warm_up_test:
        print_lines(console, say("Warm-up"), [warm_up.sentence(result.warm_up_test)])
    if result.interrupted:
        done, asked = len(result.runs), result.asked
        console.print(
            say("Interrupted: the {done} of {asked} replications that were finished are saved.", done=done, asked=asked)
        )
    elif (test := result.warm_up_test) and test.interrupted:
        console.print(
            say(
                "Interrupted: of the warm-up test {done} of {asked} replications were finished.",
                done=test.pairs,
                asked=test.asked,
            )
        )
    elif (sets := result.assumption_sets) and sets.interrupted:
        console.print(say("Interrupted: {n} runs of the sets of assumptions were finished.", n=len(sets.runs)))
    page = str(folder / "report.html")
    files = say("Report: {page}; {n} files beside it.", page=page, n=len(written) - 1)
    console.print(files, markup=False)
