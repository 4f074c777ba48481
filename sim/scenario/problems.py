"""What can be wrong with a scenario, and where: one problem is one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple

NEAR = 0.65  # how much of a name must be right for a guess at what was meant


class Place(NamedTuple):
    """Where something is written: a file, or `--set`; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


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
    near = get_close_matches(wrong or found, list(known), n=1, cutoff=NEAR)
    return f"found {found}; allowed: {allowed}" + (f"; did you mean {near[0]}?" if near else "")


def allowed_in(message: str) -> str:
    """What a message that `sentence` has made allows."""
    return message.partition("; allowed: ")[2].partition("; did you mean ")[0]


def listing(names: Iterable[str]) -> str:
    """Names as a planner reads them, `a, b, c`; "none" for none, the rest cut off after a dozen."""
    given = [str(name) for name in names]
    return ", ".join(given[:12]) + (f" and {len(given) - 12} more" if len(given) > 12 else "") if given else "none"
