"""The rules of `sim/port/README.md` that no other test holds: who is served, areas, departures. Worked by hand."""

from typing import Any

import pytest
from hand_worked import officers, people, played, scenario

pytestmark = pytest.mark.agreement

HALL = {"area": "hall", "time": "1 h"}


def desk(**more: Any) -> dict[str, Any]:
    return {"staff": {"officers": 1}, "time": "30 min"} | more


def hall(persons: int, **more: Any) -> dict[str, Any]:
    return {"areas": {"hall": {"persons": persons, "limit": "hard"} | more}}


# -- one instant ----------------------------------------------------------------------------------------------------
def test_a_vehicle_leaves_before_anyone_is_done_or_comes_in_its_second() -> None:
    coach = {"departures": {"at": ["10:00", "12:00"], "seats": 9}}
    steps = {"desk": {"time": "1 h"}, "coach": coach}
    found = played(scenario({"road": people("08:30", "09:00")}, steps))
    assert found.ready("coach") == ["09:30", "10:00"]
    assert found.tasks("coach") == ["10:00-10:00", "12:00-12:00"]
    assert played(scenario({"road": people("10:00")}, {"coach": coach})).tasks("coach") == ["12:00-12:00"]


def test_officers_who_come_on_duty_serve_before_patience_runs_out() -> None:
    steps = {"desk": desk(patience="1 h")}
    found = played(scenario({"road": people("09:00")}, steps, staff={"officers": officers(1, "10:00-12:00")}))
    assert found.tasks("desk") == ["10:00-10:30"]


def test_nothing_that_falls_on_the_end_happens() -> None:
    found = played(scenario({"road": people("47:00", "47:01")}, {"stay": {"time": "59 min"}}))
    assert found.tasks("stay") == ["47:00-47:59", "47:01--"]
    assert found.left() == ["referred 47:59", "present -"]


# -- who is served --------------------------------------------------------------------------------------------------
def test_parties_of_one_second_are_served_in_the_order_of_their_streams_and_lists() -> None:
    came = {"road": people("08:00", "08:00"), "train": people("08:00")}
    found = played(scenario(came, {"desk": desk()}, staff={"officers": officers()}))
    assert found.sample.stream.tolist() == [0, 0, 1]
    assert found.tasks("desk") == ["08:00-08:30", "08:30-09:00", "09:00-09:30"]


def test_officers_serve_whoever_fits_though_a_step_that_needs_more_of_them_comes_first() -> None:
    steps = {
        "single": desk(who={"stream": ["single"]}),
        "pair": desk(staff={"officers": 2}, who={"stream": ["pair"]}),
    }
    came = {"pair": people("08:05"), "single": people("08:00", "08:10", "08:20")}
    found = played(scenario(came, steps, staff={"officers": officers(2)}))
    # The step declared last is served first, but one free officer is not enough for it: both are free at 09:00.
    assert found.tasks("single") == ["08:00-08:30", "08:10-08:40", "08:30-09:00"]
    assert found.tasks("pair") == ["09:00-09:30"]


def test_steps_of_equal_priority_are_one_queue_by_time_ready() -> None:
    steps = {name: desk(who={"stream": [name]}, priority=1) for name in ("one", "two")}
    came = {"one": people("08:00", "08:20"), "two": people("08:10", "08:30")}
    found = played(scenario(came, steps, staff={"officers": officers()}))
    assert found.tasks("one") == ["08:00-08:30", "09:00-09:30"]
    assert found.tasks("two") == ["08:30-09:00", "09:30-10:00"]


def test_the_first_alternative_that_is_free_serves_at_the_pace_of_its_own_pool() -> None:
    steps = {"desk": desk(staff={"any": [{"officers": 1}, {"delegates": 1}]})}
    staff = {"officers": officers(), "delegates": officers(productive_share=0.5)}
    found = played(scenario({"road": people("08:00", "08:10", "08:20")}, steps, staff=staff))
    assert found.tasks("desk") == ["08:00-08:30", "08:10-09:10", "08:30-09:00"]


# -- areas ----------------------------------------------------------------------------------------------------------
def test_at_the_door_of_a_full_area_nobody_overtakes() -> None:
    classes = {"urgent": {"who": {"stream": ["urgent"]}}, "rest": {}}
    came = {"road": people("08:00", "08:10", "08:20 x3", "08:30"), "urgent": people("08:40")}
    found = played(scenario(came, {"stay": HALL}, space=hall(3), classes=classes))
    # At 09:00 there is room for one, and for two at 09:10; those behind the party of three wait with it, also the class
    # that goes first everywhere else.
    assert found.ready("stay") == ["08:00", "08:10", "09:10", "10:10", "10:10"]


def test_at_the_door_nobody_loses_patience() -> None:
    steps = {"desk": desk(area="hall", time="2 h", patience="30 min")}
    came = {"road": people("08:00", "08:10", "08:20")}
    found = played(scenario(came, steps, space=hall(2), staff={"officers": officers()}))
    # The third is at the door for 20 minutes, and its patience begins when it is let in.
    assert found.ready("desk") == ["08:00", "08:10", "08:40"]
    assert found.left() == ["referred 10:00", "withdrawn 08:40", "withdrawn 09:10"]


def test_who_waits_for_a_full_area_fills_the_one_before_and_keeps_its_officer_only_if_the_step_holds() -> None:
    came = {"road": people("08:00", "08:10", "08:20")}
    space = {"areas": {"lobby": {"persons": 2, "limit": "hard"}, "hall": {"persons": 1, "limit": "hard"}}}
    for holds, third in ((False, "09:00-09:30"), (True, "10:00-10:30")):
        steps = {"desk": desk(area="lobby", holds=holds), "stay": HALL | {"time": "90 min"}}
        found = played(scenario(came, steps, space=space, staff={"officers": officers()}))
        # The second is done at 09:00 and stands in the lobby until the hall is free at 10:00.
        assert found.ready("stay")[:2] == ["08:30", "10:00"]
        assert found.ready("desk") == ["08:00", "08:10", "08:30"]
        assert found.tasks("desk")[2] == third


def test_with_divert_a_party_leaves_if_it_does_not_fit_when_it_comes() -> None:
    found = played(scenario({"road": people("08:00", "08:10 x2", "08:20")}, {"stay": HALL},
                            space=hall(2, when_full="divert")))  # fmt: skip
    assert found.left() == ["referred 09:00", "diverted 08:10", "referred 09:20"]


# -- departures -----------------------------------------------------------------------------------------------------
def test_the_first_party_that_does_not_fit_ends_the_boarding() -> None:
    classes = {"urgent": {"who": {"stream": ["urgent"]}}, "rest": {}}
    coach = {"coach": {"departures": {"at": ["10:00", "12:00"], "seats": 4}}}
    came = {"road": people("08:00 x2", "08:10 x3", "08:20"), "urgent": people("09:00")}
    found = played(scenario(came, coach, classes=classes))
    assert found.tasks("coach") == ["10:00-10:00", "12:00-12:00", "12:00-12:00", "10:00-10:00"]


def test_who_comes_back_from_a_vehicle_waits_for_the_next() -> None:
    back = {"share": 0.9, "back_to": "coach"}
    coach = {"coach": {"departures": {"at": ["10:00", "12:00"], "seats": 9}, "again": back}}
    found = played(scenario({"road": people("08:00", "08:10", "08:20")}, coach))
    visits = [found.log.start[a:b] for a, b in zip(found.sample.first[:-1], found.sample.first[1:], strict=True)]
    assert max(len(times) for times in visits) > 2
    for times in visits:
        assert len({int(t) for t in times if t >= 0}) == sum(times >= 0)


# -- two-step processing --------------------------------------------------------------------------------------------
def test_when_two_step_processing_opens_those_who_wait_go_on_and_those_being_served_stay() -> None:
    steps = {"talk": desk(time="2 h", deferrable=True), "paper": {"time": "5 min"}}
    journeys = {"everyone": ["talk"], "deferred": ["paper"]}
    two_step = {"order_when": {"watch": "waiting_for", "step": "talk", "above": 0}, "brings": {"deferral": True}}
    found = played(scenario({"road": people("08:00", "08:10", "09:30")}, steps, journeys=journeys,
                            staff={"officers": officers()}, contingency={"two_step": two_step}))  # fmt: skip
    assert found.diary() == ["09:00 two_step ordered", "09:00 two_step ready"]
    assert found.left() == ["referred 10:00", "deferred 09:05", "deferred 09:35"]
