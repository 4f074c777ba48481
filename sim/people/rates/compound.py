# mypy: disable-error-code="untyped-decorator, import-untyped"
"""A compound Poisson law, compiled: the chance of a total, and the events behind a total that is given.

Events come with a Poisson mean and bring persons independently of each other. The chances of totals come by Panjer's
recursion (Panjer 1981, Recursive evaluation of a family of compound distributions, ASTIN Bulletin 12). The events of a
given total come one at a time: a person picked evenly from the total belongs to an event of x persons with chance
rate x q(x) p(total - x) / (total p(total)), and what is left of the total is compound Poisson as before (Mecke 1967,
Stationaere zufaellige Masse auf lokalkompakten Abelschen Gruppen, equation 3.1).
"""

import math

import numpy as np

from sim.arrays import F, I
from sim.compiling.kernels import entry
from sim.people.chance.keys import Keys
from sim.people.chance.philox import block, unit

_BIG, _LOG_BIG = 1e200, 200 * math.log(10.0)

_jit = entry(unsigned=False)


@_jit
def totals(mean: float, persons: F, most: int) -> tuple[F, I]:
    """Return (most + 1,) chances of totals 0 to `most`, as mantissas and powers of 1e200; times exp(`mean`).

    `persons` (X + 1,) are the chances of an event's persons, 0 of none.
    """
    chance, power = np.zeros(most + 1), np.zeros(most + 1, np.int64)
    weight = mean * persons * np.arange(persons.size)
    chance[0], now = 1.0, 0
    for m in range(1, most + 1):
        found, far = 0.0, min(m, persons.size - 1)
        if power[m - far] == now:
            for x in range(1, far + 1):
                found += weight[x] * chance[m - x]
        else:
            for x in range(1, far + 1):
                if now - power[m - x] <= 1:
                    found += weight[x] * chance[m - x] / (_BIG if power[m - x] < now else 1.0)
        found /= m
        if found > _BIG:
            found, now = found / _BIG, now + 1
        chance[m], power[m] = found, now
    return chance, power


@_jit
def log_chance(mean: float, persons: F, total: int) -> tuple[float, float]:
    """Return the log of the chance of a total, -inf for none, and the mean number of events given the total."""
    chance, power = totals(mean, persons, total)
    if chance[total] == 0:
        return -np.inf, 0.0
    before = 0.0
    for x in range(1, min(total, persons.size - 1) + 1):
        if power[total - x] == power[total]:
            before += persons[x] * chance[total - x]
        elif power[total - x] == power[total] - 1:
            before += persons[x] * chance[total - x] / _BIG
    return math.log(chance[total]) + power[total] * _LOG_BIG - mean, mean * before / chance[total]


@_jit
def events_of(key: Keys, cell: int, total: int, rate: F, persons: F) -> tuple[I, I, F]:
    """Events that sum to a total: (day, persons, when in the day as a uniform), each (E,), in no order that means
    anything.

    `rate` (D,) are the means of the days. An event falls on a day in proportion to it, whatever it brings. Draws are
    keyed by `cell` and the number of the event.
    """
    before = np.cumsum(rate)
    chance, power = totals(before[-1], persons, total)
    day, brought, when = np.empty(total, np.int64), np.empty(total, np.int64), np.empty(total)
    n, left = 0, total
    while left:
        words = block(key, n, cell, 0, 0)
        aim = unit(words[0]) * left * chance[left] / before[-1]
        size, last = 0, 0
        while size < min(left, persons.size - 1):
            size += 1
            behind = power[left] - power[left - size]
            part = size * persons[size] * chance[left - size]
            if behind == 1:
                part /= _BIG
            elif behind > 1:
                part = 0.0
            if part > 0:
                last = size
            aim -= part
            if aim < 0:
                break
        brought[n], when[n] = last, unit(words[2])
        day[n] = min(np.searchsorted(before, unit(words[1]) * before[-1], side="right"), rate.size - 1)
        left -= last
        n += 1
    return day[:n].copy(), brought[:n].copy(), when[:n].copy()


@_jit
def parties_of(key: Keys, cell: int, brought: I, single: F, loads: F, sums: F) -> tuple[I, I]:
    """Return (E,) parties of each event, and (N,) persons of each party, given the persons that the events brought.

    `single`, `loads` and `sums` are those of an `EventLaw`.
    """
    parties, size = np.ones(brought.size, np.int64), np.empty(brought.sum(), np.int64)
    n = 0
    for e in range(brought.size):
        x = brought[e]
        words = block(key, e, cell, 1, 0)
        alone = single[x]
        whole = alone
        for k in range(1, loads.size):
            whole += loads[k] * sums[k, x]
        aim, k = unit(words[0]) * whole - alone, 0
        while aim >= 0 and k < loads.size - 1:
            k += 1
            aim -= loads[k] * sums[k, x]
        while k > 0 and loads[k] * sums[k, x] == 0:  # rounding led past the last that can be
            k -= 1
        parties[e] = max(k, 1)
        for j in range(parties[e] - 1, 0, -1):
            words = block(key, e, cell, 1, j)
            aim, y, last = unit(words[0]) * sums[j + 1, x], 0, 0
            while aim >= 0 and y < x - j:
                y += 1
                part = sums[1, y] * sums[j, x - y]
                if part > 0:
                    last = y
                aim -= part
            size[n], x, n = last, x - last, n + 1
        size[n], n = x, n + 1
    return parties, size[:n].copy()


@_jit
def placed(row: I, when: F, shape: F, edges: I) -> I:
    """Return (N,) ticks of moments of days: `when` is the share of the day's rate before them; see `philox.events`."""
    tick = np.empty(row.size, np.int64)
    for i in range(row.size):
        d, h = row[i], 0
        while when[i] > shape[d, h + 1]:
            h += 1
        length = edges[d, h + 1] - edges[d, h]
        part = (when[i] - shape[d, h]) / (shape[d, h + 1] - shape[d, h])
        tick[i] = edges[d, h] + min(int(part * length), length - 1)
    return tick
