"""A figure that can be nothing but nought is told as exact or not at all; one that only was nought, with a limit."""

import json
import re
from typing import Any

import numpy as np
import pytest
from small_port import PORT, port

from sim.experiments.output import summary
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.statistics.upper_limits import Unseen
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.catalogue.noughts import bounded
from sim.scenario.schema import Scenario
from sim.views.run import decision
from sim.views.run.page import html

pytestmark = pytest.mark.unit
HOURS = ("over_capacity_hours_hall", "over_capacity_person_hours_hall")
OUTSIDE = ("outside_peak", "outside_person_hours")
TENTS = PORT["contingency"]["tents"]
STEP = PORT["process"]["steps"]["interview"]
BUS = {"every": "2 h", "between": "08:00-20:00", "seats": 40, "cost": "100 CAD"}
FREE = {"officers": PORT["staff"]["officers"] | {"cost": None}}


def hall(**more: Any) -> dict[str, Any]:
    return {"space": {"areas": {"hall": {"persons": 12} | more}}}


def interview(**more: Any) -> dict[str, Any]:
    return {"process": PORT["process"] | {"steps": {"interview": STEP | more}}}


def leaving(**more: Any) -> dict[str, Any]:
    steps = {"interview": STEP, "board": {"departures": BUS | more}}
    return {"process": {"steps": steps, "journeys": {"everyone": ["interview", "board"]}}}


NO_SPACE = {"contingency": {}}
KNOWN = {  # figures that can be nothing but nought, by what is written
    "nobody is above the space of a hard area": (hall(limit="hard") | NO_SPACE, HOURS),
    "nobody is outside a soft area": ({}, OUTSIDE),
    "nobody is outside where they are turned away": (hall(limit="hard", when_full="divert"), OUTSIDE),
    "nobody is outside where there are no areas": (
        interview(area=None) | {"space": {}, "targets": {}} | NO_SPACE, OUTSIDE),
    "nobody is in an area without a step": (
        {"space": {"areas": {"hall": {"persons": 12}, "attic": {"persons": 5}}}},
        ("peak_attic", "over_capacity_hours_attic")),
    "nobody is stranded where officers come again": ({}, ("stranded",)),
    "nobody is turned away or loses patience": ({}, ("diverted", "withdrawn", "unserved", "unserved_share")),
    "nobody is returned without screening": ({}, ("returned", "returned_share", "barred", "detained", "deferred")),
    "nobody is there before the first instant": ({"warm_up": "0 d"}, ("present_at_start",)),
    "nobody comes": (
        {"arrivals": {"door": {"claimants_per_day": 0}}},
        ("arrived", "left", "still_present", "on_site_peak", "nights_on_site", "peak_hall")),
    "a measure that is not enabled": (
        {"contingency": {"tents": TENTS | {"enabled": False}}}, ("tents_ordered", "tents_times", "cost_tents")),
    "a measure that cannot be ready in time": (
        {"contingency": {"tents": TENTS | {"lead_time": "60 d"}}},
        ("tents_days_open", "tents_hours_open", "tents_days_needed", "tents_days_idle")),
    "a measure that is ready at once": (
        {"contingency": {"tents": TENTS | {"lead_time": "0 d"}}}, ("tents_hours_pending", "tents_late_hours")),
    "a measure that nobody watches in the warm-up": (
        {"contingency": {"tents": TENTS | {"watch_from": "start"}}}, ("tents_at_start",)),
    "costs of what has no price": (
        {"staff": FREE}, ("cost_staff", "cost_overtime", "cost_space", "cost_tents", "cost_total", "cost_before_start",
                          "cost_per_claimant")),
    "officers of whom there are none": (
        {"staff": {"officers": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 0}}, "cost": "50 CAD/h"}}},
        ("rostered_hours_officers", "busy_hours_officers", "overtime_hours_officers", "cost_staff", "cost_total")),
    "departures for nothing": (leaving(cost="0 CAD"), ("cost_departures",)),
}  # fmt: skip
NOT_KNOWN = {  # figures that can be more, by what is written
    "a soft area": ({}, HOURS),
    "a hard area that a measure extends and leaves": (hall(limit="hard"), HOURS),
    "the door of a hard area": (hall(limit="hard"), OUTSIDE),
    "a step in no area": (interview(area=None), OUTSIDE),
    "officers who come no more": (
        {"staff": {"officers": PORT["staff"]["officers"] | {"changes": {"2025-03-12": {"day": 0}}}}}, ("stranded",)),
    "people and officers": ({}, ("arrived", "present_at_start", "rostered_hours_officers", "busy_hours_officers")),
    "a hard area that turns away": (hall(limit="hard", when_full="divert"), ("diverted", "unserved")),
    "patience": (interview(patience="2 h"), ("withdrawn", "unserved", "unserved_share")),
    "screening": ({"screening": {"exceptions": {"family_member": {"proven": 0.5}}}}, ("returned", "returned_share")),
    "measures": ({}, ("tents_ordered", "tents_days_open", "tents_late_hours", "tents_at_start")),
    "officers with a price": ({}, ("cost_staff", "cost_overtime", "cost_total")),
    "a measure with a price": (
        {"contingency": {"tents": TENTS | {"cost": {"set_up": "5 CAD"}}}}, ("cost_tents", "cost_before_start")),
    "departures with a price": (leaving(), ("cost_departures",)),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_what_cannot_come_about_is_known(name: str) -> None:
    changes, figures = KNOWN[name]
    scenario = port(**changes)
    known = bounded(scenario)
    assert {one: known[one].is_nought for one in figures} == dict.fromkeys(figures, True)


@pytest.mark.parametrize("name", NOT_KNOWN)
def test_what_can_come_about_is_not_known_to_be_nought(name: str) -> None:
    changes, figures = NOT_KNOWN[name]
    known = bounded(port(**changes))
    assert {one: known[one].is_nought for one in figures} == dict.fromkeys(figures, False)


@pytest.mark.parametrize("name", [*KNOWN, *NOT_KNOWN])
def test_no_run_contradicts_what_is_known(name: str) -> None:
    scenario = port(**(KNOWN | NOT_KNOWN)[name][0])
    found, known = run(scenario, 3), bounded(scenario)
    columns = zip(found.names, found.values.T.tolist(), strict=True)
    assert not [one for one, column in columns if known[one].is_nought and np.nansum(np.abs(column)) > 0]


def test_a_known_nought_is_exact_in_every_place_where_it_is_told() -> None:
    found = run(port(**hall(limit="hard") | NO_SPACE), 4)
    written = json.loads(json.dumps(summary(found)))["figures"]
    rows = dict(decision.figures(found))
    for name in HOURS:
        assert written[name]["low"] == written[name]["mean"] == written[name]["high"] == 0
        assert written[name]["without_interval"] is None
        assert rows[name].interval == "exact"
    assert "<td>exact</td>" in re.sub(r"<td[^>]*>", "<td>", html(found, "", []))


def test_what_can_be_nothing_but_nought_is_not_in_the_decision_table() -> None:
    found = run(port(**hall(limit="hard") | NO_SPACE), 4)
    labels = {row.label for group in decision.decision(found) for row in group.rows}
    assert "Over space, hall" not in labels and "Most in hall, of 12" in labels
    soft = run(port(), 4)
    labels = {row.label for group in decision.decision(soft) for row in group.rows}
    assert "Over space, hall" in labels and "Most outside at once" not in labels


def nought(scenario: Scenario, name: str) -> tuple[float, Result]:
    """The upper limit of a figure in twenty runs in which everything was nought, and the result."""
    found = run(scenario, 2)
    zero = tuple(one._replace(figures=np.where(np.isnan(one.figures), np.nan, 0.0)) for one in found.runs)
    made = Result(scenario, "f", 1, 20, found.names, zero * 10)
    return made.summary[name].high, made


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        (leaving(paid="boarded"), "cost_departures"),
        (leaving(paid="boarded") | {"staff": FREE}, "cost_total"),
        ({"contingency": {"tents": TENTS | {"cost": {"set_up": "5 CAD"}}}}, "cost_before_start"),
        ({"contingency": {"tents": TENTS | {"cost": {"per_month": "5 CAD"}}}, "staff": FREE}, "cost_total"),
        ({}, "cost_overtime"),
        ({}, "cost_staff"),
    ],
)
def test_a_cost_that_did_not_occur_has_an_upper_limit(changes: dict[str, Any], name: str) -> None:
    high, found = nought(port(**changes), name)
    assert 0 < high < 1e9
    assert found.summary[name].without == ""


def test_the_limit_of_departures_is_what_all_of_them_cost() -> None:
    scenario = port(**leaving(paid="boarded"))
    most = Unseen(scenario, {}).most(catalogue(scenario)["cost_departures"])
    assert most == 11 * 7 * 100  # a day of warm-up and ten counted, seven departures a day


def test_of_people_who_could_come_and_did_not_there_is_no_limit() -> None:
    found = nought(port(), "arrived")[1].summary["arrived"]
    assert found.without == "too few runs"
