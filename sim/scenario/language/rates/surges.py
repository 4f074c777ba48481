"""`surges`: shocks that multiply the level of a stream."""

import math
from datetime import date
from typing import Annotated, Any

import numpy as np
from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.arrays import F, I
from sim.scenario.language.people import OwnPeople
from sim.scenario.values.distributions import Distribution, DurationDraw, FactorDraw, constant, distribution
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Number, Share, day
from sim.wording import noted, say

BEGINS = noted(
    "a day, such as 2025-01-31, or one of {uniform: [first, last]}, {triangular: [..]}, {discrete: {day: share}}"
)
AT_ONCE = constant(0.0)
OFTEN = 366  # a year; a shock a day is no shock


def _ordinal(value: Any) -> float:
    return float(day(value).toordinal())


def _begins(value: Any) -> Distribution:
    """Return a distribution of ordinals of days."""
    if isinstance(value, Distribution):
        return value
    family = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else None
    if isinstance(value, dict) and family not in ("uniform", "triangular", "discrete"):
        raise NotAllowed(BEGINS, kind="day", drawn=True)
    return distribution(value, _ordinal)


_begins.form = "day"  # type: ignore[attr-defined]  # how `spelling` writes it
BeginsDraw = Annotated[
    Distribution,
    BeforeValidator(_begins),
    WithJsonSchema({"description": noted("a day, or a distribution of days"), "type": ["string", "object"]}),
]


class Surge(Section):
    """A shock that multiplies the level of a stream by day: from 1 to `times`, a while there, and back to 1."""

    stream: str = required("The stream of parties.")
    probability: Share = optional(1.0, "Chance that it happens in a replication; with `per_year`, of each one; 0: off.")
    begins: BeginsDraw | None = Field(
        None,
        description=noted("The first day, or a distribution of first days (uniform: both ends included)."),
        json_schema_extra={"unit": "day"},
    )
    per_year: Annotated[Number, Field(le=OFTEN)] | None = optional(
        None, "Instead of `begins`: how many begin in a year, at random (Poisson).", "a year"
    )
    times: FactorDraw = required("The peak, as a multiple of the level; below 1 it is a slump.")
    rise: DurationDraw = optional(AT_ONCE, "From the level to the peak, in a straight line.", "s")
    hold: DurationDraw = optional(AT_ONCE, "At the peak.", "s")
    fall: DurationDraw = optional(AT_ONCE, "From the peak back to the level, in a straight line.", "s")

    people: OwnPeople | None = optional(
        None, "Whom it brings above the level, where they are not as those of the stream."
    )

    @model_validator(mode="after")
    def _one_beginning(self) -> "Surge":
        if (self.begins is None) == (self.per_year is None):
            raise ValueError(say("either begins or per_year"))
        if not any(length.mean() for length in (self.rise, self.hold, self.fall)):
            raise ValueError(say("a rise, a hold or a fall above 0"))
        return self

    @property
    def happens(self) -> bool:
        """Whether it can happen at all."""
        return self.probability > 0 and self.per_year != 0

    @property
    def longest(self) -> float:
        """The most days that each of its parts lasts, but for one in a million, together."""
        at = np.array(1 - 1e-6)
        return sum(float(length.ppf(at)) for length in (self.rise, self.hold, self.fall)) / 86400

    @property
    def between(self) -> tuple[date, date]:
        """The earliest first day and the latest last day of a surge that is dated."""
        assert self.begins is not None
        first, last = first_day(self.begins, np.array([0.0, 1.0]))
        return date.fromordinal(int(first)), date.fromordinal(int(last) + math.ceil(round(self.longest, 6)) - 1)


def first_day(begins: Distribution, u: F) -> I:
    """Return the ordinals of the days on which it begins at the uniforms `u`, of the shape of `u`.

    Of a uniform distribution every day from the first to the last is as likely; of a triangular one, days are rounded.
    """
    if begins.family == "uniform":
        low, high = begins.values
        days = np.minimum(low + np.floor(u * (high - low + 1)), high)
    else:
        days = np.rint(begins.ppf(u))
    return np.asarray(days, dtype=np.int64)
