"""`contingency`: the measures a port can call on, and the conditions that order and release them."""

from itertools import chain
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.catalogue.watches import (
    ALWAYS,
    COUNTED,
    SPACE,
    STAFFED_CAPACITY,
    WATCHES,
    Watch,
    WatchName,
    naming,
    those,
)
from sim.scenario.language.leases.stages import Stage
from sim.scenario.language.leases.terms import Brings, MeasureCost, Options, Places
from sim.scenario.values.distributions import DurationDraw, constant
from sim.scenario.values.ranges import VARIATION, whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import ClockTime, Day, Duration, Length, LevelOf, duration

LEVELS = {"number": "a number", "share": "a share such as 80%", "duration": "a duration such as 12 h"}
BY_SPACE = those(lambda watch: watch.share_of == SPACE)
AGES = 240  # hours since their arrival for which forecasts follow people; those here for longer are taken to leave


class Condition(Section):
    """A watched quantity against a level, or a date."""

    watch: WatchName | None = optional(None, f"The quantity that is watched; {COUNTED}.")
    of: str | None = optional(
        None,
        f"{naming('area')}: the area; {naming('pool')}: the pool; "
        f"{those(lambda watch: watch.share_of == STAFFED_CAPACITY)}: staffed_capacity, to compare as a share of it.",
    )
    step: str | None = optional(None, f"{naming('step')}: the step.")
    above: LevelOf | None = optional(None, "Holds while the quantity is above this.")
    below: LevelOf | None = optional(None, "Holds while the quantity is below this.")
    of_space: Literal["open", "base"] = optional(
        "open", f"{BY_SPACE}, of or above the space: that which is open now, or the base."
    )
    over: Length = optional(
        604800.0,
        f"{those(lambda watch: watch.recent)}: the window they are counted over; forecasts: arrivals go on as in this "
        "window.",
        "s",
    )
    ahead: Length | None = optional(
        None,
        f"Forecasts: so far from now, to the nearest hour; those here for {AGES} h or more by then are taken to leave.",
        "s",
    )
    spread: Annotated[float, Field(strict=True), VARIATION] = optional(
        0.0,
        f"{those(lambda watch: watch.chance)}: coefficient of variation of the arrival rate by then, around that of "
        "now.",
    )
    memory: Length = optional(
        2419200.0,
        "Forecasts: how long people stay is learned at every check from those present by hours since their arrival; "
        "what was seen so long ago weighs 1/e.",
        "s",
    )
    lasting: Duration = Field(
        0.0, alias="for", description="Must hold at every check for this long.", json_schema_extra={"unit": "s"}
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
                raise ValueError("{on: DATE} alone")
            return self
        if self.watched is None:
            raise ValueError("a watch, or {on: DATE}")
        if (self.above is None) == (self.below is None):
            raise ValueError("one of above and below")
        self._fits(self.watched)
        return self

    def _fits(self, watch: Watch) -> None:
        """Check that the level and the rest of the condition allow the quantity to be compared."""
        given = self.above or self.below
        assert given is not None
        if given.kind not in watch.levels:
            raise ValueError(f"{watch.name} compared with {' or '.join(LEVELS[kind] for kind in watch.levels)}")
        missing = [name for name in watch.must_say if getattr(self, name) is None]
        if missing:
            raise ValueError(f"{watch.name} with `{missing[0]}`")
        if watch.chance and given.value > 1:
            raise ValueError(f"{watch.name} compared with a chance of at most 100%")
        if watch.share_of == STAFFED_CAPACITY:
            if self.of not in (None, STAFFED_CAPACITY):
                raise ValueError(f"{watch.name} of: {STAFFED_CAPACITY}")
            if given.kind == "share" and self.of is None:
                raise ValueError(f"{watch.name} compared with a share only `of: {STAFFED_CAPACITY}`")


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
            raise ValueError("one of any and all, with named conditions")
        return self


def _rule(value: Any) -> Any:
    if isinstance(value, dict) and value and not set(value) & {"any", "all"}:
        return {"all": {"on" if "on" in value else "condition": value}}
    return value


RuleOf = Annotated[
    Rule,
    BeforeValidator(_rule),
    WithJsonSchema(
        {"description": "{any: {name: condition}}, {all: {name: condition}}, or one condition", "type": "object"}
    ),
]


def _interval(value: Any) -> Any:
    return value if value == "always" else duration(value)


_interval.form = "s"  # type: ignore[attr-defined]  # how `spelling` writes it
Interval = Annotated[
    float | Literal["always"],
    BeforeValidator(_interval),
    WithJsonSchema({"description": "a duration such as 1 h, or always", "type": "string"}),
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
            raise ValueError("one of ready_in (it is ordered) and open_since (it is open)")
        if (self.term_left is None) != (self.open_since is None):
            raise ValueError("open_since together with term_left, which may be 0 d")
        if self.options_used and self.open_since is None:
            raise ValueError("options_used of what is open_since a day")
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
            raise ValueError("order_when, or at_start for a measure that is not ordered again")
        used, most = (self.at_start.options_used if self.at_start else 0), (self.options.count if self.options else 0)
        if used > most:
            raise ValueError(f"at_start.options_used of at most {most}, the count of its options")
        return self

    @model_validator(mode="after")
    def _whole(self) -> "Measure":
        if self.watch_every != "always" and self.watch_every < 1:
            raise ValueError("watch_every of at least 1 s, or always")
        if self.watch_every == "always" and self.check_at is None:
            for rule in self.rules.values():
                if any(c.watched and not c.watched.always for c in rule.conditions.values()):
                    raise ValueError(f"watch_every: always only with {', '.join(ALWAYS)}")
        if self.options and (self.stages or self.give_back):
            raise ValueError("no options with stages or give_back")
        if self.at_start and self.stages:
            raise ValueError("no stages with at_start")
        if self.options and (self.options.notice > self.minimum_term or self.options.notice > self.options.each):
            raise ValueError("a notice no longer than the minimum_term and than each option")
        return self
