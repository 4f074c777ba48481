"""The spread over sets of assumptions, where the truth is known: the noise within sets is taken out."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.arrays import F
from sim.experiments.statistics.set_influence import influences
from sim.experiments.statistics.set_spread import components, ends, own_means, set_means, shares, spread
from sim.scenario.catalogue.figure import Range

pytestmark = pytest.mark.unit
NAN = float("nan")


def drawn(seed: int, sets: int, runs: int, between: float = 3.0, within: float = 4.0) -> F:
    """(sets, runs) of normal means of sets around 50, and normal noise within."""
    chance = np.random.default_rng([seed, runs])
    own = np.random.default_rng(seed).normal(50, between, (sets, 1))
    return np.asarray(own + chance.normal(0, within, (sets, runs)))


def test_by_hand() -> None:
    """Means 2 and 6, variance 8; within each set (1 + 1) / 1 = 2, of which a mean of two has 1: 8 - 1 = 7 is left."""
    values = np.array([[1.0, 3.0], [5.0, 7.0]])
    assert components(values) == pytest.approx((7, 2))
    found = spread(values)
    assert (found.n, found.mean) == (2, 4)
    assert found.between == pytest.approx(math.sqrt(7)) and found.share == pytest.approx(7 / 9)
    assert own_means(values) == pytest.approx([4 - 2 * math.sqrt(7 / 8), 4 + 2 * math.sqrt(7 / 8)])


def test_runs_without_the_figure_are_left_out_and_sets_without_it_too() -> None:
    values = np.array([[1.0, 3.0, NAN], [5.0, NAN, 7.0], [NAN, NAN, NAN]])
    assert components(values) == pytest.approx((7, 2)) and spread(values).n == 2
    assert math.isnan(spread(np.full((5, 2), NAN)).low) and spread(np.full((5, 2), NAN)).n == 0


def test_noise_alone_is_no_spread() -> None:
    """The variance of the means is within^2 / 4 in expectation; where it is less than that, nothing is left."""
    spreads = [spread(drawn(seed, 100, 4, between=0.0)) for seed in range(40)]
    assert np.mean([one.between == 0 for one in spreads]) > 0.3, "about half of them"
    assert np.mean([one.high - one.low for one in spreads]) < 0.35 * 2 * 1.645 * 4 / 2


@pytest.mark.parametrize("runs", [2, 10, 40])
def test_nine_sets_in_ten_are_where_the_sets_own_means_are_whatever_the_runs(runs: int) -> None:
    """200 experiments of 100 sets: the mean of each end is within 3% of the width of 50 -+ 1.645 x 3, and the interval
    of each end covers it in at least 90% (95% is its level; the shape of the means is not known beforehand)."""
    values = [drawn(seed, 100, runs) for seed in range(200)]
    found, sure = [spread(one) for one in values], [ends(one, seed=k) for k, one in enumerate(values)]
    low, high = 50 - 1.645 * 3, 50 + 1.645 * 3
    assert np.mean([one.low for one in found]) == pytest.approx(low, abs=0.03 * (high - low))
    assert np.mean([one.high for one in found]) == pytest.approx(high, abs=0.03 * (high - low))
    assert np.mean([one.low <= low <= one.high for one, _ in sure]) >= 0.9
    assert np.mean([one.low <= high <= one.high for _, one in sure]) >= 0.9
    assert np.mean([one.between for one in found]) == pytest.approx(3, rel=0.03)
    assert np.mean([one.within for one in found]) == pytest.approx(4, rel=0.02)


def test_two_runs_a_set_and_forty_give_the_same_spread_where_the_means_alone_do_not() -> None:
    """The same 100 sets: widths differ by less than a tenth, over 60 experiments; those of the means by a half."""
    few, many = ([drawn(seed, 100, runs) for seed in range(60)] for runs in (2, 40))

    def width(values: F) -> float:
        return spread(values).high - spread(values).low

    def plain(values: F) -> float:
        return float(np.ptp(np.quantile(values.mean(axis=1), [0.05, 0.95])))

    assert np.mean([*map(width, few)]) == pytest.approx(np.mean([*map(width, many)]), rel=0.04)
    assert np.mean([*map(plain, few)]) > 1.3 * np.mean([*map(plain, many)])


def test_sets_in_which_every_run_has_it_and_none_with_wilsons_interval() -> None:
    values = np.zeros((100, 10))
    values[:38] = 1
    values[38:73, 0] = 1
    found = shares(values)
    assert (found.n, found.every, found.none) == (100, 38, 27)
    assert found.every_ends == pytest.approx(tuple(stats.binomtest(38, 100).proportion_ci(method="wilson")), abs=1e-12)
    assert [round(100 * end) for end in found.every_ends] == [29, 48]
    values[0, 3:] = NAN
    assert shares(values).every == 38, "of the runs that were finished"


def test_inputs_are_named_in_an_order_where_it_is_separated_and_as_a_group_where_not() -> None:
    chance = np.random.default_rng(7)
    x = chance.random((100, 4))
    y = 10 * x[:, 0] + 3 * x[:, 1] + 3 * x[:, 2] + chance.normal(0, 0.3, 100)
    found = influences(y, x, ("a", "b", "c", "d"), 1)
    assert found.groups[0] == ("a",) and sorted(found.groups[1]) == ["b", "c"] and len(found.groups) == 2
    assert found.explained > 0.95 and "d" not in found.parts
    assert influences(y, x, ("a", "b", "c", "d"), 1) == found, "the resamples follow from the seed"


def test_an_input_that_only_rises_counts_in_full_and_shares_of_a_vector_count_together() -> None:
    chance = np.random.default_rng(8)
    x = chance.random((120, 3))
    found = influences(np.exp(8 * x[:, 0]), x, ("a", "v", "v"), 1)
    assert found.groups == (("a",),) and found.parts["a"] == pytest.approx(1, abs=0.02)
    found = influences(x[:, 1] - x[:, 2], x, ("a", "v", "v"), 1)
    assert found.groups == (("v",),) and found.parts["v"] == pytest.approx(1, abs=0.05)


def test_with_too_few_sets_nothing_is_named() -> None:
    x = np.random.default_rng(9).random((15, 2))
    assert influences(x[:, 0], x, ("a", "b"), 1).groups == ()


def test_inputs_are_told_where_there_are_more_columns_than_sets_can_bear() -> None:
    """100 sets and 112 columns: of the two inputs the first makes 9 / 12.3 of the variance; of noise none is named but
    by chance; three columns of one group that move together count as one input."""
    chance = np.random.default_rng(4)
    x = chance.random((100, 112))
    x[:, 81] = x[:, 82] = x[:, 80]
    paths = tuple("profile" if k < 24 else "roster" if 80 <= k < 83 else f"x{k}" for k in range(112))
    found = influences(3 * x[:, 80] + 1.5 * x[:, 50] + 0.3 * chance.normal(size=100), x, paths, seed=1)
    assert found.groups == (("roster",), ("x50",))
    assert found.parts["roster"] == pytest.approx(9 / (9 + 2.25 + 0.3**2 * 12), abs=0.12)
    named = sum(bool(influences(chance.normal(size=100), x, paths, seed=k).groups) for k in range(20))
    assert named <= 4  # one in twenty is expected; 5 or more has a chance of 0.3%


def test_what_is_nought_in_most_sets_is_nought_at_the_low_end() -> None:
    """Drawn in towards the mean, the sets in which it never happens would all have some of it."""
    chance = np.random.default_rng(17)
    values = np.where(chance.random((100, 1)) < 0.7, 0.0, chance.gamma(0.5, 40_000, (100, 10)))
    found = spread(values, Range(0.0))
    assert (set_means(values) == 0).sum() > 50
    assert found.low == 0 < found.mean < found.high
    assert own_means(values, Range(0.0)).std(ddof=1) == pytest.approx(found.between)
