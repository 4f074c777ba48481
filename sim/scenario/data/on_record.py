"""`on_record`: what is known of space that was ordered in fact, to compare with what policies would have done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sim.scenario.data.counts import GRADES
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, Refused, once, records
from sim.wording import say

COLUMNS = (
    Column("what", kinds.text),
    Column("ordered", kinds.a_day, must=False),
    Column("ready", kinds.a_day),
    Column("use", kinds.text),
    Column("grade", kinds.one_of(GRADES)),
    Column("source", kinds.text),
    Column("days", kinds.whole_number(), must=False, counted=True),
)


@dataclass(frozen=True)
class Ordered:
    """Space: the day of its order, None where no order is on record, and the day it was ready, wanted or seen.

    `use` says what came of it.
    """

    what: str
    ordered: date | None
    ready: date
    use: str
    grade: str
    source: str


@dataclass(frozen=True)
class OnRecord:
    """The rows of a file, in file order."""

    file: str
    rows: tuple[Ordered, ...]


@once
def on_record(value: Any, info: Any) -> OnRecord | None:
    """Read a file named relative to the scenario's folder; TableError with every fault, ValueError for no name."""
    if value is None or isinstance(value, OnRecord):
        return value
    return OnRecord(value, records(value, info, say("what was ordered"), COLUMNS, _ordered))


def _ordered(record: Record) -> Ordered:
    given = dict(record.values)
    days = given.pop("days")
    found = Ordered(**given)
    if found.ordered is None:
        if days is not None:
            raise Refused("days", str(days), say("none, since no day of an order is stated"))
        return found
    took = (found.ready - found.ordered).days
    if took < 0:
        raise Refused(
            "ready", str(found.ready), say("the day of its order, {ordered}, or later", ordered=str(found.ordered))
        )
    if days is not None and days != took:
        raise Refused(
            "days",
            str(days),
            say(
                "the days from {ordered} to {ready}, which are {took}",
                ordered=str(found.ordered),
                ready=str(found.ready),
                took=took,
            ),
        )
    return found
