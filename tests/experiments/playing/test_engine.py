"""Uncertain inputs in a run: every replication on its own values, told with it, whoever plays it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.event_log import events
from sim.experiments.playing.engine import Engine, play
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.figures import Replication
from sim.people.chance.uncertain_inputs import drawn, future, number_of, uniforms
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise

pytestmark = pytest.mark.unit

PORT = """\
name: small
start: 2025-03-05
end: 2025-03-12
time_zone: America/Toronto
seed: 7
arrivals: {door: {claimants_per_day: 30, day_to_day: .4}}
people: {party_size: {1: .5, 3: .5}}
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {party: 2 h}, cv: .5}}
  journeys: {everyone: [interview]}
staff: {officers: {shifts: {day: {hours: "06:00-22:00", on_duty: 3}}, absence: .1, cost: 50 CAD/h}}
space: {areas: {hall: {persons: 12}}}
contingency:
  tents:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 2 h}}}
    lead_time: 1 d
    brings: {areas: {hall: 20}}
"""
INPUTS = """
uncertain:
  process.steps.interview.time.party: {p10: 90 min, p90: 3 h}
  arrivals.door.claimants_per_day: {uniform: [20, 40]}
  staff.officers.absence: {uniform: [0, .3]}
  contingency.tents.lead_time: {uniform: [12 h, 3 d]}
"""
Read = Callable[..., Scenario]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The small port with more text after it, and options."""

    def reader(text: str = INPUTS, *sets: str) -> Scenario:
        (tmp_path / "port.yaml").write_text(PORT + text, encoding="utf-8")
        return load(tmp_path / "port.yaml", sets).scenario

    return reader


def bytes_of(one: Replication) -> list[object]:
    return [value.tobytes() if isinstance(value, np.ndarray) else value for value in one]


def test_a_replication_is_that_of_the_scenario_with_its_values(read: Read) -> None:
    scenario = read()
    engine = Engine(scenario)
    for number in (1, 2, 9):
        at, run_of_set = uniforms(scenario, number), number_of(number, 3)
        expected = Engine(realise(scenario, at)).replication(run_of_set)
        assert bytes_of(engine.replication(run_of_set)) == bytes_of(expected._replace(drawn=drawn(scenario, at)))
        as_written = Engine(realise(scenario, {})).replication(number)
        assert bytes_of(engine.replication(number)) == bytes_of(as_written)


def test_the_values_are_told_in_the_order_of_the_paths(read: Read) -> None:
    scenario = read()
    found = run(scenario, 64, numbering=partial(future, scenario))
    values = np.array([one.drawn for one in found.runs])
    assert list(found.scenario.uncertain) != sorted(found.scenario.uncertain)
    assert values.mean(axis=0) == pytest.approx([30, 1.75 * 86400, 7950, 0.15], rel=0.05)
    assert (values.min(axis=0) > [20, 43200, 0, 0]).all()
    # what is drawn is what is played: the claimants of a replication are about seven days of its level
    arrived = found.values[:, found.names.index("arrived")]
    assert np.corrcoef(values[:, 0], arrived)[0, 1] > 0.5


def test_a_scenario_without_uncertain_inputs_draws_nothing(read: Read) -> None:
    assert [one.drawn for one in play(Engine(read("")), (0, 1))] == [(), ()]


@pytest.mark.parametrize(("workers", "start"), [(2, "fork"), (3, "spawn")])
def test_the_bytes_do_not_depend_on_who_plays(read: Read, workers: int, start: str) -> None:
    alone, shared = run(read(), 7), run(read(), 7, Runner(workers, start=start))
    assert [bytes_of(one) for one in shared.runs] == [bytes_of(one) for one in alone.runs]
    assert shared.fingerprint == alone.fingerprint


def test_more_replications_leave_the_first_ones(read: Read) -> None:
    few, more = run(read(), 3), run(read(), 6)
    assert [bytes_of(one) for one in more.runs[:3]] == [bytes_of(one) for one in few.runs]


def test_the_log_of_a_replication_is_that_of_its_own_port(read: Read) -> None:
    scenario = read()
    its_own = realise(scenario, uniforms(scenario, 4))
    sample, log = Engine(scenario).played(number_of(4))
    wanted = Sampler(its_own).sample(number_of(4))
    assert all(np.array_equal(a, b) for a, b in zip(sample, wanted, strict=True))
    fixed = plan(its_own)
    rows = list(events(Engine(scenario).plan, sample, log, 4))
    assert rows == list(events(fixed, wanted, FlowPort(fixed, wanted).play(), 4))


def test_a_surge_is_played(read: Read) -> None:
    surge = "\nsurges: {rumour: {stream: door, begins: 2025-03-07, times: 3, hold: 2 d}}\n"
    usual, surging = run(read(""), 20), run(read(surge), 20)
    days = [np.array([one.arrivals[0] for one in found.runs]) for found in (usual, surging)]
    assert (days[0][:, [0, 1, 4, 5, 6]] == days[1][:, [0, 1, 4, 5, 6]]).all()
    assert days[1][:, 2:4].sum() == pytest.approx(3 * days[0][:, 2:4].sum(), rel=0.15)
