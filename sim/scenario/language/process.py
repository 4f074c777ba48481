"""`process`: priority classes, steps and journeys."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from sim.scenario.language.departures import Departures
from sim.scenario.language.who import EVERYONE, WhoField
from sim.scenario.values.distributions import Distribution, DurationDraw, constant
from sim.scenario.values.ranges import Range, whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Share, Variation
from sim.wording import noted, say

OUTCOMES = ("referred", "returned", "barred", "detained", "deferred")
APART = ("child_protection", "suspended")  # ways that have a journey of their own where one is written
WAYS = (*OUTCOMES, *APART)
JOURNEYS = ("everyone", *WAYS)

Count = Annotated[int, Field(strict=True), whole_numbers(1)]


class PriorityClass(Section):
    """A class of parties that is served before those declared after it."""

    who: WhoField = optional(EVERYONE, "Which parties are in the class (the first class that fits).")


class Time(Section):
    """The duration of a step as a sum of parts, or a distribution. What is a distribution is drawn once a visit."""

    party: DurationDraw = optional(constant(0.0), "For the party as a whole.", "s")
    person: DurationDraw = optional(constant(0.0), "For each member.", "s")
    adult: DurationDraw = optional(constant(0.0), "For each adult.", "s")
    person_14_up: DurationDraw = optional(constant(0.0), "For each member of 14 or over.", "s")
    order: DurationDraw = optional(
        constant(0.0), "For each removal order that a delegate makes; only with `screening.facts`.", "s"
    )
    draw: DurationDraw | None = optional(
        None, "A duration of the whole, or a distribution of it, instead of parts.", "s"
    )

    @property
    def parts(self) -> dict[str, Distribution]:
        """Every part, in order: what one of those who count for it takes."""
        return {part: getattr(self, part) for part in PARTS}

    @property
    def varies(self) -> bool:
        """Whether a visit draws it, or one of its parts."""
        given = self.parts.values() if self.draw is None else (self.draw,)
        return not all(one.is_constant for one in given)


PARTS = ("party", "person", "adult", "person_14_up", "order")


def _time(value: Any) -> Any:
    if isinstance(value, Distribution | str | int | float) or (
        isinstance(value, dict) and len(value) == 1 and not set(value) <= {*PARTS, "draw"}
    ):
        return {"draw": value}
    return value


TimeOf = Annotated[
    Time,
    BeforeValidator(_time),
    WithJsonSchema(
        {
            "description": noted(
                "{party, person, adult, person_14_up, order}, a duration, or a distribution of durations"
            ),
            "type": ["object", "string"],
        }
    ),
]


class Again(Section):
    """Some parties go back to an earlier step after this one."""

    share: Annotated[Share, Range(0.0, 0.99, kind="a share")] = required(
        "Share that goes back each time the step ends."
    )
    back_to: str = required("The step they go back to.")


Staffing = dict[str, Count]


class AnyStaff(Section):
    """Alternatives, tried in order."""

    any: tuple[Staffing, ...] = required("Alternatives, the first that is free is taken.", min_length=1)


def _form_of_staff(value: Any) -> str:
    return "alternatives" if isinstance(value, AnyStaff) or (isinstance(value, dict) and "any" in value) else "pools"


StaffOf = Annotated[
    Annotated[Staffing, Tag("pools")] | Annotated[AnyStaff, Tag("alternatives")], Discriminator(_form_of_staff)
]


class Step(Section):
    """One step of a journey: what it needs, how long it takes, for whom."""

    staff: StaffOf = optional({}, "Officers it takes from each pool; {any: [..]} for alternatives in order.")
    room: str | None = optional(None, "The kind of room it takes, one for the party.")
    area: str | None = optional(None, "Where the party is from the time it waits for the step; none: where it was.")
    time: TimeOf | None = optional(None, "How long it takes.")
    cv: Variation | None = optional(None, "Coefficient of variation of its time (lognormal); none: constant.")
    who: WhoField = optional(EVERYONE, "Which parties make the step.")
    departures: Departures | None = optional(None, "The step is to board a vehicle that leaves by the clock.")
    patience: DurationDraw | None = optional(None, "Not started after so long, the party withdraws.", "s")
    priority: Annotated[int, Field(strict=True), whole_numbers(-1_000_000)] | None = optional(
        None, "Greater is served first; the default is the step's place in the file (1, 2, ..); equal: one queue."
    )
    again: Again | None = optional(None, "Some parties go back.")
    holds: bool = optional(False, "Keeps staff and room until the next place has space.", strict=True)
    unit: Literal["party", "person"] = optional("party", "`person`: each member of a party is a task of its own.")
    family: Literal["one_by_one", "together", "in_parallel"] = optional(
        "one_by_one",
        "With `unit: person`. one_by_one: the next member begins when the one before is done, with the same officers "
        "and room, before anyone else is served; if their shift is over by then, the family is first in line of its "
        "class. together: one task as long as those of all members. in_parallel: as many members at once as there are "
        "officers and rooms, and the party moves on when the last is done (with `holds`, what served the last is "
        "kept). A family of which one has begun neither gives up nor is deferred. In the figures of waits "
        "each member counts once, from when its own turn has come.",
    )
    deferrable: bool = optional(False, "Left out while two-step processing is open.", strict=True)

    @property
    def alternatives(self) -> tuple[Staffing, ...]:
        """The ways in which the step can be staffed, first choice first."""
        return self.staff.any if isinstance(self.staff, AnyStaff) else (self.staff,)

    @model_validator(mode="after")
    def _whole(self) -> "Step":
        if self.departures:
            others = (*self.alternatives, self.room, self.time, self.cv, self.holds, self.unit == "person")
            if any(other for other in others):
                raise ValueError(say("departures without staff, room, time, cv, holds or unit: person"))
        elif self.time is None:
            raise ValueError(say("a time, or departures"))
        if self.family != "one_by_one" and self.unit == "party":
            raise ValueError(say("family only with unit: person"))
        if self.cv is not None and self.time and (self.time.draw is not None or self.time.varies):
            raise ValueError(say("cv beside parts, not beside a distribution or one duration"))
        if self.time and self.time.draw is not None and any(part != constant(0.0) for part in self.time.parts.values()):
            raise ValueError(say("parts or a distribution, not both"))
        return self


class Journeys(Section):
    """Which steps a party makes, in order: `everyone` first, then by outcome."""

    everyone: tuple[str, ...] = optional((), "Steps that every party begins with.")
    referred: tuple[str, ...] = optional((), "Referred to the tribunal that hears claims (`port.board`).")
    returned: tuple[str, ...] = optional((), "Returned to the partner country (`port.partner`).")
    barred: tuple[str, ...] = optional((), "Neither referred nor returned: risk assessment.")
    detained: tuple[str, ...] = optional((), "Detained.")
    deferred: tuple[str, ...] = optional((), "Examined later and elsewhere, while two-step processing is open.")
    child_protection: tuple[str, ...] | None = optional(
        None,
        "Minors alone, of whom a tribunal makes the order and whom child protection picks up, whatever the decision; "
        "none: as the outcome has it. Only with `screening.facts`.",
    )
    suspended: tuple[str, ...] | None = optional(
        None,
        "Those whose claim waits for a tribunal or a court, without an end date: they leave undecided; none: as the "
        "barred. Only with `screening.facts`.",
    )

    def after(self, way: str) -> tuple[str, ...]:
        """Return the steps that follow `everyone` for an outcome, or a way that has a journey of its own."""
        steps: tuple[str, ...] | None = getattr(self, way)
        return steps or ()

    @property
    def apart(self) -> frozenset[str]:
        """The ways that have a journey of their own."""
        return frozenset(way for way in APART if getattr(self, way) is not None)


class Process(Section):
    """What happens to a party between the door and the way out."""

    priority: dict[str, PriorityClass] = optional(
        {"everyone": PriorityClass()}, "Priority classes, first served first."
    )
    steps: dict[str, Step] = required("The steps, by name.", min_length=1)
    journeys: Journeys = required("Which steps, in order.")
