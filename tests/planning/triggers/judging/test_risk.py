"""The worst futures and ratios over futures: by hand, and how often their intervals hold."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.experiments.statistics.intervals import of_share
from sim.planning.triggers.judging.risk import of_ratio_of_means, of_ratio_of_totals, of_worst

unit, theory = pytest.mark.unit, pytest.mark.theory


@unit
def test_the_worst_share_takes_the_value_at_its_edge_in_part():
    values = np.arange(1.0, 51)  # the worst 5% of 50: two and a half
    assert of_worst(values, 0.05)[0] == pytest.approx((50 + 49 + 48 / 2) / 2.5)
    assert of_worst(values[::-1], 0.04)[0] == 49.5
    assert of_worst(values, 0.999999)[0] == pytest.approx(values.mean(), rel=1e-5)


@unit
def test_the_worst_of_few_futures_is_the_worst_one_without_an_interval():
    mean, interval = of_worst(np.array([3.0, 9.0, 1.0]), 0.05)
    assert mean == 9
    assert all(math.isnan(end) for end in interval)
    assert math.isnan(of_worst(np.array([]), 0.05)[0])


@unit
def test_futures_that_are_all_alike_leave_no_doubt_of_the_worst():
    assert of_worst(np.full(100, 7.0), 0.05) == (7, (7, 7))


@unit
def test_fewer_than_two_hundred_of_the_worst_bear_no_interval():
    values = np.random.default_rng(30).exponential(1, 4000)
    assert math.isnan(of_worst(values[:-20], 0.05)[1].low)
    low, high = of_worst(values, 0.05)[1]
    assert low < of_worst(values, 0.05)[0] < high


@unit
def test_a_ratio_of_means_with_fiellers_interval():
    chance = np.random.default_rng(32)
    below = chance.normal(10, 2, 60)
    above = 3 * below + chance.normal(0, 4, 60)
    ratio, (low, high) = of_ratio_of_means(above, below)
    assert ratio == pytest.approx(above.mean() / below.mean(), rel=1e-14)
    assert low < ratio < high
    for end, side in ((low, 0), (high, 1)):
        student = stats.ttest_1samp(above - end * below, 0).confidence_interval(0.95)
        assert student[side] == pytest.approx(0, abs=1e-9)


@unit
def test_a_ratio_to_nothing_has_no_answer():
    chance = np.random.default_rng(33)
    ratio, interval = of_ratio_of_means(chance.normal(5, 1, 40), chance.normal(0, 1, 40))
    assert math.isnan(ratio) and math.isnan(interval.low) and math.isnan(interval.high)
    for n in (0, 1, 40):
        assert math.isnan(of_ratio_of_means(np.ones(n), np.zeros(n))[0])


@unit
def test_a_ratio_that_is_the_same_in_all_futures_is_a_point():
    below = np.array([1.0, 2.0, 3.0, 2.0])
    assert of_ratio_of_means(4 * below, below) == (4, (pytest.approx(4), pytest.approx(4)))


@unit
def test_a_ratio_below_nothing():
    chance = np.random.default_rng(34)
    below = chance.normal(-10, 2, 60)
    ratio, (low, high) = of_ratio_of_means(3 * below + chance.normal(0, 4, 60), below)
    assert low < ratio < high


@unit
def test_events_that_come_one_by_one_have_wilsons_interval():
    hits = np.array([1.0] * 30 + [0.0] * 10 + [0.0] * 20)
    of = np.array([1.0] * 40 + [0.0] * 20)
    share, interval = of_ratio_of_totals(hits, of)
    assert share == 0.75
    assert interval == pytest.approx(of_share(0.75 * 39, 39), abs=1e-3)  # futures without an event do not count


@unit
def test_events_that_come_together_tell_less():
    alone = of_ratio_of_totals(np.tile([1.0, 0.0], 60), np.ones(120))[1]
    together = of_ratio_of_totals(np.tile([3.0, 0.0], 20), np.full(40, 3.0))[1]
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


@unit
def test_where_all_events_are_hit_each_future_counts_for_one():
    assert of_ratio_of_totals(np.full(8, 3.0), np.full(8, 3.0)) == (1, of_share(8, 8))
    assert of_ratio_of_totals(np.zeros(8), np.full(8, 3.0)) == (0, of_share(0, 8))


@unit
def test_a_share_of_no_events_is_unknown():
    share, interval = of_ratio_of_totals(np.zeros(5), np.zeros(5))
    assert math.isnan(share) and math.isnan(interval.low)
    assert of_ratio_of_totals(np.array([2.0]), np.array([3.0]))[1] == of_share(2 / 3, 1)


@theory
def test_the_interval_of_a_share_of_events_holds():
    """Futures have 0 to 4 events, hit with a chance of their own, 0.8 on average. Of 1,000 intervals at least 92% hold:
    if 95% do, fewer do with a probability of 3e-5."""
    chance, held = np.random.default_rng(35), 0
    for _ in range(1000):
        of = chance.integers(0, 5, 100)
        hits = chance.binomial(of, chance.beta(2, 0.5, 100))
        low, high = of_ratio_of_totals(hits.astype(float), of.astype(float))[1]
        held += low <= 0.8 <= high
    assert held >= 920
