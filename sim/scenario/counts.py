"""`counts`: published counts of claimants, each with the day on which it was published, and the levels they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sim.scenario.rows import rows
from sim.scenario.units import day

REQUIRED = ("from", "to", "claims", "known", "grade", "source")
OPTIONAL = ("basis", "note")
GRADES = ("A", "B", "C")


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
    """The rows of a file, in file order."""

    file: str
    rows: tuple[Count, ...]

    def known_by(self, when: date) -> "Counts":
        """What was published on or before a day."""
        return Counts(self.file, tuple(row for row in self.rows if row.known <= when))


def counts(value: Any, info: Any) -> Counts | None:
    """Read a file named relative to the scenario's folder; ValueError with what is allowed."""
    if value is None or isinstance(value, Counts):
        return value
    given = rows(value, info, "counts", REQUIRED, OPTIONAL)
    found = tuple(_count(cells, where) for cells, where in given)
    if not found:
        raise ValueError(f"a count or more ({value} has none)")
    return Counts(value, found)


def _count(text: dict[str, str], where: str) -> Count:
    try:
        found = Count(day(text["from"]), day(text["to"]), int(text["claims"]), day(text["known"]), "", "")
    except ValueError:
        raise ValueError(f"rows such as `2025-04-01,2025-04-06,557,2025-04-07,B,SOURCE` ({where} is not)") from None
    if found.last < found.first or found.claims < 0:
        raise ValueError(f"a last day on or after the first, and a count from 0 ({where})")
    if found.known < found.last:
        raise ValueError(f"a count that is known on its last day or later ({where}: known {found.known})")
    if text["grade"] not in GRADES or not text["source"]:
        raise ValueError(f"a grade of {', '.join(GRADES)} and a source ({where})")
    return Count(found.first, found.last, found.claims, found.known, text["grade"], text["source"])


@lru_cache(maxsize=64)
def levels(rows: tuple[Count, ...], factors: tuple[float, ...]) -> dict[date, float]:
    """The level from each date on that makes the expected claimants those of the counts; not to be written to.

    `factors` are those of the weekdays, Monday first. A count of fewer days overrides one of more, which is spread over
    the days it has left: what it has beyond what those days are expected to bring, none if that is less than nothing.
    Of two counts of as many days the one that was published later holds. Days between counts, and after the last one,
    keep the level of the day before.
    """
    found: dict[date, float] = {}
    for row in sorted(rows, key=lambda row: (len(row.days), -row.known.toordinal())):
        own = [when for when in row.days if when not in found]
        weight = sum(factors[when.weekday()] for when in own)
        taken = sum(found[when] * factors[when.weekday()] for when in row.days if when in found)
        found |= dict.fromkeys(own, max(row.claims - taken, 0.0) / weight if weight else 0.0)
    return _turns(found)


def _turns(by_day: dict[date, float]) -> dict[date, float]:
    """Only the days on which the level changes."""
    days: Sequence[date] = sorted(by_day)
    return {when: by_day[when] for k, when in enumerate(days) if not k or by_day[when] != by_day[days[k - 1]]}
