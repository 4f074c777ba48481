"""A small port for experiments: ten days, one area, one pool, one measure."""

from typing import Any

from sim.scenario.schema import Scenario

PORT: dict[str, Any] = {
    "name": "small",
    "time_zone": "America/Toronto",
    "start": "2025-03-05",
    "end": "2025-03-15",
    "warm_up": "1 d",
    "seed": 7,
    "arrivals": {"door": {"claimants_per_day": 30, "day_to_day": 0.4}},
    "people": {"party_size": {1: 0.5, 3: 0.5}},
    "process": {
        "steps": {"interview": {"staff": {"officers": 1}, "area": "hall", "time": {"party": "2 h"}, "cv": 0.5}},
        "journeys": {"everyone": ["interview"]},
    },
    "staff": {"officers": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 3}}, "cost": "50 CAD/h"}},
    "space": {"areas": {"hall": {"persons": 12}}},
    "contingency": {
        "tents": {
            "order_when": {"any": {"crowded": {"watch": "occupancy", "of": "hall", "above": "80%", "for": "2 h"}}},
            "lead_time": {"triangular": ["1 d", "2 d", "4 d"]},
            "brings": {"areas": {"hall": 20}},
        }
    },
    "targets": {"within_24h": {"at_least": "80%"}, "over_capacity_hours_hall": {"at_most": "30 h"}},
}


def port(**changes: Any) -> Scenario:
    """The small port with some sections changed."""
    return Scenario.model_validate(PORT | changes)
