"""What the measures watch, compiled: look, compare, and say which awaited rules hold."""

import numpy as np

from sim.arrays import WEEK
from sim.port.ahead import PARTS
from sim.port.flow.forecasting import forecast, share_of
from sim.port.flow.heap import NONE, ZERO, inline, jit
from sim.port.rules import ALL, BASE, BEGINS, CAPACITY, HOLDS, ON, OPEN
from sim.scenario.calendar.clock import NEVER
from sim.scenario.catalogue.watches import NUMBERS

OCCUPANCY, ARRIVALS, OUTSIDE = NUMBERS["occupancy"], NUMBERS["arrivals"], NUMBERS["outside"]
LONGEST_WAIT, LONGEST_STAY = NUMBERS["longest_wait"], NUMBERS["longest_stay"]
WAITING_FOR, WORK_WAITING = NUMBERS["waiting_for"], NUMBERS["work_waiting"]
FORECASTS = (NUMBERS["forecast_occupancy"], NUMBERS["forecast_full"])


@inline
def observe(people, desk, watch, clock, cond, number, now):
    """Return the quantity that a condition compares, on what is so just before `now`, at the check of this number."""
    if cond.watch == OCCUPANCY:
        place = desk.places[cond.of]
        persons = float(place.used + place.outside)
        if cond.share == OPEN:
            return share_of(persons, float(place.level))
        if cond.share == BASE:
            return share_of(persons, float(place.base))
        return persons
    if cond.watch == ARRIVALS:
        while cond.first < clock.arrival and people.parties[cond.first].arrive < now - cond.over:
            cond.first += 1
        claimants = watch.arrived[0, clock.arrival] - watch.arrived[0, cond.first]
        a_day = float(claimants) * 86400.0 / max(min(cond.over, now), 1)
        return share_of(a_day, capacity(desk, watch, clock, number, now)) if cond.share == CAPACITY else a_day
    if cond.watch == LONGEST_WAIT:
        return (now - longest(people, desk, clock, now)) / 3600.0
    if cond.watch == LONGEST_STAY:
        while clock.oldest < clock.arrival and people.parties[clock.oldest].left >= 0:
            clock.oldest += 1
        return (now - people.parties[clock.oldest].arrive) / 3600.0 if clock.oldest < clock.arrival else 0.0
    if cond.watch == WAITING_FOR:
        return float(desk.steps[cond.of].persons)
    if cond.watch == OUTSIDE:
        return float(desk.places[desk.places.size - 1].used) if cond.of > 0 else 0.0  # none without areas
    if cond.watch == WORK_WAITING:
        return work_waiting(desk, cond.of)
    if cond.watch in FORECASTS:
        return forecast(people, desk, watch, clock, cond, now)
    return 1.0 if now >= cond.on > cond.checked else 0.0


@inline
def forget(clock):
    """Have what many conditions ask for found again, since something has happened."""
    clock.longest, clock.capacity = NONE, -1.0


@inline
def longest(people, desk, clock, now):
    """Return `longest_waiting`, found once for all checks of one instant."""
    if clock.longest < 0:
        clock.longest = longest_waiting(people, desk, now)
    return clock.longest


@inline
def capacity(desk, watch, clock, number, now):
    """Return `staffed_capacity`, found once for all checks of one instant."""
    if clock.capacity < 0:
        clock.capacity = staffed_capacity(desk, watch, number, now)
    return clock.capacity


@jit
def longest_waiting(people, desk, now):
    """Since when the visit waits that has waited longest for staff; `now` if none does."""
    since = now
    for step in range(desk.steps.size):
        if desk.steps[step].staffed and desk.steps[step].parties > 0:
            for k in range(desk.steps[step].classes):
                head = desk.queues[desk.steps[step].queue + k].head
                if head >= 0:
                    since = min(since, people.parties[head].since)
    return since


@jit
def work_waiting(desk, pool):
    """Officer-hours of the visits ready and not started whose first alternative takes the pool."""
    work = 0
    for step in desk.steps:
        if step.last > step.first:
            option = desk.options[step.first]
            for u in range(option.takes):
                if option.place[u] == pool:
                    work += option.amount[u] * step.work
    return work / 3600.0


@jit
def at_desks(desk, watch, pool, now):
    """Officer-seconds rostered in the seven days from now on, of no more at once than there are desks for."""
    total, row, until = ZERO, watch.pools[pool].first, now + WEEK
    while row < watch.pools[pool].last and watch.desks[row, 0] < until:
        lasts = min(watch.desks[row + 1, 0], until) - max(watch.desks[row, 0], now)
        if lasts > 0:
            posts = ZERO
            for k in range(watch.sources.size):
                posts += desk.measures[watch.sources[k]].opened * watch.desks[row, 2 + k]
            total += lasts * min(posts * PARTS, watch.desks[row, 1])
        row += 1
    return total / PARTS


@jit
def staffed_capacity(desk, watch, number, now):
    """Return claimants a day that the roster of the next seven days can serve, open measures included: the least
    pool.
    """
    least = np.inf
    for pool in range(watch.pools.size):
        if watch.pools[pool].needs > 0:
            seconds = 0.0
            if watch.pools[pool].last > watch.pools[pool].first:
                seconds = at_desks(desk, watch, pool, now)
            else:
                for k in range(watch.sources.size):
                    seconds += desk.measures[watch.sources[k]].opened * watch.ahead[number, pool, k]
            least = min(least, seconds / 25200.0 * watch.pools[pool].usable / watch.pools[pool].needs)
    return least


@jit
def check(people, desk, watch, clock, measure, number, now):
    """Check each condition of a measure; true when something that is awaited has come about.

    One that watches always sees a condition turn in the very second, and looks again when it has been true for as long
    as it asks, or when its date comes."""
    always, come = desk.measures[measure + 1].always, False
    if always:
        desk.measures[measure + 1].next_check = NEVER  # what was planned is planned again, if it is still to come
    for r in range(desk.measures[measure + 1].rule, desk.measures[measure + 1].after_rules):
        rule = watch.rules[r]
        for c in range(rule.first, rule.last):
            cond = watch.conditions[c]
            if cond.like < c and watch.conditions[cond.like].checked == now:
                cond.seen = watch.conditions[cond.like].seen
            else:
                cond.seen = observe(people, desk, watch, clock, cond, number, now)
            was = cond.true
            cond.true = cond.seen > cond.level if cond.above else cond.seen < cond.level
            cond.checked = now
            if not cond.true or (always and not was):
                cond.false = now
            if always:
                check_by(desk, clock, measure, comes_true(cond, now))
        holds = joined(watch, rule)
        fired = rule.awaited & (HOLDS * holds | BEGINS * (holds and not rule.holds))
        rule.holds = holds
        if fired:
            rule.fired |= fired
            come = True
    return come


@inline
def comes_true(cond, now):
    """Return when a condition may hold next though nothing happens: true, but not for long enough, or dated."""
    if cond.watch == ON:
        return cond.on if cond.on > now else NEVER
    return cond.false + cond.lasting if cond.true and now - cond.false < cond.lasting else NEVER


@inline
def check_by(desk, clock, measure, tick):
    """Have a measure checked by this tick, before all else of its second."""
    if tick < clock.end:
        desk.measures[measure + 1].next_check = min(desk.measures[measure + 1].next_check, tick)
        clock.next_check = min(clock.next_check, tick)


@inline
def check_due(people, desk, watch, clock, now):
    """Make the checks that are due now; true when something awaited comes about."""
    come = False
    clock.next_check = NEVER
    for m in range(1, desk.measures.size):
        if desk.measures[m].next_check <= now:
            desk.measures[m].next_check = NEVER
            if check(people, desk, watch, clock, m - 1, NONE, now):
                come = True
        clock.next_check = min(clock.next_check, desk.measures[m].next_check)
    return come


@inline
def joined(watch, rule):
    """Return whether a rule holds at the last check: any of its conditions, or all."""
    for c in range(rule.first, rule.last):
        cond = watch.conditions[c]
        holds = cond.true and cond.checked - cond.false >= cond.lasting
        if holds and rule.join != ALL:
            return 1
        if not holds and rule.join == ALL:
            return 0
    return 1 if rule.join == ALL else 0
