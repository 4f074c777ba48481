"""The quantile: the least value with weight >= p."""

import numpy as np
import pytest

from sim.figures.loops.quantile import quantiles

pytestmark = pytest.mark.unit


def least(values, weights, percent):
    """The definition, word by word."""
    for value in sorted(values):
        if 100 * weights[values <= value].sum() >= percent * weights.sum():
            return value
    return -1


def test_a_weight_of_exactly_p_is_enough():
    values = np.arange(1, 21)
    assert quantiles(values, np.ones(20, np.int64), (5, 50, 90, 95, 100)).tolist() == [[1, 10, 18, 19, 20]]


def test_persons_weigh_not_parties():
    assert quantiles(np.array([1, 2, 9]), np.array([1, 1, 8]), (10, 20, 21)).tolist() == [[1, 2, 9]]


def test_of_nothing():
    nothing = np.zeros(0, np.int64)
    assert quantiles(nothing, nothing, (50, 95)).tolist() == [[-1, -1]]


@pytest.mark.parametrize("seed", range(20))
def test_by_group(seed):
    rng = np.random.default_rng(seed)
    values, weights, groups = rng.integers(0, 2**30, 200), rng.integers(1, 9, 200), rng.integers(0, 5, 200)
    values[rng.random(200) < 0.3] = 0
    found = quantiles(values, weights, (50, 95), groups, 6)
    expected = [[least(values[groups == g], weights[groups == g], p) for p in (50, 95)] for g in range(6)]
    assert found.tolist() == expected
    assert found[5].tolist() == [-1, -1]
