"""Each check of a log finds what it is there to find: a log is spoiled in one place, and the sentence comes."""

from functools import cache

import numpy as np
import pytest

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Entry, Event, Log
from sim.port.plan import Plan, plan
from sim.port.verify import check_all, differences
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit


@cache
def played(discipline: str = "pooled", limit: str = "soft") -> tuple[Plan, Sample, Log]:
    """A busy port of two steps and two classes, for three days."""
    scenario = Scenario.model_validate({
        "name": "busy", "start": "2025-06-02", "end": "2025-06-05", "arrivals": {"road": {"claimants_per_day": 60}},
        "people": {"party_size": {1: 0.6, 3: 0.4}, "minors": 0.2},
        "process": {
            "priority": {"families": {"who": "with_children"}, "rest": {}},
            "steps": {"desk": {"staff": {"officers": 1}, "area": "hall", "time": {"party": "50 min"}, "cv": 0.5},
                      "talk": {"staff": {"officers": 1}, "room": "rooms", "area": "hall", "time": {"party": "40 min"}}},
            "journeys": {"everyone": ["desk", "talk"]},
        },
        "staff": {"officers": {"at_shift_end": discipline, "shifts": {
            "day": {"hours": "08:00-16:00", "on_duty": 4}, "rest": {"hours": "16:00-08:00", "on_duty": 2}}}},
        "space": {"areas": {"hall": {"persons": 12, "limit": limit}}, "rooms": {"rooms": 2}},
    })  # fmt: skip
    port, sample = plan(scenario), Sampler(scenario).sample(1)
    return port, sample, FlowPort(port, sample).play()


def wrong(spoiled: Log, discipline: str = "pooled", limit: str = "soft") -> dict[str, list[str]]:
    """What the checks say of a log."""
    port, sample, _ = played(discipline, limit)
    return {name: said for name, said in check_all(port, sample, spoiled).items() if said}


def spoiled(log: Log, field: str, row: int, value: int) -> Log:
    """The log with one number changed."""
    column = getattr(log, field).copy()
    column[row] = value
    return log._replace(**{field: column})


def test_nothing_is_wrong_with_a_true_log() -> None:
    for discipline in ("pooled", "handover"):
        for limit in ("soft", "hard"):
            assert wrong(played(discipline, limit)[2], discipline, limit) == {}


def test_a_party_that_left_before_it_came() -> None:
    _, sample, log = played()
    found = wrong(spoiled(log, "left", 5, int(sample.arrive[5]) - 60))
    assert "a party left before it came" in found["conservation"]


def test_a_party_that_left_without_a_way() -> None:
    assert (
        "a party has left without a way, or the other way about"
        in wrong(spoiled(played()[2], "exit", 0, 0))["conservation"]
    )


def test_a_visit_that_started_before_it_was_ready() -> None:
    _, _, log = played()
    found = wrong(spoiled(log, "start", 3, int(log.ready[3]) - 1))
    assert "a visit started before it was ready" in found["conservation"]


def test_more_in_use_than_there_are() -> None:
    _, _, log = played()
    levels = log.levels.copy()
    levels[levels[:, 1] == 0, 2] -= 1
    assert wrong(log._replace(levels=levels))["nobody beyond capacity"] == ["officers: more in use than there are"]
    levels = log.levels.copy()
    levels[levels[:, 1] == 1, 2] = 0
    assert wrong(log._replace(levels=levels))["nobody beyond capacity"] == ["rooms: more in use than there are"]


def test_more_let_in_than_there_is_space_for() -> None:
    _, _, log = played(limit="hard")
    levels = log.levels.copy()
    levels[levels[:, 1] == 2, 2] -= 3
    found = wrong(log._replace(levels=levels), limit="hard")
    assert found["nobody beyond capacity"] == ["hall: more persons let in than it has space for"]


def test_a_task_of_a_shift_that_is_over() -> None:
    port, _, log = played("handover")
    late = int(np.flatnonzero((log.start > port.duties.end[0]) & (log.duty[:, 0] >= 0))[0])
    duty = log.duty.copy()
    duty[late, 0] = 0
    found = wrong(log._replace(duty=duty), "handover")
    assert found["nobody beyond capacity"] == ["duty 0: more tasks than officers, or a task begun after its end"]


def test_a_party_served_out_of_turn() -> None:
    _, _, log = played()
    waited = np.flatnonzero(log.start - log.ready > 3600)
    first = int(waited[0])
    found = wrong(spoiled(log, "start", first, int(log.end.max())))
    assert "a party was served before one of its class that had waited longer" in found["order of service"]


def test_a_class_served_while_one_before_it_waited() -> None:
    port, sample, log = played()
    priority_class = sample.priority_class.copy()
    priority_class[:] = 1 - priority_class
    found = check_all(port, sample._replace(priority_class=priority_class), log)["order of service"]
    assert any(said.endswith("served while a class before it waited") for said in found)


def test_differences_name_field_and_row() -> None:
    _, _, log = played()
    assert differences(log, log) == []
    assert differences(log, spoiled(log, "end", 7, 1)) == ["end, row 7"]
    entry = Entry(0, 0, Event.ORDERED)
    assert differences(log, log._replace(diary=(entry,))) == ["diary, line 0"]
    assert differences(log, log._replace(levels=log.levels[:-1])) == [
        f"levels: {len(log.levels)} rows against {len(log.levels) - 1}"
    ]
