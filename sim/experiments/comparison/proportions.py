"""The difference of two shares in pairs: the same replication with and without a change."""

import math
from collections.abc import Callable

from sim.experiments.intervals import TAIL, UNKNOWN, Interval

STEPS = 60  # halvings: far below the last digit


def of_paired_shares(only_new: int, only_old: int, of: int, tail: float = TAIL) -> Interval:
    """Tango's score interval of the difference of two shares, new less old, in `of` pairs.

    `only_new` pairs have it in the new scenario alone, `only_old` in the old one alone. Holds its level also where few
    pairs differ, or none, where the t interval has no width at all (Tango 1998, Equivalence test and confidence
    interval for the difference in proportions for the paired-sample design, Statistics in Medicine 17, 891-908).
    """
    if of < 1:
        return UNKNOWN
    from scipy.special import ndtri

    z = -float(ndtri(tail))
    middle = (only_new - only_old) / of
    low = _bound(-1.0, middle, lambda theta: _score(only_new, only_old, of, theta) > z)
    high = _bound(1.0, middle, lambda theta: _score(only_new, only_old, of, theta) < -z)
    return Interval(low, high)


def _bound(outside: float, inside: float, refuted: Callable[[float], bool]) -> float:
    for _ in range(STEPS):
        middle = (outside + inside) / 2
        if refuted(middle):
            outside = middle
        else:
            inside = middle
    return (outside + inside) / 2


def _score(b: int, c: int, n: int, theta: float) -> float:
    """(b - c - n theta) over its standard error at the likeliest probabilities that have the difference theta."""
    linear = -b - c + (2 * n - b + c) * theta
    rest = -c * theta * (1 - theta)
    likeliest = (math.sqrt(max(linear * linear - 8 * n * rest, 0.0)) - linear) / (4 * n)
    variance = n * (2 * likeliest + theta * (1 - theta))
    distance = b - c - n * theta
    if variance <= 0:
        return 0.0 if distance == 0 else math.copysign(math.inf, distance)
    return distance / math.sqrt(variance)
