"""`portsim compare`: scenarios beside a baseline. What a change does, and what is chance."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Cluster, Files, Json, Out, Quiet, Seed, Sets, StoreFile, Workers

if TYPE_CHECKING:
    from sim.experiments.comparison.compare import Comparison
    from sim.experiments.comparison.output import Explained
    from sim.scenario.schema import Scenario

Baseline = Annotated[
    Path, typer.Argument(metavar="BASELINE", help="The scenario file to compare with.", show_default=False)
]
Count = Annotated[int, typer.Option("--replications", "-n", min=2, metavar="N", help="How many runs of each scenario.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Also say which of several changes did how much of each difference.")
]
Figures = Annotated[
    list[str] | None,
    typer.Option("--figure", metavar="NAME", help="What is shown, a column of kpis.csv; repeatable. Fewer: narrower."),
]
INTERRUPTED = 130


def compare(
    baseline: Baseline,
    files: Files,
    replications: Count = 200,
    figure: Figures = None,
    explain: Explain = False,
    seed: Seed = None,
    sets: Sets = None,
    out: Out = None,
    workers: Workers = None,
    store: StoreFile = None,
    cluster: Cluster = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Play scenarios on the same people as a baseline; print what differs, and write a page, charts and tables."""
    from sim.cli.run import prepare
    from sim.experiments.comparison.matching import ComparisonError

    scenarios = loaded([baseline, *files], [*(sets or []), *([] if seed is None else [f"seed={seed}"])])
    folder = out or Path("results") / f"{baseline.stem}-compared"
    prepare(folder)
    try:
        comparison, explained = played(
            scenarios, figure or [], replications, workers, store, cluster, explain=explain, quiet=quiet or json
        )
    except ComparisonError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    saved(comparison, explained, folder)
    tell(comparison, explained, folder, json=json)
    if interrupted(comparison):
        raise typer.Exit(INTERRUPTED)


def loaded(files: list[Path], sets: list[str]) -> "dict[str, Scenario]":
    """The scenarios by label, the baseline first."""
    from sim.scenario.load import load
    from sim.views.comparison.labels import labels

    scenarios = [load(file, sets).scenario for file in files]
    return dict(zip(labels([scenario.name for scenario in scenarios]), scenarios, strict=True))


def played(
    scenarios: "dict[str, Scenario]",
    figures: list[str],
    replications: int,
    workers: int | None,
    store: Path | None,
    cluster: str | None,
    *,
    explain: bool,
    quiet: bool,
) -> "tuple[Comparison, Explained]":
    """The runs, paired, and what explains them; with a progress bar where someone watches."""
    from sim.cli.playing import available, opened, progress, troubles
    from sim.experiments.comparison.attribution import attribute, mixtures
    from sim.experiments.comparison.compare import compare as play

    cores = workers or available()
    with troubles(), opened(store, quiet=quiet) as kept:
        with progress(len(scenarios) * replications, quiet=quiet) as advance:
            found = play(scenarios, replications, cores, advance, figures=figures, store=kept, cluster=cluster)
        if not explain or interrupted(found):
            return found, {}
        between = sum(len(list(given.combinations())) for given in mixtures(found).values())
        with progress(between * replications, quiet=quiet) as advance:
            return found, attribute(found, figures, replications, cores, advance, store=kept, cluster=cluster)


def interrupted(comparison: "Comparison") -> bool:
    """Whether any of the scenarios has fewer replications than were asked for."""
    return any(result.interrupted for result in comparison.results.values())


def saved(comparison: "Comparison", explained: "Explained", folder: Path) -> None:
    """Write tables, charts and the page."""
    from sim.experiments.comparison.output import write
    from sim.experiments.files import OutputError, write_text
    from sim.views.comparison.page import html
    from sim.views.comparison.pictures import save_charts

    try:
        write(comparison, explained, folder)
        save_charts(comparison, explained, folder / "charts")
        write_text(folder / "compare.html", [html(comparison, explained)])
    except OutputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def tell(comparison: "Comparison", explained: "Explained", folder: Path, *, json: bool) -> None:
    """The sentences and tables, or one JSON document."""
    if json:
        import json as text

        from sim.experiments.comparison.output import document

        typer.echo(text.dumps(document(comparison, explained), indent=1, allow_nan=False))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from sim.views.comparison import answer, table

    console = Console(highlight=False)
    console.print(Text(f"Against {comparison.label}", style="bold"))
    for shown in table.tables(comparison):
        console.print(shown)
    said = answer.answer(comparison)
    for label, sentences in said:
        console.print(Text(label, style="bold"))
        for sentence in sentences:
            console.print(Padding(Text(sentence), (0, 0, 0, 2)))
        for line in answer.explanations(comparison, explained.get(label, ())):
            console.print(Padding(Text(line), (0, 0, 0, 2)))
    console.print(Padding(Text(answer.method(comparison)), (1, 0, 0, 0)))
    console.print(Text(answer.pairing(comparison)))
    if interrupted(comparison):
        console.print(f"Interrupted: the {comparison.pairs} pairs of replications that were finished are saved.")
    console.print(f"Page: {folder / 'compare.html'}; tables and charts beside it.", markup=False)
