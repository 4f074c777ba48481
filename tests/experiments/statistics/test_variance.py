"""Variance split into inputs and chance, where the truth is known."""

import math

import numpy as np
import pytest
from small_port import PORT, port

from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.statistics.variance import Split, split, variance
from sim.experiments.studies import with_assumption_sets
from sim.people.chance.uncertain_inputs import drawn, uniforms
from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.elicited import Elicited

PATHS = ("first", "second", "third")
F = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def inputs(n: int, seed: int, d: int = 3) -> F:
    """(n, d) values as they are drawn: uniform with mean 0 and variance 1, evenly."""
    names = {f"input {k}": Elicited("number", Distribution("uniform", (("low", 0), ("high", 1)))) for k in range(d)}
    scenario = port(seed=seed, uncertain=names)
    points = [list(uniforms(scenario, r).values()) for r in range(1, n + 1)]
    return (np.array(points) - 0.5) * math.sqrt(12)


def of(found: Split, path: str) -> tuple[float, float, float]:
    return next((one.share, one.low, one.high) for one in found.influences if one.path == path)


@pytest.mark.unit
def test_a_figure_that_is_a_function_of_the_inputs_has_no_chance() -> None:
    x = inputs(128, 1)
    found = split(3 * x[:, 0] + 4 * x[:, 2], x, PATHS)
    assert found.share == pytest.approx(1, abs=2e-6) and found.low == pytest.approx(1, abs=2e-6)
    assert [one.path for one in found.influences] == ["third", "first", "second"]
    assert [one.share for one in found.influences] == pytest.approx([0.64, 0.36, 0], abs=0.05)


@pytest.mark.unit
def test_a_curve_counts_as_influence() -> None:
    x = inputs(256, 2)
    found = split(x[:, 1] ** 2, x, PATHS)
    assert found.share == pytest.approx(1, abs=2e-6) and of(found, "second")[0] == pytest.approx(1, abs=0.03)


@pytest.mark.unit
@pytest.mark.parametrize(
    "values", [np.full(60, 7.1), np.full(60, np.nan), np.where(np.arange(60) < 9, np.arange(60.0), np.nan)]
)
def test_nothing_is_said_without_variance_or_with_too_few(values: F) -> None:
    found = split(values, inputs(60, 3), PATHS)
    assert all(math.isnan(number) for number in (found.share, found.low, found.high))
    assert all(math.isnan(one.share) for one in found.influences)


@pytest.mark.unit
def test_replications_without_the_figure_are_left_out() -> None:
    x = inputs(200, 4)
    y = x[:, 0] + np.random.default_rng(1).normal(size=200)
    some = np.arange(200) % 3 > 0
    found = split(np.where(some, y, np.nan), x, PATHS)
    assert found == split(y[some], x[some], PATHS) and found.n == 133


@pytest.mark.unit
def test_inputs_of_two_values_or_of_one() -> None:
    x = inputs(200, 5)
    x[:, 1] = np.where(x[:, 1] > 0, 1.0, -1.0)
    x[:, 2] = 6.0
    found = split(x[:, 1] + np.random.default_rng(2).normal(size=200), x, PATHS)
    assert found.low < 0.5 < found.high
    assert of(found, "second")[0] == pytest.approx(found.share, abs=0.03) and of(found, "third") == (0, 0, 0)


@pytest.mark.unit
def test_units_do_not_matter() -> None:
    x = inputs(200, 6)
    y = x[:, 0] + np.random.default_rng(3).normal(size=200)
    one, other = split(y, x, PATHS), split(1e6 - 3600 * y, 1e4 + x * [60, 1e-6, 1e6], PATHS)
    assert one.share == pytest.approx(other.share) and one.high == pytest.approx(other.high, rel=1e-4)


@pytest.mark.theory
@pytest.mark.parametrize(
    ("n", "coefficients", "noise"), [(200, (2, 1, 0), 2.0), (60, (1, 0, 0), 1.0), (100, (0, 0, 0), 1.0)]
)
def test_the_interval_covers_the_truth(n: int, coefficients: tuple[float, ...], noise: float) -> None:
    """400 experiments: 95% intervals cover in at least 92%, the lower edge of the 99% binomial band."""
    explained = sum(c * c for c in coefficients)
    truth, first = explained / (explained + noise**2), coefficients[0] ** 2 / (explained + noise**2)
    chance, designs = np.random.default_rng(11), [inputs(n, seed) for seed in range(20)]
    found = []
    for k in range(400):
        x = designs[k % 20]
        found.append(split(x @ np.array(coefficients) + chance.normal(0, noise, n), x, PATHS))
    assert np.mean([one.low <= truth <= one.high for one in found]) >= 0.92
    inner = [of(one, "first") for one in found]
    assert np.mean([low <= first <= high for _, low, high in inner]) >= 0.92
    assert np.mean([one.share for one in found]) == pytest.approx(truth, abs=0.04)


LEVEL = "arrivals.door.claimants_per_day"


def uncertain(seed: int) -> Scenario:
    """Ten days of Poisson claimants at a level uniform on 27 to 33: 100 x 3 of variance by it, 300 by chance."""
    door = {"claimants_per_day": 30}
    tree = PORT | {"arrivals": {"door": door}, "people": {"party_size": {1: 1}}, "seed": seed}
    level = Elicited("number", Distribution("uniform", (("low", 27.0), ("high", 33.0))))
    return Scenario.model_validate(tree | {"uncertain": {LEVEL: level}})


def claimants(seed: int, n: int) -> Split:
    """The split of the claimants of the counted span, drawn as a run draws them but not played."""
    scenario = uncertain(seed)
    first, points = clock(scenario).start, [uniforms(scenario, r) for r in range(1, n + 1)]
    samples = [Sampler(realise(scenario, at)).sample(r) for r, at in enumerate(points, start=1)]
    counts = np.array([(sample.arrive >= first).sum() for sample in samples], dtype=np.float64)
    return split(counts, np.array([drawn(scenario, at) for at in points]), (LEVEL,))


@pytest.mark.theory
def test_the_split_of_a_count_is_that_of_a_mixed_poisson() -> None:
    """Ten seeds of 200 replications; half of the variance is the level's.

    A 95% interval covers in fewer than 7 of 10 seeds once in a thousand times; the mean share, whose standard error is
    .047 / sqrt(10), is four of them off once in 16,000.
    """
    found = [claimants(seed, 200) for seed in range(201, 211)]
    assert sum(one.low <= 0.5 <= one.high for one in found) >= 7
    assert np.mean([one.share for one in found]) == pytest.approx(0.5, abs=0.06)


@pytest.mark.unit
def test_every_figure_of_a_run_is_split() -> None:
    found = variance(with_assumption_sets(run(uncertain(1), 2), 100, 2, Runner()))
    assert found["arrived"].n == 100
    assert 0 <= found["arrived"].low < found["arrived"].share < found["arrived"].high < 1
    assert math.isnan(found["rostered_hours_officers"].share)  # it does not vary


@pytest.mark.unit
def test_nothing_uncertain_is_nothing_to_split() -> None:
    result = Result(port(), "", 1, 1, ("arrived",), ())
    assert variance(result) == {}
