"""What was read of a file of counts: windows with their counts, what was dropped, and what contradicts what."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sim.problems import Place

Kind = Literal[
    "title", "tags", "other column", "empty", "withheld", "total", "note", "repeated", "revised", "part of a day",
    "not asked for", "falls",
]  # fmt: skip
Against = Literal["two counts", "more than it holds", "not the sum of its parts"]


@dataclass(frozen=True)
class Window:
    """Persons who came from the first day to the last, both included: `least` to `most`, the same for a plain count.

    `known` is the day of publication, `assumed` whether its row says that this day is assumed."""

    first: date
    last: date
    least: int
    most: int
    place: Place
    stream: str = ""
    known: date | None = None
    grade: str = ""
    source: str = ""
    assumed: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def count(self) -> float:
        """Persons; the middle of what a withheld number can be."""
        return (self.least + self.most) / 2

    @property
    def is_exact(self) -> bool:
        """Whether the number itself was published."""
        return self.least == self.most

    def holds(self, other: "Window") -> bool:
        """Whether all days of another window of the same stream are in it."""
        return self.stream == other.stream and self.first <= other.first and other.last <= self.last


class Dropped(NamedTuple):
    """What was left out, why, and where it stands."""

    kind: Kind
    text: str
    place: Place


class Contradiction(NamedTuple):
    """A window and what it cannot be true together with; `left_out` says which of them nothing is fitted on."""

    kind: Against
    window: Window
    others: tuple[Window, ...]
    left_out: tuple[Window, ...]


@dataclass(frozen=True)
class Published:
    """All that was read of one file, windows in the order of their days."""

    file: str
    windows: tuple[Window, ...]
    dropped: tuple[Dropped, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def streams(self) -> tuple[str, ...]:
        """The names of the streams or offices, in file order."""
        return tuple(dict.fromkeys(window.stream for window in self.windows))

    def of(self, stream: str) -> tuple[Window, ...]:
        """Return the windows of one stream that can be fitted on: those that contradict nothing, or are believed."""
        out = {id(one) for found in self.contradictions for one in found.left_out}
        return tuple(window for window in self.windows if window.stream == stream and id(window) not in out)
