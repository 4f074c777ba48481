"""Stationary probabilities of Markov chains written as transitions."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

import numpy as np

State = TypeVar("State", bound=Hashable)


def stationary(start: State, transitions: Callable[[State], Iterable[tuple[State, float]]]) -> Mapping[State, float]:
    """Long-run probabilities of the states that can be reached from `start`, solved as p Q = 0."""
    from scipy import sparse

    index: dict[State, int] = {start: 0}
    order = [start]
    rows, columns, rates = [], [], []
    for state in order:  # grows while it is read
        for target, rate in transitions(state):
            if rate > 0:
                if target not in index:
                    index[target] = len(order)
                    order.append(target)
                rows += [index[target], index[state]]
                columns += [index[state], index[state]]
                rates += [rate, -rate]
    n = len(order)
    flow = sparse.coo_array((rates, (rows, columns)), shape=(n, n)).tolil()
    flow[0, :] = 1.0
    p = sparse.linalg.spsolve(flow.tocsc(), np.eye(1, n)[0])
    return dict(zip(order, p, strict=True))


def mean(probabilities: Mapping[State, float], value: Callable[[State], float]) -> float:
    """The long-run mean of a function of the state."""
    return sum(p * value(state) for state, p in probabilities.items())
