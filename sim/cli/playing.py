"""Playing replications from the command line: how many, by whom, what is kept, and what is said of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sim.experiments.precision import Reached
    from sim.experiments.result import Result
    from sim.experiments.store import Store
    from sim.scenario.schema import Scenario

Advance = Callable[[int], None]


def played(
    scenario: "Scenario",
    replications: str,
    workers: int | None,
    *,
    store: Path | None,
    cluster: str | None,
    most: int,
    quiet: bool,
) -> "Result":
    """The runs, with a progress bar where someone watches; what the store gave, and how precise the figures are."""
    cores, auto = workers or available(), replications == "auto"
    if auto and not scenario.precision:
        raise typer.BadParameter(
            "auto needs `precision` in the scenario, such as precision: {within_24h: 0.01}", param_hint="--replications"
        )
    reached: tuple[Reached, ...] = ()
    with troubles(), opened(store, quiet=quiet) as kept:
        with progress(most if auto else int(replications), quiet=quiet) as advance:
            if auto:
                from sim.experiments.precision import run_until

                result, reached = run_until(scenario, cores, most, advance, store=kept, cluster=cluster)
            else:
                from sim.experiments.run import run

                result = run(scenario, int(replications), cores, advance, store=kept, cluster=cluster)
        for remark in () if quiet else _precise(reached, len(result.runs)):
            typer.echo(remark, err=True)
    return result


def available() -> int:
    """Processor cores that this process may use."""
    import os

    return len(os.sched_getaffinity(0))


@contextmanager
def opened(store: Path | None, *, quiet: bool) -> "Iterator[Store | None]":
    """A store, and at the end what it gave and took; None without one. StoreError when the file cannot be one."""
    if store is None:
        yield None
        return
    from sim.experiments.store import Store

    with Store(store) as kept:
        yield kept
        if not quiet:
            typer.echo(f"{kept.path}: {kept.found:,} replications found, {kept.added:,} played and kept.", err=True)


@contextmanager
def troubles() -> Iterator[None]:
    """What goes wrong with workers, a cluster or a store, said on one line; exit status 1 for workers, else 2."""
    from sim.experiments.chunks import WorkerError
    from sim.experiments.cluster import ClusterError
    from sim.experiments.store import StoreError

    try:
        yield
    except (WorkerError, ClusterError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1 if isinstance(error, WorkerError) else 2) from None


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Advance | None]:
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


def _precise(reached: "tuple[Reached, ...]", played: int) -> Iterator[str]:
    """How far each figure is from the precision that was asked for."""
    for one in reached:
        line = f"{one.name}: ± {_width(one, one.half)} after {played:,} replications, ± {_width(one, one.wanted)} asked"
        needed = one.needed(played)
        more = f"; about {needed:,.0f} are needed" if needed < float("inf") else "; more are needed"
        yield line + ("" if one.met else more)


def _width(one: "Reached", half: float) -> str:
    if half == float("inf"):
        return "unknown"
    if one.kind == "date":
        return f"{half:.3g} days"
    return f"{100 * half:.3g} points" if one.kind in ("share", "flag") else f"{100 * half:.3g}%"
