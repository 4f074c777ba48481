# mypy: disable-error-code="untyped-decorator, import-untyped"
"""Officers hour by hour from the exact chances of M(t)/M/s(t), compiled.

The stationary formula is wrong where the load moves fast: on a rising flank it counts a queue that has had no time to
build up, and officers are to spare. Here Kolmogorov's forward equations of the number present are carried on from hour
to hour (Ingolfsson, Akhmetshina, Budge, Li and Wu 2007, A survey and experimental comparison of service-level-
approximation methods for nonstationary M(t)/M/s(t) queueing systems), and each hour takes the least officers with which
its own visits are served as asked. So no hour misses, and with one officer fewer in each every hour would: the number
present grows when there are fewer.
"""

import math

import numpy as np

from sim.arrays import HOUR, F, I
from sim.compiling.kernels import entry

QUARTERS = 4
ROOM = 10.0  # standard deviations above the load, and as many again for the queue, that the number present may reach
STEP = 0.5  # events expected in a step of Runge-Kutta

_jit = entry(unsigned=False)


def rates(loads: F, service: float) -> F:
    """Return (H, 4) arrival rate an hour in each quarter that gives the loads (H, 4): x' = rate - x / service, 0 or
    more.
    """
    inner = loads.reshape(-1)
    edges = np.concatenate((inner[:1], (inner[1:] + inner[:-1]) / 2, inner[-1:]))
    kept = math.exp(-HOUR / QUARTERS / service)
    found, x = np.zeros(inner.size), float(edges[0])
    for q in range(inner.size):
        found[q] = max((edges[q + 1] - x * kept) * HOUR / service / (1 - kept), 0.0)
        x = x * kept + found[q] * service / HOUR * (1 - kept)
    return found.reshape(loads.shape)


def least_officers_hourly(loads: F, peakedness: F, service: float, guess: I, least: I, late: float, within: float) -> I:
    """Return (H,) least officers, hour after hour, such that at most a share `late` of visits waits longer than
    `within`.

    Args:
        loads: (H, 4) offered load in each quarter of an hour; the walk starts from its first value, nobody waiting.
        peakedness: (H,) variance over mean; by Hayward's approximation everything is counted in units of it.
        service: Mean service, seconds.
        guess: (H,) officers from which each hour is sought.
        least: (H,) officers below which no hour goes.
        late: Share of an hour's visits.
        within: Seconds. A visit that finds n present waits until n - s + 1 are done, as if the hour's officers stayed.
    """
    peak = float(np.max(loads, initial=0.0))
    states = math.ceil(peak + 2 * ROOM * math.sqrt(peak * float(peakedness.max(initial=1.0)) + 1) + 20)
    start = _poisson(float(loads[0, 0]) if loads.size else 0.0, states)
    per_hour = HOUR / service
    return np.asarray(
        _walk(start, rates(loads, service), peakedness, per_hour, guess, least, late, within / HOUR), dtype=np.int64
    )


def _poisson(mean: float, states: int) -> F:
    from scipy import stats

    p = stats.poisson.pmf(np.arange(states), mean)
    return np.asarray(p / p.sum(), dtype=np.float64)


@_jit
def _walk(p, rate, peakedness, per_hour, guess, least, late, within):  # type: ignore[no-untyped-def]
    """Return the search in each hour, from the chances at its begin."""
    hours, states = rate.shape[0], p.size
    found = np.zeros(hours, dtype=np.int64)
    for h in range(hours):
        z = peakedness[h]
        officers = max(guess[h], least[h])
        after, share = _hour(p, rate[h] / z, officers / z, per_hour, within)
        while share > late and officers < states:
            officers += 1
            after, share = _hour(p, rate[h] / z, officers / z, per_hour, within)
        while officers > least[h]:
            fewer, missed = _hour(p, rate[h] / z, (officers - 1) / z, per_hour, within)
            if missed > late:
                break
            officers, after = officers - 1, fewer
        found[h], p = officers, after
    return found


@_jit
def _hour(p, rate, servers, per_hour, within):  # type: ignore[no-untyped-def]
    """Return chances at the end of an hour, and the share of its arrivals that wait too long; Runge-Kutta of fourth
    order.
    """
    states = p.size
    down = np.minimum(np.arange(states), servers) * per_hour
    weight = _too_long(states, servers, servers * per_hour * within)
    late = came = 0.0
    p = p.copy()
    one, two, three, four = np.empty(states), np.empty(states), np.empty(states), np.empty(states)
    for births in rate:
        steps = math.ceil((births + servers * per_hour) / QUARTERS / STEP) + 1
        width = 1.0 / (QUARTERS * steps)
        for _ in range(steps):
            _flow(p, births, down, one)
            _flow(p + width / 2 * one, births, down, two)
            _flow(p + width / 2 * two, births, down, three)
            _flow(p + width * three, births, down, four)
            before = np.dot(p, weight)
            p += width / 6 * (one + 2 * two + 2 * three + four)
            late += births * width * (before + np.dot(p, weight)) / 2
            came += births * width
    return p, late / came if came > 0 else 0.0


@_jit
def _flow(p, births, down, change):  # type: ignore[no-untyped-def]
    """Kolmogorov's forward equations; who comes when the last state is reached is turned away."""
    last = p.size - 1
    for n in range(p.size):
        out = down[n] + (births if n < last else 0.0)
        change[n] = -out * p[n]
        if n > 0:
            change[n] += births * p[n - 1]
        if n < last:
            change[n] += down[n + 1] * p[n + 1]


@_jit
def _too_long(states, servers, done):  # type: ignore[no-untyped-def]
    """Return (states,) chance that who finds n present waits too long: fewer than n - servers + 1 are done, Poisson
    `done`.

    Servers need not be whole: a place that is there in part is taken in part.
    """
    weight = np.zeros(states)
    term = math.exp(-done)
    upto, k = term, 0
    for n in range(states):
        ahead = n - servers
        if ahead <= -1.0:
            continue
        weight[n] = min(ahead + 1.0, 1.0) * upto
        if ahead >= 0.0:
            k += 1
            term *= done / k
            upto = min(upto + term, 1.0)
    return weight
