"""Policies that no other beats on both cost and crowding."""

import numpy as np

from sim.measures.changes import F
from sim.planning.policy.selection import B


def pareto(cost: F, crowding: F) -> B:
    """(P,) the points to which none is preferred: cheaper and no more crowded, or less crowded and no dearer.

    Points that coincide are both in or both out; one with a NaN is out.
    """
    cheaper, emptier = cost[:, None] < cost, crowding[:, None] < crowding  # row before column
    no_worse = (cost[:, None] <= cost) & (crowding[:, None] <= crowding)
    beaten = (no_worse & (cheaper | emptier)).any(axis=0)
    return np.asarray(np.isfinite(cost) & np.isfinite(crowding) & ~beaten)
