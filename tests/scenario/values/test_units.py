"""Quantities: what a planner writes is what is read, and what is spelt reads back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.source.yaml_reader import read_value
from sim.scenario.source.yaml_writer import duration, flow, to_plain
from sim.scenario.values import units

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("25 min", 1500), ("6h", 21600), ("3 d", 259200), ("1.5 h", 5400), (".5 min", 30), ("90 s", 90), ("2 w", 1209600),
     ("10 000 s", 10000), ("10_000 s", 10000), ("2 sec", 2), (" 1 h ", 3600), (0, 0), ("0 s", 0)],
)  # fmt: skip
def test_durations(text: Any, seconds: float) -> None:
    assert units.duration(text) == seconds


@pytest.mark.parametrize("text", ["25", 25, "min", "-1 h", "1e3 s", "1 hour", "1 h\n2", None, True, "", "1 000 00 s"])
def test_no_durations(text: Any) -> None:
    with pytest.raises(ValueError, match=f"^{units.DURATION_ALLOWED}$"):
        units.duration(text)


@given(st.just(0.0) | st.floats(1e-100, 3e9))
def test_a_duration_reads_back(seconds: float) -> None:
    assert units.duration(read_value(duration(seconds), "x").plain()) == pytest.approx(seconds, rel=1e-15)


@given(st.integers(0, 10**9))
def test_whole_seconds_read_back_exactly(seconds: int) -> None:
    assert units.duration(duration(float(seconds))) == seconds


@pytest.mark.parametrize(("text", "share"), [(0.8, 0.8), ("80%", 0.8), ("12.5 %", 0.125), (1, 1.0), ("0%", 0.0)])
def test_shares(text: Any, share: float) -> None:
    assert units.share(text) == share


@pytest.mark.parametrize("text", [1.01, -0.1, "101%", "0.5", True, None, float("nan"), "-5%"])
def test_no_shares(text: Any) -> None:
    with pytest.raises(ValueError, match=f"^{units.SHARE_ALLOWED}$"):
        units.share(text)


@pytest.mark.parametrize(
    ("text", "options", "money"),
    [
        ("65 CAD/h", {"per": "h"}, (65, "CAD", "h", "")),
        ("250 000 CAD / month", {"per": "month"}, (250_000, "CAD", "month", "")),
        ("12500 CAD per officer", {"each": ("officer", "place")}, (12500, "CAD", "", "officer")),
        ("1.50 EUR", {}, (1.5, "EUR", "", "")),
    ],
)
def test_money(text: str, options: dict[str, Any], money: tuple[Any, ...]) -> None:
    found = units.money(text, **options)
    assert found == money
    assert units.money(to_plain(found), **options) == found


@pytest.mark.parametrize("text", ["65", "65 cad", "CAD 65", "65 CAD/d", "65 CAD/h", "65 CAD per officer", 65])
def test_no_money(text: Any) -> None:
    with pytest.raises(ValueError, match=r"^money with its currency, such as 1200 CAD$"):
        units.money(text)


@given(st.integers(0, 1439), st.integers(0, 1440))
def test_hours_read_back(begin: int, end: int) -> None:
    hours = units.Hours(begin * 60, end * 60)
    assert units.hours(read_value(flow(to_plain(hours)), "x").plain()) == hours


@pytest.mark.parametrize("text", ["7:00-15:00", "07:00", "07:00-15:60", "07:00-15:00-16:00", 7, "24:01-07:00"])
def test_no_hours(text: Any) -> None:
    with pytest.raises(ValueError, match=r"^hours of the day, such as 07:00-15:00$"):
        units.hours(text)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_weekdays_read_back(days: set[int]) -> None:
    assert units.weekdays(to_plain(tuple(sorted(days)), "weekdays")) == tuple(sorted(days))


@pytest.mark.parametrize(
    ("text", "days"),
    [("mon-fri", (0, 1, 2, 3, 4)), ("sat-mon", (0, 5, 6)), ("wed", (2,)), ("mon, sat-sun", (0, 5, 6)), (["tue"], (1,))],
)
def test_weekdays(text: Any, days: tuple[int, ...]) -> None:
    assert units.weekdays(text) == days


@given(st.just(0.0) | st.floats(1e-90, 1e6) | st.integers(0, 10**6))
def test_levels_read_back(value: float) -> None:
    for kind in ("number", "share", "duration"):
        level = units.Level(float(value), kind)
        again = units.level(to_plain(level))
        assert again.kind == kind
        assert again.value == pytest.approx(level.value, rel=1e-9, abs=1e-9)
