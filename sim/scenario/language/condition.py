"""A condition that a measure watches, and rules of several: what orders a measure, calls it off and releases it."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.problems import alternatives
from sim.scenario.catalogue.watches import (
    COUNTED,
    SPACE,
    STAFFED_CAPACITY,
    WATCHES,
    Watch,
    WatchName,
    naming,
    those,
)
from sim.scenario.values.ranges import VARIATION
from sim.scenario.values.section import Section, optional
from sim.scenario.values.units import Day, Duration, Length, LevelOf
from sim.wording import noted, say

LEVELS = {
    "number": noted("a number"),
    "share": noted("a share such as 80%"),
    "duration": noted("a duration such as 12 h"),
}
BY_SPACE = those(lambda watch: watch.share_of == SPACE)
AGES = 240  # hours since their arrival for which forecasts follow people; those here for longer are taken to leave


class Condition(Section):
    """A watched quantity against a level, or a date."""

    watch: WatchName | None = optional(None, noted("The quantity that is watched; {counted}.", counted=COUNTED))
    of: str | None = optional(
        None,
        noted(
            "{of_area}: the area; {of_pool}: the pool; {of_staff}: staffed_capacity, to compare as a share of it.",
            of_area=naming("area"),
            of_pool=naming("pool"),
            of_staff=those(lambda watch: watch.share_of == STAFFED_CAPACITY),
        ),
    )
    step: str | None = optional(None, noted("{watches}: the step.", watches=naming("step")))
    above: LevelOf | None = optional(None, "Holds while the quantity is above this.")
    below: LevelOf | None = optional(None, "Holds while the quantity is below this.")
    of_space: Literal["open", "base"] = optional(
        "open", noted("{by_space}, of or above the space: that which is open now, or the base.", by_space=BY_SPACE)
    )
    over: Length = optional(
        604800.0,
        noted(
            "{watches}: the window they are counted over; forecasts: arrivals go on as in this window.",
            watches=those(lambda watch: watch.recent),
        ),
        "s",
    )
    ahead: Length | None = optional(
        None,
        noted(
            "Forecasts: so far from now, to the nearest hour; those here for {ages} h or more by then "
            "are taken to leave.",
            ages=AGES,
        ),
        "s",
    )
    spread: Annotated[float, Field(strict=True), VARIATION] = optional(
        0.0,
        noted(
            "{watches}: coefficient of variation of the arrival rate by then, around that of now.",
            watches=those(lambda watch: watch.chance),
        ),
    )
    memory: Length = optional(
        2419200.0,
        "Forecasts: how long people stay is learned at every check from those present by hours since their arrival; "
        "what was seen so long ago weighs 1/e.",
        "s",
    )
    lasting: Duration = Field(
        0.0, alias="for", description=noted("Must hold at every check for this long."), json_schema_extra={"unit": "s"}
    )
    on: Day | None = optional(None, "Holds once, at the first check from this date on.")

    @property
    def watched(self) -> Watch | None:
        """The declaration of what is watched; none for a date."""
        return None if self.watch is None else WATCHES[self.watch]

    @property
    def level(self) -> float:
        """What is compared with: persons, a share, claimants a day, officer-hours, or hours."""
        given = self.above or self.below
        assert given is not None
        return given.value / 3600 if given.kind == "duration" else given.value

    @property
    def as_share(self) -> bool:
        """Whether the quantity is a share of the space or of the staffed capacity."""
        given = self.above or self.below
        by_capacity = self.watched is not None and self.watched.share_of == STAFFED_CAPACITY and self.of is not None
        return by_capacity or (given is not None and given.kind == "share")

    @property
    def as_share_of(self) -> str:
        """What the quantity is held against: the space, or the staffed capacity; empty if its level is no share."""
        return self.watched.share_of if self.watched and self.as_share else ""

    @model_validator(mode="after")
    def _whole(self) -> "Condition":
        if self.on is not None:
            if self.watch or self.above or self.below:
                raise ValueError(say("{on: DATE} alone"))
            return self
        if self.watched is None:
            raise ValueError(say("a watch, or {on: DATE}"))
        if (self.above is None) == (self.below is None):
            raise ValueError(say("one of above and below"))
        self._fits(self.watched)
        return self

    def _fits(self, watch: Watch) -> None:
        """Check that the level and the rest of the condition allow the quantity to be compared."""
        given = self.above or self.below
        assert given is not None
        if given.kind not in watch.levels:
            raise ValueError(
                say(
                    "{name} compared with {levels}",
                    name=watch.name,
                    levels=alternatives(LEVELS[kind] for kind in watch.levels),
                )
            )
        missing = [name for name in watch.must_say if getattr(self, name) is None]
        if missing:
            raise ValueError(say("{name} with `{missing}`", name=watch.name, missing=missing[0]))
        if watch.chance and given.value > 1:
            raise ValueError(say("{name} compared with a chance of at most 100%", name=watch.name))
        if watch.share_of == STAFFED_CAPACITY:
            if self.of not in (None, STAFFED_CAPACITY):
                raise ValueError(
                    say("{name} of: {staffed_capacity}", name=watch.name, staffed_capacity=STAFFED_CAPACITY)
                )
            if given.kind == "share" and self.of is None:
                raise ValueError(
                    say(
                        "{name} compared with a share only `of: {staffed_capacity}`",
                        name=watch.name,
                        staffed_capacity=STAFFED_CAPACITY,
                    )
                )


class Rule(Section):
    """Named conditions, joined: `any` of them, or `all`."""

    any: dict[str, Condition] = optional({}, "Holds while any of these does.")
    all: dict[str, Condition] = optional({}, "Holds while all of these do.")

    @property
    def conditions(self) -> dict[str, Condition]:
        """The conditions by name."""
        return self.any or self.all

    @model_validator(mode="after")
    def _one(self) -> "Rule":
        if bool(self.any) == bool(self.all):
            raise ValueError(say("one of any and all, with named conditions"))
        return self


def _rule(value: Any) -> Any:
    if isinstance(value, dict) and value and not set(value) & {"any", "all"}:
        return {"all": {"on" if "on" in value else "condition": value}}
    return value


RuleOf = Annotated[
    Rule,
    BeforeValidator(_rule),
    WithJsonSchema(
        {"description": noted("{any: {name: condition}}, {all: {name: condition}}, or one condition"), "type": "object"}
    ),
]
