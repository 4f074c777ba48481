"""The run-on: after the end, the port is played until everyone whose stay counts has left.

A stay that is cut off at the end is shorter than it was, and the mean of such stays is too small, however many runs
there are. So those who arrived from `start` on and are still present at the end are played on until the last of them
has left, 60 days at most. Parties go on to arrive and officers to come on duty (`sim.people.run_on`), since an emptying
port would shorten the stays. The measures sleep: what is open at the end stays open, what is ordered does not come, and
nobody looks, orders or gives back. The run-on tells when and how people left, and nothing else: all of the log but that
was written when the end came.
"""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np

from sim.arrays import I
from sim.people.run_on import DAYS, EDGES, Onward
from sim.people.sample import Sample
from sim.port.daily import daily
from sim.port.flow.heap import MASK
from sim.port.log import Log
from sim.port.nights import nights
from sim.port.plan import Plan, caps_of, departures_of
from sim.scenario.calendar.roster import AHEAD, Duties, later_duties


class Playing(Protocol):
    """A port that has been played to its end, and can be played on."""

    plan: Plan
    sample: Sample

    def go_on(self, plan: Plan) -> None:
        """Continue the calendar as a longer plan has it."""

    def take_in(self, more: Sample, present: I | None) -> None:
        """Add more parties; `present` says who of the officers rostered past the end turns up."""

    def advance(self, until: int) -> None:
        """Play until before a tick."""

    def departed(self, parties: int) -> tuple[I, I]:
        """When and how each of the first parties left; -1 if it has not."""


@lru_cache(maxsize=4)
def beyond(plan: Plan) -> Plan:
    """Return the plan with the calendar of the run-on: its duties, those of the plan first, caps and departures; no
    checks.
    """
    if plan.like:
        return replace(beyond(plan.like), scenario=plan.scenario, like=beyond(plan.like))
    time = plan.clock.longer(DAYS)
    none = np.zeros(0, dtype=np.int64)
    added = later_duties(plan.scenario, plan.clock, DAYS)
    duties = Duties(*(np.concatenate(pair) for pair in zip(plan.duties, added, strict=True)))
    place = {f"desks {plan.pools[pool]}": plan.desks_of(pool) or 0 for pool in plan.desks}
    place |= {f"room {name}": plan.room(name) for name in plan.rooms}
    place |= {f"area {name}": plan.area(name) for name in plan.areas}
    caps = caps_of(plan.scenario, time, place)
    leaving = departures_of(plan.scenario, time)
    later = nights(plan.scenario, time, duties, departures_of(plan.scenario, time.longer(2)))
    return replace(plan, clock=time, duties=duties, caps=caps, departures=leaving, checks=(none, none), nights=later,
                   daily=daily(plan.scenario, time))  # fmt: skip


def whose_stay_counts(plan: Plan, sample: Sample) -> I:
    """Return the parties that arrived from `start` to before the end."""
    begin, end = plan.clock.start, plan.clock.end
    return np.flatnonzero((sample.arrive >= begin) & (sample.arrive < end) & (sample.counted == 1))


def play_on(port: Playing, log: Log, onward: Onward) -> Log:
    """Play on from the end, day by day, until all whose stay counts have left; the log with when and how they did."""
    counted, last = whose_stay_counts(port.plan, port.sample), port.plan.clock.last
    left, exit = log.left, log.exit
    if (left[counted] < 0).any():
        port.go_on(beyond(port.plan))
    for stretch, (begin, end) in enumerate(pairwise(EDGES)):
        if begin >= onward.days or (left[counted] >= 0).all():
            break
        more = onward.parties(stretch)
        if port.sample.arrive.size + more.arrive.size > MASK:
            break
        port.take_in(more, onward.present() if begin == AHEAD else None)
        for day in range(begin, min(end, onward.days)):
            port.advance(port.plan.clock.tick(last + timedelta(days=day + 1)))
            left, exit = port.departed(log.left.size)
            if (left[counted] >= 0).all():
                break
    return log._replace(out=left.copy(), exit_after_end=exit.astype(np.int64))
