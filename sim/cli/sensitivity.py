"""`portsim sensitivity`: which of the uncertain inputs drive the figures."""

from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Cluster, File, Json, Out, Quiet, Seed, Sets, StoreFile, Workers
from sim.cli.sweep import INTERRUPTED, Figures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sim.experiments.sensitivity import Sensitivity
    from sim.scenario.schema import Scenario


class Method(StrEnum):
    """How influence is measured."""

    morris = "morris"
    sobol = "sobol"


How = Annotated[Method, typer.Option("--method", help="A screen (Morris), or shares of the variance (Sobol').")]
Size = Annotated[
    int | None,
    typer.Option("--size", min=2, metavar="N", help="Trajectories, or base points.", show_default="16; 128 for sobol"),
]
Count = Annotated[
    int | None,
    typer.Option("--replications", "-n", min=2, metavar="N", help="How many runs of each point.", show_default="auto"),
]
Most = Annotated[
    int, typer.Option("--max-replications", min=2, metavar="N", help="Without --replications: no more than so many.")
]


def sensitivity(
    file: File,
    method: How = Method.morris,
    size: Size = None,
    figure: Figures = None,
    replications: Count = None,
    max_replications: Most = 50,
    seed: Seed = None,
    sets: Sets = None,
    out: Out = None,
    workers: Workers = None,
    store: StoreFile = None,
    cluster: Cluster = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Vary the inputs under `uncertain`, and say which of them move the figures, and how far.

    Runs are added until chance is below 5% of the variance over the points.
    """
    from sim.cli.playing import available, opened, troubles
    from sim.cli.run import prepare
    from sim.experiments.points import Interrupted
    from sim.experiments.sensitivity import Runs, check
    from sim.experiments.sensitivity import sensitivity as analyse
    from sim.scenario.load import load

    scenario = load(file, [*(sets or []), *([] if seed is None else [f"seed={seed}"])]).scenario
    figures = figures_of(scenario, figure or [])
    check(scenario, figures)
    if method == "sobol" and size is not None and (size < 4 or size & (size - 1)):
        raise typer.BadParameter("a power of two from 4", param_hint="--size")
    folder = out or Path("results") / file.stem / "sensitivity"
    prepare(folder)
    with troubles(), opened(store, quiet=quiet or json) as kept, ExitStack() as bars:
        runs = Runs(scenario, figures, workers or available(), _bar(bars, quiet=quiet or json), kept, cluster)
        try:
            found = analyse(runs, method.value, size, replications, max_replications)
        except Interrupted:
            bars.close()
            typer.echo("Interrupted: indices need every point (--store FILE keeps what was played).", err=True)
            raise typer.Exit(INTERRUPTED) from None
    saved(found, folder)
    tell(found, folder, json=json)


def figures_of(scenario: "Scenario", names: "Sequence[str]") -> tuple[str, ...]:
    """The figures that are asked for, or the main ones."""
    from sim.experiments.sweep import chosen

    return chosen(scenario, names)


def _bar(bars: ExitStack, *, quiet: bool) -> "Callable[[int, int], None]":
    """A progress bar for each round of runs."""
    from sim.cli.playing import progress

    rounds: list[tuple[int, Callable[[int], None] | None]] = []

    def advance(done: int, of: int) -> None:
        if not rounds or rounds[-1][0] != of:
            bars.close()
            rounds.append((of, bars.enter_context(progress(of, quiet=quiet))))
        bar = rounds[-1][1]
        if bar:
            bar(done)

    return advance


def saved(found: "Sensitivity", folder: Path) -> None:
    """Write `sensitivity.csv`, the charts and the page."""
    from sim.experiments.files import OutputError, write_text
    from sim.experiments.output import lines
    from sim.experiments.sensitivity import rows
    from sim.views.influence import charts, page
    from sim.views.sweeping import save_charts

    try:
        write_text(folder / "sensitivity.csv", lines(rows(found)))
        save_charts(charts(found), folder / "charts")
        write_text(folder / "sensitivity.html", [page(found)])
    except OutputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def tell(found: "Sensitivity", folder: Path, *, json: bool) -> None:
    """What moves each figure, a table a figure; or one JSON document."""
    from sim.experiments.sensitivity import rows
    from sim.views.influence import sentences, summary, tables

    if json:
        import json as text

        typer.echo(text.dumps(summary(found, list(rows(found))), indent=1, allow_nan=False))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from sim.views.page import shown

    console = Console(highlight=False)
    console.print(found.scenario.name, style="bold", markup=False)
    for sentence in sentences(found):
        console.print(Padding(Text(sentence), (0, 0, 0, 2)))
    for table in tables(found):
        console.print(Text(f"\n{table.heading}", style="bold"))
        console.print(Text(table.note))
        console.print(shown(table))
    console.print(f"Page: {folder / 'sensitivity.html'}; all numbers: {folder / 'sensitivity.csv'}.", markup=False)
