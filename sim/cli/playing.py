"""Playing replications from the command line: how many, by whom, what is kept, and what is said of it."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import typer

if TYPE_CHECKING:
    from sim.experiments.precision import Reached
    from sim.experiments.store import Store
    from sim.scenario.schema import Scenario


class Advance(Protocol):
    """Says how many replications are finished, and of how many if that is no longer what it was."""

    def __call__(self, done: int, total: int | None = None, /) -> None:
        """Move the bar."""


class Means(NamedTuple):
    """What replications are played with: so many processes, or a cluster, and a store, if there is one."""

    workers: int
    store: "Store | None"
    cluster: str | None
    quiet: bool

    def progress(self, total: int) -> "AbstractContextManager[Advance | None]":
        """A progress bar where someone watches."""
        return progress(total, quiet=self.quiet)

    def precise(self, reached: "Iterable[Reached]", played: int, whose: str = "") -> None:
        """Say how far each figure is from the precision that was asked for."""
        for one in () if self.quiet else reached:
            typer.echo(f"{whose}{_precise(one, played)}", err=True)


def available() -> int:
    """Processor cores that this process may use."""
    from sim.experiments.executors import available as cores

    return cores()


@contextmanager
def means(workers: int | None, store: Path | None, cluster: str | None, *, quiet: bool) -> Iterator[Means]:
    """What replications are played with; at the end it is said what the store gave."""
    with opened(store, quiet=quiet) as kept:
        yield Means(workers or available(), kept, cluster, quiet)


def count(replications: str, scenarios: "Iterable[Scenario]", least: int = 1) -> int | None:
    """How many replications are asked for; None: as many as `precision` needs, which some scenario must have."""
    if replications != "auto" and int(replications) < least:
        raise typer.BadParameter(f"at least {least}", param_hint="--replications")
    if replications != "auto":
        return int(replications)
    if not any(scenario.precision for scenario in scenarios):
        raise typer.BadParameter(
            "auto needs `precision` in the scenario, such as precision: {within_24h: 0.01}", param_hint="--replications"
        )
    return None


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

        def advance(done: int, total: int | None = None, /) -> None:
            bar.update(task, completed=done, total=total, description="replications")

        yield advance


def _precise(one: "Reached", played: int) -> str:
    line = f"{one.name}: ± {_width(one, one.half)} after {played:,} replications, ± {_width(one, one.wanted)} asked"
    needed = one.needed(played)
    more = f"; about {needed:,.0f} are needed" if needed < float("inf") else "; more are needed"
    more = more if one.n else "; it has no value in these"
    return line + ("" if one.met else more)


def _width(one: "Reached", half: float) -> str:
    if half == float("inf"):
        return "unknown"
    if one.kind == "date":
        return f"{half:.3g} days"
    return f"{100 * half:.3g} points" if one.kind in ("share", "flag") else f"{100 * half:.3g}%"
