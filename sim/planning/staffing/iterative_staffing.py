"""The requirement corrected by simulation: hours that miss the goal get more officers, those with slack fewer.

Iterative staffing (Feldman, Mandelbaum, Massey and Whitt 2008, Staffing of time-varying queues to achieve
time-stable performance): play, look at every hour, set the officers again. Pools that share rooms, batches and
priorities break the formulas; here they are in the play. The same people meet every round, so that rounds differ by
their officers only.

An hour that misses always gets one more at least, however near it is, and once half of the rounds are over none gets
fewer: where waits outlast the hour, what one hour lacks is missed in those after it, and hours that rise and fall by
turns would never settle. Only where most of the waiting is while officers are free at that very moment do more
officers not help: rooms or space are the limit then. Officers free at other moments, or on other days, say nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.arrays import F, I
from sim.experiments.playing.progress import UNSEEN, Advance, Progress
from sim.planning.staffing.offered_load import Load
from sim.planning.staffing.requirement import Goal
from sim.planning.staffing.trial import Stage, Trial, trial
from sim.wording import noted

DAMPING = 0.6  # of a step: hours influence those after them
FEW = 30  # visits, below which the share of an hour says little: as many are added that were served as asked
BLOCK = 672  # hours, four weeks: hours of the week are looked at together within this many
HELD_UP = 0.5  # share of the waiting, with free officers, from which on officers are not the limit
ROUNDS = 16


@dataclass(frozen=True)
class Corrected:
    """Officers present by hour, and how the rounds came to them."""

    officers: I  # (P, H)
    rounds: int
    settled: bool  # no hour missed in the last round but for want of rooms or space
    short: F  # (P, H) share served less the goal, where it still misses; else 0
    bounded: F  # (P, H) 1 where the goal is missed while officers are free: rooms or space, not officers, are the limit


def corrected(
    stage: Stage,
    load: Load,
    officers: I,
    goal: Goal,
    replications: Sequence[int],
    progress: Progress = UNSEEN,
    rounds: int = ROUNDS,
) -> Corrected:
    """Return officers (P, H), corrected from a first guess over at most this many rounds.

    Hours of the week are judged over four weeks at a time and over all replications; each moves by the difference of
    normal quantiles between the share served and the goal, times the standard deviation of its load.
    """
    with progress.bar(rounds, noted("rounds of correction")) as advance:
        return _corrected(stage, load, officers, goal, replications, rounds, advance)


def _corrected(
    stage: Stage, load: Load, officers: I, goal: Goal, replications: Sequence[int], rounds: int, advance: Advance
) -> Corrected:
    spread = np.sqrt(np.maximum(load.mean * load.peakedness, 0.25))
    group = groups(load)
    number, settled = 0, False
    while True:
        number += 1
        seen = trial(stage, officers, replications, goal.within)
        moved = _step(seen, officers, spread, group, goal)
        if number > rounds // 2:
            moved = np.maximum(moved, officers)
        settled = not (moved > officers).any()
        if number >= rounds or (settled and (number > rounds // 2 or np.abs(moved - officers).max(initial=0) <= 1)):
            break
        advance(number)
        officers = moved
    advance(number, number)
    short, bounded = _misses(seen, group, goal)
    return Corrected(officers, number, settled, short, bounded)


def groups(load: Load) -> I:
    """(H,) the group in which an hour is judged: its hour of the week, in each four weeks from the first tick."""
    return np.asarray(load.week_hour + 168 * (np.arange(load.week_hour.size) // BLOCK))


def _step(seen: Trial, officers: I, spread: F, group: I, goal: Goal) -> I:
    wanted = np.zeros(officers.shape)
    if goal.busy is not None:
        wanted = summed(seen.busy, group) / np.maximum(summed(np.ones_like(seen.busy), group), 1) / goal.busy
    if goal.served is None:
        return np.asarray(np.ceil(wanted - 1e-9), dtype=np.int64)
    from scipy import special

    share = _share(seen, group, goal.served)
    gap = special.ndtri(goal.served) - special.ndtri(np.clip(share, 0.01, 0.995))
    size = np.clip(DAMPING * gap, -1.0, 1.0) * spread
    size = np.sign(size) * np.floor(np.abs(size) + 0.5)
    missing = _missing(seen, group, goal)
    step = np.where(missing, np.maximum(size, 1.0), np.minimum(size, 0.0))
    step = np.where(missing & held_up(seen, group), 0.0, step)
    found = np.maximum(officers + step, np.ceil(wanted - 1e-9))
    return np.asarray(np.maximum(found, 0), dtype=np.int64)


def _misses(seen: Trial, group: I, goal: Goal) -> tuple[F, F]:
    if goal.served is None:
        return np.zeros(seen.visits.shape), np.zeros(seen.visits.shape)
    short = np.maximum(goal.served - _share(seen, group, goal.served), 0.0)
    return short, (_missing(seen, group, goal) & held_up(seen, group)).astype(np.float64)


def _missing(seen: Trial, group: I, goal: Goal) -> np.ndarray:
    """(P, H) whether an hour's group has at least one visit more that waits too long than the goal leaves it."""
    assert goal.served is not None
    return np.asarray(goal.served * summed(seen.visits, group) - summed(seen.served, group) >= 1)


def _share(seen: Trial, group: I, prior: float) -> F:
    """Return (P, H) share served of each hour's group, drawn towards the goal where visits are few."""
    visits, served = summed(seen.visits, group), summed(seen.served, group)
    return np.asarray((served + FEW * prior) / (visits + FEW))


def held_up(seen: Trial, group: I) -> np.ndarray:
    """(P, H) whether most visits that wait do so while officers are free: they wait for rooms or space."""
    waiting, blocked = summed(seen.waiting, group), summed(seen.blocked, group)
    return np.asarray((waiting > 0) & (blocked > HELD_UP * waiting))


def summed(values: F, group: I) -> F:
    """Return (P, H) sum over the group of each hour."""
    return np.array([np.bincount(group, weights=row)[group] for row in values])
