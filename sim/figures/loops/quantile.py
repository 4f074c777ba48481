"""One definition of a quantile for all of the program: the least value with weight >= p of the whole."""

import numpy as np

from sim.arrays import I

BITS = 20  # weights are packed below values, so that one sort of integers orders both


def quantiles(
    values: I, weights: I, percents: tuple[int, ...], groups: I | None = None, count: int = 1, whole: I | None = None
) -> I:
    """Return (count, percents) for each group the least value that at least this percentage of its weight does not
    exceed.

    (n,) values in 0..2^30, weights in 1..2^20 - 1 (a party of a million is none), groups in 0..count; -1 for a group
    without values. In integers, so that a weight of exactly p is enough. `whole` (count,): the weight of each group
    where values of 0 are left out.
    """
    group = np.zeros(values.size, dtype=np.int64) if groups is None else groups
    if whole is None:
        whole = np.bincount(group, weights=weights, minlength=count).astype(np.int64)
    rows = np.flatnonzero(values)  # most waits are 0, and need no sorting
    packed = (group[rows] << (BITS + 30)) + (values[rows] << BITS) + weights[rows]
    packed.sort()
    upto = np.concatenate(([0], np.cumsum(packed & ((1 << BITS) - 1))))
    before = upto[np.searchsorted(packed, np.arange(count + 1) << (BITS + 30))]
    zeros = whole - np.diff(before)
    beyond = whole[:, None] * np.array(percents) - 100 * zeros[:, None]
    place = np.searchsorted(upto[1:] * 100, before[:-1, None] * 100 + beyond)
    found = (np.append(packed, 0)[place] >> BITS) & ((1 << 30) - 1)
    return np.where(whole[:, None] == 0, -1, np.where(beyond > 0, found, 0))
