"""Ticks as local dates, in words."""

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.schema import Scenario
from sim.views.text.words import NOT_KNOWN

if TYPE_CHECKING:
    from sim.experiments.result import Summary

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_DAYS = 14  # for spans up to this many days the time of day is given too


class Dates:
    """Says when a tick is, on the local calendar of a scenario; with the time of day if the span is short.

    `abbreviated` has months of three letters, for tables.
    """

    def __init__(self, scenario: Scenario, *, abbreviated: bool = False) -> None:
        self.clock: Clock = clock(scenario)
        self.letters = 3 if abbreviated else None
        self.timed = (scenario.end - scenario.start).days <= SHORT_DAYS

    def day(self, tick: float) -> str:
        """`24 March 2025`, or `24 March 2025 at 14:00`."""
        when = self.clock.at(int(tick))
        return f"{self._short(when)} {when.year}" + (f" at {when:%H:%M}" if self.timed else "")

    def whole(self) -> str:
        """Return the first and the last day of the span: `1 January–31 December 2025`."""
        first, last = self.clock.first_counted, self.clock.last - timedelta(days=1)
        year = f" {first.year}" if first.year != last.year else ""
        end = f"{self._short(last)} {last.year}"
        return end if first == last else f"{self._short(first)}{year}–{end}"

    def moment(self, tick: float) -> str:
        """`2025-03-24 14:00`, for tables."""
        return f"{self.clock.at(int(tick)):%Y-%m-%d %H:%M}"

    def span(self, first: float, last: float, year: int | None = None) -> str:
        """`18–30 March`, `25 June–1 August`; with the years where they are not `year`."""
        a, b = self.clock.at(int(first)), self.clock.at(int(last))
        if self.timed:
            return (
                f"{self._short(a)} {a:%H:%M}–{b:%H:%M}"
                if a.date() == b.date()
                else (f"{self._short(a)} {a:%H:%M}–{self._short(b)} {b:%H:%M}")
            )
        if a.year != b.year:
            return f"{self._short(a)} {a.year}–{self._short(b)} {b.year}"
        tail = "" if a.year == year else f" {a.year}"
        if a.date() == b.date():
            return self._short(a) + tail
        if a.month == b.month:
            return f"{a.day}–{self._short(b)}{tail}"
        return f"{self._short(a)}–{self._short(b)}{tail}"

    def same(self, first: float, last: float) -> bool:
        """Return whether two ticks read alike."""
        return self.day(first) == self.day(last)

    def typical(self, summary: "Summary") -> str:
        """Return the median and the span of nine runs in ten: `24 March 2025 (18–30 March)`."""
        if summary.n == 0 or math.isnan(summary.p50):
            return NOT_KNOWN
        said = self.day(summary.p50)
        if self.same(summary.p5, summary.p95):
            return said
        return f"{said} ({self.span(summary.p5, summary.p95, self.clock.at(int(summary.p50)).year)})"

    def _short(self, when: date) -> str:
        return f"{when.day} {MONTHS[when.month - 1][: self.letters]}"
