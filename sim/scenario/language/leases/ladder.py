"""Rungs of a ladder: what a measure brings to those who cannot all be examined here at once, before space is leased."""

from typing import Annotated

from pydantic import Field, model_validator

from sim.scenario.language.staff_and_space import Posts
from sim.scenario.language.who import EVERYONE, WhoField
from sim.scenario.values.ranges import whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Length
from sim.wording import say

RUNGS = ("other_port", "further_examination", "detention", "direct_back")  # in the order in which they are asked
Count = Annotated[int, Field(strict=True), whole_numbers(1)]


class Taking(Section):
    """People whom a measure takes out of the port while it is open."""

    who: WhoField = optional(
        EVERYONE, "Whom it takes, by what is known before the decision; each `share` by its own draw."
    )
    after: str | None = optional(
        None,
        "The step of `everyone` at whose end it takes them; that step is made only while a measure that names it is "
        "open. None: on arrival.",
    )
    places_per_day: Count | None = optional(
        None,
        "Claimants whom it takes on a local day together, a party whole or not at all; none: any number.",
        "persons",
    )


class Overtime(Section):
    """Officers of a pool who are called on overtime while a measure is open, within limits."""

    shifts: dict[str, Posts] = required("Officers called to each shift that begins while it is open.", "officers")
    officers: Count = required("Officers who can be called; together they have the hours of a week.", "officers")
    hours_per_week: Length = required("Overtime of one officer in a local week, from Monday on, at most.", "s")
    days_in_a_row: Annotated[int, Field(strict=True), whole_numbers(1, 1000)] = optional(
        6, "When somebody was called on this many days in a row, nobody is called on the next.", "days"
    )

    @model_validator(mode="after")
    def _some(self) -> "Overtime":
        if not self.shifts:
            raise ValueError(say("shifts to which officers are called"))
        return self
