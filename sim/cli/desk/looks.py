"""At how many runs a difference is called, and how much each of these looks may err.

Who looks again after every run, and calls a difference once its 95% interval leaves out nought, calls one where there
is none in far more than 5% of cases. Here the numbers of runs are fixed beforehand, and each look spends a part of what
all of them together may err (Lan and DeMets 1983, Discrete sequential boundaries for clinical trials, Biometrika 70,
659-663, in steps and by Bonferroni): 1.05% for each figure of a state. Of twenty states that differ from the written
one in nothing, one is so called in at most 1 - 0.9895^20 = 19% of cases.
"""

from collections.abc import Iterator

from sim.arrays import F
from sim.experiments.comparison.differences import Difference, difference
from sim.experiments.result import Result
from sim.views.brief.figures import compared

LOOKS = {8: 100, 32: 40, 100: 20, 400: 8}  # runs, and into how many parts the 5% go of which this look has one
FIRST = 2  # runs of the first numbers where `SOON` is not enough for those of the first look
SOON = 1.2  # seconds


def spent() -> float:
    """Return the chance, at most, that any look calls a difference of a figure where there is none."""
    return sum(0.05 / parts for parts in LOOKS.values())


def differences(old: Result, new: Result) -> Iterator[Difference]:
    """Yield the differences of the figures that a brief compares, on the same people; none between two looks."""
    runs = len(old.runs)
    if runs != len(new.runs) or runs not in LOOKS:
        return
    for name in compared(new):
        if name in old.names:
            yield difference(new.figures[name], _values(old, name), _values(new, name), LOOKS[runs])


def _values(result: Result, name: str) -> F:
    return result.values[:, result.names.index(name)]
