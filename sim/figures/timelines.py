"""Whole numbers that change in time (persons, officers, space), and what is read off them: peaks, sums, hours above.

A change at a tick holds from that tick on, and all changes of one tick count as one.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, F, I

BITS, MIDDLE = 24, 1 << 23  # a change is packed below its tick, so that one sort of integers orders both


class Changes(NamedTuple):
    """(C,) ticks, in any order, and by how much the number changes at each; 0 before the first."""

    tick: I
    by: I


class Course(NamedTuple):
    """The number over a span, in pieces in order of time: (C,) begin, length in seconds (may be 0), value."""

    tick: I
    length: I
    value: I


def spells(begin: I, end: I, weight: I) -> Changes:
    """Return the sum of the weights of what lasts from `begin` to before `end`."""
    return Changes(np.concatenate((begin, end)), np.concatenate((weight, -weight)))


def merge_adjacent(begin: I, end: I, weight: I) -> Changes:
    """Do as `spells`, with a spell that begins as the one before it in the arrays ends counted as its continuation."""
    goes_on = (begin[1:] == end[:-1]) & (weight[1:] == weight[:-1])
    first = np.flatnonzero(np.append(True, ~goes_on)[: begin.size])
    return spells(begin[first], end[np.append(first, begin.size)[1:] - 1], weight[first])


def together(*parts: Changes) -> Changes:
    """Return the sum of several numbers."""
    return Changes(np.concatenate([p.tick for p in parts]), np.concatenate([p.by for p in parts]))


def minus(changes: Changes, level: int) -> Changes:
    """Return the number less a constant."""
    return Changes(np.append(changes.tick, 0), np.append(changes.by, -level))


def step_function(changes: Changes, start: int, end: int) -> Course:
    """Return the number from `start` to before `end`; the first piece begins at `start`."""
    packed = (np.clip(changes.tick, start, end) << BITS) + (changes.by + MIDDLE)
    packed.sort()
    ticks = np.concatenate(([start], packed >> BITS))
    values = np.concatenate(([0], np.cumsum((packed & ((1 << BITS) - 1)) - MIDDLE)))
    return Course(ticks, np.diff(ticks, append=end), values)


def total(piece: Course) -> int:
    """Unit-seconds: the integral of the number."""
    return int(np.dot(piece.value, piece.length))


def peak(piece: Course) -> int:
    """Return the greatest value that lasts at all."""
    return int(piece.value[piece.length > 0].max(initial=0))


def time_above(piece: Course) -> tuple[int, int]:
    """Return seconds in which the number is above 0, and unit-seconds by which it is."""
    excess = np.maximum(piece.value, 0)
    return int(piece.length[excess > 0].sum()), int(np.dot(excess, piece.length))


def value_at(piece: Course, ticks: I) -> I:
    """Return the number at each of the ticks."""
    return piece.value[np.searchsorted(piece.tick, ticks, side="right") - 1]


def periods(piece: Course) -> tuple[I, I]:
    """Return (begins, ends) of the periods in which the number is above 0: disjoint, in order, not empty."""
    lasting = piece.length > 0
    ticks, is_above = piece.tick[lasting], piece.value[lasting] > 0
    turns = np.diff(is_above.astype(np.int8), prepend=0, append=0)
    ends = np.append(ticks, piece.tick[-1] + piece.length[-1])
    return ends[turns > 0], ends[turns < 0]


def overlap(spans: tuple[I, I], begin: I, end: I) -> I:
    """Return seconds that each of the stretches from `begin` to `end` shares with periods that are disjoint and in
    order.
    """
    begins, ends = spans
    lasted = np.concatenate(([0], np.cumsum(ends - begins)))
    last = np.append(ends, 0)

    def before(tick: I) -> I:
        count = np.searchsorted(begins, tick, side="right")
        return lasted[count] - np.where(count > 0, np.maximum(last[count - 1] - tick, 0), 0)

    return before(end) - before(begin)


def hourly(changes: Changes, start: int, hours: int) -> I:
    """(hours,) the number at each full hour from `start` on."""
    after = np.clip(-((start - changes.tick) // HOUR), 0, hours)
    return np.bincount(after, weights=changes.by, minlength=hours + 1)[:hours].cumsum().astype(np.int64)


def hourly_sums(changes: Changes, start: int, end: int, hours: int) -> F:
    """Return (hours,) unit-seconds in each hour from `start` on, none past `end`."""
    since = np.clip(changes.tick, start, end) - start
    hour = since // HOUR
    count = np.bincount(hour, weights=changes.by, minlength=hours + 1)
    offset = np.bincount(hour, weights=changes.by * since, minlength=hours + 1)
    edges = np.minimum(np.arange(1, hours + 1) * HOUR, end - start)
    upto = edges * np.cumsum(count)[:hours] - np.cumsum(offset)[:hours]
    return np.diff(upto, prepend=0.0)
