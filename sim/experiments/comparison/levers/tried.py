"""A change that is tried by itself, and whether the scenario has a price for it."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from sim.scenario.language.leases.terms import MeasureCost
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import Path

Price = Literal["priced", "none", "not bought"]
Edits = dict[Path, Any]
NOT_BOUGHT = ("arrivals", "surges", "people", "screening")  # who comes, and what the law makes of it


class Tried(NamedTuple):
    """A scenario in which one thing is otherwise.

    `kind` says what it is, and `of` whose: names of the scenario and numbers. `hindsight`: only who knew the runs could
    have done it.
    """

    name: str
    kind: str
    of: Mapping[str, Any]
    scenario: Scenario
    price: Price
    hindsight: bool = False


def price(scenario: Scenario, paths: Iterable[Path]) -> Price:
    """Return whether the scenario has a price for what is changed at all of these paths.

    Who comes is nothing that a port buys, so that all it costs is in the runs.
    """
    found = {_price(scenario, tuple(map(str, path))) for path in paths}
    return "none" if "none" in found else "priced" if "priced" in found else "not bought"


def _price(scenario: Scenario, path: tuple[str, ...]) -> Price:
    if path[0] in NOT_BOUGHT:
        return "not bought"
    match path:
        case ("staff", pool, "shifts" | "changes" | "roster_file" | "cost" | "overtime_cost", *_):
            return _known(pool in scenario.staff and scenario.staff[pool].cost)
        case ("process", "steps", step, "departures", *_):
            departures = scenario.process.steps[step].departures if step in scenario.process.steps else None
            return _known(departures and departures.cost)
        case ("contingency", _, "lead_time", *_) | ("contingency", _, "stages", _, "lead_time", *_):
            return "none"
        case ("contingency", measure, *_):
            return _known(measure in scenario.contingency and has_price(scenario, measure))
    return "none"


def _known(priced: object) -> Price:
    return "priced" if priced else "none"


def has_price(scenario: Scenario, measure: str) -> bool:
    """Return whether the scenario says what a measure costs, by itself or by the overtime that it calls."""
    given = scenario.contingency[measure]
    called = (scenario.staff[pool] for pool in given.brings.overtime)
    return given.cost != MeasureCost() or any(pool.overtime_cost or pool.cost for pool in called)
