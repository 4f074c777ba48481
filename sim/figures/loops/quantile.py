"""One definition of a quantile for all of the program: the least value with weight >= p of the whole."""

import numpy as np

from sim.arrays import I
from sim.figures.loops.compiled import jit

BITS, VALUE = 20, 30  # weights are packed below values, so that one sort of integers orders both


def quantiles(
    values: I, weights: I, percents: tuple[int, ...], groups: I | None = None, count: int = 1, whole: I | None = None
) -> I:
    """Return (count, percents) for each group the least value that at least this percentage of its weight does not
    exceed.

    (n,) values in 0..2^30, weights in 1..2^20 - 1 (a party of a million is none), groups in 0..count; -1 for a group
    without values. `percents` ascend. In integers, so that a weight of exactly p is enough. `whole` (count,): the
    weight of each group where values of 0 are left out.
    """
    group = np.zeros(values.size, dtype=np.int64) if groups is None else groups
    packed, counted = _pack(values, weights, group, count)
    packed.sort()
    found: I = _ranked(packed, counted if whole is None else whole, np.array(percents))
    return found


@jit
def _pack(values, weights, groups, count):
    """Return (group, value and weight in one integer, of values other than 0; the weight of each group): most waits are
    0, and need no sorting."""
    packed, whole, n = np.empty(values.size, np.int64), np.zeros(count, np.int64), 0
    for i in range(values.size):
        whole[groups[i]] += weights[i]
        if values[i] != 0:
            packed[n] = (groups[i] << (BITS + VALUE)) + (values[i] << BITS) + weights[i]
            n += 1
    return packed[:n], whole


@jit
def _ranked(packed, whole, percents):
    """Return the quantiles of packed values in order, of which those of a group that are missing are 0."""
    found = np.full((whole.size, percents.size), -1, np.int64)
    first = 0
    for g in range(whole.size):
        last, upto = first, whole[g]
        while last < packed.size and packed[last] >> (BITS + VALUE) == g:
            upto -= packed[last] & ((1 << BITS) - 1)
            last += 1
        value = 0
        for k in range(percents.size if whole[g] else 0):
            while first < last and 100 * upto < percents[k] * whole[g]:
                upto += packed[first] & ((1 << BITS) - 1)
                value = packed[first] >> BITS & ((1 << VALUE) - 1)
                first += 1
            found[g, k] = value
        first = last
    return found
