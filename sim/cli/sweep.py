"""`portsim sweep`: one scenario at many values of some of its paths."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Cluster, File, Json, Out, Quiet, Seed, Sets, StoreFile, Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.experiments.sweep import Plan, Sweep

Vary = Annotated[
    list[str],
    typer.Option(
        "--vary",
        metavar="PATH=a,b,c",
        help="Values of a path, or a range low..high with --sample; repeatable.",
        show_default=False,
    ),
]
Sample = Annotated[
    int | None,
    typer.Option("--sample", min=1, metavar="N", help="N points of a Latin hypercube, instead of the full grid."),
]
Figures = Annotated[
    list[str] | None,
    typer.Option("--figure", metavar="NAME", help="What is shown, a column of kpis.csv; repeatable."),
]
Count = Annotated[int, typer.Option("--replications", "-n", min=1, metavar="N", help="How many runs of each point.")]
INTERRUPTED = 130


def sweep(
    file: File,
    vary: Vary,
    sample: Sample = None,
    figure: Figures = None,
    replications: Count = 50,
    seed: Seed = None,
    sets: Sets = None,
    out: Out = None,
    workers: Workers = None,
    store: StoreFile = None,
    cluster: Cluster = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Play a scenario at every combination of values, or a sample; the same people come at every point."""
    from sim.cli.run import prepare
    from sim.experiments.sweep import chosen, plan

    given = [*(sets or []), *([] if seed is None else [f"seed={seed}"])]
    planned = plan(file, vary, given, sample)
    figures = chosen(planned.scenario, figure or [])
    folder = out or Path("results") / file.stem / "sweep"
    prepare(folder)
    done = played(planned, replications, workers, store, cluster, quiet=quiet or json)
    if not done.points:
        typer.echo("Interrupted before the first point was finished: nothing to save.", err=True)
        raise typer.Exit(INTERRUPTED)
    saved(done, figures, folder)
    tell(done, figures, folder, json=json)
    if done.interrupted:
        raise typer.Exit(INTERRUPTED)


def played(
    planned: "Plan", replications: int, workers: int | None, store: Path | None, cluster: str | None, *, quiet: bool
) -> "Sweep":
    """The points, with a progress bar where someone watches."""
    from sim.cli.playing import available, opened, progress, troubles
    from sim.experiments.sweep import sweep as play

    runs = len(planned.points) * replications
    with troubles(), opened(store, quiet=quiet) as kept, progress(runs, quiet=quiet) as advance:
        return play(planned, replications, workers or available(), advance, store=kept, cluster=cluster)


def saved(done: "Sweep", figures: "Sequence[str]", folder: Path) -> None:
    """Write `sweep.csv`, the charts and the page."""
    from sim.experiments.files import OutputError, write_text
    from sim.experiments.output import lines
    from sim.experiments.sweep import rows
    from sim.views.sweeping import charts, page, save_charts

    try:
        write_text(folder / "sweep.csv", lines(rows(done)))
        save_charts(charts(done, figures), folder / "charts")
        write_text(folder / "sweep.html", [page(done, figures)])
    except OutputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def tell(done: "Sweep", figures: "Sequence[str]", folder: Path, *, json: bool) -> None:
    """The table, or one JSON document."""
    from sim.views.sweeping import summary, table

    if json:
        import json as text

        typer.echo(text.dumps(summary(done, figures), indent=1, allow_nan=False))
        return
    from rich.console import Console

    from sim.views.page import shown

    console = Console(highlight=False)
    console.print(done.plan.scenario.name, style="bold", markup=False)
    console.print(shown(table(done, figures)))
    if done.interrupted:
        console.print(
            f"Interrupted: the {len(done.points)} of {len(done.plan.points)} points that were finished are saved."
        )
    console.print(f"Page: {folder / 'sweep.html'}; all figures: {folder / 'sweep.csv'}; charts beside.", markup=False)
