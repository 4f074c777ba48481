"""One pass over the parties of a log, compiled: how they came, left and stayed. Integers only."""

import numpy as np

from sim.figures.loops.compiled import jit
from sim.scenario.calendar.clock import NEVER

HOUR = 3600
MOST = 96  # the last bin of the stays: this many hours or more


@jit
def through(arrive, counted, persons, stream, left, exit, start, midnights, nights, table):
    """Add who left from `start` on to `table` (streams, ways), and return (present at `start`, still present, persons
    at each of `nights`, summed, and (streams, days) who arrived in the counted span by its `midnights`).

    Places in the calendar are kept from party to party, which come in order of time.
    """
    by_day = np.zeros((table.shape[0], midnights.size - 1), np.int64)
    before, still, at_night, day, night = 0, 0, 0, 0, 0
    for p in range(arrive.size):
        s, many = stream[p], persons[p]
        if left[p] < 0:
            still += many
        elif left[p] >= start:
            table[s, exit[p]] += many
        if (arrive[p] < start or counted[p] == 0) and (left[p] < 0 or left[p] >= start):
            before += many
        if arrive[p] >= start and arrive[p] < midnights[midnights.size - 1] and counted[p] == 1:
            while midnights[day + 1] <= arrive[p]:
                day += 1
            while midnights[day] > arrive[p]:
                day -= 1
            by_day[s, day] += many
        while night < nights.size and nights[night] < arrive[p]:
            night += 1
        while night > 0 and nights[night - 1] >= arrive[p]:
            night -= 1
        n = night
        while n < nights.size and (left[p] < 0 or nights[n] < left[p]):
            n += 1
        at_night += many * (n - night)
    return before, still, at_night, by_day


@jit
def stays(arrive, counted, persons, out, left, exit, exit_after_end, start, end, unserved):
    """Return (rows, persons, stays, gone, unserved, lost) of parties that arrived from `start` to before `end`, as in
    `sim.figures.stays.Stays`, and (97,) persons by whole hours on site. `unserved` (ways,): 1 for no service."""
    row, many, stay = np.empty(arrive.size, np.int64), np.empty(arrive.size, np.int64), np.empty(arrive.size, np.int64)
    gone, given_up, lost = np.empty(arrive.size, np.int64), np.empty(arrive.size, np.int64), row.copy()
    hours, n = np.zeros(MOST + 1, np.int64), 0
    for p in range(arrive.size):
        if arrive[p] < start or arrive[p] >= end or counted[p] != 1:
            continue
        row[n], many[n], gone[n] = p, persons[p], left[p] >= 0
        stay[n] = out[p] - arrive[p] if out[p] >= 0 else NEVER
        given_up[n], lost[n] = unserved[exit[p]], unserved[exit_after_end[p]]
        hours[MOST if lost[n] else min(stay[n] // HOUR, MOST)] += many[n]
        n += 1
    return row[:n], many[:n], stay[:n], gone[:n], given_up[:n], lost[:n], hours


@jit
def up_to(arrive, row, persons, stay, unserved, latest, limit):
    """Return (whether each of some parties arrived by `latest` and did not leave unserved within `limit` seconds; of
    these the persons, and the stay or `limit`, whichever is less)."""
    own = np.zeros(row.size, np.bool_)
    many, seconds, n = np.empty(row.size, np.int64), np.empty(row.size, np.int64), 0
    for i in range(row.size):
        own[i] = arrive[row[i]] <= latest and not (unserved[i] == 1 and stay[i] <= limit)
        if own[i]:
            many[n], seconds[n] = persons[i], min(stay[i], limit)
            n += 1
    return own, many[:n], seconds[:n]


@jit
def within(arrive, row, persons, stay, unserved, gone, end, hours):
    """Return (2, H) persons who arrived at least each of these `hours` before the end, and of them those served and
    gone within as many."""
    found = np.zeros((2, hours.size), np.int64)
    for i in range(row.size):
        for h in range(hours.size):
            if arrive[row[i]] <= end - hours[h] * HOUR:
                found[0, h] += persons[i]
                if unserved[i] == 0 and gone[i] == 1 and stay[i] <= hours[h] * HOUR:
                    found[1, h] += persons[i]
    return found
