"""What lies beyond the days that are foretold: leases that take longer, which rest on the rate of storms.

A storm is a surge that comes `per_year`. Of each measure that brings space and is not on record: when it would be
ready, the chance that a storm begins before, what an order costs, and what a week of waiting costs if a storm has
begun today. The last is played: the storm begins today, no space is ordered, and the person-hours above the space are
counted in the week by which the space comes later, as far as it would have held them."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, exp
from typing import Any

import numpy as np

from sim.arrays import DAY, HOUR
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.statistics.intervals import TAIL, Interval
from sim.experiments.statistics.means import of_mean
from sim.planning.outlook.from_state import YEAR, going_on
from sim.planning.outlook.orders_file import Begun
from sim.planning.outlook.state_file import PortState
from sim.scenario.calendar.clock import clock
from sim.scenario.catalogue.figure import Range
from sim.scenario.schema import Scenario

WEEK = 7
STORMS = 40  # runs with a storm that has begun


@dataclass(frozen=True)
class Lease:
    """Space that could be ordered: days of lead (mean, and one in ten longer), what an order costs, the storms.

    `rate`: storms a year; `chance`: that one begins within the lead time. `waiting`: person-hours above the space that
    a week of waiting adds if the storm `storm` has begun, with its interval; `price`: of a person-hour, in money. None
    where there is none.
    """

    measure: str
    area: str
    places: int
    lead: float
    late: float
    cost: float | None
    storm: str
    rate: float
    chance: float
    waiting: float
    interval: Interval
    price: float | None


def leases(scenario: Scenario, ahead: Scenario, state: PortState, begun: Begun, using: Runner) -> tuple[Lease, ...]:
    """Return every measure that brings space and is not on record; one that is off may be ordered too."""
    found = []
    for name, measure in scenario.measures.items():
        if name in begun or not measure.brings.areas:
            continue
        area, places = max(measure.brings.areas.items(), key=lambda one: one[1])
        lead, late = (float(x) / DAY for x in (measure.lead_time.mean(), measure.lead_time.ppf(np.array(0.9))))
        storms = {key: one.per_year * one.probability for key, one in scenario.surges.items() if one.per_year}
        storm = max(storms, key=lambda key: storms[key], default="")
        rate = sum(storms.values())
        lost, interval = (
            _waiting(scenario, state, begun, using, storm, area, places, lead) if storm else (0.0, Interval(0.0, 0.0))
        )
        price = scenario.policy.crowded_person_hour if scenario.policy else None
        found.append(
            Lease(
                name, area, places, lead, late, _cost(scenario, ahead, name, using), storm, rate,
                1 - exp(-rate * lead / YEAR), lost, interval, price.amount if price else None,
            )
        )  # fmt: skip
    return tuple(found)


def _waiting(
    scenario: Scenario, state: PortState, begun: Begun, using: Runner, storm: str, area: str, places: int, lead: float
) -> tuple[float, Interval]:
    """Return the person-hours that a week of waiting adds where a storm has begun, and the interval of their mean."""
    days = ceil(lead) + WEEK
    edits: dict[tuple[Any, ...], Any] = {
        ("surges", storm, "per_year"): None, ("surges", storm, "begins"): str(state.at.date()),
        ("surges", storm, "probability"): 1,
    }  # fmt: skip
    stormy = going_on(scenario, state, begun, days).edited(edits, roster_to_come=True)
    found: Result = run(stormy, STORMS, using.here().silent())
    k = list(scenario.space.areas).index(area)
    over = np.maximum(found.by_run("occupancy", k).astype(np.int64) - found.by_run("space", k), 0)
    begin = round(lead * DAY / HOUR)
    lost = np.minimum(over, places)[:, begin : begin + 24 * WEEK].sum(axis=1).astype(np.float64)
    return float(lost.mean()), of_mean(lost, TAIL, Range(0.0))


def _cost(scenario: Scenario, ahead: Scenario, name: str, using: Runner) -> float | None:
    """Return what an order of today costs, its whole term with it, as a run that has it at once owes it."""
    at = ("contingency", name)
    first = clock(ahead).first_counted
    ordered = {
        ("census",): None, ("begins",): "00:00", ("end",): first + timedelta(days=1), (*at, "enabled"): True,
        (*at, "order_when"): {"on": str(first)}, (*at, "release_when"): None, (*at, "lead_time"): 0,
    }  # fmt: skip
    found = run(ahead.edited(ordered, roster_to_come=True), 1, using.here().silent())
    return found.summary[f"cost_{name}"].mean if f"cost_{name}" in found.names else None
