"""Parties of several casts, each drawn with its own values, put together as they came.

What changes by date holds for a party from the day on which it comes; a stream, or a surge of it, may bring people of
its own (`sim.scenario.calendar.by_date`). Each cast draws with the same streams of chance, so that a party is who it
would be if the values of its cast were those of all, and nobody else is disturbed.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.arrays import I
from sim.people.sample import VISITS, Sample, joined
from sim.scenario.calendar.by_date import Cast
from sim.scenario.schema import Scenario


def cast_of(every: Sequence[Cast[Scenario]], source: I, day: I, surge: I, surges: Sequence[str]) -> I:
    """Return (N,) the index of the cast of each party: by its source (0: present at the start), the ordinal of its day,
    and the number of its surge among `surges` (-1: none).
    """
    found = np.zeros(source.size, dtype=np.int64)
    for k, one in enumerate(every):
        mine = day >= one.since
        if one.stream >= 0:
            mine &= source == one.stream
        if one.surge:
            mine &= surge == list(surges).index(one.surge)
        found[mine] = k
    return found


def in_one(samples: Sequence[tuple[Sample, I]]) -> Sample:
    """Return the samples of several casts as one: each with (n,) the place among all of its parties without a parent,
    whose parts come just after them.
    """
    whole = samples[0][0]
    places: list[I] = []
    for sample, place in samples:
        whole = sample if not places else joined(whole, sample)
        own = np.cumsum(sample.parent < 0) - 1
        places.append(place[own] if place.size else place)
    order = np.argsort(np.concatenate(places), kind="stable")
    return rearranged(whole, order)


def rearranged(sample: Sample, order: I) -> Sample:
    """Return the sample with its rows in another order."""
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    lengths = np.diff(sample.first)[order]
    first = np.concatenate(([0], np.cumsum(lengths)))
    moved = first[:-1] - sample.first[order]  # how far the visits of each row go
    rows = np.arange(sample.step.size) - np.repeat(moved, lengths)
    parent, decided = sample.parent[order], sample.decided[order]
    columns: dict[str, Any] = {
        name: column[rows] if name in VISITS else column[order]
        for name, column in zip(Sample._fields[:-2], sample[:-2], strict=True)
        if name != "first"
    }
    columns |= {
        "first": first,
        "deferred": sample.deferred[order] + moved,
        "parent": np.where(parent >= 0, place[parent], -1),
        "decided": np.where(decided >= 0, decided + moved, -1),
    }
    return sample._replace(**columns)
