"""Staffing by modified offered load against the exact chances of M(t)/M/s(t).

The Kolmogorov forward equations of the number present are integrated numerically (Runge-Kutta, exhaustive discipline:
officers who leave take no task away unfinished, as `pooled`), three days from a start at the load, the third counted.
Nothing here is simulated, so there is no error rate: the integration is exact to 1e-6.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.formulas import sinusoidal_load
from sim.planning.requirement import Goal, least_officers

pytestmark = pytest.mark.theory

F = NDArray[np.float64]
DAY_TURN = 2 * math.pi / 24
LOADS = [(120.0, 0.15, 1.0), (150.0, 0.3, 3.0), (250.0, 0.3, 6.0)]  # mean load, amplitude, mean service in hours


def delayed(rate: Callable[[float], float], service: float, officers: list[int], days: int = 3) -> F:
    """(24,) share of the arrivals of each hour of the last day who find every officer busy."""
    states = int(1.6 * max(officers))
    n = np.arange(states + 1)
    p = np.zeros(states + 1)
    p[round(rate(0.0) * service)] = 1.0
    found = []
    for hour in range(24 * days):
        busy = officers[hour % 24]
        deaths = np.minimum(n, busy) / service
        steps = math.ceil(rate(hour + 0.5) * 1.3 + busy / service)
        late = came = 0.0

        def flow(p: F, births: float, deaths: F = deaths) -> F:
            down = deaths * p
            change = -births * p - down
            change[1:] += births * p[:-1]
            change[:-1] += down[1:]
            change[-1] += births * p[-1]
            return np.asarray(change)

        width = 1 / steps
        for k in range(steps):
            at = hour + k / steps
            begin, middle, end = rate(at), rate(at + width / 2), rate(at + width)
            one = flow(p, begin)
            two = flow(p + width / 2 * one, middle)
            three = flow(p + width / 2 * two, middle)
            four = flow(p + width * three, end)
            after = p + width / 6 * (one + 2 * two + 2 * three + four)
            late += middle * float((p[busy:].sum() + after[busy:].sum()) / 2)
            came += middle
            p = after
        assert p.sum() == pytest.approx(1.0, abs=1e-6)
        found.append(late / came)
    return np.array(found[-24:])


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
@pytest.mark.parametrize(("load", "amplitude", "service"), LOADS)
def test_no_hour_is_above_the_target_and_one_officer_fewer_misses_it(
    load: float, amplitude: float, service: float, share: float
) -> None:
    level = load / service
    officers = []
    for hour in range(24):
        loads = sinusoidal_load(hour + (np.arange(4) + 0.5) / 4, level, amplitude, DAY_TURN, service)
        assert loads.min() >= 100
        officers.append(least_officers(loads, 1.0, 3600 * service, Goal(served=1 - share)))

    def rate(t: float) -> float:
        return level * (1 + amplitude * math.sin(DAY_TURN * t))

    assert delayed(rate, service, officers).max() <= share + 0.03
    assert delayed(rate, service, [count - 1 for count in officers]).min() > share - 0.001
