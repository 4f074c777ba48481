"""What is wrong with a table: each fault with the cell it is about, all of them together."""

from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from sim.problems import Place
from sim.wording import say

MOST = 10  # faults of one file that are reported one by one


class Wrong(NamedTuple):
    """One fault: where it is (None: the file as a whole) and a sentence."""

    place: Place | None
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class TableError(ValueError):
    """A table that cannot be used; `wrong` has one fault or more, by place."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        self.wrong = tuple(wrong)
        super().__init__(say("a table without faults ({wrong})", wrong=str(self.wrong[0])))


class Faults:
    """Collects the faults of one file; at `MOST` of them it stops the reading."""

    def __init__(self) -> None:
        self.found: list[Wrong] = []

    def add(self, place: Place | None, message: str, once: bool = False) -> None:
        """Keep a fault (`once`: unless the same is said of another place). TableError if there are `MOST` now."""
        if once and any(wrong.message == message for wrong in self.found):
            return
        self.found.append(Wrong(place, message))
        if len(self.found) == MOST:
            last = self.found[-1]
            self.found[-1] = Wrong(
                last.place, say("{message} (the rest of the file was not looked at)", message=last.message)
            )
            self.stop()

    def stop(self) -> None:
        """Raise TableError if anything was found."""
        if self.found:
            raise TableError(self.found)


def refuse(place: Place | None, message: str) -> NoReturn:
    """Raise TableError with one fault."""
    raise TableError([Wrong(place, message)])
