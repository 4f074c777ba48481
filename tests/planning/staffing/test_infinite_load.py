"""The offered load: nobody waits, to the second, and what it says of mean and variance."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.people.sample import main_visits
from sim.people.sampler import Sampler
from sim.planning.staffing.offered_load import offered, unwaited
from sim.planning.staffing.trial import sums
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.calendar.clock import NEVER
from sim.scenario.load import load

SCENARIOS = Path(__file__).parents[3] / "scenarios"
PLENTY = [
    "staff.officers.shifts={day: {on_duty: 3000}, evening: {on_duty: 3000}, night: {on_duty: 3000}}",
    "staff.delegates.shifts={day: {hours: 00:00-24:00, on_duty: 3000}}",
    "staff.officers.absence=0",
    "space.areas.holding.persons=100000",
    "space.rooms={counters: 5000, interview_rooms: 5000}",
    "process.steps.coach.departures.seats=100000",
    "process.steps.hand_back.departures.seats=100000",
    "contingency=null",
    "assumptions=null",
    "levers=null",
    "precision=null",
]


@pytest.mark.agreement
def test_nobody_waits_is_the_port_with_plenty_of_everything_to_the_second() -> None:
    scenario = load(SCENARIOS / "july-surge.yaml", [*PLENTY, "end=2025-06-20"]).scenario
    port, sampler = plan(scenario), Sampler(scenario)
    for number in (1, 2, 3):
        sample = sampler.sample(number)
        log = FlowPort(port, sample).play()
        start, end = unwaited(port, sample)
        party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
        own = np.arange(sample.step.size) - sample.first[party] < main_visits(sample)[party]
        boards = np.array([step.departures is not None for step in scenario.process.steps.values()])[sample.step]
        begun = own & (log.start >= 0)
        assert begun.sum() > 3000
        assert (start[begun & ~boards] == log.start[begun & ~boards]).all()
        ended = own & (log.end >= 0)
        assert (end[ended] == log.end[ended]).all()
        assert (start[own & ~boards & (log.start < 0)] >= port.clock.end).all()


@pytest.mark.theory
def test_single_tasks_that_come_at_random_are_poisson_at_the_known_load(small: Any) -> None:
    """Of M/G/infinity: mean rate x service, variance the same. 400 replications; judged over 120 hours."""
    found = offered(small(), range(1, 401))
    late = slice(24, None)
    mean, variance = found.middle[0, late], found.variance[0, late]
    assert mean.mean() == pytest.approx(4.0, abs=0.05)
    assert variance.mean() == pytest.approx(4.0, abs=0.15)
    assert found.service[0] == pytest.approx(2 * 3600)
    assert found.peakedness[0, late].mean() == pytest.approx(1.0, abs=0.12)


@pytest.mark.unit
def test_coach_loads_are_peaked(small: Any) -> None:
    loads = {"share": 1.0, "parties": 8}
    found = offered(small(arrivals={"door": {"claimants_per_day": 48, "coach_loads": loads}}), range(1, 101))
    assert found.peakedness[0, 24:].mean() > 5.0
    assert found.middle[0, 24:].mean() == pytest.approx(4.0, abs=0.3)


@pytest.mark.unit
def test_sums_cut_what_lasts_at_the_edges_of_cells_and_at_the_end() -> None:
    found = sums(np.array([5, 0]), np.array([25, NEVER]), np.array([2, 1]), 10, 3)
    assert found.tolist() == [10 + 10, 20 + 10, 10 + 10]
