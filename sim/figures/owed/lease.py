"""The leases of a measure: from when to when each of its orders owes rent."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.arrays import B, I
from sim.figures.contingency import OPEN, Orders
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.contingency import Measure
from sim.scenario.values.units import Money

BEFORE = -1  # before every tick
NOTHING = Fraction(0)


class Leases(NamedTuple):
    """(n,) leases of one measure, one for each order, in order of time. One that was called off has no term."""

    ordered: I  # tick of the order, before all ticks where it lies before the run
    begin: I  # tick from which rent runs
    until: I  # tick at which it ends and the space is given back
    held: B  # false where the order was called off

    def made_in_run(self) -> "Leases":
        """Return those that were not under way at the start already."""
        return Leases(*(column[self.ordered != BEFORE] for column in self))

    def open_in(self, begin: int, until: int) -> tuple[I, I]:
        """Return (begins, ends) of the parts of the terms between two ticks."""
        first, last = np.maximum(self.begin, begin), np.minimum(self.until, until)
        lasting = self.held & (last > first)
        return first[lasting], last[lasting]


def leases(measure: Measure, orders: Orders, lead: I, time: Clock) -> Leases:
    """Return the leases of a measure from its orders and their lead times (n,) in seconds.

    A lease that runs at `end` goes on to the end of its term and of the options kept by then. Without options it runs
    to `end` at least. An order that is not ready by `end` owes its minimum term from when it is. What is open at
    `start` has what is left of its term, in the months that it has reached, and its set-up lies before the run.
    """
    held = orders.cancelled < 0
    ordered = np.where(orders.begun > 0, BEFORE, orders.ordered)
    begin = np.where(orders.ready >= 0, orders.ready, np.where(orders.begun > 0, time.start, orders.ordered) + lead)
    until = begin + round(measure.minimum_term)
    if given := measure.at_start:
        opened = orders.begun == OPEN
        begin = np.where(opened, time.tick(given.open_since) if given.open_since else begin, begin)
        until = np.where(opened, time.start + round(given.term_left or 0), until)
    until = until + orders.kept * round(measure.options.each) if measure.options else np.maximum(until, time.end)
    until = np.where(orders.released >= 0, orders.released, until)
    return Leases(ordered, np.where(held, begin, ordered), np.where(held, until, ordered), held)


def exact(money: Money | None) -> Fraction:
    """Return an amount as it was written; nothing where there is none."""
    return _written(money.amount) if money else NOTHING


@lru_cache(maxsize=1024)
def _written(amount: float) -> Fraction:
    return Fraction(str(amount))
