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


def alongside(values: F, anchor: int) -> F:
    """(P,) means of (P, R) values over the futures of one policy, also of those that were played in fewer.

    Of these it is the mean of `anchor` plus the mean difference over the futures that both have: a policy that met the
    quiet futures only is not flattered by it. NaN where there are none.
    """
    differences = values - values[anchor]
    there = np.isfinite(differences)
    n = there.sum(axis=1)
    base = values[anchor][np.isfinite(values[anchor])]
    middle = base.mean() if base.size else np.nan
    return np.where(n > 0, middle + np.where(there, differences, 0.0).sum(axis=1) / np.maximum(n, 1), np.nan)
