"""A 4-ary heap of packed keys, compiled.

`h[0]` is the size, `h[1]` the least key; free places hold the largest integer. An event is one integer,
`tick << T | rank << R | party`: one comparison decides time, then rank, then party.
"""

import numba as nb
import numpy as np
from numba.extending import intrinsic

T, R = 27, 24  # 2**24 parties, 8 ranks, 2**36 seconds
MASK = (1 << R) - 1
BIG = np.iinfo(np.int64).max

U0, U1, U2, U3, U4 = np.arange(5, dtype=np.uint64)  # an unsigned index is not looked at for being below 0
NONE, ZERO = np.int64(-1), np.int64(0)  # typed: what gets a literal is compiled once more, for the literal

CHECK, POLICY, ROSTER, DEPART, END, PATIENCE, ARRIVE = range(7)  # the order of one instant

COMPILE = {"nogil": True, "error_model": "numpy", "_nrt": False}
WITHIN = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # called by compiled code only
jit = nb.njit(**COMPILE, **WITHIN)
inline = nb.njit(**COMPILE, **WITHIN, forceinline=True)  # a call passes some hundred words: more than small work


@intrinsic
def lowest(typing, word):  # what Numba calls with its own arguments
    """Return the place of the lowest bit that is set in a word other than 0."""

    def generate(context, builder, signature, arguments):
        return builder.cttz(arguments[0], context.get_constant(nb.types.boolean, True))

    return nb.types.int64(nb.types.int64), generate


@inline
def push(h, key):
    """Add a key."""
    i = np.uint64(h[0])
    h[0] += 1
    while i > U0 and h[U1 + ((i - U1) >> U2)] > key:
        h[U1 + i] = h[U1 + ((i - U1) >> U2)]
        i = (i - U1) >> U2
    h[U1 + i] = key


@inline
def pop(h):
    """Take away the least key."""
    n = np.uint64(h[0]) - U1
    last = h[U1 + n]
    h[0], h[U1 + n] = h[0] - 1, BIG
    i = U0
    while (i << U2) + U1 < n:
        k = (i << U2) + U1
        a = k + np.uint64(h[U2 + k] < h[U1 + k])
        b = k + U2 + np.uint64(h[U4 + k] < h[U3 + k])
        k = b if h[U1 + b] < h[U1 + a] else a
        if last < h[U1 + k]:
            break
        h[U1 + i] = h[U1 + k]
        i = k
    if n > U0:
        h[U1 + i] = last
