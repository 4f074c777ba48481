"""Those who wait at the end for what comes no more: without any chance since they became ready."""

from functools import lru_cache

import numpy as np

from sim.arrays import I
from sim.figures.basis import Basis
from sim.figures.space import levels
from sim.people.sample import Sample
from sim.port.log import Log
from sim.port.plan import Plan
from sim.scenario.checks.startable import over_at_end

GATE = 1  # of `Plan.hard`: an area at whose door parties wait


@lru_cache(maxsize=8)
def _over(plan: Plan) -> tuple[int, ...]:
    return tuple(plan.steps.index(name) for name in over_at_end(plan.scenario))


def stranded(basis: Basis, sample: Sample, log: Log, party: I) -> dict[str, float]:
    """Return claimants present at the end for whom nothing comes any more.

    A visit could last have begun at the last instant at which its step had an alternative of officers and a room, or a
    departure, with nobody else there. Who has been ready only since then, at a step that does not start after the end
    either, is stranded; so is who waits at the door of an area in which there is no room besides the stranded.
    `party` (V,) is the party of each visit.
    """
    steps = _over(basis.plan.like or basis.plan)  # which people come does not matter
    if not steps:
        return {"stranded": 0.0}
    waits = np.flatnonzero((log.ready >= 0) & (log.start < 0) & (log.left[party] < 0) & np.isin(sample.step, steps))
    last = np.zeros(len(basis.plan.steps), dtype=np.int64)
    last[list(steps)] = [_until(basis.plan, log, step) for step in steps]
    lost = waits[log.ready[waits] >= last[sample.step[waits]]]
    persons = float(sample.persons[party[lost]].sum())
    if persons and (basis.plan.hard == GATE).any():
        persons += _behind(basis.plan, sample, log, party, party[lost])
    return {"stranded": persons}


def _until(plan: Plan, log: Log, step: int) -> int:
    """Return the tick from which on a step could not start; 0: never could it."""
    if plan.scenario.process.steps[plan.steps[step]].departures:
        ticks = plan.departures[0][plan.departures[1] == step]
        return int(ticks.max(initial=0))
    return max(_served_until(plan, log, takes) for takes in plan.takes[step])


def _served_until(plan: Plan, log: Log, takes: tuple[tuple[int, int], ...]) -> int:
    """Return the end of the last time at which there were this many of each of these places."""
    grid = np.unique(np.concatenate(([0], log.levels[:, 0])))
    there = np.ones(grid.size, dtype=np.bool_)
    for place, amount in takes:
        changes = levels(log, place)
        before = np.concatenate(([0], np.cumsum(changes.by)))
        there &= before[np.searchsorted(changes.tick, grid, side="right")] >= amount
    rows = np.flatnonzero(there)
    return int(np.append(grid, plan.clock.end)[rows[-1] + 1]) if rows.size else 0


def _behind(plan: Plan, sample: Sample, log: Log, party: I, lost: I) -> float:
    """Return claimants at the door of an area that the stranded fill, so that their party has no space."""
    filled = np.zeros(plan.base.size, dtype=np.int64)
    np.add.at(filled, [_area(plan, sample, log, int(p)) for p in lost], sample.persons[lost])
    base = plan.base.copy()
    np.maximum.at(base, plan.caps[1], plan.caps[2])  # as much as there is of it on any date
    most = base + plan.brings.sum(axis=0)
    shut = most - filled  # what the stranded leave of each area, however much is brought
    total = 0.0
    for p in np.setdiff1d(np.flatnonzero(log.left < 0), lost):
        rows = np.arange(sample.first[p], sample.first[p + 1])
        reached = rows[log.ready[rows] >= 0]
        ahead = int(reached[-1]) + 1 if reached.size else int(sample.first[p])
        waiting = ahead < sample.first[p + 1] and (not reached.size or log.end[reached[-1]] >= 0)
        area = int(plan.step_area[sample.step[ahead]]) if waiting else -1
        if area >= 0 and plan.hard[area] == GATE and filled[area] and shut[area] < sample.persons[p]:
            total += float(sample.persons[p])
    return total


def _area(plan: Plan, sample: Sample, log: Log, party: int) -> int:
    """Return the place where a party is: the area of the last of its visits that has one; outside if none has."""
    rows = np.arange(sample.first[party], sample.first[party + 1])
    areas = plan.step_area[sample.step[rows[log.ready[rows] >= 0]]]
    areas = areas[areas >= 0]
    return int(areas[-1]) if areas.size else plan.outside
