"""Offered load that moves with time: what M(t)/G/infinity would hold (Eick, Massey and Whitt 1993).

m(t), the integral over u of the arrival rate at t - u times P(S > u), is the mean number present when nobody waits.
The modified-offered-load method staffs each instant as if m(t) were the load of a station at rest (Jennings,
Mandelbaum, Massey and Whitt 1996).
"""

from collections.abc import Callable

import numpy as np

from sim.arrays import F

Survival = Callable[[F], F]
NODES = 8  # Gauss-Legendre points a cell
GONE = 1e-12  # share of services still open at which a cycle's history is cut


def offered_load(rate: F, survival: Survival, width: float) -> F:
    """Return offered load at the end of each cell of a grid, from an empty start.

    Args:
        rate: (n,) arrival rate, constant within each cell.
        survival: P(S > u) of the service, for an array of u of 0 or more.
        width: Width of a cell.

    Returns:
        (n,) offered load at width, 2 width, ..., n width. Exact but for the quadrature of `survival` within a cell.
    """
    from scipy import signal

    rate = np.asarray(rate, dtype=np.float64)
    kernel = _cells(survival, width, 0, rate.size)
    return np.asarray(np.maximum(signal.convolve(rate, kernel)[: rate.size], 0.0))


def cyclic_load(rate: F, survival: Survival, width: float) -> F:
    """Return offered load at the end of each cell when `rate` (n,), a day or a week, has always come again and again.

    Arguments and result as for `offered_load`. ValueError for a service that is not over after 1,000 cycles.
    """
    rate = np.asarray(rate, dtype=np.float64)
    n = rate.size
    kernel = np.zeros(n)
    for cycle in range(1000):
        kernel += _cells(survival, width, cycle * n, n)
        if float(survival(np.array([(cycle + 1) * n * width]))[0]) < GONE:
            break
    else:
        raise ValueError("a service that is over within 1,000 cycles")
    load = np.fft.irfft(np.fft.rfft(rate) * np.fft.rfft(kernel), n)
    return np.asarray(np.maximum(load, 0.0))


def _cells(survival: Survival, width: float, first: int, n: int) -> F:
    """Return (n,) integrals of the survival function over the cells first, first + 1, ..."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    at = (np.arange(first, first + n)[:, None] + (nodes + 1) / 2) * width
    return np.asarray(survival(at) @ weights * (width / 2))


def sinusoidal_load(t: F, mean: float, amplitude: float, frequency: float, service: float) -> F:
    """Return offered load at times `t` (any shape) for exponential service and the rate mean (1 + amplitude
    sin(frequency t)).

    Eick, Massey and Whitt (1993), The physics of the Mt/G/infinity queue: the load lags behind the rate, and swings
    less. `service` is the mean service, `frequency` in radians a unit of time.
    """
    t = np.asarray(t, dtype=np.float64)
    turn = frequency * service
    swing = (np.sin(frequency * t) - turn * np.cos(frequency * t)) / (1 + turn * turn)
    return np.asarray(mean * service * (1 + amplitude * swing))
