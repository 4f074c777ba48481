"""The port as a policy sees it: look, wait, act.

Two players stand behind it, and give the same log: `flow_port.FlowPort` plays compiled, `reference.ReferencePort` the
plain SimPy way. A policy is a function `policy(port)` that yields the events it waits for, as SimPy's processes do.
It may wait by `Port.wait` and its like, or by SimPy's own `port.env.timeout`. It ends with the run: what it waits for
that would come about at the end or after it does not, and while people are played on until they are out, no policy
looks or acts any more. What it has opened, added or begun by then stays as it is.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Sequence
from typing import Any

import simpy
from simpy.events import EventPriority

from sim.arrays import I
from sim.people.run_on import Onward
from sim.people.sample import ORDERS, Sample
from sim.port.log import Entry, Event, Log, Reason, Seen
from sim.port.plan import Plan
from sim.port.rules import BEGINS, HOLDS
from sim.port.run_on import play_on

Policy = Callable[["Port"], Generator[simpy.Event, Any, None]]

SETTLE = 2  # the order of what SimPy does at one instant: its own 0 and 1, then people, measures, and what they changed
MEASURES = 16
RESETTLE = 1 << 20
BEFORE = -1  # policies begin before the clock does


class Port(ABC):
    """SimPy's clock, the diary of the measures, and what policies may do.

    Looks and acts are of the present: everything before this second has happened, nothing of it yet. What an act
    changes holds from this second on.
    """

    def __init__(self, plan: Plan, sample: Sample, policies: Sequence[Policy]) -> None:
        self.plan, self.sample = plan, sample
        self.env = simpy.Environment(initial_time=BEFORE)
        self.diary: list[Entry] = []
        self.awaited: dict[tuple[int, int], list[tuple[int, simpy.Event]]] = {}
        self._end = plan.clock.end
        self.status = ["idle"] * len(plan.measures)
        for policy in policies:
            self.env.process(policy(self))

    # -- wait -------------------------------------------------------------------------------------------------------
    @property
    def now(self) -> int:
        """The present tick."""
        return max(int(self.env.now), 0)

    def wait(self, seconds: int, measure: int = -1) -> simpy.Event:
        """An event after a number of seconds."""
        return self._fire(self.env.event(), measure, delay=self.now + int(seconds) - int(self.env.now))

    def until(self, tick: int, measure: int = -1) -> simpy.Event:
        """An event at a tick, now at the earliest."""
        return self.wait(max(tick - self.now, 0), measure)

    def when(self, rule: int, *, now_too: bool = False) -> simpy.Event:
        """An event at the first check at which a rule holds: after this second, or from this one on.

        A measure that watches always looks in this second when what was done in it has taken hold.
        """
        measure = int(self.plan.rules.rules["measure"][rule])
        life = self.plan.timings[measure]
        if now_too and life.always:
            self.check_by(measure, max(int(self.env.now), life.watched))
        elif now_too and self.checked(rule) == self.env.now and self.holds(rule):
            return self._fire(self.env.event(), measure)
        return self._await(rule, HOLDS, since=BEFORE - 1 if now_too else int(self.env.now))

    def begins(self, rule: int) -> simpy.Event:
        """An event at the next check at which a rule holds that did not at the one before."""
        return self._await(rule, BEGINS)

    def first(self, measure: int, *events: simpy.Event) -> simpy.Event:
        """An event at the first of several."""
        either = self.env.event()
        for event in events:
            assert event.callbacks is not None
            event.callbacks.append(lambda _: self._fire_once(either, measure))
        return either

    def _fire_once(self, event: simpy.Event, measure: int) -> None:
        if not event.triggered:
            self._fire(event, measure)

    def _await(self, rule: int, what: int, since: int = BEFORE - 1) -> simpy.Event:
        """An event when a rule comes about after the second `since`."""
        event = self.env.event()
        self.awaited.setdefault((rule, what), []).append((since, event))
        return event

    def _fire(self, event: simpy.Event, measure: int, delay: int = 0) -> simpy.Event:
        event._ok, event._value = True, None
        if self.env.now + delay < self._end:  # what would come about at the end or after it does not
            self.env.schedule(event, priority=EventPriority(MEASURES + measure), delay=delay)
        return event

    def _come_about(self, rule: int, fired: int, delay: int = 0) -> None:
        """Wake those who wait for a rule that begins to hold, then those who wait for one that holds."""
        now = int(self.env.now) + delay
        for what in (BEGINS, HOLDS):
            if fired & what:
                for since, event in self.awaited.pop((rule, what), ()):
                    if now > since:
                        self._fire(event, int(self.plan.rules.rules["measure"][rule]), delay)
                    else:
                        self.awaited.setdefault((rule, what), []).append((since, event))

    # -- look -------------------------------------------------------------------------------------------------------
    @abstractmethod
    def holds(self, rule: int) -> bool:
        """Whether a rule held at the last check of its measure."""

    @abstractmethod
    def checked(self, rule: int) -> int:
        """When a rule was last checked."""

    @abstractmethod
    def seen(self, rule: int) -> tuple[Seen, ...]:
        """What each condition of a rule saw at the last check."""

    @abstractmethod
    def why(self, rule: int) -> tuple[str, ...]:
        """The names of a rule's conditions that held at the last check."""

    @abstractmethod
    def persons(self, area: str) -> int:
        """Persons in an area, and outside waiting for it."""

    @abstractmethod
    def outside(self) -> int:
        """Persons not yet let into an area; nobody where there are none."""

    @abstractmethod
    def waiting_for(self, step: str) -> int:
        """Persons ready for a step and not started."""

    @abstractmethod
    def busy(self, place: int) -> int:
        """Officers of a pool that are busy within its level, rooms taken, or persons in an area."""

    @abstractmethod
    def level(self, place: int) -> int:
        """What there is of a place."""

    @abstractmethod
    def check_by(self, measure: int, tick: int) -> None:
        """Have a measure that watches always look at a tick; in this second, when all that was done has taken hold."""

    def lead_time(self, measure: int, order: int) -> int:
        """Return seconds from a measure's order, numbered from 0, until it is ready."""
        return int(self.sample.lead[measure, order % ORDERS])

    # -- act --------------------------------------------------------------------------------------------------------
    @abstractmethod
    def open(self, measure: int) -> None:
        """Bring what a measure brings, from now on."""

    @abstractmethod
    def close(self, measure: int) -> None:
        """Take away what a measure brought; its officers end their tasks under the rule of the shift's end."""

    @abstractmethod
    def add(self, place: int, amount: int) -> None:
        """Add more of a place, or less: officers, rooms or persons of space, besides roster, base and measures."""

    @abstractmethod
    def defer(self, on: bool) -> None:
        """Begin two-step processing, or end it."""

    def note(
        self,
        measure: int,
        event: Event,
        why: tuple[str, ...] = (),
        rule: int = -1,
        reason: Reason | None = None,
        option: int = 0,
    ) -> None:
        """Add a line to the diary, with what a rule saw."""
        seen = self.seen(rule) if rule >= 0 else ()
        self.diary.append(Entry(self.now, measure, Event(event), why, seen, reason, option))

    # -- play -------------------------------------------------------------------------------------------------------
    def play(self, onward: Onward | None = None) -> Log:
        """Play to the end, and on until those whose stay counts have left.

        `onward`: who comes after the end. Without it nobody is played on, and `Log.out` is `Log.left`.
        """
        log = self.play_to_end()
        return play_on(self, log, onward) if onward else log

    @abstractmethod
    def play_to_end(self) -> Log:
        """Play to the end of the horizon."""

    @abstractmethod
    def go_on(self, plan: Plan) -> None:
        """Continue the calendar with a plan that begins with the one played; measures and policies sleep."""

    @abstractmethod
    def take_in(self, more: Sample, present: I | None) -> None:
        """Add parties that come after all others; `present` is who turns up for the duties that the plan added."""

    @abstractmethod
    def advance(self, until: int) -> None:
        """Play everything before a tick, past the end."""

    @abstractmethod
    def departed(self, parties: int) -> tuple[I, I]:
        """Return (parties,) when each of the first parties left, -1 if it has not, and how."""
