"""`on_record`: what was ordered in fact, and when it was ready, to lay beside what policies would have done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sim.scenario.rows import rows
from sim.scenario.units import day

REQUIRED = ("what", "ordered", "ready", "use", "grade", "source")
OPTIONAL = ("days",)


@dataclass(frozen=True)
class Ordered:
    """Space that was ordered, and the day on which it was ready, or was wanted; `use` says what came of it."""

    what: str
    ordered: date
    ready: date
    use: str
    grade: str
    source: str


@dataclass(frozen=True)
class OnRecord:
    """The rows of a file, in file order."""

    file: str
    rows: tuple[Ordered, ...]


def on_record(value: Any, info: Any) -> OnRecord | None:
    """Read a file named relative to the scenario's folder; ValueError with what is allowed."""
    if value is None or isinstance(value, OnRecord):
        return value
    given = rows(value, info, "what was ordered", REQUIRED, OPTIONAL)
    return OnRecord(value, tuple(_row(cells, where) for cells, where in given))


def _row(text: dict[str, str], where: str) -> Ordered:
    try:
        ordered, ready = day(text["ordered"]), day(text["ready"])
    except ValueError:
        raise ValueError(f"rows such as `trailers,2025-01-22,2025-06-19,unused,B,SOURCE` ({where} is not)") from None
    if ready < ordered:
        raise ValueError(f"space that was ready on the day of its order or later ({where})")
    return Ordered(text["what"], ordered, ready, text["use"], text["grade"], text["source"])
