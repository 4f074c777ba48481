"""The cap on officers at once in play: both engines keep it, and the figures say who had a desk."""

from typing import Any

import numpy as np
import pytest

from sim.arrays import WEEK
from sim.experiments.playing.engine import Engine
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

HOUR = 3600
BY_HOURS = {"08:00-20:00": 3, "20:00-08:00": 1}


def port(at_most: Any, contingency: Any = None, **pool: Any) -> Scenario:
    """Five officers around the clock, and more work than they can do."""
    officers = {"shifts": {"day": {"hours": "00:00-24:00", "on_duty": 5}}, "cost": "50 CAD/h", "at_most": at_most}
    return Scenario.model_validate({
        "name": "desks", "start": "2025-06-02", "end": "2025-06-06", "seed": 5,
        "arrivals": {"door": {"claimants_per_day": 150}},
        "process": {"steps": {"interview": {"staff": {"officers": 1}, "area": "hall", "time": "50 min"}},
                    "journeys": {"everyone": ["interview"]}},
        "staff": {"officers": officers | pool},
        "space": {"areas": {"hall": {"persons": 1000}}},
        "contingency": contingency or {},
    })  # fmt: skip


def at_work(scenario: Scenario) -> np.ndarray:
    """Officers at work in each second of the run, on which both engines agree."""
    own, sample = plan(scenario), Sampler(scenario).sample(0)
    log, other = FlowPort(own, sample).play(), ReferencePort(own, sample).play()
    assert differences(log, other) == []
    begun = log.start >= 0
    ends = np.where(log.end[begun] >= 0, log.end[begun], own.clock.end)
    by = np.bincount(log.start[begun], minlength=own.clock.end + 1) - np.bincount(ends, minlength=own.clock.end + 1)
    return np.cumsum(by)[: own.clock.end]


def figures(scenario: Scenario) -> dict[str, float]:
    """The figures of the same run."""
    engine = Engine(scenario)
    return dict(zip(engine.names, map(float, engine.replication(0).figures), strict=True))


@pytest.mark.parametrize("discipline", ["pooled", "handover"])
def test_no_more_serve_at_once_than_there_are_desks(discipline: str) -> None:
    assert at_work(port(None, at_shift_end=discipline)).max() >= 5
    busy = at_work(port(BY_HOURS, at_shift_end=discipline))
    hour = np.arange(busy.size) // HOUR % 24
    day = (hour >= 8) & (hour < 20)
    assert busy[day].max() == 3 and (busy[day] == 3).mean() > 0.9
    late = (hour == 20) & (np.arange(busy.size) % HOUR < 50 * 60)  # tasks begun before 20:00 are finished
    assert busy[late].max() == 3 and busy[~day & ~late].max() == 1


def test_a_desk_is_taken_until_those_whose_shift_ended_are_done() -> None:
    """Three hand over to three at 08:00: with three desks nobody new begins while the three finish on overtime."""
    shifts = {name: {"hours": hours, "on_duty": 3} for name, hours in (("a", "00:00-08:00"), ("b", "08:00-24:00"))}
    free, held = (at_work(port(cap, shifts=shifts, at_shift_end="handover")) for cap in (None, 3))
    assert free.max() > 3 and held.max() == 3


def test_who_has_no_desk_is_paid_and_idle() -> None:
    free, held, few = (figures(port(cap)) for cap in (None, 3, BY_HOURS))
    for found in (held, few):
        assert found["rostered_hours_officers"] == found["present_hours_officers"] == 4 * 24 * 5
        assert found["cost_staff"] == free["cost_staff"] and found["overtime_hours_officers"] == 0
    assert held["busy_hours_officers"] <= 4 * 24 * 3
    assert held["utilisation_officers"] == pytest.approx(held["busy_hours_officers"] / (4 * 24 * 3))
    seated = np.maximum(at_work(port(BY_HOURS)), np.tile(np.repeat([1, 3, 1], [8 * HOUR, 12 * HOUR, 4 * HOUR]), 4))
    assert few["utilisation_officers"] == pytest.approx(few["busy_hours_officers"] * HOUR / seated.sum())
    assert few["utilisation_officers"] <= 1


@pytest.mark.parametrize(("absence", "a_day"), [(0.0, 24 * 3), (0.5, 24 * 2.5)])
def test_the_capacity_that_arrivals_are_compared_with_counts_desks(absence: float, a_day: float) -> None:
    """Those who turn up of five rostered, three at desks at most; the measure adds two, who have none."""
    rule = {"watch": "arrivals", "over": "1 d", "of": "staffed_capacity", "above": "1%"}
    helpers = {"order_when": {"any": {"busy": rule}}, "brings": {"staff": {"officers": {"day": 2}}}}
    world = port(3, {"helpers": helpers}, absence=absence)
    own, sample = plan(world), Sampler(world).sample(0)
    reference = ReferencePort(own, sample)
    assert reference.watching.at_desks(0, 0) * (1 - absence) == pytest.approx(a_day / 24 * WEEK)
    logs = [FlowPort(own, sample).play(), reference.play()]
    assert differences(*logs) == [] and logs[0].diary
