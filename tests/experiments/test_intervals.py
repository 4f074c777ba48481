"""Intervals against scipy, and against what they promise."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.experiments.intervals import mean, of_mean, of_median, of_share, percentile

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("n", [2, 3, 10, 200])
def test_the_mean_has_students_interval(n):
    values = np.random.default_rng(n).gamma(2, 3, n)
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert of_mean(values) == pytest.approx(tuple(expected), rel=1e-12)


def test_values_that_do_not_vary_give_a_point():
    third = np.full(7, 0.1)
    assert mean(third) == 0.1
    assert of_mean(third) == (0.1, 0.1)


@pytest.mark.parametrize("values", [[], [4.0]])
def test_one_value_has_no_interval(values):
    assert all(math.isnan(end) for end in of_mean(np.array(values)))
    assert all(math.isnan(end) for end in of_median(np.array(values)))


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 40), (3, 40), (20, 40), (40, 40)])
def test_a_share_has_wilsons_interval(count, of):
    expected = stats.binomtest(count, of).proportion_ci(method="wilson")
    assert of_share(count, of) == pytest.approx((expected.low, expected.high), abs=1e-12)


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


def test_the_interval_of_the_mean_covers_as_often_as_it_says():
    """500 experiments of 20 normal values, seed fixed: within 4 standard errors (each 0.97%) of 95%."""
    rng = np.random.default_rng(2)
    found = [of_mean(rng.normal(5, 2, 20)) for _ in range(500)]
    covered = np.mean([low <= 5 <= high for low, high in found])
    assert abs(covered - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 500)
