"""M/M/c for a while from empty: means over time by Kolmogorov's forward equations, exactly."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

STATES = 320  # those beyond are never seen: their probability is below 1e-12 wherever this is used

F = NDArray[np.float64]


class Means(NamedTuple):
    """Expectations over a span."""

    number: float  # mean number in the system over the span
    left: float  # how many leave in the span
    at: float  # number in the system at one time


def mmc(arrival: float, service: float, servers: int, begin: float, hours: float, at: float) -> Means:
    """Expectations of M/M/c, empty at 0: rates an hour, a mean service in hours, the span `begin` to `begin + hours`.

    `at` is a time after `begin`. p' = p Q from p(0) = (1, 0, ..). The integral of p over the span comes from the
    exponential of [[Q, I], [0, 0]] (Van Loan 1978, Computing integrals involving the matrix exponential, IEEE
    Transactions on Automatic Control 23).
    """
    from scipy.linalg import expm

    n = np.arange(STATES)
    busy = np.minimum(n, servers)
    q = np.diag(np.full(STATES - 1, arrival), 1) + np.diag(busy[1:] / service, -1)
    q -= np.diag(q.sum(axis=1))
    both = np.zeros((2 * STATES, 2 * STATES))
    both[:STATES, :STATES], both[:STATES, STATES:] = q, np.eye(STATES)
    start: F = expm(q * begin)[0]
    spent: F = start @ expm(both * hours)[:STATES, STATES:]  # expected hours in each state
    then: F = start @ expm(q * at)
    assert spent[-1] < 1e-9
    return Means(float(spent @ n) / hours, float(spent @ busy) / service, float(then @ n))
