"""Runs written by hand: a small port, and what happened in it, hour by hour."""

from typing import Any, NamedTuple

import numpy as np

from sim.arrays import I
from sim.figures import Basis, basis, reduce
from sim.figures.contingency import Orders, by_name
from sim.figures.space import Whereabouts, whereabouts
from sim.people.sample import ORDERS, Sample
from sim.port.log import EXITS, OFFICERS, Entry, Event, Log
from sim.port.plan import plan
from sim.scenario.calendar.clock import NEVER
from sim.scenario.language.screening.law import ORDERED
from sim.scenario.schema import Scenario

HOUR, DAY = 3600, 86400

PORT: dict[str, Any] = {
    "name": "by hand",
    "start": "2025-07-02",
    "end": "2025-07-06",
    "warm_up": "1 d",
    "arrivals": {"door": {"claimants_per_day": 10}, "police": {"claimants_per_day": 1}},
    "process": {
        "steps": {
            "intake": {"staff": {"officers": 1}, "area": "hall", "time": {"party": "1 h"}},
            "interview": {
                "staff": {"any": [{"officers": 2}, {"delegates": 1}]},
                "time": {"party": "1 h"},
                "holds": True,
            },
            "custody": {"area": "cells", "time": "1 h"},
        },
        "journeys": {"everyone": ["intake", "interview"], "returned": ["custody"]},
    },
    "staff": {
        "officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}, "cost": "50 CAD/h"},
        "delegates": {"shifts": {"day": {"hours": "08:00-16:00", "on_duty": 1}}, "at_shift_end": "handover"},
    },
    "space": {"areas": {"hall": {"persons": 4}, "cells": {"persons": 2, "limit": "hard"}}},
}


class Visit(NamedTuple):
    """A visit in hours since the start; None for what did not happen."""

    step: str
    ready: float | None = None
    start: float | None = None
    end: float | None = None
    option: int = -1
    duty: tuple[int, ...] = ()


class Party(NamedTuple):
    """A party in hours since the start."""

    arrive: float
    left: float | None = None
    exit: str = "referred"
    persons: int = 1
    visits: tuple[Visit, ...] = ()
    stream: int = 0
    counted: int = 1
    out: float | None = None  # in the run-on, if it has not left by the end
    exit_after_end: str = "referred"


class Run(NamedTuple):
    """A run written by hand, and what the measures prepare of it."""

    basis: Basis
    sample: Sample
    log: Log

    @property
    def party(self) -> I:
        return np.repeat(np.arange(self.sample.arrive.size), np.diff(self.sample.first))

    @property
    def where(self) -> Whereabouts:
        return whereabouts(self.sample, self.log, self.basis.plan.step_area, self.party)

    @property
    def called(self) -> dict[str, Orders]:
        return by_name(self.basis, self.log.diary)

    @property
    def figures(self) -> dict[str, float]:
        values = reduce(self.basis, self.sample, self.log, 1).figures
        return dict(zip(self.basis.names, values.tolist(), strict=True))


def scenario(**changes: Any) -> Scenario:
    """The port by hand with some sections changed."""
    return Scenario.model_validate(PORT | changes)


def run(
    *parties: Party,
    levels: tuple[tuple[float, str, int], ...] = (),
    diary: tuple[tuple[float, str, str], ...] = (),
    leads: dict[str, float] | None = None,
    **changes: Any,
) -> Run:
    """A run of the port by hand; `levels` are (hour, place, level), `diary` (hour, measure, what), `leads` the hours
    from order to ready of each measure."""
    ground = basis(plan(scenario(**changes)))
    sample, visits = _sample(ground, parties)
    for measure, hours in (leads or {}).items():
        sample.lead[ground.plan.measures.index(measure)] = tick(hours)
    place = {name: k for k, name in enumerate((*ground.plan.pools, *ground.plan.rooms, *ground.plan.areas))}
    first = [(0, place[area], int(ground.plan.base[place[area]])) for area in ground.plan.areas]
    rows = first + [(max(ground.start + tick(hour), 0), place[name], level) for hour, name, level in levels]
    left = _ticks(ground, [p.left for p in parties])
    way = np.array([EXITS.index(p.exit) if p.left is not None else 0 for p in parties], dtype=np.int64)
    log = Log(
        ready=_ticks(ground, [v.ready for v in visits]),
        start=_ticks(ground, [v.start for v in visits]),
        end=_ticks(ground, [v.end for v in visits]),
        option=np.array([v.option for v in visits], dtype=np.int64),
        duty=np.array([[*v.duty, *[-1] * (OFFICERS - len(v.duty))] for v in visits], dtype=np.int64).reshape(
            -1, OFFICERS
        ),
        left=left,
        exit=way,
        levels=np.array(rows, dtype=np.int64).reshape(-1, 3),
        diary=tuple(
            Entry(ground.start + tick(hour), ground.plan.measures.index(name), Event(what))
            for hour, name, what in diary
        ),
        out=np.where(left >= 0, left, _ticks(ground, [p.out for p in parties])),
        exit_after_end=np.where(
            left >= 0, way, [EXITS.index(p.exit_after_end) if p.out is not None else 0 for p in parties]
        ).astype(np.int64),
    )
    return Run(ground, sample, log)


def tick(hour: float) -> int:
    return round(hour * HOUR)


def _ticks(ground: Basis, hours: list[float | None]) -> I:
    return np.array([-1 if hour is None else ground.start + tick(hour) for hour in hours], dtype=np.int64)


def _sample(ground: Basis, parties: tuple[Party, ...]) -> tuple[Sample, list[Visit]]:
    visits = [visit for party in parties for visit in party.visits]
    first = np.concatenate(([0], np.cumsum([len(party.visits) for party in parties], dtype=np.int64)))
    persons = np.array([party.persons for party in parties], dtype=np.int64)
    nothing = np.zeros(len(parties), dtype=np.int64)
    sample = Sample(
        arrive=_ticks(ground, [party.arrive for party in parties]),
        stream=np.array([party.stream for party in parties], dtype=np.int64),
        persons=persons,
        adults=persons,
        over_14=persons,
        unaccompanied=nothing,
        nationality=nothing,
        outcome=nothing,
        priority_class=nothing,
        counted=np.array([party.counted for party in parties], dtype=np.int64),
        identity=np.arange(len(parties), dtype=np.int64),
        parent=nothing - 1,
        decided=nothing - 1,
        orders=np.zeros((len(parties), len(ORDERED)), dtype=np.int64),
        rungs=nothing,
        first=first,
        deferred=first[1:],
        step=np.array([ground.plan.steps.index(visit.step) for visit in visits], dtype=np.int64),
        seconds=np.zeros(len(visits), dtype=np.int64),
        patience=np.full(len(visits), NEVER),
        present=ground.plan.duties.posts,
        lead=np.zeros((sum(1 + len(life.stages) for life in ground.plan.timings), ORDERS), dtype=np.int64),
    )
    return sample, visits
