"""Queues, compiled: a linked list a step and class, and one before each hard area.

Order is since when a party waits, then its number. A party joins at the tail but for those that came in the same second
with a greater number, or later: a family that goes on where it was keeps its place.
"""

import numpy as np

from sim.port.flow.heap import NONE, ZERO, inline, jit

ONE = np.int64(1)
WORD = 5  # steps at which somebody waits have a bit each, in serving order, 2**WORD to a row
LAST = (1 << WORD) - 1
ONE_BY_ONE, PARALLEL = 1, 2  # how a step serves a family, other than in one task


@inline
def place_of(parties, tail, p, since):
    """Return the party of the list that ends in `tail` behind which `p`, waiting since `since`, stands; -1 for the
    front.
    """
    q = tail
    while q >= 0 and (parties[q].since > since or (parties[q].since == since and q > p)):
        q = parties[q].before
    return q


@inline
def earlier(a, p, b, q):
    """Return whether party `p` is served before party `q`."""
    if a.priority_class != b.priority_class:
        return a.priority_class < b.priority_class
    if a.since != b.since:
        return a.since < b.since
    return p < q


@inline
def work_of(people, desk, step, p):
    """Return seconds of the tasks for which a party waits: its next, or where its members are served in parallel
    all.
    """
    if desk.steps[step].family != PARALLEL:
        return people.visits[people.parties[p].visit].seconds
    first = people.parties[p].visit
    seconds = ZERO
    for v in range(first + people.parties[p].begun, first + people.parties[p].persons):
        seconds += people.visits[v].seconds
    return seconds


@inline
def join_step(people, desk, step, p, now):
    """Stand in the queue of a step, waiting since `now`."""
    parties, queue = people.parties, desk.queues[desk.steps[step].queue + people.parties[p].priority_class]
    parties[p].since = now
    before = place_of(parties, queue.tail, p, now)
    after = queue.head if before < 0 else parties[before].after
    parties[p].before, parties[p].after = before, after
    if before < 0:
        queue.head = p
    else:
        parties[before].after = p
    if after < 0:
        queue.tail = p
    else:
        parties[after].before = p
    row = desk.steps[step]
    row.parties += 1
    row.persons += parties[p].persons - parties[p].begun
    row.work += work_of(people, desk, step, p)
    if not row.departs:
        desk.steps[row.at >> WORD].waiting |= ONE << (row.at & LAST)
        desk.steps[row.at >> WORD].look |= ONE << (row.at & LAST)


@inline
def someone_may_start(desk):
    """Return whether somebody waits at a step at which something has changed since all who could start did."""
    found = ZERO
    for word in range((desk.steps.size + LAST) >> WORD):
        found |= desk.steps[word].waiting & desk.steps[word].look
    return found != 0


@inline
def leave_step(people, desk, step, p):
    """Leave the queue of a step, from anywhere in it."""
    parties, queue = people.parties, desk.queues[desk.steps[step].queue + people.parties[p].priority_class]
    before, after = parties[p].before, parties[p].after
    if before < 0:
        queue.head = after
    else:
        parties[before].after = after
    if after < 0:
        queue.tail = before
    else:
        parties[after].before = before
    row = desk.steps[step]
    row.parties -= 1
    row.persons -= parties[p].persons - parties[p].begun
    row.work -= work_of(people, desk, step, p)
    if row.parties == 0:
        desk.steps[row.at >> WORD].waiting &= ~(ONE << (row.at & LAST))


@inline
def call(people, desk, step, p):
    """A party is called: it leaves the queue, or one of its members does and the others stay where they are."""
    party, row = people.parties[p], desk.steps[step]
    if row.family == PARALLEL and party.begun + 1 < party.persons:
        row.persons -= 1
        row.work -= people.visits[party.visit + party.begun].seconds
    else:
        leave_step(people, desk, step, p)


@jit
def board(people, desk, step, seats, now):
    """Return parties leave the queue in order; the first that does not fit ends the boarding.

    The first that boarded, -1 for none; `after` leads from each to the next.
    """
    row = desk.steps[step]
    seats = min(seats, row.left) if row.quota else seats
    first, last = NONE, NONE
    for k in range(desk.steps[step].classes):
        p = ZERO + desk.queues[desk.steps[step].queue + k].head
        while p >= 0:
            following = ZERO + people.parties[p].after
            seats -= people.parties[p].persons
            if seats < 0:
                return first
            leave_step(people, desk, step, p)
            row.left -= people.parties[p].persons
            visit = people.visits[people.parties[p].visit]
            visit.start = now
            visit.end = now
            people.parties[p].after = -1
            if last < 0:
                first = p
            else:
                people.parties[last].after = p
            last = p
            p = following
    return first


@jit
def join_gate(people, desk, area, p, now):
    """Wait at the door of a hard area."""
    parties, place = people.parties, desk.places[area]
    parties[p].since = now
    before = place_of(parties, place.tail, p, now)
    after = place.head if before < 0 else parties[before].after
    parties[p].before, parties[p].after = before, after
    if before < 0:
        place.head = p
    else:
        parties[before].after = p
    if after < 0:
        place.tail = p
    else:
        parties[after].before = p


@jit
def leave_gate(people, desk, area):
    """Let the first at the door go from there; its number."""
    p = ZERO + desk.places[area].head
    after = people.parties[p].after
    desk.places[area].head = after
    if after < 0:
        desk.places[area].tail = -1
    else:
        people.parties[after].before = -1
    return p
