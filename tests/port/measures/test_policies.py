"""Policies of one's own: they look and act at any time, and play the same on the flow and on the reference."""

from collections.abc import Generator
from typing import Any

import pytest
import simpy

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Event
from sim.port.plan import plan
from sim.port.port import Port
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

Steps = Generator[simpy.Event, Any, None]


def port_of(discipline: str) -> Scenario:
    """A port that is short of everything."""
    return Scenario.model_validate({
        "name": "short", "start": "2025-06-02", "end": "2025-06-06", "arrivals": {"road": {"claimants_per_day": 70}},
        "process": {
            "steps": {"desk": {"staff": {"officers": 1}, "area": "hall", "time": {"party": "45 min"}, "cv": 0.5},
                      "talk": {"staff": {"officers": 1}, "room": "rooms", "area": "hall", "time": {"party": "40 min"},
                               "deferrable": True}},
            "journeys": {"everyone": ["desk", "talk"]},
        },
        "staff": {"officers": {"at_shift_end": discipline, "shifts": {
            "day": {"hours": "08:00-20:00", "on_duty": 3}, "night": {"hours": "20:00-08:00", "on_duty": 1}}}},
        "space": {"areas": {"hall": {"persons": 15, "limit": "hard"}}, "rooms": {"rooms": 1}},
    })  # fmt: skip


def helper(seen: list[Any]) -> Any:
    """Look every 50 minutes; when it is crowded, add some of everything, and later take it away."""

    def policy(port: Port) -> Steps:
        officers, rooms, hall = port.plan.pool("officers"), port.plan.room("rooms"), port.plan.area("hall")
        while port.outside() + port.persons("hall") < 25:
            seen.append((port.now, port.persons("hall"), port.outside(), port.waiting_for("desk"), port.busy(officers)))
            yield port.wait(3000)
        for place, amount in ((officers, 2), (rooms, 2), (hall, 10)):
            port.add(place, amount)
        port.defer(True)
        yield port.wait(30000)
        seen.append((port.level(officers), port.level(rooms), port.level(hall)))
        for place, amount in ((officers, -2), (rooms, -2), (hall, -10)):
            port.add(place, amount)
        port.defer(False)
        port.note(0, Event.RELEASED, ("by hand",))

    return policy


@pytest.mark.parametrize("discipline", ["pooled", "handover"])
def test_own_policy_plays_alike_on_both(discipline: str) -> None:
    scenario = port_of(discipline)
    drawn, sample = plan(scenario), Sampler(scenario).sample(3)
    mine: list[Any] = []
    other: list[Any] = []
    flow = FlowPort(drawn, sample, [helper(mine)]).play()
    reference = ReferencePort(drawn, sample, [helper(other)]).play()
    assert differences(flow, reference) == []
    assert mine == other
    assert len(mine) > 3
    assert mine[-1][1:] == (3, 25)
    assert [entry.why for entry in flow.diary] == [("by hand",)]


def test_help_helps() -> None:
    scenario = port_of("pooled")
    drawn, sample = plan(scenario), Sampler(scenario).sample(3)
    with_help, without = FlowPort(drawn, sample, [helper([])]).play(), FlowPort(drawn, sample, []).play()
    assert (with_help.left >= 0).sum() > (without.left >= 0).sum()
