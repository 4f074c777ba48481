"""People of the reference: who is where, who waits for what, and what can be seen of them."""

from abc import abstractmethod
from collections.abc import Generator, Sequence
from typing import Any

import simpy

from sim.people.sample import Sample
from sim.port.plan import Plan
from sim.port.port import Policy
from sim.port.reference.clock import PATIENCE, ClockedPort, Party
from sim.port.reference.limits import Ladder
from sim.port.reference.log import blank
from sim.port.reference.officers import Staff
from sim.scenario.calendar.clock import NEVER

WITHDRAWN = "withdrawn"


class PeopledPort(ClockedPort):
    """A port whose areas, gates and queues hold parties as they are."""

    def __init__(self, plan: Plan, sample: Sample, policies: Sequence[Policy]) -> None:
        super().__init__(plan, sample, policies)
        self.log = blank(sample)
        self.steps = list(plan.scenario.process.steps.values())
        self.staff = Staff(plan, sample)
        self.ladder = Ladder(plan, sample)
        self.inside: list[dict[int, Party]] = [{} for _ in plan.base]  # by area place: who is there
        self.gate: list[list[tuple[Party, simpy.Event]]] = [[] for _ in plan.base]
        self.queue: list[list[tuple[Party, simpy.Event]]] = [[] for _ in self.steps]
        self.levels: list[tuple[int, int, int]] = []
        self.deferring = False
        self.lodged: list[list[int]] = []  # rows of the log
        self.away: list[list[Any]] = [[] for _ in plan.beds]  # by lodging: who is there

    @abstractmethod
    def party(self, p: int) -> Generator[simpy.Event, Any, None]:
        """Lead one party from the door to the way out."""

    @abstractmethod
    def calendar(self, rows: list[tuple[int, int, Any]]) -> Generator[simpy.Event, Any, None]:
        """Bring what the timetable holds."""

    # -- wait -------------------------------------------------------------------------------------------------------
    def wait_at_gate(self, me: Party, area: int) -> simpy.Event:
        """An event when the party is let in."""
        me.since = int(self.env.now)
        let_in = self.env.event()
        self.gate[area].append((me, let_in))
        self.gate[area].sort(key=lambda waiting: (waiting[0].since, waiting[0].number))
        self.changed()
        return let_in

    def stand(self, me: Party, step: int) -> simpy.Event:
        """An event when the party has been served, gives up, or is deferred."""
        done = self.env.event()
        self.queue[step].append((me, done))
        self.queue[step].sort(key=lambda waiting: waiting[0].place_in_queue())
        if (patience := int(self.sample.patience[me.visit])) < NEVER:
            timer = self.at(self.now + patience, PATIENCE, me.number)
            assert timer.callbacks is not None
            timer.callbacks.append(lambda _: self.give_up(me, step, done))
        self.changed()
        return done

    def give_up(self, me: Party, step: int, done: simpy.Event) -> None:
        if (me, done) in self.queue[step] and not me.begun:
            self.begin_event()
            self.queue[step].remove((me, done))
            done.succeed(WITHDRAWN)

    def change_area(self, me: Party, area: int) -> None:
        del self.inside[me.area][me.number]
        me.area = area
        self.inside[area][me.number] = me

    def let_go(self, me: Party) -> None:
        self.staff.give_back(me.held)
        me.held = []

    def persons_in(self, area: int) -> int:
        return sum(party.persons for party in self.inside[area].values())

    def has_space(self, area: int, me: Party) -> bool:
        return self.persons_in(area) + me.persons <= self.level(area)

    # -- look -------------------------------------------------------------------------------------------------------
    def persons(self, area: str) -> int:
        place = self.plan.area(area)
        return self.persons_in(place) + self.waiting_outside_for(place)

    def waiting_outside_for(self, area: int) -> int:
        return sum(me.persons for me, _ in self.gate[area] if me.area == self.plan.outside)

    def outside(self) -> int:
        return self.persons_in(self.plan.outside) if self.plan.areas else 0

    def waiting_for(self, step: str) -> int:
        return sum(me.waiting for me, _ in self.queue[self.plan.steps.index(step)])

    def busy(self, place: int) -> int:
        if place == self.plan.outside or place in [self.plan.area(name) for name in self.plan.areas]:
            return self.persons_in(place)
        return self.staff.busy(place)

    def level(self, place: int) -> int:
        return max(self.staff.levels[place], 0)
