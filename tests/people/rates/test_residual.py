"""The spell that is under way: longer than others, as their lengths say."""

from typing import Any

import numpy as np
import pytest

from sim.people.rates.regimes import under_way
from sim.scenario.values.distributions import distribution
from sim.scenario.values.units import duration

EVEN = (np.arange(1 << 18) + 0.5) / (1 << 18)

FAMILIES: list[Any] = [
    "3 d", {"exponential": {"mean": "3 d"}}, {"gamma": {"mean": "3 d", "cv": 0.5}},
    {"gamma": {"mean": "3 d", "cv": 1.6}},
    {"lognormal": {"mean": "3 d", "cv": 0.8}}, {"lognormal": {"p10": "1 d", "p90": "9 d"}},
    {"weibull": {"scale": "3 d", "shape": 1.7}}, {"weibull": {"scale": "3 d", "shape": 0.8}},
    {"uniform": ["1 d", "5 d"]}, {"triangular": ["1 d", "2 d", "9 d"]}, {"normal": {"mean": "3 d", "sd": "2 d"}},
    {"discrete": {"1 d": 0.75, "10 d": 0.25}}, {"geometric": {"p": 0.001}},
]  # fmt: skip


@pytest.mark.theory
@pytest.mark.parametrize("given", FAMILIES, ids=lambda given: given if isinstance(given, str) else next(iter(given)))
def test_its_law_is_that_of_the_lengths_each_weighed_by_itself(given: Any) -> None:
    lasts = distribution(given, duration)
    lengths, found = lasts.ppf(EVEN), under_way(lasts, EVEN)
    assert (np.diff(found) >= 0).all()
    before = np.cumsum(lengths) / lengths.sum()
    for at in np.quantile(lengths, (0.1, 0.5, 0.9, 0.99)) * (1 + 1e-9):
        wanted = before[np.searchsorted(lengths, at, side="right") - 1]
        assert (found <= at).mean() == pytest.approx(wanted, abs=4e-4)
    assert found.mean() == pytest.approx((lengths**2).mean() / lengths.mean(), rel=0.01)


@pytest.mark.unit
def test_by_hand() -> None:
    day = 86400.0
    lasts = distribution({"discrete": {"1 d": 0.75, "9 d": 0.25}}, duration)  # one hour in four is in a short one
    assert under_way(lasts, np.array([0.2499, 0.2501, 0.999999])) == pytest.approx([day, 9 * day, 9 * day])
    assert under_way(distribution({"uniform": [0, "4 d"]}, duration), np.array([0.25])) == pytest.approx([2 * day])
    assert under_way(distribution("2 d", duration), np.array([0.1, 0.9])) == pytest.approx([2 * day] * 2)


@pytest.mark.unit
def test_what_is_left_of_an_exponential_spell_is_a_spell() -> None:
    whole, left = (np.meshgrid(*[(np.arange(1000) + 0.5) / 1000] * 2)[k].ravel() for k in (0, 1))
    found = np.sort(under_way(distribution({"exponential": {"mean": "3 d"}}, duration), whole) * left)
    assert np.abs(1 - np.exp(-found / (3 * 86400)) - (np.arange(found.size) + 0.5) / found.size).max() < 2e-3
