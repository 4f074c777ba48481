"""What is drawn for uncertain inputs: evenly, and the same whatever else is drawn."""

import numpy as np
import pytest
from scenario_with_inputs import uncertain
from scipy import stats

from sim.arrays import F
from sim.people.chance.uncertain_inputs import drawn, uniforms
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import Distribution

pytestmark = pytest.mark.unit

UNIT = Distribution("uniform", (("low", 0.0), ("high", 1.0)))
PATHS = [f"arrivals.stream {k}.claimants_per_day" for k in range(40)]


def of(paths: list[str], seed: int = 5) -> Scenario:
    return uncertain(dict.fromkeys(paths, UNIT), {"seed": seed})


def points(paths: list[str], replications: int, seed: int = 5) -> F:
    """(R, paths) uniforms of replications 1, 2, .."""
    scenario = of(paths, seed)
    return np.array([list(uniforms(scenario, r).values()) for r in range(1, replications + 1)])


def test_they_are_in_the_order_of_the_paths_with_their_values() -> None:
    low = Distribution("uniform", (("low", 10.0), ("high", 30.0)))
    scenario = uncertain({"b.c": UNIT, "a.b": low})
    at = uniforms(scenario, 1)
    assert list(at) == ["a.b", "b.c"]
    assert drawn(scenario, at) == pytest.approx((10 + 20 * at["a.b"], at["b.c"]))


def test_nothing_uncertain_draws_nothing() -> None:
    assert uniforms(of([]), 0) == {} and drawn(of([]), {}) == ()


def test_replications_count_from_one() -> None:
    with pytest.raises(ValueError, match=r"^sets of uncertain values count from 1$"):
        uniforms(of(PATHS[:1]), 0)


def test_more_replications_leave_the_earlier_ones() -> None:
    scenario = of(PATHS[:3])
    before = uniforms(scenario, 7)
    uniforms(scenario, 5000)
    assert uniforms(scenario, 7) == before


def test_the_same_paths_meet_the_same_values_whatever_else_changes() -> None:
    other = of(PATHS[:3]).model_copy(update={"present_at_start": 9})
    assert uniforms(other, 3) == uniforms(of(PATHS[:3]), 3)


def test_seeds_draw_apart() -> None:
    found = np.concatenate([points(PATHS, 1, seed).ravel() for seed in range(50)])
    assert len(set(found.tolist())) == found.size
    assert stats.kstest(found, "uniform").pvalue > 1e-3  # fixed seeds: it is below once in a thousand sets of them


@pytest.mark.parametrize("k", range(10))
def test_every_block_of_a_power_of_two_fills_every_class_once(k: int) -> None:
    found = points(PATHS[:5], 1024)
    for first in range(0, 1024, 2**k):
        classes = np.floor(found[first : first + 2**k] * 2**k)
        assert (np.sort(classes, axis=0) == np.arange(2**k)[:, None]).all()


def test_means_are_far_closer_than_those_of_chance() -> None:
    wanted = np.array([0.5, 1 / 3])
    found = points(PATHS, 256)
    error = np.array([found.mean(axis=0) - wanted[0], (found**2).mean(axis=0) - wanted[1]])
    by_chance = np.sqrt(np.array([1 / 12, 4 / 45]) / 256)
    assert (np.sqrt((error**2).mean(axis=1)) < by_chance / 50).all()


def test_together_they_are_spread_better_than_chance() -> None:
    chance = np.random.default_rng(3)
    found = [stats.qmc.discrepancy(points(PATHS[k : k + 4], 128)) for k in range(0, 40, 4)]
    random = [stats.qmc.discrepancy(chance.random((128, 4))) for _ in range(10)]
    assert np.mean(found) < 0.6 * np.mean(random)
