"""Fieller's interval of a ratio of means: worked out by hand, and as the test that it inverts."""

import math

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from sim.experiments.statistics.ratio import of_ratio

pytestmark = pytest.mark.unit


def test_by_hand() -> None:
    """Two pairs, (4, 3) and (8, 5), with a quarter beyond either end: Student's t of one degree of freedom is 1 there.

    Means 6 and 4, variances of the means 4 and 1, covariance 2. Every ratio r with (6 - 4r)^2 <= 4 - 4r + r^2, that is
    15 r^2 - 44 r + 32 <= 0: from 4/3 to 8/5 (Fieller 1954, Journal of the Royal Statistical Society B 16, 175-185).
    """
    found = of_ratio(np.array([4.0, 8.0]), np.array([3.0, 5.0]), 0.25)
    assert found == pytest.approx((1.5, 4 / 3, 8 / 5))


def test_at_its_ends_the_paired_t_test_has_the_chance_that_is_left_out() -> None:
    rng = np.random.default_rng(3)
    hours = rng.gamma(2.0, 50.0, 40)
    cost = 30 * hours + rng.normal(200, 900, 40)
    found = of_ratio(cost, hours, 0.01)
    assert found.low < found.value < found.high
    for end, way in ((found.low, "greater"), (found.high, "less")):
        assert ttest_1samp(cost - end * hours, 0.0, alternative=way).pvalue == pytest.approx(0.01)


@pytest.mark.parametrize("hours", [[1.0, -1.0, 2.0, -1.5], [0.0, 0.0, 0.0, 0.0]])
def test_where_the_hours_are_not_clear_of_nought_it_has_no_ends(hours: list[float]) -> None:
    found = of_ratio(np.array([5.0, 6.0, 7.0, 8.0]), np.array(hours))
    assert math.isnan(found.low) and math.isnan(found.high)


def test_a_cost_that_is_the_same_a_head_has_no_width() -> None:
    hours = np.array([1.0, 2.0, 4.0, 8.0, 9.0])
    assert of_ratio(7 * hours, hours) == pytest.approx((7, 7, 7))
