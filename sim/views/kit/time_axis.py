"""Readable date axes: ticks and labels on the local calendar, from a few hours to some years."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sim.scenario.calendar.clock import Clock
from sim.views.text.dates import MONTHS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Tick = tuple[int, str]


def set_time_axis(panel: "Axes", clock: Clock) -> None:
    """An x axis of ticks of the clock from `start` to `end`, told in local dates, the time zone named beside it."""
    lines, labels = marks(clock)
    panel.set_xlim(clock.start, clock.end)
    if lines == labels:
        panel.set_xticks([tick for tick, _ in labels], [text for _, text in labels])
    else:
        panel.set_xticks([tick for tick, _ in lines], [""] * len(lines))
        panel.set_xticks([tick for tick, _ in labels], [text for _, text in labels], minor=True)
    panel.set_xlabel(f"local time, {clock.zone.key}", loc="right", fontsize=8)


def marks(clock: Clock) -> tuple[list[Tick], list[Tick]]:
    """Where the axis has a tick, and where which label."""
    days = (clock.last - clock.first_counted).days
    if days <= 4:
        return _hours(clock, 6 if days > 1 else 3)
    if days <= 45:
        return _days(clock, 1 if days <= 10 else 2 if days <= 20 else 7)
    if days <= 100:
        return _days(clock, 14)
    return _months(clock, 1 if days <= 430 else 3 if days <= 1200 else 12)


def _hours(clock: Clock, every: int) -> tuple[list[Tick], list[Tick]]:
    labels, day = [], clock.first_counted
    while day < clock.last:
        for hour in range(0, 24, every):
            named = f"\n{day:%a} {day.day} {MONTHS[day.month - 1][:3]}" if hour == 0 else ""
            labels.append((clock.tick(day, hour * 3600), f"{hour:02d}:00{named}"))
        day += timedelta(days=1)
    return labels, labels


def _days(clock: Clock, every: int) -> tuple[list[Tick], list[Tick]]:
    days, day = [], clock.first_counted
    while every >= 7 and day.weekday():
        day += timedelta(days=1)
    while day < clock.last:
        days.append(day)
        day += timedelta(days=every)
    labels = [(clock.tick(day), _day(day, k == 0)) for k, day in enumerate(days)]
    return labels, labels


def _day(day: date, first: bool) -> str:
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{text}\n{day.year}" if first else text


def _months(clock: Clock, every: int) -> tuple[list[Tick], list[Tick]]:
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
        text = str(begin.year) if every == 12 else MONTHS[begin.month - 1][:3]
        if every < 12 and begin.year != year:
            text += f"\n{begin.year}"
        year = begin.year
        labels.append(((clock.tick(shown_from) + clock.tick(shown_to)) // 2, text))
    return lines, labels
