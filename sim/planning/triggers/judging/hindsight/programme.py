"""The least that a future can cost when its path is known, and what is ordered for it: dynamic programming by days.

What is owed for an order depends on when it opens and closes, and what it spares on the path between. One measure may
be ordered any number of times. Of two, the one with the longer term is ordered once with any number of orders of the
other, or any number of times by itself.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.planning.triggers.judging.hindsight.contract import Contract, Orders
from sim.planning.triggers.judging.hindsight.path import Path

Spared = Callable[[I], F]  # money that open space spares from the beginning until some ticks


class Order(NamedTuple):
    """One order of a programme: of which contract, on which day, its number, and how it ends."""

    contract: int
    day: int
    number: int
    way: int


class Programme(NamedTuple):
    """What it costs, crowding among it, and what is ordered; nothing for never."""

    loss: float
    orders: tuple[Order, ...]


def programme(contracts: Sequence[Contract], path: Path, price: float) -> Programme:
    """Return the least cost of at most two measures in a future; `price`: of a crowded person-hour."""
    none = (False,) * len(contracts)
    best = Programme(price * path.all(none), ())
    for k, contract in enumerate(contracts):
        alone = tuple(m == k for m in range(len(contracts)))
        fixed = price * path.all(none) + contract.retainer
        if fixed - price * (path.all(none) - path.all(alone)) + _least(contract) >= best.loss:
            continue
        found, orders = by_itself(contract, _between(path, none, alone, price))
        if orders and fixed + found < best.loss:
            best = Programme(fixed + found, tuple(Order(k, *order) for order in orders))
    return _both(contracts, path, price, best) if len(contracts) > 1 else best


def by_itself(contract: Contract, spared: Spared) -> tuple[float, list[tuple[int, int, int]]]:
    """Return what the orders of one measure owe less what they spare, the least of it, and (day, number, way) of each.

    The value of each day is that of the days after it: order then, in one of the ways it may end, or wait.
    """
    days, layers = contract.span.order.size, contract.numbers
    worth, ways = np.zeros((layers + 1, days + 1)), np.full((layers, days), -1)
    for number in reversed(range(layers)):
        orders = contract.orders(number)
        net = _net(orders, spared)
        after = number if layers == 1 else number + 1
        for day in reversed(range(days)):
            total = net[day] + worth[after, orders.follows[day]]
            way = int(np.argmin(total))
            ordered = total[way] < worth[number, day + 1]
            worth[number, day] = total[way] if ordered else worth[number, day + 1]
            ways[number, day] = way if ordered else -1
    return float(worth[0, 0]), list(_walk(contract, ways))


def _net(orders: Orders, spared: Spared) -> F:
    """(D, C) what each way of an order owes less what it spares."""
    return orders.owes - (spared(orders.ticks)[orders.at] - spared(orders.opens)[:, None])


def _walk(contract: Contract, ways: I) -> list[tuple[int, int, int]]:
    layers, days = ways.shape
    found: list[tuple[int, int, int]] = []
    day = 0
    while day < days and len(found) < max(layers, days):
        number = min(len(found), layers - 1)
        to_come = np.flatnonzero(ways[number, day:] >= 0)
        if not to_come.size or (layers > 1 and len(found) == layers):
            break
        day += int(to_come[0])
        found.append((day, len(found), int(ways[number, day])))
        day = int(contract.orders(number).follows[day, found[-1][2]])
    return found


def _between(path: Path, without: tuple[bool, ...], opened: tuple[bool, ...], price: float) -> Spared:
    return lambda tick: price * (path.before(tick, without) - path.before(tick, opened))


def _least(contract: Contract) -> float:
    """Return the least that an order owes."""
    return float(min(contract.orders(number).owes.min() for number in range(contract.numbers)))


def _both(contracts: Sequence[Contract], path: Path, price: float, best: Programme) -> Programme:
    """Return the best where both are ordered, if it is better: each order of the one with the longer term, the other by
    its own programme with it; those that cannot be better, were the other open for its least price, are left out."""
    long = int(contracts[1].timing.term > contracts[0].timing.term)
    outer, inner = contracts[long], contracts[1 - long]
    outside, within = (tuple(m == k for m in range(2)) for k in (1 - long, long))
    orders = outer.orders(0)
    spared = _between(path, outside, (True, True), price)
    fixed = outer.retainer + inner.retainer
    least = fixed + _least(inner) + price * path.all(outside) + _net(orders, spared)
    for place in np.argsort(least, axis=None, kind="stable"):
        day, way = (int(k) for k in np.unravel_index(place, least.shape))
        if least[day, way] >= best.loss:
            break
        opens, closes = int(orders.opens[day]), int(orders.closes[day, way])
        beside = _beside(path, price, (outside, within), opens, closes)
        found, others = by_itself(inner, beside)
        alone = _between(path, (False, False), within, price)
        mine = float(orders.owes[day, way]) - float(np.diff(alone(np.array([opens, closes])))[0])
        loss = fixed + price * path.all((False, False)) + mine + found
        if others and loss < best.loss:
            best = Programme(loss, (Order(long, day, 0, way), *(Order(1 - long, *one) for one in others)))
    return best


def _beside(
    path: Path, price: float, opened: tuple[tuple[bool, ...], tuple[bool, ...]], begin: int, end: int
) -> Spared:
    """Return what the inner measure spares while the outer is open from one tick to another; `opened`: the inner alone,
    the outer alone."""
    inner, outer = opened
    alone, more = _between(path, (False, False), inner, price), _between(path, outer, (True, True), price)
    first, last = np.array(begin), np.array(end)

    def spared(tick: I) -> F:
        inside = np.clip(tick, first, last)
        return alone(tick) - (alone(inside) - alone(first)) + more(inside) - more(first)

    return spared
