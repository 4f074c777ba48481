"""Ranges of quantities: what the ends are, how they are told, and parameters with which nothing could be computed."""

from typing import Any

import pytest

from sim.scenario.values import units
from sim.scenario.values.distributions import distribution
from sim.scenario.values.ranges import DURATIONS, VARIATION, Range, whole_numbers

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("bounds", "value", "words"),
    [
        (units.NUMBERS, 1e308, "a number from 0 to 1,000,000,000"),
        (units.NUMBERS, float("nan"), "a number from 0 to 1,000,000,000"),
        (units.NUMBERS, 1e-200, "0, or a number from 1e-100 to 1,000,000,000"),
        (VARIATION, 1e-4, "0, or a number from 0.001 to 100"),
        (whole_numbers(1, 1000), 1001, "a whole number from 1 to 1,000"),
        (Range(0.05, 1.0, kind="a share"), 0.04, "a share from 5% to 100%"),
        (Range(1.0, 86400.0, kind="a duration"), 0, "a duration from 1 s to 1 d"),
        (Range(60.0, 86399.0, kind="a duration"), 59, "a duration from 1 min to 86399 s"),
        (DURATIONS, float("inf"), "a duration from 0 to 36525 d"),
    ],
)
def test_what_is_told(bounds: Range, value: float, words: str) -> None:
    with pytest.raises(ValueError) as refused:
        bounds(value)
    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"weibull": {"scale": "1 d", "shape": 1e-90}}, "weibull with shape from 0.01 to 1,000"),
        ({"weibull": {"scale": "1 d", "shape": 1e9}}, "weibull with shape from 0.01 to 1,000"),
        ({"weibull": {"scale": "1 d", "shape": 0.01}}, "weibull with a mean that is a duration from 0 to 36525 d"),
        ({"gamma": {"mean": "1 h", "cv": 1e9}}, "gamma with cv from 0.001 to 100"),
        ({"gamma": {"mean": "1 h", "cv": 1e-9}}, "gamma with cv from 0.001 to 100"),
        ({"lognormal": {"median": "1 h", "cv": 1e5}}, "lognormal with cv from 0.001 to 100"),
        (
            {"lognormal": {"median": "1 s", "p95": "36525 d"}},
            "lognormal with a mean that is a duration from 0 to 36525 d",
        ),
        ({"geometric": {"p": 1e-9}}, "geometric with p from 1e-06 to 1"),
        ({"exponential": {"mean": "99999 d"}}, "a duration from 0 to 36525 d"),
        ({"uniform": ["0 s", "99999 d"]}, "a duration from 0 to 36525 d"),
    ],
)
def test_parameters_of_distributions(value: Any, words: str) -> None:
    with pytest.raises(ValueError) as refused:
        distribution(value, units.duration)
    assert str(refused.value) == words


@pytest.mark.parametrize("text", ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31"])
def test_years(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a day in a year from 1900 to 2199, such as 2025-01-31$"):
        units.day(text)


@pytest.mark.parametrize("value", [10**400, float("inf"), 1e300])
def test_numbers_past_any_float_are_refused_as_others(value: float) -> None:
    with pytest.raises(ValueError, match=r"^a number from 0 to 1,000,000,000$"):
        units.number(value)
    with pytest.raises(ValueError, match=r"^a number from 0 to 1,000,000,000$"):
        units.level(value)


def test_an_amount_of_money_has_an_end() -> None:
    assert units.money("1000000000000 CAD").amount == 1e12
    with pytest.raises(ValueError, match=r"^an amount from 0 to 1,000,000,000,000$"):
        units.money("9" * 400 + " CAD")
