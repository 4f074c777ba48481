"""Simulated histories of a stream: the language's days, summed over windows."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from scipy.special import gammaincinv, ndtr

from sim.arrays import F, I
from sim.calibration.fitting.window_cells import Counted, counted
from sim.calibration.published.window import Window
from sim.problems import Place

FIRST = date(2024, 1, 1)  # a Monday
HERE = Place("counts.csv", 2, 1)
ALONE = np.array([0.0, 1.0])  # each event is one person


def days(
    rng: np.random.Generator,
    level: F,
    sd: float,
    memory: float,
    weekday: Sequence[float] = (1.0,) * 7,
    event: F = ALONE,
) -> I:
    """(D,) persons of each day: events, Poisson about a level that gamma factors multiply, remembered on the normal
    scale; `event` (X + 1,) has the chances of an event to bring so many persons."""
    z = rng.standard_normal(level.size)
    for k in range(1, level.size):
        z[k] = memory * z[k - 1] + np.sqrt(1 - memory**2) * z[k]
    factor = gammaincinv(1 / sd**2, ndtr(z)) * sd**2
    mean = float(np.arange(event.size) @ event)
    events = rng.poisson(level * np.resize(weekday, level.size) * factor / mean)
    if event.size == ALONE.size:
        return events
    found: I = np.asarray(rng.multinomial(events, event / event.sum()) @ np.arange(event.size), dtype=np.int64)
    return found


def summed(persons: I, cuts: Sequence[int]) -> Counted:
    """The counts of windows that begin on these days and end before the next."""
    found = []
    for begin, end in pairwise(cuts):
        n = int(persons[begin:end].sum())
        found.append(Window(FIRST + timedelta(days=begin), FIRST + timedelta(days=end - 1), n, n, HERE))
    return counted(found)


def months(size: int) -> list[int]:
    """The days on which months begin, and the day after the last whole one."""
    return [k for k in range(size + 1) if (FIRST + timedelta(days=k)).day == 1]
