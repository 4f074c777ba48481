"""A port with one step and one pool, to plan for."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.scenario.schema import Scenario

PORT: dict[str, Any] = {
    "name": "one pool",
    "start": "2025-06-02",
    "end": "2025-06-08",
    "seed": 3,
    "arrivals": {"door": {"claimants_per_day": 48}},
    "process": {
        "steps": {"interview": {"staff": {"officers": 1}, "area": "hall", "time": "2 h"}},
        "journeys": {"everyone": ["interview"]},
    },
    "staff": {"officers": {"shifts": {"day": {"hours": "00:00-24:00", "on_duty": 6}}, "cost": "50 CAD/h"}},
    "space": {"areas": {"hall": {"persons": 100}}},
    "targets": {"within_24h": {"at_least": "80%"}},
}


@pytest.fixture
def small() -> Callable[..., Scenario]:
    """The port, with some sections changed."""
    return lambda **changes: Scenario.model_validate(PORT | changes)
