"""Erlang B, C and A and finite room, against tables, limits and solved generators."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import integrate, linalg, stats

from sim.formulas import birth_death, erlang_a, erlang_b, erlang_c, mmc, mmc_wait_over, mmck

pytestmark = pytest.mark.unit


F = NDArray[np.float64]


def stationary(generator: F) -> F:
    """The probabilities p with p Q = 0, from the null space."""
    p: F = linalg.null_space(generator.T)[:, 0]
    return np.asarray(p / p.sum())


def generator(births: F, deaths: F) -> F:
    q = np.diag(births, 1) + np.diag(deaths, -1)
    return q - np.diag(q.sum(axis=1))


def test_birth_death_is_the_null_space_of_its_generator() -> None:
    births, deaths = np.array([2.0, 3.0, 0.5, 1.0]), np.array([1.0, 4.0, 2.0, 0.25])
    assert birth_death(births, deaths) == pytest.approx(stationary(generator(births, deaths)), abs=1e-14)


def test_birth_death_stops_where_nothing_is_born_and_does_not_overflow() -> None:
    assert birth_death(np.array([0.0, 1.0]), np.array([1.0, 1.0])).tolist() == [1.0, 0.0, 0.0]
    p = birth_death(np.full(5000, 1.0), np.full(5000, 3.0))
    assert p[:3] == pytest.approx([2 / 3, 2 / 9, 2 / 27]) and np.isfinite(p).all()


# Traffic in erlang that n circuits carry at the grade of service 0.01 and 0.001, from the printed Erlang B tables.
@pytest.mark.parametrize(
    ("servers", "load", "blocked"),
    [
        (1, 0.0101, 0.01),
        (5, 1.361, 0.01),
        (10, 4.461, 0.01),
        (20, 12.03, 0.01),
        (50, 37.90, 0.01),
        (100, 84.06, 0.01),
        (2, 0.0458, 0.001),
        (10, 3.092, 0.001),
        (100, 75.24, 0.001),
    ],
)
def test_erlang_b_gives_the_printed_table(servers: int, load: float, blocked: float) -> None:
    assert erlang_b(servers, load) == pytest.approx(blocked, rel=4e-3)  # loads are printed to three or four figures


@pytest.mark.parametrize(("servers", "load"), [(1, 0.3), (7, 5.5), (40, 60.0), (900, 880.0), (3, 100.0)])
def test_erlang_b_is_a_truncated_poisson(servers: int, load: float) -> None:
    assert erlang_b(servers, load) == pytest.approx(stats.poisson.pmf(servers, load) / stats.poisson.cdf(servers, load))


@pytest.mark.parametrize(("servers", "load"), [(0.5, 0.4), (3.25, 2.0), (10.7, 12.0), (620.5, 600.0)])
def test_erlang_b_between_whole_numbers_is_the_integral(servers: float, load: float) -> None:
    inverse, _ = integrate.quad(lambda u: math.exp(-u + servers * math.log1p(u / load)), 0, 3000, limit=500)
    assert erlang_b(servers, load) == pytest.approx(1 / inverse, rel=1e-7)


def test_erlang_without_servers_or_load() -> None:
    assert (erlang_b(0, 2.0), erlang_b(0, 0), erlang_b(3, 0), erlang_c(3, 0), erlang_c(2, 2.0)) == (1, 1, 0, 0, 1)
    with pytest.raises(ValueError, match="load of 0 or more, not -1"):
        erlang_b(3, -1)


def test_erlang_c_of_one_server_is_its_load_and_of_two_its_closed_form() -> None:
    assert erlang_c(1, 0.7) == pytest.approx(0.7)
    assert erlang_c(2, 1.5) == pytest.approx(1.5**2 / (2 + 1.5))  # a^2 / (2 + a)


def test_mmc_agrees_with_its_birth_death_chain() -> None:
    n = np.arange(1, 700)
    p = birth_death(np.full(699, 4.2), np.minimum(n, 5) * 1.0)
    station = mmc(4.2, 1.0, 5)
    assert station.delayed == pytest.approx(p[5:].sum())
    assert station.waiting == pytest.approx(p @ np.maximum(np.arange(700) - 5, 0))
    assert station.wait == pytest.approx(station.waiting / 4.2) and station.busy == 4.2
    beyond, _ = integrate.quad(lambda t: mmc_wait_over(t, 4.2, 1.0, 5), 0, np.inf)
    assert beyond == pytest.approx(station.wait)
    assert mmc_wait_over(3.0, 5.0, 1.0, 5) == 1.0


def test_mmc_refuses_a_load_that_grows_for_ever() -> None:
    with pytest.raises(ValueError, match="a load below the number of servers: 5 is not below 5"):
        mmc(5.0, 1.0, 5)


def test_erlang_a_agrees_with_a_solved_generator() -> None:
    servers, states = 4, 120
    n = np.arange(1, states)
    deaths = np.minimum(n, servers) / 0.5 + np.maximum(n - servers, 0) / 0.8
    p = stationary(generator(np.full(states - 1, 9.0), deaths))
    waiting = p @ np.maximum(np.arange(states) - servers, 0)
    station = erlang_a(9.0, 0.5, 0.8, servers)
    assert station.delayed == pytest.approx(p[servers:].sum())
    assert station.waiting == pytest.approx(waiting)
    assert station.lost == pytest.approx(waiting / 0.8 / 9.0)
    assert station.wait == pytest.approx(waiting / 9.0)
    assert station.busy == pytest.approx(9.0 * 0.5 * (1 - station.lost))  # those who stay are served


def test_erlang_a_is_poisson_when_patience_equals_service_and_erlang_c_when_it_is_endless() -> None:
    equal = erlang_a(30.0, 1.0, 1.0, 28)
    assert equal.delayed == pytest.approx(stats.poisson.sf(27, 30.0))
    assert erlang_a(4.2, 1.0, 1e9, 5).wait == pytest.approx(mmc(4.2, 1.0, 5).wait, rel=1e-6)
    short = erlang_a(4.2, 1.0, 1e-9, 5)  # nobody waits: lost as in Erlang B
    assert short.lost == pytest.approx(erlang_b(5, 4.2), rel=1e-6)


def test_erlang_a_of_large_and_of_empty_stations() -> None:
    large = erlang_a(1e5, 1.0, 0.5, 90_000)
    assert large.lost == pytest.approx(0.1, rel=1e-4)  # the fluid limit: 1 - c/a
    assert erlang_a(0.0, 1.0, 1.0, 3) == (0, 0, 0, 0, 0)
    nobody = erlang_a(2.0, 1.0, 3.0, 0)
    assert nobody == pytest.approx((1, 1, 3, 6, 0))
    with pytest.raises(ValueError, match="above 0"):
        erlang_a(2.0, 1.0, 0.0, 3)


def test_finite_room_between_erlang_b_and_erlang_c() -> None:
    assert mmck(4.2, 1.0, 5, 5).lost == pytest.approx(erlang_b(5, 4.2)) and mmck(4.2, 1.0, 5, 5).wait == 0
    wide = mmck(4.2, 1.0, 5, 400)
    assert wide.wait == pytest.approx(mmc(4.2, 1.0, 5).wait) and wide.delayed == pytest.approx(erlang_c(5, 4.2))
    one = mmck(2.0, 0.5, 1, 3)  # load 1: the four states are equally likely
    assert one.lost == pytest.approx(1 / 4) and one.waiting == pytest.approx(3 / 4) and one.wait == pytest.approx(1 / 2)
    assert one.delayed == pytest.approx(2 / 3) and one.busy == pytest.approx(3 / 4)
    with pytest.raises(ValueError, match="room for"):
        mmck(1.0, 1.0, 3, 2)
