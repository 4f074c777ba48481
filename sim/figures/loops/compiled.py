"""Loops over the rows of a log, compiled. Integers only, so that no figure depends on the order of a sum."""

import numpy as np

from sim.compiling.kernels import entry
from sim.scenario.calendar.clock import NEVER

HOUR = 3600
BITS, MIDDLE = 24, 1 << 23  # a change is packed below its tick
WIDE, FEW = 11, 8  # a bin of time is 2**11 seconds, less where more changes than FEW fall into one


def jit(function):
    """Compile a function."""
    return entry(error_model="numpy")(function)


@jit
def pieces(tick, by, start, end, level):
    """Return (ticks, lengths, values) of a number from `start` to before `end`, in order of time.

    Exact wherever it exceeds `level`. A bin of time in which it cannot, whatever the order of its changes, is left out:
    there the number stays what it was when the bin began. The more changes the more bins, so that few lie in each and
    the work grows no faster than they do.
    """
    shift = WIDE
    while (end - start) >> shift > 4 * tick.size + 64:
        shift += 1
    while shift > 0 and ((end - start) >> shift) * FEW < tick.size:
        shift -= 1
    bins = ((end - start) >> shift) + 1
    net, up, place = np.zeros(bins, np.int64), np.zeros(bins, np.int64), np.zeros(bins + 1, np.int64)
    for i in range(tick.size):
        k = (min(max(tick[i], start), end) - start) >> shift
        net[k] += by[i]
        up[k] += max(by[i], 0)
        place[k + 1] += 1
    value, n = 0, 0
    for k in range(bins):  # `up`: whether the bin is looked into
        count, place[k] = place[k + 1], n
        up[k] = value + up[k] > level
        if up[k]:
            n += count
        value += net[k]
    packed = np.empty(n, np.int64)
    for i in range(tick.size):
        since = min(max(tick[i], start), end) - start
        k = since >> shift
        if up[k]:
            packed[place[k]] = (since << BITS) + by[i] + MIDDLE
            place[k] += 1
    for i in range(1, n):
        j, x = i, packed[i]
        while j > 0 and packed[j - 1] >> BITS > x >> BITS:  # those of one tick, as all before `start` are, stay put
            packed[j] = packed[j - 1]
            j -= 1
        packed[j] = x
    return in_order(packed, net, up, place, shift, start, end)


@jit
def in_order(packed, net, up, place, shift, start, end):
    """Return the pieces from the packed changes of the bins that are looked into."""
    ticks, values = np.empty(packed.size + up.size + 1, np.int64), np.empty(packed.size + up.size + 1, np.int64)
    ticks[0], values[0] = start, 0
    n, i, value, skipped = 0, 0, 0, 0
    for k in range(up.size):
        if not up[k]:
            skipped += net[k]
            continue
        if skipped != 0:
            value, skipped = value + skipped, 0
            n += ticks[n] < start + (k << shift)
            ticks[n], values[n] = start + (k << shift), value
        while i < place[k]:
            at = start + (packed[i] >> BITS)
            value += (packed[i] & ((1 << BITS) - 1)) - MIDDLE
            n += ticks[n] < at
            ticks[n], values[n] = at, value
            i += 1
    lengths = np.empty(n + 1, np.int64)
    for j in range(n):
        lengths[j] = ticks[j + 1] - ticks[j]
    lengths[n] = end - ticks[n]
    return ticks[: n + 1], lengths, values[: n + 1]


@jit
def above(length, value):
    """Return the seconds in which a number in pieces is above 0, its unit-seconds there, and the greatest value that
    lasts at all, 0 at least."""
    seconds, units, most = 0, 0, 0
    for i in range(length.size):
        if value[i] > 0 and length[i] > 0:
            seconds += length[i]
            units += value[i] * length[i]
            most = max(most, value[i])
    return seconds, units, most


@jit
def level_changes(levels, place):
    """Return (ticks, changes) of one place in the rows (L, 3) of a log of levels: tick, place, level from then on."""
    tick, by = np.empty(levels.shape[0], np.int64), np.empty(levels.shape[0], np.int64)
    n = before = 0
    for i in range(levels.shape[0]):
        if levels[i, 1] == place:
            tick[n], by[n] = levels[i, 0], levels[i, 2] - before
            n, before = n + 1, levels[i, 2]
    return tick[:n], by[:n]


@jit
def by_hour(tick, by, start, end, hours):
    """Return (hours,) a number at each full hour from `start` on, and its unit-seconds in each hour until `end`."""
    after, net, offset = np.zeros(hours + 1, np.int64), np.zeros(hours + 1, np.int64), np.zeros(hours + 1, np.int64)
    for i in range(tick.size):
        since = min(max(tick[i], start), end) - start
        h = since // HOUR
        net[h] += by[i]
        offset[h] += by[i] * since
        after[min(h + (h * HOUR < since), hours)] += by[i]
    at, sums = np.empty(hours, np.int64), np.empty(hours, np.float64)
    number = value = whole = before = 0
    for h in range(hours):
        number += after[h]
        value += net[h]
        whole += offset[h]
        upto = min((h + 1) * HOUR, end - start) * value - whole
        at[h], sums[h] = number, upto - before
        before = upto
    return at, sums


@jit
def at_places(places, weights, count):
    """Return (count,) the sum of the weights at each place, in the order in which they come."""
    found = np.zeros(count, np.float64)
    for i in range(places.size):
        found[places[i]] += weights[i]
    return found


@jit
def served(start, end, option, step, width):
    """Return (visit, begin, end, kind) of the visits that staff serves, where no step holds them any longer."""
    visit, begin = np.empty(start.size, np.int64), np.empty(start.size, np.int64)
    until, kind = np.empty(start.size, np.int64), np.empty(start.size, np.int64)
    n = 0
    for i in range(start.size):
        if start[i] >= 0 and option[i] >= 0:
            visit[n], begin[n], until[n] = i, start[i], end[i] if end[i] >= 0 else NEVER
            kind[n] = step[i] * width + option[i] + 1
            n += 1
    return visit[:n], begin[:n], until[:n], kind[:n]


@jit
def at_work(begin, end, kind, officers):
    """Return (ticks, changes) of the officers busy with tasks; one that begins as the one before it ends, with as many
    officers, goes on."""
    tick, by = np.empty(2 * begin.size, np.int64), np.empty(2 * begin.size, np.int64)
    n = last = 0
    for i in range(begin.size):
        weight = officers[kind[i]]
        if weight == 0:
            continue
        if weight == last and tick[n - 1] == begin[i]:
            tick[n - 1] = end[i]
            continue
        tick[n], by[n], tick[n + 1], by[n + 1] = begin[i], weight, end[i], -weight
        n, last = n + 2, weight
    return tick[:n], by[:n]


@jit
def inside(ready, left, first, step, step_area):
    """Return (place, begin, end, party) of the spells of parties in areas, and (N,) when each was let in; until it left
    where it never was, NEVER where it did not leave either."""
    place, begin = np.empty(ready.size, np.int64), np.empty(ready.size, np.int64)
    end, who, let_in = np.empty(ready.size, np.int64), np.empty(ready.size, np.int64), np.empty(left.size, np.int64)
    n = 0
    for p in range(left.size):
        gone, area = left[p] if left[p] >= 0 else NEVER, -1
        let_in[p] = gone
        for i in range(first[p], first[p + 1]):
            if ready[i] < 0 or step_area[step[i]] < 0 or step_area[step[i]] == area:
                continue
            if area < 0:
                let_in[p] = ready[i]
            else:
                end[n - 1] = ready[i]
            area = step_area[step[i]]
            place[n], begin[n], end[n], who[n] = area, ready[i], gone, p
            n += 1
    return place[:n], begin[:n], end[:n], who[:n], let_in


@jit
def waited(start, ready, step, first, persons, own, singly, since, until, steps):
    """Return by step (persons, person-seconds) of the waits of parties that are `own`, of visits begun from `since` to
    before `until`; and of those that waited, (step, seconds, persons). `singly` (S,): each visit is of one member."""
    whole, total = np.zeros(steps, np.int64), np.zeros(steps, np.int64)
    at, seconds = np.empty(start.size, np.int64), np.empty(start.size, np.int64)
    weight, n = np.empty(start.size, np.int64), 0
    for p in range(persons.size):
        if not own[p]:
            continue
        for i in range(first[p], first[p + 1]):
            if start[i] < since or start[i] >= until:
                continue
            s, wait = step[i], start[i] - ready[i]
            many = 1 if singly[s] else persons[p]
            whole[s] += many
            total[s] += many * wait
            if wait != 0:
                at[n], seconds[n], weight[n] = s, wait, many
                n += 1
    return whole, total, at[:n], seconds[:n], weight[:n]


@jit
def common(begins, ends, others, others_end):
    """Return (begins, ends) of what two lists of periods have in common, each of them disjoint and in order."""
    begin, end = np.empty(begins.size + others.size, np.int64), np.empty(begins.size + others.size, np.int64)
    i, j, n = 0, 0, 0
    while i < begins.size and j < others.size:
        since, until = max(begins[i], others[j]), min(ends[i], others_end[j])
        if since < until:
            begin[n], end[n] = since, until
            n += 1
        if ends[i] <= others_end[j]:
            i += 1
        else:
            j += 1
    return begin[:n], end[:n]
