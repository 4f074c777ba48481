"""Sobol' indices, where they are known."""

import numpy as np
import pytest
from scipy.stats import sobol_indices

from sim.arrays import F
from sim.experiments.sensitivity.sobol import design, indices

pytestmark = pytest.mark.unit

# Ishigami and Homma (1990), a = 7, b = 0.1: the variance and its parts are known in closed form.
FIRST = (0.3139, 0.4424, 0.0)
TOTAL = (0.5576, 0.4424, 0.2437)


def ishigami(u: F) -> F:
    x = np.pi * (2 * u - 1)
    values: F = np.sin(x[..., 0]) + 7 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])
    return values


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(20)


def test_the_design_exchanges_one_column_at_a_time(chance: np.random.Generator) -> None:
    points = design(3, 16, chance)
    assert points.shape == (5, 16, 3)
    for k in range(3):
        same = [j for j in range(3) if j != k]
        assert (points[k + 2][:, same] == points[0][:, same]).all()
        assert (points[k + 2][:, k] == points[1][:, k]).all()
    assert ((points > 0) & (points < 1)).all()


def test_ishigami(chance: np.random.Generator) -> None:
    found = indices(ishigami(design(3, 2048, chance)), chance)
    for one, first, total in zip(found, FIRST, TOTAL, strict=True):
        assert one.first == pytest.approx(first, abs=0.03)
        assert one.total == pytest.approx(total, abs=0.03)
        assert one.first_low < first < one.first_high
        assert one.total_low < total < one.total_high


def test_the_estimates_are_those_of_scipy(chance: np.random.Generator) -> None:
    values = ishigami(design(3, 64, chance))
    found = indices(values, chance)
    given = {"f_A": values[:1], "f_B": values[1:2], "f_AB": values[2:, None, :]}
    theirs = sobol_indices(func=given, n=64)
    assert [one.first for one in found] == pytest.approx(list(theirs.first_order), abs=1e-12)
    assert [one.total for one in found] == pytest.approx(list(theirs.total_order), abs=1e-12)


def test_an_additive_function_has_no_interactions(chance: np.random.Generator) -> None:
    points = design(2, 1024, chance)
    found = indices(3 * points[..., 0] + points[..., 1], chance)
    assert [one.first for one in found] == pytest.approx([0.9, 0.1], abs=0.02)
    assert [one.total for one in found] == pytest.approx([0.9, 0.1], abs=0.02)


def test_where_nothing_varies_there_is_no_share(chance: np.random.Generator) -> None:
    (one,) = indices(np.ones((3, 8)), chance)
    assert np.isnan(one).all()


@pytest.mark.parametrize("base", [0, 2, 12])
def test_the_base_is_a_power_of_two(base: int, chance: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="a power of two from 4"):
        design(2, base, chance)
