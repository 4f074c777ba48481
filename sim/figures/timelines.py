"""Whole numbers that change in time (persons, officers, space), and what is read off them: peaks, sums, hours above.

A change at a tick holds from that tick on, and all changes of one tick count as one.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.figures.loops import compiled, courses

ALL = -(1 << 62)  # below every number


class Changes(NamedTuple):
    """(C,) ticks, in any order, and by how much the number changes at each; 0 before the first."""

    tick: I
    by: I


class Course(NamedTuple):
    """The number over a span, in pieces in order of time: (C,) begin, length in seconds (may be 0), value."""

    tick: I
    length: I
    value: I


class Hourly(NamedTuple):
    """(hours,) the number at each full hour, and unit-seconds in the hour that begins then."""

    at: I
    sums: F


class Measured(NamedTuple):
    """What is read off a number in one go: hour by hour, the greatest value that lasts at all, where it is asked for,
    and by how much it exceeds a cap, right where that is above 0."""

    hourly: Hourly
    peak: int
    excess: Course


def spells(begin: I, end: I, weight: I) -> Changes:
    """Return the sum of the weights of what lasts from `begin` to before `end`."""
    return Changes(np.concatenate((begin, end)), np.concatenate((weight, -weight)))


def together(*parts: Changes) -> Changes:
    """Return the sum of several numbers."""
    return Changes(np.concatenate([p.tick for p in parts]), np.concatenate([p.by for p in parts]))


def minus(changes: Changes, level: int) -> Changes:
    """Return the number less a constant."""
    return Changes(np.append(changes.tick, 0), np.append(changes.by, -level))


def step_function(changes: Changes, start: int, end: int, level: int = ALL) -> Course:
    """Return the number from `start` to before `end`; the first piece begins at `start`.

    Only what exceeds `level` need be right: where it cannot, the number may stay what it was some time before.
    """
    return Course(*compiled.pieces(changes.tick, changes.by, start, end, level))


def within(piece: Course, start: int, end: int) -> Course:
    """Return the pieces cut to a part of their span; those outside of it have no length."""
    begin = np.clip(piece.tick, start, end)
    return Course(begin, np.clip(piece.tick + piece.length, start, end) - begin, piece.value)


def total(piece: Course) -> int:
    """Unit-seconds: the integral of the number."""
    return int(np.dot(piece.value, piece.length))


def peak(changes: Changes, start: int, end: int, least: int = 0) -> int:
    """Return the greatest value that lasts at all, where it is known to be `least` at least."""
    piece = step_function(changes, start, end, least)
    return max(int(compiled.above(piece.length, piece.value)[2]), least)


def time_above(piece: Course) -> tuple[int, int]:
    """Return seconds in which the number is above 0, and unit-seconds by which it is."""
    seconds, units, _ = compiled.above(piece.length, piece.value)
    return int(seconds), int(units)


def summed_at(changes: Changes, ticks: I) -> int:
    """Return the sum of the number over ticks that are in order."""
    return int(np.dot(changes.by, ticks.size - np.searchsorted(ticks, changes.tick)))


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


def by_hour(changes: Changes, start: int, end: int, hours: int) -> Hourly:
    """Return the number hour by hour from `start` on, nothing of it past `end`."""
    return Hourly(*compiled.by_hour(changes.tick, changes.by, start, end, hours))


def measured(
    changes: Changes, start: int, end: int, hours: int, cap: Changes | None = None, *, peaked: bool = True
) -> Measured:
    """Return all of it at once, which takes half as long as one by one."""
    other = cap or Changes(changes.tick[:0], changes.by[:0])
    at, sums, most, *excess = courses.measured(*changes, *other, start, end, hours, peaked, cap is not None)
    return Measured(Hourly(at, sums), int(most), Course(*excess))
