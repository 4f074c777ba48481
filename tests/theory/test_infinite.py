"""M(t)/G/infinity: a day's profile and a long service, without officers. 25 comparisons.

The number present at each hour is Poisson, its mean the offered load of that hour (Eick, Massey and Whitt 1993).

How a figure is judged, and how often a right program fails: see `estimate`.
"""

import math

import numpy as np
import pytest
from estimate import DAY, HOUR, SCENARIOS, Run, estimates, judge
from scipy import stats

from sim import formulas
from sim.scenario.load import load

pytestmark = pytest.mark.theory


def test_persons_present_by_hour_of_the_day() -> None:
    scenario = load(SCENARIOS / "infinite.yaml").scenario
    profile = np.array(scenario.arrivals["claimants"].hour)
    rate = np.repeat(240 * profile / profile.sum(), 4)  # claimants an hour, by quarters of an hour
    sigma = math.sqrt(math.log(2))
    law = stats.lognorm(s=sigma, scale=6 * math.exp(-sigma * sigma / 2))
    exact = np.roll(formulas.cyclic_load(rate, law.sf, 0.25)[3::4], 1)

    def figures(run: Run) -> list[float]:
        hours = np.arange(run.begin, run.end, HOUR)
        left = np.sort(np.where(run.log.left < 0, run.plan.clock.end, run.log.left))
        present = np.searchsorted(run.sample.arrive, hours) - np.searchsorted(left, hours)
        by_hour = present.reshape(-1, DAY // HOUR)
        return [*by_hour.mean(axis=0), ((by_hour - exact) ** 2 / exact).mean()]

    assert exact.sum() == pytest.approx(24 * 60, rel=1e-4)  # 10 an hour for 6 h
    judge(estimates("infinite", figures, last=0), [*exact, 1.0], 0.01)
