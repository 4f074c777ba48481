"""What `check` calls impossible never happens, in random worlds: no such visit starts, and nobody comes unforeseen."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from random_worlds.worlds import worlds

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.checks.impossible import impossible
from sim.scenario.checks.makers import Makers
from sim.scenario.checks.startable import never_started
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit
DRAWN = settings(
    deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


@settings(DRAWN, max_examples=150)
@given(worlds())
def test_a_step_that_never_starts_does_not(scenario: Scenario) -> None:
    """Errors hold with every measure; a warning that names a measure is not one."""
    told = never_started(scenario, Makers(scenario), roster_to_come=False)
    stuck = {one.path.split(".")[2] for one in told if "it starts only while" not in one.message}
    if stuck:
        port, sample = plan(scenario), Sampler(scenario).sample(0)
        started = FlowPort(port, sample).play().start >= 0
        assert stuck.isdisjoint(np.array(port.steps)[sample.step[started]].tolist())


@settings(DRAWN, max_examples=200)
@given(worlds())
def test_everybody_who_makes_a_step_was_counted_out(scenario: Scenario) -> None:
    makers, sample = Makers(scenario), Sampler(scenario).sample(0)
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    for s, name in enumerate(scenario.process.steps):
        persons = sample.persons[party[sample.step == s]]
        assert persons.max(initial=0) <= makers.largest([name])
    assert all(one.message for one in impossible(scenario))
