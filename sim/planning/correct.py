"""The requirement corrected by simulation: hours that miss the goal get more officers, those with slack fewer.

Iterative staffing (Feldman, Mandelbaum, Massey and Whitt 2008, Staffing of time-varying queues to achieve
time-stable performance): play, look at every hour, set the officers anew, until none changes by more than one. Pools
that share rooms, batches and priorities break the formulas; here they are in the play. The same people meet every
round, so that rounds differ by their officers only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.measures.changes import F
from sim.planning.load import Load
from sim.planning.requirement import Goal
from sim.planning.trial import Stage, Trial, trial
from sim.scenario.calendar import I

DAMPING = 0.6  # of a step: hours influence those after them
FEW = 30  # visits, below which the share of an hour says little: as many are added that were served as asked
BLOCK = 672  # hours, four weeks: hours of the week are looked at together within so many


@dataclass(frozen=True)
class Corrected:
    """Officers present by hour, and how the rounds came to them."""

    officers: I  # (P, H)
    rounds: int
    settled: bool  # no hour changed by more than one officer in the last round
    short: F  # (P, H) share served less the goal, where it still misses; else 0
    bounded: F  # (P, H) 1 where the goal is missed while officers are free: rooms or space, not officers, are the limit


def corrected(
    stage: Stage, load: Load, officers: I, goal: Goal, replications: Sequence[int], rounds: int = 8
) -> Corrected:
    """Officers (P, H), corrected from a first guess over so many rounds at most.

    Hours of the week are judged over four weeks at a time and over all replications; each moves by the difference of
    normal quantiles between the share served and the goal, times the standard deviation of its load.
    """
    spread = np.sqrt(np.maximum(load.mean * load.peakedness, 0.25))
    group = load.week_hour + 168 * (np.arange(load.week_hour.size) // BLOCK)
    change = number = 0
    while number < rounds:
        number += 1
        seen = trial(stage, officers, replications, goal.within)
        moved = _step(seen, officers, spread, group, goal)
        change = int(np.abs(moved - officers).max(initial=0))
        if change <= 1:
            break
        officers = moved
    short, bounded = _misses(seen, group, goal)
    return Corrected(officers, number, change <= 1, short, bounded)


def _step(seen: Trial, officers: I, spread: F, group: I, goal: Goal) -> I:
    wanted = np.zeros(officers.shape)
    if goal.busy is not None:
        wanted = _grouped(seen.busy, group) / np.maximum(_grouped(np.ones_like(seen.busy), group), 1) / goal.busy
    if goal.served is None:
        return np.asarray(np.ceil(wanted - 1e-9), dtype=np.int64)
    from scipy import special

    share = _share(seen, group, goal.served)
    gap = special.ndtri(goal.served) - special.ndtri(np.clip(share, 0.01, 0.995))
    limited = _free(seen, group) & (gap > 0)
    step = np.where(limited, 0.0, np.clip(DAMPING * gap, -1.0, 1.0) * spread)
    step = np.sign(step) * np.floor(np.abs(step) + 0.5)
    found = np.maximum(officers + step, np.ceil(wanted - 1e-9))
    return np.asarray(np.maximum(found, 0), dtype=np.int64)


def _misses(seen: Trial, group: I, goal: Goal) -> tuple[F, F]:
    if goal.served is None:
        return np.zeros(seen.visits.shape), np.zeros(seen.visits.shape)
    short = np.maximum(goal.served - _share(seen, group, goal.served), 0.0)
    return short, ((short > 0) & _free(seen, group)).astype(np.float64)


def _share(seen: Trial, group: I, prior: float) -> F:
    """(P, H) share served of each hour's group, drawn towards the goal where visits are few."""
    visits, served = _grouped(seen.visits, group), _grouped(seen.served, group)
    return np.asarray((served + FEW * prior) / (visits + FEW))


def _free(seen: Trial, group: I) -> np.ndarray:
    """(P, H) whether visits wait on average while more than one officer, and a tenth of those on duty, is free."""
    idle = _grouped(seen.on_duty - seen.busy, group)
    hours, duty = _grouped(np.ones_like(seen.busy), group), _grouped(seen.on_duty, group)
    return np.asarray((idle > hours) & (idle > 0.1 * duty) & (_grouped(seen.waiting, group) > 0))


def _grouped(values: F, group: I) -> F:
    """(P, H) sum over the group of each hour."""
    return np.array([np.bincount(group, weights=row)[group] for row in values])
