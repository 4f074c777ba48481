"""Where a value comes from: its grade and source, and the counts that it was fitted on."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Day


class Assumption(Section):
    """Where a value comes from."""

    grade: Literal["A", "B", "C"] | None = optional(None, "A official, B press or other, C assumption.")
    source: str | None = optional(None, "Where it was published.")
    owner: str | None = optional(None, "Who answers for it.")
    review_by: Day | None = optional(None, "When it is due for review.")


class FittedOn(Section):
    """Published counts that a value was fitted on."""

    file: str = required("The file of counts.")
    day: Day = required("The last day on which any of them was published, or else counted.")
    windows: tuple[Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d$")], ...] = required(
        "The days of each count, as 2025-04-01/2025-04-30."
    )
