"""What a measure brings, the periods by which its term can be extended, and what it costs."""

from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.language.leases.ladder import RUNGS, Overtime, Taking
from sim.scenario.language.staff_and_space import Posts
from sim.scenario.values.distributions import MARK, is_distribution
from sim.scenario.values.ranges import whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Day, Duration, Length, Money, MoneyAtOnce, MoneyForTime, MoneyOnce
from sim.wording import noted, say


class Places(Section):
    """Persons of space and rooms."""

    areas: dict[str, Posts] = optional({}, "Persons of space, by area.", "persons")
    rooms: dict[str, Posts] = optional({}, "Rooms, by kind.", "rooms")

    @property
    def total(self) -> int:
        """Persons of space, of all areas."""
        return sum(self.areas.values())


class Brings(Places):
    """What a measure adds while it is open."""

    staff: dict[str, dict[str, Posts]] = optional({}, "Officers, by pool and shift.", "officers")
    deferral: bool = optional(False, "Two-step processing: deferrable steps are left out.", strict=True)
    overtime: dict[str, Overtime] = optional({}, "Officers on overtime within limits, by pool.")
    other_port: Taking | None = optional(None, "People who are sent to another port.")
    further_examination: Taking | None = optional(
        None, "People who enter for further examination, on the journey `deferred`; `after` a short assessment."
    )
    detention: Taking | None = optional(None, "People who are detained elsewhere, for grounds that are found.")
    direct_back: Taking | None = optional(
        None, "People who are directed back with an appointment, which is not played; never minors alone."
    )

    @property
    def rungs(self) -> dict[str, Taking]:
        """Whom it takes, by rung, in the order in which they are asked."""
        given = {name: getattr(self, name) for name in RUNGS}
        return {name: taking for name, taking in given.items() if taking is not None}

    @model_validator(mode="after")
    def _assessed(self) -> "Brings":
        if self.further_examination is not None and self.further_examination.after is None:
            raise ValueError(say("further_examination after a step, at whose end it is known who may enter"))
        shifts = ((pool, shift) for pool, called in self.overtime.items() for shift in called.shifts)
        if both := sorted(f"{pool}.{shift}" for pool, shift in shifts if shift in self.staff.get(pool, {})):
            raise ValueError(
                say("officers of a shift by staff or by overtime, not both (found {both})", both=", ".join(both))
            )
        return self


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
        {"description": noted("money, or {month: money} for prices by month of the term"), "type": ["string", "object"]}
    ),
]


class Rates(NamedTuple):
    """The prices of one day; None for what has none."""

    set_up: Money | None
    per_month: dict[int, Money]
    standby_per_month: Money | None
    restoration: Money | None
    to_sending_ports: Money | None
    per_night: Money | None


class Changed(Section):
    """Prices from a date on; what is not named stays."""

    set_up: MoneyOnce | None = optional(None, "As `set_up`.")
    per_month: Prices | None = optional(None, "As `per_month`, every month of it.")
    standby_per_month: MoneyOnce | None = optional(None, "As `standby_per_month`, for the time from this date on.")
    restoration: MoneyAtOnce | None = optional(None, "As `restoration`.")
    to_sending_ports: MoneyOnce | None = optional(None, "As `to_sending_ports`.")
    per_night: MoneyOnce | None = optional(None, "As `per_night`.")


class MeasureCost(Section):
    """What a measure costs."""

    set_up: MoneyOnce | None = optional(None, "Due on the day of each order.")
    per_month: Prices = Field(
        {},
        description=noted(
            "While open, by the second, the whole term at least, though the run ends before; or {month: "
            "price} from that month on. A month is 30.4375 days of 24 hours. Per place: each persons of "
            "space from its opening to when it is given back. Per head: each person above the base "
            "space, at most the places open."
        ),
    )
    least_heads: Annotated[int, Field(strict=True), whole_numbers()] = optional(
        0, "Of a price per head: heads that are owed whether they come or not.", "persons"
    )
    standby_per_month: MoneyOnce | None = optional(
        None, "Due from `start` to `end` while the measure is enabled, ordered or not (a retainer)."
    )
    restoration: MoneyAtOnce | None = optional(
        None,
        "Due on the day it is given back, by each order that is not called off: once, with the last part; or per "
        "place, with each part.",
    )
    to_sending_ports: MoneyOnce | None = optional(
        None,
        "What it costs the ports that send the officers: for each of them (posts times `people_per_post`) and each day "
        "of 24 hours from ready to release, the whole term at least. An item of its own, `cost_sending_ports`.",
    )
    per_night: MoneyOnce | None = optional(
        None, "For a night of each room that it brings for lodging (`space.lodging`) and that is occupied at 04:00."
    )
    reserved: bool = optional(False, "Nights of all these rooms are paid, occupied or not.", strict=True)
    changes: dict[Day, Changed] = optional(
        {},
        "Prices from a date on. Set-up, term, nights and restoration are at those of the day of the order, an option "
        "at those of the day on which it is kept.",
    )

    def on(self, when: date) -> "Rates":
        """Return the prices of a day."""
        if not self.changes:
            return Rates(*(getattr(self, name) for name in Rates._fields))
        dated = [self.changes[day] for day in sorted(self.changes, reverse=True) if day <= when]
        latest: dict[str, Any] = {}
        for name in Rates._fields:
            prices = (getattr(given, name) for given in (*dated, self))
            latest[name] = next((price for price in prices if price is not None), None)
        return Rates(**latest)
