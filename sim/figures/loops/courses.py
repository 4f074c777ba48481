"""A number that changes in time in two passes over its changes, compiled: by hour, its peak, and what exceeds a cap."""

import numpy as np

from sim.figures.loops.compiled import FEW, HOUR, MIDDLE, jit

COARSE, FINE = np.uint64(225), np.uint64(25)  # seconds of the shortest bins: 16 and 144 of them make an hour
OWN, WORD = 24, 25  # below the tick of a packed change: what it is, and whether it is one of the cap


@jit
def measured(tick, by, cap_tick, cap_by, start, end, hours, peaked, capped):
    """Return, of a number from `start` to before `end`: (hours,) at each full hour, and its unit-seconds in each; the
    greatest value that lasts at all, 0 at least, if `peaked`; and if `capped` (ticks, lengths, values) by how much it
    exceeds the cap, exact wherever that is above 0.

    Time is cut into bins, parts of an hour, the shorter the more changes there are. A bin that cannot hold anything
    that is asked, whatever the order of its changes, is left out, as in `pieces`; the others are put in order.
    """
    fine = tick.size > 16 * FEW * hours
    shift, unit, most = 4, (FINE if fine else COARSE), (144 if fine else 16)
    while shift > 0 and hours * (most >> shift) * FEW < tick.size:
        shift -= 1
    per_hour, width = most >> shift, np.int64(unit) << shift
    bins, exact = np.zeros((hours * per_hour + 1, 6), np.int64), np.zeros(hours + 1, np.int64)
    for i in range(tick.size):
        since = min(max(tick[i], start), end) - start
        whole = np.uint64(since) // FINE if fine else np.uint64(since) // COARSE
        k = np.int64(whole) >> shift
        bins[k, 0] += by[i]
        bins[k, 1] += max(by[i], 0)
        bins[k, 2] += 1
        bins[k, 3] += by[i] * since
        if np.int64(whole * unit) == since and since % HOUR == 0:
            exact[since // HOUR] += by[i]
    at, sums = in_hours(bins, exact, per_hour, end - start, hours)
    for i in range(cap_tick.size if capped else 0):
        k = (min(max(cap_tick[i], start), end) - start) // width
        bins[k, 2] += 1
        bins[k, 4] -= cap_by[i]
        bins[k, 5] += max(-cap_by[i], 0)
    least = 0
    for h in range(hours):
        least = max(least, at[h])
    n, marked = mark(bins, least, peaked, capped)
    packed = np.empty(n, np.int64)
    if n > 0:
        gather(packed, bins, tick, by, start, end, width, fine, shift, 0)
        if capped:
            gather(packed, bins, cap_tick, cap_by, start, end, width, False, -1, 1)
        put_in_order(packed)
    return at, sums, *sweep(packed, bins, marked, width, start, end, least, capped)


@jit
def in_hours(bins, exact, per_hour, lasts, hours):
    """Return (hours,) the number at each full hour, and its unit-seconds in the hour that begins then."""
    at, sums = np.empty(hours, np.int64), np.empty(hours, np.float64)
    value = weighted = before = k = 0
    for h in range(hours):
        at[h] = value + exact[h]
        for _ in range(per_hour):
            value += bins[k, 0]
            weighted += bins[k, 3]
            k += 1
        upto = min((h + 1) * HOUR, lasts) * value - weighted
        sums[h] = upto - before
        before = upto
    return at, sums


@jit
def mark(bins, least, peaked, capped):
    """Note of each bin whether it is looked into, and where its changes begin; return how many these are, and how many
    bins."""
    value = excess = n = marked = 0
    for k in range(bins.shape[0]):
        into = (peaked and value + bins[k, 1] > least) or (capped and excess + bins[k, 1] + bins[k, 5] > 0)
        value += bins[k, 0]
        excess += bins[k, 0] + bins[k, 4]
        bins[k, 1], bins[k, 3] = into, n
        if into:
            n += bins[k, 2]
            marked += 1
    return n, marked


@jit
def gather(packed, bins, tick, by, start, end, width, fine, shift, cap):
    """Put the changes of the bins that are looked into behind each other, packed; `shift`: -1 for few changes."""
    for i in range(tick.size):
        since = min(max(tick[i], start), end) - start
        if shift < 0:
            k = since // width
        else:
            k = np.int64(np.uint64(since) // FINE if fine else np.uint64(since) // COARSE) >> shift
        if bins[k, 1]:
            packed[bins[k, 3]] = (since << WORD) + (cap << OWN) + by[i] + MIDDLE
            bins[k, 3] += 1


@jit
def put_in_order(packed):
    """Sort packed changes that are nearly in order by tick; those of one tick stay put."""
    for i in range(1, packed.size):
        j, x = i, packed[i]
        while j > 0 and packed[j - 1] >> WORD > x >> WORD:
            packed[j] = packed[j - 1]
            j -= 1
        packed[j] = x


@jit
def sweep(packed, bins, marked, width, start, end, least, capped):
    """Return the peak, `least` at least, and the pieces by which the number exceeds the cap; none without one."""
    room = packed.size + marked + 1 if capped else 1
    ticks, values = np.empty(room, np.int64), np.empty(room, np.int64)
    ticks[0], values[0] = start, 0
    n, i, value, excess, last, most = 0, 0, 0, 0, start, least
    skipped, skipped_cap = 0, 0
    for k in range(bins.shape[0]):
        if not bins[k, 1]:
            skipped += bins[k, 0]
            skipped_cap += bins[k, 4]
            continue
        at = start + k * width
        if at > last:
            most, last = max(most, value), at
        if skipped != 0 or skipped_cap != 0:
            value, excess = value + skipped, excess + skipped + skipped_cap
            skipped = skipped_cap = 0
            if capped:
                n += ticks[n] < at
                ticks[n], values[n] = at, excess
        while i < bins[k, 3]:
            at = start + (packed[i] >> WORD)
            if at > last:
                most, last = max(most, value), at
            change = (packed[i] & ((1 << OWN) - 1)) - MIDDLE
            if packed[i] >> OWN & 1:
                excess -= change
            else:
                value, excess = value + change, excess + change
            if capped:
                n += ticks[n] < at
                ticks[n], values[n] = at, excess
            i += 1
    if end > last:
        most = max(most, value)
    lengths = np.empty(n + 1, np.int64)
    for j in range(n):
        lengths[j] = ticks[j + 1] - ticks[j]
    lengths[n] = end - ticks[n]
    return most, ticks[: n + 1], lengths, values[: n + 1]
