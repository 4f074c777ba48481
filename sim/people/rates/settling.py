# mypy: disable-error-code="untyped-decorator, import-untyped"
"""The chain that draws factors of days given totals, compiled.

The state is one normal score a day: a stationary autoregression of the first order, seen only through the chances of
the totals, which know of the scores no more than the mean number of events of each cell. A step moves a run of days by
elliptical slice sampling (Murray, Adams and MacKay 2010, Elliptical slice sampling, AISTATS): along an ellipse through
the scores as they are and a fresh draw of the run given the days next to it. It leaves the law of scores and totals as
it is and has nothing to tune. A sweep moves every day once in runs of each length of `RUNS`, and once more all of them
together where days remember.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.compiling.kernels import entry, part
from sim.people.chance.keys import Keys
from sim.people.chance.philox import block, unit

RUNS = (1, 5, 25)  # days
WHOLE = len(RUNS)
FORGOTTEN = 1e-100

_jit = entry(unsigned=False)
_within = part(unsigned=False, forceinline=True)  # a call passes some hundred words: more than small work


class Curves(NamedTuple):
    """What the chain reads: the factor of a score, and how likely the total of each of C cells is."""

    least: float  # the lowest score of the grid; below and above it, the curve goes on straight
    step: float  # between scores
    factor: F  # (G,) logs of factors
    begins: I  # (C + 1,) first knot of each cell
    low: F  # (C,) log of the mean number of events at the first knot
    width: F  # (C,) between knots
    chance: F  # (knots,) log chance of the total at each knot
    slope: F  # (knots,) its derivative, by the log of the mean


class Days(NamedTuple):
    """D days in a row."""

    first: int  # ordinal
    memory: float
    rate: F  # (D,) mean number of events, before its factor
    cell: I  # (D,) whose total the day belongs to; -1 where none is known


class State(NamedTuple):
    """Where the chain is, and room to move."""

    score: F  # (D,)
    events: F  # (D,) mean number of events, with its factor
    middle: F  # (D,)
    spread: F  # (D,)
    before: F  # (D,)
    mean: F  # (C,) mean number of events of each cell
    rest: F  # (C,)
    touched: I  # (C,)
    seen: B  # (C,)


@_within
def factor_of(curves, score):  # type: ignore[no-untyped-def]
    """Return the factor of a score, by a cubic through the four nearest points of the grid."""
    at = (score - curves.least) / curves.step
    i = min(max(int(at), 1), curves.factor.size - 3)
    s = at - i
    a, b, c, d = curves.factor[i - 1], curves.factor[i], curves.factor[i + 1], curves.factor[i + 2]
    if s < -1 or s > 2:
        return math.exp(b + s * (c - b))
    return math.exp(
        -s * (s - 1) * (s - 2) / 6 * a + (s + 1) * (s - 1) * (s - 2) / 2 * b
        - (s + 1) * s * (s - 2) / 2 * c + (s + 1) * s * (s - 1) / 6 * d
    )  # fmt: skip


@_within
def log_likelihood(curves, cell, mean):  # type: ignore[no-untyped-def]
    """Return the log chance of a cell's total, given the mean number of its events; a cubic between knots."""
    first, last = curves.begins[cell], curves.begins[cell + 1] - 1
    at = (math.log(max(mean, 1e-300)) - curves.low[cell]) / curves.width[cell]
    if at <= 0:
        return curves.chance[first] + at * curves.width[cell] * curves.slope[first]
    if at >= last - first:
        return curves.chance[last] + (at - (last - first)) * curves.width[cell] * curves.slope[last]
    k, s = first + int(at), at - int(at)
    rise, fall = curves.slope[k] * curves.width[cell], curves.slope[k + 1] * curves.width[cell]
    t = 1 - s
    return (
        (1 + 2 * s) * t * t * curves.chance[k] + s * t * t * rise
        + s * s * (3 - 2 * s) * curves.chance[k + 1] - s * s * t * fall
    )  # fmt: skip


def state_of(score: F, cells: int) -> State:
    """Return the state of a chain that begins at such scores, (D,)."""
    days = np.zeros((4, score.size))
    return State(
        score.copy(), days[0], days[1], days[2], days[3], np.zeros(cells), np.zeros(cells),
        np.zeros(cells, np.int64), np.zeros(cells, np.bool_),
    )  # fmt: skip


@_jit
def factors(curves: Curves, score: F) -> F:
    """Return the factors of scores, (D,)."""
    found = np.empty(score.size)
    for d in range(score.size):
        found[d] = factor_of(curves, score[d])
    return found


@_within
def _normal(one, other):  # type: ignore[no-untyped-def]
    """A normal from two words (Box and Muller 1958)."""
    return math.sqrt(-2 * math.log(unit(one))) * math.cos(2 * math.pi * unit(other))


@_within
def _fresh(key, sweep, way, days, state, a, b):  # type: ignore[no-untyped-def]
    """Draw the run from a to b given the days next to it: its mean in `middle`, and how a draw differs, in `spread`.

    Return two uniforms more. The draw goes on to the day after the run, and is then bent to the score of this day.
    """
    memory, score = days.memory, state.score
    new = math.sqrt(1 - memory * memory)
    left = a > 0
    mean, at, power = score[a - 1] if left else 0.0, 0.0, 1.0
    one, other = 0.0, 0.0
    for d in range(a, b + 1):
        words = block(key, 0, days.first + d, sweep, way)
        if d == a:
            one, other = unit(words[2]), unit(words[3])
        own = _normal(words[0], words[1])
        at = memory * at + new * own if left or d > a else own
        mean *= memory
        power *= memory
        state.middle[d], state.spread[d] = mean, at
    if memory > 0 and b < score.size - 1:
        words = block(key, 1, days.first + b, sweep, way)
        beyond = memory * at + new * _normal(words[0], words[1])
        whole = 1 - (power * memory) ** 2 if left else 1.0
        missed, decay = score[b + 1] - mean * memory, 1.0
        for d in range(b, a - 1, -1):
            decay *= memory
            if decay < FORGOTTEN:
                break
            known = (power / decay * memory) ** 2 if left else 0.0
            weight = decay * (1 - known) / whole
            state.middle[d] += weight * missed
            state.spread[d] -= weight * beyond
    return one, other


@_within
def _touched(cell, a, b, touched, seen):  # type: ignore[no-untyped-def]
    """Return how many cells the days from a to b belong to, listed in `touched`; `seen` (C,) is left all False."""
    n = 0
    for d in range(a, b + 1):
        if cell[d] >= 0 and not seen[cell[d]]:
            seen[cell[d]] = True
            touched[n], n = cell[d], n + 1
    for k in range(n):
        seen[touched[k]] = False
    return n


@_within
def _set(curves, days, state, trial, touched, n, a, b):  # type: ignore[no-untyped-def]
    """Write the events of the days from a to b as their scores have them; return the log chance of their totals."""
    for k in range(n):
        trial[touched[k]] = state.rest[touched[k]]
    for d in range(a, b + 1):
        if days.cell[d] >= 0:
            state.events[d] = days.rate[d] * factor_of(curves, state.score[d])
            trial[days.cell[d]] += state.events[d]
    found = 0.0
    for k in range(n):
        found += log_likelihood(curves, touched[k], trial[touched[k]])
    return found


@_within
def _move(key, sweep, way, curves, days, state, a, b):  # type: ignore[no-untyped-def]
    """Move the scores of the days from a to b by one step."""
    n = _touched(days.cell, a, b, state.touched, state.seen)
    if not n and days.memory == 0:
        return
    one, other = _fresh(key, sweep, way, days, state, a, b)
    if not n:
        state.score[a : b + 1] = state.middle[a : b + 1] + state.spread[a : b + 1]
        return
    floor = 0.0
    for k in range(n):
        floor += log_likelihood(curves, state.touched[k], state.mean[state.touched[k]])
        state.rest[state.touched[k]] = state.mean[state.touched[k]]
    for d in range(a, b + 1):
        state.before[d] = state.score[d] - state.middle[d]
        if days.cell[d] >= 0:
            state.rest[days.cell[d]] = max(state.rest[days.cell[d]] - state.events[d], 0.0)
    floor += math.log(one)
    angle = 2 * math.pi * other
    low, high, draw = angle - 2 * math.pi, angle, 0
    words = (np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0))
    while True:
        cosine, sine = math.cos(angle), math.sin(angle)
        for d in range(a, b + 1):
            state.score[d] = state.middle[d] + state.before[d] * cosine + state.spread[d] * sine
        if _set(curves, days, state, state.mean, state.touched, n, a, b) > floor or high - low < 1e-12:
            return
        if angle < 0:
            low = angle
        else:
            high = angle
        if draw & 3 == 0:
            words = block(key, 2 + draw // 4, days.first + a, sweep, way)
        angle, draw = low + (high - low) * unit(words[draw & 3]), draw + 1


@_within
def _total(curves, days, state):  # type: ignore[no-untyped-def]
    """Write every day's events and the mean of every cell as the scores have them."""
    state.mean[:] = 0.0
    for d in range(days.cell.size):
        if days.cell[d] >= 0:
            state.events[d] = days.rate[d] * factor_of(curves, state.score[d])
            state.mean[days.cell[d]] += state.events[d]


@_jit
def settle(key: Keys, curves: Curves, days: Days, state: State, first: int, last: int) -> None:
    """Move the scores by the sweeps from `first` to before `last`, in place."""
    for sweep in range(first, last):
        _total(curves, days, state)
        for way in range(WHOLE):
            length = RUNS[way]
            shift = np.int64(block(key, 0, -1, sweep, way)[0] % np.uint64(length))
            a = 0
            for d in range(days.cell.size):
                ends = d == days.cell.size - 1 or (days.first + d + 1 + shift) % length == 0
                if not ends and days.memory == 0:
                    ends = days.cell[d + 1] != days.cell[d]  # cells know nothing of each other, whatever the span
                if ends:
                    _move(key, sweep, way, curves, days, state, a, d)
                    a = d + 1
        if days.memory > 0:
            _move(key, sweep, WHOLE, curves, days, state, 0, days.cell.size - 1)
