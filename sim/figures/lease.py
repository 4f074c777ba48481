"""What the orders of a measure owe, and when each part of it falls due.

An order settles what is owed. Set-up falls due on the day of the order, rent second by second while the lease runs,
restoration when the space is given back, whether or not the end of the run comes first. Amounts are exact: times are
whole seconds and prices are fractions.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from sim.arrays import B, I
from sim.figures.contingency import OPEN, Orders
from sim.scenario.calendar.clock import NEVER, Clock
from sim.scenario.language.contingency import Measure
from sim.scenario.schema import Scenario
from sim.scenario.values.units import MONTH, Money

BEFORE = -1  # before every tick


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


def due(scenario: Scenario, measure: Measure, mine: Leases, begin: int, until: int = NEVER) -> Fraction:
    """Return what falls due from `begin` to before `until`: set-up, rent and restoration."""
    ordered = int(((begin <= mine.ordered) & (mine.ordered < until)).sum())
    returned = int((mine.held & (begin <= mine.until) & (mine.until < until)).sum())
    once = ordered * exact(measure.cost.set_up) + returned * exact(measure.cost.restoration)
    return once + rent(scenario, measure, mine.begin, np.clip(mine.until, begin, until), begin)


def rent(scenario: Scenario, measure: Measure, begin: I, until: I, since: int = 0) -> Fraction:
    """Return the rent of terms (n,) from `begin` to before `until`, of which nothing before `since` counts.

    Each month of a term has its own price, and there is none before the first month priced.
    """
    found = Fraction(0)
    for first, last, price in tiers(scenario, measure):
        seconds = np.minimum(begin + last, until) - np.maximum(begin + first, since)
        found += int(np.maximum(seconds, 0).sum()) * price
    return found


def tiers(scenario: Scenario, measure: Measure) -> Iterator[tuple[int, int, Fraction]]:
    """Yield the seconds of the term from which and before which each price holds, and the price a second."""
    prices = sorted(measure.cost.per_month.items())
    ends = [month for month, _ in prices[1:]]
    for k, (month, money) in enumerate(prices):
        until = (ends[k] - 1) * MONTH if k < len(ends) else NEVER
        yield (month - 1) * MONTH, until, exact(money) * (officers(scenario, measure) if money.each else 1) / MONTH


def officers(scenario: Scenario, measure: Measure) -> Fraction:
    """Return the officers whom a measure brings, each post times the people who fill it."""
    brought = measure.brings.staff.items()
    return sum(
        (sum(posts.values()) * Fraction(str(scenario.staff[pool].people_per_post)) for pool, posts in brought),
        Fraction(0),
    )


def retainer(measure: Measure, seconds: int) -> Fraction:
    """Return what it costs to have the measure at hand for this long, ordered or not."""
    return exact(measure.cost.standby_per_month) * seconds / MONTH if measure.enabled else Fraction(0)


def needless(scenario: Scenario, measure: Measure) -> float:
    """Return what one opening costs that nobody needs: set-up, the minimum term, restoration."""
    term = np.array([round(measure.minimum_term)])
    once = exact(measure.cost.set_up) + exact(measure.cost.restoration)
    return float(once + rent(scenario, measure, np.zeros(1, dtype=np.int64), term))


def exact(money: Money | None) -> Fraction:
    """Return an amount as it was written; nothing where there is none."""
    return Fraction(str(money.amount)) if money else Fraction(0)
