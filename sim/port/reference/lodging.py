"""Lodging for the night in the reference: who will not be served before the morning goes, and is back then."""

from typing import Any, NamedTuple

import numpy as np

from sim.port.nights import EVERYONE
from sim.port.reference.clock import Party
from sim.port.reference.people import WITHDRAWN, PeopledPort
from sim.port.reference.service import PARALLEL, length_of

DEFER = "defer"


class Away(NamedTuple):
    """A party that lodges: its row in the log, and what it waits for."""

    row: int
    me: Party
    done: Any
    step: int


def turn(port: PeopledPort, number: int) -> None:
    """A night begins (an even number), or ends."""
    if number % 2:
        come_back(port, number // 2)
    else:
        go(port, number // 2)


def go(port: PeopledPort, n: int) -> None:
    """Of those whom nobody will serve before the hour of return, those of the area go while rooms are free."""
    nights = port.staff.plan.nights
    lodging = int(nights.lodging[n])
    officers, seats = officers_till(port, n), [int(left) for left in nights.seats[n]]
    for group in port.plan.order:
        waiting = [(me, done, step) for step in group for me, done in port.queue[step]]
        for me, done, step in sorted(waiting, key=lambda one: one[0].place_in_queue()):
            if not will_be_served(port, me, step, officers, seats):
                lodge(port, lodging, me, done, step)


def officers_till(port: PeopledPort, n: int) -> list[int]:
    """Officer-seconds of each pool until the hour of return: those rostered, less what tasks under way take."""
    plan, now = port.staff.plan, int(port.env.now)
    back, duties = int(plan.nights.back[n]), plan.duties
    officers = [0] * len(plan.pools)
    for crew, begin, end, posts in zip(duties.crew, duties.begin, duties.end, duties.posts, strict=True):
        if plan.crews[crew].source - 1 in port.staff.opened and begin < back and end > now:
            officers[plan.crews[crew].pool] += int(posts) * (min(int(end), back) - max(int(begin), now))
    for v in np.flatnonzero((port.log.start >= 0) & (port.log.end < 0)):
        step, option = int(port.sample.step[v]), int(port.log.option[v])
        if option >= 0:
            due = int(port.log.start[v]) + length_of(port, int(port.sample.seconds[v]), step, option)
            take(port, officers, step, option, min(due, back) - now)
    return officers


def take(port: PeopledPort, officers: list[int], step: int, option: int, seconds: int) -> None:
    """So long a task takes the officers of an alternative."""
    for place, amount in port.plan.takes[step][option]:
        if place < len(officers):
            officers[place] -= amount * seconds


def will_be_served(port: PeopledPort, me: Party, step: int, officers: list[int], seats: list[int]) -> bool:
    """Return whether there are seats, or officers of an alternative, for a party; they are taken."""
    if port.steps[step].departures:
        fits = me.persons <= seats[step]
        seats[step] = seats[step] - me.persons if fits else 0
        return fits
    for option, takes in enumerate(port.plan.takes[step]):
        if all(officers[place] > 0 for place, _ in takes if place < len(officers)):
            take(port, officers, step, option, length_of(port, work_left(port, me, step), step, option))
            return True
    return False


def work_left(port: PeopledPort, me: Party, step: int) -> int:
    """Return seconds of all tasks of a party at the step where it waits."""
    family = port.plan.family[step]
    first = me.visit + me.begun if family == PARALLEL else me.visit
    tasks = me.persons - me.begun if family else 1
    return int(port.sample.seconds[first : first + tasks].sum())


def lodge(port: PeopledPort, lodging: int, me: Party, done: Any, step: int) -> None:
    """A party goes to lodge, if it is for those of its area and there is a room."""
    beds, staff = port.plan.beds[lodging], port.staff
    free = staff.used[beds.rooms] < staff.levels[beds.rooms]
    crowded = beds.who == EVERYONE or port.persons_in(beds.area) > staff.levels[beds.area]
    if me.area == beds.area and not me.begun and free and crowded:
        port.queue[step].remove((me, done))
        port.change_area(me, beds.rooms)
        staff.used[beds.rooms] += 1
        port.away[lodging].append(Away(len(port.lodged), me, done, step))
        port.lodged.append([me.number, lodging, port.now, -1, me.persons])


def come_back(port: PeopledPort, n: int) -> None:
    """Who lodged is back, in the place in the queue that it had; whose patience ran out meanwhile leaves."""
    lodging = int(port.staff.plan.nights.lodging[n])
    away, port.away[lodging] = port.away[lodging], []
    for row, me, done, step in away:
        port.lodged[row][3] = port.now
        port.change_area(me, port.plan.beds[lodging].area)
        port.staff.used[port.plan.beds[lodging].rooms] -= 1
        if int(port.log.ready[me.visit]) + int(port.sample.patience[me.visit]) < port.now:
            done.succeed(WITHDRAWN)
        elif port.deferring and port.steps[step].deferrable and not me.deferred and not me.divided:
            done.succeed(DEFER)
        else:
            port.queue[step].append((me, done))
            port.queue[step].sort(key=lambda waiting: waiting[0].place_in_queue())
