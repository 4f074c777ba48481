"""`portsim run`: the main job. A scenario in, the overflow decision out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import File, Json, Out, Quiet, Seed, Sets, Strict, Workers

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.scenario.load import Loaded

Count = Annotated[int, typer.Option("--replications", "-n", min=1, metavar="N", help="How many runs.")]
Log = Annotated[
    int | None, typer.Option("--log", min=1, metavar="N", help="Also write log.csv, the events of replication N.")
]
INTERRUPTED = 130


def run(
    file: File,
    replications: Count = 200,
    seed: Seed = None,
    sets: Sets = None,
    out: Out = None,
    workers: Workers = None,
    log: Log = None,
    json: Json = False,
    quiet: Quiet = False,
    strict: Strict = False,
) -> None:
    """Play a scenario many times; print the answer, and write the report, charts and tables into a folder."""
    from sim.scenario.load import load

    loaded = load(file, [*(sets or []), *([] if seed is None else [f"seed={seed}"])])
    warnings = told_before(loaded, quiet=quiet or json)
    folder = out or Path("results") / file.stem
    prepare(folder)
    result = played(loaded, replications, workers, quiet=quiet or json)
    if not result.runs:
        typer.echo("Interrupted before the first replication was finished: nothing to save.", err=True)
        raise typer.Exit(INTERRUPTED)
    written = saved(result, loaded, warnings, folder, log)
    tell(result, folder, written, json=json)
    if result.interrupted:
        raise typer.Exit(INTERRUPTED)
    if strict and not all(target.met for target in result.targets):
        raise typer.Exit(1)


def told_before(loaded: "Loaded", *, quiet: bool) -> list[str]:
    """The warnings of a scenario, printed unless `quiet`."""
    from sim.people.overload import overloads

    warnings = [str(problem) for problem in (*loaded.warnings, *map(loaded.placed, overloads(loaded.scenario)))]
    for warning in () if quiet else warnings:
        typer.echo(warning, err=True)
    return warnings


def prepare(folder: Path) -> None:
    """Find out before the runs, not after, whether results can be written."""
    from sim.experiments.files import OutputError, writable

    try:
        writable(folder)
    except OutputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def played(loaded: "Loaded", replications: int, workers: int | None, *, quiet: bool) -> "Result":
    """The runs, with a progress bar where someone watches."""
    import os

    from sim.experiments.run import run as play
    from sim.experiments.workers import WorkerError

    cores = workers or len(os.sched_getaffinity(0))
    try:
        with progress(replications, quiet=quiet) as advance:
            return play(loaded.scenario, replications, cores, advance)
    except WorkerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on a terminal; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("preparing (the first time on a machine takes half a minute)", total=total)

        def advance(done: int) -> None:
            bar.update(task, completed=done, description="replications")

        yield advance


def saved(result: "Result", loaded: "Loaded", warnings: list[str], folder: Path, log: int | None) -> list[Path]:
    """Write tables, charts and the report; the files, the report last."""
    from sim.experiments.engine import Engine
    from sim.experiments.eventlog import write_log
    from sim.experiments.files import OutputError, write_text
    from sim.experiments.output import write
    from sim.scenario.explain import explained
    from sim.views.pictures import save_charts
    from sim.views.report import html

    text = explained(loaded)
    try:
        written = [*write(result, folder), write_text(folder / "scenario.yaml", [text])]
        if log is not None:
            written.append(write_log(Engine(loaded.scenario), log, folder))
        try:
            written += save_charts(result, folder / "charts")
        except OSError as error:
            raise OutputError(
                f"cannot write {error.filename or folder / 'charts'}: {error.strerror or error}"
            ) from None
        return [*written, write_text(folder / "report.html", [html(result, text, warnings)])]
    except OutputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def tell(result: "Result", folder: Path, written: list[Path], *, json: bool) -> None:
    """The answer in sentences and tables, or one JSON document."""
    if json:
        import json as text

        from sim.experiments.output import summary

        typer.echo(text.dumps(summary(result), indent=1, allow_nan=False))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from sim.views import table
    from sim.views.answer import answer

    console = Console(highlight=False)
    console.print(f"[bold]{result.scenario.name}[/bold]", soft_wrap=False)
    for sentence in answer(result):
        console.print(Padding(Text(sentence), (0, 0, 0, 2)))
    console.print()
    console.print(table.main_figures(result))
    if result.targets:
        console.print(table.targets(result))
    if result.interrupted:
        done = f"{len(result.runs)} of {result.asked} replications"
        console.print(f"Interrupted: the {done} that were finished are saved.")
    console.print(f"Report: {folder / 'report.html'}; {len(written) - 1} tables and charts beside it.", markup=False)
