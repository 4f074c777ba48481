"""What plays: so many processes or a cluster, with a store or without, watched or not. It travels as one value."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sim.errors import ArgumentError

if TYPE_CHECKING:
    from sim.experiments.store.store import Store

PREPARING = "preparing (the first time on a machine takes half a minute)"


class Advance(Protocol):
    """Says how many replications are finished, and of how many if that is no longer what it was."""

    def __call__(self, done: int, total: int | None = None, /) -> None:
        """Move the bar."""


@dataclass(frozen=True)
class Runner:
    """Processes, store and cluster with which replications are played; `watched`: with a bar of their progress."""

    workers: int = 1
    store: "Store | None" = None
    cluster: str | None = None
    watched: bool = False

    def progress(self, total: int) -> AbstractContextManager[Advance | None]:
        """A bar of the replications of one call, if they are watched."""
        return bar(total, shown=self.watched)

    def say(self, text: str) -> None:
        """Say what is being done, where somebody watches."""
        if self.watched:
            from rich.console import Console

            Console(stderr=True).print(text, style="dim", markup=False, highlight=False)


@contextmanager
def runner(
    workers: int | None = None,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    *,
    watched: bool = False,
) -> Iterator[Runner]:
    """A runner, its store open for as long as it is used; without `workers` there is one for each core.

    ArgumentError for no worker; StoreError when the file cannot be a store.
    """
    from sim.experiments.playing.executors import available

    if workers is not None and workers < 1:
        raise ArgumentError(f"found {workers} workers; allowed: 1 or more, or None for one for each core")
    cores = available() if workers is None else workers
    if store is None:
        yield Runner(cores, None, cluster, watched)
        return
    from sim.experiments.store.store import Store

    with Store(store) as kept:
        yield Runner(cores, kept, cluster, watched)


@contextmanager
def bar(total: int, *, shown: bool) -> Iterator[Advance | None]:
    """A progress bar on standard error or in a notebook; None if it is not to be shown."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=console.is_terminal) as drawn:
        task = drawn.add_task(PREPARING, total=total)

        def advance(done: int, total: int | None = None, /) -> None:
            drawn.update(task, completed=done, total=total, description="replications")

        yield advance
