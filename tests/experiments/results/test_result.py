"""Summaries and targets of given values."""

import math

import numpy as np
import pytest
from small_port import port

from sim.experiments.result import Result, in_unit, level_text, summarise
from sim.figures import Replication
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.values.units import level

pytestmark = pytest.mark.unit
NOTHING = np.zeros(0, dtype=np.int32)


def result(targets=None, asked=None, **columns):
    """A result in which some figures have the values given, one a replication, and all others do not exist."""
    scenario = port(targets=targets or {})
    names = tuple(catalogue(scenario))
    count = len(next(iter(columns.values()))) if columns else 0
    table = np.full((count, len(names)), np.nan)
    for name, values in columns.items():
        table[:, names.index(name)] = values
    empty = (NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, ())
    runs = tuple(Replication(number, row, *empty) for number, row in enumerate(table, start=1))
    return Result(scenario, "abc", 7, count if asked is None else asked, names, runs)


def test_a_mean_with_its_interval_and_percentiles():
    found = result(time_on_site_mean=[4, 6, 5, 5]).summary["time_on_site_mean"]
    assert (found.name, found.kind, found.unit, found.n, found.mean) == ("time_on_site_mean", "hours", "h", 4, 5)
    half = 3.182446305 * math.sqrt(2 / 3) / 2
    assert (found.low, found.high) == pytest.approx((5 - half, 5 * math.exp(half / 5)))  # the log's end is further
    assert (found.p5, found.p50, found.p95) == (4, 5, 6)


def test_a_flag_has_the_interval_of_a_share():
    found = result(tents_ordered=[1, 0, 0, 0, 1, 0, 0, 0, 0, 0]).summary["tents_ordered"]
    assert found.mean == 0.2
    assert (found.low, found.high) == pytest.approx((0.355362 / 10, 0.5098375), abs=1e-6)  # 2 in 10: a Poisson's


def test_a_flag_that_is_always_up_or_never_has_an_interval_still():
    found = result(tents_ordered=[0] * 10).summary["tents_ordered"]
    assert (found.mean, found.low) == (0, 0)
    assert found.high == pytest.approx(0.2775, abs=1e-4)


def test_a_date_over_the_replications_in_which_it_happened():
    values = [900, math.nan, 100, 200, 300, math.nan, 400, 500]
    found = result(tents_first_order=values).summary["tents_first_order"]
    assert (found.n, found.mean, found.p5, found.p50, found.p95) == (6, 400, 100, 300, 900)
    assert (found.low, found.high) == (100, 900)


def test_a_figure_that_never_exists():
    found = result(tents_ordered=[0, 0]).summary["tents_first_order"]
    assert found.n == 0
    assert all(math.isnan(value) for value in found[found._fields.index("mean") : found._fields.index("limit")])


def test_one_replication_has_no_interval():
    found = result(arrived=[12]).summary["arrived"]
    assert (found.mean, found.p50) == (12, 12)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_equal_values_are_exact():
    found = result(within_24h=[0.1] * 3).summary["within_24h"]
    assert (found.mean, found.low, found.high) == (0.1, 0.1, 0.1)


def test_targets():
    targets = {
        "within_24h": {"at_least": "80%"},
        "over_capacity_hours_hall": {"at_most": "2 d"},
        "tents_days_open": {"at_most": "2 d"},
    }
    found = result(
        targets,
        within_24h=[0.95, 0.8, 0.7, math.nan],
        over_capacity_hours_hall=[48, 48, 0, 0],
        tents_days_open=[1, 3, 3, 3],
    ).targets
    assert [(t.name, t.text, t.met, t.share_met) for t in found] == [
        ("within_24h", "at least 80%", True, 2 / 3),
        ("over_capacity_hours_hall", "at most 48 h", True, 1),
        ("tents_days_open", "at most 48 h", False, 1 / 4),
    ]
    assert found[0].mean == pytest.approx(2.45 / 3)
    assert found[0].low == pytest.approx(0.355362 / 3, abs=1e-4)


def test_a_target_whose_figure_does_not_exist_is_not_met():
    (found,) = result({"within_24h": {"at_least": "80%"}}, arrived=[0, 0]).targets
    assert not found.met
    assert math.isnan(found.share_met)


def test_fewer_runs_than_asked_were_interrupted():
    assert result(asked=3, arrived=[1, 2]).interrupted
    assert not result(arrived=[1, 2]).interrupted
    nothing = result(asked=3)
    assert nothing.values.shape == (0, len(nothing.names))
    assert nothing.summary["arrived"].n == 0


def test_levels_in_the_unit_of_the_figure():
    hours, days = FigureInfo("a", "h", "hours", ""), FigureInfo("b", "days", "number", "")
    assert in_unit(level("36 h"), hours) == 36
    assert in_unit(level("36 h"), days) == 1.5
    assert in_unit(level(5), days) == 5
    assert in_unit(level("80%"), hours) == 0.8
    assert [level_text(level(text)) for text in ("80%", "7%", "90 min", 5, 0.25)] == ["80%", "7%", "1.5 h", "5", "0.25"]


def test_a_summary_of_money():
    found = summarise(FigureInfo("cost_total", "CAD", "money", ""), np.array([1e9, 3e9]))
    assert (found.unit, found.mean) == ("CAD", 2e9)
