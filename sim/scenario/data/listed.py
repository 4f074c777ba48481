"""`listed`: a stream that replays a table of people as they came."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import repeat
from typing import Any

from sim.problems import Place
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, Refused, made, once, only, tables
from sim.wording import say

DECIDED = ("referred", "returned", "barred", "detained")
FLAGS = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
MOST = 1000  # persons in a party
COLUMNS = (
    Column("at", kinds.moment),
    Column("persons", kinds.whole_number(1, MOST), counted=True),
    Column("party", kinds.text, must=False),
    Column("nationality", kinds.text, must=False),
    Column("minors", kinds.whole_number(0, MOST), must=False, counted=True),
    Column("under_14", kinds.whole_number(0, MOST), must=False, counted=True),
    Column("unaccompanied_minor", kinds.choice(FLAGS), must=False),
    Column("outcome", kinds.one_of(DECIDED), must=False),
)


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
    """The rows of a file, in file order; `places` has that of each, if they were read from one."""

    file: str
    parties: tuple[ListedParty, ...]
    places: tuple[Place, ...] = field(default=(), compare=False)

    @property
    def placed(self) -> Iterator[tuple[ListedParty, Place | None]]:
        """Each party with the place of its row."""
        return zip(self.parties, self.places or repeat(None), strict=False)


@once
def listed(value: Any, info: Any) -> Listed | None:
    """Read a file named relative to the scenario's folder; TableError with every fault, ValueError for no name."""
    if value is None or isinstance(value, Listed):
        return value
    table = only(tables(value, info, "people"), "people")
    found = made(table, COLUMNS, lambda record: (_party(record), table.begin(record.row)))
    return Listed(value, tuple(party for party, _ in found), tuple(place for _, place in found))


def _party(record: Record) -> ListedParty:
    party = ListedParty(**record.values)
    if (party.minors or 0) > party.persons:
        raise Refused(
            "minors",
            say("{minors} minors of {persons} persons", minors=str(party.minors), persons=party.persons),
            say("at most as many as persons"),
        )
    minors = party.persons if party.minors is None else party.minors
    if (party.under_14 or 0) > minors:
        raise Refused(
            "under_14",
            say("{under_14} under 14 of {minors} minors", under_14=str(party.under_14), minors=minors),
            say("at most as many as minors"),
        )
    if party.unaccompanied_minor and (party.persons > 1 or party.minors == 0):
        raise Refused("unaccompanied_minor", say("yes for a party that is not one minor"), say("one minor alone"))
    return party
