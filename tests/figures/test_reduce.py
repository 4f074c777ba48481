"""What holds between the figures of any run."""

import math

import numpy as np
import pytest
from hand_logs import run, scenario

from sim.experiments.playing.engine import Engine
from sim.scenario.catalogue.figures import catalogue

pytestmark = pytest.mark.unit

TENTS = {
    "order_when": {"watch": "occupancy", "of": "hall", "above": 5},
    "lead_time": "12 h",
    "brings": {"areas": {"hall": 6}, "staff": {"officers": {"day": 3}}},
    "minimum_term": "1 d",
    "release_when": {"watch": "occupancy", "of": "hall", "below": 2},
}
BUSY = scenario(
    end="2025-07-20",
    present_at_start=12,
    arrivals={"door": {"claimants_per_day": 30, "day_to_day": 0.5}, "police": {"claimants_per_day": 6}},
    people={"party_size": {1: 0.5, 2: 0.5}},
    contingency={"tents": TENTS},
)
ENGINE = Engine(BUSY)


def test_a_figure_for_every_name_of_the_catalogue_in_its_order():
    made = run()
    assert list(made.figures) == list(catalogue(made.basis.plan.scenario))


@pytest.mark.parametrize("number", range(1, 9))
def test_what_holds_between_the_figures(number):
    found = ENGINE.replication(number)
    figure = dict(zip(ENGINE.names, found.figures.tolist(), strict=True))
    ways = ("referred", "returned", "barred", "detained", "deferred", "withdrawn", "diverted")
    assert figure["arrived"] + figure["present_at_start"] == figure["left"] + figure["still_present"]
    assert sum(figure[way] for way in ways) == figure["left"]
    for name in ("arrived", *ways):
        assert figure[f"{name}_door"] + figure[f"{name}_police"] == figure[name]
    assert found.stays.sum() == found.arrivals.sum() == figure["arrived"]
    assert found.arrivals.shape == (2, 18)
    assert figure["on_site_peak"] >= found.on_site.max() > 0
    assert figure["tents_days_needed"] + figure["tents_days_idle"] == figure["tents_days_open"] > 0
    assert (found.occupancy.sum(axis=0) <= found.on_site).all()
    assert figure["cost_total"] == sum(figure[f"cost_{part}"] for part in ("staff", "overtime", "space", "tents"))


@pytest.mark.parametrize("number", range(1, 9))
def test_little_the_mean_on_site_is_the_time_spent_there(number):
    sample, log = ENGINE.played(number)
    start, end = ENGINE.plan.clock.start, ENGINE.plan.clock.end
    left = np.where(log.left >= 0, log.left, end)
    inside = np.clip(left, start, end) - np.clip(sample.arrive, start, end)
    spent = int((inside * sample.persons).sum())
    mean = ENGINE.replication(number).figures[ENGINE.names.index("on_site_mean")]
    assert mean == spent / (end - start)


def test_a_share_of_nothing_does_not_exist():
    assert math.isnan(run().figures["returned_share_police"])
