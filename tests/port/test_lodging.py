"""Beds for the night, worked out by hand: who goes, who is back when, and what nights cost. One shift, from 08:00 to
20:00, unless a test says otherwise."""

from typing import Any

import pytest
from hand_worked import Played, clock, officers, people, played, scenario

from sim.figures import basis, reduce
from sim.scenario.checks.contradictions import contradictions
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

DESK = {"desk": {"staff": {"officers": 1}, "area": "hall", "time": "1 h"}}


def port(
    *came: str, rooms: int = 2, places: int = 4, who: str = "everyone", steps: Any = DESK, hours: str = "08:00-20:00",
    limit: str = "soft", pools: Any = None, kinds: Any = None, beds: Any = None, **more: Any,
) -> Scenario:  # fmt: skip
    """Two days of a port with a hall and rooms for the night, from 22:00 to 06:00."""
    space = {
        "areas": {"hall": {"persons": places, "limit": limit}}, "rooms": {"beds": rooms} | (kinds or {}),
        "lodging": {"hotel": {"area": "hall", "rooms": "beds", "who": who} | (beds or {})},
    }  # fmt: skip
    return scenario(
        {"road": people(*came)}, steps, space=space, staff={"officers": officers(hours=hours)} | (pools or {}), **more
    )


def lodged(found: Played) -> list[str]:
    """`2 22:00-30:00 x4`: which party lodged from when to when, and how many persons."""
    return [f"{p} {clock(went)}-{clock(back)} x{n}" for p, _, went, back, n in found.log.lodged.tolist()]


def figures(found: Played) -> dict[str, float]:
    ground = basis(found.plan)
    return dict(zip(ground.names, reduce(ground, found.sample, found.log, 1).figures.tolist(), strict=True))


def test_parties_go_in_the_order_of_the_queue_a_room_each_while_rooms_are_free() -> None:
    found = played(port("20:30 x3", "21:00", "21:30"))
    assert lodged(found) == ["0 22:00-30:00 x3", "1 22:00-30:00 x1"]
    assert figures(found)["nights_hotel"] == 2
    assert figures(found)["lodged_hotel"] == 4


def test_they_keep_their_place_in_the_queue() -> None:
    found = played(port("20:30", "21:00", "21:30", rooms=1))
    assert lodged(found) == ["0 22:00-30:00 x1"]
    assert found.tasks("desk") == ["32:00-33:00", "33:00-34:00", "34:00-35:00"]


def test_beyond_the_places_of_the_area_or_all_of_them() -> None:
    came = ("20:30 x2", "20:40 x2", "20:50", "21:00 x3")  # 8 persons, 4 places
    assert lodged(played(port(*came, who="beyond_places", rooms=9))) == ["0 22:00-30:00 x2", "1 22:00-30:00 x2"]
    assert len(lodged(played(port(*came, rooms=9)))) == 4


def test_whom_officers_will_serve_before_the_morning_stays() -> None:
    """One officer all night, tasks of 3 h. The first is under way to 24:00, so that 6 h are left: for two more."""
    three = {"desk": DESK["desk"] | {"time": "3 h"}}
    found = played(port("21:00", "21:10", "21:20", "21:30", steps=three, hours="00:00-24:00"))
    assert lodged(found) == ["3 22:00-30:00 x1"]
    assert found.tasks("desk") == ["21:00-24:00", "24:00-27:00", "27:00-30:00", "30:00-33:00"]


def test_an_alternative_that_is_on_duty_at_night_counts() -> None:
    """An hour of guards from 23:00 on: for the one who begins in it."""
    either = {"desk": DESK["desk"] | {"staff": {"any": [{"officers": 1}, {"guards": 1}]}, "time": "4 h"}}
    pools = {"guards": officers(hours="23:00-24:00")}
    found = played(port("21:00", "21:10", "21:20", steps=either, pools=pools))
    assert lodged(found) == ["1 22:00-30:00 x1", "2 22:00-30:00 x1"]
    assert found.tasks("desk")[0] == "23:00-27:00"


def test_who_has_a_seat_before_the_morning_stays_and_nobody_behind_one_that_has_none() -> None:
    coach = {"coach": {"area": "hall", "departures": {"at": ["23:00", "06:30"], "seats": 4}}}
    found = played(port("20:00 x3", "20:10 x2", "20:20", steps=coach))
    assert lodged(found) == ["1 22:00-30:00 x2", "2 22:00-30:00 x1"]
    assert found.left() == ["referred 23:00", "referred 30:30", "referred 30:30"]


def test_while_away_nobody_is_called() -> None:
    """Officers come at 02:00 whom nobody expected; they serve who stayed, and the others from 06:00 on."""
    extra = {"extra": {
        "order_when": {"watch": "waiting_for", "step": "desk", "above": 0}, "watch_every": "1 h", "lead_time": "5 h",
        "brings": {"staff": {"officers": {"night": 1}}},
    }}  # fmt: skip
    day, night = {"hours": "08:00-20:00", "on_duty": 1}, {"hours": "20:00-08:00", "on_duty": 0}
    pools = {"officers": {"shifts": {"day": day, "night": night}}}
    found = played(port("20:30", "20:40", "20:50", contingency=extra, pools=pools))
    assert lodged(found) == ["0 22:00-30:00 x1", "1 22:00-30:00 x1"]
    assert found.tasks("desk") == ["30:00-31:00", "31:00-32:00", "26:00-27:00"]


def test_who_loses_patience_while_away_leaves_when_back() -> None:
    impatient = {"desk": DESK["desk"] | {"patience": "5 h"}}
    found = played(port("20:30", "21:30", "21:40", steps=impatient))
    assert lodged(found) == ["0 22:00-30:00 x1", "1 22:00-30:00 x1"]
    assert found.left() == ["withdrawn 30:00", "withdrawn 30:00", "withdrawn 26:40"]


def test_beds_and_waiting_places_are_two_resources() -> None:
    """Six persons wait, four places: 2 above the space from 21:00 on, for 1 h, and for 2 h more from 06:00 to 08:00."""
    came = ("20:30 x2", "21:00 x4")
    with_beds = figures(played(port(*came, who="beyond_places")))
    assert with_beds["over_capacity_person_hours_hall"] == 1 * 2 + 3 * 2  # to 22:00, and 06:00 to 09:00
    without = figures(played(port(*came, who="beyond_places", rooms=0)))
    assert without["over_capacity_person_hours_hall"] == 12 * 2  # 21:00 to 09:00
    assert with_beds["nights_on_site"] == without["nights_on_site"] == 6


def test_who_waits_at_the_door_is_let_in_and_those_who_are_back_crowd() -> None:
    found = played(port("20:30 x2", "20:40 x2", "21:00 x2", who="everyone", rooms=1, limit="hard"))
    assert found.ready("desk") == ["20:30", "20:40", "22:00"]
    assert lodged(found) == ["0 22:00-30:00 x2"]
    assert figures(found)["over_capacity_person_hours_hall"] == 3 * 2  # 06:00 to 09:00, when the first is served


def test_who_is_released_while_people_sleep_puts_nobody_out() -> None:
    """The rooms are given back at 03:00; those who sleep stay to 06:00, and nobody goes the next evening."""
    hotel = {"hotel_lease": {
        "order_when": {"on": "2025-06-02"}, "brings": {"rooms": {"beds": 2}}, "minimum_term": "27 h",
        "release_when": {"watch": "outside", "below": 1}, "cost": {"per_night": "100 CAD"},
    }}  # fmt: skip
    found = played(port("20:30", "45:00", rooms=0, contingency=hotel))
    assert found.diary()[-1] == "27:00 hotel_lease released"
    assert lodged(found) == ["0 22:00-30:00 x1"]
    assert figures(found)["cost_hotel_lease"] == 100


NIGHTLY: dict[str, Any] = {
    "order_when": {"on": "2025-06-02"}, "brings": {"rooms": {"beds": 3}}, "minimum_term": "10 d",
    "release_when": {"watch": "outside", "below": 1}, "cost": {"set_up": "500 CAD", "per_night": "129.95 CAD"},
}  # fmt: skip


def test_rooms_in_use_are_paid_beyond_those_of_the_port() -> None:
    found = figures(played(port("20:30", "20:40", "20:50", rooms=1, contingency={"lease": NIGHTLY})))
    assert found["nights_hotel"] == 3
    assert round(found["cost_lease"], 2) == 500 + 2 * 129.95


def test_all_rooms_are_paid_for_the_whole_term_where_they_are_reserved() -> None:
    reserved = NIGHTLY | {"cost": NIGHTLY["cost"] | {"reserved": True}}
    found = figures(played(port("20:30", contingency={"lease": reserved})))
    # Ten nights from 2 June 04:00 on, two of them before the end.
    assert round(found["cost_lease"], 2) == round(500 + 10 * 3 * 129.95, 2)
    assert round(found["cost_lease_later"], 2) == round(8 * 3 * 129.95, 2)


def test_a_night_is_counted_at_four_and_not_before() -> None:
    """The last evening of the run: who goes at 22:00 has no night before the end."""
    found = played(port("44:30", contingency={"lease": NIGHTLY}))
    assert lodged(found) == ["0 46:00-- x1"]
    assert figures(found)["nights_hotel"] == 0
    assert figures(found)["cost_lease"] == 500


@pytest.mark.parametrize(
    ("changed", "path", "message"),
    [
        ({"at": "22:00", "back": "03:00"}, "back", "found 22:00 to 03:00; allowed: hours with 04:00 among them"),
        ({"at": "05:00", "back": "12:00"}, "back", "found 05:00 to 12:00"),
        ({"rooms": "offices"}, "rooms", "found offices, as process.steps.desk has; allowed: one of its own"),
    ],
)
def test_a_lodging_has_a_night_and_rooms_of_its_own(changed: dict[str, str], path: str, message: str) -> None:
    steps = {"desk": DESK["desk"] | {"room": "offices"}}
    (found,) = contradictions(port("20:30", steps=steps, kinds={"offices": 1}, beds=changed))
    assert found.path == f"space.lodging.hotel.{path}"
    assert message in str(found.message)
