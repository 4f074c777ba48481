"""Decisions that were taken already: a judge that follows a script up to some tick, and the port's rules from it on."""

from collections.abc import Iterable

import simpy

from sim.port.log import Entry, Event, Reason
from sim.port.policies.measure import Process
from sim.port.port import Port
from sim.port.rules import MeasureTiming

# What is noted when which rule is followed.
FIELDS = {Event.ORDERED: "order", Event.CANCELLED: "cancel", Event.RELEASED: "release"}
OPTIONS = {Event.KEPT: False, Event.GIVEN_BACK: True}  # whether the release rule was taken to hold
DECISIONS = (*FIELDS, *OPTIONS, Event.PART)


def followed_rule(life: MeasureTiming, entry: Entry) -> int:
    """Return the rule that a line of the diary says was followed; -1 if it says no such thing."""
    if entry.event == Event.PART:
        return life.parts[entry.option - 1].rule if entry.option <= len(life.parts) else life.release
    if entry.event not in FIELDS or entry.reason == Reason.TERM_OVER:
        return -1
    return int(getattr(life, FIELDS[entry.event]))


class Scripted:
    """The judge of one measure (see `sim.port.policies.judges`).

    Before `until` the script alone decides, whatever the rules say; from `until` on the rules do, and one that has held
    for as long as it must may be followed at once. `script`: lines of a diary, of which only those that are decisions
    of the measure are read. A measure that is watched after every event repeats its decisions before the events of the
    same second.
    """

    def __init__(self, port: Port, measure: int, script: Iterable[Entry], until: int) -> None:
        self._port, self._measure, self._until = port, measure, until
        life = port.plan.timings[measure]
        mine = [entry for entry in script if entry.measure == measure and entry.tick < until]
        self._ticks: dict[int, list[int]] = {}
        for entry in mine:
            if (rule := followed_rule(life, entry)) >= 0:
                self._ticks.setdefault(rule, []).append(entry.tick)
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
