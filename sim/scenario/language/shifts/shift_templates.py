"""`staff.<pool>.templates`: the shifts and rotations that a roster may be made of, and the rules it must keep."""

import math
from typing import Annotated

from pydantic import Field, model_validator

from sim.arrays import DAY
from sim.scenario.values.ranges import Range, whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import ClockTime, Duration, Length, MoneyPerHour, Share
from sim.wording import say

Days = Annotated[int, Field(strict=True), whole_numbers(0, 366)]
MOST_LINES = 20_000  # that a roster is sought among; they are made in two seconds


class Break(Section):
    """A break that each officer takes once, somewhere within a window of the shift."""

    length: Length = required("How long it is.", "s")
    between: tuple[Duration, Duration] = required("Hours since the shift began between which it begins.", "s")
    every: Length = optional(3600.0, "Distance between the places in the window that are tried.", "s")
    paid: bool = optional(False, "Whether it is paid.", strict=True)

    @model_validator(mode="after")
    def _window(self) -> "Break":
        if not 0 < self.between[0] <= self.between[1]:
            raise ValueError(say("a window that begins after the shift does, and whose end is not before its begin"))
        return self


class ShiftTemplate(Section):
    """Shifts of some begins and lengths, worked in a rotation of days on and days off."""

    starts: tuple[ClockTime, ...] = required(
        "Times of the local day at which it may begin.", "time of day", min_length=1
    )
    lengths: tuple[Annotated[Duration, Range(1.0, DAY - 1.0, kind="a duration")], ...] = required(
        "How long it may last, unpaid breaks included.", "s", min_length=1
    )
    on: Annotated[int, Field(strict=True), whole_numbers(1, 366)] = optional(5, "Days on in a rotation.", "days")
    off: Days = optional(2, "Days off after them.", "days")
    breaks: dict[str, Break] = optional({}, "Breaks that each officer takes, by name.")
    overtime: Duration = optional(0.0, "Overtime that may be added at the end of each shift.", "s")
    part_time: bool = optional(False, "Whether its officers count towards `part_time_share`.", strict=True)
    most: Annotated[int, Field(strict=True), whole_numbers()] | None = optional(
        None, "Most officers on it at a time.", "officers"
    )

    @model_validator(mode="after")
    def _fits(self) -> "ShiftTemplate":
        if max(self.lengths) + self.overtime >= DAY:
            raise ValueError(say("a shift that with its overtime is shorter than a day"))
        if any(rest.between[1] + rest.length >= min(self.lengths) for rest in self.breaks.values()):
            raise ValueError(say("breaks that end before the shortest shift does"))
        return self

    @property
    def lines(self) -> int:
        """How many lines of work it makes at most: of every begin, length and place of its breaks, each day of its
        rotation."""
        places = (int((rest.between[1] - rest.between[0]) // rest.every) + 1 for rest in self.breaks.values())
        shifts = len(self.starts) * len(self.lengths) * (2 if self.overtime else 1)
        return shifts * math.prod(places) * (self.on + self.off if self.off else 1)


class Templates(Section):
    """What a roster may be made of. Without `patterns`, those of the pool, on any number of posts each weekday."""

    patterns: dict[str, ShiftTemplate] = optional({}, "Shift templates, by name.")
    weeks: Annotated[int, Field(strict=True), whole_numbers(1, 52)] = optional(
        4, "Weeks for which a roster stands before it may change.", "weeks"
    )
    rest: Duration = optional(0.0, "Least time between two shifts of an officer.", "s")
    consecutive_days: Annotated[int, Field(strict=True), whole_numbers(1)] | None = optional(
        None, "Most days that an officer works in a row.", "days"
    )
    part_time_share: Share | None = optional(None, "Most part-time officers among all on the roster.")
    shortfall_cost: MoneyPerHour | None = optional(
        None, "What an officer who is missing for an hour costs the port; none: as few as possible are missing."
    )

    @model_validator(mode="after")
    def _not_too_many(self) -> "Templates":
        made = sum(template.lines for template in self.patterns.values())
        if made > MOST_LINES:
            allowed = say(
                "at most {most_lines} lines of work: fewer begins, lengths, places of breaks, days on or off",
                most_lines=MOST_LINES,
            )
            raise ValueError(say("{allowed} ({made} are made of these)", allowed=allowed, made=made))
        return self
