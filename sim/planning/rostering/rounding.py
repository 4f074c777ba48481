"""Whole officers out of a linear programme: its solution rounded, then bettered one officer or one move at a time.

A local search from a rounded solution is far quicker than an integer programme, and the linear programme bounds how far
it may be from the best (Nemhauser and Wolsey 1988, Integer and combinatorial optimization, II.3).
"""

import math
from dataclasses import dataclass

import numpy as np

from sim.arrays import F

UP_FROM = (0.3, 0.5, 0.7)  # parts of an officer from which on they are rounded up, each tried
LEAST = 1e-6  # that a move has to save


@dataclass(frozen=True)
class Choice:
    """What whole officers are chosen by: cost and most of each of T templates, cover of H periods, and R rules."""

    required: F  # (H,) officers required
    present: F  # (H, T) officers present of one on each template
    costs: F  # (T,)
    price: float  # of an officer missing for a period
    most: F  # (T,) officers on each template
    weights: F  # (R, T) of one officer on each template in each rule
    allowed: F  # (R,) most of the weighted sum

    def value(self, officers: F) -> float:
        """Return the cost of officers (T,) and of those missing."""
        missing = np.maximum(self.required - self.present @ officers, 0.0)
        return float(self.costs @ officers + self.price * missing.sum())


def rounded(choice: Choice, relaxed: F) -> F | None:
    """Return (T,) whole officers near a solution of the linear programme (T,), the best found; none within the rules:
    None.
    """
    found = []
    for up_from in UP_FROM:
        start = np.minimum(np.floor(relaxed + 1 - up_from), np.floor(choice.most))
        search = _Search(choice, start)
        if search.within_rules():
            found.append(search.bettered())
    return min(found, key=choice.value, default=None)


class _Search:
    """A local search: one officer more, one fewer, one moved to another template, whichever saves most."""

    def __init__(self, choice: Choice, officers: F) -> None:
        self.choice, self.officers = choice, officers
        self.lacking = choice.required - choice.present @ officers  # below 0 where there are more than required
        self.used = choice.weights @ officers

    def within_rules(self) -> bool:
        """Take and add officers, the cheapest for what a broken rule lacks first, until no rule is broken."""
        for _ in range(2 * int(self.officers.sum()) + 10 * self.officers.size):
            broken = self.used > self.choice.allowed + LEAST
            if not broken.any():
                return True
            excess = self.choice.weights[broken].sum(axis=0)
            with np.errstate(divide="ignore", invalid="ignore"):
                fewer = np.where((excess > 0) & (self.officers >= 1), self._if_fewer() / excess, math.inf)
                more = np.where((excess < 0) & self._free(), self._if_more() / -excess, math.inf)
            down, up = int(fewer.argmin()), int(more.argmin())
            if not math.isfinite(min(fewer[down], more[up])):
                return False
            self._take(down) if fewer[down] <= more[up] else self._add(up)
        return False

    def bettered(self) -> F:
        """Return officers that no single step and no single move betters."""
        while self._step() or self._move():
            pass
        return self.officers

    def _step(self) -> bool:
        more = np.where(self._free() & self._fits(self.choice.weights), self._if_more(), math.inf)
        fewer = np.where((self.officers >= 1) & self._fits(-self.choice.weights), self._if_fewer(), math.inf)
        up, down = int(more.argmin()), int(fewer.argmin())
        if min(more[up], fewer[down]) >= -LEAST:
            return False
        self._add(up) if more[up] <= fewer[down] else self._take(down)
        return True

    def _move(self) -> bool:
        best, move = -LEAST, None
        for k in np.flatnonzero(self.officers >= 1):
            weights = self.choice.weights - self.choice.weights[:, [k]]
            after = self.lacking + self.choice.present[:, k]
            saved = self._if_more(after) - self.choice.costs[k] + self.choice.price * self._missing(after)
            saved = saved - self.choice.price * self._missing(self.lacking)
            saved = np.where(self._free() & self._fits(weights), saved, math.inf)
            other = int(saved.argmin())
            if saved[other] < best:
                best, move = float(saved[other]), (int(k), other)
        if move is None:
            return False
        self._take(move[0])
        self._add(move[1])
        return True

    def _missing(self, lacking: F) -> float:
        return float(np.maximum(lacking, 0.0).sum())

    def _if_more(self, lacking: F | None = None) -> F:
        """Return (T,) what one officer more on each template costs, in officers and in those missing."""
        lacking = self.lacking if lacking is None else lacking
        missing = np.maximum(lacking[:, None] - self.choice.present, 0.0).sum(axis=0) - self._missing(lacking)
        return np.asarray(self.choice.costs + self.choice.price * missing)

    def _if_fewer(self) -> F:
        missing = np.maximum(self.lacking[:, None] + self.choice.present, 0.0).sum(axis=0) - self._missing(self.lacking)
        return np.asarray(self.choice.price * missing - self.choice.costs)

    def _free(self) -> np.ndarray:
        return np.asarray(self.officers + 1 <= self.choice.most)

    def _fits(self, weights: F) -> np.ndarray:
        """(T,) whether the rules hold after each of these changes (R, T)."""
        room = self.choice.allowed - self.used
        return np.asarray((weights <= room[:, None] + LEAST).all(axis=0))

    def _add(self, k: int) -> None:
        self._change(k, 1.0)

    def _take(self, k: int) -> None:
        self._change(k, -1.0)

    def _change(self, k: int, by: float) -> None:
        self.officers[k] += by
        self.lacking = self.lacking - by * self.choice.present[:, k]
        self.used = self.used + by * self.choice.weights[:, k]
