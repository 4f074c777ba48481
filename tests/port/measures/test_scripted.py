"""Decisions that were taken once and are repeated: the same game on the same people, whenever the script is left."""

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from random_worlds.worlds import worlds

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Entry, Event
from sim.port.plan import plan
from sim.port.policies.measure import lifecycles
from sim.port.policies.scripted import Scripted
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.calendar.clock import NEVER
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement


@settings(
    deadline=None, derandomize=True, max_examples=60,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
@given(worlds(), st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0]))
def test_a_run_repeated_by_its_own_diary_is_the_same_run(scenario: Scenario, part: float) -> None:
    drawn, sample = plan(scenario), Sampler(scenario).sample(2)
    assume(not any(life.always for life in drawn.timings))
    ordinary = FlowPort(drawn, sample).play()
    until = NEVER if part == 1.0 else round(part * drawn.clock.end)
    policies = lifecycles(len(drawn.measures), lambda m: lambda port: Scripted(port, m, ordinary.diary, until))
    for port in (FlowPort, ReferencePort):
        ordinary = port(drawn, sample).play()
        again = port(drawn, sample, policies).play()
        assert differences(ordinary, again) == []


def test_a_script_is_followed_whatever_the_rules_say() -> None:
    scenario = Scenario.model_validate({
        "name": "quiet", "start": "2025-06-02", "end": "2025-06-09", "arrivals": {"road": {"claimants_per_day": 5}},
        "process": {"steps": {"desk": {"area": "hall", "time": "45 min"}}, "journeys": {"everyone": ["desk"]}},
        "space": {"areas": {"hall": {"persons": 15}}},
        "contingency": {"tent": {
            "order_when": {"watch": "occupancy", "of": "hall", "above": 1000}, "lead_time": "1 d",
            "minimum_term": "1 d", "brings": {"areas": {"hall": 10}},
            "options": {"count": 2, "each": "1 d", "notice": "6 h"},
            "release_when": {"watch": "occupancy", "of": "hall", "below": 1000}}},
    })  # fmt: skip
    drawn, sample = plan(scenario), Sampler(scenario).sample(1)
    assert FlowPort(drawn, sample).play().diary == ()
    day = 86400
    script = [
        Entry(day, 0, Event.ORDERED, ("by hand",)),
        Entry(3 * day - 6 * 3600, 0, Event.KEPT, option=1),
        Entry(4 * day - 6 * 3600, 0, Event.GIVEN_BACK, ("by hand",)),
    ]
    # left alone, the rule to release holds, and gives back at the first option
    for until, end in ((NEVER, 4 * day), (3 * day - 7 * 3600, 3 * day)):
        policies = lifecycles(1, lambda m, until=until: lambda port: Scripted(port, m, script, until))
        told = [(entry.tick, entry.event) for entry in FlowPort(drawn, sample, policies).play().diary]
        told = [(tick, what) for tick, what in told if what not in ("overtaken", "refused")]
        assert told[:2] == [(day, "ordered"), (2 * day, "ready")]
        assert told[-2:] == [(end - 6 * 3600, "given back"), (end, "released")]
