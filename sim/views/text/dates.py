"""Ticks as local dates, in words."""

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.schema import Scenario
from sim.views.text import words
from sim.views.text.words import NOT_KNOWN
from sim.wording import say, say_in
from sim.wording.calendar_said import day, day_number, day_of_year, day_short, time_of_day
from sim.wording.quantity import HARD

if TYPE_CHECKING:
    from sim.experiments.result import Summary

SHORT_DAYS = 14  # for spans up to this many days the time of day is given too


class Dates:
    """Says when a tick is, on the local calendar of a scenario; with the time of day if the span is short.

    `abbreviated` has months of three letters, for tables.
    """

    def __init__(self, scenario: Scenario, *, abbreviated: bool = False) -> None:
        self.clock: Clock = clock(scenario)
        self.abbreviated = abbreviated
        self.timed = (scenario.end - scenario.start).days <= SHORT_DAYS

    def day(self, tick: float) -> str:
        """`24 March 2025`, or `24 March 2025 at 14:00`."""
        when = self.clock.at(int(tick))
        day = self._with_year(when)
        return say("{day} at {time}", day=day, time=time_of_day(when)) if self.timed else day

    def whole(self) -> str:
        """Return the first and the last day of the span: `1 January–31 December 2025`."""
        first, last = self.clock.first_counted, self.clock.last - timedelta(days=1)
        end = self._with_year(last)
        if first == last:
            return end
        begin = self._short(first) if first.year == last.year else self._with_year(first)
        return say_in("of dates", "{low}–{high}", low=begin, high=end)

    def moment(self, tick: float) -> str:
        """`2025-03-24 14:00`, for tables."""
        return f"{self.clock.at(int(tick)):%Y-%m-%d %H:%M}"

    def span(self, first: float, last: float, year: int | None = None) -> str:
        """`18–30 March`, `25 June–1 August`; with the years where they are not `year`."""
        a, b = self.clock.at(int(first)), self.clock.at(int(last))
        if self.timed:
            begin = say("{day} {time}", day=self._short(a), time=time_of_day(a))
            alone = a.date() == b.date()
            end = time_of_day(b) if alone else say("{day} {time}", day=self._short(b), time=time_of_day(b))
            return say_in("of dates", "{low}–{high}", low=begin, high=end)
        if a.year != b.year:
            return say_in("of dates", "{low}–{high}", low=self._with_year(a), high=self._with_year(b))
        end = self._short(b) if a.year == year else self._with_year(b)
        if a.date() == b.date():
            return end
        begin = day_number(a) if a.month == b.month else self._short(a)
        return say_in("of dates", "{low}–{high}", low=begin, high=end)

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
        return words.beside(said, self.span(summary.p5, summary.p95, self.clock.at(int(summary.p50)).year))

    def _short(self, when: date) -> str:
        return (day_short(when) if self.abbreviated else day(when)).replace(HARD, " ")

    def _with_year(self, when: date) -> str:
        if self.abbreviated:
            return f"{self._short(when)} {when.year}"
        return day_of_year(when).replace(HARD, " ")
