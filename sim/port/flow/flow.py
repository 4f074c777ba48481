"""The flow, compiled: people move through steps, waiting for officers, rooms and space. It touches only tables."""

from sim.compiling.kernels import entry
from sim.port.flow.heap import (
    ARRIVE,
    CHECK,
    COMPILE,
    END,
    MASK,
    NONE,
    PATIENCE,
    POLICY,
    ROSTER,
    ZERO,
    R,
    T,
    inline,
    jit,
    least,
    lowest,
    take,
)
from sim.port.flow.lodging import turn
from sim.port.flow.moves import ALONE, admit, arrive, defer_waiting, depart, finish, lose_patience, proceed
from sim.port.flow.officers import begin_day, can_start, change_roster, end_turn, set_levels, start
from sim.port.flow.queues import LAST, WORD, call, earlier
from sim.port.flow.watching import check, check_due, forget
from sim.scenario.calendar.clock import NEVER


@inline
def settle(people, desk, clock, now):
    """Everyone who can be let in is, then every visit that can start does: of the steps of the first word those at
    which something has changed, of further words all.
    """
    moved = True
    while moved:
        moved = False
        for g in range(clock.gates):
            area = desk.places[g].gate
            place = desk.places[area]
            while place.head >= 0 and place.used + people.parties[place.head].persons <= place.level:
                admit(people, desk, clock, area, now)
                moved = True
            if place.head >= 0:
                place.tight = now
    for word in range((desk.steps.size + LAST) >> WORD):
        first, done = word << WORD, ZERO
        while True:
            waiting = (desk.steps[word].waiting & desk.steps[word].look) >> done << done
            if waiting == 0:
                break
            i = first + lowest(waiting)
            after = ZERO + desk.steps[i].after
            dispatch(people, desk, i, after, now)
            done = min(after - first, LAST + 1)  # a queue shared beyond the word is looked at again there
    desk.steps[0].look = 0  # nobody can start there until somebody joins, or officers or a room are free again


@inline
def dispatch(people, desk, i, j, now):
    """Serve one queue, of the steps i-th to j-th in order: by class, time and number, until nobody can start."""
    while True:
        chosen, option, step = NONE, NONE, NONE
        for n in range(i, j):
            s = ZERO + desk.steps[n].order
            if desk.steps[s].parties == 0:
                continue
            k = can_start(desk, s, now)
            if k < 0:
                continue
            q = desk.steps[s].queue
            while desk.queues[q].head < 0:
                q += 1
            p = ZERO + desk.queues[q].head
            if chosen < 0 or earlier(people.parties[p], p, people.parties[chosen], chosen):
                chosen, option, step = p, k, s
        if chosen < 0:
            return
        call(people, desk, step, chosen)
        start(people, desk, step, chosen, option, now)


@jit
def adopt(people, desk, calendar, clock, now):
    """Return what the policies have changed since the flow last ran takes hold; true if they have changed anything."""
    for c in range(desk.crews.size):
        if desk.measures[desk.crews[c].source].closing:
            end_turn(desk, c)
    set_levels(desk, calendar, clock, now)
    for word in range((desk.steps.size + LAST) >> WORD):
        desk.steps[word].look = -1
    defers = clock.deferring
    for measure in desk.measures:
        measure.closing = 0
        defers |= measure.defers & measure.opened
    opens = defers and not clock.defers
    clock.defers = defers
    if opens:
        defer_waiting(people, desk, clock, now)
    acted = clock.acted
    clock.acted = 0
    return acted == 1


@inline
def play(people, desk, calendar, clock, key, now):
    """One event that is not a check; false when it came to nothing."""
    rank, p, goes = key >> R & 7, key & MASK, False
    if rank == END:
        take(desk.heap)
        goes = finish(people, desk, p, now)
    elif rank == ARRIVE:
        clock.arrival += 1 + people.parties[p].parts
        goes = arrive(people, desk, p, now)
    elif rank == PATIENCE:
        take(desk.heap)
        if not lose_patience(people, desk, p, now):
            return False
    elif rank == ROSTER:
        while clock.row < calendar.rows.size and calendar.rows[clock.row].key == key:
            target = calendar.rows[clock.row].target
            night = target - calendar.duties.size - calendar.caps.size
            if night >= 2 * calendar.nights.size:
                begin_day(desk, calendar, night - 2 * calendar.nights.size)
            elif night >= 0:
                turn(people, desk, calendar, clock, night, now)
            else:
                change_roster(desk, calendar, target)
            clock.row += 1
        set_levels(desk, calendar, clock, now)
        desk.steps[0].look = -1
    else:
        depart(people, desk, clock, calendar.rows[clock.row].target, calendar.rows[clock.row].number, now)
        clock.row += 1
    if goes:
        proceed(people, desk, clock, p, now, ALONE)
    return True


@inline
def next_key(people, desk, calendar, clock):
    """Return the next thing that happens: an event of the heap, an arrival, or a row of the calendar."""
    key = least(desk.heap)
    if clock.arrival < people.parties.size:
        key = min(key, people.parties[clock.arrival].arrive << T | ARRIVE << R | clock.arrival)
    if clock.row < calendar.rows.size:
        key = min(key, calendar.rows[clock.row].key)
    if clock.next_check < NEVER:
        key = min(key, clock.next_check << T | CHECK << R)
    return key


@inline
def check_all(people, desk, calendar, watch, clock, key):
    """Return all checks of one second; true when something awaited comes about."""
    forget(clock)
    come = False
    while clock.row < calendar.rows.size and calendar.rows[clock.row].key == key:
        row = calendar.rows[clock.row]
        come |= check(people, desk, watch, clock, row.target, row.number, clock.now)
        clock.row += 1
    if clock.next_check <= clock.now:
        come |= check_due(people, desk, watch, clock, clock.now)
    return come


@inline
def check_always(people, desk, watch, clock, now):
    """Check, after an event, the measures that watch always."""
    forget(clock)
    come = False
    for m in range(1, desk.measures.size):
        if desk.measures[m].always and now >= desk.measures[m].watched:
            come |= check(people, desk, watch, clock, m - 1, NONE, now)
    return come


@entry(**COMPILE)
def advance(people, desk, calendar, watch, clocks, until):
    """Play everything before `until`, and the checks at it; stop early at a check at which something awaited comes
    about. On entry, what policies changed takes hold at the present: an event as any other, for those who watch."""
    clock = clocks[0]
    event = adopt(people, desk, calendar, clock, clock.now)
    while True:
        settle(people, desk, clock, clock.now)
        if event and check_always(people, desk, watch, clock, clock.now):
            return
        key = next_key(people, desk, calendar, clock)
        while key >> R & 7 == CHECK and key >> T <= until:
            clock.now = key >> T
            if check_all(people, desk, calendar, watch, clock, key):
                return
            key = next_key(people, desk, calendar, clock)
        if key >= until << T | POLICY << R:
            clock.now = until
            return
        clock.now = key >> T
        event = play(people, desk, calendar, clock, key, clock.now)
