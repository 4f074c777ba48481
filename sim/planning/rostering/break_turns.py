"""Breaks in turns: who of a shift is away when, so that the others cover as much as they can."""

from collections.abc import Sequence

import numpy as np

from sim.arrays import F, I

EVEN = 1e-4  # of a missing officer, that an uneven spread of those to spare counts


def turns(choices: Sequence[F], officers: Sequence[int] | I, needed: F) -> list[I]:
    """Return (V,) officers on each of the V choices of every group, officer after officer where fewest are missing.

    `choices` are (V, H) presence of an officer of a group, by the places of the breaks. Whoever has no place yet is
    present as the mean of the choices is.
    """
    found = [np.zeros(len(one), dtype=np.int64) for one in choices]
    there = np.zeros(needed.size)
    for one, count in zip(choices, officers, strict=True):
        there = there + count * one.mean(axis=0)
    for mine, one, count in zip(found, choices, officers, strict=True):
        for _ in range(int(count)):
            there = there - one.mean(axis=0)
            best = _best(there + one, needed)
            mine[best] += 1
            there = there + one[best]
    return found


def bettered(choices: Sequence[F], placed: Sequence[I], needed: F) -> list[I]:
    """Return officers placed as by `turns`, each moved once to where fewest are missing given all others."""
    found = [mine.copy() for mine in placed]
    there = np.zeros(needed.size)
    for one, mine in zip(choices, found, strict=True):
        there = there + mine @ one
    for mine, one in zip(found, choices, strict=True):
        for v in np.repeat(np.arange(len(one)), mine) if len(one) > 1 else ():
            there = there - one[v]
            best = _best(there + one, needed)
            mine[v] -= 1
            mine[best] += 1
            there = there + one[best]
    return found


def _best(there: F, needed: F) -> int:
    """Return which of (V, H) officers present leaves fewest missing, and those to spare most evenly spread."""
    spare = there - needed
    missing = np.maximum(-spare, 0.0)
    return int(np.argmin((missing + EVEN * spare**2).sum(axis=1)))
