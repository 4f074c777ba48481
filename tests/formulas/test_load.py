"""Offered load that moves with time, on a grid and in closed form."""

import numpy as np
import pytest
from scipy import integrate, stats

from sim.formulas import cyclic_load, offered_load, sinusoidal_load

pytestmark = pytest.mark.unit


def exponential(u: np.ndarray) -> np.ndarray:
    return np.exp(-u / 5.0)


def test_constant_rate_from_an_empty_start_fills_as_the_exponential_law_says() -> None:
    load = offered_load(np.full(200, 3.0), exponential, 0.25)
    t = 0.25 * np.arange(1, 201)
    assert load == pytest.approx(15 * (1 - np.exp(-t / 5)), rel=1e-10)


def test_steps_of_the_rate_and_a_lognormal_service() -> None:
    law = stats.lognorm(s=0.7, scale=2.0)
    rate = np.array([4.0, 0.0, 7.0, 1.0, 1.0])
    load = offered_load(rate, law.sf, 1.0)
    for t in range(1, 6):
        parts = [rate[k] * integrate.quad(law.sf, t - k - 1, t - k, epsabs=1e-12)[0] for k in range(t)]
        assert load[t - 1] == pytest.approx(sum(parts), rel=1e-6)


def test_a_cycle_of_constant_rate_has_the_load_of_a_station_at_rest() -> None:
    law = stats.gamma(a=0.5, scale=80.0)  # mean 40: longer than the cycle
    assert cyclic_load(np.full(24, 2.0), law.sf, 1.0) == pytest.approx(np.full(24, 80.0), rel=5e-3)
    assert cyclic_load(np.full(2400, 2.0), law.sf, 0.01) == pytest.approx(np.full(2400, 80.0), rel=5e-4)


def test_a_cycle_is_what_many_cycles_come_to() -> None:
    rate = np.random.default_rng(1).random(48)
    once = cyclic_load(rate, exponential, 0.5)
    assert offered_load(np.tile(rate, 20), exponential, 0.5)[-48:] == pytest.approx(once, rel=1e-9)


def test_the_closed_form_of_a_sinusoid_is_the_convolution() -> None:
    n, mean, amplitude = 2880, 30.0, 0.6  # a day in half minutes; service of 5 hours
    edges = 24 * np.arange(n + 1) / n
    turn = 2 * np.pi / 24
    rate = mean * (1 + amplitude * -np.diff(np.cos(turn * edges)) / (turn * 24 / n))  # its mean in each cell
    exact = sinusoidal_load(edges[1:], mean, amplitude, turn, 5.0)
    assert cyclic_load(rate, exponential, 24 / n) == pytest.approx(exact, rel=1e-6)
    assert exact.mean() == pytest.approx(150) and exact.argmax() > n / 4  # lags behind the rate's peak at 6 h


def test_a_short_service_follows_the_rate_and_a_long_one_does_not() -> None:
    t = np.linspace(0, 24, 97)
    turn = 2 * np.pi / 24
    short = sinusoidal_load(t, 10.0, 0.9, turn, 1e-6)
    assert short / 1e-6 == pytest.approx(10 * (1 + 0.9 * np.sin(turn * t)), rel=1e-4)
    assert np.ptp(sinusoidal_load(t, 10.0, 0.9, turn, 1e6)) / 1e7 < 1e-5


def test_a_service_that_never_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="over within 1,000 cycles"):
        cyclic_load(np.ones(4), np.ones_like, 1.0)
