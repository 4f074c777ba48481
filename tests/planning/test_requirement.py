"""Officers required in an hour: against Erlang's own numbers, and the rules that any requirement keeps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.formulas import erlang_c, least_servers, least_servers_within
from sim.planning.requirement import Goal, least_officers, over_wait

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
