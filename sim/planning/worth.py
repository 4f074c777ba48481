"""Where a room is worth more than an officer, by hour of the day."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.measures.changes import F
from sim.planning.edit import put
from sim.planning.trial import HOUR, Stage, played
from sim.scenario.calendar import I
from sim.scenario.schema import Scenario


class Worth(NamedTuple):
    """Hours of the day (from `begin` to before `end`) in which one more room saves more waiting than one more officer.

    Savings are hours that visits wait, a day, for those that become ready in these hours.
    """

    room: str
    pool: str
    begin: int
    end: int
    rooms: int
    officers: int
    saved_by_room: float
    saved_by_officer: float


def worth(scenario: Scenario, officers: I, replications: Sequence[int]) -> list[Worth]:
    """Where one more room is worth more than one more officer, by hour of the day, at officers (P, H) present.

    One room of each kind, and one officer of each pool in every hour, are added by themselves on the same people.
    """
    stage = Stage(scenario)
    days = officers.shape[1] / 24
    base = _waits(stage, officers, replications)
    by_pool = {}
    for p, name in enumerate(stage.plan.pools):
        more = officers.copy()
        more[p] += 1
        by_pool[name] = (base - _waits(stage, more, replications)) / days
    found = []
    for room, count in scenario.space.rooms.items():
        wider = Stage(put(scenario, ("space", "rooms", room), count + 1))
        saved = (base - _waits(wider, officers, replications)) / days
        for p, (pool, by_officer) in enumerate(by_pool.items()):
            for begin, end in _spans((saved > by_officer) & (saved > 0.01 * max(float(base.sum()) / days, 1e-9) / 24)):
                hours = slice(begin, end)
                typical = round(float(officers[p].reshape(-1)[_hours_of_day(stage, officers.shape[1], hours)].mean()))
                gains = (float(saved[hours].sum()), float(by_officer[hours].sum()))
                found.append(Worth(room, pool, begin, end, count + 1, typical + 1, *gains))
    return found


def _hours_of_day(stage: Stage, hours: int, which: slice) -> I:
    local = np.array([stage.plan.clock.at(HOUR * h).hour for h in range(hours)])
    return np.flatnonzero((local >= which.start) & (local < which.stop))


def _waits(stage: Stage, officers: I, numbers: Sequence[int]) -> F:
    """(24,) hours that visits waited for staff or room, by the local hour at which they were ready; a replication."""
    total = np.zeros(24)
    clock = stage.plan.clock
    local = np.array([clock.at(HOUR * h).hour for h in range(officers.shape[1])])
    boards = np.array([step.departures is not None for step in stage.scenario.process.steps.values()])
    for number in numbers:
        _, sample, log = played(stage, officers, number)
        rows = np.flatnonzero((log.ready >= 0) & ~boards[sample.step])
        started = np.where(log.start[rows] >= 0, log.start[rows], clock.end)
        hour = local[np.minimum(log.ready[rows] // HOUR, local.size - 1)]
        total += np.bincount(hour, weights=(started - log.ready[rows]) / HOUR, minlength=24)
    return total / max(len(numbers), 1)


def _spans(true: np.ndarray) -> list[tuple[int, int]]:
    """Runs of hours, each as (begin, end)."""
    turns = np.diff(true.astype(np.int8), prepend=0, append=0)
    return list(zip(np.flatnonzero(turns > 0).tolist(), np.flatnonzero(turns < 0).tolist(), strict=True))
