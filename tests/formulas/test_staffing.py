"""Least numbers of servers and the square-root rules."""

import math

import pytest
from scipy import stats

from sim.formulas import (
    erlang_a,
    erlang_c,
    garnett,
    garnett_level,
    halfin_whitt,
    halfin_whitt_level,
    least_servers,
    least_servers_patience,
    least_servers_within,
    mmc_wait_over,
    square_root_staffing,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("load", [0.05, 1.0, 7.3, 40.0, 333.3, 2000.0])
@pytest.mark.parametrize("delayed", [0.01, 0.2, 0.8])
def test_one_server_fewer_misses_the_target(load: float, delayed: float) -> None:
    c = least_servers(load, delayed)
    assert erlang_c(c, load) <= delayed < erlang_c(c - 1, load)
    c = least_servers_within(load, 1.0, 0.3, delayed)
    assert mmc_wait_over(0.3, load, 1.0, c) <= delayed < mmc_wait_over(0.3, load, 1.0, c - 1)
    c = least_servers_patience(load, 1.0, 2.0, delayed)
    assert erlang_a(load, 1.0, 2.0, c).delayed <= delayed < erlang_a(load, 1.0, 2.0, c - 1).delayed


def test_no_load_needs_no_servers_and_a_target_is_a_share() -> None:
    assert least_servers(0, 0.1) == least_servers_within(0, 1.0, 1.0, 0.1) == least_servers_patience(0, 1, 1, 0.1) == 0
    with pytest.raises(ValueError, match=r"a share above 0 and below 1, not 1\.2"):
        least_servers(3.0, 1.2)
    with pytest.raises(ValueError, match="a peakedness above 0"):
        least_servers(3.0, 0.2, 0.0)


def test_peaked_arrivals_need_the_square_root_rule_with_their_own_variance() -> None:
    load, peaked = 400.0, 4.0  # Hayward: load + level x sqrt(load x peakedness)
    expected = load + halfin_whitt_level(0.2) * math.sqrt(load * peaked)
    assert least_servers(load, 0.2, peaked) == pytest.approx(expected, abs=2)
    assert least_servers(load, 0.2, 1.0) == least_servers(load, 0.2)


def test_square_root_rule_rounds_up() -> None:
    assert square_root_staffing(100.0, 1.0) == 110 and square_root_staffing(101.0, 1.0) == 112


def test_halfin_whitt_is_the_limit_of_erlang_c() -> None:
    # P(wait) = [1 + level Phi(level) / phi(level)]^-1
    assert halfin_whitt(0.5) == pytest.approx(1 / (1 + 0.5 * stats.norm.cdf(0.5) / stats.norm.pdf(0.5)))
    servers = 1_000_000
    for level in (0.2, 1.0, 2.0):
        load = servers - level * math.sqrt(servers)
        assert erlang_c(servers, load) == pytest.approx(halfin_whitt(level), rel=3e-3)
    with pytest.raises(ValueError, match="a level above 0"):
        halfin_whitt(0.0)


def test_garnett_is_the_limit_of_erlang_a_on_both_sides_of_the_load() -> None:
    load = 100_000.0
    for level in (-1.0, 0.0, 0.7):
        station = erlang_a(load, 1.0, 2.5, round(load + level * math.sqrt(load)))
        assert station.delayed == pytest.approx(garnett(level, 1.0, 2.5), rel=5e-3)
    assert garnett(0.0, 1.0, 1.0) == pytest.approx(0.5)  # patience as service: P(normal > 0)
    assert garnett(60.0, 1.0, 1.0) < 1e-300 and garnett(0.8, 1.0, 1e12) == pytest.approx(halfin_whitt(0.8), rel=1e-5)


@pytest.mark.parametrize("delayed", [0.001, 0.05, 0.5, 0.95])
def test_levels_are_the_inverse_of_the_delay_functions(delayed: float) -> None:
    assert halfin_whitt(halfin_whitt_level(delayed)) == pytest.approx(delayed)
    assert garnett(garnett_level(delayed, 1.0, 3.0), 1.0, 3.0) == pytest.approx(delayed)
