"""Officers required by the hour: from the offered load and a goal, before the simulation corrects them.

First modified offered load: each instant is staffed as if its load were that of a station at rest (Jennings,
Mandelbaum, Massey and Whitt 1996, Server staffing to meet time-varying demand); a load that varies more than Poisson's
enters by Hayward's approximation (Fredericks 1980). Then hour after hour by the exact chances of M(t)/M/s(t). Absence
is not in it: these are officers present.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.arrays import F, I
from sim.errors import ArgumentError
from sim.formulas import erlang_c
from sim.planning.staffing.offered_load import Load
from sim.scenario.values.units import duration, share
from sim.wording import say

GRAIN = 64  # loads are rounded to this part of an officer, so that equal ones are computed once
SETTLED = 60.0  # seconds


@dataclass(frozen=True)
class Goal:
    """What is asked of every hour: a share served within a wait, officers busy for a share at most, or both."""

    served: float | None = None  # share of visits that start within the wait
    within: float = 0.0  # seconds
    busy: float | None = None  # most of the officers present

    def __post_init__(self) -> None:
        if self.served is None and self.busy is None:
            raise ArgumentError(say("a share served, a share busy, or both"))
        if self.served is not None and not 0 < self.served < 1:
            raise ArgumentError(say("a share served between 0 and 1"))
        if self.busy is not None and not 0 < self.busy <= 1:
            raise ArgumentError(say("a share busy above 0 and up to 1"))
        if self.within < 0:
            raise ArgumentError(say("a wait of 0 or more"))


def goal_of(served: str | None, wait: str | None, busy: str | None) -> Goal | None:
    """Return the goal of every hour that a planner writes, such as "80%" within "30 min", or None if nothing is asked.

    ArgumentError with what is allowed.
    """
    if wait is not None and served is None:
        raise ArgumentError(say("found a wait alone; allowed: a wait with the share that is served within it"))
    if served is None and busy is None:
        return None
    try:
        return Goal(share(served) if served else None, duration(wait or "0 min"), share(busy) if busy else None)
    except ValueError as error:
        raise ArgumentError(str(error)) from None


def over_wait(officers: int, load: float, peakedness: float, within: float, service: float) -> float:
    """Return share of visits that wait longer than `within` where `officers` meet a steady load (Erlang C with
    peakedness).

    Of M/M/c: P(W > t) = C e^(-(c - a) t / service). With peakedness z both c and a are divided by it (Hayward).
    """
    if load <= 0:
        return 0.0
    if officers <= load:
        return 1.0
    c, a = officers / peakedness, load / peakedness
    return erlang_c(c, a) * math.exp(-(c - a) * within / service)


@lru_cache(maxsize=1 << 18)
def _over_wait(officers: int, load: int, peakedness: int, within: float, service: float) -> float:
    return over_wait(officers, load / GRAIN, peakedness / GRAIN, within, service)


def least_officers(loads: F, peakedness: float, service: float, goal: Goal) -> int:
    """Return the least number of officers that meets a goal in an hour whose load takes these values, all equally long.

    Visits are taken to come as the load stands, so each value weighs by itself. No load needs no officer.
    """
    loads = np.asarray(loads, dtype=np.float64)
    if not loads.any():
        return 0
    officers = math.ceil(float(loads.mean()) / goal.busy - 1e-9) if goal.busy is not None else 0
    if goal.served is None:
        return officers
    officers = max(officers, math.ceil(float(loads.min())))
    grains, z = np.rint(loads * GRAIN).astype(np.int64), round(peakedness * GRAIN)
    while _late(officers, grains, z, goal.within, service) > 1 - goal.served:
        officers += 1
    return officers


def _late(officers: int, grains: I, peakedness: int, within: float, service: float) -> float:
    late = [_over_wait(officers, int(load), peakedness, within, service) for load in grains]
    return float(np.average(late, weights=grains)) if grains.any() else 0.0


def required(load: Load, goal: Goal) -> I:
    """Return (P, H) officers present that meet a goal in every hour, one after the other: `in_turn` for each pool."""
    found = np.zeros(load.mean.shape, dtype=np.int64)
    for p in range(len(load.pools)):
        found[p] = in_turn(load.quarters[p], load.peakedness[p], max(float(load.service[p]), 1.0), goal)
    return found


def in_turn(loads: F, peakedness: F, service: float, goal: Goal) -> I:
    """Return (H,) officers present that meet a goal in hours (H, 4) that follow one another.

    Each hour is first staffed by `least_officers`; then by the exact chances of M(t)/M/s(t) it is lowered while its own
    visits are still served as asked, or raised until they are (`sim.planning.staffing.transient_queue`). Services under
    a minute settle within it: for them the first number stands.
    """
    guess = np.array([least_officers(loads[h], float(peakedness[h]), service, goal) for h in range(len(loads))])
    if goal.served is None or service < SETTLED or not loads.any():
        return np.asarray(guess, dtype=np.int64)
    from sim.planning.staffing.transient_queue import least_officers_hourly

    least = np.ceil(loads.min(axis=1)).astype(np.int64)
    if goal.busy is not None:
        least = np.maximum(least, np.ceil(loads.mean(axis=1) / goal.busy - 1e-9).astype(np.int64))
    return least_officers_hourly(
        loads, peakedness, service, guess.astype(np.int64), least, 1 - goal.served, goal.within
    )


def at_level(load: Load, level: float) -> I:
    """Return (P, H) officers present at load + level x its standard deviation (square root rule; Whitt 1992), 0 or
    more.

    One number for the whole port, from scarce (below 0: work waits for a quieter hour) to ample. The standard deviation
    is that of the load with nobody waiting, smoothed over hours of the week.
    """
    spread = np.sqrt(load.mean * load.peakedness)
    return np.asarray(np.ceil(np.maximum(load.mean + level * spread, 0.0) - 1e-9), dtype=np.int64)
