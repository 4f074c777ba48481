"""Who is in an area and outside at its door: a measure and the figures mean the same people."""

from collections.abc import Generator
from typing import Any

import numpy as np
import pytest
from hand_worked import officers, people, played, scenario
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as given_a
from random_worlds.worlds import worlds

from sim.figures import basis, reduce
from sim.figures.space import areas, whereabouts
from sim.figures.timelines import summed_at, together
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.parts import told_apart
from sim.port.plan import plan
from sim.port.port import Port
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement
APART = 7 * 60


def test_who_waits_at_the_door_after_a_visit_without_an_area_needs_its_space() -> None:
    steps = {"desk": {"staff": {"officers": 1}, "time": "30 min"}, "stay": {"area": "hall", "time": "3 h"}}
    tent = {"order_when": {"watch": "occupancy", "of": "hall", "above": 1}, "lead_time": "5 h",
            "brings": {"areas": {"hall": 5}}}  # fmt: skip
    found = played(scenario({"road": people("08:00", "08:10", "08:20")}, steps, contingency={"tent": tent},
                            staff={"officers": officers(3)},
                            space={"areas": {"hall": {"persons": 1, "limit": "hard"}}}))  # fmt: skip
    assert found.ready("stay") == ["08:30", "11:30", "14:00"]
    assert found.diary() == ["09:00 tent ordered", "14:00 tent ready"]
    assert found.log.diary[0].seen[0].value == 3  # one in the hall, two at its door since 08:40 and 08:50
    ground = basis(found.plan)
    run = reduce(ground, found.sample, found.log, 1)
    assert run.figures[ground.names.index("tent_late_hours")] == 5
    assert run.waiting[0, 8:15].tolist() == [0, 2, 2, 2, 1, 1, 0]


@settings(
    deadline=None, derandomize=True, max_examples=300,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
@given_a(worlds())
def test_a_policy_sees_whom_the_figures_count(world: Scenario) -> None:
    made, sample = plan(world), Sampler(world).sample(0)
    seen: dict[str, list[int]] = {area: [] for area in made.areas}
    ticks: list[int] = []

    def look(port: Port) -> Generator[Any, Any, None]:
        while True:
            yield port.wait(APART)
            ticks.append(port.now)
            for area, persons in seen.items():
                persons.append(port.persons(area))

    sample, log = told_apart(sample, FlowPort(made, sample, [look]).play())
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    found = areas(basis(made), log, whereabouts(sample, log, made.step_area, party))
    before = np.array(ticks) - 1  # a policy sees what was so just before its second
    for area, persons in seen.items():
        counted = together(found.persons[area], found.waiting[area])
        assert [summed_at(counted, before[k : k + 1]) for k in range(before.size)] == persons
