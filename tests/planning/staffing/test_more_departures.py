"""The limits of a port that are relaxed: more departures, whatever words they are written in."""

from typing import Any

import pytest

from sim.planning.staffing.bottlenecks import Relaxed, relaxations
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import departures
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "days", "before", "after"),
    [
        ({"every": "8 h", "between": "06:00-22:00"}, 0, 21, 35),
        ({"every": "90 s", "between": "06:00-06:06"}, 0, 35, 49),  # the least is a minute
        ({"every": "6 d", "between": "12:00-12:00"}, 3, 2, 3),
        ({"every": "2 d", "between": "12:00-12:00"}, 1, 4, 7),
        ({"at": ["10:00"], "days": "mon,thu"}, 0, 2, 4),
        ({"at": ["06:00", "10:00"], "on": ["2025-07-08"]}, 0, 2, 4),
    ],
)
def test_more_departures(words: dict[str, Any], days: int, before: int, after: int) -> None:
    """A week from Monday 7 July."""
    scenario = Scenario.model_validate({
        "name": "n", "start": "2025-07-07", "end": "2025-07-14", "arrivals": {"door": {"claimants_per_day": 5}},
        "process": {"steps": {"bus": {"departures": {"seats": 9} | words}}, "journeys": {"everyone": ["bus"]}},
    })  # fmt: skip
    found = dict(relaxations(scenario))
    assert departures(scenario, clock(scenario))[0].size == before
    more = found[Relaxed("departures", "bus", days=days)]
    assert departures(more, clock(more))[0].size == after
