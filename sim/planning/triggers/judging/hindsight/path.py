"""The crowding of one future while these or those measures are open, as long as they change nothing that people do."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, F, I
from sim.figures.timelines import Course

Open = tuple[bool, ...]  # which of the measures are


class Path(NamedTuple):
    """Person-hours above the space, summed from the beginning on, in each area; by what is open."""

    ticks: tuple[I, ...]  # of each area (T,)
    summed: tuple[dict[Open, F], ...]  # and person-hours before each of its ticks

    def before(self, tick: I, opened: Open) -> F:
        """Return the person-hours above the space until some ticks, were these measures open from the beginning on."""
        areas = zip(self.ticks, self.summed, strict=True)
        return np.asarray(sum(np.interp(tick, ticks, summed[opened]) for ticks, summed in areas))

    def all(self, opened: Open) -> float:
        """Return the person-hours of the whole future."""
        return float(sum(summed[opened][-1] for summed in self.summed))


def path(excess: Sequence[Course], brings: Sequence[Sequence[int]]) -> Path:
    """Return the path of areas from persons above their space in each, and the space that each measure brings to each.

    `brings` (M measures, areas).
    """
    every = list(product((False, True), repeat=len(brings)))
    summed: list[dict[Open, F]] = []
    for k, course in enumerate(excess):
        more = {one: sum(space[k] for space, opened in zip(brings, one, strict=True) if opened) for one in every}
        summed.append({one: _summed(course, space) for one, space in more.items()})
    return Path(tuple(np.append(course.tick, course.tick[-1] + course.length[-1]) for course in excess), tuple(summed))


def _summed(course: Course, space: int) -> F:
    above = np.maximum(course.value - space, 0) * course.length
    return np.concatenate(([0.0], np.cumsum(above))) / HOUR
