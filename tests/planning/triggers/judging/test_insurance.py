"""A policy against never ordering, future by future, worked out by hand."""

import math

import numpy as np
import pytest

from sim.planning.triggers.judging.insurance import insurance

pytestmark = pytest.mark.unit

NEVER = np.array([0.0, 0.0, 0.0, 0.0, 40.0, 0.0, 10.0, 0.0, 50.0, 100.0])
POLICY = np.array([3.0, 3.0, 3.0, 3.0, 43.0, 3.0, 10.0, 3.0, 20.0, 30.0])


def test_what_a_policy_costs_and_spares() -> None:
    found = insurance(POLICY, NEVER, 0.1)
    assert found.futures == 10 and (found.pays, found.same, found.costs) == (2, 1, 7)
    assert found.mean == pytest.approx((30 + 70 - 7 * 3) / 10)
    assert found.spared == 50 and found.premium == pytest.approx(7 * 3 / 8)  # one of eight costs nothing
    assert (found.worst, found.held, found.inside) == (1.0, 0.5, 70.0)
    assert found.outside == pytest.approx((30 - 21) / 9)
    assert (found.never_inside, found.policy_inside) == (100.0, 30.0)
    assert math.isnan(found.interval.low) and not found.shown  # two that pay are too few for an interval


def test_the_future_at_the_edge_of_the_worst_counts_in_part() -> None:
    found = insurance(POLICY, NEVER, 0.15)
    assert found.worst == pytest.approx(1.5)
    assert found.held == pytest.approx((100 + 25) / 200)
    assert found.inside == pytest.approx((70 + 0.5 * 30) / 1.5)
    assert found.outside == pytest.approx((0.5 * 30 - 21) / 8.5)


def test_a_twentieth_of_a_hundred_futures_is_five() -> None:
    assert insurance(np.zeros(100), np.arange(100.0), 0.05).worst == 5.0


def test_what_pays_everywhere_has_no_premium_and_is_shown() -> None:
    found = insurance(np.ones(40), np.full(40, 3.0) + np.arange(40) / 100, 0.05)
    assert found.pays == 40 and math.isnan(found.premium) and found.shown


def test_what_is_the_same_everywhere_pays_nowhere() -> None:
    found = insurance(NEVER, NEVER, 0.05)
    assert (found.pays, found.same, found.costs) == (0, 10, 0)
    assert math.isnan(found.spared) and found.premium == 0 and not found.shown


def test_where_never_ordering_loses_nothing_no_share_is_held() -> None:
    found = insurance(np.full(20, 5.0), np.zeros(20), 0.05)
    assert math.isnan(found.held) and found.inside == found.outside == -5


def test_only_futures_in_which_both_were_played_count() -> None:
    mine = np.array([1.0, np.nan, 2.0])
    assert insurance(mine, np.array([5.0, 5.0, np.nan]), 0.5).saved.tolist() == [4.0]
    with pytest.raises(ValueError, match="no future in which both were played"):
        insurance(np.array([np.nan]), np.array([1.0]), 0.05)


def test_rounding_is_no_difference() -> None:
    assert insurance(np.array([1e6 + 1e-5]), np.array([1e6]), 0.05).same == 1
