"""The reference past the end: a longer calendar, and more parties."""

from heapq import heapify

import numpy as np

from sim.arrays import I
from sim.people.sample import Sample, joined
from sim.port.plan import Plan
from sim.port.reference.clock import TIMED, timetable
from sim.port.reference.log import longer
from sim.port.reference.people import PeopledPort


def go_on(port: PeopledPort, plan: Plan) -> None:
    """Continue the calendar, without policies; nobody knows yet who turns up for the duties that the plan added."""
    end_policies(port)
    present = np.zeros(plan.duties.begin.size, np.int64)
    present[: port.sample.present.size] = port.sample.present
    port.staff.plan, port.sample = plan, port.sample._replace(present=present)
    port.env.process(port.calendar(timetable(plan, port.plan.clock.end)))


def end_policies(port: PeopledPort) -> None:
    """Of what is to come only the timetable of people stays; what policies wait for is below it in every instant."""
    queue = port.env._queue
    queue[:] = [event for event in queue if event[1] >= TIMED]
    heapify(queue)


def take_in(port: PeopledPort, more: Sample, present: I | None) -> None:
    """Add parties that come after all others."""
    first, port.sample = port.sample.arrive.size, joined(port.sample, more)
    if present is not None:
        port.sample.present[port.sample.present.size - present.size :] = present
    port.ladder.meant = port.sample.rungs.tolist()
    port.staff.sample, port.log = port.sample, longer(port.log, more)
    for p in first + np.flatnonzero(more.parent < 0):
        port.env.process(port.party(int(p)))
