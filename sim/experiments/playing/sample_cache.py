"""The people of the last few replications: scenarios that differ in their measures alone have the same ones."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from itertools import chain

import numpy as np

from sim.people.sample import Sample

KEPT = 4  # a chunk of them, which scenarios play one after the other


class _Drawn(threading.local):
    """Each thread's own: on a cluster several play in one process."""

    def __init__(self) -> None:
        self.recent: dict[int, OrderedDict[tuple[str, int], tuple[Sample, ...]]] = defaultdict(OrderedDict)


_drawn = _Drawn()


def people(whose: str, number: int, draw: Callable[[int], tuple[Sample, ...]], stretch: int = 0) -> tuple[Sample, ...]:
    """Return the people of a replication: as drawn before in this process for the same identity, or drawn now.

    `whose` is the identity of all that they depend on (`identity.people`), `stretch` which of those who come after the
    end; the first of these are drawn with those who come before it. Their arrays cannot be written to.
    """
    key, recent = (whose, number), _drawn.recent[stretch]
    found = recent.pop(key, None)
    if found is None:
        found = draw(number)
        for array in chain.from_iterable(found):
            if isinstance(array, np.ndarray):
                array.flags.writeable = False
    recent[key] = found
    if len(recent) > KEPT:
        recent.popitem(last=False)
    return found
