"""Which policy is recommended, by both rules, and what is said of each."""

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.experiments.statistics.intervals import of_median, of_share
from sim.experiments.statistics.means import of_mean
from sim.planning.triggers.judging.choice import choose, places, screened
from sim.planning.triggers.judging.outcomes import COLUMN, COLUMNS
from sim.planning.triggers.judging.risk import pareto
from sim.planning.triggers.judging.summary import DERIVED, verdict, verdicts
from sim.scenario.language.policy import PolicySettings

pytestmark = pytest.mark.unit

F = NDArray[np.float64]


def settings(**given: Any) -> PolicySettings:
    return PolicySettings.model_validate(given)


WITHIN = settings(choose={"at_most": 100, "in": "95%"})


def futures(n: int = 100, **columns: F) -> F:
    """(P, n, J) values: (P,) or (P, n) of some columns, 0 elsewhere."""
    first = next(iter(columns.values()))
    values = np.zeros((len(first), n, len(COLUMNS)))
    for name, given in columns.items():
        values[..., COLUMN[name]] = given if np.ndim(given) == 2 else np.asarray(given)[:, None]
    return values


def costs(cost: list[float], crowding: F, n: int = 100) -> F:
    given = np.asarray(cost, dtype=float)
    crowded = crowding if np.ndim(crowding) == 2 else np.tile(np.asarray(crowding, dtype=float)[:, None], n)
    off = np.broadcast_to(crowded.max(axis=0), crowded.shape)
    loss = given[:, None] + 30 * crowded
    return futures(n, cost=given, crowding=crowded, loss=loss, crowding_off=off, crowding_avoided=off - crowded)


def crowded(*shares: float, n: int = 100) -> F:
    """(P, n) crowding of 50 in a share of the futures, and of 500 in the others."""
    return np.array([np.where(np.arange(n) < round(share * n), 50.0, 500.0) for share in shares])


def everyone(values: F) -> NDArray[np.bool_]:
    return np.ones(len(values), np.bool_)


def test_the_front_is_what_none_beats_on_both():
    cost = np.array([0.0, 10, 20, 20, 30, 5, 20, math.nan])
    crowding = np.array([90.0, 50, 10, 10, 10, 95, 60, 0])
    assert np.flatnonzero(pareto(cost, crowding)).tolist() == [0, 1, 2, 3]


def test_who_met_the_first_futures_only_is_not_flattered_by_them():
    off = np.array([[10.0, 10, 90, 90], [10, 10, np.nan, np.nan], [np.nan] * 4])
    values = futures(4, cost=np.array([5.0, 7, 9]), crowding_off=off, crowding_avoided=off * 0 + 8)
    values[1, 2:], values[2] = np.nan, np.nan
    assert places(values, 0)[:2].tolist() == [[5, 42], [7, 42]]
    assert np.isnan(places(values, 0)[2]).all()


def test_the_least_expected_loss():
    values = costs([0, 1000, 1500, 9000], np.array([200.0, 20, 10, 0]))
    choice = choose(settings(), values, np.array([False, True, True, False]))
    assert (choice.chosen, choice.alike, choice.infeasible, choice.none_fit) == (1, (1, 2), (), None)
    assert choice.front == (0, 1, 2, 3)
    assert choice.places.tolist() == [[0, 200], [1000, 20], [1500, 10], [9000, 0]]


def test_the_least_cost_within_a_limit_of_crowding():
    values = costs([0, 1000, 1500, 9000], crowded(0.2, 0.94, 0.95, 1))
    choice = choose(WITHIN, values, np.array([False, True, True, False]))
    assert (choice.chosen, choice.alike, choice.infeasible) == (2, (1, 2), (0, 1))
    assert choice.none_fit is None


def test_where_nobody_keeps_within_the_limit_the_nearest_is_named():
    values = costs([0, 1000, 1500, 9000], crowded(0.2, 0.81, 0.9, 0.9) - np.array([0.0, 0, 0, 1])[:, None])
    choice = choose(WITHIN, values, everyone(values))
    assert choice.chosen == 3  # as near as at 100%, and less crowded
    assert choice.infeasible == (0, 1, 2, 3)
    assert choice.none_fit == 0.9


def test_of_equals_the_first():
    values = costs([1500, 1000, 1000, 9000], np.zeros(4))
    assert choose(settings(), values, everyone(values)).chosen == 1
    assert choose(WITHIN, values, everyone(values)).chosen == 1


def test_who_was_left_out_is_not_chosen_however_good_its_few_futures_were():
    values = costs([0, 1000, 1500, 9000], np.zeros(4))
    values[0, 40:] = np.nan
    choice = choose(settings(), values, np.array([False, True, False, False]))
    assert (choice.chosen, choice.alike) == (1, (1,))
    assert choice.places[0].tolist() == [0, 0]


def test_nothing_played_is_no_choice():
    values = costs([0, 1], np.zeros(2)) * np.nan
    with pytest.raises(ValueError, match="no policy was played"):
        choose(settings(), values, everyone(values))


def test_screening_follows_the_rule_of_choice():
    values = costs([0, 1000, 1500, 9000], crowded(0.2, 1, 1, 1, n=400), 400)
    assert screened(settings(), values, everyone(values), 3).tolist() == [False, True, False, False]
    assert screened(WITHIN, values, everyone(values), 3).tolist() == [False, True, False, False]
    cheap = costs([0, 1000, 1500, 9000], crowded(0.2, 1, 1, 1, n=400) / 1000, 400)
    assert screened(settings(), cheap, everyone(cheap), 3).tolist() == [True, False, False, False]


def said(**columns: list[float]) -> dict[str, Any]:
    values = futures(**{name: np.array([given], dtype=float) for name, given in columns.items()}, n=4)
    return verdict(values[0], 0.5).figures


def test_every_column_and_what_follows_from_them():
    figures = said(loss=[1, 2, 3, 6])
    assert tuple(figures) == (*(column.name for column in COLUMNS), *(figure.name for figure in DERIVED))
    assert figures["loss"].mean == 3
    assert (figures["loss"].low, figures["loss"].high) == of_mean(np.array([1.0, 2, 3, 6]))
    assert figures["loss_worst"].mean == 4.5  # the worst half


def test_chances_and_shares_of_events():
    figures = said(
        ordered=[1, 1, 1, 0], events=[2, 1, 0, 1], events_in_time=[1, 1, 0, 0], ready_in_time=[1, 1, math.nan, 0],
        openings=[2, 1, 2, 0], openings_for_nothing=[0, 0, 2, 0], lead_gained=[5, 9, math.nan, math.nan],
    )  # fmt: skip
    told = {name: (one.n, one.mean) for name, one in figures.items()}
    assert told["ordered"] == (4, 0.75)
    assert told["ready_in_time"] == (3, 2 / 3)
    assert told["hit_rate"] == (3, 0.5)
    assert told["false_alarm_ratio"] == (3, 0.4)
    assert told["late"] == (3, 2 / 3)
    assert told["for_nothing"] == (4, 0.25)
    assert told["lead_median"] == (2, 7)
    assert (figures["late"].low, figures["late"].high) == of_share(2, 3)


def test_the_median_lead_is_between_order_statistics():
    leads = np.arange(20.0)
    figures = verdict(futures(20, lead_gained=leads[None], loss=np.zeros((1, 20)))[0], 0.05).figures
    assert (figures["lead_median"].low, figures["lead_median"].high) == of_median(leads)


def test_cost_of_a_person_hour_avoided():
    figures = said(cost=[10, 20, 30, 40], crowding_avoided=[5, 10, 15, 20])
    assert figures["cost_per_avoided"].mean == 2
    assert math.isnan(said(cost=[10, 20, 30, 40], crowding_avoided=[5, -5, 5, -5])["cost_per_avoided"].mean)
    assert math.isnan(said(loss=[0, 0, 0, 0])["cost_per_avoided"].mean)  # never


def test_a_policy_is_judged_by_the_futures_it_was_played_in():
    values = costs([10, 20], np.zeros(2), 8)
    values[1, 5:] = np.nan
    found = verdicts(values, 0.05)
    assert [one.played for one in found] == [8, 5]
    assert found[1].figures["cost"].mean == 20
    assert math.isnan(verdict(values[1, 5:5], 0.05).figures["cost"].mean)
