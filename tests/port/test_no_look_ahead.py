"""No measure knows what is still to come: whatever arrives from a date on, everything before it is the same."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_worlds.worlds import worlds

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Seen
from sim.port.plan import plan
from sim.port.port import Port
from sim.scenario.catalogue.watches import WATCHES
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

START, DAY = datetime(2025, 6, 2), 86400
HORIZON, CHANGE = 6, 3  # days; the arrivals differ from the second on
FORECAST = {"of": "hall", "ahead": "6 h"}
WATCHED: dict[str, dict[str, Any]] = {
    "occupancy": {"of": "hall", "above": 10},
    "arrivals": {"of": "staffed_capacity", "above": "50%", "over": "1 d"},
    "longest_wait": {"above": "1 h"},
    "longest_stay": {"above": "3 h"},
    "waiting_for": {"step": "desk", "above": 3},
    "outside": {"above": 1},
    "work_waiting": {"of": "officers", "above": 2},
    "forecast_occupancy": {**FORECAST, "above": 7},
    "forecast_full": {**FORECAST, "above": "10%"},
}


def port_of(watch: str, crowds: dict[int, int]) -> Scenario:
    """A port that is busy now and then, at which so many parties come at noon of each day (from 0)."""
    at = [START + timedelta(hours=h) for h in range(HORIZON * 24)]
    parties = [ListedParty(when, 1 + when.hour % 3) for when in at if crowds.get((when - START).days, 1)]
    for day, crowd in crowds.items():
        noon = START + timedelta(days=day, hours=12)
        parties += [ListedParty(noon + timedelta(minutes=3 * k), 2) for k in range(crowd)]
    condition = {"watch": watch, **WATCHED[watch]}
    below = condition | {"below": condition["above"]}
    del below["above"]
    return Scenario.model_validate({
        "name": "unknowing",
        "start": "2025-06-02",
        "end": f"{START + timedelta(days=HORIZON):%Y-%m-%d}",
        "arrivals": {"road": {"listed": Listed("drawn", tuple(sorted(parties, key=lambda party: party.at)))}},
        "process": {
            "steps": {"desk": {"staff": {"officers": 1}, "area": "hall", "time": {"party": "50 min"}, "cv": 0.5}},
            "journeys": {"everyone": ["desk"]},
        },
        "staff": {"officers": {"shifts": {"day": {"hours": "06:00-06:00", "on_duty": 2}}}},
        "space": {"areas": {"hall": {"persons": 12, "limit": "hard"}}},
        "contingency": {
            "tent": {
                "order_when": {"all": {"order": condition}}, "release_when": {"all": {"release": below}},
                "lead_time": "2 h", "minimum_term": "4 h", "brings": {"areas": {"hall": 8}},
            }
        },
    })  # fmt: skip


def views(scenario: Scenario) -> list[tuple[Seen, ...]]:
    """What is seen at each hourly check, when nothing is done about it."""
    found: list[tuple[Seen, ...]] = []

    def look(port: Port) -> Any:
        for hour in range(HORIZON * 24):
            yield port.until(hour * 3600)
            found.append(port.seen(0))

    FlowPort(plan(scenario), Sampler(scenario).sample(0), [look]).play()
    return found


def diary(scenario: Scenario) -> list[Any]:
    return list(FlowPort(plan(scenario), Sampler(scenario).sample(0)).play().diary)


def test_every_watch_is_here() -> None:
    assert set(WATCHED) == set(WATCHES)


@pytest.mark.parametrize("watch", WATCHED)
def test_what_is_seen_and_done_before_a_crowd_does_not_depend_on_it(watch: str) -> None:
    with_crowd, without = port_of(watch, {1: 25, CHANGE: 60, 4: 40}), port_of(watch, {1: 25, CHANGE: 0, 4: 0})
    seen, unseen = views(with_crowd), views(without)
    checks = CHANGE * 24 + 1  # the check at the change is of what was before it
    assert seen[:checks] == unseen[:checks]
    assert seen[checks:] != unseen[checks:]
    done, undone = diary(with_crowd), diary(without)
    early = [entry for entry in done if entry.tick <= CHANGE * DAY]
    assert {entry.event for entry in early} >= {"ordered", "ready", "released"}
    assert early == [entry for entry in undone if entry.tick <= CHANGE * DAY]
    assert done != undone


def until(sample: Sample, tick: int) -> Sample:
    """The sample without the parties that come at a tick or after it."""
    parties = int(np.searchsorted(sample.arrive, tick))
    visits = int(sample.first[parties])
    cut = {"first": parties + 1, "step": visits, "seconds": visits, "patience": visits}
    whole = ("present", "lead")
    return Sample(*(
        column if name in whole else column[: cut.get(name, parties)]
        for name, column in zip(Sample._fields, sample, strict=True)
    ))  # fmt: skip


@settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), max_examples=60)
@given(worlds(), st.floats(0.1, 0.9))
def test_who_never_comes_changes_nothing_before(scenario: Scenario, when: float) -> None:
    made, sample = plan(scenario), Sampler(scenario).sample(0)
    tick = int(when * made.clock.end)
    whole, cut = (FlowPort(made, people).play() for people in (sample, until(sample, tick)))
    assert [e for e in whole.diary if e.tick <= tick] == [e for e in cut.diary if e.tick <= tick]
    assert whole.levels[whole.levels[:, 0] < tick].tolist() == cut.levels[cut.levels[:, 0] < tick].tolist()
    left = whole.left[: cut.left.size]
    assert (np.where(left < tick, left, -1) == np.where(cut.left < tick, cut.left, -1)).all()
