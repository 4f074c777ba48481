# mypy: disable-error-code="untyped-decorator, import-untyped, call-arg"
"""Chance by counter, compiled: Philox4x64-10, and the loops that draw as they go.

A uniform is addressed, not drawn in turn: by the key of its decision and the counter words (index >> 2, day, turn,
member), and within the block by index & 3. Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as
1, 2, 3, SC11.
"""

import math

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from sim.arrays import F, I
from sim.compiling.kernels import entry
from sim.people.chance.keys import DEFERRED_TURNS, DrawKeys, Keys, Visits

_M0, _M1 = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_W0, _W1 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
_SPARE = np.uint64(12)

_jit = entry(unsigned=False)


@intrinsic
def _high(typing, a, b):  # type: ignore[no-untyped-def]
    """Return the upper 64 bits of a product of 64-bit words, which processors have at hand."""

    def generate(context, builder, signature, words):  # type: ignore[no-untyped-def]
        wide = ir.IntType(128)
        product = builder.mul(*(builder.zext(word, wide) for word in words))
        return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))

    return types.uint64(types.uint64, types.uint64), generate


@_jit
def block(key, c0, c1, c2, c3):  # type: ignore[no-untyped-def]
    """Return the four words of one counter."""
    k0, k1 = key[0], key[1]
    c0, c1, c2, c3 = np.uint64(c0), np.uint64(c1), np.uint64(c2), np.uint64(c3)
    for _ in range(10):
        c0, c1, c2, c3 = _high(_M1, c2) ^ c1 ^ k0, _M1 * c2, _high(_M0, c0) ^ c3 ^ k1, _M0 * c0
        k0 += _W0
        k1 += _W1
    return c0, c1, c2, c3


@_jit
def unit(word):  # type: ignore[no-untyped-def]
    """A uniform in (0, 1), both ends excluded: 52 bits, since with 53 the greatest would round to 1."""
    return (np.float64(word >> _SPARE) + 0.5) * 2.0**-52


@_jit
def uniforms(keys: Keys, keyed: DrawKeys, rows: I, visits: Visits) -> F:
    """Return (R,) uniforms of one decision for the visits `rows` (R,); `keys` (K, 2) has a row a source.

    A block serves four neighbours: it is computed again only when its counter changes.
    """
    out = np.empty(rows.size)
    held = np.full((keys.shape[0], 4), -1, dtype=np.int64)
    words = np.empty((keys.shape[0], 4))
    for i in range(rows.size):
        row = np.uint64(rows[i])  # an unsigned index is not looked at for being below 0
        p, turn, member = np.uint64(visits.party[row]), visits.turn[row], visits.member[row]
        k, day, counter = np.uint64(keyed.source[p]), keyed.day[p], keyed.nth[p] >> 2
        if held[k, 0] != counter or held[k, 1] != day or held[k, 2] != turn or held[k, 3] != member:
            held[k, 0], held[k, 1], held[k, 2], held[k, 3] = counter, day, turn, member
            a, b, c, d = block(keys[k], counter, day, turn, member)
            words[k, 0], words[k, 1], words[k, 2], words[k, 3] = unit(a), unit(b), unit(c), unit(d)
        out[i] = words[k, keyed.nth[p] & 3]
    return out


@_jit
def of_steps(keys, keyed, varies, visits):  # type: ignore[no-untyped-def]
    """Return (V,) uniforms of all visits in one pass, each of the decision of its step; 1/2 where `varies` (S,) has
    none. `keys` (S, K, 2) has a row a step and source.
    """
    sources = keys.shape[1]
    out = np.full(visits.step.size, 0.5)
    held = np.full((keys.shape[0] * sources, 4), -1, dtype=np.int64)
    words = np.empty((keys.shape[0] * sources, 4))
    for i in range(visits.step.size):
        s, p = np.uint64(visits.step[i]), np.uint64(visits.party[i])
        if not varies[s]:
            continue
        source, turn, member = np.uint64(keyed.source[p]), visits.turn[i], visits.member[i]
        k, day, counter = s * np.uint64(sources) + source, keyed.day[p], keyed.nth[p] >> 2
        if held[k, 0] != counter or held[k, 1] != day or held[k, 2] != turn or held[k, 3] != member:
            held[k, 0], held[k, 1], held[k, 2], held[k, 3] = counter, day, turn, member
            a, b, c, d = block(keys[s, source], counter, day, turn, member)
            words[k, 0], words[k, 1], words[k, 2], words[k, 3] = unit(a), unit(b), unit(c), unit(d)
        out[i] = words[k, keyed.nth[p] & 3]
    return out


@_jit
def spread(factor, sigma, step):  # type: ignore[no-untyped-def]
    """Turn normal scores (V,) into logarithms of what lognormals of mean 1 have, in their place."""
    for i in range(step.size):
        s = np.uint64(step[i])
        factor[i] = factor[i] * sigma[s] - sigma[s] * sigma[s] / 2


@_jit
def service_seconds(sums, counts, most, factor, visits):  # type: ignore[no-untyped-def]
    """Return (V,) seconds of visits: the sum of the parts of their steps (`sim.people.durations.Sums`), times `factor`.

    `counts` (N, 5): 1, members, adults, members of 14 and over, and orders of each party.
    """
    out = np.empty(visits.step.size, np.int64)
    for i in range(visits.step.size):
        s, p, member = np.uint64(visits.step[i]), np.uint64(visits.party[i]), visits.member[i]
        total = 0.0
        for k in range(sums.parts.shape[1]):
            if sums.parts[s, k] != 0:
                count = (member < counts[p, k]) if sums.singly[s] else counts[p, k]
                total += sums.parts[s, k] * count
        out[i] = np.rint(min(max(total * sums.pace[s] * factor[i], sums.least[s]), most))
    return out


@_jit
def events(key: Keys, days: I, expected: F, shape: F, edges: I) -> tuple[I, I, I]:
    """Events of one stream: (row of the day, index within the day, tick), by inverting each day's cumulative rate.

    The day's own unit-rate Poisson process has gaps -log(u); its points up to `expected` (D,) are the events, placed by
    the inverse of `shape` (D, H + 1), the share of the day's rate before the ticks `edges` (D, H + 1).
    """
    room = int(expected.sum() * 1.1) + 64
    row, event, tick = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int64)
    n = 0
    for d in range(days.size):
        mass, h, j = 0.0, 0, 0
        words = block(key, 0, days[d], 0, 0)
        while True:
            if j & 3 == 0:
                words = block(key, j >> 2, days[d], 0, 0)
            mass -= math.log(unit(words[j & 3]))
            if mass > expected[d]:
                break
            at = mass / expected[d]
            while at > shape[d, h + 1]:
                h += 1
            length = edges[d, h + 1] - edges[d, h]
            part = (at - shape[d, h]) / (shape[d, h + 1] - shape[d, h])
            if n == row.size:
                row, event, tick = np.append(row, row), np.append(event, event), np.append(tick, tick)
            row[n], event[n], tick[n] = d, j, edges[d, h] + min(int(part * length), length - 1)
            n, j = n + 1, j + 1
    return row[:n].copy(), event[:n].copy(), tick[:n].copy()


@_jit
def walk(route, keys, keyed, persons, outcome, made, late, visits):  # type: ignore[no-untyped-def]
    """Unroll the journeys of N parties: (first (N + 1,), deferred (N,)) rows of their visits.

    `route` is a `sim.people.route.Route`. `keys` (S, K, 2) are those of going back; `made` and `late` (S, N) say which
    steps the party makes on its own journey and on the deferred one, which follows if a step could be left out. What
    `visits` has no room for is only counted.
    """
    n, at = outcome.size, 0
    first, deferred = np.zeros(n + 1, np.int64), np.zeros(n, np.int64)
    turns = np.zeros(route.again.size, np.int64)
    for p in range(n):
        first[p], journey, k, defers = at, outcome[p], 0, False
        turns[:] = 0
        while True:
            if k == route.length[journey]:
                if journey == route.branch:
                    break
                deferred[p] = at
                if not defers:
                    break
                journey, k = route.branch, 0
                turns[:] = DEFERRED_TURNS
                continue
            s, back = route.steps[journey, k], route.back[journey, k]
            k += 1
            if not (late[s, p] if journey == route.branch else made[s, p]):
                continue
            for member in range(persons[p] if route.singly[s] else 1):
                if at < visits.step.size:
                    visits.party[at], visits.step[at], visits.turn[at], visits.member[at] = p, s, turns[s], member
                at += 1
            defers |= route.defers[s]
            if back >= 0:
                words = block(keys[s, keyed.source[p]], keyed.nth[p] >> 2, keyed.day[p], turns[s], 0)
                if unit(words[keyed.nth[p] & 3]) < route.again[s]:
                    k = back
            turns[s] += 1
    first[n] = at
    return first, deferred


@_jit
def turned_up(keys: Keys, crew: I, day: I, posts: I, absence: F) -> I:
    """Return (D,) officers present: of each duty's `posts`, those whose uniform (crew, day, slot) is not below
    `absence`.
    """
    present = posts.copy()
    for i in range(posts.size):
        if absence[crew[i]] == 0:
            continue
        words = block(keys[crew[i]], 0, day[i], 0, 0)
        for slot in range(posts[i]):
            if slot & 3 == 0:
                words = block(keys[crew[i]], slot >> 2, day[i], 0, 0)
            present[i] -= unit(words[slot & 3]) < absence[crew[i]]
    return present
