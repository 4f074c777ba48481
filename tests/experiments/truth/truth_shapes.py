"""Ports of every degenerate shape: nothing to measure, nobody to measure it on, or all of it at once."""

from small_port import PORT, port

SHIFTS = {"day": {"hours": "06:00-22:00", "on_duty": 3}}
BARE = {"space": {"areas": {}}, "contingency": {}, "targets": {}}
NOWHERE = {"steps": {"interview": {"staff": {"officers": 1}, "time": "2 h"}}, "journeys": {"everyone": ["interview"]}}
SHAPES = {
    "as it is": {},
    "one day": {"end": "2025-03-06", "warm_up": "0 d"},
    "nobody arrives": {"arrivals": {"door": {"claimants_per_day": 0}}},
    "nobody leaves": {"staff": {"officers": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 0}}}}},
    "none ordered": {"arrivals": {"door": {"claimants_per_day": 1}}},
    "all ordered": {"arrivals": {"door": {"claimants_per_day": 90}}},
    "no targets": {"targets": {}},
    "no measures": {"contingency": {}},
    "not enabled": {"contingency": {"tents": PORT["contingency"]["tents"] | {"enabled": False}}},
    "no areas, no measures, no targets": BARE | {"process": NOWHERE},
    "turned away": {"space": {"areas": {"hall": {"persons": 4, "limit": "hard"}}}, "contingency": {}, "targets": {}},
}


def shape(name):
    """The small port in one of the shapes."""
    return port(**SHAPES[name])
