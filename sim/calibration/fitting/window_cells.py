"""Windows as cells: what a window has beyond those within it, so that none is the sum of others."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from scipy.linalg import qr
from scipy.sparse import csr_array

from sim.arrays import F, I
from sim.calibration.published.window import Window


class Counted(NamedTuple):
    """What was counted, cell by cell in the order of their first days: (C,) persons, (C, D; sparse) the days of each,
    the first of the D days, and the window that each is left of."""

    counts: F
    days: Any
    first: date
    windows: tuple[Window, ...]

    @property
    def begins(self) -> I:
        """(C,) the first day of each cell, from 0."""
        found: I = self.days.indices[self.days.indptr[:-1]]
        return found


def counted(windows: Sequence[Window]) -> Counted:
    """Return windows of one stream, which contradict nothing, as cells. Windows that overlap in part stay whole, and a
    window that others determine is left out."""
    order = sorted(windows, key=lambda one: (one.days, one.first))
    first, last = min(one.first for one in order), max(one.last for one in order)
    size = (last - first).days + 1
    days: list[F] = []
    counts: list[float] = []
    kept: list[Window] = []
    for one in order:
        own = np.zeros(size)
        own[(one.first - first).days : (one.last - first).days + 1] = 1.0
        rest, left = own.copy(), one.count
        for row, count in sorted(zip(days, counts, strict=True), key=lambda pair: -pair[0].sum()):
            if (rest - row).min() >= 0:
                rest, left = rest - row, left - count
        if rest.any() and left >= 0:
            days.append(rest)
            counts.append(left)
            kept.append(one)
    made, numbers = np.array(days), np.array(counts, dtype=np.float64)
    chosen = _independent(made)
    by_day = chosen[np.lexsort((-made[chosen].sum(axis=1), np.argmax(made[chosen] > 0, axis=1)))]
    return Counted(numbers[by_day], csr_array(made[by_day]), first, tuple(kept[k] for k in by_day))


def _independent(days: F) -> I:
    """Return the rows of which none is a combination of the others, the shortest first."""
    if days.sum(axis=0).max() <= 1:
        return np.arange(days.shape[0])
    _, r, order = qr(days.T, mode="economic", pivoting=True)
    rank = int((np.abs(np.diag(r)) > 1e-9).sum())
    return np.sort(order[:rank])
