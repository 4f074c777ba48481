"""Officers and rooms, compiled: what a step takes, who serves, who goes home."""

from sim.port.flow.heap import END, ZERO, R, T, inline, jit, push
from sim.port.flow.queues import PARALLEL


@jit
def free_officers(desk, pool):
    """Return officers on duty and not busy, in a pool that hands over."""
    free = 0
    for crew in desk.crews:
        if crew.pool == pool and desk.measures[crew.source].opened and crew.present > crew.busy:
            free += crew.present - crew.busy
    return free


@inline
def can_start(desk, step, now):
    """Return the first alternative whose officers and room are free, or -1; departures never start by themselves.

    Where one place alone has too little, more of it would have changed what happens now.
    """
    row = desk.steps[step]
    if row.departs:
        return -1
    for k in range(row.first, row.last):
        option = desk.options[k]
        lacking, last = ZERO, ZERO
        for u in range(option.takes):
            place = desk.places[option.place[u]]
            free = free_officers(desk, option.place[u]) if place.handover else place.level - place.used
            if free < option.amount[u]:
                lacking += 1
                last = ZERO + option.place[u]
        if lacking == 0:
            return k
        if lacking == 1:
            desk.places[last].tight = now
    return -1


@inline
def start(people, desk, step, p, k, now):
    """A party's service begins, staffed by alternative `k`, or that of one of its members; it has left the queue."""
    party = people.parties[p]
    v = party.visit
    if desk.steps[step].family == PARALLEL:
        v += party.begun
    visit = people.visits[v]
    option = desk.options[k]
    visit.option = k - desk.steps[step].first
    officer = ZERO
    for u in range(option.takes):
        desk.places[option.place[u]].used += option.amount[u]
        if desk.places[option.place[u]].handover:
            for _ in range(option.amount[u]):
                call_officer(people, desk, option.place[u], v, officer)
                officer += 1
    begun(people, desk, p, v, option.pace, now)


@inline
def start_at_once(people, desk, step, p, now):
    """Start the visit of a party that need not stand in the queue, since nobody waits who might start before it; false
    where officers or a room are missing."""
    k = can_start(desk, step, now)
    if k < 0:
        return False
    people.parties[p].since = now
    start(people, desk, step, p, k, now)
    return True


@inline
def begun(people, desk, p, v, pace, now):
    """A visit has begun; its end is in the heap."""
    visit = people.visits[v]
    visit.start = now
    if desk.steps[visit.step].family:
        people.parties[p].begun += 1
    push(desk.heap, over_at(visit, pace) << T | END << R | p)


@inline
def over_at(visit, pace):
    """Return when a visit that has begun is over, by the pace of the alternative that serves it."""
    return visit.start + (max(int(visit.seconds * pace + 0.5), 1) if pace != 1.0 else visit.seconds)


@jit
def due(people, desk, v):
    """Return when visit `v`, which has begun, is over."""
    visit = people.visits[v]
    return over_at(visit, desk.options[desk.steps[visit.step].first + visit.option].pace)


@jit
def still_there(people, desk, v, now):
    """Return whether the officers and the room of a service may go on to another: no shift over, nothing taken away."""
    visit = people.visits[v]
    option = desk.options[desk.steps[visit.step].first + visit.option]
    officer = 0
    for u in range(option.takes):
        place = desk.places[option.place[u]]
        if not place.handover:
            if place.used > place.level:
                place.tight = now
                return False
            continue
        for _ in range(option.amount[u]):
            if desk.crews[people.served[v].crew[officer]].turn != people.served[v].turn[officer]:
                return False
            officer += 1
    return True


@jit
def pass_on(people, desk, p, v, now):
    """The next member of a family begins, with the officers and the room of the one before, visit `v`."""
    option = people.visits[v].option
    people.visits[v + 1].option = option
    if people.served.size == people.visits.size:
        for officer in range(people.served[v].duty.size):
            people.served[v + 1].duty[officer] = people.served[v].duty[officer]
            people.served[v + 1].crew[officer] = people.served[v].crew[officer]
            people.served[v + 1].turn[officer] = people.served[v].turn[officer]
    begun(people, desk, p, v + 1, desk.options[desk.steps[people.visits[v].step].first + option].pace, now)


@jit
def call_officer(people, desk, pool, v, officer):
    """Of the officers free, one whose shift ends last; of equals, the first crew."""
    best = -1
    for c in range(desk.crews.size):
        crew = desk.crews[c]
        free = crew.pool == pool and desk.measures[crew.source].opened and crew.present > crew.busy
        if free and (best < 0 or crew.ends > desk.crews[best].ends):
            best = c
    desk.crews[best].busy += 1
    people.served[v].duty[officer] = desk.crews[best].duty
    people.served[v].crew[officer] = best
    people.served[v].turn[officer] = desk.crews[best].turn


@jit
def give_back(people, desk, v):
    """Do as `hand_back`, where it comes seldom."""
    hand_back(people, desk, v)


@jit
def last_is_done(people, desk, p, now):
    """One of the members who are served in parallel is done; true if it was the last, whom the party waited for."""
    party = people.parties[p]
    v = party.visit
    while people.visits[v].start < 0 or people.visits[v].end >= 0 or due(people, desk, v) != now:
        v += 1
    people.visits[v].end = now
    party.done += 1
    if party.done < party.persons:
        give_back(people, desk, v)
        return False
    party.done = 0
    party.holding = v + 1
    party.visit += party.persons - 1
    return True


@inline
def hand_back(people, desk, v):
    """A service's officers and room are free; an officer whose turn is over has gone home."""
    visit = people.visits[v]
    if visit.option < 0:
        return
    option = desk.options[desk.steps[visit.step].first + visit.option]
    officer = ZERO
    for u in range(option.takes):
        place = desk.places[option.place[u]]
        desk.steps[0].look |= place.users
        if not place.handover:
            place.used -= option.amount[u]
            continue
        for _ in range(option.amount[u]):
            crew = desk.crews[people.served[v].crew[officer]]
            if crew.turn == people.served[v].turn[officer]:
                crew.busy -= 1
                place.used -= 1
            officer += 1


@inline
def end_turn(desk, c):
    """A crew's officers go home; in a pool that hands over, their tasks end on overtime, outside the level."""
    crew = desk.crews[c]
    crew.turn += 1
    if desk.places[crew.pool].handover:
        desk.places[crew.pool].used -= crew.busy
        crew.busy = 0


@jit
def begin_day(desk, calendar, mark):
    """What is counted by the local day begins at nought again, and on a Monday what is counted by the week."""
    if calendar.quota.shape[0] > 1:
        for s in range(desk.steps.size):
            desk.steps[s].quota = calendar.quota[mark // 2 + 1, s]
            desk.steps[s].left = desk.steps[s].quota
    for measure in desk.measures:
        for k in range(measure.left.size):
            measure.left[k] = measure.places[k]
    for limit in calendar.overtime:
        limit.streak = limit.streak + 1 if limit.today else 0
        limit.today = 0
        if mark % 2:
            limit.left = limit.budget


@jit
def call_on_overtime(desk, calendar, number):
    """Return how many officers come to a duty on overtime: of those called as many as the limits allow."""
    duty = calendar.duties[number]
    crew = desk.crews[duty.crew]
    limit = calendar.overtime[crew.calls]
    duty.called = 0
    if desk.measures[crew.source].opened and limit.streak < limit.most:
        duty.called = min(duty.present, limit.left // duty.seconds)
    limit.left -= duty.called * duty.seconds
    if duty.called > 0:
        limit.today = 1
    return duty.called


@jit
def change_roster(desk, calendar, duty):
    """Begin a duty, or end it (-1 - its number); or change a cap (its number after those of the duties)."""
    if duty >= calendar.duties.size:
        cap = calendar.caps[duty - calendar.duties.size]
        desk.places[cap.place].base = cap.desks
        return
    if duty >= 0:
        crew = desk.crews[calendar.duties[duty].crew]
        crew.duty = duty
        crew.present = calendar.duties[duty].present
        if crew.calls >= 0:
            crew.present = call_on_overtime(desk, calendar, duty)
        crew.ends = calendar.duties[duty].end
        return
    c = calendar.duties[-1 - duty].crew
    if desk.crews[c].duty == -1 - duty:
        end_turn(desk, c)
        desk.crews[c].duty = -1
        desk.crews[c].present = 0


@jit
def set_levels(desk, calendar, clock, now):
    """What there is of every place: the base, what open measures bring, and officers on duty. Changes are logged."""
    places = desk.places
    for k in range(places.size - 1):
        level = places[k].base + places[k].extra
        for m in range(calendar.brings.shape[0]):
            level += desk.measures[m].opened * calendar.brings[m, k]
        places[k].fresh = level
    for crew in desk.crews:
        places[crew.pool].fresh += desk.measures[crew.source].opened * crew.present
    for k in range(places.size - 1):
        if places[k].fresh != places[k].level:
            places[k].level = places[k].fresh
            line = calendar.levels[clock.levels]
            line.tick = max(now, 0)
            line.place = k
            line.level = places[k].level
            clock.levels += 1
