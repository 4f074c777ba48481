"""The best programme of a future whose path is known."""

from collections.abc import Iterator

import numpy as np

from sim.experiments.playing.engine import Engine
from sim.planning.triggers.judging.hindsight.path import Path
from sim.planning.triggers.judging.hindsight.played import Called, Future, Orders, Played
from sim.planning.triggers.judging.hindsight.programme import Programme, programme
from sim.planning.triggers.trigger import Question

PLAYS = 20  # at most in a future in which what is opened changes what people meet
STEPS = (8, 4, 2, 1)  # days by which an order is moved, in turn


def best(question: Question, engine: Engine, number: int) -> tuple[float, bool, Called]:
    """Return the least loss of a replication, whether no programme has less, and what is ordered for it.

    `engine` plays the scenario with all judged measures at hand.
    """
    future = Future(question, engine, number)
    price = question.settings.price.amount
    without = future.played(())
    found = programme(future.contracts, without.path, price)
    first = min(int(contract.orders(0).opens[0]) for contract in future.contracts)
    if not future.fragile and without.last < first:
        return found.loss, True, future.called(found.orders)
    search = _Search(future, without, price)
    search.improve(found)
    orders = min(search.tried, key=lambda one: search.tried[one])
    return search.tried[orders], False, future.called(orders)


class _Search:
    """Programmes that are played, and what each loses."""

    def __init__(self, future: Future, without: Played, price: float) -> None:
        self._future, self._without, self._price = future, without, price
        self.tried: dict[Orders, float] = {(): price * without.crowding}

    def improve(self, found: Programme) -> None:
        """Play the best on the path of the one before until that is known; then move orders while that is better."""
        paths: dict[Orders, Path] = {}
        while found.orders not in self.tried and len(self.tried) <= PLAYS // 2:
            paths[found.orders] = self._play(found.orders)
            found = programme(self._future.contracts, paths[found.orders], self._price)
        for step in STEPS:
            while self._moved(step):
                pass

    def _moved(self, step: int) -> bool:
        """Return whether a move of one order of the best programme makes it better; the first that does is made."""
        best = min(self.tried, key=lambda one: self.tried[one])
        for orders in _neighbours(self._future, best, step):
            if orders not in self.tried and len(self.tried) <= PLAYS:
                self._play(orders)
                if self.tried[orders] < self.tried[best]:
                    return True
        return False

    def _play(self, orders: Orders) -> Path:
        on = self._future.played(orders)
        at_hand = {order.contract for order in orders}
        kept = sum(contract.retainer for k, contract in enumerate(self._future.contracts) if k in at_hand)
        self.tried[orders] = on.cost - self._without.cost + kept + self._price * on.crowding
        return on.path


def _neighbours(future: Future, orders: Orders, step: int) -> Iterator[Orders]:
    """Yield programmes in which one order is moved by some days, ends one way sooner or later, or both."""
    for k, order in enumerate(orders):
        owes = future.contracts[order.contract].orders(order.number).owes
        for day, way in ((step, 0), (-step, 0), (0, 1), (0, -1), (step, -1), (-step, 1)):
            moved = order._replace(day=order.day + day, way=order.way + way)
            inside = 0 <= moved.day < owes.shape[0] and 0 <= moved.way < owes.shape[1]
            if inside and np.isfinite(owes[moved.day, moved.way]):
                yield (*orders[:k], moved, *orders[k + 1 :])
