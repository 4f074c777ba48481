"""Two real cases as scenarios, with what follows from them worked out by hand.

The tents of August 2017: the army put up 500 places on 9 or 10 August and 400 more on 12 or 14 August; they were empty
on 30 August or on 11 September; half was taken down from 22 September. Sources give different days (B), so the scenario
has both of each, and both readings are worked out. When they were ordered, what was agreed on terms, and what a place
cost is not on record (C).

A hotel as the first tier of a plan, before tents: 39 rooms next to the border were seen full on one day of July 2025
(B); that it was such a tier, and who paid, is not on record (C).
"""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from sim.experiments.result import Result
from sim.experiments.run import run
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

EITHER = 0.5
TENTS: dict[str, Any] = {
    "order_when": {"on": "2017-08-08"},
    "lead_time": {"discrete": {"1 d": EITHER, "2 d": EITHER}},
    "brings": {"areas": {"camp": 500}},
    "minimum_term": "30 d",
    "stages": {"further": {
        "lead_time": {"discrete": {"4 d": EITHER, "6 d": EITHER}}, "brings": {"areas": {"camp": 400}},
    }},
    "give_back": {"half": {"areas": {"camp": 450}, "when": {"on": "2017-09-22"}}},
    "release_when": {"on": "2017-10-31"},
    "cost": {"set_up": "36000 CAD", "per_month": "24.35 CAD per place", "restoration": "10 CAD per place"},
}  # fmt: skip
DAYS_OPEN = {"08-09": 9, "08-10": 10, "08-12": 12, "08-14": 14}


def each_day(first: datetime, last: datetime, hour: float, parties: int, persons: int) -> dict[str, Any]:
    """Parties that come at one hour of every day from the first to the last."""
    days = [first + timedelta(days=k, hours=hour) for k in range((last - first).days + 1)]
    return {"listed": Listed("by hand", tuple(ListedParty(day, persons) for day in days for _ in range(parties)))}


def camp(last: datetime = datetime(2017, 8, 29), **changes: Any) -> Scenario:
    """A camp in which 250 persons, in 125 parties who come at midnight, stay a day; the last come on a day."""
    return Scenario.model_validate({
        "name": "tents of 2017", "time_zone": "America/Toronto", "start": "2017-08-01", "end": "2017-11-01",
        "arrivals": {"road": each_day(datetime(2017, 8, 1), last, 0, 125, 2)},
        "process": {"steps": {"stay": {"area": "camp", "time": "24 h"}}, "journeys": {"everyone": ["stay"]}},
        "space": {"areas": {"camp": {"persons": 0}}},
        "contingency": {"tents": TENTS | changes},
    })  # fmt: skip


def told(result: Result, time: Clock) -> list[tuple[str, str, dict[str, str]]]:
    """Of each run the day of opening, that of the further places, and all other days of the diary by event."""
    found = []
    for one in result.runs:
        days = {str(entry.event): f"{time.at(entry.tick):%m-%d}" for entry in one.diary if entry.event != "refused"}
        found.append((days.pop("ready"), days.pop("stage ready"), days))
    return found


def figure(result: Result, run_at: int, name: str) -> float:
    return float(result.runs[run_at].figures[result.names.index(name)])


def test_500_places_then_400_and_half_of_them_taken_down_in_both_readings_of_each_day() -> None:
    given = camp()
    result = run(given, 16)
    every = told(result, clock(given))
    assert {opened for opened, _, _ in every} == {"08-09", "08-10"}
    assert {further for _, further, _ in every} == {"08-12", "08-14"}
    for k, (opened, further, others) in enumerate(every):
        assert others == {"ordered": "08-08", "part given back": "09-22", "released": "10-31"}
        # Places by day at noon: the hall has none of its own.
        noon = {f"{clock(given).at(tick * 3600):%m-%d}": int(n) for tick, n in enumerate(result.runs[k].space[0])}
        assert [noon[day] for day in ("08-08", opened, further, "09-21", "09-22", "10-30", "10-31")] == [
            0, 500, 900, 900, 450, 450, 0,
        ]  # fmt: skip
        # 450 of the first 500 go on 22 September, 22 + 31 days after 1 August; the rest on 31 October, 91 days after.
        first, second = DAYS_OPEN[opened], DAYS_OPEN[further]
        place_days = 450 * (53 - first) + 50 * (92 - first) + 400 * (92 - second)
        assert round(figure(result, k, "cost_tents"), 2) == round(36_000 + place_days * 0.8 + 900 * 10, 2)


def test_what_the_earliest_and_the_latest_reading_cost() -> None:
    early = camp(lead_time="1 d", stages={"further": TENTS["stages"]["further"] | {"lead_time": "4 d"}})
    late = camp(lead_time="2 d", stages={"further": TENTS["stages"]["further"] | {"lead_time": "6 d"}})
    # From 9 August: 450 x 44, 50 x 83 days, 400 from the 12th x 80. From the 10th: 43, 82; from the 14th: 78.
    assert round(figure(run(early, 1), 0, "cost_tents"), 2) == 36_000 + 55_950 * 0.8 + 9_000 == 89_760
    assert round(figure(run(late, 1), 0, "cost_tents"), 2) == 36_000 + 54_650 * 0.8 + 9_000 == 88_720


@pytest.mark.parametrize(("last", "empty"), [(29, "08-30"), (41, "09-11")])
def test_empty_on_30_august_or_11_september_and_paid_by_head_until_then(last: int, empty: str) -> None:
    by_head = TENTS["cost"] | {"per_month": "24.35 CAD per head"}
    given = camp(datetime(2017, 8, 1) + timedelta(days=last - 1), lead_time="1 d", cost=by_head)
    result, time = run(given, 1), clock(given)
    nobody = np.flatnonzero(result.runs[0].occupancy[0] == 0)
    assert f"{time.at(int(nobody[0]) * 3600):%m-%d}" == empty
    days = (datetime(2017, int(empty[:2]), int(empty[3:])) - datetime(2017, 8, 9)).days
    assert days == {"08-30": 21, "09-11": 33}[empty]
    assert round(figure(result, 0, "cost_tents"), 2) == round(36_000 + 250 * days * 0.8 + 9_000, 2)


HOTEL: dict[str, Any] = {
    "order_when": {"watch": "occupancy", "of": "hall", "above": "80%", "of_space": "base"}, "watch_every": "1 h",
    "lead_time": "1 h", "brings": {"rooms": {"hotel_rooms": 39}}, "minimum_term": "7 d",
    "release_when": {"watch": "occupancy", "of": "hall", "below": 1, "for": "6 h"},
    "cost": {"per_night": "139.95 CAD"},
}  # fmt: skip
SECOND: dict[str, Any] = {
    "order_when": {"watch": "occupancy", "of": "hall", "above": "100%", "of_space": "base", "for": "8 h"},
    "watch_every": "1 h", "brings": {"areas": {"hall": 200}}, "cost": {"set_up": "36000 CAD"},
}  # fmt: skip


def july(hotel: dict[str, Any] = HOTEL, enabled: bool = True) -> Scenario:
    """On the evenings of 27 and 28 July 50 parties of three come at 20:30; ten officers serve from 08:00 on."""
    return Scenario.model_validate({
        "name": "hotel first", "time_zone": "America/Toronto", "start": "2025-07-27", "end": "2025-07-31",
        "arrivals": {"road": each_day(datetime(2025, 7, 27), datetime(2025, 7, 28), 20.5, 50, 3)},
        "process": {
            "steps": {"desk": {"staff": {"officers": 1}, "area": "hall", "time": "1 h"}},
            "journeys": {"everyone": ["desk"]},
        },
        "staff": {"officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 10}}}},
        "space": {
            "areas": {"hall": {"persons": 100}}, "rooms": {"hotel_rooms": 0},
            "lodging": {"hotel": {"area": "hall", "rooms": "hotel_rooms", "who": "everyone"}},
        },
        "contingency": {"hotel_lease": hotel | {"enabled": enabled}, "tents": SECOND},
    })  # fmt: skip


def diary(result: Result) -> list[str]:
    names, time = list(result.scenario.measures), clock(result.scenario)
    told = (entry for entry in result.runs[0].diary if entry.event not in ("refused", "overtaken"))
    return [f"{time.at(entry.tick):%d %H:%M} {names[entry.measure]} {entry.event}" for entry in told]


def test_a_hotel_as_the_first_tier_spares_the_second() -> None:
    result = run(july(), 1)
    # 150 persons at the check of 21:00 are above 80 of 100. Two nights of 39 rooms, three persons each; 33 stay.
    assert diary(result) == ["27 21:00 hotel_lease ordered", "27 22:00 hotel_lease ready"]
    assert [figure(result, 0, name) for name in ("nights_hotel", "lodged_hotel", "tents_ordered")] == [78, 234, 0]
    assert round(figure(result, 0, "cost_hotel_lease"), 2) == round(78 * 139.95, 2)
    # Above the space: 50 persons from 20:30 to 22:00, and again from 06:00 until 17 parties are served. Ten are an hour
    # from 08:00 on: 150 to 09:00, 120 to 10:00, 90 from then on.
    assert figure(result, 0, "over_capacity_person_hours_hall") == 2 * (50 * 1.5 + 50 * 3 + 20 * 1)


def test_without_the_hotel_the_second_tier_is_ordered_in_the_night() -> None:
    result = run(july(enabled=False), 1)
    # Eight hours after the check of 20:00, the last at which the hall was not full.
    assert diary(result) == ["28 04:00 tents ordered", "28 04:00 tents ready"]
    assert figure(result, 0, "cost_tents") == 36_000


def test_reserved_rooms_cost_every_night_of_the_term() -> None:
    reserved = HOTEL | {"cost": {"per_night": "139.95 CAD", "reserved": True}}
    result = run(july(reserved), 1)
    # Seven nights from 27 July 22:00 on, three of them before the end of the run, at midnight of the 31st.
    assert round(figure(result, 0, "cost_hotel_lease"), 2) == round(7 * 39 * 139.95, 2)
    assert round(figure(result, 0, "cost_hotel_lease_later"), 2) == round(4 * 39 * 139.95, 2)
