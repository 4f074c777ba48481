"""Mean waits beyond the Markovian station: general and constant service, and priorities."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.arrays import F


def mg1(arrival: float, service: float, cv: float) -> float:
    """Return mean wait in M/G/1 (Pollaczek 1930, Khinchine 1932): service of mean `service`, coefficient of variation
    `cv`.
    """
    load = _below(arrival * service, 1)
    return load * service * (1 + cv * cv) / (2 * (1 - load))


def mg1_priority(arrivals: Sequence[float], services: Sequence[float], cvs: Sequence[float]) -> F:
    """Return mean wait of each class of M/G/1, nobody interrupted, first class first (Cobham 1954).

    W(k) = R / ((1 - s(k-1)) (1 - s(k))), with R half the sum of rate times second moment and s(k) the load of the
    first k classes. Classes that get no service (s(k) of 1 or more) wait without bound: inf.
    """
    rate, mean, cv = (np.asarray(v, dtype=np.float64) for v in (arrivals, services, cvs))
    left = float((rate * mean**2 * (1 + cv**2)).sum() / 2)
    return _cobham(rate * mean, left)


def mmc_priority(arrivals: Sequence[float], service: float, servers: int) -> F:
    """Return mean wait of each class of M/M/c with one exponential service law, nobody interrupted (Cobham 1954).

    As `mg1_priority`, with the mean time until one of the busy servers is free times the chance that all are.
    """
    from sim.formulas.stations import erlang_c

    rate = np.asarray(arrivals, dtype=np.float64)
    load = float(rate.sum()) * service
    return _cobham(rate * service / servers, erlang_c(servers, load) * service / servers)


def _cobham(loads: F, left: float) -> F:
    upto = np.concatenate(([0.0], np.cumsum(loads)))
    if upto[-1] >= 1:
        raise ValueError("a load below the number of servers")
    return np.asarray(left / ((1 - upto[:-1]) * (1 - upto[1:])))


def mdc(arrival: float, service: float, servers: int) -> float:
    """Return mean wait in M/D/c: constant service (Crommelin 1932).

    The mean queue is (a^2 - c(c-1)) / (2 (c - a)) + the sum of 1 / (1 - z), a the load, c the servers, over the other
    roots z of z^c = e^(a (z-1)) within the unit circle.
    """
    load = _below(arrival * service, servers)
    queue = (load * load - servers * (servers - 1)) / (2 * (servers - load))
    queue += float((1 / (1 - _roots(load, servers))).real.sum())
    return max(queue, 0.0) / arrival


def mdc_within(limit: float, arrival: float, service: float, servers: int) -> float:
    """Return share of arrivals of M/D/c, first come first served, who wait at most `limit` (Franx 2001, no recursion).

    P(W <= x) = sum over j < kc of Q(kc - 1 - j) times the Poisson probability of j at mean lambda (kD - x), where
    (k-1) D <= x < kD and Q(m) is the chance that at most m wait.
    """
    from scipy import stats

    if limit < 0:
        return 0.0
    p = _mdc_states(_below(arrival * service, servers), servers)
    k = math.floor(limit / service) + 1
    queue = np.cumsum(p)[servers:]
    at_most = np.concatenate((queue, np.ones(max(k * servers - queue.size, 0))))[: k * servers]
    j = np.arange(k * servers)
    return float(stats.poisson.pmf(j, arrival * (k * service - limit)) @ at_most[::-1])


def _roots(load: float, servers: int) -> NDArray[np.complex128]:
    """Return (c - 1,) roots of z^c = e^(load (z-1)) within the unit circle, 1 apart, by Lambert's W."""
    from scipy import special

    busy = load / servers
    turns = np.exp(2j * np.pi * np.arange(1, servers) / servers)
    return np.asarray(-special.lambertw(-busy * math.exp(-busy) * turns) / busy)


@lru_cache(maxsize=16)
def _mdc_states(load: float, servers: int) -> F:
    """Stationary probabilities of the number present, from Crommelin's generating function on the unit circle."""
    from scipy import optimize

    # P(n) falls like x^-n, where x > 1 solves x^c = e^(load (x-1)); this is convex, and least at servers / load
    high = 2 * servers / load
    while load * (high - 1) < servers * math.log(high):
        high *= 2
    x = optimize.brentq(lambda x: load * (x - 1) - servers * math.log(x), servers / load, high)
    size = 2 ** math.ceil(math.log2(servers + 10 + 38 / math.log(x)))
    z = np.exp(2j * np.pi * np.arange(1, size) / size)
    came = np.exp(load * (z - 1))
    values = came * (servers - load) * (z - 1) / (z**servers - came)
    for root in _roots(load, servers):
        values *= (z - root) / (1 - root)
    p = np.fft.fft(np.concatenate(([1.0], values))).real / size
    return np.asarray(np.maximum(p, 0) / np.maximum(p, 0).sum())


def _below(load: float, servers: int) -> float:
    if not 0 < load < servers:
        raise ValueError(f"a load above 0 and below the number of servers: {load:g} for {servers}")
    return load
