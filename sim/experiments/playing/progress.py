"""How far a call is, shown to nobody, or with bars to somebody at a terminal or a notebook."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from sim.wording import noted, said

PREPARING = noted("preparing (the first time on a machine takes half a minute)")


RUNS = noted("replications")


class Advance(Protocol):
    """Says how many replications are finished, and of how many if that is no longer what it was."""

    def __call__(self, done: int, total: int | None = None, /) -> None:
        """Move the bar."""


class Progress(Protocol):
    """Shows how far a call is."""

    def bar(self, total: int, of: str = RUNS) -> AbstractContextManager[Advance]:
        """Show the replications of one call, `total` of them, until it ends; or what else it makes one after the
        other.
        """

    def say(self, text: str) -> None:
        """Say what is being done."""


class Silent:
    """Nobody watches."""

    def bar(self, total: int, of: str = RUNS) -> AbstractContextManager[Advance]:
        """Show nothing."""
        return nullcontext(unseen)

    def say(self, text: str) -> None:
        """Say nothing."""


UNSEEN = Silent()


def unseen(done: int, total: int | None = None, /) -> None:
    """Show nobody how far a call is."""


def watched(numbers: Sequence[int], progress: Progress, of: str = RUNS) -> Iterator[int]:
    """Yield each number, and show how many of them are done."""
    with progress.bar(len(numbers), of) as advance:
        for done, number in enumerate(numbers, 1):
            yield number
            advance(done)


class Bars:
    """A bar a call, on standard error or in a notebook; what is being done on a line of its own."""

    @contextmanager
    def bar(self, total: int, of: str = RUNS) -> Iterator[Advance]:
        """Show a bar, and the time left, for as long as replications are played."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Drawn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with Drawn(*columns, console=console, transient=console.is_terminal) as drawn:
            task = drawn.add_task(said(PREPARING), total=total)

            def advance(done: int, total: int | None = None, /) -> None:
                drawn.update(task, completed=done, total=total, description=said(of))

            yield advance

    def say(self, text: str) -> None:
        """Print a line."""
        from rich.console import Console

        Console(stderr=True).print(said(text), style="dim", markup=False, highlight=False)
