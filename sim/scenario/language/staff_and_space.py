"""`staff` and `space`: pools of officers on shifts, areas and rooms."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.data.roster_file import RosterFile
from sim.scenario.data.roster_file import roster_file as read_roster
from sim.scenario.language.shifts.desks import AtMost
from sim.scenario.language.shifts.shift_templates import Templates
from sim.scenario.language.shifts.worktime import Worktime, parts
from sim.scenario.values.ranges import Range, whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import (
    ClockTime,
    Day,
    Duration,
    HoursOfDay,
    MoneyPerHour,
    MoneyPerMonth,
    Number,
    Share,
    Weekdays,
)
from sim.wording import noted

Posts = Annotated[int, Field(strict=True), whole_numbers()]


class Shift(Section):
    """Officers who begin and end together."""

    hours: HoursOfDay = required("Hours of the local day; an end at or before the begin is on the next day.")
    on_duty: Posts = required("Officers rostered, before absence.", "officers")
    days: Weekdays = optional((0, 1, 2, 3, 4, 5, 6), "Days of the week on which the shift begins.", "weekdays")
    breaks: tuple[HoursOfDay, ...] = optional(
        (),
        "Hours of the local day, within those of the shift, in which its officers are away, unpaid; a task under way "
        "is finished first, on overtime. All of the shift are away at once; those who eat at another time are a shift "
        "of their own, with the same hours.",
    )
    paid_breaks: tuple[HoursOfDay, ...] = optional((), "The same, paid.")
    overtime: Duration = optional(0.0, "Overtime at the end of its hours, paid as overtime.", "s")

    @property
    def worktime(self) -> Worktime:
        """The hours, the breaks and the overtime."""
        return Worktime(self.hours, self.breaks, self.paid_breaks, round(self.overtime))

    @model_validator(mode="after")
    def _breaks_fit(self) -> "Shift":
        list(parts(self.worktime))
        return self


class Pool(Section):
    """Officers who can stand in for one another."""

    shifts: dict[str, Shift] = required("The shifts, by name.", min_length=1)
    changes: dict[Day, dict[str, Posts]] = optional(
        {}, "Officers on a shift from a date on; for shifts that begin on or after it.", "officers"
    )
    productive_share: Annotated[Share, Range(0.05, 1.0, kind="a share")] = optional(
        1.0, "Share of a shift spent on claimants; stretches tasks by its inverse."
    )
    absence: Share = optional(0.0, "Chance that a rostered officer is missing, for each shift.", lt=1)
    at_shift_end: Literal["pooled", "handover"] = optional(
        "pooled", "pooled: open tasks count against the new level; handover: they end on overtime, outside it."
    )
    people_per_post: Annotated[Number, Range(1.0, 1000.0)] = optional(
        1.0, "People employed to fill one post every day of the week."
    )
    cost: MoneyPerHour | None = optional(None, "Cost of a rostered hour.")
    overtime_cost: MoneyPerHour | None = optional(None, "Cost of an overtime hour; the default is `cost`.")
    at_most: AtMost = optional(
        None,
        "Most officers who serve at once, as there are desks: a number, or one by hours of the local day; hours that "
        "are not named have no cap. Of more on duty, those without a desk are paid and idle, and utilisation does not "
        "count them. A task under way when the cap falls is finished first. `check` tells of a roster above it; "
        "`staff` keeps within it.",
        "officers",
    )
    templates: Templates = optional(Templates(), "What `portsim staff` may make a roster of.")
    roster_file: Annotated[
        RosterFile | None,
        BeforeValidator(read_roster),
        WithJsonSchema({"description": noted("a roster as CSV or XLSX"), "type": ["string", "null"]}),
    ] = optional(
        None,
        "A table of officers by shift and day (CSV, or XLSX with a sheet a pool), instead of `on_duty` and `changes`; "
        "before its first day and after its last, those two days go on. It may have a row a shift and day, a row a "
        "person with hours in a column a day, or a week that comes again: a column a day of the week.",
    )

    def on_duty(self, shift: str, day: date) -> int:
        """Return officers rostered on a shift that begins on `day`: 0 off its days, else the latest change that names
        it.
        """
        given = self.shifts[shift]
        if day.weekday() not in given.days:
            return 0
        changed = [d for d in sorted(self.changes) if d <= day and shift in self.changes[d]]
        return self.changes[changed[-1]][shift] if changed else given.on_duty


class Area(Section):
    """A part of the port that holds people."""

    persons: Posts = required("Persons it has space for.", "persons")
    limit: Literal["soft", "hard"] = optional(
        "soft", "soft: takes everyone, crowding is counted; hard: closed when full."
    )
    when_full: Literal["wait", "divert"] = optional(
        "wait", "What a party does at a hard area that is full: wait, or leave."
    )


class Lodging(Section):
    """Beds for the night, for those who wait in an area and whom nobody will serve before the morning."""

    area: str = required("The area in which they wait.")
    rooms: str = required("The kind of room (`space.rooms`) in which a party lodges; one for each party.")
    at: ClockTime = optional(22 * 3600, "The time at which they go.")
    back: ClockTime = optional(6 * 3600, "The time at which they are back, next day or the same; 04:00 lies between.")
    who: Literal["beyond_places", "everyone"] = optional(
        "beyond_places", "beyond_places: as many as are above the space of the area; everyone: all of them."
    )


class Space(Section):
    """Areas, rooms and lodging."""

    areas: dict[str, Area] = optional({}, "Areas, by name.")
    rooms: dict[str, Posts] = optional({}, "Rooms of each kind.", "rooms")
    lodging: dict[str, Lodging] = optional({}, "Beds for the night, by name.")
    cost: MoneyPerMonth | None = optional(None, "Cost of the base space.")
