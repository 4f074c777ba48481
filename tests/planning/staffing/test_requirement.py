"""Officers required in an hour: against Erlang's own numbers, and the rules that any requirement keeps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.formulas import erlang_c, least_servers, least_servers_within
from sim.planning.staffing.requirement import Goal, in_turn, least_officers, over_wait
from sim.planning.staffing.transient_queue import rates

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("load", [0.5, 3.0, 17.5, 120.0])
def test_a_steady_load_needs_what_erlang_c_says(load: float) -> None:
    assert least_officers(np.full(4, load), 1.0, 3600.0, Goal(served=0.8)) == least_servers(load, 0.2)
    within = least_officers(np.full(4, load), 1.0, 3600.0, Goal(served=0.8, within=900.0))
    assert within == least_servers_within(load, 1.0, 0.25, 0.2)
    assert over_wait(30, 20.0, 1.0, 0.0, 3600.0) == pytest.approx(erlang_c(30, 20.0))


def test_a_peaked_load_needs_what_hayward_says() -> None:
    assert least_officers(np.full(4, 20.0), 2.0, 3600.0, Goal(served=0.8)) == least_servers(20.0, 0.2, 2.0)


def test_utilisation_and_no_load() -> None:
    assert least_officers(np.array([8.0, 9.0]), 1.0, 3600.0, Goal(busy=0.85)) == 10
    assert least_officers(np.full(4, 8.5), 1.0, 3600.0, Goal(busy=0.85)) == 10
    assert least_officers(np.zeros(4), 1.0, 3600.0, Goal(served=0.9)) == 0


@given(
    load=st.floats(0.1, 60),
    share=st.floats(0.05, 0.95),
    within=st.floats(0, 7200),
    peak=st.floats(1, 4),
)
def test_the_least_number_meets_the_goal_and_one_fewer_does_not(
    load: float, share: float, within: float, peak: float
) -> None:
    load, peak = round(load * 64) / 64, round(peak * 64) / 64
    officers = least_officers(np.array([load]), peak, 3600.0, Goal(served=share, within=within))
    assert over_wait(officers, load, peak, within, 3600.0) <= 1 - share
    assert over_wait(officers - 1, load, peak, within, 3600.0) > 1 - share or officers == 1


@pytest.mark.parametrize(("within", "peak"), [(0.0, 1.0), (900.0, 1.0), (0.0, 2.5)])
def test_hours_of_a_steady_load_need_what_the_stationary_formula_says(within: float, peak: float) -> None:
    goal = Goal(served=0.8, within=within)
    found = in_turn(np.full((72, 4), 24.0), np.full(72, peak), 3600.0, goal)
    assert abs(found[48:] - least_officers(np.full(4, 24.0), peak, 3600.0, goal)).max() <= 1


def test_no_load_needs_nobody_and_a_short_service_is_settled_at_once() -> None:
    assert in_turn(np.zeros((30, 4)), np.ones(30), 3600.0, Goal(served=0.9)).tolist() == [0] * 30
    loads = np.repeat([[2.0], [8.0]], 4, axis=1)
    short = in_turn(loads, np.ones(2), 30.0, Goal(served=0.9))
    assert short.tolist() == [least_officers(hour, 1.0, 30.0, Goal(served=0.9)) for hour in loads]
    assert in_turn(loads, np.ones(2), 3600.0, Goal(busy=0.5)).tolist() == [4, 16]
    assert in_turn(loads, np.ones(2), 3600.0, Goal(served=0.2, busy=0.5)).tolist() == [4, 16]


def test_the_rates_give_the_load() -> None:
    load = 20 + 5 * np.sin(np.arange(96) / 15)
    found = rates(load.reshape(-1, 4), 5400.0).reshape(-1)
    x, kept = load[0], np.exp(-900 / 5400)
    for q in range(95):
        x = x * kept + found[q] * 1.5 * (1 - kept)
        assert x == pytest.approx((load[q] + load[q + 1]) / 2)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "a share served, a share busy, or both"),
        ({"served": 1.0}, "a share served between 0 and 1"),
        ({"busy": 0.0}, "a share busy above 0"),
        ({"served": 0.5, "within": -1.0}, "a wait of 0 or more"),
    ],
)
def test_a_goal_that_is_none(given: dict[str, float], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Goal(**given)
