"""A fact of the port, which the figures of a run are held against: `evidence`."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from pydantic import Field, model_validator

from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Day, Level, LevelOf
from sim.wording import noted, say

EVIDENCE = "evidence"
NOTHING = Level(0.0, "number")


class Window(NamedTuple):
    """Whole days: the first, and the one after the last."""

    first: date
    until: date

    def of(self, figure: str) -> str:
        """Return what a figure of these days is called."""
        return f"{figure}_{self.first:%Y_%m_%d}_to_{self.until - timedelta(days=1):%Y_%m_%d}"


class Fact(Section):
    """What was seen at the port, and how far a run may be from it."""

    figure: str = required("The figure that was seen, by the name that it has in `kpis.csv`.", min_length=1)
    from_: Day | None = Field(
        None, alias="from", description=noted("The first day that it is of; without it, the first day of the scenario.")
    )
    to: Day | None = optional(None, "The last day that it is of, counted in; without it, the last one of the scenario.")
    observed: LevelOf = required("What was seen, in the unit of the figure.")
    error: LevelOf = required("Standard deviation of the error with which it was seen, in the same unit.")
    discrepancy: LevelOf = optional(
        NOTHING,
        "Standard deviation of how far the model may be from the port even with the right values, in that unit.",
    )
    use: Literal["fitted", "held_out"] = optional(
        "fitted",
        "`fitted`: sets of assumptions that it refutes are struck. `held_out`: it strikes none, and is only ranked "
        "among those that stand.",
    )
    source: str = required("Where it was published.")
    grade: Literal["A", "B", "C"] | None = optional(None, "A official, B press or other, C assumption.")

    @model_validator(mode="after")
    def _in_order(self) -> "Fact":
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(say("a last day that is not before the first, {first}", first=str(self.from_)))
        return self

    def window(self, start: date, end: date) -> Window | None:
        """Return the days that it is of, in a scenario from `start` to before `end`; None for all of them."""
        found = Window(self.from_ or start, self.to + timedelta(days=1) if self.to else end)
        return None if found == (start, end) else found

    def judged(self, start: date, end: date) -> str:
        """Return the figure that it is held against; empty where its days are not all played."""
        found = self.window(start, end)
        if found is None:
            return self.figure
        return found.of(self.figure) if start <= found.first < found.until <= end else ""


def amount(level: Level) -> float:
    """Return a level in the unit of its figure: hours for a duration."""
    return level.value / 3600 if level.kind == "duration" else level.value
