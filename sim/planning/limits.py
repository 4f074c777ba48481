"""What stands in the way besides officers: each limit relaxed by itself in a run, on the same people."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sim.experiments.intervals import of_mean
from sim.experiments.run import run
from sim.measures.changes import F
from sim.planning.trial import HOUR, Stage, played
from sim.scenario.calendar import I
from sim.scenario.schema import Scenario

UNLIMITED = 1_000_000  # rooms, places or seats that no port runs out of


class Relaxed(NamedTuple):
    """A limit taken away, and what that does to a figure: mean difference with its paired 95% interval."""

    limit: str
    figure: str
    change: float
    low: float
    high: float


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


def relaxations(scenario: Scenario) -> Iterator[tuple[str, Scenario]]:
    """The scenario with one kind of room, one departure, one hard area or one pool without limit, each by itself."""
    for room in scenario.space.rooms:
        rooms = scenario.space.rooms | {room: UNLIMITED}
        yield f"rooms {room}", _with(scenario, space=scenario.space.model_copy(update={"rooms": rooms}))
    for name, area in scenario.space.areas.items():
        if area.limit == "hard":
            wide = scenario.space.areas | {name: area.model_copy(update={"persons": UNLIMITED})}
            yield f"space {name}", _with(scenario, space=scenario.space.model_copy(update={"areas": wide}))
    for name, step in scenario.process.steps.items():
        if step.departures is not None:
            for what, change in (("seats", {"seats": UNLIMITED}), ("times", {"every": step.departures.every / 2})):
                free = step.model_copy(update={"departures": step.departures.model_copy(update=change)})
                process = scenario.process.model_copy(update={"steps": scenario.process.steps | {name: free}})
                label = f"seats of {name}" if what == "seats" else f"departures of {name}, twice as often"
                yield label, _with(scenario, process=process)
    for name, pool in scenario.staff.items():
        more = {
            shift: given.model_copy(update={"on_duty": 2 * given.on_duty}) for shift, given in pool.shifts.items()
        }
        changes = {day: {shift: 2 * n for shift, n in posts.items()} for day, posts in pool.changes.items()}
        doubled = pool.model_copy(update={"shifts": more, "changes": changes})
        yield f"officers {name}, twice as many", _with(scenario, staff=scenario.staff | {name: doubled})


def _with(scenario: Scenario, **sections: object) -> Scenario:
    """ValueError where values are uncertain: a section that is put in place would be read again as it was."""
    if scenario.uncertain:
        raise ValueError("a scenario in which nothing is uncertain")
    return scenario.model_copy(update=sections)


def relaxed(scenario: Scenario, figures: Sequence[str], replications: int, workers: int) -> list[Relaxed]:
    """What each limit costs each figure, by size of the effect; intervals that hold 0 are left out."""
    base = run(scenario, replications, workers)
    found = []
    for limit, other in relaxations(scenario):
        result = run(other, replications, workers)
        for figure in figures:
            k = base.names.index(figure)
            difference = result.values[:, k] - base.values[:, k]
            difference = difference[np.isfinite(difference)]
            low, high = of_mean(difference)
            if low > 0 or high < 0:
                found.append(Relaxed(limit, figure, float(difference.mean()), low, high))
    return sorted(found, key=lambda one: (figures.index(one.figure), -abs(one.change)))


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
        rooms = scenario.space.rooms | {room: count + 1}
        wider = Stage(_with(scenario, space=scenario.space.model_copy(update={"rooms": rooms})))
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
