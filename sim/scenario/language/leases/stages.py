"""Space that opens in stages, as parts of one order."""

from pydantic import model_validator

from sim.scenario.language.leases.terms import Places, Prices
from sim.scenario.values.distributions import DurationDraw, constant
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Duration, MoneyOnce
from sim.wording import say


class StageCost(Section):
    """What a stage costs by itself."""

    set_up: MoneyOnce | None = optional(None, "Its own set-up, due on the day of the order.")
    per_month: Prices = optional({}, "Its own rent, as `per_month` of the measure; without it, that of the measure.")


class Stage(Section):
    """Further space of the same order, which opens by itself."""

    lead_time: DurationDraw = optional(
        constant(0.0), "From the order to ready; not before the stage that is named before it.", "s"
    )
    brings: Places = required("What it adds while open.")
    minimum_term: Duration | None = optional(
        None, "It stays at least so long from its own opening; the default is that of the measure.", "s"
    )
    cost: StageCost = optional(StageCost(), "What it costs by itself.")

    @model_validator(mode="after")
    def _brings_some(self) -> "Stage":
        if not (self.brings.areas or self.brings.rooms):
            raise ValueError(say("brings with persons of space in areas, or rooms"))
        return self
