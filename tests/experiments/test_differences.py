"""Intervals of paired differences, against tables, definitions and another program."""

import math

import numpy as np
import pytest
from scipy import optimize, special, stats

from sim.experiments.comparison.differences import difference
from sim.experiments.comparison.proportions import of_paired_shares
from sim.scenario.figures import FigureInfo

pytestmark = pytest.mark.unit

HOURS = FigureInfo("time_on_site_mean", "h", "hours", "")
FLAG = FigureInfo("tents_ordered", "", "flag", "")
DATE = FigureInfo("tents_first_order", "", "date", "")


def pairs(n=40, seed=1):
    rng = np.random.default_rng(seed)
    x = rng.normal(10, 3, n)
    return x, x + rng.normal(1, 0.5, n)


def test_the_interval_of_a_mean_is_the_paired_t_interval():
    x, y = pairs()
    found = difference(HOURS, x, y, 1)
    expected = stats.ttest_rel(y, x).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx(expected)
    assert (found.low_alone, found.high_alone) == pytest.approx(expected)
    assert found.verdict == "more"


def test_many_intervals_share_the_five_percent():
    x, y = pairs()
    found = difference(HOURS, x, y, 20)
    assert (found.low, found.high) == pytest.approx(stats.ttest_rel(y, x).confidence_interval(1 - 0.05 / 20))
    assert found.low < found.low_alone < found.high_alone < found.high


def test_correlation_and_variance_ratio():
    x, y = pairs()
    found = difference(HOURS, x, y, 1)
    assert found.correlation == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert found.reduction == pytest.approx((x.var(ddof=1) + y.var(ddof=1)) / (y - x).var(ddof=1))


def test_a_constant_step_is_exact():
    x, _ = pairs()
    found = difference(HOURS, np.round(x), np.round(x) + 2, 5)
    assert (found.difference, found.low, found.high) == (2.0, 2.0, 2.0)
    assert (found.correlation, found.reduction) == (1.0, math.inf)


def test_pairs_in_which_a_figure_does_not_exist_are_left_out():
    x, y = pairs(6)
    x[0], y[3] = np.nan, np.nan
    found = difference(HOURS, x, y, 1)
    assert (found.of, found.n) == (6, 4)
    assert found.difference == pytest.approx(np.mean((y - x)[[1, 2, 4, 5]]))
    nothing = difference(HOURS, np.full(3, np.nan), np.zeros(3), 1)
    assert (nothing.n, nothing.verdict) == (0, "unknown") and math.isnan(nothing.difference)


def test_a_few_pairs_out_of_many_bear_no_t_interval():
    x = np.zeros(200)
    y = x.copy()
    y[:9] = 50.0
    assert difference(HOURS, x, y, 1).verdict == "unknown"
    y[:10] = 50.0
    assert difference(HOURS, x, y, 1).verdict == "more"
    assert difference(HOURS, x, x, 1).verdict == "same"


def test_dates_are_compared_where_both_happened_by_the_median():
    x = np.arange(20.0) * 86400
    y = x - 86400 * np.arange(1, 21)
    x[:4] = np.nan
    found = difference(DATE, x, y, 1)
    assert found.n == 16
    assert found.difference == np.median((y - x)[4:])
    steps = np.sort((y - x)[4:])
    assert (found.low, found.high) == (steps[3], steps[12])  # ranks 4 and 13 of 16 (Conover 1999, table A3)
    assert found.verdict == "less"


def test_flags_have_an_interval_even_if_no_pair_differs():
    found = difference(FLAG, np.ones(100), np.ones(100), 1)
    z2 = stats.norm.ppf(0.975) ** 2
    assert found.verdict == "same"
    assert (found.low, found.high) == pytest.approx((-z2 / (100 + z2), z2 / (100 + z2)))


def test_the_same_scenario_differs_by_nothing_at_all():
    found = difference(FLAG, np.ones(9), np.ones(9), 3, alike=True)
    assert (found.difference, found.low, found.high) == (0.0, 0.0, 0.0)


def likeliest(b, c, n, theta):
    """The chance of `only old` that is likeliest when that of `only new` is larger by theta, by search."""

    def loss(q):
        return -(special.xlogy(b, q + theta) + special.xlogy(c, q) + special.xlogy(n - b - c, 1 - 2 * q - theta))

    return optimize.minimize_scalar(loss, bounds=(max(0, -theta), (1 - theta) / 2), options={"xatol": 1e-12}).x


@pytest.mark.parametrize(("b", "c", "n"), [(7, 2, 40), (1, 0, 44), (30, 12, 60)])
def test_both_ends_of_tangos_interval_are_just_refuted(b, c, n):
    for theta, sign in zip(of_paired_shares(b, c, n), (1, -1), strict=True):
        variance = 2 * likeliest(b, c, n, theta) + theta - theta**2
        score = (b - c - n * theta) / math.sqrt(n * variance)
        assert score == pytest.approx(sign * stats.norm.ppf(0.975), abs=1e-3)


@pytest.mark.parametrize(("p10", "p01"), [(0.02, 0.02), (0.1, 0.02), (0.3, 0.1)])
def test_tango_covers(p10, p01):
    """Exact coverage by enumeration of 60 pairs; a score interval may fall a little short of its level."""
    n, within = 60, 0.0
    for b in range(n + 1):
        for c in range(n + 1 - b):
            chance = stats.multinomial.pmf([b, c, n - b - c], n, [p10, p01, 1 - p10 - p01])
            if chance > 1e-9:
                low, high = of_paired_shares(b, c, n)
                within += chance * (low <= p10 - p01 <= high)
    assert within >= 0.93
