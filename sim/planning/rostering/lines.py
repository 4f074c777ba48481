"""Lines of work: what one officer does over some weeks, made of shift templates and the rules of a roster."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise, product

import numpy as np

from sim.arrays import DAY, HOUR, F
from sim.scenario.calendar.clock import Clock, span
from sim.scenario.language.shifts.shift_templates import Break, ShiftTemplate, Templates
from sim.scenario.language.shifts.worktime import Worktime
from sim.scenario.language.shifts.worktime import parts as parts_of
from sim.scenario.language.staff_and_space import Pool
from sim.scenario.values.units import Hours

WEEKDAYS = 7
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Part = tuple[int, int]


@dataclass(frozen=True)
class Rotation:
    """Days on and days off, counted from the calendar; `off` 0: every day."""

    on: int
    off: int
    phase: int

    def works(self, day: date) -> bool:
        """Return whether a day is one of those on."""
        return (day.toordinal() - self.phase) % (self.on + self.off) < self.on

    def run(self, day: date) -> float:
        """Return days on in a row from a day of work on, as the rotation goes on."""
        return self.on - (day.toordinal() - self.phase) % (self.on + self.off) if self.off else math.inf


@dataclass(frozen=True)
class Line:
    """One officer's shift on each of some days: seconds count from local midnight of the day on which it begins."""

    name: str
    template: str
    worktime: Worktime
    parts: tuple[Part, ...]  # presence, breaks left out; an end past 86,400 is on the next day
    days: tuple[date, ...]  # on which it is worked
    paid: float  # hours a shift, paid breaks included, overtime not
    overtime: float  # hours a shift
    part_time: bool = False
    rotation: Rotation | None = None  # none: posts, that anybody fills

    @property
    def key(self) -> tuple[str, Worktime]:
        """What makes it the same line in another block."""
        return self.name, self.worktime

    @property
    def length(self) -> int:
        """Seconds from the begin of a shift to its end, breaks included."""
        return self.parts[-1][1] - self.parts[0][0]


@dataclass(frozen=True)
class Lines:
    """The lines that the rules allow, and the templates of which they leave no line, with the rule that does."""

    lines: tuple[Line, ...]
    excluded: tuple[tuple[str, str], ...]  # template, rule


def lines(pool: Pool, days: Sequence[date]) -> Lines:
    """Return every line of a pool on these days. Rotations count from the calendar, so that one goes on from block to
    block.

    A pool without templates has a line for each of its own shifts and each weekday on which it is worked: officers are
    then posts, who are rostered by weekday, and days off are left to `people_per_post`.
    """
    given = pool.templates
    if not given.patterns:
        return Lines(tuple(_own(pool, days)), ())
    kept: list[Line] = []
    excluded = []
    for name, template in given.patterns.items():
        rule = "" if _run_is_short(given, template) else "consecutive_days"
        made = [] if rule else list(_of_template(name, template, days))
        rested = [line for line in made if DAY - line.length >= given.rest]
        if not rested:
            excluded.append((name, rule or "rest"))
        elif len(rested) < len(made):
            excluded.append((f"{name}, its longest shifts", "rest"))
        kept += rested
    return Lines(tuple(kept), tuple(excluded))


def _run_is_short(templates: Templates, template: ShiftTemplate) -> bool:
    run = template.on if template.off else math.inf
    return templates.consecutive_days is None or run <= templates.consecutive_days


def _own(pool: Pool, days: Sequence[date]) -> Iterator[Line]:
    for (name, shift), weekday in product(pool.shifts.items(), range(WEEKDAYS)):
        worked = tuple(day for day in days if day.weekday() == weekday)
        if weekday in shift.days and worked:
            present = tuple(parts_of(shift.worktime))
            paid = sum(part.end - part.begin + part.paid for part in present) / HOUR
            parts = tuple((part.begin, part.end) for part in present)
            yield Line(f"{name} {NAMES[weekday]}", name, shift.worktime, parts, worked, paid, 0.0)


def _of_template(name: str, template: ShiftTemplate, days: Sequence[date]) -> Iterator[Line]:
    rests = tuple(template.breaks.values())
    extras = (0, round(template.overtime)) if template.overtime else (0,)
    for begin, length, extra, breaks in product(template.starts, template.lengths, extras, _breaks(rests)):
        end = begin + round(length)
        worktime = _worktime(begin, end + extra, breaks, rests)._replace(overtime=extra)
        parts = tuple((part.begin, part.end) for part in parts_of(worktime))
        unpaid = sum(stop - start for (start, stop), one in zip(breaks, rests, strict=True) if not one.paid)
        paid, overtime = (end - begin - unpaid) / HOUR, extra / HOUR
        label = f"{name} {begin // HOUR:02d}:{begin % HOUR // 60:02d} {length / HOUR:g} h" + (
            f" + {overtime:g} h" if extra else ""
        )
        for phase in range(template.on + template.off if template.off else 1):
            rotation = Rotation(template.on, template.off, phase)
            worked = tuple(day for day in days if rotation.works(day))
            if worked:
                called = f"{label}, {phase}"
                yield Line(called, name, worktime, parts, worked, paid, overtime, template.part_time, rotation)


def _breaks(breaks: Sequence[Break]) -> list[tuple[Part, ...]]:
    """Return where the breaks of a shift can lie, since its begin: one after the other, none over another."""
    places = []
    for one in breaks:
        low, high = (round(edge) for edge in one.between)
        starts = range(low, high + 1, max(round(one.every), 1))
        places.append([(start, start + round(one.length)) for start in starts])
    found = []
    for chosen in product(*places):
        ordered = sorted(chosen)
        if all(first[1] <= second[0] for first, second in pairwise(ordered)):
            found.append(chosen)
    return found


def _worktime(begin: int, end: int, breaks: Sequence[Part], rests: Sequence[Break]) -> Worktime:
    """Return the hours of a shift with its breaks, which are counted since its begin."""
    placed = [
        (Hours((begin + start) % DAY, (begin + stop) % DAY), one.paid)
        for (start, stop), one in sorted(zip(breaks, rests, strict=True), key=lambda pair: pair[0])
    ]
    unpaid, paid = (tuple(span for span, is_paid in placed if is_paid is wanted) for wanted in (False, True))
    return Worktime(Hours(begin, (end - 1) % DAY + 1), unpaid, paid)


def presence(line: Line, clock: Clock, hours: int) -> F:
    """Return (H,) share of each hour from tick 0 that an officer on the line is present, on the local clock; read
    only.
    """
    return _presence(line.days, line.parts, clock, hours)


@lru_cache(maxsize=1 << 13)
def _presence(days: tuple[date, ...], parts: tuple[Part, ...], clock: Clock, hours: int) -> F:
    found = np.zeros(hours)
    for day, (begin, end) in product(days, parts):
        since, until = (max(clock.tick(day, edge), 0) for edge in (begin, end))
        first, last = since // HOUR, min(-(-until // HOUR), hours)
        for hour in range(first, last):
            found[hour] += (min(until, (hour + 1) * HOUR) - max(since, hour * HOUR)) / HOUR
    return found


def blocks(clock: Clock, weeks: int) -> list[tuple[date, ...]]:
    """Return the days of the run in blocks of this many weeks; the first begins a day early, whose shifts may reach
    into
    it.
    """
    days = span(date.fromordinal(clock.first_day.toordinal() - 1), clock.last)
    length = WEEKDAYS * weeks
    return [days[k : k + length] for k in range(0, len(days), length)]
