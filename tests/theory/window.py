"""M/M/1 seen through a window: the exact mean, over replications, of the mean stay of those who come within it.

A replication tells the mean stay of its own arrivals, and the run tells the mean of these means. Where many come, all
of them stay longer, and such a replication counts no more than one in which few come: so the mean of means is less than
the mean stay, by about half a service where the window is short. It is no approximation of anything, and has a value of
its own, which follows from the pair of the number in the system and the number who have come (Kolmogorov's forward
equations, with the stays to come as a reward at each arrival). Cutting stays off at the end is quite another thing.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

F = NDArray[np.float64]


class Window(NamedTuple):
    """Expectations over the arrivals of a window."""

    of_means: float  # of the mean stay in a replication, of those in which somebody comes
    of_all: float  # of the mean stay of all who come in all replications
    nobody: float  # the chance that nobody comes


def mm1(arrival: float, hours: float, service: float, start: F, stay: Callable[[int], float]) -> Window:
    """Those who come within so many hours at so many an hour; `start` (K,) the chances of 0, 1, .. in the system at its
    begin, and `stay` the expected stay in hours of one who finds so many there."""
    from scipy import sparse
    from scipy.sparse.linalg import expm_multiply

    most = int(arrival * hours + 12 * np.sqrt(arrival * hours)) + 12  # who come: more have a chance below 1e-12
    places, counts = start.size + most, most + 1
    come = sparse.kron(sparse.eye_array(places, k=-1), sparse.eye_array(counts, k=-1)) * arrival
    go = sparse.kron(sparse.eye_array(places, k=1), sparse.eye_array(counts)) / service
    rates = come + go
    rates -= sparse.diags_array(np.asarray(rates.sum(axis=0)).ravel())
    reward = sparse.diags_array(np.repeat([float(stay(found)) for found in range(places)], counts))
    both = sparse.block_array([[rates, None], [come @ reward, rates]]).tocsc()
    first = np.zeros((places, counts))
    first[: start.size, 0] = start
    chances, stays = expm_multiply(both * hours, np.append(first.ravel(), np.zeros(first.size))).reshape(2, -1, counts)
    chance, total, came = chances.sum(axis=0), stays.sum(axis=0), np.arange(counts)
    assert chance[-1] < 1e-9
    means = float((total[1:] / came[1:]).sum() / chance[1:].sum())
    return Window(means, float(total.sum() / (chance @ came)), float(chance[0]))
