"""Costs, worked out by hand. The span has four days, from hour 0; a month is 30.4375 days."""

import math

import pytest
from hand_logs import Party, Visit, run

pytestmark = pytest.mark.unit

MONTH = 30.4375


def tents(cost, **more):
    return {"order_when": {"on": "2025-07-02"}, "brings": {"areas": {"hall": 6}}, "cost": cost} | more


def cost_of(entries, cost, lead=0, **more):
    """The cost of a measure called tents, whose orders take `lead` hours."""
    diary = tuple((hour, "tents", what) for hour, what in entries)
    return run(
        diary=diary, leads={"tents": lead} if lead else None, contingency={"tents": tents(cost, **more)}
    ).figures["cost_tents"]


def test_rostered_hours_are_paid_whoever_turned_up():
    found = run(levels=((8, "officers", 1), (20, "officers", 0))).figures
    assert found["cost_staff"] == 96 * 50
    assert found["cost_overtime"] == 0


def test_overtime_at_its_own_price_or_the_price_of_any_hour():
    late = Party(18, 22, visits=(Visit("intake", 18, 18, 22, 0),))
    levels = ((8, "officers", 2), (20, "officers", 0))
    assert run(late, levels=levels).figures["cost_overtime"] == 2 * 50
    shifts = {"day": {"hours": "08:00-20:00", "on_duty": 2}}
    dear = {"officers": {"shifts": shifts, "cost": "50 CAD/h", "overtime_cost": "80 CAD/h"}}
    delegates = {"delegates": {"shifts": shifts}}
    assert run(late, levels=levels, staff=dear | delegates).figures["cost_overtime"] == 2 * 80


def test_the_base_space_costs_by_the_day():
    space = {"areas": {"hall": {"persons": 4}, "cells": {"persons": 2}}, "cost": "304375 CAD/month"}
    assert run(space=space).figures["cost_space"] == pytest.approx(40000, abs=1e-9)


@pytest.mark.parametrize(
    ("words", "paid"),
    [
        ({"at": ["10:00", "14:00"]}, 8),
        ({"at": ["10:00", "14:00"], "paid": "boarded"}, 2),
        ({"at": ["10:00"], "days": ["thu", "sat"]}, 2),
        ({"at": ["10:00"], "on": ["2025-07-01", "2025-07-03", "2025-07-06"]}, 1),
        ({"every": "3 d", "between": "06:00-06:00"}, 2),
    ],
)
def test_departures_at_their_price_with_or_without_anyone_on_board(words, paid):
    """Four days from Wednesday 2 July; what leaves in the warm-up, on 1 July, or after the end does not count."""
    step = {"bus": {"departures": {"seats": 9, "cost": "1200 CAD"} | words}}
    process = {"steps": step, "journeys": {"everyone": ["bus"]}}
    riders = [
        Party(came, left, visits=(Visit("bus", came, left, left),))
        for came, left in ((-20, -14), (1, 10), (2, 10), (20, 34))
    ]
    waits = Party(80, visits=(Visit("bus", 80),))
    found = run(*riders, waits, process=process).figures
    assert found["cost_departures"] == paid * 1200
    assert found["cost_total"] == found["cost_departures"] + found["cost_staff"]


def test_departures_without_a_price_are_no_figure():
    assert "cost_departures" not in run().figures


def test_set_up_at_each_order_and_restoration_at_each_release():
    cost = {"set_up": "100 CAD", "restoration": "7 CAD"}
    twice = ((1, "ordered"), (2, "ready"), (3, "released"), (4, "ordered"), (5, "cancelled"), (6, "ordered"))
    assert cost_of(twice, cost) == 3 * 100 + 2 * 7  # the last of them is given back too, if after the end


def test_standby_over_the_whole_run_while_enabled_ordered_or_not():
    cost = {"standby_per_month": "304375 CAD"}
    assert cost_of((), cost) == pytest.approx(40000, abs=1e-9)
    assert cost_of((), cost, enabled=False) == 0


def test_while_open_by_the_day():
    cost = {"per_month": "30437.5 CAD"}
    assert cost_of(((0, "ordered"), (10, "ready"), (46, "released")), cost) == pytest.approx(1500)
    assert cost_of(((0, "ordered"), (10, "ready")), cost) == pytest.approx(1000 * 86 / 24)
    assert cost_of(((0, "ordered"),), cost, lead=200) == 0  # ready after the end, and it has no term


def test_the_whole_term_at_least_also_past_the_end():
    cost = {"per_month": "30437.5 CAD"}
    term = {"minimum_term": "60 d"}
    assert cost_of(((0, "ordered"), (90, "ready")), cost, **term) == pytest.approx(60000)
    assert cost_of(((0, "ordered"), (10, "ready"), (34, "released")), cost, minimum_term="1 d") == pytest.approx(1000)
    assert cost_of(((80, "ordered"),), cost, lead=200, **term) == pytest.approx(
        60000
    )  # nor does it matter when it opens


def test_options_taken_are_owed_too():
    cost = {"per_month": "30437.5 CAD"}
    more = {"minimum_term": "2 d", "options": {"count": 2, "each": "10 d", "notice": "1 d"}}
    kept = ((0, "ordered"), (10, "ready"), (34, "kept"))
    assert cost_of(kept, cost, **more) == pytest.approx(12000)
    assert cost_of((*kept, (58, "kept")), cost, **more) == pytest.approx(22000)
    first_was_called_off = ((0, "ordered"), (1, "cancelled"), (2, "ordered"), (10, "ready"), (34, "kept"))
    assert cost_of(first_was_called_off, cost, **more) == pytest.approx(12000)


def test_prices_by_month_of_the_term():
    cost = {"per_month": {1: "300 CAD", 2: "100 CAD", 4: "10 CAD"}}
    term = {"minimum_term": f"{4.5 * MONTH} d"}
    assert cost_of(((0, "ordered"), (1, "ready")), cost, **term) == pytest.approx(300 + 2 * 100 + 1.5 * 10)
    later = {"per_month": {3: "100 CAD"}}
    assert cost_of(((0, "ordered"), (1, "ready")), later, **term) == pytest.approx(250)
    assert cost_of(((0, "ordered"), (1, "ready")), later) == 0


def test_per_officer_is_posts_times_people_for_each_and_their_hours_are_in_the_staff_cost():
    shifts = {"day": {"hours": "08:00-20:00", "on_duty": 2}}
    staff = {
        "officers": {"shifts": shifts, "people_per_post": 1.4, "cost": "50 CAD/h"},
        "delegates": {"shifts": shifts},
    }
    brings = {"staff": {"officers": {"day": 5}, "delegates": {"day": 2}}}
    measure = {
        "order_when": {"on": "2025-07-02"},
        "brings": brings,
        "minimum_term": f"{MONTH} d",
        "cost": {"per_month": "1000 CAD per officer"},
    }
    diary = ((0, "extra", "ordered"), (24, "extra", "ready"))
    found = run(staff=staff, contingency={"extra": measure}, diary=diary).figures
    assert found["cost_extra"] == pytest.approx(1000 * (5 * 1.4 + 2))
    after_the_end = 27 * 12 + 2.5  # hours of each of the five from 6 July to 2 August at 10:30, when the term ends
    assert found["cost_staff_later"] == after_the_end * 5 * 50
    assert found["cost_staff"] == (4 * 2 + 3 * 5) * 12 * 50 + found["cost_staff_later"]
    assert found["cost_total"] == found["cost_extra"] + found["cost_staff"]


def test_the_total_and_each_claimant_who_arrived():
    cost = {"set_up": "1600 CAD"}
    diary = ((1, "tents", "ordered"),)
    found = run(Party(3, 4, persons=8), diary=diary, contingency={"tents": tents(cost)}).figures
    assert found["cost_total"] == 4800 + 1600
    assert found["cost_per_claimant"] == 800
    assert math.isnan(run().figures["cost_per_claimant"])
