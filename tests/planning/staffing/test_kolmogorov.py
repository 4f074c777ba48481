"""The staffing of `requirement.in_turn` against the exact chances of M(t)/M/s(t).

The Kolmogorov forward equations of the number present are integrated numerically (Runge-Kutta, exhaustive discipline:
officers who leave take no task away unfinished, as `pooled`), two days from a start at the load, the second counted.
Nothing here is simulated, so there is no error rate: the integration is exact to 1e-6. The rate is the continuous
sinusoid, of which the staffing has seen quarters of an hour only.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from sim.formulas import sinusoidal_load
from sim.planning.staffing.requirement import Goal, in_turn, least_officers

pytestmark = pytest.mark.theory

F = NDArray[np.float64]
DAY_TURN = 2 * math.pi / 24
LOADS = [(120.0, 0.15, 1.0), (200.0, 0.4, 1.0), (150.0, 0.3, 3.0), (250.0, 0.5, 6.0)]  # mean, amplitude, hours


def delayed(rate: Callable[[float], float], service: float, officers: list[int], begin: float) -> F:
    """(H,) share of the arrivals of each hour who find every officer busy."""
    n = np.arange(int(1.6 * max(officers)) + 1)
    p = stats.poisson.pmf(n, begin)
    found = []
    for hour, busy in enumerate(officers):
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
    return np.array(found)


def loads_of(load: float, amplitude: float, service: float) -> F:
    """(48, 4) offered load in each quarter of an hour of two days."""
    quarters = ((np.arange(192) + 0.5) / 4).reshape(-1, 4)
    loads = sinusoidal_load(quarters, load / service, amplitude, DAY_TURN, service)
    assert loads.min() >= 100
    return loads


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
@pytest.mark.parametrize(("load", "amplitude", "service"), LOADS)
def test_no_hour_is_above_the_target_and_with_one_officer_fewer_every_hour_is(
    load: float, amplitude: float, service: float, share: float
) -> None:
    found = in_turn(loads_of(load, amplitude, service), np.ones(48), 3600 * service, Goal(served=1 - share))
    officers = [int(count) for count in found]
    begin = float(sinusoidal_load(np.array(0.0), load / service, amplitude, DAY_TURN, service))

    def rate(t: float) -> float:
        return load / service * (1 + amplitude * math.sin(DAY_TURN * t))

    assert delayed(rate, service, officers, begin)[24:].max() <= share + 0.03
    assert delayed(rate, service, [count - 1 for count in officers], begin)[24:].min() > share


def test_the_stationary_formula_alone_has_officers_to_spare_where_the_load_rises() -> None:
    """Why each hour is walked: by modified offered load, one officer fewer would still do while the load rises."""
    load, amplitude, service, share = 200.0, 0.4, 1.0, 0.3
    goal, loads = Goal(served=1 - share), loads_of(load, amplitude, service)
    formula = [least_officers(hour, 1.0, 3600 * service, goal) for hour in loads]
    spared = np.array(formula) - in_turn(loads, np.ones(48), 3600 * service, goal)
    rising = loads[:, -1] > loads[:, 0]
    assert spared.min() >= 0 and spared[rising].sum() > 2 * spared[~rising].sum()
