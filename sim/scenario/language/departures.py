"""`departures`: a vehicle that leaves by the local clock, with a number of seats, at a price."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from sim.arrays import DAY
from sim.scenario.values.ranges import INTERVALS, whole_numbers
from sim.scenario.values.section import AS_DRAWN, Section, optional, required
from sim.scenario.values.units import ClockTime, Day, Duration, HoursOfDay, MoneyOnce, Weekdays
from sim.wording import noted, say

Interval = Annotated[Duration, INTERVALS]
Seats = Annotated[int, Field(strict=True), whole_numbers(1)]


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str | date) else value


def _listed(what: str) -> tuple[Any, Any]:
    """Return how a list is read of which one may stand alone."""
    schema = {
        "description": noted("list of {what}", what=what),
        "type": ["array", "string"],
        "items": {"type": "string"},
    }
    return BeforeValidator(_one_or_more), WithJsonSchema(schema)


Times = Annotated[tuple[ClockTime, ...], *_listed(noted("times of day, such as [10:00, 14:00]"))]
Dates = Annotated[tuple[Day, ...], *_listed(noted("days, such as [2025-07-04, 2025-08-01]"))]


class Departures(Section):
    """A vehicle that leaves by the local clock with a number of seats: every day, or on some weekdays or dates."""

    every: Interval | None = optional(
        None,
        "Time between departures, from the begin of `between`; longer than a day: whole days, counted from `start` "
        "(what is drawn of an uncertain one is rounded to them).",
        "s",
    )
    between: HoursOfDay | None = optional(None, "With `every`: first and last departure of the day, both included.")
    at: Times | None = optional(
        None, "Times of departure, instead of `every` and `between`.", "time of day", min_length=1
    )
    days: Weekdays | None = optional(None, "Days of the week on which it leaves, else all.", "weekdays", min_length=1)
    on: Dates | None = optional(None, "The dates on which it leaves, and no other.", min_length=1)
    seats: Seats = required("Seats of each departure.", "persons")
    at_most_per_day: Seats | None = optional(
        None,
        "Persons whom all departures of a local day take together (a quota); the rest waits for the next day.",
        "persons",
    )
    cost: MoneyOnce | None = optional(None, "Price of a departure.")
    paid: Literal["scheduled", "boarded"] = optional(
        "scheduled", "scheduled: each departure is paid, empty ones too; boarded: those that somebody boards."
    )

    @property
    def room(self) -> int:
        """Persons whom one departure can take at most."""
        return self.seats if self.at_most_per_day is None else min(self.seats, self.at_most_per_day)

    @property
    def times(self) -> tuple[int, ...]:
        """Departures of one of its days, in seconds since local midnight; past 24:00 where `between` is."""
        return tuple(sorted(self.at or ()) if self._span is None else self._span)

    @property
    def daily(self) -> int:
        """How many departures one of its days has."""
        return len(self.at or ()) if self._span is None else len(self._span)

    @property
    def _span(self) -> range | None:
        if self.every is None or self.between is None:
            return None
        begin, end = self.between
        return range(begin, (end if end >= begin else end + DAY) + 1, round(self.every))

    def leaves_on(self, day: date, start: date) -> bool:
        """Return whether a local day is one of its days; intervals of several days are counted from `start`, both
        ways.
        """
        if self.on is not None:
            return day in self.on
        if self.days is not None:
            return day.weekday() in self.days
        return (day - start).days % max(round((self.every or 0) / DAY), 1) == 0

    @model_validator(mode="after")
    def _one_way(self) -> "Departures":
        by_interval = (self.every is not None, self.between is not None)
        if by_interval not in ((True, True), (False, False)) or all(by_interval) == (self.at is not None):
            raise ValueError(say("either `every` and `between`, or `at`"))
        if self.days is not None and self.on is not None:
            raise ValueError(say("`days` of the week or `on` dates, not both"))
        for given, what in ((self.at or (), "time"), (self.on or (), "date")):
            if len(set(given)) < len(given):
                raise ValueError(say("each {what} once", what=what))
        return self

    @model_validator(mode="after")
    def _several_days(self, info: ValidationInfo) -> "Departures":
        if self.every is not None and self.every > DAY and not (info.context or {}).get(AS_DRAWN):
            if self.every % DAY:
                raise ValueError(say("whole days for an interval longer than one, such as 2 d or 7 d; or times `at`"))
            if self.days is not None or self.on is not None:
                raise ValueError(say("`days` or `on` with `at`, or with `every` of a day at most"))
        return self
