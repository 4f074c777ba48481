"""How the reference serves: who begins, and the members of a family one after another or in parallel."""

from collections.abc import Generator
from typing import Any

import simpy

from sim.port.reference.clock import SERVED, Party
from sim.port.reference.people import PeopledPort

ONE_BY_ONE, PARALLEL = 1, 2  # of `Plan.family`


def start_one(port: PeopledPort, group: tuple[int, ...]) -> bool:
    """Serve the first party of one queue whose officers and room are free, or the next of its members."""
    able = [(*port.queue[s][0], s, option) for s in group if port.queue[s] and not port.steps[s].departures
            and (option := port.staff.can_start(s)) is not None]  # fmt: skip
    if not able:
        return False
    me, done, step, option = min(able, key=lambda first: first[0].place_in_queue())
    parallel = port.plan.family[step] == PARALLEL
    v = me.visit + me.begun if parallel else me.visit
    if not parallel or me.begun + 1 == me.persons:
        port.queue[step].pop(0)
    held = port.staff.take(step, option)
    if parallel:
        served = port.env.event()
        begins(port, me, v, step, option, held, served)
        assert served.callbacks is not None
        served.callbacks.append(lambda _: member_done(port, me, v, step, held, done))
    else:
        me.held = held
        begins(port, me, v, step, option, held, done)
    return True


def begins(port: PeopledPort, me: Party, v: int, step: int, option: int, held: list[Any], done: Any) -> None:
    """Begin a visit; `done` when it is over."""
    port.log.start[v], port.log.option[v] = port.env.now, option
    served_by = port.staff.duties(held)
    port.log.duty[v, : len(served_by)] = served_by
    seconds = length_of(port, int(port.sample.seconds[v]), step, option)
    me.begun += 1 if port.plan.family[step] else 0
    port.ends_in(seconds, me.number, done)


def length_of(port: PeopledPort, seconds: int, step: int, option: int) -> int:
    """Return how long a task takes by an alternative, from the seconds that it takes by the first."""
    pace = port.plan.pace[step][option]
    return seconds if pace == 1.0 else max(int(seconds * pace + 0.5), 1)


def member_done(port: PeopledPort, me: Party, v: int, step: int, held: list[Any], done: simpy.Event) -> None:
    """End the visit of one of the members who are served in parallel; the party waits for the last."""
    port.log.end[v] = port.env.now
    me.done += 1
    if me.done < me.persons or not port.steps[step].holds:
        port.staff.give_back(held)
    else:
        me.held = held
    port.changed()
    if me.done == me.persons:
        done.succeed(SERVED)


def other_members(port: PeopledPort, me: Party, step: int, v: int) -> Generator[simpy.Event, Any, None]:
    """Make the visits of the other members of a party, one after another, after the first visit at a step."""
    if port.plan.family[step] != PARALLEL:
        port.log.end[v] = port.env.now
    while port.plan.family[step] == ONE_BY_ONE and me.begun < me.persons:
        v += 1
        port.log.ready[v], me.visit = port.env.now, v
        if port.staff.still_there(me.held):
            done = port.env.event()
            begins(port, me, v, step, int(port.log.option[v - 1]), me.held, done)
            port.changed()
            yield done
        else:
            port.let_go(me)
            yield port.stand(me, step)
        port.log.end[v] = port.env.now
    me.begun = me.done = 0


def work_of(port: PeopledPort, me: Party, step: int) -> int:
    """Return seconds of the tasks that a party waits for: its next, or where members are served in parallel all."""
    if port.plan.family[step] != PARALLEL:
        return int(port.sample.seconds[me.visit])
    return int(port.sample.seconds[me.visit + me.begun : me.visit + me.persons].sum())
