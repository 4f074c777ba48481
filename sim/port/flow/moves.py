"""What happens to a party, compiled: arrive, be let in, be ready, finish, board, lose patience, leave."""

import numpy as np

from sim.port.flow.heap import PATIENCE, ZERO, R, T, inline, jit, push
from sim.port.flow.officers import give_back, hand_back, last_is_done, pass_on, start_at_once, still_there
from sim.port.flow.queues import (
    ONE_BY_ONE,
    PARALLEL,
    board,
    join_gate,
    join_step,
    leave_gate,
    leave_step,
    someone_may_start,
)
from sim.port.log import EXITS, WAYS_OUT
from sim.scenario.calendar.clock import NEVER
from sim.scenario.language.leases.ladder import RUNGS

WAIT, DIVERT = 1, 2
ALONE, AMONG_OTHERS = np.bool_(True), np.bool_(False)  # typed, as NONE
DIVIDED = -1  # in the place of the number of parts
REFERRED, DEFERRED = EXITS.index("referred"), EXITS.index("deferred")
ON_ARRIVAL, FURTHER = np.int32(-1), RUNGS.index("further_examination")
OUT = tuple(np.int64(EXITS.index(WAYS_OUT[rung])) for rung in RUNGS)
WITHDRAWN, DIVERTED = np.int64(EXITS.index("withdrawn")), np.int64(EXITS.index("diverted"))


@inline
def arrive(people, desk, p, now):
    """A party stands outside; true if it goes to its first step, false if a measure takes it at the door."""
    desk.places[desk.places.size - 1].used += people.parties[p].persons
    return not (people.parties[p].rungs and taken(people, desk, p, ON_ARRIVAL, now))


@inline
def finish(people, desk, p, now):
    """A service ends: officers and room are free unless the step holds them; true if the party moves on."""
    party = people.parties[p]
    step = desk.steps[people.visits[party.visit].step]
    if step.family == PARALLEL:
        if not last_is_done(people, desk, p, now):
            return False
    else:
        people.visits[party.visit].end = now
        if step.family == ONE_BY_ONE and party.begun < party.persons:
            next_member(people, desk, p, now)
            return False
        party.holding = party.visit + 1
    party.begun = 0
    if not step.holds:
        hand_back(people, desk, party.holding - 1)
        party.holding = 0
    return not (step.rung and taken(people, desk, p, people.visits[party.visit].step, now))


@jit
def taken(people, desk, p, step, now):
    """Whether an open measure takes a party out of the port, at the end of a step or on arrival: the first rung that
    means it and has places for all of it. One that enters for further examination goes on, on the journey of those."""
    party = people.parties[p]
    for measure in desk.measures:
        if not measure.opened:
            continue
        for k in range(measure.after.size):
            if measure.after[k] != step or not party.rungs >> measure.bit[k] & 1 or measure.left[k] < party.persons:
                continue
            if k == FURTHER and (party.detoured or party.parts == DIVIDED):
                continue
            measure.left[k] -= party.persons
            if k == FURTHER:
                switch_to_deferred(party)
                return False
            leave(people, desk, p, OUT[k], now)
            return True
    return False


@inline
def left_out(desk, step):
    """Whether a step is not made now: one that is for the rungs of measures of which none is open."""
    if not desk.steps[step].rung:
        return False
    for measure in desk.measures:
        if measure.opened:
            for k in range(measure.after.size):
                if measure.after[k] == step:
                    return False
    return True


@jit
def next_member(people, desk, p, now):
    """A member of a family is done: the next begins at once, or waits first in line if the officers are gone."""
    party = people.parties[p]
    v = ZERO + party.visit
    party.visit += 1
    people.visits[v + 1].ready = now
    if still_there(people, desk, v, now):
        pass_on(people, desk, p, v, now)
    else:
        give_back(people, desk, v)
        join_step(people, desk, people.visits[v].step, p, party.since)


@inline
def let_go(people, desk, p):
    """What a party still holds of its last service is free."""
    party = people.parties[p]
    if party.holding:
        give_back(people, desk, party.holding - 1)
        party.holding = 0


@jit
def move_on(people, desk, clock, p, now):
    """Do as `proceed`, where it comes seldom, and others may move in the same event."""
    proceed(people, desk, clock, p, now, AMONG_OTHERS)


@inline
def proceed(people, desk, clock, p, now, alone):
    """A party goes on; one that is decided now and divided goes on in parts, the first of them first. `alone`: nobody
    else moves in this event."""
    pass_over(people, desk, p)
    parts = divide(people, p)
    for k in range(parts + 1):
        go_on(people, desk, clock, p + k, now, alone and parts == 0)


@inline
def pass_over(people, desk, p):
    """Leave out steps that are not made now, of a party that is to be divided, up to the decision that divides it."""
    party = people.parties[p]
    if party.parts > 0 and not party.detoured:
        while party.visit != party.decided and party.visit < party.last:
            if not left_out(desk, people.visits[party.visit + 1].step):
                break
            party.visit += 1


@inline
def divide(people, p):
    """Into how many more parts a party is divided now; they stand where it stands."""
    party = people.parties[p]
    if party.parts <= 0 or party.visit != party.decided or party.detoured:
        return ZERO
    parts = ZERO + party.parts
    for k in range(p + 1, p + 1 + parts):
        part = people.parties[k]
        party.persons -= part.persons
        part.area, part.joined, part.parts = party.area, 0, DIVIDED
    party.parts = DIVIDED
    return parts


@inline
def go_on(people, desk, clock, p, now, alone):
    """To its next step, or out; again at once where deferral leaves that step out."""
    party = people.parties[p]
    while party.visit < party.last:
        party.visit += 1
        if left_out(desk, people.visits[party.visit].step):
            continue
        area = desk.steps[people.visits[party.visit].step].area
        if area >= 0 and area != party.area:
            place = desk.places[area]
            if place.hard == WAIT:
                if party.area == desk.places.size - 1:
                    place.outside += party.persons
                join_gate(people, desk, area, p, now)
                return
            if place.hard == DIVERT and place.used + party.persons > place.level:
                place.tight = now
                leave(people, desk, p, DIVERTED, now)
                return
            change_area(people, desk, p, area)
        if stand(people, desk, clock, p, now, alone):
            return
    leave(people, desk, p, DEFERRED if party.detoured else REFERRED + party.outcome, now)


@inline
def change_area(people, desk, p, area):
    """A party is in another area from now on."""
    party = people.parties[p]
    desk.places[party.area].used -= party.persons
    desk.places[area].used += party.persons
    party.area = area


@inline
def leave(people, desk, p, exit, now):
    """Out of the port."""
    let_go(people, desk, p)
    party = people.parties[p]
    desk.places[party.area].used -= party.persons
    party.left = now
    party.exit = exit
    for k in range(p + 1, p + 1 + party.parts):  # it was not divided: all of it leaves
        people.parties[k].left = now
        people.parties[k].exit = exit


@inline
def stand(people, desk, clock, p, now, alone):
    """A party waits for its step, or starts: true; or takes the journey of the deferred, if two-step processing is
    open: false."""
    let_go(people, desk, p)
    party = people.parties[p]
    visit = people.visits[party.visit]
    visit.ready = now
    if clock.defers and desk.steps[visit.step].deferrable and not party.detoured and party.parts != DIVIDED:
        switch_to_deferred(party)
        return False
    if desk.steps[visit.step].family == PARALLEL:
        for member in range(1, party.persons):
            people.visits[party.visit + member].ready = now
    only = alone and clock.gates == 0 and desk.steps[visit.step].family != PARALLEL and not someone_may_start(desk)
    if only and start_at_once(people, desk, visit.step, p, now):
        return True
    join_step(people, desk, visit.step, p, now)
    if only:
        desk.steps[0].look = 0  # it has been looked at
    if visit.patience < NEVER:
        push(desk.heap, (now + visit.patience) << T | PATIENCE << R | p)
    return True


@inline
def switch_to_deferred(party):
    """From here on, the branch of the deferred."""
    party.visit = party.last
    party.last = party.branch
    party.detoured = 1


@inline
def may_be_deferred(party):
    """Return whether a party that waits takes the journey of the deferred: not if it has begun, or was divided."""
    return not party.detoured and not party.begun and party.parts != DIVIDED


@jit
def defer_waiting(people, desk, clock, now):
    """Two-step processing opens: all who wait for a deferrable step, by step, class and place in the queue, go on."""
    for step in range(desk.steps.size):
        if not desk.steps[step].deferrable:
            continue
        for k in range(desk.steps[step].classes):
            p = ZERO + desk.queues[desk.steps[step].queue + k].head
            while p >= 0:
                following = ZERO + people.parties[p].after
                if may_be_deferred(people.parties[p]):
                    leave_step(people, desk, step, p)
                    switch_to_deferred(people.parties[p])
                    move_on(people, desk, clock, p, now)
                p = following


@jit
def lose_patience(people, desk, p, now):
    """A party whose service has not begun withdraws; true if it did, false if the timer no longer applies."""
    party = people.parties[p]
    visit = people.visits[party.visit]
    if party.left >= 0 or visit.ready < 0 or visit.start >= 0 or visit.ready + visit.patience != now or party.lodged:
        return False
    leave_step(people, desk, visit.step, p)
    leave(people, desk, p, WITHDRAWN, now)
    return True


@jit
def depart(people, desk, clock, step, seats, now):
    """Parties board, and then each goes on: whoever comes back to the step waits for the next departure."""
    p = board(people, desk, step, seats, now)
    while p >= 0:
        following = ZERO + people.parties[p].after
        move_on(people, desk, clock, p, now)
        p = following


@jit
def admit(people, desk, clock, area, now):
    """The first at the door of a hard area is let in."""
    p = leave_gate(people, desk, area)
    party = people.parties[p]
    if party.area == desk.places.size - 1:
        desk.places[area].outside -= party.persons
    change_area(people, desk, p, area)
    if not stand(people, desk, clock, p, now, AMONG_OTHERS):
        move_on(people, desk, clock, p, now)
