"""One replication in which the judged measures do what a programme says, and nothing else differs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.arrays import I
from sim.experiments.playing.engine import Engine, Made
from sim.figures.basis import Basis
from sim.figures.contingency import orders
from sim.figures.reduce import reduce
from sim.figures.run_on import ranked
from sim.figures.space import areas, levels, whereabouts
from sim.figures.timelines import Changes, Course, spells, step_function, together
from sim.people.sample import Sample
from sim.planning.triggers.judging.hindsight.contract import Contract, Span
from sim.planning.triggers.judging.hindsight.path import Path, path
from sim.planning.triggers.judging.hindsight.programme import Order
from sim.planning.triggers.trigger import Question
from sim.port.log import Log
from sim.port.plan import Plan
from sim.port.policies.judges import DecisionSource
from sim.port.policies.measure import lifecycles, live_rules
from sim.port.policies.scripted import Scripted
from sim.port.port import Port
from sim.scenario.calendar.clock import NEVER
from sim.scenario.catalogue.figures_of_cost import CROWDING_RUN_ON, TOTAL_RUN_ON

Orders = tuple[Order, ...]
Called = tuple[tuple[str, int], ...]  # measures, and the ticks at which they are ordered


@dataclass(frozen=True)
class Played:
    """What came of it: money, person-hours in the judged areas, and the path without what it opened."""

    cost: float
    crowding: float
    path: Path
    last: int  # when last more of what the measures bring could have changed anything by itself


class Future:
    """One replication of a question; what is played is played to its `run_on`, if it has one."""

    def __init__(self, question: Question, engine: Engine, number: int) -> None:
        made = engine.made(number)
        self._areas, self._number = question.areas, number
        self._side: Made = made.on or made
        self._met = (made.on.sampler.sample(number), None) if made.on else engine.met(number)
        self._rows = [self.plan.measures.index(name) for name in question.judged]
        counted, basis = made.basis, self._side.basis
        span = Span(
            counted.midnights[:-1], basis.midnights, min(self.plan.decided, counted.end), basis.end, made.on is not None
        )
        self.contracts = [Contract(self.plan, row, self._met[0].lead[row], span) for row in self._rows]

    @property
    def plan(self) -> Plan:
        """The plan of all that is played."""
        return self._side.plan

    @cached_property
    def fragile(self) -> bool:
        """Whether opening is seen by somebody, whatever else happens."""
        from sim.port.flow.shadows import fragile

        return any(fragile(self.plan, self._places(row)) for row in self._rows)

    def _places(self, row: int) -> I:
        return np.flatnonzero(self.plan.brings[row])

    def called(self, found: Orders) -> Called:
        """Return what is ordered when."""
        mine = ((self.contracts[k], day) for k, day, _, _ in found)
        return tuple((contract.name, int(contract.span.order[day])) for contract, day in mine)

    def played(self, found: Orders) -> Played:
        """Play a programme; nothing but never, if it is empty."""
        from sim.port.flow.port import FlowPort

        script = [line for k, *order in found for line in self.contracts[k].script(*order)]
        script.sort(key=lambda line: line.tick)

        def judged(row: int, port: Port) -> DecisionSource:
            return Scripted(port, row, script, NEVER) if row in self._rows else live_rules(port)

        lives = lifecycles(len(self.plan.measures), lambda row: lambda port: judged(row, port))
        sample, onward = self._met
        port = FlowPort(self.plan, sample, lives)
        log = port.play(onward)
        tight = [int(port.desk.places["tight"][self._places(row)].max(initial=-NEVER)) for row in self._rows]
        cost, crowding = self._paid(sample, log)
        return Played(cost, crowding, self._path(sample, log), max(tight))

    def _paid(self, sample: Sample, log: Log) -> tuple[float, float]:
        """Return what the run cost, and crowding in the judged areas."""
        from sim.port.parts import told_apart

        basis: Basis = self._side.basis
        if self.contracts[0].span.to_run_on:
            found = ranked(basis, sample, log)
            return found[TOTAL_RUN_ON], sum(found[CROWDING_RUN_ON.format(area)] for area in self._areas)
        run = reduce(basis, *told_apart(sample, log), self._number, (), {})
        figures = dict(zip(basis.names, run.figures.tolist(), strict=True))
        return figures["cost_total"], sum(figures[f"over_capacity_person_hours_{area}"] for area in self._areas)

    def _path(self, sample: Sample, log: Log) -> Path:
        """Return how far persons are above the space, that of the judged measures not counted."""
        basis = self._side.basis
        around = areas(basis, log, whereabouts(sample, log, self.plan.step_area, sample.party))
        opened = [one.open(basis.end) for one in orders(log.diary, len(self.plan.measures))]
        courses: list[Course] = []
        for name in self._areas:
            place = self.plan.area(name)
            space = levels(log, place)
            own = [
                spells(begin, end, np.full(begin.size, self.plan.brings[row, place]))
                for row in self._rows for begin, end in (opened[row],)
            ]  # fmt: skip
            excess = together(around.persons[name], Changes(space.tick, -space.by), *own)
            courses.append(step_function(excess, basis.start, basis.end, 0))
        brings = [[int(self.plan.brings[row, self.plan.area(name)]) for name in self._areas] for row in self._rows]
        return path(courses, brings)
