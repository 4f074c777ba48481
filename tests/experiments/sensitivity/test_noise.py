"""Noise beside the influence of inputs: its share, and how many replications it takes."""

import math

import numpy as np
import pytest

from sim.arrays import F
from sim.experiments.sensitivity.noise import ENOUGH, means, needed, noise_share

pytestmark = pytest.mark.unit


def outputs(points: int, replications: int, noise: float) -> F:
    """Points of variance one; what a replication adds to every point is large, and does not count."""
    chance = np.random.default_rng(3)
    at, run = chance.normal(size=(points, 1)), 10 * chance.normal(size=replications)
    values: F = at / at.std(ddof=1) + run + noise * chance.normal(size=(points, replications))
    return values


def test_the_share_is_that_of_the_variance_over_points() -> None:
    assert noise_share(outputs(400, 10, 2.0)) == pytest.approx(0.4 / 1.4, rel=0.1)
    assert noise_share(outputs(400, 10, 0.0)) == pytest.approx(0, abs=1e-20)


def test_nothing_to_share() -> None:
    assert math.isnan(noise_share(np.ones((5, 4))))
    assert math.isnan(noise_share(np.arange(5.0)[:, None]))


def test_as_many_replications_as_are_needed() -> None:
    pilot = outputs(400, 4, 1.0)
    count = needed(pilot, 100)
    assert count == pytest.approx((1 - ENOUGH) / ENOUGH, rel=0.15)  # 1 / n is to be 5% of 1 + 1 / n
    assert noise_share(outputs(400, count, 1.0)) == pytest.approx(ENOUGH, rel=0.15)
    assert needed(pilot, 7) == 7
    assert needed(outputs(400, 4, 0.0), 100) == 2
    assert needed(np.ones((5, 4)), 100) == 2


def test_means_of_points_that_are_alike_are_exactly_alike() -> None:
    assert means(np.full((3, 7), 0.1)).tolist() == [0.1, 0.1, 0.1]
    assert means(np.array([[1.0, 3.0]])).tolist() == [2.0]
