"""A run that begins at a time of its first day: what is of that moment, and what stays as it was."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hand_worked import START, clock, officers, people, played, scenario

from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine
from sim.port.log import Event
from sim.scenario.data.census import Census, PresentParty
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

SEE = {"see": {"staff": {"officers": 1}, "time": "1 h"}}


def port(**more: Any) -> Scenario:
    here = (PresentParty(2, START + timedelta(hours=8), "see", START + timedelta(hours=11, minutes=40)),)
    return scenario(
        {"road": people("11:00", "12:00", "14:00")}, SEE, staff={"officers": officers(1, "08:00-20:00")},
        begins="12:00", census=Census("by hand", here), **more,
    )  # fmt: skip


def test_the_port_begins_at_a_time_of_its_first_day() -> None:
    found = played(port())
    assert found.sample.persons.tolist() == [2, 1, 1]  # who comes at 11:00 is not there
    assert found.tasks("see") == ["12:00-12:40", "12:40-13:40", "14:00-15:00"]
    assert clock(found.plan.clock.start) == "12:00"


def test_what_is_ordered_is_ready_so_long_after_that_moment_and_nobody_looks_before_it() -> None:
    lease = {
        "at_start": {"ready_in": "3 h"}, "brings": {"staff": {"officers": {"shift": 1}}},
        "order_when": {"any": {"idle": {"watch": "waiting_for", "step": "see", "below": 1}}},
    }  # fmt: skip
    idle = {key: value for key, value in lease.items() if key != "at_start"}
    found = played(port(contingency={"more": lease, "other": idle | {"watch_every": "15 min"}}))
    begun = [(found.plan.measures[line.measure], line.event, clock(line.tick)) for line in found.log.diary]
    assert ("more", Event.READY, "15:00") in begun
    assert [at for name, event, at in begun if name == "other" and event == Event.ORDERED] == [
        "12:45"
    ]  # nobody looks at the empty port


def test_people_who_come_from_then_on_are_those_of_the_whole_day() -> None:
    whole = load("scenarios/minimal.yaml", ["end=2025-07-03", "warm_up=0 d"]).scenario
    engines = Engine(whole), Engine(whole.edited({"begins": "12:30"}))
    all_day, later = (engine.played(1)[0] for engine in engines)
    after = all_day.arrive >= 12.5 * 3600
    assert np.array_equal(all_day.arrive[after], later.arrive)
    assert np.array_equal(all_day.identity[after], later.identity)


def test_a_census_of_a_later_moment_is_refused_with_the_time_that_is_allowed() -> None:
    late = Census("by hand", (PresentParty(1, datetime(2025, 6, 2, 12, 1), "see"),))
    with pytest.raises(ScenarioError, match="allowed: moments to 2025-06-02 12:00 \\(start\\)"):
        port().edited({"census": late})
