"""General and constant service, priorities and batches, against other forms of the same truth."""

import math

import numpy as np
import pytest
from scipy import integrate, linalg, sparse, stats

from sim.formulas import (
    batch_states,
    birth_death,
    erlang_c,
    mdc,
    mdc_within,
    mg1,
    mg1_priority,
    mmc,
    mmc_priority,
    mxmc,
)

pytestmark = pytest.mark.unit


def test_pollaczek_khinchine_of_exponential_and_constant_service() -> None:
    assert mg1(0.8, 1.0, 1.0) == pytest.approx(mmc(0.8, 1.0, 1).wait)
    assert mg1(0.8, 1.0, 0.0) == pytest.approx(mdc(0.8, 1.0, 1))
    with pytest.raises(ValueError, match="a load above 0 and below the number of servers: 1 for 1"):
        mg1(1.0, 1.0, 1.0)


@pytest.mark.parametrize(("load", "servers"), [(0.5, 1), (1.6, 2), (4.5, 5), (9.5, 10), (0.01, 3), (18, 20)])
def test_mean_wait_of_constant_service_is_the_area_above_its_distribution(load: float, servers: int) -> None:
    mean = mdc(load, 1.0, servers)
    cells = [
        integrate.quad(lambda x: 1 - mdc_within(x, load, 1.0, servers), k, k + 1, epsabs=1e-11)[0]
        for k in range(math.ceil(30 / (servers - load)) + 2)
    ]
    assert sum(cells) == pytest.approx(mean, rel=1e-6, abs=1e-10)


def test_constant_service_of_one_server_is_erlangs_series() -> None:
    rate = 0.6  # P(W <= x) = (1 - rho) sum over k <= x of (rate (k - x))^k / k! e^(rate (x - k)), service 1
    for x in (0.0, 0.4, 1.0, 1.7, 3.2):
        series = sum((rate * (k - x)) ** k / math.factorial(k) * math.exp(rate * (x - k)) for k in range(int(x) + 1))
        assert mdc_within(x, rate, 1.0, 1) == pytest.approx((1 - rate) * series)
    assert mdc_within(-0.1, rate, 1.0, 1) == 0


def test_constant_service_agrees_with_its_chain_from_one_service_time_to_the_next() -> None:
    load, c, size = 3.4, 4, 150
    came = stats.poisson.pmf(np.arange(size), load)
    moves = np.array([[came[j - max(i - c, 0)] if j >= i - c else 0.0 for i in range(size)] for j in range(size)])
    p = linalg.null_space(moves - np.eye(size), rcond=1e-13)[:, 0]
    p /= p.sum()
    assert mdc(load, 1.0, c) * load == pytest.approx(p @ np.maximum(np.arange(size) - c, 0))
    assert mdc_within(0.0, load, 1.0, c) == pytest.approx(p[:c].sum())  # those who come find a free server


def test_constant_service_halves_the_wait_in_heavy_traffic() -> None:
    assert mdc(9.99, 1.0, 10) / mmc(9.99, 1.0, 10).wait == pytest.approx(0.5, abs=2e-3)


def test_priorities_conserve_work_and_have_cobhams_values() -> None:
    rates, means, cvs = (0.2, 0.3, 0.1), (1.0, 0.8, 2.0), (0.5, 1.0, 0.0)
    waits = mg1_priority(rates, means, cvs)
    loads = np.multiply(rates, means)
    left = sum(r * m * m * (1 + c * c) for r, m, c in zip(rates, means, cvs, strict=True)) / 2
    assert waits[0] == pytest.approx(left / (1 - loads[0]))
    assert loads @ waits == pytest.approx(loads.sum() * left / (1 - loads.sum()))  # Kleinrock's conservation law
    assert mg1_priority([0.7], [1.0], [0.3])[0] == pytest.approx(mg1(0.7, 1.0, 0.3))
    with pytest.raises(ValueError, match="a load below"):
        mg1_priority([0.7, 0.3], [1.0, 1.0], [1.0, 1.0])


def test_priorities_of_several_servers_agree_with_the_chain_of_two_classes() -> None:
    c, high, low, size = 2, 0.5, 1.0, 60  # both of mean service 1; states (first class waiting, second class waiting)
    waits = mmc_priority([high, low], 1.0, c)
    assert (high * waits[0] + low * waits[1]) / 1.5 == pytest.approx(mmc(1.5, 1.0, c).wait)
    index = {(i, j): i * size + j for i in range(size) for j in range(size)}
    q = sparse.lil_array((size * size,) * 2)
    for (i, j), at in index.items():  # all servers busy: what follows is the queue while it lasts
        for (di, dj), rate in {(1, 0): high, (0, 1): low}.items():
            if (i + di, j + dj) in index:
                q[at, index[i + di, j + dj]] += rate
        if i or j:
            q[at, index[(i - 1, j) if i else (i, j - 1)]] += c * 1.0
    q.setdiag(-q.sum(axis=1))
    q[:, -1] = 1.0
    p = sparse.linalg.spsolve(q.T.tocsc(), np.arange(size * size) == size * size - 1).reshape(size, size)
    queue = erlang_c(c, 1.5) * np.array([np.arange(size) @ p.sum(axis=1), np.arange(size) @ p.sum(axis=0)])
    assert queue / [high, low] == pytest.approx(waits, rel=2e-5)


def test_batches_of_one_are_single_arrivals() -> None:
    assert mxmc(1.4, {1: 1.0}, 1.0, 2) == pytest.approx(mmc(1.4, 1.0, 2))


def test_batches_at_one_server_have_the_closed_form() -> None:
    sizes = {1: 0.2, 4: 0.5, 7: 0.3}
    first = sum(k * p for k, p in sizes.items())
    second = sum(k * k * p for k, p in sizes.items())
    rate = 0.75 / first  # mean number present: (E X + E X^2) rate / (2 (1 - rho))
    present = float(np.arange(batch_states(rate, sizes, 1.0, 1).size) @ batch_states(rate, sizes, 1.0, 1))
    assert present == pytest.approx(rate * (first + second) / (2 * 0.25))
    station = mxmc(rate, sizes, 1.0, 1)
    assert station.busy == pytest.approx(0.75) and station.waiting == pytest.approx(present - 0.75)


def test_batches_agree_with_a_solved_generator() -> None:
    size, c, rate, sizes = 160, 3, 0.4, {2: 0.5, 5: 0.5}
    q = np.diag(np.minimum(np.arange(1, size), c) * 0.8, -1)
    for n in range(size):
        for k, share in sizes.items():
            if n + k < size:
                q[n, n + k] += rate * share
    q -= np.diag(q.sum(axis=1))
    p = linalg.null_space(q.T)[:, 0]
    found = batch_states(rate, sizes, 1 / 0.8, c)
    assert found[:100] == pytest.approx((p / p.sum())[:100], abs=1e-10)
    # Of a batch of two, both start at 0 or 1 present, one at 2; of a batch of five, three, two and one.
    p = found
    at_once = rate * (0.5 * (2 * p[0] + 2 * p[1] + p[2]) + 0.5 * (3 * p[0] + 2 * p[1] + p[2]))
    assert mxmc(rate, sizes, 1 / 0.8, c).delayed == pytest.approx(1 - at_once / (rate * 3.5))


def test_batches_refuse_what_is_not_a_distribution_or_too_much() -> None:
    with pytest.raises(ValueError, match="batch sizes of 1 or more whose probabilities sum to 1"):
        mxmc(1.0, {1: 0.5}, 1.0, 2)
    with pytest.raises(ValueError, match="a load below the number of servers: 2 is not below 2"):
        mxmc(1.0, {2: 1.0}, 1.0, 2)


def test_birth_death_of_batches_of_one() -> None:
    p = batch_states(1.4, {1: 1.0}, 1.0, 2)
    n = np.arange(1, p.size)
    assert p == pytest.approx(birth_death(np.full(n.size, 1.4), np.minimum(n, 2) * 1.0), abs=1e-12)
