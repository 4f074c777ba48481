"""The port played the plain SimPy way: a process for each party. Slow, short and obvious.

It shares nothing with the flow but the plan, the sample and the policies, and must give exactly the same log. The order
of one instant is in `reference_clock`.
"""

from collections.abc import Generator, Iterator, Sequence
from typing import Any

import numpy as np
import simpy

from sim.arrays import I
from sim.people.sample import Sample
from sim.port.log import EXITS, WAYS_OUT, Log, Seen
from sim.port.plan import Plan
from sim.port.policies.measure import lifecycles
from sim.port.port import Policy
from sim.port.reference.clock import ARRIVE, CHECK, ROSTER, SERVED, Party, timetable
from sim.port.reference.limits import ON_ARRIVAL
from sim.port.reference.lodging import DEFER, turn
from sim.port.reference.log import with_levels_and_diary
from sim.port.reference.people import WITHDRAWN, PeopledPort
from sim.port.reference.run_on import go_on, take_in
from sim.port.reference.service import PARALLEL, other_members, start_one
from sim.port.reference.watching import Watching


class ReferencePort(PeopledPort):
    """The reference: for every plan and sample, the log that the flow must give."""

    def __init__(self, plan: Plan, sample: Sample, policies: Sequence[Policy] | None = None) -> None:
        super().__init__(plan, sample, lifecycles(len(plan.measures)) if policies is None else policies)
        self.told_to_defer = False
        self.watching = Watching(self)
        self.quota_left = self.quotas(0)

    def play_to_end(self) -> Log:
        self.acted()
        for p in np.flatnonzero(self.sample.parent < 0):
            self.env.process(self.party(int(p)))
        self.env.process(self.calendar(timetable(self.plan)))
        self.env.run(until=self._end)
        return with_levels_and_diary(self.log, self.levels, self.diary, self.lodged, self.staff.who_came())

    # -- past the end -----------------------------------------------------------------------------------------------
    def go_on(self, plan: Plan) -> None:
        go_on(self, plan)

    def take_in(self, more: Sample, present: I | None) -> None:
        take_in(self, more, present)

    def advance(self, until: int) -> None:
        self.env.run(until=until)

    def departed(self, parties: int) -> tuple[I, I]:
        return self.log.left[:parties], self.log.exit[:parties]

    # -- people -----------------------------------------------------------------------------------------------------
    def party(self, p: int) -> Generator[simpy.Event, Any, None]:
        """Lead one party from the door to the way out."""
        me = Party(p, self.sample, self.plan.outside)
        yield self.at(me.arrived, ARRIVE, p)
        self.inside[me.area][p] = me
        yield from self.travel(me)

    def travel(self, me: Party) -> Generator[simpy.Event, Any, None]:
        """Return the visits of a party, or of a part of one, and its way out."""
        sample, p = self.sample, me.number
        exit = 1 + int(sample.outcome[p])
        if rung := self.ladder.takes(me, ON_ARRIVAL, self.staff.opened) if me.visit < 0 and not me.divided else "":
            return self.out(me, EXITS.index(WAYS_OUT[rung]))
        for v in self.visits_of(me):
            if v == sample.decided[p] and not me.deferred:
                self.divide(me)
            step = int(sample.step[v])
            if self.ladder.left_out(step, self.staff.opened):
                continue
            area = int(self.plan.step_area[step])
            if area not in (-1, me.area):
                if self.plan.hard[area] == 2 and not self.has_space(area, me):
                    exit = EXITS.index("diverted")
                    break
                if self.plan.hard[area] == 1:
                    yield self.wait_at_gate(me, area)
                self.change_area(me, area)
            self.let_go(me)
            self.log.ready[v] = me.since = self.now
            me.visit = v
            if self.may_be_deferred(me, step):
                me.deferred = True
                continue
            if self.plan.family[step] == PARALLEL:
                self.log.ready[v : v + me.persons] = self.now
            come_of_it = yield self.stand(me, step)
            if come_of_it == WITHDRAWN:
                exit = EXITS.index("withdrawn")
                break
            if come_of_it == DEFER:
                me.deferred = True
                continue
            yield from other_members(self, me, step, v)
            if not self.steps[step].holds:
                self.let_go(me)
            rung = self.ladder.takes(me, step, self.staff.opened)
            if rung == "further_examination":
                me.deferred = True
            elif rung:
                exit = EXITS.index(WAYS_OUT[rung])
                break
        else:
            if not me.deferred:
                self.divide(me)
            exit = EXITS.index("deferred") if me.deferred else exit
        self.out(me, exit)

    def out(self, me: Party, exit: int) -> None:
        """Let a party leave the port, with all its parts that have not gone on by themselves."""
        self.let_go(me)
        del self.inside[me.area][me.number]
        rows = [me.number, *me.parts]
        self.log.left[rows], self.log.exit[rows] = self.env.now, exit
        self.changed()

    def divide(self, me: Party) -> None:
        """Split a decided party: its parts go on by themselves from where it stands, after it."""
        for row in me.parts:
            part = Party(row, self.sample, me.area)
            part.divided = me.divided = True
            me.persons -= part.persons
            self.inside[me.area][row] = part
            self.env.process(self.travel(part))
        me.parts = []

    def visits_of(self, me: Party) -> Iterator[int]:
        """Yield the visits of its own journey, and from where it is deferred on those of the other branch."""
        first, other, end = (int(a[me.number + k]) for a, k in
                             ((self.sample.first, 0), (self.sample.deferred, 0), (self.sample.first, 1)))  # fmt: skip
        while first < other:
            yield first
            if me.deferred:
                break
            first += self.members_at(me, first)
        while me.deferred and other < end:
            yield other
            other += self.members_at(me, other)

    def members_at(self, me: Party, v: int) -> int:
        """Return how many visits a party makes where it begins visit `v`: one, or one a member."""
        return me.persons if self.plan.family[self.sample.step[v]] else 1

    def may_be_deferred(self, me: Party, step: int) -> bool:
        return self.deferring and self.steps[step].deferrable and not me.deferred and not me.divided

    # -- who goes on ------------------------------------------------------------------------------------------------
    def settle(self, _: simpy.Event) -> None:
        """Let in one party and look again; when no more can be, start whatever can start."""
        self.settling = False
        for area, gate in enumerate(self.gate):
            if gate and self.has_space(area, gate[0][0]):
                gate.pop(0)[1].succeed()
                return self.changed()
        for group in self.plan.order:
            while start_one(self, group):
                pass
        if self.event_under_way:
            self.event_under_way = False
            self.watching.check_always()
        return None

    def resettle(self, _: simpy.Event) -> None:
        """Let what the policies changed take hold, an event like any other."""
        self.resettling = False
        self.begin_event()
        self.staff.send_home_released()
        self.set_levels()
        deferring = self.told_to_defer or any(self.plan.defers[m] for m in self.staff.opened if m >= 0)
        begins, self.deferring = deferring and not self.deferring, deferring
        for step, queue in enumerate(self.queue):
            if begins and self.steps[step].deferrable:
                for me, done in [(me, done) for me, done in queue if not (me.deferred or me.begun or me.divided)]:
                    queue.remove((me, done))
                    done.succeed(DEFER)
        self.changed()

    # -- the calendar -----------------------------------------------------------------------------------------------
    def calendar(self, rows: list[tuple[int, int, Any]]) -> Generator[simpy.Event, Any, None]:
        """Make the checks, changes of the roster and departures that the timetable has."""
        for tick, rank, what in rows:
            yield self.at(tick, rank)
            if rank == CHECK:
                self.watching.check(what)
            elif rank == ROSTER:
                nights = self.staff.plan.duties.begin.size + self.staff.plan.caps[0].size
                days = nights + 2 * self.staff.plan.nights.begin.size
                for duty in what:
                    if duty < nights:
                        self.staff.change_roster(duty)
                    elif duty < days:
                        turn(self, duty - nights)
                    else:
                        self.begin_day(*divmod(duty - days, 2))
                self.set_levels()
            else:
                self.depart(*what)
            if rank != CHECK:
                self.changed()

    def set_levels(self) -> None:
        """Set what there is of every place; changes are logged."""
        for place, level in enumerate(self.staff.fresh_levels()):
            if level != self.staff.levels[place]:
                self.staff.levels[place] = level
                self.levels.append((self.now, place, level))

    def depart(self, step: int, seats: int) -> None:
        """Parties board in order; the first that does not fit ends the boarding."""
        seats = min(seats, self.quota_left.get(step, seats))
        before = seats
        while self.queue[step] and self.queue[step][0][0].persons <= seats:
            me, done = self.queue[step].pop(0)
            seats -= me.persons
            self.log.start[me.visit] = self.env.now
            done.succeed(SERVED)
        if step in self.quota_left:
            self.quota_left[step] -= before - seats

    def begin_day(self, day: int, monday: int) -> None:
        """Begin to count again what is counted by the local day, and on a Monday by the week."""
        self.quota_left = self.quotas(day + 1)
        self.ladder.begin_day()
        self.staff.begin_day(bool(monday))

    def quotas(self, day: int) -> dict[int, int]:
        """Return the persons whom the departures of a day may take, of the steps that have a limit."""
        table = self.staff.plan.daily.quota
        return {s: int(most) for s, most in enumerate(table[min(day, len(table) - 1)]) if most}

    # -- look -------------------------------------------------------------------------------------------------------
    def holds(self, rule: int) -> bool:
        return self.watching.held[rule]

    def checked(self, rule: int) -> int:
        return self.watching.checked[int(self.plan.rules.rules["first"][rule])]

    def seen(self, rule: int) -> tuple[Seen, ...]:
        return self.watching.seen_by(rule)

    def why(self, rule: int) -> tuple[str, ...]:
        return self.watching.why(rule)

    def check_by(self, measure: int, tick: int) -> None:
        if tick <= self.env.now:
            self.acted()
        else:
            self.watching.check_by(measure, tick)

    # -- act --------------------------------------------------------------------------------------------------------
    def open(self, measure: int) -> None:
        self.staff.opened.add(measure)
        self.acted()

    def close(self, measure: int) -> None:
        self.staff.opened.discard(measure)
        self.staff.released.add(measure)
        self.acted()

    def add(self, place: int, amount: int) -> None:
        self.staff.add(place, amount)
        self.acted()

    def defer(self, on: bool) -> None:
        self.told_to_defer = on
        self.acted()
