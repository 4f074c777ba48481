"""A warm-up that is too short for the backlog that it should build."""

import pytest

from sim.people.expectation.overload import short_warm_up
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit


def port(a_day: float, warm_up: int) -> Scenario:
    """One officer all day: 24 hours of work."""
    return Scenario.model_validate({
        "name": "p", "start": "2025-06-02", "end": "2025-06-09", "warm_up": f"{warm_up} d",
        "arrivals": {"road": {"claimants_per_day": a_day}},
        "process": {"steps": {"desk": {"staff": {"officers": 1}, "time": "1 h"}}, "journeys": {"everyone": ["desk"]}},
        "staff": {"officers": {"shifts": {"all": {"hours": "00:00-24:00", "on_duty": 1}}}},
    })  # fmt: skip


def test_the_work_left_over_is_compared_with_that_of_a_longer_warm_up() -> None:
    (problem,) = short_warm_up(port(30, 5))  # six hours a day are left over
    assert problem.severity == "warning"
    assert "the warm-up of 5 d looks too short: 30 hours of work wait at the start, and 72 after 12 d" in str(problem)
    (none,) = short_warm_up(port(30, 0))
    assert "0 hours of work wait at the start, and 42 after 7 d" in str(none)
    (twice,) = short_warm_up(port(30, 10))
    assert "60 hours of work wait at the start, and 120 after 20 d" in str(twice)
    assert short_warm_up(port(24, 5)) == short_warm_up(port(10, 0)) == ()
