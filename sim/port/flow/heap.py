"""A 4-ary heap of packed keys, compiled.

`h[0]` is the size (`~size` where the least key was taken and its place is open), `h[1]` the least key; free places hold
the largest integer. An event is one integer,
`tick << T | rank << R | party`: one comparison decides time, then rank, then party.
"""

from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

from sim.compiling.kernels import part

T, R = 27, 24  # 2**24 parties, 8 ranks, 2**36 seconds
MASK = (1 << R) - 1
BIG = np.iinfo(np.int64).max

NONE, ZERO = np.int64(-1), np.int64(0)  # typed: what gets a literal is compiled once more, for the literal

CHECK, POLICY, ROSTER, DEPART, END, PATIENCE, ARRIVE = range(7)  # the order of one instant

COMPILE: dict[str, Any] = {"error_model": "numpy", "_nrt": False}


def jit(function):
    """Compile a function, called by compiled code only."""
    return part(**COMPILE)(function)


def inline(function):
    """Do as `jit`, within its callers: a call passes some hundred words, more than small work."""
    return part(**COMPILE, forceinline=True)(function)


@intrinsic
def lowest(typing, word):  # what Numba calls with its own arguments
    """Return the place of the lowest bit that is set in a word other than 0."""

    def generate(context, builder, signature, arguments):
        return builder.cttz(arguments[0], context.get_constant(types.boolean, True))

    return types.int64(types.int64), generate


@inline
def push(h, key):
    """Add a key; where the least was taken, in its place."""
    i = h[0]
    if i < 0:
        h[0] = ~i
        sink(h, key, ~i)
        return
    h[0] = i + 1
    while i > 0 and h[1 + ((i - 1) >> 2)] > key:
        h[1 + i] = h[1 + ((i - 1) >> 2)]
        i = (i - 1) >> 2
    h[1 + i] = key


@inline
def take(h):
    """Take away the least key. Its place stays open for what is added next: an end of service often begins another."""
    h[0] = ~h[0]


@inline
def least(h):
    """Return the least key; the last one goes into the place of one that was taken."""
    if h[0] < 0:
        n = ~h[0] - 1
        last = h[1 + n]
        h[0], h[1 + n] = n, BIG
        if n > 0:
            sink(h, last, n)
    return h[1]


@inline
def sink(h, key, n):
    """Put a key in the place of the least of `n`."""
    i = ZERO
    while 4 * i + 1 < n:
        k = 4 * i + 1
        a = k + (h[2 + k] < h[1 + k])
        b = k + 2 + (h[4 + k] < h[3 + k])
        k = b if h[1 + b] < h[1 + a] else a
        if key < h[1 + k]:
            break
        h[1 + i] = h[1 + k]
        i = k
    h[1 + i] = key
