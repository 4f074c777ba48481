"""`listed`: a stream that replays a CSV of people as they came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sim.scenario.rows import rows

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
    given = rows(value, info, "people", REQUIRED, OPTIONAL)
    return Listed(value, tuple(_party(cells, where) for cells, where in given))


def _party(cells: dict[str, str], where: str) -> ListedParty:
    text = {name: cell or None for name, cell in cells.items()}
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
        raise ValueError(f"rows such as `2025-07-01 06:30,2` ({where} is not)") from None
    if not 1 <= party.persons <= MOST:
        raise ValueError(f"1 to {MOST} persons a row ({where})")
    if not 0 <= (party.under_14 or 0) <= (party.persons if party.minors is None else party.minors) <= party.persons:
        raise ValueError(f"at most as many under_14 as minors, and minors as persons ({where})")
    if party.unaccompanied_minor and (party.persons > 1 or party.minors == 0):
        raise ValueError(f"an unaccompanied_minor who is one minor alone ({where})")
    if party.outcome not in (*DECIDED, None):
        raise ValueError(f"an outcome of {', '.join(DECIDED)} ({where})")
    return party


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)


def _flag(text: str | None) -> bool | None:
    return None if text is None else FLAGS[text]
