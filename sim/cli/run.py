"""`portsim run`: the main job. A scenario in, the overflow decision out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    Cluster,
    File,
    Json,
    MaxReplications,
    Out,
    Quiet,
    Replications,
    Seed,
    Sets,
    StoreFile,
    Strict,
    Workers,
)

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.scenario.load import Loaded

Log = Annotated[
    int | None, typer.Option("--log", min=1, metavar="N", help="Also write log.csv, the events of replication N.")
]
INTERRUPTED = 130


def run(
    file: File,
    replications: Replications = "200",
    max_replications: MaxReplications = 2000,
    seed: Seed = None,
    sets: Sets = None,
    out: Out = None,
    workers: Workers = None,
    store: StoreFile = None,
    cluster: Cluster = None,
    log: Log = None,
    json: Json = False,
    quiet: Quiet = False,
    strict: Strict = False,
) -> None:
    """Play a scenario many times; print the answer, and write the report, charts and tables into a folder."""
    from sim.cli.playing import played
    from sim.scenario.load import load

    loaded = load(file, [*(sets or []), *([] if seed is None else [f"seed={seed}"])])
    warnings = told_before(loaded, quiet=quiet or json)
    folder = out or Path("results") / file.stem
    prepare(folder)
    result = played(
        loaded.scenario,
        replications,
        workers,
        store=store,
        cluster=cluster,
        most=max_replications,
        quiet=quiet or json,
    )
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
