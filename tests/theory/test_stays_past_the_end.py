"""Runs that are short next to a stay: M/M/1 at 90%, with a queue at the start.

200 experiments of 20 replications each. An interval that covers with probability 0.95 covers in at least 181 of them,
but for one experiment of this kind in 200 (binomial distribution); the means over all 4,000 replications are judged as
`estimate` says. The seeds are fixed. Stays cut off at the end would be too short by a fifth, which no interval of these
covers. Whole seconds move a stay by less than a hundredth of a standard error.
"""

from dataclasses import replace
from functools import lru_cache, partial

import numpy as np
import pytest
from estimate import ERRORS
from scipy.stats import binom, gamma
from window import F, mm1

from sim.experiments.result import Result
from sim.experiments.run import run
from sim.figures import basis, reduce
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.theory

LOAD = 0.9
EXPERIMENTS, EACH = 200, 20
LEAST = 181


def port_of(service_hours: float, present: int, days: int, limit_hours: int) -> Scenario:
    """One officer who is busy 90% of the time, for so many days."""
    return Scenario.model_validate({
        "name": "one officer", "time_zone": "UTC", "start": "2025-03-01", "end": f"2025-03-{1 + days:02}",
        "present_at_start": present, "stay_limit": f"{limit_hours} h", "seed": 11,
        "arrivals": {"road": {"claimants_per_day": 24 * LOAD / service_hours}},
        "people": {"party_size": {1: 1}, "minors": 0},
        "process": {"steps": {"desk": {"staff": {"officers": 1},
                                       "time": {"exponential": {"mean": f"{service_hours} h"}}}},
                    "journeys": {"everyone": ["desk"]}},
        "staff": {"officers": {"shifts": {"all_day": {"hours": "00:00-24:00", "on_duty": 1}}}},
    })  # fmt: skip


def start(present: int) -> F:
    """The number in the system at the start: certain."""
    return np.eye(1, present + 1, present)[0]


def whole(service: float, found: int) -> float:
    """The mean of a whole stay: the services of those found, and one's own."""
    return (found + 1) * service


def up_to(service: float, limit: float, found: int) -> float:
    """The mean of a stay or the limit, whichever is less: E[min(X, H)] of an Erlang distribution."""
    k = found + 1
    return float(k * service * gamma.cdf(limit, k + 1, scale=service) + limit * gamma.sf(limit, k, scale=service))


@lru_cache
def of_days() -> Result:
    """Services of 2 h and nine there at the start: stays of some 17 h, in two days."""
    return run(port_of(2, 9, 2, 24), EXPERIMENTS * EACH)


@lru_cache
def of_weeks() -> Result:
    """Services of 100 h, in four weeks: some stays do not end within 60 days of the end."""
    return run(port_of(100, 3, 28, 240), EXPERIMENTS * EACH)


def judged(found: Result, name: str, truth: float) -> None:
    """The mean of all replications agrees, and the intervals of experiments cover as often as they say."""
    values = found.values[:, found.names.index(name)]
    values = values[~np.isnan(values)]
    error = values.std(ddof=1) / np.sqrt(values.size)
    assert error < 0.01 * truth
    assert abs(values.mean() - truth) < ERRORS * error, (values.mean(), error, truth)
    covered = 0
    for k in range(EXPERIMENTS):
        one = replace(found, asked=EACH, runs=found.runs[k * EACH : (k + 1) * EACH]).summary[name]
        covered += one.low <= truth <= one.high
    assert covered >= LEAST, covered


def test_the_count_that_an_honest_interval_reaches() -> None:
    assert int(binom.ppf(0.005, EXPERIMENTS, 0.95)) == LEAST


def test_a_window_on_the_long_run_shows_the_stay_of_the_textbook() -> None:
    """In the long run the number found is geometric, and the mean stay s / (1 - load); the mean of means is less."""
    steady = (1 - LOAD) * LOAD ** np.arange(400)
    found = mm1(LOAD / 2, 48, 2, steady, partial(whole, 2))
    assert found.of_all == pytest.approx(2 / (1 - LOAD), rel=1e-6)
    assert 0.5 < found.of_all - found.of_means < 1.0
    rate = (1 - LOAD) / 2  # stays are exponential: E[min(X, H)] is (1 - exp(-rate H)) / rate
    limited = mm1(LOAD / 2, 48, 2, steady, partial(up_to, 2, 24))
    assert limited.of_all == pytest.approx((1 - np.exp(-rate * 24)) / rate, rel=1e-6)


@pytest.mark.slow
def test_whole_stays_are_covered_though_runs_are_two_stays_long() -> None:
    truth = mm1(LOAD / 2, 48, 2, start(9), partial(whole, 2))
    assert truth.nobody < 1e-8
    assert not of_days().withheld
    judged(of_days(), "time_on_site_mean", truth.of_means)


def test_stays_that_are_cut_off_at_the_end_would_not_be_covered() -> None:
    scenario = port_of(2, 9, 2, 24)
    truth = mm1(LOAD / 2, 48, 2, start(9), partial(whole, 2)).of_means
    made, sampler = plan(scenario), Sampler(scenario)
    ground, cut = basis(made), []
    for number in range(200):
        sample = sampler.sample(number)
        log = FlowPort(made, sample).play()
        log = log._replace(out=np.where(log.left < 0, made.clock.end, log.left))
        figures = reduce(ground, sample, log, number).figures
        cut.append(figures[ground.names.index("time_on_site_mean")])
    mean, error = np.mean(cut), np.std(cut, ddof=1) / np.sqrt(len(cut))
    assert mean + ERRORS * error < 0.9 * truth


@pytest.mark.slow
def test_stays_up_to_a_limit_are_covered_where_some_never_end() -> None:
    found = of_weeks()
    assert found.withheld
    assert found.summary["time_on_site_mean"].n == 0
    truth = mm1(LOAD / 100, 24 * 28 - 240, 100, start(3), partial(up_to, 100, 240))
    judged(found, "time_on_site_240h_mean", truth.of_means)


@pytest.mark.slow
def test_a_limit_within_short_runs_is_covered_too() -> None:
    truth = mm1(LOAD / 2, 24, 2, start(9), partial(up_to, 2, 24))
    judged(of_days(), "time_on_site_24h_mean", truth.of_means)
