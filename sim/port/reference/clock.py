"""The clock of the reference: SimPy's own, with the events of the timetable and the order of one instant.

People who were just let in or served come first (SimPy's priority 1), then everyone who can go on (`SETTLE`), the
measures, what these changed (`RESETTLE`), and then the next event of the timetable (`at`).
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
import simpy
from simpy.events import EventPriority

from sim.people.sample import Sample
from sim.port.plan import Plan
from sim.port.port import RESETTLE, SETTLE, Policy, Port


class Party:
    """Who a party is and where it stands."""

    def __init__(self, number: int, sample: Sample, area: int) -> None:
        self.number = number
        self.parts = [int(row) for row in np.flatnonzero(sample.parent == number)]
        self.persons = int(sample.persons[number] + sample.persons[self.parts].sum())
        self.divided = False
        self.priority_class = int(sample.priority_class[number])
        self.arrived = int(sample.arrive[number])
        self.area = area
        self.since = 0
        self.visit = -1
        self.deferred = False
        self.held: list[Any] = []
        self.begun = self.done = 0  # members, at a step that serves each on its own

    @property
    def waiting(self) -> int:
        """Persons who wait where the party stands."""
        return self.persons - self.begun

    def place_in_queue(self) -> tuple[int, int, int]:
        """Who is served first: class, then since when, then number."""
        return self.priority_class, self.since, self.number


CHECK, ROSTER, DEPART, END, PATIENCE, ARRIVE = range(6)


def timetable(plan: Plan, since: int = 0) -> list[tuple[int, int, Any]]:
    """Return (tick, rank, what) from a tick on: a measure's check; a departure with its seats; all duties that end and
    begin at once, caps that change with them, numbered after the duties, nights that begin and end, after the caps, and
    days that begin, after the nights.
    """
    rows: list[tuple[int, int, Any]] = [(int(t), CHECK, int(m)) for t, m in zip(*plan.checks, strict=True)]
    roster: dict[int, list[int]] = {}
    for duty, (begin, end) in enumerate(zip(plan.duties.begin, plan.duties.end, strict=True)):
        roster.setdefault(max(int(begin), 0), []).append(duty)
        roster.setdefault(int(end), []).append(-1 - duty)
    for row, tick in enumerate(plan.caps[0]):
        roster.setdefault(int(tick), []).append(plan.duties.begin.size + row)
    turns = plan.duties.begin.size + plan.caps[0].size
    for n, (begin, back) in enumerate(zip(plan.nights.begin, plan.nights.back, strict=True)):
        roster.setdefault(int(begin), []).append(turns + 2 * n)
        roster.setdefault(int(back), []).append(turns + 2 * n + 1)
    for tick, mark in zip(plan.daily.dawns[0], plan.daily.marks, strict=True):
        roster.setdefault(int(tick), []).append(turns + 2 * plan.nights.begin.size + int(mark))
    rows += [(tick, ROSTER, sorted(duties)) for tick, duties in roster.items()]
    rows += [(int(t), DEPART, (int(s), int(seats))) for t, s, seats in zip(*plan.departures, strict=True)]
    return sorted((row for row in rows if since <= row[0] < plan.clock.end), key=lambda row: (row[0], row[1], row[2]))


TIMED = 1 << 40
SERVED = "served"


class ClockedPort(Port):
    """A port in which what can go on does so at the end of every instant."""

    def __init__(self, plan: Plan, sample: Sample, policies: Sequence[Policy]) -> None:
        super().__init__(plan, sample, policies)
        self.settling = self.resettling = self.event_under_way = False

    @abstractmethod
    def settle(self, _: simpy.Event) -> None:
        """Whoever can go on does."""

    @abstractmethod
    def resettle(self, _: simpy.Event) -> None:
        """Let what the policies changed take hold."""

    def at(self, tick: int, rank: int, number: int = 0) -> simpy.Event:
        """An event of the timetable; a check comes before all else of its second."""
        event = self.env.event()
        event._ok, event._value = True, None
        priority = TIMED * (rank + 1) + number if rank != CHECK else -1
        self.env.schedule(event, priority=EventPriority(priority), delay=int(tick) - int(self.env.now))
        if rank not in (CHECK, PATIENCE) and event.callbacks is not None:
            event.callbacks.append(self.begin_event)
        return event

    def begin_event(self, _: simpy.Event | None = None) -> None:
        """Something happens now: when it is over, those who watch always look."""
        self.event_under_way = True

    def changed(self) -> None:
        """Whoever can go on does, before anything else happens."""
        if not self.settling:
            self.settling = True
            self._later(self.settle, SETTLE)

    def acted(self) -> None:
        """Let what the policies change take hold when all of them have acted."""
        if not self.resettling:
            self.resettling = True
            self._later(self.resettle, RESETTLE)

    def _later(self, then: Any, priority: int) -> None:
        event = self.env.event()
        event._ok, event._value = True, None
        assert event.callbacks is not None
        event.callbacks.append(then)
        self.env.schedule(event, priority=EventPriority(priority))

    def ends_in(self, seconds: int, party: int, done: simpy.Event) -> None:
        """End the service this much later: the event that the party waits for takes its place in the timetable."""
        done._ok, done._value = True, SERVED
        assert done.callbacks is not None
        done.callbacks.insert(0, self.begin_event)
        self.env.schedule(done, priority=EventPriority(TIMED * (END + 1) + party), delay=seconds)
