"""Flow and reference give the same log: every timestamp of every visit, every level, every line of the diary."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from random_worlds.worlds import realised, worlds

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Event
from sim.port.parts import told_apart
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import check_all, differences
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

DECISIONS = (Event.ORDERED, Event.CANCELLED, Event.KEPT, Event.GIVEN_BACK)
# Without shrinking, which takes minutes: what fails is small already.
DRAWN = settings(
    deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


@settings(DRAWN, max_examples=450)
@given(worlds())
def test_flow_equals_reference(world: Scenario) -> None:
    scenario = realised(world)
    for one in world.uncertain.values():
        event(f"uncertain {one.kind}")
    port, sampler = plan(scenario), Sampler(scenario)
    days = 2 if scenario.seed % 8 else 9  # some past the first week, from which on duties are made anew
    sample, onward = sampler.sample(0), sampler.onward(0)._replace(days=days)
    flow, reference = FlowPort(port, sample).play(onward), ReferencePort(port, sample).play(onward)
    assert (
        differences(FlowPort(port, sample).play()._replace(out=flow.out, exit_after_end=flow.exit_after_end), flow)
        == []
    )
    event(f"after the end: {'nobody' if (flow.left >= 0).all() else 'all' if (flow.out >= 0).all() else 'some'} left")
    for entry in flow.diary:
        event(entry.event)
    for pool, given_pool in scenario.staff.items():
        event(f"{pool} {given_pool.at_shift_end}")
    for way in np.unique(flow.exit):
        event(f"way {way}")
    assert differences(flow, reference) == []


@settings(DRAWN, max_examples=150)
@given(worlds(), st.sampled_from([1, 24, 36, 47]))
def test_flow_equals_reference_where_nothing_is_decided_from_an_hour_on(world: Scenario, hour: int) -> None:
    scenario = realised(world)
    port, sample = plan(scenario, 3600 * hour), Sampler(scenario).sample(0)
    flow = FlowPort(port, sample).play()
    for entry in flow.diary:
        event(f"{entry.event} {'after' if entry.tick >= 3600 * hour else 'before'}")
        assert entry.tick < 3600 * hour or entry.event not in DECISIONS
    assert differences(flow, ReferencePort(port, sample).play()) == []
    until = [entry for entry in FlowPort(plan(scenario), sample).play().diary if entry.tick < 3600 * hour]
    assert [entry for entry in flow.diary if entry.tick < 3600 * hour] == until


@settings(DRAWN, max_examples=150)
@given(worlds())
def test_every_log_holds_together(world: Scenario) -> None:
    scenario = realised(world)
    port, sample = plan(scenario), Sampler(scenario).sample(1)
    found = check_all(port, *told_apart(sample, FlowPort(port, sample).play()))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
