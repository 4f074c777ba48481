"""Decisions that were taken already: a judge that follows a script up to some tick, and the port's rules from it on."""

from collections.abc import Iterable

import simpy

from sim.port.log import Entry, Event
from sim.port.policies.measure import Process
from sim.port.port import Port

# What is noted when which rule is followed.
FIELDS = {Event.ORDERED: "order", Event.CANCELLED: "cancel", Event.RELEASED: "release"}
OPTIONS = {Event.KEPT: False, Event.GIVEN_BACK: True}  # whether the release rule was taken to hold
DECISIONS = (*FIELDS, *OPTIONS)


class Scripted:
    """The judge of one measure (see `sim.port.policies.measure.Judge`).

    Before `until` the script alone decides, whatever the rules say; from `until` on the rules do, and one that has held
    for as long as it must may be followed at once. `script`: lines of a diary, of which only those that are decisions
    of the measure are read. A measure that is watched after every event repeats its decisions before the events of the
    same second.
    """

    def __init__(self, port: Port, measure: int, script: Iterable[Entry], until: int) -> None:
        self._port, self._measure, self._until = port, measure, until
        life = port.plan.timings[measure]
        mine = [entry for entry in script if entry.measure == measure and entry.tick < until]
        self._ticks = {
            getattr(life, field): [entry.tick for entry in mine if entry.event == event]
            for event, field in FIELDS.items()
        }
        self._options = {entry.tick: OPTIONS[entry.event] for entry in mine if entry.event in OPTIONS}

    def when(self, rule: int, *, now_too: bool = False) -> simpy.Event:
        """An event when a rule was followed, or is to be."""
        port, now = self._port, self._port.env.now  # which begins before the clock does
        if port.now >= self._until:
            return port.when(rule, now_too=now_too)
        to_come = [tick for tick in self._ticks.get(rule, ()) if tick > now or (now_too and tick == now)]
        return port.env.process(self._at(to_come[0]) if to_come else self._then(rule))

    def _at(self, tick: int) -> Process:
        """Then, after those who note that a rule begins to hold: they come first where rules decide, too."""
        yield self._port.until(tick, self._measure)
        yield self._port.wait(0, self._measure)

    def _then(self, rule: int) -> Process:
        """Return when the script is over, the rule."""
        yield self._port.until(self._until, self._measure)
        yield self._port.when(rule, now_too=True)

    def holds(self, rule: int) -> bool:
        """Return whether a rule was taken to hold now, or does."""
        return self._port.holds(rule) if self._port.now >= self._until else self._options.get(self._port.now, False)
