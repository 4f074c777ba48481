"""Expected claimants by day, and how far they are uncertain: over surges, regimes, and uncertain levels."""

from datetime import date
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError
from sim.people.chance.random_streams import Chance, Register
from sim.people.chance.uncertain_inputs import future, uniforms
from sim.people.expectation.demand import daily_claimants
from sim.people.expectation.surge_shapes import surges_of
from sim.people.rates.rate import Multiple
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.uncertain.realise import realise
from sim.wording import say

SECTIONS = ("arrivals", "surges")  # whose uncertain values move the demand


class Bands(NamedTuple):
    """(days,) the 5th, 50th and 95th percentile over replications."""

    low: F
    median: F
    high: F


class Demand(NamedTuple):
    """Expected claimants a day, each day before its own chance (`day_to_day`, and who happens to come)."""

    days: tuple[date, ...]  # counted local days
    streams: dict[str, Bands]
    total: Bands  # of all streams together; no sum of theirs, since not all are high at once
    peaks: F  # (R,) of all streams together, the most on any day of each replication


def demand(scenario: Scenario, replications: int, over: int = 1) -> Demand:
    """Median and 5-95% of the expected claimants a day in futures 1, 2, ..: in the replications that a run plays, or,
    where anything is uncertain, in the first run of as many sets of assumptions.

    `over`: days of which the running mean is taken first (7 evens out the week), centred but for both ends.
    ValueError without a replication or a day.
    """
    if replications < 1 or over < 1:
        raise ArgumentError(say("at least one replication, and means over at least one day"))
    time = clock(scenario)
    days = tuple(day for day in time.days if day >= time.first_counted)
    rows = _even(_rows(scenario, time, replications)[..., len(time.days) - len(days) :], over)
    return Demand(
        days=days,
        streams={name: _bands(rows[:, k]) for k, name in enumerate(scenario.arrivals)},
        total=_bands(rows.sum(axis=1)),
        peaks=rows.sum(axis=1).max(axis=1),
    )


def undisturbed(scenario: Scenario, over: int = 1) -> F:
    """Return (streams, counted days) expected claimants without surges and regimes, every input at its median.

    `over`: as of `demand`.
    """
    time = clock(scenario)
    days = [day for day in time.days if day >= time.first_counted]
    level = [daily_claimants(scenario, stream, time, time.days)[-len(days) :] for stream in scenario.arrivals]
    return _even(np.array(level), over)


def is_uncertain(scenario: Scenario) -> bool:
    """Return whether the expected demand differs between replications."""
    return bool(varied(scenario))


def varied(scenario: Scenario) -> tuple[str, ...]:
    """Return the streams whose expected demand differs between replications."""
    moved = [parts(path) for path in _uncertain(scenario)]
    return tuple(
        stream
        for stream in scenario.arrivals
        if surges_of(scenario, stream)
        or scenario.arrivals[stream].regimes
        or any(path[:2] == ("arrivals", stream) for path in moved)
    )


def _uncertain(scenario: Scenario) -> tuple[str, ...]:
    return tuple(path for path in sorted(scenario.uncertain) if parts(path)[0] in SECTIONS)


def _rows(scenario: Scenario, time: Clock, replications: int) -> F:
    """Return (R, streams, days) expected claimants of each replication on every simulated day."""
    paths = _uncertain(scenario)
    found = np.zeros((replications, len(scenario.arrivals), len(time.days)))
    level, multiples = _prepared(scenario, time)
    for row, replication in enumerate(range(1, replications + 1)):
        if paths:
            at = uniforms(scenario, replication)
            level, multiples = _prepared(realise(scenario, {path: at[path] for path in paths}), time)
        chance = Chance(scenario.seed, future(scenario, replication), ())
        for k, multiple in enumerate(multiples):
            factor = multiple.factor(chance)
            found[row, k] = level[k] if factor is None else level[k] * factor
    return found


def _prepared(scenario: Scenario, time: Clock) -> tuple[list[F], list[Multiple]]:
    register = Register()
    level = [daily_claimants(scenario, stream, time, time.days) for stream in scenario.arrivals]
    return level, [Multiple(scenario, stream, time, register) for stream in scenario.arrivals]


def _even(rows: F, over: int) -> F:
    """Running means over the last axis, centred but for both ends."""
    days = rows.shape[-1]
    width = min(over, days)
    if width == 1:
        return rows
    first = np.clip(np.arange(days) - (width - 1) // 2, 0, days - width)
    sums = np.concatenate([np.zeros((*rows.shape[:-1], 1)), np.cumsum(rows, axis=-1)], axis=-1)
    return np.asarray((sums[..., first + width] - sums[..., first]) / width)


def _bands(rows: F) -> Bands:
    """Least values that this percentage of the (R, days) rows do not exceed."""
    return Bands(*np.quantile(rows, (0.05, 0.5, 0.95), axis=0, method="inverted_cdf"))
