"""Forecasts of infinitely many servers against what is known of them exactly: Poisson arrivals, exponential stays.

Of n parties present, each is there h later with the chance q = exp(-h / S), and those who come meanwhile and are still
there are Poisson of mean rho (1 - q), rho = lambda S. So mean and law of the number h later are known at every check,
given what is there. The forecast knows neither lambda nor S: it learns both, here over a window and a memory so long
that it should come close. The bands are of the mean distance over all checks of 20 replications; seeds are fixed.
"""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.port.port import Port
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.theory

RATE, STAY, SPACE = 10, 6.0, 66  # parties an hour, hours, persons
FIRST, LAST, REPLICATIONS = 50, 70, 20  # the counted days whose checks are compared
AHEAD = {"2 h": 2.0, "12 h": 12.0, "82 d": 82 * 24.0}


def port_of(persons: int = 1) -> Scenario:
    rules = {
        f"{watch} {ahead}": {
            "watch": f"forecast_{watch}", "of": "hall", "ahead": ahead, "over": "28 d", "memory": "56 d",
            "above": level,
        }
        for ahead in AHEAD
        for watch, level in (("occupancy", 1000), ("full", "100%"))
    }  # fmt: skip
    return Scenario.model_validate({
        "name": "forecast", "seed": 7, "start": "2025-01-01", "end": "2025-03-12", "warm_up": "2 d",
        "arrivals": {"road": {"claimants_per_day": 24 * RATE * persons, "day_to_day": 0}},
        "people": {"party_size": {persons: 1}},
        "process": {
            "steps": {"stay": {"area": "hall", "time": {"exponential": {"mean": "6 h"}}}},
            "journeys": {"everyone": ["stay"]},
        },
        "space": {"areas": {"hall": {"persons": SPACE * persons}}},
        "contingency": {"tent": {"order_when": {"all": rules}, "brings": {"areas": {"hall": 0}}}},
    })  # fmt: skip


def forecasts(scenario: Scenario) -> tuple[Any, Any]:
    """(K,) persons present and (K, 6) forecasts, every hour of the days compared in each replication."""
    made, sampler = plan(scenario), Sampler(scenario)
    present, seen = [], []

    def look(port: Port) -> Any:
        for hour in range(FIRST * 24, LAST * 24):
            yield port.until(made.clock.start + hour * 3600)
            present.append(port.persons("hall"))
            seen.append([one.value for one in port.seen(0)])

    for number in range(REPLICATIONS):
        FlowPort(made, sampler.sample(number), [look]).play()
    return np.array(present), np.array(seen)


def exceeds(n: int, q: float) -> float:
    """The chance that more than SPACE parties are there, of n each with the chance q and a Poisson number of others."""
    mean = RATE * STAY * (1 - q)
    return float((stats.binom.pmf(np.arange(n + 1), n, q) * stats.poisson.sf(SPACE - np.arange(n + 1), mean)).sum())


def test_forecasts_come_close_to_the_law() -> None:
    """Bands: in the mean of all checks 0.5 persons and 1 percentage point, at a single one 1 person and 4 points."""
    present, seen = forecasts(port_of())
    assert present.mean() == pytest.approx(RATE * STAY, rel=0.02)
    for k, ahead in enumerate(AHEAD.values()):
        q = np.exp(-ahead / STAY)
        mean = present * q + RATE * STAY * (1 - q)
        chance = np.array([exceeds(n, q) for n in range(present.max() + 1)])[present]
        for forecast, exact, bias, distance in (
            (seen[:, 2 * k], mean, 0.5, 1),
            (seen[:, 2 * k + 1], chance, 0.01, 0.04),
        ):
            assert abs((forecast - exact).mean()) < bias
            assert np.abs(forecast - exact).mean() < distance


def test_parties_of_three_spread_the_chance() -> None:
    """A long time ahead, three times a Poisson number: within 2 points, where a Poisson number of persons is 12 off."""
    _, seen = forecasts(port_of(3))
    mean, chance = seen[:, 4:].mean(axis=0)
    exact = stats.poisson.sf(SPACE, RATE * STAY)
    assert mean == pytest.approx(3 * RATE * STAY, rel=0.01)
    assert chance == pytest.approx(exact, abs=0.02)
    assert abs(stats.poisson.sf(3 * SPACE, 3 * RATE * STAY) - exact) > 0.1
