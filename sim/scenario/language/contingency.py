"""`contingency`: the measures a port can call on, and the conditions that order and release them."""

from itertools import chain
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.catalogue.watches import (
    ALWAYS,
)
from sim.scenario.language.condition import Rule, RuleOf
from sim.scenario.language.leases.stages import Stage
from sim.scenario.language.leases.terms import Brings, MeasureCost, Options, Places
from sim.scenario.values.distributions import DurationDraw, constant
from sim.scenario.values.ranges import whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import ClockTime, Day, Duration, duration
from sim.wording import noted, say


def _interval(value: Any) -> Any:
    return value if value == "always" else duration(value)


_interval.form = "s"  # type: ignore[attr-defined]  # how `spelling` writes it
Interval = Annotated[
    float | Literal["always"],
    BeforeValidator(_interval),
    WithJsonSchema({"description": noted("a duration such as 1 h, or always"), "type": "string"}),
]


class AtStart(Section):
    """What a measure is when the run starts: ordered and not yet ready, or open."""

    ready_in: DurationDraw | None = optional(None, "Ordered before `start`: it is ready so long after it.", "s")
    open_since: Day | None = optional(
        None, "Open at `start`, since this day; prices by month of the term go on from the month that it has reached."
    )
    term_left: Duration | None = optional(
        None, "Open: from `start` to the end of the term, the options used with it.", "s"
    )
    options_used: Annotated[int, Field(strict=True), whole_numbers(0, 1000)] = optional(
        0,
        "Open: options taken before `start`. One whose notice lies before `start` and that is not among them is not "
        "taken.",
    )

    @model_validator(mode="after")
    def _whole(self) -> "AtStart":
        if (self.ready_in is None) == (self.open_since is None):
            raise ValueError(say("one of ready_in (it is ordered) and open_since (it is open)"))
        if (self.term_left is None) != (self.open_since is None):
            raise ValueError(say("open_since together with term_left, which may be 0 d"))
        if self.options_used and self.open_since is None:
            raise ValueError(say("options_used of what is open_since a day"))
        return self


class Part(Places):
    """Space that is given back before the rest."""

    when: RuleOf = required("When it is given back, once something of the order is past its minimum term.")


def _together(*brought: dict[str, int]) -> dict[str, int]:
    """Return the sum of what several bring, by name, in the order in which names come first."""
    found: dict[str, int] = {}
    for name, amount in chain.from_iterable(one.items() for one in brought):
        found[name] = found.get(name, 0) + amount
    return found


def rule_path(field: str) -> tuple[str, ...]:
    """Return the path of a rule below its measure, from its name in `Measure.rules`."""
    kind, _, part = field.partition("/")
    return (kind, part, "when") if part else (field,)


class Measure(Section):
    """A contingency measure: when it is ordered, how long it takes, what it brings, when it is given back."""

    enabled: bool = optional(True, "Whether the port can call on it.", strict=True)
    watch_every: Interval = optional(
        3600.0, "When someone looks; `always`: after every event, and whenever a term, rest or `for` is over.", "s"
    )
    watch_from: Literal["warm_up", "start"] = optional(
        "warm_up", "From when someone looks: from the first instant of the warm-up on, or from `start`."
    )
    check_at: ClockTime | None = optional(None, "Someone looks daily at this time instead.")
    at_start: AtStart | None = optional(None, "Ordered or open when the run starts.")
    order_when: RuleOf | None = optional(None, "When it is ordered; may be left out with `at_start`: not again.")
    cancel_when: RuleOf | None = optional(None, "When an order is called off before it is ready; the set-up stays due.")
    lead_time: DurationDraw = optional(constant(0.0), "From order to ready.", "s")
    brings: Brings = required("What it adds while open.")
    minimum_term: Duration = optional(0.0, "It stays at least so long.", "s")
    options: Options | None = optional(None, "Periods by which the term can be extended.")
    stages: dict[str, Stage] = optional(
        {}, "Further space of the same order, after `brings`; each with its lead time, and a term from its own opening."
    )
    give_back: dict[str, Part] = optional(
        {},
        "Parts that are given back before the rest (`release_when`), each once an order: from the stage that opened "
        "first and is past its term, and what there is not when a further term is over.",
    )
    release_when: RuleOf | None = optional(None, "When it is given back; none: it stays.")
    rest: Duration = optional(0.0, "It cannot be ordered again for this long after its release.", "s")
    cost: MeasureCost = optional(MeasureCost(), "What it costs.")

    @property
    def space(self) -> dict[str, int]:
        """Persons of space that it brings in all its stages, by area."""
        return _together(self.brings.areas, *(stage.brings.areas for stage in self.stages.values()))

    @property
    def rooms(self) -> dict[str, int]:
        """Rooms that it brings in all its stages, by kind."""
        return _together(self.brings.rooms, *(stage.brings.rooms for stage in self.stages.values()))

    @property
    def rules(self) -> dict[str, Rule]:
        """Its rules by field name, those that are given."""
        given = {"order_when": self.order_when, "cancel_when": self.cancel_when, "release_when": self.release_when}
        parts = {f"give_back/{name}": part.when for name, part in self.give_back.items()}
        return {name: rule for name, rule in given.items() if rule is not None} | parts

    @model_validator(mode="after")
    def _begun(self) -> "Measure":
        if self.at_start is None and self.order_when is None:
            raise ValueError(say("order_when, or at_start for a measure that is not ordered again"))
        used, most = (self.at_start.options_used if self.at_start else 0), (self.options.count if self.options else 0)
        if used > most:
            raise ValueError(say("at_start.options_used of at most {most}, the count of its options", most=most))
        return self

    @model_validator(mode="after")
    def _whole(self) -> "Measure":
        if self.watch_every != "always" and self.watch_every < 1:
            raise ValueError(say("watch_every of at least 1 s, or always"))
        if self.watch_every == "always" and self.check_at is None:
            for rule in self.rules.values():
                if any(c.watched and not c.watched.always for c in rule.conditions.values()):
                    raise ValueError(say("watch_every: always only with {always}", always=", ".join(ALWAYS)))
        if self.options and (self.stages or self.give_back):
            raise ValueError(say("no options with stages or give_back"))
        if self.at_start and self.stages:
            raise ValueError(say("no stages with at_start"))
        if self.options and (self.options.notice > self.minimum_term or self.options.notice > self.options.each):
            raise ValueError(say("a notice no longer than the minimum_term and than each option"))
        return self
