"""The policies of each family, as changes to the measures of a scenario."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sim.arrays import DAY
from sim.figures.owed.charges import needless
from sim.planning.triggers.alternatives import Changes
from sim.planning.triggers.trigger import ALWAYS_OPEN, NEVER
from sim.scenario.language.policy import COST_LOSS, FAMILIES, PolicySettings
from sim.scenario.messages.values_said import hours, level, span
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import duration, to_plain
from sim.scenario.values.ranges import LONGEST
from sim.scenario.values.units import Level
from sim.wording import Noted, noted

SOON = 3600  # forecasts look at least an hour ahead

Settings = tuple[tuple[str, str], ...]
Condition = dict[str, Any]


class Draft(NamedTuple):
    """A policy before it is applied to the scenario."""

    name: Noted
    family: str
    settings: Settings
    changes: Changes


def drafts(scenario: Scenario, settings: PolicySettings, judged: tuple[str, ...]) -> Iterator[Draft]:
    """Never, always open, and every combination of the settings of each family.

    A trigger replaces `order_when` of the measure; its lead, term, release and prices are its own. Only two_tiers
    orders the second measure.
    """
    assert settings.measure is not None
    off: dict[str, dict[str, Any]] = {name: _off(scenario, name) for name in judged}
    yield Draft(noted("never"), NEVER, (), off)
    if settings.families.always_open:
        yield Draft(noted("always open"), ALWAYS_OPEN, (), off | {settings.measure: _always(scenario)})
    for family in FAMILIES:
        for name, given, conditions in DRAWN[family](scenario, settings):
            ordered = {measure: _ordered(family, condition) for measure, condition in conditions.items()}
            yield Draft(name, family, given, off | ordered)


def _off(scenario: Scenario, measure: str) -> dict[str, Any]:
    """Not ordered; what is under way at the start is so under every policy."""
    return {"order_when": None} if scenario.contingency[measure].at_start else {"enabled": False}


def _ordered(name: str, condition: Condition) -> dict[str, Any]:
    return {"enabled": True, "order_when": {"all": {name: condition}}}


def _always(scenario: Scenario) -> dict[str, Any]:
    """Ordered and ready when the counted span begins, and never given back."""
    gone = dict.fromkeys(("cancel_when", "release_when", "options", "check_at"))
    return _ordered(ALWAYS_OPEN, {"on": scenario.start.isoformat()}) | gone | {"lead_time": 0, "watch_every": "1 h"}


def first_area(scenario: Scenario, measure: str) -> str:
    """Return the area whose crowding orders a measure: the first that it brings space to."""
    return next(iter(scenario.contingency[measure].brings.areas))


def _crowded(scenario: Scenario, measure: str, above: Level, lasting: float) -> Condition:
    return {
        "watch": "occupancy",
        "of": first_area(scenario, measure),
        "of_space": "base",
        "above": to_plain(above),
        "for": duration(lasting),
    }


Drawn = Iterator[tuple[Noted, Settings, dict[str, Condition]]]  # what orders each measure


def _occupancy(scenario: Scenario, settings: PolicySettings) -> Drawn:
    if (family := settings.families.occupancy) and settings.measure:
        for above, lasting in itertools.product(family.above, family.lasting):
            name = _for(noted("occupancy above {level}", level=level(above)), lasting)
            condition = _crowded(scenario, settings.measure, above, lasting)
            yield name, _given("above", level(above), lasting), {settings.measure: condition}


def _arrivals(scenario: Scenario, settings: PolicySettings) -> Drawn:
    if (family := settings.families.arrivals) and settings.measure:
        watch = {"watch": "arrivals", "of": "staffed_capacity", "over": duration(family.over)}
        for above, lasting in itertools.product(family.above, family.lasting):
            name = _for(noted("arrivals above {level}", level=level(above)), lasting)
            condition = watch | {"above": to_plain(above), "for": duration(lasting)}
            yield name, _given("above", level(above), lasting), {settings.measure: condition}


def _longest_wait(scenario: Scenario, settings: PolicySettings) -> Drawn:
    if (family := settings.families.longest_wait) and settings.measure:
        for above, lasting in itertools.product(family.above, family.lasting):
            name = _for(noted("longest wait above {level}", level=hours(above.value)), lasting)
            condition = {"watch": "longest_wait", "above": to_plain(above), "for": duration(lasting)}
            yield name, _given("above", hours(above.value), lasting), {settings.measure: condition}


def _forecast(scenario: Scenario, settings: PolicySettings) -> Drawn:
    if (family := settings.families.forecast) and settings.measure:
        watch = {
            "watch": "forecast_full",
            "of": first_area(scenario, settings.measure),
            "of_space": "base",
            "ahead": duration(max(round(scenario.contingency[settings.measure].lead_time.mean()), SOON)),
            "over": duration(family.over),
            "spread": family.spread,
        }
        for chance, lasting in itertools.product(family.chance, family.lasting):
            above = _ratio(scenario, settings) if isinstance(chance, str) else chance
            given = _given("chance", COST_LOSS if isinstance(chance, str) else level(chance), lasting)
            name = noted("forecast chance above {level}", level=level(above))
            if isinstance(chance, str):
                name = noted("forecast chance above the cost-loss ratio ({level})", level=level(above))
            condition = watch | {"above": to_plain(above), "for": duration(lasting)}
            yield _for(name, lasting), given, {settings.measure: condition}


def _ratio(scenario: Scenario, settings: PolicySettings) -> Level:
    """Return the cost-loss ratio C/L (`policy.families.forecast`), at most 1, to a tenth of a percent."""
    family = settings.families.forecast
    assert family is not None and settings.measure is not None
    measure = scenario.contingency[settings.measure]
    hours = max(measure.minimum_term, settings.need.lasting) / 3600
    spared = settings.price.amount * sum(measure.space.values()) * hours
    loss = family.loss_of_a_miss.amount if family.loss_of_a_miss else spared
    cost = needless(scenario, measure)
    return Level(round(min(cost / loss, 1.0), 3) if loss else 1.0, "share")


def _fixed_date(scenario: Scenario, settings: PolicySettings) -> Drawn:
    if (family := settings.families.fixed_date) and settings.measure:
        for day in dict.fromkeys(family.on or quarters(scenario.start, scenario.end)):
            on = day.isoformat()
            yield noted("on {date}", date=on), (("on", on),), {settings.measure: {"on": on}}


def quarters(start: date, end: date) -> tuple[date, ...]:
    """Return the first day of each quarter of the calendar from `start` until before `end`; `start` if there is
    none.
    """
    days = (start + timedelta(days=k) for k in range((end - start).days))
    return tuple(day for day in days if day.day == 1 and day.month % 3 == 1) or (start,)


def _two_tiers(scenario: Scenario, settings: PolicySettings) -> Drawn:
    family, first, second = settings.families.two_tiers, settings.measure, settings.second
    if family and first and second:
        for above, lasting in itertools.product(family.above, family.lasting):
            name = _for(noted("two tiers above {level}", level=level(above)), lasting)
            conditions = {
                second: _crowded(scenario, second, above, lasting),
                first: _crowded(scenario, first, above, min(lasting + family.behind, LONGEST * DAY)),
            }
            yield name, _given("above", level(above), lasting), conditions


def _given(what: str, level: str, lasting: float) -> Settings:
    return (what, level), ("for", span(lasting))


def _for(rule: Noted, lasting: float) -> Noted:
    return noted("{rule} for {time}", rule=rule, time=span(lasting)) if lasting else rule


DRAWN: dict[str, Callable[[Scenario, PolicySettings], Drawn]] = {
    "occupancy": _occupancy,
    "arrivals": _arrivals,
    "longest_wait": _longest_wait,
    "forecast": _forecast,
    "fixed_date": _fixed_date,
    "two_tiers": _two_tiers,
}
