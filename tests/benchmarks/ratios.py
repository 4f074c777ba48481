"""Ratios of processor time in one run: what is compared is played in turn, so that a busy machine is so for all."""

from collections.abc import Callable, Mapping, Sequence
from time import process_time
from typing import NamedTuple

import numpy as np

Seconds = dict[str, list[float]]


class Ratio(NamedTuple):
    """How many times as long one takes as another, its 95% interval, and what is wanted of it."""

    what: str
    value: float
    low: float
    high: float
    wanted: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.value >= self.wanted if self.at_least else self.value <= self.wanted

    def __str__(self) -> str:
        found = f"{self.what:<64}{_short(self.value):>8}  ({_short(self.low)} to {_short(self.high)})"
        wanted = f"at {'least' if self.at_least else 'most'} {self.wanted:g}"
        return f"{found:<94}{wanted:<15}{'yes' if self.met else 'no'}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor that a piece of work takes, all threads of this process together."""
    begin = process_time()
    work()
    return process_time() - begin


def interleaved(works: Mapping[str, Callable[[int], float]], rounds: int) -> Seconds:
    """Seconds of each work in each round; the order turns from round to round. A work is told the round, from 1 on."""
    found: Seconds = {name: [] for name in works}
    names = list(works)
    for number in range(1, rounds + 1):
        for name in names if number % 2 else reversed(names):
            found[name].append(works[name](number))
    return found


def ratio(
    what: str, one: Sequence[float], other: Sequence[float], wanted: float, *, at_least: bool = False, per: float = 1.0
) -> Ratio:
    """The ratio of the sums of paired rounds, times `per`; its interval is over resamples of the rounds."""
    a, b = np.array(one), np.array(other)
    rows = np.random.default_rng(1).integers(0, a.size, (2000, a.size))
    low, high = np.quantile(a[rows].sum(axis=1) / b[rows].sum(axis=1), (0.025, 0.975))
    return Ratio(what, *(float(x) * per for x in (a.sum() / b.sum(), low, high)), wanted, at_least)
