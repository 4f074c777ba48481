"""Morris' screen, where the effects are known."""

import numpy as np
import pytest

from sim.arrays import F
from sim.experiments.sensitivity.morris import LEVELS, elementary_effects, screen, trajectories

pytestmark = pytest.mark.unit

SLOPES = np.array([3.0, -2.0, 0.5, 0.0])


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(20)


def test_each_step_moves_one_input_by_half_its_probability_and_each_input_once(chance: np.random.Generator) -> None:
    points = trajectories(4, 12, chance)
    moves = np.diff(points, axis=1)
    assert points.shape == (12, 5, 4)
    assert set(np.unique(points)) == {0.125, 0.375, 0.625, 0.875}
    assert ((moves != 0).sum(axis=2) == 1).all()
    assert ((moves != 0).sum(axis=1) == 1).all()
    assert set(np.unique(np.abs(moves))) == {0.0, 0.5}


def test_starts_are_spread_over_the_levels(chance: np.random.Generator) -> None:
    starts = trajectories(3, 2 * LEVELS, chance)[:, 0]
    for column in starts.T:
        assert (np.unique(column, return_counts=True)[1] == 2).all()


def test_of_an_additive_function_every_effect_is_its_slope(chance: np.random.Generator) -> None:
    points = trajectories(4, 6, chance)
    values: F = points @ SLOPES
    assert elementary_effects(points, values) == pytest.approx(np.tile(SLOPES, (6, 1)), abs=1e-12)
    for effect, slope in zip(screen(points, values, chance), SLOPES, strict=True):
        assert effect == pytest.approx((slope, abs(slope), abs(slope), abs(slope), 0.0), abs=1e-12)


def test_an_interaction_and_a_curve_have_a_spread_and_a_plain_slope_has_none(chance: np.random.Generator) -> None:
    points = trajectories(3, 40, chance)
    values: F = points[..., 0] * points[..., 1] + 2 * points[..., 2]
    one, other, plain = screen(points, values, chance)
    assert one.absolute == pytest.approx(0.5, abs=0.08)  # the mean of the other input
    assert one.low < one.absolute < one.high
    assert min(one.sigma, other.sigma) > 0.2
    assert plain == pytest.approx((2, 2, 2, 2, 0), abs=1e-12)


def test_effects_that_cancel_show_in_mu_star(chance: np.random.Generator) -> None:
    points = trajectories(1, 40, chance)
    values: F = np.abs(points[..., 0] - 0.5)
    (effect,) = screen(points, values, chance)
    assert effect.absolute == effect.low == effect.high == 0.5
    assert effect.mean == 0


def test_the_interval_covers_the_mean_effect(chance: np.random.Generator) -> None:
    # u1 u2: the effect of u1 is u2, of mean one half over the levels. 60 screens; 95%, less what 20 values cost.
    covered = 0
    for _ in range(60):
        points = trajectories(2, 20, chance)
        effect = screen(points, points[..., 0] * points[..., 1], chance)[0]
        covered += effect.low <= 0.5 <= effect.high
    assert covered >= 51


def test_one_trajectory_has_no_spread(chance: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="at least two trajectories"):
        trajectories(2, 1, chance)
