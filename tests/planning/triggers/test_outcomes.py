"""What is said of a policy in one future, on futures made by hand."""

from typing import Any

import numpy as np
import pytest

from sim.figures import Replication
from sim.planning.triggers.judging.outcomes import COLUMNS, events, judge
from sim.planning.triggers.trigger import Alternative, Question
from sim.port.log import Entry, Event
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.language.policy import PolicySettings
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

HOURS, DAY, H = 240, 86400, 3600
WHEN = {"all": {"on": {"on": "2025-06-02"}}}
PORT: dict[str, Any] = {
    "name": "two areas",
    "start": "2025-06-02",
    "end": "2025-06-12",
    "warm_up": "1 d",
    "arrivals": {"door": {"claimants_per_day": 10}},
    "process": {"steps": {"talk": {"area": "hall", "time": "1 h"}}, "journeys": {"everyone": ["talk"]}},
    "space": {"areas": {"hall": {"persons": 100}, "yard": {"persons": 50}, "shed": {"persons": 10}}},
    "contingency": {
        "buses": {"order_when": WHEN, "brings": {"rooms": {}}},
        "lease": {"order_when": WHEN, "brings": {"areas": {"hall": 100, "yard": 50}}},
        "tents": {"order_when": WHEN, "brings": {"areas": {"hall": 20}}},
    },
}
SCENARIO = Scenario.model_validate(PORT)
START = DAY  # tick of the first counted hour


def question(**settings: Any) -> Question:
    given = PolicySettings.model_validate({"measure": "lease", "second": "tents", **settings})
    off = SCENARIO.model_copy(
        update={
            "contingency": {
                name: measure.model_copy(update={"enabled": name == "buses"})
                for name, measure in SCENARIO.contingency.items()
            }
        }
    )
    policy = Alternative("both", "varied", (), SCENARIO)
    return Question(SCENARIO, given, ("lease", "tents"), ("hall", "yard"), off, (policy,))


def run(*diary: tuple[float, str, str], crowding: float = 0.0, cost: float = 0.0, **hours: Any) -> Replication:
    """A run: (hour from the start, measure, what happened), and persons by area from one hour to before another."""
    named = list(SCENARIO.contingency)
    names = list(catalogue(SCENARIO))
    figures = np.full(len(names), np.nan)
    figures[names.index("over_capacity_person_hours_hall")] = crowding
    figures[names.index("over_capacity_person_hours_yard")] = crowding / 10
    figures[names.index("over_capacity_person_hours_shed")] = 1e6  # no area of the question
    figures[names.index("cost_total")], figures[names.index("cost_before_start")] = cost - 30, 30
    figures[names.index("unserved")] = hours.get("unserved", 0)
    entries = tuple(Entry(START + round(h * H), named.index(name), Event(what)) for h, name, what in diary)
    occupancy = np.zeros((3, HOURS), np.int16)
    for k, area in enumerate(SCENARIO.space.areas):
        for begin, end, persons in hours.get(area, ()):
            occupancy[k, begin:end] = persons
    nothing = np.zeros((0, 168))
    empty = np.zeros(0, np.int64)
    return Replication(
        1, figures, occupancy.sum(axis=0), occupancy, occupancy, nothing, nothing, empty, empty[None], entries,
        waiting=hours.get("waiting", np.zeros((3, 0), np.int16)),
    )  # fmt: skip


def said(on: Replication, off: Replication, **settings: Any) -> dict[str, float]:
    asked = question(**settings)
    values = judge(asked, asked.policies[0], on, off)
    assert values.shape == (len(COLUMNS),)
    return {column.name: float(value) for column, value in zip(COLUMNS, values, strict=True)}


def lease(ordered: float, ready: float, released: float | None = None, name: str = "lease") -> list[Any]:
    ends = [(released, name, "released")] if released is not None else []
    return [(ordered, name, "ordered"), (ready, name, "ready"), *ends]


def test_stretches_are_full_hours_in_a_row_and_short_gaps_are_bridged():
    over = np.zeros(100, np.bool_)
    over[0:24] = over[30:54] = over[90:100] = True
    assert events(over, 24, 7).tolist() == [[0, 54]]
    assert events(over, 24, 6).tolist() == [[0, 24], [30, 54]]
    assert events(over, 10, 7).tolist() == [[0, 54], [90, 100]]
    assert events(over, 25, 7).tolist() == []
    assert events(over[:0], 1, 1).tolist() == []


def test_a_short_stretch_between_long_ones_is_of_the_event_and_bridges_nothing():
    over = np.zeros(200, np.bool_)
    over[0:24] = over[60:70] = over[100:124] = True
    assert events(over, 24, 50).tolist() == [[0, 24], [100, 124]]
    assert events(over, 24, 77).tolist() == [[0, 124]]


def test_space_in_time():
    off = run(hall=[(100, 130, 130)], crowding=900, cost=1000)
    on = run(*lease(50, 90, 140), crowding=40, cost=1600)
    values = said(on, off, crowded_person_hour="2 CAD")
    assert values == {
        "ordered": 1, "orders": 1, "openings": 1, "openings_for_nothing": 0, "events": 1, "events_in_time": 1,
        "events_met": 1, "ready_in_time": 1, "lead_gained": 10, "late_hours": 0, "late_person_hours": 0,
        "days_open": 3, "days_needed": 2, "days_idle": 1, "crowding": 44, "crowding_off": 990,
        "crowding_avoided": 946, "cost": 600, "loss": 600 + 2 * 44, "cut": 0, "unserved": 0,
    }  # fmt: skip


def test_space_that_comes_in_the_middle_of_an_event():
    off = run(hall=[(100, 120, 130), (120, 130, 150)])
    values = said(run(*lease(80, 110.5)), off)
    assert (values["events_in_time"], values["events_met"], values["ready_in_time"]) == (0, 1, 0)
    assert values["lead_gained"] == -10.5
    assert (values["late_hours"], values["late_person_hours"]) == (11, 11 * 30)  # hour 110 begins without it
    assert (values["days_open"], values["openings_for_nothing"]) == (6, 0)  # open to the end


def test_lead_is_gained_on_the_first_event_alone():
    off = run(hall=[(40, 70, 130), (160, 190, 130)])
    stays = said(run(*lease(20, 50)), off)  # open to the end: no merit of the trigger for the second
    assert (stays["events"], stays["events_in_time"], stays["lead_gained"]) == (2, 1, -10)
    assert np.isnan(said(run(*lease(20, 120)), off)["lead_gained"])


def test_space_that_comes_after_the_event_is_for_nothing():
    off = run(hall=[(100, 130, 130)])
    values = said(run(*lease(101, 130, 200)), off)
    assert (values["openings"], values["openings_for_nothing"], values["events_met"]) == (1, 1, 0)
    assert np.isnan(values["lead_gained"])
    assert (values["late_hours"], values["late_person_hours"]) == (30, 900)
    assert (values["days_open"], values["days_needed"], values["days_idle"]) == (4, 1, 3)  # hours 120 to 129


def test_space_that_is_gone_before_the_event_gains_nothing():
    off = run(hall=[(100, 130, 130)])
    values = said(run(*lease(1, 20, 99)), off)
    assert values["openings_for_nothing"] == 1
    assert np.isnan(values["lead_gained"])


def test_an_order_that_is_never_ready_opens_nothing():
    off = run(hall=[(100, 130, 130)])
    values = said(run((90, "lease", "ordered")), off)
    assert (values["ordered"], values["orders"], values["openings"], values["days_open"]) == (1, 1, 0, 0)
    assert values["late_hours"] == 30
    cancelled = said(run((10, "lease", "ordered"), (20, "lease", "cancelled"), *lease(90, 95)), off)
    assert (cancelled["orders"], cancelled["openings"], cancelled["events_in_time"]) == (2, 1, 1)


def test_no_need_at_all():
    off = run(hall=[(100, 123, 130)], crowding=690)  # an hour less than an event
    values = said(run(*lease(0, 100)), off)
    assert (values["events"], values["openings_for_nothing"], values["days_needed"]) == (0, 1, 0)
    assert np.isnan(values["ready_in_time"])
    nothing = said(run(), off)
    assert (nothing["ordered"], nothing["openings"], nothing["late_hours"]) == (0, 0, 0)
    assert np.isnan(nothing["lead_gained"])


def test_events_that_merge_count_their_needy_hours_only():
    off = run(hall=[(24, 48, 101), (60, 84, 101)])
    values = said(run(), off)
    assert (values["events"], values["late_hours"], values["late_person_hours"]) == (1, 48, 48)
    apart = said(run(*lease(0, 50, 70)), off, need={"apart": "12 h"})
    assert (apart["events"], apart["events_in_time"], apart["events_met"]) == (2, 1, 1)
    assert (apart["ready_in_time"], apart["late_hours"]) == (0, 24 + 14)


def test_two_measures_that_overlap():
    off = run(hall=[(96, 144, 130)])
    both = run(*lease(60, 120, 150), *lease(80, 90, 120, "tents"), *lease(170, 180, 190, "tents"))
    values = said(both, off)
    assert (values["orders"], values["openings"], values["openings_for_nothing"]) == (3, 3, 1)
    assert (values["events_in_time"], values["late_hours"]) == (1, 0)
    assert values["lead_gained"] == 6  # the first that meets it
    assert (values["days_open"], values["days_needed"], values["days_idle"]) == (5, 2, 3)  # days 3 to 7; need in 4, 5


def test_measures_that_are_not_judged_open_nothing():
    values = said(run(*lease(0, 1, name="buses")), run(hall=[(100, 130, 130)]))
    assert (values["ordered"], values["openings"], values["late_hours"]) == (0, 0, 30)


def test_need_in_either_area_and_the_excess_of_both():
    off = run(hall=[(100, 130, 110)], yard=[(120, 150, 55)], shed=[(0, 240, 99)])
    values = said(run(), off)
    assert (values["events"], values["late_hours"]) == (1, 50)
    assert values["late_person_hours"] == 30 * 10 + 30 * 5


def test_those_who_wait_outside_are_in_need():
    waiting = np.zeros((3, HOURS), np.int16)
    waiting[0, 100:130] = 7
    values = said(run(), run(hall=[(100, 130, 100)], waiting=waiting))
    assert (values["events"], values["late_person_hours"]) == (1, 210)


def test_a_lower_level_of_need_leaves_the_excess_over_the_base_space():
    off = run(hall=[(100, 130, 81), (130, 140, 104)])
    values = said(run(), off, need={"above": "80%"})
    assert (values["late_hours"], values["late_person_hours"]) == (40, 40)


def test_what_is_open_before_the_counted_span_counts_from_its_first_hour():
    off = run(hall=[(0, 30, 130)])
    values = said(run((-20, "lease", "ordered"), (-10, "lease", "ready"), (24, "lease", "released")), off)
    assert (values["events_in_time"], values["lead_gained"], values["late_hours"]) == (1, 0, 6)
    assert (values["days_open"], values["days_needed"]) == (1, 1)
    gone = said(run((-20, "lease", "ordered"), (-10, "lease", "ready"), (-5, "lease", "released")), off)
    assert (gone["orders"], gone["openings"]) == (1, 0)


def test_those_who_left_unserved_are_those_of_the_run_with_the_policy():
    assert said(run(unserved=7), run(unserved=40))["unserved"] == 7
