"""Progress that calls a function, so that a test sees it, or ends a call with Ctrl-C."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sim.experiments.playing.runner import Runner


class Seen:
    """Calls a function each time that a bar would move, with what is finished; `of`: and of how many."""

    def __init__(self, called: Callable[..., Any], of: bool = False) -> None:
        self.called, self.of = called, of

    def bar(self, total: int, of: str = "") -> AbstractContextManager[Callable[..., None]]:
        def advance(done: int, most: int | None = None, /) -> None:
            self.called(done, most or total) if self.of else self.called(done)

        return nullcontext(advance)

    def say(self, text: str) -> None:
        pass


def seen(called: Callable[..., Any], workers: int = 1, *, of: bool = False, **more: Any) -> Runner:
    """A runner whose progress calls this function."""
    return Runner(workers, progress=Seen(called, of), **more)
