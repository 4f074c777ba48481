"""`listed`: a stream that replays a CSV of people as they came."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

REQUIRED = ("at", "persons")
OPTIONAL = ("party", "nationality", "minors", "under_14", "unaccompanied_minor", "outcome")
DECIDED = ("referred", "returned", "barred", "detained")
FLAGS = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
MOST = 1000  # persons in a party


@dataclass(frozen=True)
class ListedParty:
    """One row: when it came (local clock, or with an offset), how many, and what is known of it (None: drawn)."""

    at: datetime
    persons: int
    party: str | None = None
    nationality: str | None = None
    minors: int | None = None
    under_14: int | None = None
    unaccompanied_minor: bool | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Listed:
    """The rows of a file, in file order."""

    file: str
    parties: tuple[ListedParty, ...]


def listed(value: Any, info: Any) -> Listed | None:
    """Read a file named relative to the scenario's folder; ValueError with what is allowed."""
    if value is None or isinstance(value, Listed):
        return value
    folder = (info.context or {}).get("folder")
    if not isinstance(value, str) or folder is None:
        raise ValueError("a CSV file of people, beside the scenario")
    try:
        text = (folder / value).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"a CSV file that can be read ({value} cannot)") from None
    rows = csv.DictReader(io.StringIO(text))
    try:
        names = set(rows.fieldnames or ())
        if not set(REQUIRED) <= names or not names <= {*REQUIRED, *OPTIONAL}:
            raise ValueError(f"a CSV with columns {', '.join(REQUIRED)} and, if known, {', '.join(OPTIONAL)}")
        return Listed(value, tuple(_party(row, rows.line_num, value) for row in rows))
    except csv.Error as error:
        raise ValueError(f"a CSV file ({value}, line {rows.line_num}: {error})") from None


def _party(row: dict[str, str], line: int, file: str) -> ListedParty:
    text = {name: (cell or "").strip() or None for name, cell in row.items() if name}
    try:
        party = ListedParty(
            at=datetime.fromisoformat(text["at"] or ""),
            persons=int(text["persons"] or ""),
            party=text.get("party"),
            nationality=text.get("nationality"),
            minors=_whole(text.get("minors")),
            under_14=_whole(text.get("under_14")),
            unaccompanied_minor=_flag(text.get("unaccompanied_minor")),
            outcome=text.get("outcome"),
        )
    except (ValueError, KeyError):
        raise ValueError(f"rows such as `2025-07-01 06:30,2` ({file}, line {line} is not)") from None
    if not 1 <= party.persons <= MOST:
        raise ValueError(f"1 to {MOST} persons a row ({file}, line {line})")
    if not 0 <= (party.under_14 or 0) <= (party.persons if party.minors is None else party.minors) <= party.persons:
        raise ValueError(f"at most as many under_14 as minors, and minors as persons ({file}, line {line})")
    if party.unaccompanied_minor and (party.persons > 1 or party.minors == 0):
        raise ValueError(f"an unaccompanied_minor who is one minor alone ({file}, line {line})")
    if party.outcome not in (*DECIDED, None):
        raise ValueError(f"an outcome of {', '.join(DECIDED)} ({file}, line {line})")
    return party


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)


def _flag(text: str | None) -> bool | None:
    return None if text is None else FLAGS[text]
