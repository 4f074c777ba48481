"""Visits of an event log in the layout of `log.csv`: how long each took, or has taken so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from sim.arrays import B, F
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, Refused, made, only, opened
from sim.wording import say

TEXTS = ("case", "area", "staff_pool", "party", "persons", "stream", "nationality", "outcome")
MOMENTS = ("ready", "start", "end")
COLUMNS = (
    Column("activity", kinds.text),
    *(Column(name, kinds.moment, must=False) for name in MOMENTS),
    *(Column(name, kinds.text, must=False) for name in TEXTS),
)
MINUTE = 60.0


@dataclass(frozen=True)
class Visit:
    """A visit that has begun; one without an end is under way when the log ends."""

    activity: str
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Visits:
    """The visits of a step: (V,) seconds of each, until its end or the end of the log, and whether it has ended; and
    the first and the last day of them."""

    seconds: F
    ended: B
    first: date
    last: date

    @property
    def open(self) -> int:
        """How many had not ended."""
        return int((~self.ended).sum())


@dataclass(frozen=True)
class Log:
    """The visits of a file, in its order, and its last moment."""

    file: str
    visits: tuple[Visit, ...]
    until: datetime

    @property
    def activities(self) -> tuple[str, ...]:
        """What is done in it, in the order of the file."""
        return tuple(dict.fromkeys(one.activity for one in self.visits))

    def under_way(self, when: datetime) -> "Log":
        """Return the visits that were under way at a moment, as a census of that moment finds them."""
        found = (one for one in self.visits if one.start <= when and (one.end is None or one.end > when))
        return Log(self.file, tuple(found), self.until)

    def of(self, activity: str) -> Visits:
        """Return how long the visits of one activity took. Times in whole minutes are known to half a minute: a visit
        of none took as long."""
        own = [one for one in self.visits if one.activity == activity]
        ended = np.array([one.end is not None for one in own])
        seconds = np.array([((one.end or self.until) - one.start).total_seconds() for one in own])
        least = MINUTE / 2 if not (seconds % MINUTE).any() else 0.5
        days = [one.start.date() for one in own] + [(one.end or self.until).date() for one in own]
        return Visits(np.maximum(seconds, least), ended, min(days), max(days))


def log(path: Path, time_zone: str) -> Log:
    """Return the log of a file, its times local unless they have an offset. TableError with every fault, by cell."""
    zone = ZoneInfo(time_zone)

    def local(value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=zone) if value is not None and value.tzinfo is None else value

    def visit(record: Record) -> tuple[Visit | None, datetime | None]:
        begin, end = local(record.values["start"]), local(record.values["end"])
        if begin is not None and end is not None and end < begin:
            raise Refused("end", end.isoformat(), say("a moment after the start, {start}", start=begin.isoformat()))
        latest = max((one for one in (local(record.values["ready"]), begin, end) if one), default=None)
        return (Visit(record.values["activity"], begin, end) if begin else None), latest

    rows = made(only(opened(path.parent, path.name), say("visits")), COLUMNS, visit)
    return Log(path.name, tuple(_begun(rows)), max((latest for _, latest in rows if latest), default=_never(zone)))


def _begun(rows: Sequence[tuple[Visit | None, datetime | None]]) -> Iterator[Visit]:
    yield from (one for one, _ in rows if one is not None)


def _never(zone: ZoneInfo) -> datetime:
    return datetime(1970, 1, 1, tzinfo=zone)
