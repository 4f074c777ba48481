"""All sections of a scenario: what a planner wrote, each value checked by itself and frozen."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from sim.scenario.data.census import Census
from sim.scenario.data.census import census as read_census
from sim.scenario.data.roster_file import with_files
from sim.scenario.language.arrivals import Stream
from sim.scenario.language.contingency import Measure
from sim.scenario.language.levers import MOST_LEVERS, OF_THE_PORT, Lever
from sim.scenario.language.people import People, Screening
from sim.scenario.language.policy import PolicySettings
from sim.scenario.language.port import CurrencyCode, Port, PortOrName, amounts
from sim.scenario.language.process import Process
from sim.scenario.language.rates.surges import Surge
from sim.scenario.language.staff_and_space import Pool, Space
from sim.scenario.source.source_tree import Node
from sim.scenario.values.elicited import Elicited, as_elicited
from sim.scenario.values.fact import Fact
from sim.scenario.values.labels import Label
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.provenance import Assumption, FittedOn
from sim.scenario.values.ranges import TINY, Range, whole_numbers
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.together import Together
from sim.scenario.values.units import ClockTime, Day, Duration, LevelOf, Number, midnight
from sim.wording import noted, say


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        last = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones(), reverse=True)}
        near = get_close_matches(re.split("[/,]", name)[-1].strip().replace(" ", "_").lower(), last, n=1, cutoff=0.8)
        meant = last[near[0]] if near else ""
        raise NotAllowed(say("a time zone of the IANA database, such as America/Toronto"), meant=meant) from None
    return name


class Target(Section):
    """What a figure should be; met when its mean over replications meets it."""

    at_least: LevelOf | None = optional(None, "The least that is good enough.")
    at_most: LevelOf | None = optional(None, "The most that is good enough.")

    @model_validator(mode="after")
    def _one(self) -> "Target":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(say("one of at_least and at_most"))
        return self


UNCERTAIN_ALLOWED = noted("{p10, p90}, a distribution, or {dirichlet: {strength}}")
Uncertain = Annotated[
    Elicited,
    BeforeValidator(as_elicited),
    WithJsonSchema({"description": UNCERTAIN_ALLOWED, "type": "object"}),
]


@dataclass(frozen=True)
class Origin:
    """What a scenario was read from, kept to change it and to draw from it; no part of its identity.

    The tree as written, what files gave in the place of their names; the same without its format, and with one value
    in the place of what is uncertain; the folder; whether the roster is still to come. Without trees, the scenario is
    written out when they are needed (`sim.scenario.origin`).
    """

    tree: Node | None = field(default=None, compare=False)
    values: Node | None = field(default=None, compare=False)
    folder: Path = field(default=Path(), compare=False)
    roster_to_come: bool = field(default=False, compare=False)


CHANGES, LABELS, FITTED = "changes", "labels", "fitted_on"
Change = Annotated[
    dict[str, Any], WithJsonSchema({"description": noted("sections, with what changes"), "type": "object"})
]
READINGS = "readings"


def _of_the_port(given: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    if any(not given[name] or not set(given[name]) <= set(OF_THE_PORT) for name in given):
        names = ", ".join(OF_THE_PORT)
        raise ValueError(say("for each reading, sections with what it has otherwise: {names}", names=names))
    return given


STAYS = Range(3600.0, 60 * 86400.0, kind=noted("a duration"))  # up to which they can be given
WARM_UP = Range(TINY, 3650 * 86400.0, nought=True, kind=noted("a duration"))
YEARS = 20  # of a run; with a warm-up of ten more, a wait in seconds still fits into 30 bits


class Sections(Section):
    """A port, its demand, its people and its plans, for a span of days."""

    name: str = required("What the scenario is called.")
    port: PortOrName = optional(Port(), "The port of entry: its name, or what it and those around it are called.")
    question: str = optional("", "The question that the scenario answers.")
    time_zone: Annotated[str, AfterValidator(_zone)] = optional(
        "UTC", "Local clock (IANA name), daylight saving included."
    )
    start: Day = required("First day.")
    begins: ClockTime = optional(
        0,
        "The time of day of `start` from which on figures count. Without a warm-up nobody comes, and nobody looks, "
        "before it; a census, and what is ordered or open at the start, are of this moment.",
    )
    end: Day = required("The day after the last one.")
    run_on: Day | None = optional(
        None,
        "The day to which `portsim policy` ranks alternatives: costs and crowding from `start` to it. From `end` on "
        "nothing is decided; what was ordered comes, and is given back by its rule, or on this day at the latest.",
    )
    warm_up: Annotated[Duration, WARM_UP] = optional(
        0.0, "Simulated before `start` and left out of every figure; whole days.", "s"
    )
    present_at_start: Annotated[int, Field(strict=True), whole_numbers()] = optional(
        0, "Claimants already waiting when the warm-up begins.", "claimants"
    )
    census: Annotated[
        Census | None,
        BeforeValidator(read_census),
        WithJsonSchema(
            {
                "description": noted(
                    "a table (CSV or XLSX) of those present, or {step: persons} or {step: {waiting, under_way}}"
                ),
                "type": ["string", "object", "null"],
            }
        ),
    ] = optional(
        None,
        "Who is present at `start`, at which step and since when; instead of a warm-up and of `present_at_start`. What "
        "it does not say is drawn, and a service under way goes on by what is left of it.",
    )
    seed: Annotated[int, Field(ge=0, strict=True)] = optional(1, "Seed of all chance.")
    stated_currency: CurrencyCode | None = optional(
        None,
        "Currency of every amount, where `port` is a name (ISO 4217); without it, that of the first one.",
        alias="currency",
    )
    stay_limit: Annotated[Duration, STAYS] = optional(
        72 * 3600.0,
        "Where somebody never leaves, stays are given up to this (`time_on_site_72h_mean`); whole hours, the same in "
        "all scenarios that are compared.",
        "s",
    )
    arrivals: dict[str, Stream] = required("Streams of parties, by name.", min_length=1)
    surges: dict[str, Surge] = optional({}, "Shocks that multiply the levels of streams, by name.")
    people: People = optional(People(), "Who comes.")
    screening: Screening = optional(Screening(), "The eligibility decision; without it everyone is referred.")
    process: Process = required("Steps and journeys.")
    staff: Annotated[dict[str, Pool], BeforeValidator(with_files)] = optional({}, "Pools of officers, by name.")
    space: Space = optional(Space(), "Areas and rooms.")
    contingency: dict[str, Measure] = optional({}, "Measures the port can call on, by name.")
    changes: dict[Day, Change] = optional(
        {},
        "What holds from a date on: {DATE: {SECTION: ...}}, merged into the scenario as a file is into the one that it "
        "extends. Space, rooms, departures and prices by the clock; people, screening, times and shares by the "
        "day on which a party comes.",
    )
    readings: Annotated[dict[str, Change], AfterValidator(_of_the_port)] = optional(
        {},
        "Other readings of what is not settled, by name: sections with what each has otherwise, merged into the "
        "scenario as a file is into the one that it extends. `portsim run` plays them on the same people, next to the "
        "values as written (its first 100 runs), and says what each changes.",
    )
    levers: Annotated[dict[str, Lever], Field(max_length=MOST_LEVERS)] = optional(
        {},
        "What could be otherwise, by name; `portsim run --levers` says what each state by itself would have avoided.",
    )
    targets: dict[str, Target] = optional({}, "What figures should be.")
    policy: PolicySettings | None = optional(None, "How triggers for space are compared (`portsim policy`).")
    figures: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = optional(
        (), "Further figures, by name: of waits and stays by class, stream or outcome, and of long waits."
    )
    precision: dict[str, Number] = optional({}, "Half-widths to reach, by figure, for --replications auto.")
    uncertain: dict[str, Uncertain] = Field(
        {},
        description=noted(
            "Values that are not known, by dotted path, drawn once for each set of assumptions: {p10, "
            "p90} or a distribution; of shares and profiles, {dirichlet: {strength: N}}."
        ),
        json_schema_extra={"unit": "uncertain"},
    )
    move_together: dict[str, Together] = optional({}, "Groups of uncertain values that move together, by name.")
    assumptions: dict[str, Assumption] = optional({}, "Where values come from, by dotted path.")
    fitted_on: dict[str, FittedOn] = optional(
        {}, "What values were fitted on, by dotted path, as `portsim calibrate` writes it; it plays nothing."
    )
    evidence: dict[str, Fact] = optional(
        {}, "Facts of the port, by name: `portsim run` strikes the sets of assumptions that they refute."
    )
    labels: dict[str, Label] = optional(
        {},
        "What people read in the place of a name, or of a dotted path to a value: {NAME: TEXT}, or {NAME: {en: TEXT, "
        "fr: TEXT}}. They read that of their language, else another one; CSV, JSON and YAML have the name itself.",
    )
    _origin: Origin = PrivateAttr(Origin())

    @property
    def currency(self) -> str:
        """The currency of every amount: as it is stated, or that of the first amount; empty where there is none."""
        return self.port.currency or self.stated_currency or next((found.currency for _, found in amounts(self)), "")

    @property
    def measures(self) -> dict[str, Measure]:
        """The contingency measures that are enabled, in file order."""
        return {name: measure for name, measure in self.contingency.items() if measure.enabled}

    @field_validator("start")
    @classmethod
    def _there_is_such_a_day(cls, start: date, info: ValidationInfo) -> date:
        name = info.data.get("time_zone")
        if name and midnight(start, ZoneInfo(name)) == midnight(start + timedelta(days=1), ZoneInfo(name)):
            raise ValueError(
                say("a day that {name} has; its clocks went from the day before to the day after", name=str(name))
            )
        return start

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: date, info: ValidationInfo) -> date:
        start = info.data.get("start")
        if start and end <= start:
            raise ValueError(say("a day after the start, {start}", start=str(start)))
        if start and end > start.replace(year=start.year + YEARS, day=min(start.day, 28)):
            raise ValueError(say("a day at most {years} years after the start, {start}", years=YEARS, start=str(start)))
        return end

    @field_validator("run_on")
    @classmethod
    def _after_end(cls, run_on: date | None, info: ValidationInfo) -> date | None:
        start, end = info.data.get("start"), info.data.get("end")
        if run_on and end and run_on <= end:
            raise ValueError(say("a day after the end, {end}", end=str(end)))
        if run_on and start and run_on > start.replace(year=start.year + YEARS, day=min(start.day, 28)):
            raise ValueError(say("a day at most {years} years after the start, {start}", years=YEARS, start=str(start)))
        return run_on

    @field_validator("warm_up")
    @classmethod
    def _whole_days(cls, seconds: float) -> float:
        if seconds % 86400:
            raise ValueError(say("whole days, such as 7 d"))
        return seconds

    @field_validator("stay_limit")
    @classmethod
    def _whole_hours(cls, seconds: float) -> float:
        if seconds % 3600:
            raise ValueError(say("whole hours, such as 72 h"))
        return seconds


FORMAT = "format"
FORMATS = (1, 2)  # versions of the language, the newest last; `meanings` says what has changed between them

# The keys that the reader uses up before there is a scenario: what each is, its values, its default, its meaning.
READ_FIRST: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "extends": (
        noted("text"),
        {"type": ["string", "null"]},
        noted("no file"),
        noted("Another scenario file, in this folder or below, that this one changes."),
    ),
    FORMAT: (
        ", ".join(f"`{version}`" for version in FORMATS),
        {"enum": list(FORMATS)},
        f"`{FORMATS[0]}`",
        noted(
            "The version of the language that this file is written in; not inherited. The rules of today "
            "hold for every version: an older one has `check` say where the meaning of a line has "
            "changed."
        ),
    ),
}

S = TypeVar("S", bound=Sections)  # a scenario, of whatever kind
