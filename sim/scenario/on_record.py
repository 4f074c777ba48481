"""`on_record`: what was ordered in fact, and when it was ready, to lay beside what policies would have done."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    folder = (info.context or {}).get("folder")
    if not isinstance(value, str) or folder is None:
        raise ValueError("a CSV file of what was ordered, beside the scenario")
    try:
        text = (folder / value).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"a CSV file that can be read ({value} cannot)") from None
    rows = csv.DictReader(io.StringIO(text))
    try:
        names = set(rows.fieldnames or ())
        if not set(REQUIRED) <= names or not names <= {*REQUIRED, *OPTIONAL}:
            raise ValueError(f"a CSV with columns {', '.join(REQUIRED)} and, if wanted, {', '.join(OPTIONAL)}")
        return OnRecord(value, tuple(_row(row, f"{value}, line {rows.line_num}") for row in rows))
    except csv.Error as error:
        raise ValueError(f"a CSV file ({value}, line {rows.line_num}: {error})") from None


def _row(row: dict[str, Any], where: str) -> Ordered:
    text = {name: (row[name] or "").strip() for name in REQUIRED}
    try:
        ordered, ready = day(text["ordered"]), day(text["ready"])
    except ValueError:
        raise ValueError(f"rows such as `trailers,2025-01-22,2025-06-19,unused,B,SOURCE` ({where} is not)") from None
    if ready < ordered:
        raise ValueError(f"space that was ready on the day of its order or later ({where})")
    return Ordered(text["what"], ordered, ready, text["use"], text["grade"], text["source"])
