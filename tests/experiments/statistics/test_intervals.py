"""Intervals against scipy, and against what they promise."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.experiments.statistics.intervals import mean, of_median, of_share, percentile
from sim.experiments.statistics.means import of_mean

pytestmark = pytest.mark.unit


def test_values_that_do_not_vary_give_a_point():
    third = np.full(7, 0.1)
    assert mean(third) == 0.1
    assert of_mean(third) == (0.1, 0.1)


@pytest.mark.parametrize("values", [[], [4.0]])
def test_one_value_has_no_interval(values):
    assert all(math.isnan(end) for end in of_mean(np.array(values)))
    assert all(math.isnan(end) for end in of_median(np.array(values)))


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 40), (4, 40), (20, 40), (36, 40), (40, 40)])
def test_a_share_has_wilsons_interval(count, of):
    expected = stats.binomtest(count, of).proportion_ci(method="wilson")
    low, high = of_share(count, of)
    if count in (0, of):  # the other end is that of a Poisson count, where at most three have it not
        assert (low if count == 0 else high) == (0 if count == 0 else 1)
    if of - count > 3:
        assert high == pytest.approx(expected.high, abs=1e-12)
    if count > 3:
        assert low == pytest.approx(expected.low, abs=1e-12)


@pytest.mark.parametrize("n", [1, 2, 5, 20, 50, 200])
def test_the_interval_of_a_share_covers_whatever_the_share_is(n):
    """Exact, by enumeration. Wilson's own covers in 84% where the share is about 0.18 / n."""
    shares = np.concatenate([np.logspace(-5, -1, 400), np.linspace(0.1, 0.5, 200)])
    ends = np.array([of_share(k, n) for k in range(n + 1)])
    chances = stats.binom.pmf(np.arange(n + 1), n, shares[:, None])
    inside = (ends[:, 0] <= shares[:, None]) & (shares[:, None] <= ends[:, 1])
    assert (chances * inside).sum(axis=1).min() > 0.915


def test_a_share_of_nothing_has_none():
    assert all(math.isnan(end) for end in of_share(0, 0))


@pytest.mark.parametrize("n", [6, 9, 10, 25, 100, 333])
def test_the_median_lies_between_order_statistics_as_often_as_promised(n):
    ranks = np.arange(n, dtype=float)
    low, high = of_median(ranks)
    below, wider = stats.binom.cdf(low - 1, n, 0.5), stats.binom.cdf(low, n, 0.5)
    assert low + high == n - 1
    assert stats.binom.cdf(low, n, 0.5) <= 0.025 < stats.binom.cdf(low + 1, n, 0.5)
    assert below < wider


@pytest.mark.parametrize("n", [10, 25, 100])
def test_the_median_has_the_interval_of_scipys_quantile_test(n):
    values = np.random.default_rng(n).normal(size=n)
    expected = stats.quantile_test(values, p=0.5).confidence_interval(0.95)
    assert of_median(values) == (expected.low, expected.high)


def test_five_values_have_no_interval_of_the_median():
    assert all(math.isnan(end) for end in of_median(np.arange(5.0)))
    assert of_median(np.arange(6.0)) == (0, 5)


def test_percentiles_are_the_least_values_that_so_many_do_not_exceed():
    values = np.random.default_rng(1).permutation(np.arange(1.0, 21))
    assert [percentile(values, p) for p in (5, 50, 95)] == [1, 10, 19]
    assert [percentile(np.array([3.0]), p) for p in (5, 50, 95)] == [3, 3, 3]
    assert math.isnan(percentile(np.zeros(0), 50))
