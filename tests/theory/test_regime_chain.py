"""Regimes of a stream against the closed forms of stationary chains: 66 comparisons of means over replications.

Each is at most 3.9 standard errors from the exact value (`estimate.judge`), which a right program misses once in 10,000
(normal): an arbitrary seed would raise a false alarm here with probability of at most 0.7%. The seeds are fixed.

Two regimes with exponential lengths of means m_1, m_2 and multiples t_1, t_2: shares of time p_i = m_i / (m_1 + m_2),
rate a = 1/m_1 + 1/m_2, autocovariance s^2 exp(-a |lag|), s^2 = p_1 p_2 (t_1 - t_2)^2. The factor of a day is the mean
over the day, of variance 2 s^2 (a - 1 + exp(-a)) / a^2 and covariance s^2 (1 - exp(-a))^2 exp(-a (k - 1)) / a^2 with
the day k days later, a per day (Vanmarcke 1983, Random Fields, chapter 5).
"""

import math
from typing import Any

import numpy as np
import pytest
from estimate import judge
from numpy.typing import NDArray

from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.surge_shapes import expected_claimants
from sim.people.rates.regimes import Regimes
from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.language.rates.regimes import mean_times, time_shares
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.theory

F = NDArray[np.float64]
REPLICATIONS = 2000


def of(regimes: dict[str, Any], days: int = 60) -> Scenario:
    end = np.datetime64("2025-03-01") + days
    return Scenario.model_validate({
        "name": "chain", "time_zone": "UTC", "start": "2025-03-01", "end": str(end), "seed": 5,
        "arrivals": {"door": {"claimants_per_day": 20, "regimes": regimes}},
        "process": {"steps": {"desk": {"time": "10 min"}}, "journeys": {"everyone": ["desk"]}},
    })  # fmt: skip


def rows(scenario: Scenario) -> F:
    """(R, days) the factor of each day of each replication."""
    regimes = Regimes(scenario.arrivals["door"].regimes, "door", clock(scenario), Register())
    found = [regimes.factor(Chance(scenario.seed, r, ())) for r in range(REPLICATIONS)]
    return np.array(found)


def test_two_exponential_regimes_have_the_moments_of_the_chain() -> None:
    scenario = of({"quiet": {"times": 0.5, "lasts": {"exponential": {"mean": "4 d"}}},
                   "busy": {"times": 3, "lasts": {"exponential": {"mean": "2 d"}}}})  # fmt: skip
    factor, a = rows(scenario), 1 / 4 + 1 / 2
    mean, variance = 4 / 3, 2 / 9 * 2.5**2
    assert mean_times(scenario.arrivals["door"].regimes) == pytest.approx(mean)
    time = clock(scenario)
    assert expected_claimants(scenario, "door", time, time.days) == pytest.approx(np.full(60, 20 * mean))

    judge(factor[:, [0, 1, 5, 20, 40, 59]], [mean] * 6, 0.025)
    excess = factor - mean
    squares = np.column_stack([(excess**2).mean(axis=1), excess[:, 0] ** 2, excess[:, 59] ** 2])
    judge(squares, [2 * variance * (a - 1 + math.exp(-a)) / a**2] * 3, 0.03)
    lagged = np.column_stack([(excess[:, k:] * excess[:, :-k]).mean(axis=1) for k in (1, 2, 4)])
    judge(lagged, [variance * ((1 - math.exp(-a)) / a) ** 2 * math.exp(-a * (k - 1)) for k in (1, 2, 4)], 0.1)


ORDER = ("calm", "rumour", "storm")
THREE: dict[str, Any] = {
    "calm": {"lasts": {"uniform": ["2 d", "10 d"]}, "next": {"rumour": 0.7, "storm": 0.3}},
    "rumour": {"lasts": {"gamma": {"mean": "2 d", "cv": 0.5}}, "next": {"storm": 0.5, "calm": 0.5}},
    "storm": {"lasts": {"lognormal": {"mean": "5 d", "cv": 1.5}}, "next": {"calm": 1}},
}
# jumps: calm -> rumour .7, storm .3; rumour -> storm .5, calm .5; storm -> calm: nu = (1, .7, .65)
SHARES = np.array([1 * 6, 0.7 * 2, 0.65 * 5]) / (6 + 1.4 + 3.25)


def test_the_shares_of_time_are_those_of_a_semi_markov_process() -> None:
    regimes = of({name: given | {"times": 1} for name, given in THREE.items()}).arrivals["door"].regimes
    assert time_shares(regimes) == pytest.approx(SHARES)


@pytest.mark.parametrize("watched", ORDER)
def test_every_day_from_the_first_on_has_these_shares(watched: str) -> None:
    scenario = of({name: given | {"times": float(name == watched)} for name, given in THREE.items()}, days=40)
    factor, share = rows(scenario), SHARES[ORDER.index(watched)]
    judge(np.column_stack([factor[:, [0, 1, 2, 5, 10, 20, 39]], factor.mean(axis=1)]), [share] * 8, 0.07)


def test_constant_lengths_stay_stationary_though_they_never_forget() -> None:
    scenario = of({"on": {"times": 1, "lasts": "3 d"}, "off": {"times": 0, "lasts": "4 d"}}, days=14)
    factor = rows(scenario)
    assert np.abs(factor.sum(axis=1) - 6).max() < 1e-9  # two whole courses of seven days
    judge(factor, [3 / 7] * 14, 0.03)
    # a day falls wholly into the three days with chance 2/7, wholly into the four with 3/7, else evenly between
    judge(factor**2, [2 / 7 + 2 / 7 / 3] * 14, 0.035)


def test_the_counts_of_days_are_as_dispersed_as_their_rates() -> None:
    scenario = of({"quiet": {"times": 0.5, "lasts": {"exponential": {"mean": "4 d"}}},
                   "busy": {"times": 3, "lasts": {"exponential": {"mean": "2 d"}}}}, days=30)  # fmt: skip
    sampler, midnights, a = Sampler(scenario), clock(scenario).midnights, 0.75
    counts = np.array([np.histogram(sampler.sample(r).arrive, midnights)[0] for r in range(300)])
    mean = 20 * 4 / 3
    spread = 400 * 2 / 9 * 2.5**2 * 2 * (a - 1 + math.exp(-a)) / a**2
    judge(np.column_stack([counts.mean(axis=1), ((counts - mean) ** 2).mean(axis=1)]), [mean, mean + spread], 0.05)
