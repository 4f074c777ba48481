"""What can be wrong with a scenario, and where: one problem is one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple

NEAR = 0.65  # how much of a name must be right for a guess at what was meant


class Place(NamedTuple):
    """Where something is written: a file, or `--set`; line and column count from 1. In a workbook, of which sheet."""

    file: str
    line: int
    column: int
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}!{letters(self.column)}{self.line}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def letters(column: int) -> str:
    """The letters of a column of a sheet: 1 is A, 27 is AA."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


@dataclass(frozen=True)
class Problem:
    """An error or a warning: the dotted path it is about, what is wrong, and where that is written (if known).

    `of_key` says that the name at the end of the path is what is wrong, not the value under it.
    """

    path: str
    message: str
    place: Place | None = None
    severity: Literal["error", "warning"] = "error"
    of_key: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.severity == "warning" else ""
        return ": ".join(str(part) for part in (self.place, kind, self.path, self.message) if part)


class ScenarioError(Exception):
    """A scenario that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def sentence(found: str, allowed: str, known: Iterable[str] = (), wrong: str = "") -> str:
    """`found X; allowed: Y; did you mean Z?`, Z the name among `known` that is nearest to `wrong` (default: found)."""
    near = nearest(wrong or found, known)
    return f"found {found}; allowed: {allowed}" + (f"; did you mean {near}?" if near else "")


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The name that is meant, as it seems: the same but for capitals and blanks, or else the nearest; "" for none."""
    names = list(known)
    same = next((name for name in names if plainly(name) == plainly(wrong)), "")
    return same or next(iter(get_close_matches(wrong, names, n=1, cutoff=NEAR)), "")


def plainly(name: str) -> str:
    """A name without what is easily got wrong: capitals, blanks, hyphens and underscores."""
    return "".join(name.casefold().replace("_", "").replace("-", "").split())


def allowed_in(message: str) -> str:
    """What a message that `sentence` has made allows."""
    return message.partition("; allowed: ")[2].partition("; did you mean ")[0]


def listing(names: Iterable[str]) -> str:
    """Names as a planner reads them, `a, b, c`; "none" for none, the rest cut off after a dozen."""
    given = [str(name) for name in names]
    return ", ".join(given[:12]) + (f" and {len(given) - 12} more" if len(given) > 12 else "") if given else "none"
