"""A party that is divided when it is decided: two rows, together until then, each with its own journey after it."""

import numpy as np
import pytest
from divided import divided
from hand_worked import officers, people, scenario
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from random_worlds.worlds import worlds

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import EXITS, Log
from sim.port.parts import told_apart
from sim.port.plan import Plan, plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import check_all, differences
from sim.scenario.calendar.clock import NEVER
from sim.scenario.schema import Scenario

DRAWN = settings(
    deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


@pytest.mark.agreement
@settings(DRAWN, max_examples=200)
@given(worlds())
def test_flow_equals_reference_where_parties_are_divided(world: Scenario) -> None:
    port, sampler = plan(world), Sampler(world)
    sample, onward = divided(sampler.sample(0), port.family, world.seed), sampler.onward(0)._replace(days=2)
    flow, reference = FlowPort(port, sample).play(onward), ReferencePort(port, sample).play(onward)
    parts = np.flatnonzero(sample.parent >= 0)
    for k in parts[:3]:
        event(f"left {'apart' if flow.left[k] != flow.left[sample.parent[k]] else 'together'}")
    assert differences(flow, reference) == []


@pytest.mark.agreement
@settings(DRAWN, max_examples=100)
@given(worlds())
def test_every_log_of_divided_parties_holds_together(world: Scenario) -> None:
    port = plan(world)
    sample = divided(Sampler(world).sample(1), port.family, world.seed)
    apart, log = told_apart(sample, FlowPort(port, sample).play())
    assert apart.persons.sum() == sample.persons.sum()
    found = check_all(port, apart, log)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.unit
@settings(DRAWN, max_examples=30)
@given(worlds())
def test_without_divided_parties_nothing_is_told_otherwise(world: Scenario) -> None:
    port, sample = plan(world), Sampler(world).sample(0)
    assume(not (sample.decided >= 0).any())
    log = FlowPort(port, sample).play()
    assert told_apart(sample, log)[0] is sample
    assert told_apart(sample, log)[1] is log


def in_parts(world: Scenario, decided: int, **steps: int) -> tuple[Plan, Sample]:
    """The first party of a small port, of three, of whom one goes a way of its own after so many visits."""
    made, whole = plan(world), Sampler(world).sample(0)
    tail = np.array([made.steps.index(step) for step in steps])
    kept = ("first", "step", "seconds", "patience", "present", "lead")
    rows = {name: np.repeat(getattr(whole, name), 2) for name in Sample._fields if name not in kept}
    first = np.array([0, whole.step.size, whole.step.size + tail.size])
    rows |= {"persons": np.array([2, 1]), "parent": np.array([-1, 0]), "decided": np.array([decided, -1])}
    rows |= {"first": first, "deferred": first[1:], "outcome": np.array([0, 1])}
    rows |= {
        "step": np.concatenate((whole.step, tail)),
        "seconds": np.concatenate((whole.seconds, list(steps.values()))),
        "patience": np.concatenate((whole.patience, np.full(tail.size, NEVER))),
    }
    return made, whole._replace(**rows)


def both(made: Plan, sample: Sample) -> Log:
    flow, reference = FlowPort(made, sample).play(), ReferencePort(made, sample).play()
    assert differences(flow, reference) == []
    return flow


AREAS = {"areas": {"hall": {"persons": 5}, "holding": {"persons": 5, "limit": "hard"}}}


@pytest.mark.unit
def test_the_parts_of_a_party_go_on_in_the_second_in_which_it_is_decided() -> None:
    steps = {
        "interview": {"time": "1 h", "staff": {"officers": 1}, "area": "hall"},
        "papers": {"time": "1 h", "staff": {"officers": 1}, "area": "hall"},
        "order": {"time": "1 h", "staff": {"officers": 1}, "area": "holding"},
    }
    journeys = {"everyone": ["interview"], "referred": ["papers"], "returned": ["order"]}
    world = scenario(
        {"all": people("08:00 x3")}, steps, journeys=journeys, staff={"officers": officers(1)}, space=AREAS
    )
    made, sample = in_parts(world, 1, order=1800)
    log = both(made, sample)
    hour = log.start[0] + 3600
    assert log.ready[1:].tolist() == [hour, hour]
    assert log.start[1:].tolist() == [hour + 1800, hour]  # one officer: the step declared last comes first
    assert log.left.tolist() == [hour + 5400, hour + 1800]
    assert log.exit.tolist() == [1, 2]
    apart, told = told_apart(sample, log)
    assert told.ready[apart.first[1] :].tolist() == [log.ready[0], hour]
    assert told.option[apart.first[1] :].tolist() == [-1, 0]


@pytest.mark.unit
def test_the_first_part_keeps_what_the_party_holds() -> None:
    steps = {
        "interview": {"time": "1 h", "staff": {"officers": 1}, "holds": True},
        "wait": {"time": "1 h", "area": "holding"},
        "order": {"time": "30 min", "staff": {"officers": 1}},
    }
    journeys = {"everyone": ["interview"], "referred": ["wait"], "returned": ["order"]}
    full = {"areas": {"holding": {"persons": 2, "limit": "hard"}}}
    world = scenario({"all": people("08:00 x3")}, steps, journeys=journeys, staff={"officers": officers(1)}, space=full)
    log = both(*in_parts(world, 1, order=1800))
    assert log.start[2] == log.end[0]  # the first part is let in at once and gives the officer back


@pytest.mark.unit
def test_who_gives_up_before_the_decision_leaves_whole() -> None:
    steps = {"interview": {"time": "1 h", "staff": {"officers": 1}, "patience": "2 h"}, "order": {"time": "1 h"}}
    journeys = {"everyone": ["interview"], "returned": ["order"]}
    world = scenario({"all": people("08:00 x3")}, steps, journeys=journeys, staff={"officers": officers(0)})
    made, sample = in_parts(world, 1, order=1800)
    log = both(made, sample)
    assert log.left[0] == log.left[1] == sample.arrive[0] + 7200
    assert log.exit.tolist() == [EXITS.index("withdrawn")] * 2
    apart, told = told_apart(sample, log)
    assert np.diff(apart.first).tolist() == [1, 2]
    assert told.ready.tolist() == [sample.arrive[0], sample.arrive[0], -1]


@pytest.mark.agreement
def test_a_party_is_divided_where_the_step_before_the_decision_is_left_out() -> None:
    """The assessment is made for a measure that never opens; whoever is divided after it is divided all the same."""
    never = {"watch": "occupancy", "of": "hall", "above": 9_999}
    steps = {
        "assess": {"time": "10 min", "staff": {"officers": 1}, "area": "hall"},
        "one": {"time": "10 min", "staff": {"officers": 1}, "area": "hall"},
    }
    world = Scenario.model_validate(
        {
            "name": "left out", "time_zone": "UTC", "start": "2025-06-02", "end": "2025-06-04",
            "arrivals": {"door": {"claimants_per_day": 90}}, "people": {"party_size": {3: 1}},
            "process": {"steps": steps, "journeys": {"everyone": ["assess", "one"]}},
            "staff": {"officers": {"shifts": {"day": {"hours": "00:00-00:00", "on_duty": 9}}}},
            "space": {"areas": {"hall": {"persons": 50}}},
            "contingency": {"custody": {"order_when": never, "brings": {"detention": {"after": "assess"}}}},
        }
    )  # fmt: skip
    port = plan(world)
    sample = divided(Sampler(world).sample(0), port.family, world.seed)
    flow, reference = FlowPort(port, sample).play(), ReferencePort(port, sample).play()
    assert differences(flow, reference) == []
    assert (flow.ready[sample.step == 0] < 0).all()  # nobody is assessed
    parts = np.flatnonzero((sample.parent >= 0) & (sample.arrive < port.clock.end))
    assert parts.size > 5
    own = [row for row in parts if sample.first[row] < (*sample.first, sample.step.size)[row + 1]]
    assert (flow.ready[sample.first[own]] >= 0).any()
