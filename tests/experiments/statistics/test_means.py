"""The interval of a mean: within what a figure can be, wide enough where it is rare or skewed, or none."""

import math

import numpy as np
import pytest
from scipy import special, stats

from sim.experiments.result import summarise
from sim.experiments.statistics.means import means_so_far, of_mean
from sim.scenario.catalogue.figure import ANY, FigureInfo, Range

pytestmark = pytest.mark.unit
OPEN, SHARE = Range(0.0), Range(0.0, 1.0)


def hall(values, tail=0.025):
    """Hall's interval from its definition, with the skewness of the sample enlarged, by search."""
    n, s = values.size, values.std(ddof=1)
    skew = ((values - values.mean()) ** 3).mean() / s**3 * (1 + 8 / n)
    t = stats.t.ppf(1 - tail, n - 1)

    def signal(target):
        from scipy.optimize import brentq

        def cubic(x):
            return math.sqrt(n) * (x + skew * x**2 / 3 + skew**2 * x**3 / 27 + skew / (6 * n)) - target

        return brentq(cubic, -50, 50, xtol=1e-13)

    return values.mean() - s * signal(t), values.mean() - s * signal(-t)


@pytest.mark.parametrize("n", [5, 20, 200])
def test_what_nothing_bounds_has_the_wider_of_students_and_halls(n):
    values = np.random.default_rng(n).gamma(2, 3, n)
    student = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    low, high = hall(values)
    assert of_mean(values) == pytest.approx((min(low, student.low), max(high, student.high)), rel=1e-9)


def test_what_is_bounded_has_the_wider_of_halls_and_students_on_its_own_scale():
    values = np.random.default_rng(3).gamma(2, 3, 30)
    t = stats.t.ppf(0.975, 29) * values.std(ddof=1) / math.sqrt(30)
    low, high = hall(values)
    expected = values.mean() * np.exp(np.array([-t, t]) / values.mean())
    assert of_mean(values, of=OPEN) == pytest.approx((min(low, expected[0]), max(high, expected[1])), rel=1e-9)
    shares = values / 30
    m = shares.mean()
    ends = special.expit(special.logit(m) + np.array([-t, t]) / 30 / (m * (1 - m)))
    assert of_mean(shares, of=SHARE) == pytest.approx((min(low / 30, ends[0]), max(high / 30, ends[1])), rel=1e-9)


@pytest.mark.parametrize("of", [OPEN, SHARE, Range(0, 0.7), Range(-1, 1)])
@pytest.mark.parametrize("tail", [0.025, 0.0005])
def test_an_interval_stays_within_what_the_figure_can_be(of, tail):
    chance = np.random.default_rng(8)
    for n in (5, 8, 20, 60):
        for shape in (0.1, 1.0, 8.0):
            values = np.where(chance.random(n) < 0.4, 0.0, 0.7 * chance.beta(shape, 1, n))
            low, high = of_mean(values, tail, of)
            if not math.isnan(low):
                assert of.least <= low < values.mean() < high <= of.most


def test_what_was_nought_in_every_run_has_an_upper_limit():
    """All of the range, in a share of runs of which n have none with a chance of 2.5%."""
    assert of_mean(np.zeros(20), of=SHARE) == pytest.approx((0, 1 - 0.025 ** (1 / 20)))
    assert of_mean(np.zeros(20), of=Range(0, 240)) == pytest.approx((0, 240 * (1 - 0.025 ** (1 / 20))))
    assert of_mean(np.ones(50), of=SHARE) == pytest.approx((0.025 ** (1 / 50), 1))
    assert of_mean(np.zeros(50), of=Range(0, 0)) == (0, 0)  # known
    assert math.isnan(of_mean(np.zeros(50), of=OPEN).high)


def test_what_is_the_same_in_every_run_is_known_inside_the_range():
    assert of_mean(np.full(7, 0.1), of=SHARE) == of_mean(np.full(7, 0.1), of=OPEN) == (0.1, 0.1)


@pytest.mark.parametrize("usual", [0.0, 40.0])
def test_a_few_runs_that_differ_bear_no_interval(usual):
    values = np.full(30, usual)
    values[:4] = [41, 43, 47, 70]
    assert math.isnan(of_mean(values, of=OPEN).low)
    found = summarise(FigureInfo("cost_total", "CAD", "money", ""), values)
    assert found.without == "too few runs"
    values[4] = 50
    assert of_mean(values, of=OPEN).low > 0


@pytest.mark.parametrize("of", [ANY, OPEN, Range(0.0, 400.0)])
def test_the_intervals_so_far_are_those_of_the_values_so_far(of):
    chance = np.random.default_rng(4)
    for values in (chance.gamma(2, 3, 60) + 90, np.where(chance.random(60) < 0.8, 0, chance.gamma(2, 3, 60)),
                   np.zeros(9), np.full(9, 0.3), chance.poisson(1, 60).astype(float)):  # fmt: skip
        low, high, mean = means_so_far(values, of)
        for k in range(1, values.size):
            np.testing.assert_allclose([low[k], high[k]], of_mean(values[: k + 1], of=of), rtol=1e-6)
            assert mean[k] == pytest.approx(values[: k + 1].mean())


RARE = {"ordinary": (0.0, 9.0), "skewed": (0.0, 0.5), "in one of five": (0.8, 1.0), "in one of twenty": (0.95, 1.0)}


@pytest.mark.parametrize("n", [20, 50, 200])
@pytest.mark.parametrize("figure", RARE)
def test_the_mean_covers_or_there_are_too_few_runs(n, figure):
    """2,000 experiments, gamma values of mean 1 that are nought so often; `interval_coverage.md` has many more."""
    nought, shape = RARE[figure]
    chance = np.random.default_rng([n, *figure.encode()])
    held = 0
    for _ in range(2000):
        values = np.where(chance.random(n) < nought, 0.0, chance.gamma(shape, 1 / shape, n))
        low, high = of_mean(values, of=OPEN)
        held += math.isnan(low) or low <= 1 - nought <= high
    assert held >= 0.92 * 2000
