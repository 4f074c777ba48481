"""Factors of days: gammas of mean 1, each remembering the day before; without memory each day is drawn by itself."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from scipy.special import ndtr, roots_hermitenorm

from sim.people.chance.random_streams import Chance, Register
from sim.people.rates.day_factors import DayFactors
from sim.scenario.language.arrivals import DayToDay
from sim.scenario.values.distributions import Distribution

pytestmark = pytest.mark.unit

SD = 0.27
FIRST = date(2025, 1, 1).toordinal()


def factors(memory: float, replication: int, days: int = 28, first: int = FIRST) -> np.ndarray:
    """(days,) the factors of one replication."""
    drawn = DayFactors(DayToDay(sd=SD, memory=memory), "road", np.arange(first, first + days), Register())
    return drawn.draw(Chance(2025, replication, ("road",)))


def gamma(score: np.ndarray) -> np.ndarray:
    return Distribution("gamma", (("mean", 1.0), ("cv", SD))).ppf(ndtr(np.clip(score, -8, 8)))


def covariance(memory: float, lag: int) -> float:
    """Of the factors of two days so far apart, by Gauss-Hermite quadrature over two normals of that correlation."""
    points, weights = roots_hermitenorm(60)
    weights = weights / weights.sum()
    r = memory**lag
    other = r * points[:, None] + math.sqrt(1 - r * r) * points[None, :]
    return float(weights @ (gamma(points)[:, None] * gamma(other)) @ weights) - 1.0


def test_without_memory_every_day_has_the_draw_that_it_always_had() -> None:
    days = np.arange(FIRST, FIRST + 28)
    drawn = DayFactors(DayToDay(sd=SD), "road", days, Register())
    chance = Chance(2025, 3, ("road",))
    own = chance.series(Register().decision("arrivals/road/day_to_day"), days, np.zeros_like(days))
    np.testing.assert_array_equal(drawn.draw(chance), Distribution("gamma", (("mean", 1.0), ("cv", SD))).ppf(own))


def test_a_day_has_the_same_factor_whenever_the_run_begins() -> None:
    for memory in (0.5, 0.9):
        year, later = factors(memory, 1, 200), factors(memory, 1, 100, FIRST + 100)
        np.testing.assert_allclose(year[100:], later, rtol=1e-9)


def test_the_variance_of_a_week_is_that_of_the_copula() -> None:
    """A gamma margin on every day, and a week that varies as its covariances say: four standard errors, 4,000 runs."""
    memory, runs = 0.6, 4000
    drawn = np.array([factors(memory, k, 8) for k in range(1, runs + 1)])
    assert drawn.mean() == pytest.approx(1.0, abs=4 * SD * 2 / math.sqrt(runs * 8 / 4))
    exact = 7 * SD**2 + 2 * sum((7 - lag) * covariance(memory, lag) for lag in range(1, 7))
    assert covariance(memory, 0) == pytest.approx(SD**2, rel=1e-6)
    weeks = drawn[:, :7].sum(axis=1)
    squared = (weeks - 7.0) ** 2
    assert squared.mean() == pytest.approx(exact, abs=4 * squared.std() / math.sqrt(runs))
    independent = 7 * SD**2
    assert exact > 2 * independent  # so that a sampler that forgets is seen to fail
    assert abs(independent - squared.mean()) > 4 * squared.std() / math.sqrt(runs)


def test_days_after_the_end_remember_those_before_it() -> None:
    """The run-on begins at the end; its first day has the factor that it would have within a longer run."""
    end = FIRST + 28
    longer, after = factors(0.8, 2, 40), factors(0.8, 2, 12, end)
    np.testing.assert_allclose(longer[28:], after, rtol=1e-9)
    assert date.fromordinal(end) - date.fromordinal(FIRST) == timedelta(days=28)
