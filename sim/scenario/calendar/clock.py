"""The clock: whole seconds from local midnight of the first simulated day, daylight saving resolved."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from sim.arrays import DAY, DAYS_OF_WEEK, I
from sim.scenario.language.sections import WARM_UP, Sections
from sim.scenario.values.units import midnight

NEVER = 1 << 40  # later than any horizon, in seconds


@dataclass(frozen=True)
class Clock:
    """Local days and their ticks. A day of 23 or 25 hours has 82,800 or 90,000 ticks."""

    zone: ZoneInfo
    first_day: date
    first_counted: date
    last: date
    zero: date | None = None  # the day with whose midnight tick 0 comes; None: the first day
    begins: int = 0  # seconds after midnight of the first counted day from which on it counts

    @cached_property
    def origin(self) -> int:
        """Tick 0 as a POSIX time."""
        return self._posix(self.zero or self.first_day, 0)

    def longer(self, days: int) -> "Clock":
        """Return the same clock with this many days more."""
        return replace(self, last=self.last + timedelta(days=days))

    def later(self, begin: int, end: int) -> "Clock":
        """Return the days from `begin` to before `end` after the last one, in the ticks of this clock."""
        return _later(self, begin, end)

    def _posix(self, day: date, second: int) -> int:
        return midnight(day, self.zone, second)

    def tick(self, day: date, second: int = 0) -> int:
        """Return the tick at which the local clock of `day` reads `second` seconds after midnight (86,400: the next
        day).
        """
        found = self._ticks.get((day, second))
        if found is None:
            found = self._ticks[day, second] = self._posix(day, second) - self.origin
        return found

    def ticks(self, first: date, days: int, second: int) -> I:
        """Return (days,) `tick` of a second on each of this many days from `first` on."""
        later, second = divmod(second, 86400)
        first += timedelta(days=later)
        midnights = np.array([self.tick(first + timedelta(days=k)) for k in range(days + 1)], dtype=np.int64)
        found = midnights[:-1] + second
        for k in np.flatnonzero(np.diff(midnights) != 86400):
            found[k] = self.tick(first + timedelta(days=int(k)), second)
        return found

    @cached_property
    def _ticks(self) -> dict[tuple[date, int], int]:
        """What was asked before: a calendar is slow, and every uncertain replication asks the same again."""
        return {}

    def at(self, tick: int) -> datetime:
        """Return the local time of a tick, with its offset."""
        return datetime.fromtimestamp(self.origin + int(tick), UTC).astimezone(self.zone)

    def moment(self, when: datetime) -> int:
        """Return the tick of a local time (naive) or of a time with an offset."""
        posix = int(when.timestamp()) if when.tzinfo else self._posix(when.date(), _second_of_day(when))
        return posix - self.origin

    def has(self, day: date) -> bool:
        """Return whether the local clock has such a day: a zone that changes sides of the date line skips one."""
        return self.tick(day + timedelta(days=1)) > self.tick(day)

    def has_each(self, first: date, days: int) -> NDArray[np.bool_]:
        """Return (days,) `has` of this many days from `first` on."""
        return np.asarray(np.diff(self.ticks(first, days + 1, 0)) > 0)

    @cached_property
    def start(self) -> int:
        """Tick from which on figures count: `begins`, on the first counted day."""
        return self.tick(self.first_counted, self.begins)

    @cached_property
    def opens(self) -> int:
        """Tick from which on anybody comes or looks: `start`, or the first of a warm-up, or of what is played later."""
        return self.start if self.first_day == self.first_counted else self.tick(self.first_day)

    def watched(self, since: str) -> int:
        """Return the tick from which on a measure is watched: the first of all (`warm_up`), or that of `start`."""
        return self.start if since == "start" else self.opens

    @cached_property
    def end(self) -> int:
        """Tick of the end: the midnight after the last day."""
        return self.tick(self.last)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every simulated day, the warm-up included."""
        return span(self.first_day, self.last)

    @cached_property
    def midnights(self) -> I:
        """(days + 1,) ticks at which the days begin, and the end."""
        return np.array([self.tick(day) for day in (*self.days, self.last)], dtype=np.int64)

    def hours_of(self, day: date) -> tuple[I, I]:
        """Return the hours that a day really has: labels 0..23 (23, 24 or 25 of them) and the ticks at which they
        begin.
        """
        begin, end = self.tick(day), self.tick(day + timedelta(days=1))
        starts = np.arange(begin, end, 3600, dtype=np.int64)
        return np.array([self.at(int(t)).hour for t in starts], dtype=np.int64), starts


def _second_of_day(when: datetime) -> int:
    return when.hour * 3600 + when.minute * 60 + when.second


@lru_cache(maxsize=64)
def ordinals(days: tuple[date, ...]) -> I:
    """Return (days,) the ordinal of each day; not to be written to, since all who ask for the same days share it."""
    found = np.array([day.toordinal() for day in days], dtype=np.int64)
    found.flags.writeable = False
    return found


def span(first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` until before `last`."""
    return tuple(first + timedelta(days=k) for k in range((last - first).days))


def clock(scenario: Sections) -> Clock:
    """Return the clock of a scenario; its first day is the first of the warm-up."""
    return clock_of(scenario, scenario.warm_up, scenario.end)


def clock_of(scenario: Sections, warm_up: float, end: date) -> Clock:
    """Return the clock of a scenario, had it another warm-up (seconds, whole days) and another end."""
    first = scenario.start - timedelta(seconds=warm_up)
    return _clock(scenario.time_zone, first, scenario.start, end, scenario.begins)


@lru_cache(maxsize=64)
def _later(clock: Clock, begin: int, end: int) -> Clock:
    """Return what `Clock.later` does; what is uncertain asks for it in every set, and its ticks are known then."""
    first, last = (clock.last + timedelta(days=days) for days in (begin, end))
    return replace(clock, first_day=first, last=last, zero=clock.zero or clock.first_day)


@lru_cache(maxsize=32)
def _clock(zone: str, first: date, counted: date, last: date, begins: int) -> Clock:
    return Clock(ZoneInfo(zone), first, counted, last, begins=begins)


def longer_warm_up(scenario: Sections) -> float:
    """Return a warm-up twice as long as that of the scenario, at least a week longer, as far as one may be; seconds."""
    days = round(scenario.warm_up / DAY)
    return min(float(max(2 * days, days + DAYS_OF_WEEK) * DAY), WARM_UP.most)
