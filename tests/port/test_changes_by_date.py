"""Space, rooms, seats and prices that change by date, worked by hand and played by both engines."""

from typing import Any

import pytest
from hand_worked import officers, people, played, scenario

from sim.experiments.run import run
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

SECOND = "2025-06-03"


def figures(given: Scenario) -> dict[str, float]:
    result = run(given, 1)
    return dict(zip(result.names, result.runs[0].figures.tolist(), strict=True))


def test_a_hard_area_lets_more_in_from_the_midnight_on_which_it_has_more_space() -> None:
    given = scenario(
        {"road": people("20:00 x2", "21:00 x2", "22:00 x2")}, {"stay": {"area": "hall", "time": "6 h"}},
        space={"areas": {"hall": {"persons": 2, "limit": "hard"}}},
        changes={SECOND: {"space": {"areas": {"hall": {"persons": 4}}}}},
    )  # fmt: skip
    found = played(given)
    assert found.tasks("stay") == ["20:00-26:00", "24:00-30:00", "26:00-32:00"]
    assert found.levels(found.plan.area("hall")) == ["00:00 2", "24:00 4"]


def test_space_that_is_taken_away_crowds_those_who_are_there_and_is_what_a_measure_is_needed_for() -> None:
    tent = {"order_when": {"on": "2025-06-02"}, "brings": {"areas": {"hall": 1}}}
    given = scenario(
        {"road": people("12:00 x4")}, {"stay": {"area": "hall", "time": "20 h"}},
        space={"areas": {"hall": {"persons": 4}}}, contingency={"tent": tent},
        changes={SECOND: {"space": {"areas": {"hall": {"persons": 1}}}}},
    )  # fmt: skip
    assert played(given).levels(played(given).plan.area("hall")) == ["00:00 5", "24:00 2"]
    found = figures(given)
    assert found["over_capacity_hours_hall"] == 8  # 00:00 to 08:00 of the second day: 4 persons in 2 places
    assert found["over_capacity_person_hours_hall"] == 2 * 8
    assert found["tent_days_needed"] == 1  # on the first day 4 persons do not exceed the 4 places of the base


def test_a_share_of_the_base_space_is_of_that_of_the_day() -> None:
    full = {"watch": "occupancy", "of": "hall", "of_space": "base", "above": "90%"}
    tent = {"order_when": full, "brings": {"areas": {"hall": 1}}}
    given = scenario(
        {"road": people("12:00 x4")}, {"stay": {"area": "hall", "time": "20 h"}},
        space={"areas": {"hall": {"persons": 8}}}, contingency={"tent": tent},
        changes={SECOND: {"space": {"areas": {"hall": {"persons": 4}}}}},
    )  # fmt: skip
    # The check of midnight sees what was so just before it.
    assert played(given).diary() == ["25:00 tent ordered", "25:00 tent ready"]


def test_rooms_that_are_built_serve_from_their_day_on() -> None:
    given = scenario(
        {"road": people("22:00", "22:00", "22:00")}, {"talk": {"room": "rooms", "time": "3 h"}},
        space={"rooms": {"rooms": 1}}, changes={SECOND: {"space": {"rooms": {"rooms": 2}}}},
    )  # fmt: skip
    assert played(given).tasks("talk") == ["22:00-25:00", "24:00-27:00", "25:00-28:00"]


def test_seats_and_times_of_departure_are_those_of_the_day() -> None:
    coach = {"departures": {"at": ["08:00", "10:00"], "seats": 2}}
    later = {"process": {"steps": {"coach": {"departures": {"at": ["09:00"], "seats": 4}}}}}
    given = scenario(
        {"road": people(*["07:00"] * 9)}, {"coach": coach}, changes={SECOND: later}, end="2025-06-05",
    )  # fmt: skip
    assert played(given).left() == [
        *["referred 08:00"] * 2, *["referred 10:00"] * 2, *["referred 33:00"] * 4, "referred 57:00",
    ]  # fmt: skip


def test_a_service_takes_the_time_of_the_day_on_which_its_party_came() -> None:
    changes = {SECOND: {"process": {"steps": {"see": {"time": "1 h"}}}}}
    given = scenario(
        {"road": people("23:00", "23:30", "25:00")}, {"see": {"staff": {"officers": 1}, "time": "2 h"}},
        staff={"officers": officers(1)}, changes=changes,
    )  # fmt: skip
    assert played(given).tasks("see") == ["23:00-25:00", "25:00-27:00", "27:00-28:00"]


def test_prices_are_those_of_the_day() -> None:
    # One officer for 48 h at 10, then 20; base space at 1 an hour, then 3; two departures a day at 5, then 7.
    coach = {"departures": {"at": ["08:00", "10:00"], "seats": 2, "cost": "5 CAD"}}
    later = {
        "staff": {"officers": {"cost": "20 CAD/h"}}, "space": {"cost": "2191.5 CAD/month"},
        "process": {"steps": {"coach": {"departures": {"cost": "7 CAD"}}}},
    }  # fmt: skip
    given = scenario(
        {"road": people("07:00")}, {"coach": coach}, changes={SECOND: later},
        staff={"officers": officers(1, cost="10 CAD/h")}, space={"cost": "730.5 CAD/month"},
    )  # fmt: skip
    found = figures(given)
    assert found["cost_staff"] == 24 * 10 + 24 * 20
    assert found["cost_space"] == 24 * 1 + 24 * 3
    assert found["cost_departures"] == 2 * 5 + 2 * 7
    assert found["cost_total"] == found["cost_staff"] + found["cost_space"] + found["cost_departures"]


def test_what_changes_after_the_end_holds_in_the_time_for_which_people_are_played_on() -> None:
    given = scenario(
        {"road": people("47:00 x1", "47:00 x1")}, {"talk": {"room": "rooms", "time": "3 h"}},
        space={"rooms": {"rooms": 1}}, changes={"2025-06-04": {"space": {"rooms": {"rooms": 2}}}},
    )  # fmt: skip
    found: Any = run(given, 1).runs[0]
    stays = dict(zip(run(given, 1).names, found.figures.tolist(), strict=True))
    assert stays["time_on_site_mean"] == pytest.approx((3 + 4) / 2)  # 47:00-50:00 and 48:00-51:00
