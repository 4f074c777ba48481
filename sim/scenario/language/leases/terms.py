"""What a measure brings, the periods by which its term can be extended, and what it costs."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from sim.scenario.language.staff_and_space import Posts
from sim.scenario.values.distributions import MARK, is_distribution
from sim.scenario.values.ranges import whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Duration, Length, MoneyForTime, MoneyOnce


class Brings(Section):
    """What a measure adds while it is open."""

    areas: dict[str, Posts] = optional({}, "Persons of space, by area.", "persons")
    rooms: dict[str, Posts] = optional({}, "Rooms, by kind.", "rooms")
    staff: dict[str, dict[str, Posts]] = optional({}, "Officers, by pool and shift.", "officers")
    deferral: bool = optional(False, "Two-step processing: deferrable steps are left out.", strict=True)


class Options(Section):
    """Periods by which a term can be extended."""

    count: Annotated[int, Field(strict=True), whole_numbers(1, 1000)] = required("Number of option periods.")
    each: Length = required("Length of each.", "s")
    notice: Duration = optional(0.0, "Keep or give back is decided so long before the term ends.", "s")


def _prices(value: Any) -> Any:
    by_month = isinstance(value, dict) and not is_distribution(value) and MARK not in value
    return value if by_month else {1: value}


Prices = Annotated[
    dict[Annotated[int, whole_numbers(1, 1200)], MoneyForTime],
    BeforeValidator(_prices),
    WithJsonSchema(
        {"description": "money, or {month: money} for prices by month of the term", "type": ["string", "object"]}
    ),
]


class MeasureCost(Section):
    """What a measure costs."""

    set_up: MoneyOnce | None = optional(None, "Due on the day of each order.")
    per_month: Prices = Field(
        {},
        description="While open, by the second, the whole term at least, though the run ends before; or {month: price} "
        "from that month on. A month is 30.4375 days of 24 hours.",
    )
    standby_per_month: MoneyOnce | None = optional(
        None, "Due from `start` to `end` while the measure is enabled, ordered or not (a retainer)."
    )
    restoration: MoneyOnce | None = optional(
        None, "Due on the day it is given back, by each order that is not called off."
    )
