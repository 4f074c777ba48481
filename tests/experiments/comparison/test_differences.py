"""Intervals of paired differences, against tables, definitions and another program."""

import math

import numpy as np
import pytest
from scipy import optimize, special, stats

from sim.experiments.comparison.differences import difference, of_paired_shares
from sim.experiments.statistics.means import of_mean
from sim.scenario.catalogue.figure import FigureInfo

pytestmark = pytest.mark.unit

HOURS = FigureInfo("time_on_site_mean", "h", "hours", "")
FLAG = FigureInfo("tents_ordered", "", "flag", "")
DATE = FigureInfo("tents_first_order", "", "date", "")


def pairs(n=40, seed=1):
    rng = np.random.default_rng(seed)
    x = rng.normal(10, 3, n)
    return x, x + rng.normal(1, 0.5, n)


def test_the_interval_of_a_mean_is_that_of_the_pairs():
    x, y = pairs()
    found = difference(HOURS, x, y, 1)
    assert (found.low, found.high) == (found.low_alone, found.high_alone) == of_mean(y - x)
    assert found.verdict == "more"


def test_many_intervals_share_the_five_percent():
    x, y = pairs()
    found = difference(HOURS, x, y, 20)
    assert (found.low, found.high) == of_mean(y - x, 0.025 / 20)
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


def same_but(n, changes):
    """n pairs alike, but for those that differ by so much each."""
    x = np.full(n, 7.0)
    y = x.copy()
    y[: len(changes)] += changes
    return x, y


def test_a_difference_that_is_the_same_in_every_pair_is_told():
    for n in (2, 20):
        found = difference(HOURS, *same_but(n, [3.0] * n), 40)
        assert (found.verdict, found.low, found.high, found.changed, found.few) == ("more", 3, 3, n, False)
    noisy = difference(HOURS, *same_but(20, np.where(np.arange(20) % 2, 3.0, 3.0 + 1e-13)), 40)
    assert noisy.verdict == "more" and noisy.low == noisy.high == pytest.approx(3)


@pytest.mark.parametrize(
    ("n", "changes", "intervals", "verdict", "few"),
    [
        (20, [5.0] * 3, 1, "unknown", True),  # of 3 pairs all one way: a chance of 1 in 4
        (20, [5.0] * 6, 1, "more", True),  # 2 x 0.5^6 = 0.031
        (20, [5.0] * 6, 20, "unknown", True),  # not below 0.05 / 20
        (20, [5.0, -5, 5, -5, 5, -5], 1, "unknown", True),
        (200, [-5.0] * 9, 1, "less", True),
        (200, [-5.0] * 10, 1, "less", False),
        (6, [1.0, 2, 3, 1.5, 2.5, 1.2], 1, "more", True),  # all differ
        (20, [9.0, -9] * 8, 1, "chance", False),  # few are equal
        (3, [1.0, 9, -4], 1, "chance", True),
        (20, [100.0] * 17 + [80, 40, 60], 1, "more", True),  # no interval: three decide it; the direction is clear
        (40, [1.0] * 9 + [-900.0], 1, "unknown", False),  # the sign test and the mean say the opposite
    ],
)
def test_direction_size_and_rarity(n, changes, intervals, verdict, few):
    found = difference(HOURS, *same_but(n, changes), intervals)
    assert (found.verdict, found.few) == (verdict, few)


@pytest.mark.parametrize(("up", "down", "intervals"), [(6, 0, 1), (5, 0, 1), (9, 1, 1), (8, 2, 1), (10, 0, 20)])
def test_the_sign_test_is_exact(up, down, intervals):
    found = difference(HOURS, *same_but(60, [1.0] * up + [-1.0] * down), intervals)
    assert bool(found.sign) == (stats.binomtest(up, up + down).pvalue <= 0.05 / intervals)


def test_differences_of_shares_stay_within_one():
    share = FigureInfo("within_24h", "", "share", "")
    chance = np.random.default_rng(2)
    for n in (5, 20):
        found = difference(share, chance.beta(0.3, 3, n), chance.beta(3, 0.2, n), 30)
        assert -1 <= found.low < found.difference < found.high <= 1
    certain = difference(share, np.zeros(20), np.ones(20), 1)
    assert certain.high == 1 and certain.low == pytest.approx(1 - 2 * (1 - 0.025 ** (1 / 20)))


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
