"""The requirement fitted to its roster: fewer officers in hours that the roster serves better than asked.

The requirement takes each hour by itself, and a roster is made of whole shifts: where it covers an hour beyond what is
required, those after it start with a shorter queue and need fewer. So the iterative staffing
(`sim.planning.staffing.iterative_staffing`) goes on with the roster in it: make the roster, play it, set the officers
again. An hour comes to the share asked for and a margin besides it: as many standard errors of the proof to come that
it is likely to be proven in all hours at once. These are people of the search; the proof meets others.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.experiments.playing.engine import Engine
from sim.people.chance.uncertain_inputs import future
from sim.planning.rostering.proposal import with_rosters
from sim.planning.rostering.rostering import Roster
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.hourly_goals import filled, reachable
from sim.planning.staffing.iterative_staffing import DAMPING, FEW, HELD_UP, groups
from sim.planning.staffing.offered_load import Load
from sim.planning.staffing.requirement import Goal
from sim.planning.staffing.search import Told, rosters_for
from sim.planning.staffing.trial import observed
from sim.scenario.schema import Scenario
from sim.wording import noted

ROUNDS = 6
MARGIN = 4.0  # standard errors of the proof, beyond the share asked for
STEP = 2.0  # standard deviations of the load, of which a round moves a share at most
FAILING = 0.005  # share of the hours that may miss their margin in the requirement that is kept


class Fitted(NamedTuple):
    """The requirement that is kept, and how it came about."""

    officers: I  # (P, H)
    hours: tuple[float, ...]  # officer-hours on the roster of each round; the first is of the requirement as it was
    kept: tuple[int, ...]  # (P,) the round whose requirement it is, from 0


class _Seen(NamedTuple):
    """Of each hour's group: (P, H)."""

    share: F  # served in time, drawn towards the goal where visits are few
    margin: F  # in standard errors of the proof
    busy: F  # officers busy
    stuck: F  # 1 where more officers are of no use: rooms or desks are the limit, or no shift covers the hour


def fitted(scenario: Scenario, load: Load, needed: I, goal: Goal, effort: Effort, runs: int, tell: Told) -> Fitted:
    """Return the requirement (P, H) set again over some rounds of roster and play, for a proof by this many `runs`.

    Of each pool that is kept whose roster is the cheapest of those in which next to no hour misses its margin; if there
    is none, that of the roster in which fewest do.
    """
    numbers = range(1, max(effort.search, effort.proof) + 1)
    tried, hours, failing = [needed], [], []
    for number in range(ROUNDS):
        tell(noted("requirement fitted to its roster, round {n} of {all}", n=number + 1, all=ROUNDS))
        rosters = rosters_for(scenario, tried[-1], effort.rough)
        seen = _seen(scenario, rosters, load, goal, effort, numbers, runs)
        moved = _moved(tried[-1], np.array([one.present for one in rosters.values()]), seen, load, goal)
        hours.append([one.hours for one in rosters.values()])
        failing.append((moved > tried[-1]).mean(axis=1))
        if (moved == tried[-1]).all():
            break
        tried.append(moved)
    kept = tuple(_kept([row[p] for row in hours], [row[p] for row in failing]) for p in range(len(load.pools)))
    officers = np.array([tried[number][p] for p, number in enumerate(kept)])
    return Fitted(officers, tuple(sum(row) for row in hours), kept)


def _kept(hours: Sequence[float], failing: Sequence[float]) -> int:
    """Return the round that is kept of one pool."""
    few = [number for number, share in enumerate(failing) if share <= FAILING]
    return min(few, key=lambda n: hours[n]) if few else min(range(len(hours)), key=lambda n: (failing[n], hours[n]))


def _seen(
    scenario: Scenario,
    rosters: dict[str, Roster],
    load: Load,
    goal: Goal,
    effort: Effort,
    numbers: Sequence[int],
    runs: int,
) -> _Seen:
    """Return what the hours of a scenario with these rosters are like over these replications."""
    played = with_rosters(effort.ground(scenario), rosters)
    engine, group, span = Engine(played), groups(load), load.week_hour.size
    each = np.array(
        [observed(engine.plan, *engine.played(future(played, n)), goal.within, span) for n in effort.watched(numbers)]
    )  # (R, 6, P, H)
    summed = _by_group(each, group)
    visits, served, _, busy, waiting, blocked = np.moveaxis(summed, 1, 0)
    prior = goal.served or 0.0
    share = (served.sum(axis=0) + FEW * prior) / (visits.sum(axis=0) + FEW)
    error = (served - prior * visits).std(axis=0, ddof=1) / np.sqrt(runs)
    margin = MARGIN * error / np.maximum(visits.mean(axis=0), 1e-9)
    times = np.bincount(group)[group]
    stuck = blocked.sum(axis=0) > HELD_UP * np.maximum(waiting.sum(axis=0), 1e-9)
    for p, (name, one) in enumerate(rosters.items()):
        stuck[p] |= ~reachable(one, engine.plan.clock, span)
        stuck[p] |= filled(played, name, engine.plan.clock, span) > HELD_UP
    return _Seen(share, np.minimum(margin, 0.5), busy.mean(axis=0) / times, stuck.astype(np.float64))


def _by_group(values: F, group: I) -> F:
    """Return (..., H) sum over the group of each hour."""
    order = np.argsort(group, kind="stable")
    first = np.flatnonzero(np.diff(group[order], prepend=-1))
    sums = np.add.reduceat(values[..., order], first, axis=-1)
    return np.asarray(sums[..., np.unique(group, return_inverse=True)[1]])


def _moved(needed: I, present: F, seen: _Seen, load: Load, goal: Goal) -> I:
    """Return the requirement of the next round: what a roster has in an hour, and what that lacks or has to spare."""
    there = np.floor(present + 1e-6).astype(np.int64)
    least = np.ceil(seen.busy / goal.busy - 1e-9).astype(np.int64) if goal.busy is not None else np.zeros_like(needed)
    if goal.served is None:
        return np.maximum(np.minimum(needed, there), least)
    from scipy import special

    asked = np.clip(goal.served + seen.margin, 0.0, max(goal.served, 0.99))
    gap = special.ndtri(asked) - special.ndtri(np.clip(seen.share, 0.01, 0.995))
    spread = np.sqrt(np.maximum(load.mean * load.peakedness, 0.25))
    size = DAMPING * np.clip(gap, -STEP, STEP) * spread
    size = (np.sign(size) * np.floor(np.abs(size) + 0.5)).astype(np.int64)
    lacking = (seen.share < asked) & (seen.stuck == 0)
    more = np.maximum(needed, there + np.maximum(size, 1))
    fewer = np.minimum(needed, np.maximum(there + np.minimum(size, 0), 0))
    return np.maximum(np.where(lacking, more, fewer), least)
