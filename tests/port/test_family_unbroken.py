"""Nothing comes between two members of a family who are served one after another: by hand, the same by both engines.

One officer, 20 minutes a member. While a family of three is served, somebody comes who is served before others (a minor
alone, at the same desk), or who is ready for a step that is served before this one.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

EIGHT = datetime(2025, 6, 2, 8)
FAMILY, MINOR = {"persons": 3, "minors": 0}, {"persons": 1, "minors": 1, "unaccompanied_minor": True}
ALL_DAY = {"day": {"hours": "00:00-24:00", "on_duty": 1}}
Tasks = list[tuple[float, float]]


def told(came: list[tuple[int, dict[str, Any]]], journey: list[str], step: str, **desk: Any) -> list[Tasks]:
    """(begin, end) of the tasks at a step, party by party, in minutes after eight; `came`: minutes, and who."""
    parties = tuple(ListedParty(EIGHT + timedelta(minutes=at), **who) for at, who in came)
    scenario = Scenario.model_validate({
        "name": "families", "time_zone": "UTC", "start": "2025-06-02", "end": "2025-06-03",
        "arrivals": {"road": {"listed": Listed("by hand", parties)}},
        "process": {
            "priority": {"minors": {"who": "unaccompanied_minor"}, "others": {}},
            "steps": {"desk": {"staff": {"officers": 1}, "unit": "person", "time": {"person": "20 min"}} | desk,
                      "rest": {"time": "10 min"},
                      "talk": {"staff": {"officers": 1}, "time": "30 min"}},
            "journeys": {"everyone": journey},
        },
        "staff": {"officers": {"shifts": ALL_DAY}},
    })  # fmt: skip
    made, sample = plan(scenario), Sampler(scenario).sample(0)
    log = FlowPort(made, sample).play()
    assert differences(log, ReferencePort(made, sample).play()) == []
    number, zero = made.steps.index(step), made.clock.moment(EIGHT)
    return [
        [((log.start[v] - zero) / 60, (log.end[v] - zero) / 60) for v in range(a, b) if sample.step[v] == number]
        for a, b in zip(sample.first[:-1], sample.first[1:], strict=True)
    ]


def test_a_party_that_is_served_before_others_waits_until_the_family_is_done() -> None:
    came = [(0, FAMILY), (5, FAMILY), (10, MINOR)]
    assert told(came, ["desk"], "desk") == [
        [(0, 20), (20, 40), (40, 60)],
        [(80, 100), (100, 120), (120, 140)],
        [(60, 80)],  # before the family that has not begun
    ]


def test_one_that_is_served_member_by_member_in_parallel_lets_it_in_between() -> None:
    came = [(0, FAMILY), (10, MINOR)]
    assert told(came, ["desk"], "desk", family="in_parallel") == [[(0, 20), (40, 60), (60, 80)], [(20, 40)]]


CAME = [(0, {"persons": 1, "minors": 0}), (5, FAMILY)]  # the first is ready to talk at 08:30
JOURNEY = ["desk", "rest", "talk"]


def test_a_step_that_is_served_before_this_one_waits_until_the_family_is_done() -> None:
    assert told(CAME, JOURNEY, "desk") == [[(0, 20)], [(20, 40), (40, 60), (60, 80)]]
    assert told(CAME, JOURNEY, "talk") == [[(80, 110)], [(110, 140)]]


def test_it_comes_in_between_where_members_are_served_in_parallel() -> None:
    assert told(CAME, JOURNEY, "desk", family="in_parallel") == [[(0, 20)], [(20, 40), (70, 90), (90, 110)]]
    assert told(CAME, JOURNEY, "talk", family="in_parallel") == [[(40, 70)], [(120, 150)]]
