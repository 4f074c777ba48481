"""What every family of distributions owes, whichever it is."""

import numpy as np
import pytest

from sim.scenario.values.distribution_families import FAMILY
from sim.scenario.values.distributions import Distribution

U = (np.arange(20_000) + 0.5) / 20_000
PARAMETERS = {
    "lognormal": {"mean": 3.0, "cv": 0.5},
    "logitnormal": {"p10": 0.2, "p90": 0.6},
    "exponential": {"mean": 3.0},
    "gamma": {"mean": 3.0, "cv": 0.5},
    "normal": {"mean": 3.0, "sd": 1.0},
    "weibull": {"scale": 3.0, "shape": 1.5},
    "geometric": {"p": 0.3},
    "triangular": {"low": 1.0, "mode": 2.0, "high": 6.0},
    "pert": {"low": 1.0, "mode": 2.0, "high": 6.0},
    "uniform": {"low": 1.0, "high": 6.0},
    "discrete": {"1.0": 0.25, "4.0": 0.75},
    "empirical": {"0": 1.0, "1": 2.0, "2": 6.0},
    "constant": {"value": 3.0},
}


@pytest.mark.parametrize("name", FAMILY)
def test_the_inverse_of_a_family_has_its_mean_and_spells_under_way_are_longer(name: str) -> None:
    drawn = Distribution(name, tuple(PARAMETERS[name].items()))
    values = drawn.ppf(U)
    assert np.all(np.diff(values) >= 0)
    assert values.mean() == pytest.approx(drawn.mean(), rel=2e-3)
    assert drawn.under_way(U).mean() == pytest.approx((values**2).mean() / values.mean(), rel=5e-3)
