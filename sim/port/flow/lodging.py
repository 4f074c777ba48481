"""Lodging for the night, compiled: who will not be served before the morning goes, a room a party, and is back then."""

from sim.port.flow.heap import NONE, ZERO, inline, jit
from sim.port.flow.moves import WITHDRAWN, leave, may_be_deferred, move_on, switch_to_deferred
from sim.port.flow.officers import due
from sim.port.flow.queues import ONE_BY_ONE, PARALLEL, earlier, join_step, leave_step
from sim.port.nights import EVERYONE


@jit
def turn(people, desk, calendar, clock, number, now):
    """A night begins (an even number), or ends."""
    if number % 2:
        come_back(people, desk, calendar, clock, number // 2, now)
    else:
        go(people, desk, calendar, clock, number // 2, now)


@jit
def go(people, desk, calendar, clock, n, now):
    """Who waits is taken in the order in which steps and queues are served, whatever the area: of those whom nobody
    will serve, those of the area go while rooms are free."""
    lodging = calendar.lodgings[calendar.nights[n].lodging]
    lodging.first = clock.lodged
    count_officers(people, desk, calendar, clock, n, now)
    for s in range(desk.steps.size):
        desk.steps[s].leaving = calendar.seats[n, s]
    i = ZERO
    while i < desk.steps.size:
        after = ZERO + desk.steps[i].after
        walk(people, desk, calendar, clock, i, after, n, now)
        i = after
    lodging.last = clock.lodged


@jit
def count_officers(people, desk, calendar, clock, n, now):
    """Officer-seconds of each pool to the hour of return: those rostered, less what tasks under way take."""
    back = calendar.nights[n].back
    for pool in range(calendar.rostered.shape[2]):
        seconds = ZERO
        for source in range(calendar.rostered.shape[1]):
            seconds += desk.measures[source].opened * calendar.rostered[n, source, pool]
        desk.places[pool].officers = seconds
    while clock.oldest < clock.arrival and people.parties[clock.oldest].left >= 0:
        clock.oldest += 1
    for p in range(clock.oldest, clock.arrival):
        party = people.parties[p]
        if party.left >= 0 or party.joined:
            continue
        last = party.visit
        if desk.steps[people.visits[last].step].family == PARALLEL:
            last += party.persons - 1
        for v in range(party.visit, last + 1):
            visit = people.visits[v]
            if visit.start >= 0 and visit.end < 0:
                until = min(due(people, desk, v), back)
                take(desk, calendar, desk.steps[visit.step].first + visit.option, until - now)


@inline
def take(desk, calendar, k, seconds):
    """So long a task takes the officers of an alternative."""
    option = desk.options[k]
    for u in range(option.takes):
        if option.place[u] < calendar.rostered.shape[2]:
            desk.places[option.place[u]].officers -= option.amount[u] * seconds


@jit
def walk(people, desk, calendar, clock, i, j, n, now):
    """Take the parties that wait at the steps i-th to j-th in order, which share a queue."""
    for m in range(i, j):
        step = desk.steps[desk.steps[m].order]
        for k in range(step.classes):
            desk.queues[step.queue + k].cursor = desk.queues[step.queue + k].head
    while True:
        chosen, queue, at = NONE, NONE, NONE
        for m in range(i, j):
            s = desk.steps[m].order
            for k in range(desk.steps[s].classes):
                p = desk.queues[desk.steps[s].queue + k].cursor
                if p >= 0:
                    if chosen < 0 or earlier(people.parties[p], p, people.parties[chosen], chosen):
                        chosen, queue, at = p, desk.steps[s].queue + k, s
                    break
        if chosen < 0:
            return
        desk.queues[queue].cursor = people.parties[chosen].after
        if not will_be_served(people, desk, calendar, at, chosen):
            lodge(people, desk, calendar, clock, at, chosen, n, now)


@jit
def will_be_served(people, desk, calendar, s, p):
    """Return whether there are seats, or officers of an alternative, for a party before the hour of return; they are
    taken."""
    step, persons = desk.steps[s], people.parties[p].persons
    if step.departs:
        if persons > step.leaving:
            step.leaving = 0
            return False
        step.leaving -= persons
        return True
    for k in range(step.first, step.last):
        option, enough = desk.options[k], True
        for u in range(option.takes):
            if option.place[u] < calendar.rostered.shape[2] and desk.places[option.place[u]].officers <= 0:
                enough = False
        if enough:
            seconds = work_left(people, desk, s, p)
            take(desk, calendar, k, max(int(seconds * option.pace + 0.5), 1) if option.pace != 1.0 else seconds)
            return True
    return False


@jit
def work_left(people, desk, s, p):
    """Return seconds of all tasks of a party at the step where it waits."""
    party = people.parties[p]
    first, last = party.visit, party.visit
    if desk.steps[s].family == PARALLEL:
        first, last = party.visit + party.begun, party.visit + party.persons - 1
    elif desk.steps[s].family == ONE_BY_ONE:
        last = party.visit + party.persons - party.begun - 1
    seconds = ZERO
    for v in range(first, last + 1):
        seconds += people.visits[v].seconds
    return seconds


@jit
def lodge(people, desk, calendar, clock, s, p, n, now):
    """A party goes to lodge, if it is for those of its area and there is a room."""
    lodging = calendar.lodgings[calendar.nights[n].lodging]
    party, rooms, area = people.parties[p], desk.places[lodging.rooms], desk.places[lodging.area]
    if party.area != lodging.area or party.begun or rooms.used >= rooms.level:
        return
    if lodging.who != EVERYONE and area.used <= area.level:
        return
    leave_step(people, desk, s, p)
    party.lodged = 1
    area.used -= party.persons
    rooms.used += 1
    party.area = lodging.rooms
    row = calendar.lodged[clock.lodged]
    row.party, row.lodging, row.went = p, calendar.nights[n].lodging, now
    row.back, row.persons = -1, party.persons
    clock.lodged += 1


@jit
def come_back(people, desk, calendar, clock, n, now):
    """Who lodged is back, in the place in the queue that it had; whose patience ran out meanwhile leaves."""
    lodging = calendar.lodgings[calendar.nights[n].lodging]
    for r in range(lodging.first, lodging.last):
        row = calendar.lodged[r]
        row.back = now
        p = row.party
        party = people.parties[p]
        visit = people.visits[party.visit]
        party.lodged = 0
        desk.places[lodging.rooms].used -= 1
        desk.places[lodging.area].used += party.persons
        party.area = lodging.area
        if visit.ready + visit.patience < now:
            leave(people, desk, p, WITHDRAWN, now)
        elif clock.defers and desk.steps[visit.step].deferrable and may_be_deferred(party):
            switch_to_deferred(party)
            move_on(people, desk, clock, p, now)
        else:
            join_step(people, desk, visit.step, p, party.since)
    lodging.first = lodging.last
