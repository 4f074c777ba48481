"""Arrivals in batches, such as coach loads: M^X/M/c."""

import math
from collections.abc import Mapping

import numpy as np

from sim.arrays import F
from sim.formulas.stations import Station


def batch_states(batches: float, sizes: Mapping[int, float], service: float, servers: int) -> F:
    """Stationary probabilities of the number present in M^X/M/c, cut where the rest is below 1e-13.

    Args:
        batches: Rate at which batches come.
        sizes: Probability of each batch size, 1 or more.
        service: Mean of the exponential service.
        servers: Number of servers.

    The flow up across each level equals the flow down (Chaudhry and Templeton 1983): p(n) min(n, c) / service is the
    sum over k < n of p(k) times the rate of batches larger than n - 1 - k. All terms are positive.
    """
    if not math.isclose(sum(sizes.values()), 1.0, abs_tol=1e-9) or min(sizes) < 1:
        raise ValueError("batch sizes of 1 or more whose probabilities sum to 1")
    load = batches * service * sum(k * p for k, p in sizes.items())
    if load >= servers:
        raise ValueError(f"a load below the number of servers: {load:g} is not below {servers}")
    largest = max(sizes)
    over = np.array([sum(p for k, p in sizes.items() if k > j) for j in range(largest)])
    p, total = [1.0], 1.0
    while len(p) <= servers + largest or sum(p[-largest:]) > 1e-15 * (1 - load / servers) * total:
        n = len(p)
        below = np.array(p[-largest:][::-1])
        p.append(batches * service * float(below @ over[: below.size]) / min(n, servers))
        total += p[-1]
    return np.array(p) / total


def mxmc(batches: float, sizes: Mapping[int, float], service: float, servers: int) -> Station:
    """M^X/M/c: figures for the single arrival, wherever it stands in its batch (arguments as for `batch_states`)."""
    p = batch_states(batches, sizes, service, servers)
    n = np.arange(p.size)
    arrival = batches * sum(k * share for k, share in sizes.items())
    waiting = float(p @ np.maximum(n - servers, 0))
    # one that is j-th in its batch waits unless those present and those before it leave it a server
    at_once = sum(share * float(p[: max(servers - j, 0)].sum()) for k, share in sizes.items() for j in range(k))
    delayed = 1 - batches * at_once / arrival
    return Station(delayed, 0.0, waiting / arrival, waiting, float(p @ np.minimum(n, servers)))
