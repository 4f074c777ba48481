"""Markovian stations: Erlang B, C and A, and the station with finite room, all from one birth-death solution."""

import math
from typing import NamedTuple

import numpy as np

from sim.arrays import F

NEGLIGIBLE = 50.0  # a state is left out when its log-probability is so far below that of the likeliest


class Station(NamedTuple):
    """Long-run figures of a station."""

    delayed: float  # share of those let in who wait
    lost: float  # share of arrivals turned away, or who give up
    wait: float  # mean wait of those let in, whether they are served or give up
    waiting: float  # mean number waiting
    busy: float  # mean number of busy servers


def birth_death(births: F, deaths: F) -> F:
    """Stationary probabilities of a birth-death chain, computed in logarithms.

    Args:
        births: (n,) rates from state k to k + 1.
        deaths: (n,) rates from state k + 1 to k, all above 0.

    Returns:
        (n + 1,) probabilities of the states 0..n.
    """
    with np.errstate(divide="ignore"):
        logs = np.concatenate(([0.0], np.cumsum(np.log(births) - np.log(deaths))))
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def erlang_b(servers: float, load: float) -> float:
    """Return share of arrivals that find every server busy when nobody waits (Erlang 1917; insensitive to the service
    law).

    The recursion B(k) = a B(k-1) / (k + a B(k-1)) climbs from the fractional part of `servers`, for which the
    continuous form a^x e^-a / Gamma(x + 1, a) holds (Jagerman 1974); so half a server has a meaning, as Hayward's
    approximation for peaked arrivals needs.
    """
    _check(servers=servers, load=load)
    if load == 0:
        return 1.0 if servers == 0 else 0.0
    level = servers - math.floor(servers)
    blocked = 1.0 if level == 0 else _continuous_b(level, load)
    for k in range(1, math.floor(servers) + 1):
        blocked = load * blocked / (level + k + load * blocked)
    return blocked


def _continuous_b(servers: float, load: float) -> float:
    from scipy import special

    if load > 500:  # the incomplete gamma underflows; 1/B = integral of e^-u (1 + u/a)^x, by Gauss-Laguerre
        nodes, weights = np.polynomial.laguerre.laggauss(40)
        return float(1 / (weights * (1 + nodes / load) ** servers).sum())
    log = servers * math.log(load) - load - math.lgamma(servers + 1)
    return float(math.exp(log) / special.gammaincc(servers + 1, load))


def erlang_c(servers: float, load: float) -> float:
    """Return share of arrivals who wait in M/M/c (Erlang 1917); 1 when the load is the servers' number or more."""
    _check(servers=servers, load=load)
    if load >= servers:
        return 1.0
    blocked, busy = erlang_b(servers, load), load / servers
    return blocked / (1 - busy + busy * blocked)


def mmc(arrival: float, service: float, servers: int) -> Station:
    """M/M/c: arrivals at rate `arrival`, mean service time `service`. ValueError unless the load is below `servers`."""
    load = arrival * service
    if load >= servers:
        raise ValueError(f"a load below the number of servers: {load:g} is not below {servers}")
    delayed = erlang_c(servers, load)
    wait = delayed * service / (servers - load)
    return Station(delayed, 0.0, wait, arrival * wait, load)


def mmc_wait_over(limit: float, arrival: float, service: float, servers: int) -> float:
    """Return share of arrivals of M/M/c, first come first served, who wait longer than `limit`."""
    load = arrival * service
    if load >= servers:
        return 1.0
    return erlang_c(servers, load) * math.exp(-(servers - load) * limit / service)


def erlang_a(arrival: float, service: float, patience: float, servers: int) -> Station:
    """M/M/c+M, Erlang A (Palm 1957): those who wait give up after an exponential patience with mean `patience`.

    Stable at any load. The states are cut where their probability is below e^-50 of the likeliest.
    """
    _check(arrival=arrival, servers=servers)
    if service <= 0 or patience <= 0:
        raise ValueError("a mean service and a mean patience above 0")
    if arrival == 0:
        return Station(0.0 if servers else 1.0, 0.0, 0.0, 0.0, 0.0)
    states = 64 + 2 * servers
    while True:
        n = np.arange(1, states + 1)
        deaths = np.minimum(n, servers) / service + np.maximum(n - servers, 0) / patience
        p = birth_death(np.full(states, arrival), deaths)
        if p[-1] < p.max() * math.exp(-NEGLIGIBLE):
            break
        states *= 2
    n = np.arange(states + 1)
    waiting = float(p @ np.maximum(n - servers, 0))
    return Station(
        float(p[servers:].sum()),
        waiting / (patience * arrival),
        waiting / arrival,
        waiting,
        float(p @ np.minimum(n, servers)),
    )


def mmck(arrival: float, service: float, servers: int, room: int) -> Station:
    """M/M/c/K: `room` in all, those in service included; who finds it full is lost. `room = servers`: Erlang B."""
    _check(arrival=arrival, servers=servers)
    if room < servers or room < 1:
        raise ValueError("room for at least one, and for those in service")
    n = np.arange(room + 1)
    p = birth_death(np.full(room, arrival), np.minimum(n[1:], servers) / service)
    waiting, let_in = float(p @ np.maximum(n - servers, 0)), 1 - float(p[-1])
    return Station(
        float(p[servers:-1].sum()) / let_in,
        float(p[-1]),
        waiting / (arrival * let_in),
        waiting,
        float(p @ np.minimum(n, servers)),
    )


def _check(**values: float) -> None:
    for name, value in values.items():
        if not value >= 0:
            raise ValueError(f"{name} of 0 or more, not {value}")
