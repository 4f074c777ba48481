"""What draws are keyed by: a party by its source, day and place in it; a visit by its step, turn and member."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import I32, I

Keys = NDArray[np.uint64]
DEFERRED_TURNS = 1 << 30  # turns of the deferred branch count from here, so that its draws are its own


class DrawKeys(NamedTuple):
    """What the draws of N parties are keyed by."""

    source: I  # (N,) row of the keys: where the party comes from
    day: I  # (N,) ordinal of the local day
    nth: I  # (N,) of the party within its source and day


INDEX_BITS = 24  # of the place of a party in its day


def identity(keyed: DrawKeys) -> I:
    """Return (N,) day and place in it as one number, another for each party of a source.

    Parties of one source and identity have the same draws in all scenarios of a seed and replication: they are the same
    people, whatever becomes of them. The hash of a listed party keeps its upper bits, clear of any day.
    """
    return (keyed.day << INDEX_BITS) ^ keyed.nth


class Visits(NamedTuple):
    """V visits in order of party, then of the journey."""

    party: I32  # (V,)
    step: I32  # (V,)
    turn: I32  # (V,) how often the party has made the step before; from DEFERRED_TURNS on in the deferred branch
    member: I32  # (V,) which member is served, 0 where the party is served together
