"""`policy`: how triggers for space are compared, and which of them."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.data.on_record import OnRecord
from sim.scenario.data.on_record import on_record as read_record
from sim.scenario.language.levers import Stresses
from sim.scenario.language.port import NO_CURRENCY
from sim.scenario.values import ranges
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import (
    PERCENT,
    Day,
    Duration,
    Length,
    Level,
    Money,
    MoneyOnce,
    Number,
    Share,
    Variation,
    duration,
    level,
)
from sim.wording import noted, say

SHARES = noted("a share, such as 80% or 120%")
DURATIONS = noted("a duration with its unit, such as 12 h or 2 d")
CHANCES = noted("a chance, such as 30%, or cost_loss")
COST_LOSS = "cost_loss"
UNPRICED = 30.0  # of a crowded person-hour where a scenario does not price it; no source
RANGE = ranges.Range(0.0, 1.0, kind=noted("a share"))  # of a chance
TAIL = ranges.Range(1e-6, 1 - 1e-6, kind=noted("a share"))
SURE = ranges.Range(0.5 + 1e-6, 1 - 1e-6, kind=noted("a share"))  # of being right: more often than not, and not always


def share_of(value: Any) -> Level:
    """Return a share of something, which may exceed it."""
    if isinstance(value, str) and PERCENT.match(value.strip()):
        return level(value)
    if isinstance(value, Level) and value.kind == "share":
        return value
    raise ValueError(SHARES)


def wait(value: Any) -> Level:
    """Return a duration that somebody waits."""
    return value if isinstance(value, Level) else Level(duration(value), "duration")


def chance(value: Any) -> Level | str:
    """Return a probability, or the cost-loss ratio."""
    if value == COST_LOSS:
        return COST_LOSS
    if not isinstance(value, Level) and not (isinstance(value, str) and PERCENT.match(value.strip())):
        raise ValueError(CHANCES)
    read = share_of(value)
    if read.value > RANGE.most:
        raise ValueError(say("{words}, or {cost_loss}", words=RANGE.words, cost_loss=COST_LOSS))
    return read


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) and not isinstance(value, Level) else [value]


def or_false(value: Any) -> Any:
    """None for `false`, which leaves out what has a default."""
    return None if value is False else value


UNLESS = BeforeValidator(or_false)


def _told_false(schema: dict[str, Any]) -> None:
    schema["anyOf"] = [{"const": False} if one == {"type": "null"} else one for one in schema["anyOf"]]


def _family(default: Section, sentence: str) -> Any:
    return Field(default, description=sentence, json_schema_extra=_told_false)


def _of(description: str) -> WithJsonSchema:
    return WithJsonSchema({"description": description, "type": ["string", "number", "array"]})


ShareOf = Annotated[Level, BeforeValidator(share_of), WithJsonSchema({"description": SHARES, "type": "string"})]
Shares = Annotated[
    tuple[ShareOf, ...],
    BeforeValidator(_listed),
    Field(min_length=1),
    _of(noted("one or a list of {what}", what=SHARES)),
]
Waits = Annotated[
    tuple[Annotated[Level, BeforeValidator(wait)], ...],
    BeforeValidator(_listed), Field(min_length=1), _of(noted("one or a list of {what}", what=DURATIONS)),
]  # fmt: skip
Durations = Annotated[
    tuple[Duration, ...],
    BeforeValidator(_listed),
    Field(min_length=1),
    _of(noted("one or a list of {what}", what=DURATIONS)),
]
Chances = Annotated[
    tuple[Annotated[Level | Literal["cost_loss"], BeforeValidator(chance)], ...],
    BeforeValidator(_listed), Field(min_length=1), _of(noted("one or a list of {what}", what=CHANCES)),
]  # fmt: skip
Days = Annotated[tuple[Day, ...], BeforeValidator(_listed), _of(noted("a day, such as 2025-01-31, or a list of days"))]


def _shares(*percent: float) -> tuple[Level, ...]:
    return tuple(Level(one / 100, "share") for one in percent)


def _days(*days: float) -> tuple[float, ...]:
    return tuple(one * 86400.0 for one in days)


def _lasting(default: tuple[float, ...]) -> Any:
    return Field(
        default, alias="for", description=noted("Must hold at every check for this long; one value or a list."),
        json_schema_extra={"unit": "s"},
    )  # fmt: skip


class Need(Section):
    """When space is needed: said of the run in which none was ordered."""

    above: ShareOf = optional(Level(1.0, "share"), "Persons in an area, those who wait outside too, of its base space.")
    lasting: Length = Field(
        86400.0, alias="for", description=noted("A stretch of full hours at least so long is an event."),
        json_schema_extra={"unit": "s"},
    )  # fmt: skip
    apart: Duration = optional(259200.0, "Stretches nearer to each other than this are one event.", "s")


class Choose(Section):
    """The least cost among the policies that keep crowding within bounds in most futures."""

    at_most: Number = required("Crowded person-hours.", "person-hours")
    futures: Share = Field(0.95, alias="in", description=noted("In at least this share of the futures."))


class TriggerFamily(Section):
    """A family of triggers, and what it is called in charts and tables."""

    called: ClassVar[str]


class Occupancy(TriggerFamily):
    """Order when the area of the measure is crowded, as a share of its base space."""

    called: ClassVar[str] = noted("occupancy")

    above: Shares = optional(_shares(60, 80, 100, 120), "Persons in the area, of its base space.")
    lasting: Durations = _lasting(_days(0.25, 2, 7))


class Arrivals(TriggerFamily):
    """Order when more come than the staff can serve."""

    called: ClassVar[str] = noted("arrivals against staff")

    above: Shares = optional(_shares(80, 100, 120, 150), "Claimants a day, of the staffed capacity.")
    lasting: Durations = _lasting(_days(1, 3, 7))
    over: Length = optional(604800.0, "The window they are counted over.", "s")


class LongestWait(TriggerFamily):
    """Order when someone has waited too long for staff."""

    called: ClassVar[str] = noted("longest wait")

    above: Waits = optional(
        tuple(Level(h * 3600.0, "duration") for h in (12, 24, 48)), "The longest wait at that time."
    )
    lasting: Durations = _lasting(_days(0.25, 2))


class Forecast(TriggerFamily):
    """Order when the chance that the area is full one lead time ahead is high enough."""

    called: ClassVar[str] = noted("forecast")

    # Murphy (1977), The value of climatological, categorical and probabilistic forecasts in the cost-loss ratio
    # situation, Monthly Weather Review 105, 803-816.
    chance: Chances = optional(
        (COST_LOSS, *_shares(10, 20, 30, 50, 70)),
        "The chance above which it is ordered; cost_loss: the ratio C/L above which acting pays, C being the set-up, "
        "the minimum term and the restoration of an opening that nobody needs.",
    )
    lasting: Durations = _lasting(_days(0.25, 2, 7))
    over: Length = optional(604800.0, "The window that the rate of arrivals is taken from.", "s")
    spread: Variation = optional(0.7, "Coefficient of variation of the rate one lead time ahead around that of now.")
    loss_of_a_miss: MoneyOnce | None = optional(
        None,
        "L of the cost-loss ratio: what it costs to be without the space; by default the price of crowding for all "
        "persons it takes over its minimum term, the most it could spare.",
    )


class FixedDate(TriggerFamily):
    """Order on a date, whatever is seen."""

    called: ClassVar[str] = noted("fixed date")

    on: Days = optional((), "The days; without any, the first of each quarter within the span, or else its first day.")


class TwoTiers(TriggerFamily):
    """The quick measure first, and the other behind it when the crowding has lasted."""

    called: ClassVar[str] = noted("two tiers")

    above: Shares = optional(_shares(80, 100), "Persons in the area, of its base space.")
    lasting: Durations = _lasting(_days(0.25, 1, 2))
    behind: Duration = optional(604800.0, "The other is ordered when it has lasted so much longer.", "s")


class Families(Section):
    """Policies that are compared: every list is crossed with the others of its family; `false` leaves a family out."""

    occupancy: Annotated[Occupancy | None, UNLESS] = _family(Occupancy(), noted("Crowding now."))
    arrivals: Annotated[Arrivals | None, UNLESS] = _family(Arrivals(), noted("Arrivals of late."))
    longest_wait: Annotated[LongestWait | None, UNLESS] = _family(LongestWait(), noted("Waits now."))
    forecast: Annotated[Forecast | None, UNLESS] = _family(Forecast(), noted("The chance that the area will be full."))
    fixed_date: Annotated[FixedDate | None, UNLESS] = _family(FixedDate(), noted("Dates."))
    two_tiers: Annotated[TwoTiers | None, UNLESS] = _family(
        TwoTiers(), noted("The quick measure first, if there is one.")
    )
    always_open: bool = optional(True, "Open from the first day to the last.", strict=True)


# What each family is called, by its key.
FAMILIES: dict[str, str] = {
    name: field.default.called
    for name, field in Families.model_fields.items()
    if isinstance(field.default, TriggerFamily)
}


class PolicySettings(Section):
    """How the triggers of space are judged by `portsim policy`, and which are compared; never ordering always is."""

    measure: str | None = optional(
        None, "The measure whose trigger is sought; without it the first enabled one that brings space, or the first."
    )
    second: str | None = optional(
        None, "The quick measure of two_tiers; without it the quickest other one that brings space to the same areas."
    )
    need: Need = optional(Need(), "When space is needed.")
    crowded_person_hour: MoneyOnce | None = optional(
        None,
        noted(
            "The price of an hour of one person above the space that is open: an assumption; without it "
            "{unpriced} of the scenario's currency.",
            unpriced=f"{UNPRICED:.0f}",
        ),
    )
    choose: Choose | None = optional(
        None, "The rule of choice; without it the least expected cost plus the price of the crowding."
    )
    worst: Annotated[Share, TAIL] = optional(0.05, "The share of futures that the mean of the worst is of.")
    confidence: Annotated[Share, SURE] = optional(
        0.95, "Confidence of the set of policies that cannot be told apart from the best."
    )
    families: Families = optional(Families(), "The policies that are compared.")
    stress: Stresses = optional(
        {},
        "What may come and has no chance of its own, by name: the dotted path of each value that is otherwise then, "
        "and what it is. Shown by itself, for the recommended policy and never ordering; it enters no average.",
    )
    leads: Durations = optional(
        _days(0, 3, 5, 10, 20, 40, 82, 110, 148), "Lead times at which the worth of a shorter one is found.", "s"
    )
    on_record: Annotated[
        OnRecord | None,
        BeforeValidator(read_record),
        WithJsonSchema({"description": noted("a table (CSV or XLSX) of what was ordered"), "type": ["string", "null"]}),
    ] = optional(None, "A table of space that was ordered in fact: shown next to the policies by --history.")

    @property
    def price(self) -> Money:
        """Return the price of a crowded person-hour: as stated, else the default, in no currency until one is known."""
        return self.crowded_person_hour or Money(UNPRICED, NO_CURRENCY)

    @model_validator(mode="after")
    def _two(self) -> "PolicySettings":
        if self.measure is not None and self.measure == self.second:
            raise ValueError(say("two different measures"))
        return self
