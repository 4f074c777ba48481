"""`arrivals`: the streams in which parties come."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from sim.scenario.data.counts import Counts
from sim.scenario.data.counts import counts as read_counts
from sim.scenario.data.counts import levels as levels_of
from sim.scenario.data.listed import Listed
from sim.scenario.data.listed import listed as read_listed
from sim.scenario.language.people import OwnPeople
from sim.scenario.language.rates.regimes import Regime, chain
from sim.scenario.values.distributions import MARK, Distribution, FactorDraw, is_distribution
from sim.scenario.values.ranges import RATES, VARIATION, Range
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Day, Number, Rate, Share, Variation, number
from sim.wording import noted, say

MEMORY = Range(0.0, 0.99)  # of one day in the next
SWEEPS = Range(1, 100_000)


class Weekday(Section):
    """How busy each day of the week is, relative to the others; the mean is taken as 1."""

    mon: Number = optional(1.0, "Relative weight of Mondays.")
    tue: Number = optional(1.0, "Relative weight of Tuesdays.")
    wed: Number = optional(1.0, "Relative weight of Wednesdays.")
    thu: Number = optional(1.0, "Relative weight of Thursdays.")
    fri: Number = optional(1.0, "Relative weight of Fridays.")
    sat: Number = optional(1.0, "Relative weight of Saturdays.")
    sun: Number = optional(1.0, "Relative weight of Sundays.")

    @property
    def factors(self) -> tuple[float, ...]:
        """Monday first, with mean 1; all 1 if all are 0."""
        weights = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        total = sum(weights)
        return tuple(7 * w / total for w in weights) if total else (1.0,) * 7


class DayToDay(Section):
    """How much days differ beyond Poisson noise, and how much of a day the next one remembers."""

    sd: Variation = optional(0.0, "Standard deviation of the factor of a day's rate (gamma of mean 1).")
    memory: Annotated[Number, MEMORY] = optional(
        0.0,
        "Correlation of one day with the next, on the normal scale of a first-order autoregression; 0: days know "
        "nothing of each other.",
    )

    @property
    def is_plain(self) -> bool:
        """Whether days know nothing of each other, so that the standard deviation alone says it all."""
        return self.memory == 0


def _day_to_day(value: Any) -> Any:
    parts = isinstance(value, dict) and not is_distribution(value) and MARK not in value
    return value if parts or isinstance(value, DayToDay) else DayToDay(sd=VARIATION(number(value)))


MOST_PARTIES = 1000  # in a coach load


class CoachLoads(Section):
    """Parties that come together, as off a coach."""

    share: Share = required("Share of parties that come in coach loads.")
    parties: FactorDraw = required("Parties in a load: a whole number, or a distribution of whole numbers.", "parties")

    @field_validator("parties")
    @classmethod
    def _whole(cls, parties: Distribution) -> Distribution:
        values = parties.points if parties.family == "discrete" else parties.values
        listed = parties.family in ("constant", "discrete", "empirical") and all(v >= 1 and v % 1 == 0 for v in values)
        if not listed and parties.family != "geometric":
            raise ValueError(say("a whole number from 1, or a discrete, empirical or geometric distribution of them"))
        if parties.family != "geometric" and max(values) > MOST_PARTIES:
            raise ValueError(say("whole numbers from 1 to {most_parties}", most_parties=MOST_PARTIES))
        if parties.family == "geometric" and parties["p"] < 1 / MOST_PARTIES:
            raise ValueError(
                say(
                    "geometric with p of at least {least}, for a mean of {most_parties}",
                    least=f"{1 / MOST_PARTIES:g}",
                    most_parties=MOST_PARTIES,
                )
            )
        return parties


COUNTS = noted("a table (CSV or XLSX) of published counts, or a list of them")


class ConditionedOn(Section):
    """Published counts that every history of a stream has, before surges and changes."""

    counts: Annotated[
        Counts,
        BeforeValidator(read_counts),
        WithJsonSchema({"description": COUNTS, "type": ["string", "array"]}),
    ] = required(
        "A table of counts of persons. Those of grade A and B hold exactly in every replication, in windows apart from "
        "each other or one within the other; those of grade C stay uncertain."
    )
    sweeps: Annotated[int, Field(strict=True), SWEEPS] = optional(
        50, "Sweeps of the chain (MCMC) that draws the days of one replication given the totals."
    )


def _levels(value: Any) -> Any:
    by_date = isinstance(value, dict) and not is_distribution(value) and MARK not in value
    return value if by_date else {date.min: value}


Levels = Annotated[
    dict[Day, Rate],
    BeforeValidator(_levels),
    WithJsonSchema(
        {
            "description": noted("a number, or {date: number}"),
            "type": ["number", "object"],
            "minimum": 0,
            "maximum": RATES.most,
        }
    ),
]


class Stream(Section):
    """Parties that arrive by one way, at a rate or from a list."""

    claimants_per_day: Levels = Field(
        {},
        description=noted("Expected claimants a day; each level holds from its date until the next."),
        json_schema_extra={"unit": "claimants/day"},
    )
    weekday: Weekday = optional(Weekday(), "Relative weights of the days of the week.")
    hour: tuple[Number, ...] = optional(
        (1.0,) * 24, "Relative weights of the 24 hours of the local day.", min_length=24, max_length=24
    )
    day_to_day: Annotated[
        DayToDay,
        BeforeValidator(_day_to_day),
        WithJsonSchema(
            {
                "description": noted("a number, or {sd, memory}"),
                "type": ["number", "object"],
                "minimum": 0,
                "maximum": VARIATION.most,
            }
        ),
    ] = optional(DayToDay(), "How much the rate varies from day to day beyond Poisson noise: {sd, memory}, or the sd.")
    people: OwnPeople | None = optional(None, "Who comes by this stream, where it is not as in `people`.")
    coach_loads: CoachLoads | None = optional(None, "Parties that come together.")
    conditioned_on: ConditionedOn | None = optional(
        None, "Published counts that hold in every history of the stream, as a year that was counted."
    )
    regimes: dict[str, Regime] = optional(
        {}, "States between which the level jumps, each multiplying it for a random while, by name; two at least."
    )
    exceptions_scaled: Number = optional(
        1.0, "Multiplies the chance that a claimed exception is proven in this stream."
    )
    listed: Annotated[
        Listed | None,
        BeforeValidator(read_listed),
        WithJsonSchema(
            {"description": noted("a table (CSV or XLSX) of people, one party a row"), "type": ["string", "null"]}
        ),
    ] = optional(None, "A table of parties that is replayed as it was, instead of a rate.")
    counts: Annotated[
        Counts | None,
        BeforeValidator(read_counts),
        WithJsonSchema({"description": COUNTS, "type": ["string", "array", "null"]}),
    ] = optional(None, "A table of counts, each with the day it was published, from which the levels are made.")

    @field_validator("regimes")
    @classmethod
    def _chain(cls, regimes: dict[str, Regime]) -> dict[str, Regime]:
        return chain(regimes)

    @model_validator(mode="after")
    def _one_source(self) -> "Stream":
        if self.counts is not None and (self.listed is not None or self.claimants_per_day):
            raise ValueError(say("one of claimants_per_day, counts and listed"))
        if (self.listed is None and self.counts is None) == (not self.claimants_per_day):
            raise ValueError(say("either claimants_per_day or listed"))
        if self.listed is None and not sum(self.hour):
            raise ValueError(say("an hour weight above 0"))
        if self.listed is not None and self.regimes:
            raise ValueError(
                say("regimes only of a stream that comes at a rate; parties of a list come as they are listed")
            )
        return self

    @property
    def levels(self) -> dict[date, float]:
        """The level from each date on, as written or as made from counts."""
        return levels_of(self.counts.rows, self.weekday.factors) if self.counts else self.claimants_per_day

    def level(self, day: date) -> float:
        """Return claimants expected on `day` before weekday, surges and regimes: the last level by then, else the
        first.
        """
        levels = self.levels
        dates = sorted(levels)
        at = [d for d in dates if d <= day] or dates[:1]
        return levels[at[-1]] if at else 0.0
