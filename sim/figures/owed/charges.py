"""What the orders of a measure owe, as charges that fall due once or as time runs.

An order settles what is owed: set-up, the rent of each stage from its own opening, and restoration, whether or not the
end of the run comes first. Amounts are exact: times are whole seconds and prices are fractions.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from sim.arrays import DAY, I
from sim.figures.owed.given_back import Piece, Told
from sim.figures.owed.lease import Leases, exact
from sim.scenario.calendar.clock import NEVER, Clock
from sim.scenario.language.contingency import Measure
from sim.scenario.language.leases.terms import Rates
from sim.scenario.schema import Scenario
from sim.scenario.values.units import MONTH, Money

Prices = dict[int, Money]


class Once(NamedTuple):
    """An amount that falls due at a tick."""

    tick: int
    amount: Fraction

    def due(self, begin: int, until: int) -> Fraction:
        """Return what falls due from a tick to before another."""
        return self.amount if begin <= self.tick < until else Fraction(0)


class Running(NamedTuple):
    """An amount a second, from a tick to before another."""

    begin: int
    until: int
    a_second: Fraction

    def due(self, begin: int, until: int) -> Fraction:
        """Return what falls due from a tick to before another."""
        return max(min(until, self.until) - max(begin, self.begin), 0) * self.a_second


class Heads(NamedTuple):
    """Persons who are charged: (C,) ticks from which each number holds, and person-seconds before each of them."""

    tick: I
    persons: I
    before: I

    def between(self, begin: int, until: int) -> int:
        """Person-seconds from a tick to before another."""
        return self._before(until) - self._before(begin) if until > begin else 0

    def _before(self, tick: int) -> int:
        row = int(np.searchsorted(self.tick, tick, side="right")) - 1
        return int(self.before[row] + self.persons[row] * (tick - self.tick[row])) if row >= 0 else 0


class Used(NamedTuple):
    """An amount a second for each head."""

    begin: int
    until: int
    a_second: Fraction
    heads: Heads

    def due(self, begin: int, until: int) -> Fraction:
        """Return what falls due from a tick to before another."""
        return self.heads.between(max(begin, self.begin), min(until, self.until)) * self.a_second


Charge = Once | Running | Used


def due(charges: Iterable[Charge], begin: int, until: int = NEVER) -> Fraction:
    """Return what falls due of all charges from a tick to before another."""
    return sum((charge.due(begin, until) for charge in charges), Fraction(0))


def charged(
    scenario: Scenario, name: str, time: Clock, mine: Leases, found: Sequence[Piece], orders: Sequence[Told],
    heads: Heads,
) -> list[tuple[int, Charge]]:  # fmt: skip
    """Return all that the orders of a measure owe, each with the tick of its order: set-up, rent and restoration."""
    measure = scenario.contingency[name]
    every: list[tuple[int, Charge]] = []
    for order, ordered in enumerate(mine.ordered.tolist()):
        price = measure.cost.on(day_of(time, ordered))
        setting_up = (price.set_up, *(stage.cost.set_up for stage in measure.stages.values()))
        owed: list[Charge] = [Once(ordered, exact(money)) for money in setting_up if money]
        pieces = [piece for piece in found if piece.order == order]
        if pieces:
            owed += _given_back(price, pieces)
            periods = _periods(measure, time, price, int(mine.until[order]), orders[order].kept)
            owed += _rents(measure, pieces, periods, officers(scenario, measure), heads)
        every += [(ordered, charge) for charge in owed]
    return every


def sent(scenario: Scenario, name: str, time: Clock, mine: Leases) -> list[tuple[int, Charge]]:
    """Return what the orders of a measure cost the ports that send its officers, each with the tick of its order."""
    measure = scenario.contingency[name]
    found: list[tuple[int, Charge]] = []
    brought = officers(scenario, measure)
    for ordered, begin, until, held in zip(*(column.tolist() for column in mine), strict=True):
        price = measure.cost.on(day_of(time, ordered)).to_sending_ports
        if held and price:
            found.append((ordered, Running(begin, until, exact(price) * brought / DAY)))
    return found


def _given_back(price: Rates, pieces: Sequence[Piece]) -> Iterator[Charge]:
    """Yield what giving back costs: with each part by its places, or once with the last."""
    money = price.restoration
    if money and money.each:
        yield from (Once(piece.until, piece.places * exact(money)) for piece in pieces)
    elif money:
        yield Once(max(piece.until for piece in pieces), exact(money))


Periods = list[tuple[int, int, Prices]]  # from a tick to before another: the prices that hold


def _periods(measure: Measure, time: Clock, price: Rates, until: int, kept: tuple[int, ...]) -> Periods:
    """Return which rent holds when: the term has the prices of the day of the order, an option those of the day on
    which it is kept."""
    each = round(measure.options.each) if measure.options else 0
    since = [-NEVER, *(until - k * each for k in range(len(kept), 0, -1))]
    given = [price.per_month, *(measure.cost.on(day_of(time, tick)).per_month for tick in kept)]
    return list(zip(since, [*since[1:], NEVER], given, strict=True))


def _rents(
    measure: Measure, pieces: Sequence[Piece], periods: Periods, brought: Fraction, heads: Heads
) -> Iterator[Charge]:
    """Yield the rent of one order: of the stages that share the price of the measure, and of each that has its own."""
    own = {k: stage.cost.per_month for k, stage in enumerate(measure.stages.values(), 1) if stage.cost.per_month}
    yield from _rent([piece for piece in pieces if piece.stage not in own], periods, brought, heads)
    for stage, prices in own.items():
        mine = [piece for piece in pieces if piece.stage == stage]
        yield from _rent(mine, [(-NEVER, NEVER, prices)], brought, heads)


def _rent(pieces: Sequence[Piece], periods: Periods, brought: Fraction, heads: Heads) -> Iterator[Charge]:
    """Yield a rent, whose months count from the first opening; per place, from when each opened."""
    if not pieces:
        return
    first, last = min(piece.begin for piece in pieces), max(piece.until for piece in pieces)
    for since, before, prices in periods:
        for begin, until, money in tiers(prices):
            a_second = exact(money) / MONTH
            if money.each == "place":
                for piece in pieces:
                    span = _within(piece.begin + begin, piece.begin + until, piece.begin, piece.until, since, before)
                    yield Running(*span, a_second * piece.places)
            else:
                span = _within(first + begin, first + until, first, last, since, before)
                whole = Running(*span, a_second * (brought if money.each else 1))
                yield Used(*span, a_second, heads) if money.each == "head" else whole


def _within(*spans: int) -> tuple[int, int]:
    """Return what spans have in common, given as begins and ends in turn; nothing of it may be left."""
    return max(spans[::2]), min(spans[1::2])


def tiers(prices: Prices) -> Iterator[tuple[int, int, Money]]:
    """Yield the seconds of the term from which and before which each price by the month holds, and the price."""
    months = sorted(prices)
    for month, following in zip_longest(months, months[1:]):
        yield (month - 1) * MONTH, NEVER if following is None else (following - 1) * MONTH, prices[month]


def officers(scenario: Scenario, measure: Measure) -> Fraction:
    """Return the officers whom a measure brings, each post times the people who fill it."""
    brought = measure.brings.staff.items()
    return sum(
        (sum(posts.values()) * Fraction(str(scenario.staff[pool].people_per_post)) for pool, posts in brought),
        Fraction(0),
    )


def retainer(measure: Measure, time: Clock, begin: int, until: int) -> Fraction:
    """Return what it costs to have the measure at hand from a tick to before another, ordered or not."""
    cost, found = measure.cost, Fraction(0)
    if not measure.enabled:
        return found
    days: list[date | None] = [None, *sorted(cost.changes)]
    for day, following in zip(days, [*days[1:], None], strict=True):
        since = time.tick(day) if day else begin
        before = time.tick(following) if following else until
        if price := cost.on(day or date.min).standby_per_month:
            found += exact(price) * max(min(until, before) - max(begin, since), 0) / MONTH
    return found


def needless(scenario: Scenario, measure: Measure) -> float:
    """Return what one opening costs that nobody needs: set-up, the minimum terms, restoration, at the first prices."""
    stages = list(measure.stages.values())
    terms = [measure.minimum_term if one.minimum_term is None else one.minimum_term for one in stages]
    brings = [sum(measure.brings.areas.values()), *(one.brings.total for one in stages)]
    spans = [round(measure.minimum_term), *map(round, terms)]
    pieces = [Piece(0, k, 0, span, {0: n}, {}) for k, (span, n) in enumerate(zip(spans, brings, strict=True))]
    least = measure.cost.least_heads
    nobody = Heads(np.zeros(1, np.int64), np.full(1, least), np.zeros(1, np.int64))
    once = [Once(0, exact(money)) for money in (measure.cost.set_up, *(one.cost.set_up for one in stages))]
    rents = _rents(measure, pieces, [(-NEVER, NEVER, measure.cost.per_month)], officers(scenario, measure), nobody)
    return float(due([*once, *_given_back(measure.cost.on(date.min), pieces), *rents], 0))


def day_of(time: Clock, tick: int) -> date:
    """Return the local day of a tick; of one before the run the day before it."""
    return time.at(tick).date()
