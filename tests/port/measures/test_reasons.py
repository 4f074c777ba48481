"""Why a measure was ordered: the conditions that held, whatever they are called, in the log and all that tells it."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.experiments.output import write
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Event, Log, Reason
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario
from sim.views.run.diary import diary

pytestmark = pytest.mark.agreement

BOTH, CROWDED, LATE = "crowded and late", "crowded", "late"


def above(persons: int) -> dict[str, Any]:
    """A condition that the hall holds more than so many."""
    return {"watch": "occupancy", "of": "hall", "above": persons}


def scenario(**levels: int) -> Scenario:
    """A hall with five persons from 00:30 to 05:30, and tents that are ordered when any of three conditions holds."""
    given = {BOTH: 3, CROWDED: 30, LATE: 40} | levels
    return Scenario.model_validate({
        "name": "names", "time_zone": "UTC", "start": "2025-06-02", "end": "2025-06-03",
        "arrivals": {"road": {"listed": Listed("by hand", (ListedParty(datetime(2025, 6, 2, 0, 30), 5),))}},
        "process": {"steps": {"stay": {"area": "hall", "time": "5 h"}}, "journeys": {"everyone": ["stay"]}},
        "space": {"areas": {"hall": {"persons": 100}}},
        "contingency": {"tents": {
            "order_when": {"any": {name: above(level) for name, level in given.items()}},
            "release_when": {"watch": "occupancy", "of": "hall", "below": 1},
            "lead_time": "1 h", "minimum_term": "2 h", "brings": {"areas": {"hall": 50}},
        }},
    })  # fmt: skip


def played(given: Scenario) -> Log:
    """The log, the same of both engines."""
    made, sample = plan(given), Sampler(given).sample(1)
    log = FlowPort(made, sample).play()
    assert differences(log, ReferencePort(made, sample).play()) == []
    return log


def test_a_condition_whose_name_has_an_and_in_it_is_one_reason() -> None:
    first = played(scenario()).diary[0]
    assert (first.event, first.why, first.reason) == (Event.ORDERED, (BOTH,), None)


def test_several_conditions_that_hold_are_several_reasons_in_the_order_of_the_rule() -> None:
    assert played(scenario(crowded=2, late=40)).diary[0].why == (BOTH, CROWDED)
    assert played(scenario(crowded=2, late=1)).diary[0].why == (BOTH, CROWDED, LATE)
    assert played(scenario(**{BOTH: 50, CROWDED: 2, LATE: 1})).diary[0].why == (CROWDED, LATE)


def test_a_condition_that_is_called_as_a_reason_is_none() -> None:
    given = scenario(**{Reason.RESTING: 2})
    assert [(entry.why, entry.reason) for entry in played(given).diary[:1]] == [((BOTH, Reason.RESTING.value), None)]


def test_the_diary_and_the_tables_tell_the_condition_that_held_and_no_other(tmp_path: Path) -> None:
    result = sim.run(scenario(), replications=1, workers=1)
    line = diary(result).lines[0]
    assert line.what == "ordered" and len(line.seen) == 1 and line.seen[0].startswith(BOTH)
    write(result, tmp_path)
    for name in ("diary.csv", "contingency.csv"):
        with (tmp_path / name).open(encoding="utf-8") as file:
            assert next(csv.DictReader(file))["why"] == BOTH
