"""`counts`: published counts of claimants, each with the day on which it was published, and the levels they make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sim.problems import Place, sentence
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Refused, made, named, once, only, tables
from sim.scenario.data.tables.faults import refuse
from sim.scenario.data.tables.raw_table import Table
from sim.wording import say

GRADES = ("A", "B", "C")
MOST_DAYS = 200_000  # of all counts of a file together
COLUMNS = (
    Column("from", kinds.a_day),
    Column("to", kinds.a_day),
    Column("claims", kinds.whole_number(), counted=True),
    Column("known", kinds.a_day),
    Column("grade", kinds.one_of(GRADES)),
    Column("source", kinds.text),
    Column("basis", kinds.text, must=False),
    Column("known_basis", kinds.text, must=False),
    Column("note", kinds.text, must=False),
)


@dataclass(frozen=True)
class Count:
    """Claimants from the first day to the last one, both included, and the day on which that was published."""

    first: date
    last: date
    claims: int
    known: date
    grade: str
    source: str

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that is counted."""
        return tuple(self.first + timedelta(days=k) for k in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Counts:
    """The rows of a file, in file order; `places` has that of each, if they were read from one. Without a file they
    stand in the scenario itself.
    """

    file: str
    rows: tuple[Count, ...]
    places: tuple[Place, ...] = field(default=(), compare=False)

    @property
    def as_written(self) -> list[dict[str, Any]]:
        """The rows as a scenario has them in the place of a file."""
        return [
            {"from": str(row.first), "to": str(row.last), "claims": row.claims, "known": str(row.known),
             "grade": row.grade, "source": row.source} for row in self.rows
        ]  # fmt: skip

    def known_by(self, when: date) -> "Counts":
        """Return what was published on or before a day."""
        return Counts(self.file, tuple(row for row in self.rows if row.known <= when))

    def ended(self, since: date, until: date) -> "Counts":
        """With nobody after the last day that is counted, from `since` to before `until`."""
        first, last = max(since, max(row.last for row in self.rows) + timedelta(days=1)), until - timedelta(days=1)
        nobody = Count(first, last, 0, last, GRADES[-1], "")
        return Counts(self.file, (*self.rows, nobody)) if first <= last else self


@once
def counts(value: Any, info: Any) -> Counts | None:
    """Read a file named relative to the scenario's folder, or counts that are written in its place; TableError with
    every fault, ValueError for anything else.
    """
    if value is None or isinstance(value, Counts):
        return value
    if isinstance(value, list | tuple):
        return Counts("", _written(value))
    return of_table(only(tables(value, info, "counts"), "counts"), value)


def of_table(table: Table, file: str) -> Counts:
    """Return the counts of a table. TableError with every fault."""
    found = made(table, COLUMNS, lambda record: (_count(record.values), table.begin(record.row)))
    if not found:
        refuse(
            table.place(table.rows[0]), say("found no count below the names of the columns; allowed: a count or more")
        )
    days = _days(count for count, _ in found)
    if days > MOST_DAYS:
        refuse(
            table.place(table.rows[0]),
            sentence(say("counts of {days} days in all", days=days), say("at most {most_days}", most_days=MOST_DAYS)),
        )
    return Counts(file, tuple(count for count, _ in found), tuple(place for _, place in found))


def _days(found: Iterable[Count]) -> int:
    return sum((count.last - count.first).days + 1 for count in found)


def _written(given: Sequence[Any]) -> tuple[Count, ...]:
    """Return counts that a scenario has in the place of a file, a mapping each; ValueError with what is allowed."""
    found = tuple(_of_mapping(one) for one in given)
    if not found or _days(found) > MOST_DAYS:
        raise ValueError(say("a count or more, of at most {most_days} days in all", most_days=MOST_DAYS))
    return found


def _of_mapping(given: Any) -> Count:
    known = {column.name: column for column in COLUMNS}
    must = [column.name for column in COLUMNS if column.must]
    if not isinstance(given, dict) or not set(must) <= given.keys() <= known.keys():
        raise ValueError(say("a count with {columns}", columns=named(COLUMNS)))
    values: dict[str, Any] = {}
    for name, value in given.items():
        try:
            values[name] = known[name].read(value)
        except ValueError as error:
            raise ValueError(say("{allowed}, as {name} of a count", allowed=str(error), name=name)) from None
    try:
        return _count(values)
    except Refused as error:
        raise ValueError(say("{allowed}, as {name} of a count", allowed=error.allowed, name=error.column)) from None


def _count(given: Mapping[str, Any]) -> Count:
    found = Count(given["from"], given["to"], given["claims"], given["known"], given["grade"], given["source"])
    if found.last < found.first:
        raise Refused(
            "to", str(found.last), say("the last day, on or after the first, {first}", first=str(found.first))
        )
    if found.known < found.last:
        raise Refused(
            "known",
            str(found.known),
            say("the day it was published, {last} (the last day) or later", last=str(found.last)),
        )
    return found


@lru_cache(maxsize=64)
def levels(rows: tuple[Count, ...], factors: tuple[float, ...]) -> dict[date, float]:
    """Return the level from each date on that makes the expected claimants those of the counts; not to be written to.

    `factors` are those of the weekdays, Monday first. A count of fewer days overrides one of more, which is spread over
    the days it has left: what it has beyond what those days are expected to bring, none if that is less than nothing.
    Of two counts of as many days the one that was published later holds. Days between counts, and after the last one,
    keep the level of the day before.
    """
    return _turns(_by_day(rows, factors))


def expected(rows: tuple[Count, ...], factors: tuple[float, ...]) -> list[float]:
    """Return claimants that the levels bring on the days of each count: as many as it says, unless counts contradict
    it.
    """
    level = _by_day(rows, factors)
    return [sum(level[when] * factors[when.weekday()] for when in row.days) for row in rows]


def _by_day(rows: tuple[Count, ...], factors: tuple[float, ...]) -> dict[date, float]:
    """Return the level of every day that is counted."""
    found: dict[date, float] = {}
    for row in sorted(rows, key=lambda row: (len(row.days), -row.known.toordinal())):
        own = [when for when in row.days if when not in found]
        weight = sum(factors[when.weekday()] for when in own)
        taken = sum(found[when] * factors[when.weekday()] for when in row.days if when in found)
        found |= dict.fromkeys(own, max(row.claims - taken, 0.0) / weight if weight else 0.0)
    return found


def _turns(by_day: dict[date, float]) -> dict[date, float]:
    """Return only the days on which the level changes."""
    days: Sequence[date] = sorted(by_day)
    return {when: by_day[when] for k, when in enumerate(days) if not k or by_day[when] != by_day[days[k - 1]]}
