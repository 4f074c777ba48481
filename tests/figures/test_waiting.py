"""Those who wait outside for an area, by the hour; and what an opening costs that nobody needs."""

from typing import Any

import numpy as np
import pytest

from sim.experiments.playing.engine import Engine
from sim.figures.owed.charges import needless
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

PORT: dict[str, Any] = {
    "name": "two rooms",
    "start": "2025-06-02",
    "end": "2025-06-12",
    "seed": 5,
    "arrivals": {"door": {"claimants_per_day": 60}},
    "process": {
        "steps": {
            "talk": {"staff": {"officers": 1}, "area": "hall", "time": "1 h"},
            "sleep": {"area": "yard", "time": "9 h"},
        },
        "journeys": {"everyone": ["talk", "sleep"]},
    },
    "staff": {"officers": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 4}}}},
    "space": {"areas": {"hall": {"persons": 12}, "yard": {"persons": 40}}},
    "contingency": {
        "tents": {
            "enabled": False,
            "order_when": {"on": "2025-06-03"},
            "brings": {"areas": {"hall": 5}},
            "minimum_term": "60 d",
            "cost": {"set_up": "100 CAD", "per_month": {1: "3043.75 CAD", 2: "6087.5 CAD"}, "restoration": "7 CAD"},
        }
    },
}


def port(limit: str) -> Scenario:
    areas = {"hall": {"persons": 12, "limit": limit}, "yard": {"persons": 40}}
    return Scenario.model_validate(PORT | {"space": {"areas": areas}})


def test_nobody_waits_for_soft_areas():
    assert Engine(port("soft")).replication(1).waiting.shape == (2, 0)


def test_who_is_on_site_and_in_no_area_waits_for_the_hall():
    run = Engine(port("hard")).replication(1)
    assert run.waiting.shape == run.occupancy.shape
    np.testing.assert_array_equal(run.waiting[0], run.on_site - run.occupancy.sum(axis=0))
    assert run.waiting[0].max() > 0
    assert not run.waiting[1].any()


def test_an_opening_that_nobody_needs():
    scenario = port("soft")
    expected = 100 + 30.4375 * 100 + (60 - 30.4375) * 200 + 7
    assert needless(scenario, scenario.contingency["tents"]) == pytest.approx(expected)
