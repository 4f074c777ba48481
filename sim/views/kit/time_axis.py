"""Readable date axes: ticks and labels on the local calendar, from a few hours to some years."""

from collections.abc import Sequence
from datetime import date, timedelta

from sim.arrays import HOURS_OF_WEEK
from sim.scenario.calendar.clock import Clock
from sim.views.kit.chart import Axis, Tick
from sim.views.kit.marks import Rule
from sim.views.kit.palette import FAINT, MUTED
from sim.wording import say
from sim.wording.calendar_said import day_short, month_short, weekday, weekday_short
from sim.wording.quantity import HARD

Place = tuple[int, str]
MOST_DAYS = 12  # ticks on an axis of days


def time_axis(clock: Clock) -> Axis:
    """Return an x axis in ticks of the clock from `start` to `end`, told in local dates, with the name of the time
    zone.
    """
    strokes, texts = marks(clock)
    if strokes == texts:
        ticks = [Tick(at, text, role=MUTED) for at, text in texts]
    else:
        ticks = [Tick(at, "") for at, _ in strokes] + [Tick(at, text, minor=True, role=MUTED) for at, text in texts]
    label = say("local time, {zone}", zone=clock.zone.key)
    return Axis(label, "date", clock.start, clock.end, ticks=tuple(ticks), aside=True)


def week_axis() -> Axis:
    """Return an x axis of the hours of the local week, Monday first."""
    midnights = [Tick(hour, "00") for hour in range(0, HOURS_OF_WEEK + 1, 24)]
    noons = [Tick(24 * k + 12, f"12\n{weekday(k)}", minor=True) for k in range(7)]
    label = say("local hour of the week")
    return Axis(label, "hour of the week", 0, HOURS_OF_WEEK, ticks=(*midnights, *noons), aside=True, size=8.5)


def day_ticks(days: Sequence[date]) -> tuple[Tick, ...]:
    """Return ticks at days, which are numbered from 0, far enough apart for their texts; the first has its year."""
    every = max(1, -(-len(days) // MOST_DAYS))
    every = every if every <= 2 else 7 * -(-every // 7)
    first = next((k for k, day in enumerate(days) if day.weekday() == 0), 0) if every >= 7 else 0
    places = range(first, len(days), every)
    return tuple(Tick(k, _day(days[k], k == first), role=MUTED) for k in places)


def between_days() -> tuple[Rule, ...]:
    """Return the midnights within a week."""
    return tuple(Rule(24 * day, FAINT, upright=True, weight=0.8, behind=True) for day in range(1, 7))


def marks(clock: Clock) -> tuple[list[Place], list[Place]]:
    """Return where the axis has a tick, and where which label."""
    days = (clock.last - clock.first_counted).days
    if days <= 4:
        return _hours(clock, 6 if days > 1 else 3)
    if days <= 45:
        return _days(clock, 1 if days <= 10 else 2 if days <= 20 else 7)
    if days <= 100:
        return _days(clock, 14)
    return _months(clock, 1 if days <= 430 else 3 if days <= 1200 else 12)


def _hours(clock: Clock, every: int) -> tuple[list[Place], list[Place]]:
    labels, day = [], clock.first_counted
    while day < clock.last:
        for hour in range(0, 24, every):
            named = f"\n{weekday_short(day.weekday())} {_short(day)}" if hour == 0 else ""
            labels.append((clock.tick(day, hour * 3600), f"{hour:02d}:00{named}"))
        day += timedelta(days=1)
    return labels, labels


def _days(clock: Clock, every: int) -> tuple[list[Place], list[Place]]:
    days, day = [], clock.first_counted
    while every >= 7 and day.weekday():
        day += timedelta(days=1)
    while day < clock.last:
        days.append(day)
        day += timedelta(days=every)
    labels = [(clock.tick(day), _day(day, k == 0)) for k, day in enumerate(days)]
    return labels, labels


def _day(day: date, first: bool) -> str:
    text = _short(day)
    return f"{text}\n{day.year}" if first else text


def _short(day: date) -> str:
    return day_short(day).replace(HARD, " ")


def _months(clock: Clock, every: int) -> tuple[list[Place], list[Place]]:
    starts, day = [], clock.first_counted.replace(day=1)
    while day < clock.last:
        starts.append(day)
        month = day.month - 1 + every
        day = date(day.year + month // 12, month % 12 + 1, 1)
    ends = [*starts[1:], day]
    lines = [(clock.tick(day), "") for day in starts if day >= clock.first_counted]
    labels, year = [], 0
    for begin, end in zip(starts, ends, strict=True):
        shown_from, shown_to = max(begin, clock.first_counted), min(end, clock.last)
        if (shown_to - shown_from).days < 12:
            continue
        text = str(begin.year) if every == 12 else month_short(begin.month)
        if every < 12 and begin.year != year:
            text += f"\n{begin.year}"
        year = begin.year
        labels.append(((clock.tick(shown_from) + clock.tick(shown_to)) // 2, text))
    return lines, labels
