"""Simulated arrivals at the port against the published counts of 2025."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from published import EARLY_JULY, LACOLLE, MONTHS, WINDOWS, Count

from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.load import load

REPLICATIONS = 200
I = NDArray[np.int64]


@cache
def claimants_by_day() -> I:
    """(replications, days) claimants of `port_of_entry`, the warm-up included."""
    scenario = load(LACOLLE).scenario
    sampler, midnights = Sampler(scenario), clock(scenario).midnights
    number = list(scenario.arrivals).index("port_of_entry")
    rows = []
    for replication in range(REPLICATIONS):
        sample = sampler.sample(replication)
        mine = sample.stream == number
        rows.append(np.histogram(sample.arrive[mine], bins=midnights, weights=sample.persons[mine])[0])
    return np.array(rows)


def simulated(count: Count) -> I:
    """(replications,) claimants over the days of a published count."""
    first = (count.first - clock(load(LACOLLE).scenario).first_day).days
    return np.asarray(claimants_by_day()[:, first : first + len(count.days)].sum(axis=1))


@pytest.mark.backtest
@pytest.mark.parametrize("count", [EARLY_JULY, *MONTHS], ids=str)
def test_the_published_count_is_within_the_central_95_percent(count: Count) -> None:
    # scenarios/data: 761 on 1 to 6 July 2025 (B) and the months (B; August to October and December C)
    low, high = np.quantile(simulated(count), [0.025, 0.975])
    assert low <= count.claimants <= high


@pytest.mark.backtest
@pytest.mark.parametrize("count", [*MONTHS, *WINDOWS], ids=str)
def test_the_mean_is_the_published_count(count: Count) -> None:
    # |z| < 4: one in 16,000 for each count were the draws not fixed
    found = simulated(count)
    error = found.std(ddof=1) / np.sqrt(REPLICATIONS)
    assert abs(found.mean() - count.claimants) < 4 * error


@pytest.mark.backtest
def test_weekends_are_busier() -> None:
    # Band: weekend over weekday 1.1 to 1.6 (C). 5 and 6 April 2025 had 100 to 125 a day, the four days before 77 to 89.
    days = clock(load(LACOLLE).scenario).days
    weekend = np.array([day.weekday() >= 5 for day in days])
    mean = claimants_by_day().mean(axis=0)
    assert 1.1 < mean[weekend].mean() / mean[~weekend].mean() < 1.6
