"""Waits and stays of some claimants, long waits, and those who gave up: worked out by hand. Hour 0 to hour 96."""

import math

import numpy as np
import pytest
from hand_logs import PORT, Party, Visit, run

pytestmark = pytest.mark.unit


def intake(ready: float, start: float | None = None, **given: object) -> Visit:
    return Visit("intake", ready, start, None if start is None else start + 1, 0 if start is not None else -1)


def waited(at: float, hours: float, **given: object) -> Party:
    return Party(at, at + hours + 1, visits=(intake(at, at + hours),), **given)


def patient(**changes: object) -> dict[str, object]:
    steps = PORT["process"]["steps"] | {"intake": PORT["process"]["steps"]["intake"] | {"patience": "2 h"}}
    return {"process": PORT["process"] | {"steps": steps}} | changes


def test_the_share_not_served_within_a_time_counts_those_who_gave_up_and_those_who_wait_still():
    found = run(
        waited(0, 3),
        waited(1, 5),
        waited(2, 4, persons=2),  # exactly four hours are not more than four
        Party(3, 5, "withdrawn", visits=(intake(3),)),  # gave up after two: was not served within four
        Party(80, visits=(intake(80),)),  # waits still, since 16 hours
        Party(93, visits=(intake(93),)),  # came less than four hours before the end: nobody knows yet
        waited(-2, 9),  # ready before the span
        figures=["wait_intake_over_4h", "wait_intake_over_30min", "wait_intake_over_1d"],
    ).figures
    assert found["wait_intake_over_4h"] == 3 / 6
    assert found["wait_intake_over_30min"] == 1
    assert found["wait_intake_over_1d"] == 1 / 5  # the one who gave up, of those who came by hour 72


def test_who_was_deferred_was_neither_kept_waiting_nor_served():
    deferred = Party(0, 9, "deferred", visits=(intake(0),))
    found = run(deferred, waited(0, 9), waited(0, 1), figures=["wait_intake_over_4h"]).figures
    assert found["wait_intake_over_4h"] == 1 / 2


def test_a_share_of_nobody_does_not_exist():
    found = run(waited(-9, 1), figures=["wait_intake_over_4h", "wait_intake_mean_stream_police"]).figures
    assert math.isnan(found["wait_intake_over_4h"])
    assert math.isnan(found["wait_intake_mean_stream_police"])


def test_quantiles_of_the_waits_of_a_step():
    parties = [waited(k, k) for k in range(1, 11)]
    found = run(*parties, figures=["wait_intake_p50", "wait_intake_max"]).figures
    assert [found[f"wait_intake_{what}"] for what in ("mean", "p50", "p90", "p95", "max")] == [5.5, 5, 9, 10, 10]
    assert math.isnan(found["wait_interview_p90"])


def test_waits_and_stays_by_stream_and_outcome():
    asked = ["wait_intake_*_stream_*", "time_on_site_*_stream_police", "within_6h_stream_*", "wait_*_over_2h_stream_*"]
    found = run(
        waited(0, 1), waited(0, 3, persons=3), waited(5, 7, stream=1),
        Party(9, 10, "diverted", persons=2, stream=1), figures=asked,
    ).figures  # fmt: skip
    assert (found["wait_intake_mean_stream_door"], found["wait_intake_mean_stream_police"]) == (10 / 4, 7)
    assert (found["wait_intake_p50_stream_door"], found["wait_intake_max_stream_police"]) == (3, 7)
    assert (found["wait_intake_over_2h_stream_door"], found["wait_intake_over_2h_stream_police"]) == (3 / 4, 1)
    assert [found[f"time_on_site_{what}_stream_police"] for what in ("mean", "p50", "max")] == [8, 8, 8]
    assert (found["within_6h_stream_door"], found["within_6h_stream_police"]) == (1, 0)  # two were turned away


def test_whole_stays_of_a_stream_and_those_up_to_a_limit():
    parties = (Party(0, 9), Party(5, 90, stream=1), Party(80, stream=1, out=120), Party(6, 7, stream=1, persons=2))
    found = run(*parties, figures=["time_on_site_*_stream_*"]).figures
    assert found["time_on_site_mean_stream_police"] == (85 + 40 + 2) / 4
    assert found["time_on_site_72h_mean_stream_police"] == (72 + 2) / 3
    assert (found["time_on_site_mean_stream_door"], found["time_on_site_72h_p50_stream_door"]) == (9, 9)
    stuck = run(*parties, Party(50), figures=["time_on_site_*_stream_*"]).figures
    assert math.isnan(stuck["time_on_site_mean_stream_police"])
    assert stuck["time_on_site_72h_mean_stream_police"] == (72 + 2) / 3


def test_by_priority_class_and_by_outcome_who_was_deferred_is_of_the_deferred():
    made = run(
        waited(0, 1), waited(0, 2), Party(0, 9, "deferred", visits=(intake(0, 6),)), waited(0, 4),
        process=PORT["process"] | {"priority": {"families": {"who": "with_children"}, "rest": {}}},
        figures=["wait_intake_mean_class_*", "wait_intake_mean_outcome_*"],
    )  # fmt: skip
    priority_class, outcome = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    sample = made.sample._replace(priority_class=priority_class, outcome=outcome)
    found = made._replace(sample=sample).figures
    assert (found["wait_intake_mean_class_families"], found["wait_intake_mean_class_rest"]) == (1.5, 5)
    outcomes = ("referred", "returned", "barred", "deferred")
    means = [found[f"wait_intake_mean_outcome_{name}"] for name in outcomes]
    assert means[0] == 1 and means[1] == 3 and math.isnan(means[2]) and means[3] == 6


def test_those_who_gave_up_stand_beside_those_served():
    found = run(
        waited(0, 1),
        Party(3, 5, "withdrawn", persons=3, visits=(intake(3),)),
        Party(6, 9, "withdrawn", visits=(intake(6), Visit("interview"))),
        Party(-9, -7, "withdrawn", visits=(intake(-9),)),  # before the span
        Party(20, 30, "diverted"),
        **patient(),
    ).figures
    assert (found["gave_up_intake"], found["withdrawn"]) == (4, 4)
    assert found["wait_intake_mean"] == 1
    assert found["wait_intake_gave_up_mean"] == (3 * 2 + 3) / 4
    assert (found["wait_intake_gave_up_p90"], found["wait_intake_gave_up_p95"]) == (3, 3)
    assert "gave_up_interview" not in found  # has no patience


def test_each_area_has_its_own_peak():
    held = Visit("custody", 3, 3, 20)
    found = run(
        Party(0, 10, persons=3, visits=(intake(0, 0),)),
        Party(2, 20, "returned", persons=2, visits=(intake(2, 2), held)),
        Party(4, 12, persons=1, visits=(intake(4, 4),)),
    ).figures
    assert found["on_site_peak"] == 6
    assert (found["peak_hall"], found["peak_cells"]) == (5, 2)
    assert run().figures["peak_hall"] == 0


TENTS = {
    "order_when": {"any": {"full": {"watch": "occupancy", "of": "hall", "above": 3}}},
    "lead_time": "1 d", "brings": {"areas": {"hall": 10}}, "minimum_term": "1 d",
    "release_when": {"any": {"empty": {"watch": "occupancy", "of": "hall", "below": 1}}},
}  # fmt: skip


def test_hours_open_and_pending_are_those_of_the_counted_span():
    told = ((-5, "tents", "ordered"), (23, "tents", "ready"), (25, "tents", "released"), (90, "tents", "ordered"))
    found = run(diary=told, contingency={"tents": TENTS}).figures
    assert (found["tents_hours_open"], found["tents_hours_pending"]) == (2, 23 + 6)
    assert found["tents_days_open"] == 2  # it touched two days
    found = run(diary=told[:2], contingency={"tents": TENTS}).figures
    assert (found["tents_hours_open"], found["tents_hours_pending"]) == (96 - 23, 23)


def family(*members: Visit, persons: int = 3, **given: object) -> Party:
    """Three persons whose intake serves each of them as a task of its own."""
    return Party(members[0].ready or 0, persons=persons, visits=members, **given)


def singly(how: str) -> dict[str, object]:
    changed = PORT["process"]["steps"]["intake"] | {"unit": "person", "family": how, "patience": "2 h"}
    return {"process": PORT["process"] | {"steps": PORT["process"]["steps"] | {"intake": changed}}}


def test_each_member_who_is_served_singly_counts_once_by_a_wait_of_its_own():
    """In parallel: three of a family wait 0, 1 and 5 h, a stranger 4 h. By whole parties it would be (0 + 3 + 15 +
    4) / 10 with 3 of 10 beyond 4 h."""
    found = run(
        family(intake(0, 0), intake(0, 1), intake(0, 5), left=9),
        waited(1, 4),
        figures=["wait_intake_p50", "wait_intake_max", "wait_intake_over_4h", "wait_intake_over_2h"],
        **singly("in_parallel"),
    ).figures
    assert found["wait_intake_mean"] == (0 + 1 + 5 + 4) / 4
    assert (found["wait_intake_p50"], found["wait_intake_p90"], found["wait_intake_max"]) == (1, 5, 5)
    assert (found["wait_intake_over_4h"], found["wait_intake_over_2h"]) == (1 / 4, 2 / 4)


def test_who_follows_a_member_of_the_family_counts_once_by_the_wait_from_its_turn():
    """One by one: the first waits 6 h, the second no longer, the third 2 h since the shift was over; a couple of a
    step that serves them together counts as two."""
    members = (intake(0, 6), intake(7, 7), intake(8, 10))
    alone = waited(0, 4)
    found = run(family(*members, left=12), alone, figures=["wait_intake_over_4h"], **singly("one_by_one")).figures
    assert found["wait_intake_mean"] == (6 + 0 + 2 + 4) / 4
    assert (found["wait_intake_p90"], found["wait_intake_over_4h"]) == (6, 1 / 4)
    whole = run(waited(0, 6, persons=2), waited(0, 3), **singly("together")).figures
    assert whole["wait_intake_mean"] == (2 * 6 + 3) / 3


def test_a_family_that_waits_still_is_all_of_its_members():
    """Of four who never begin all four waited too long; of three of whom one was served the two behind."""
    not_begun = family(intake(0), intake(0), intake(0), intake(0), persons=4)
    never = family(intake(0), Visit("intake"), Visit("intake"), Visit("intake"), persons=4)
    begun = family(intake(0, 1), intake(2), Visit("intake"))
    for party, how in ((not_begun, "in_parallel"), (never, "one_by_one")):
        found = run(party, waited(0, 1), figures=["wait_intake_over_4h"], **singly(how)).figures
        assert found["wait_intake_over_4h"] == 4 / 5
    found = run(begun, waited(0, 1), figures=["wait_intake_over_4h"], **singly("one_by_one")).figures
    assert found["wait_intake_over_4h"] == 2 / 4


def test_a_family_that_gives_up_is_all_of_its_members():
    gone = Party(1, 4, "withdrawn", persons=3, visits=(intake(1), Visit("intake"), Visit("intake")))
    alone = Party(0, 5, "withdrawn", visits=(intake(0),))
    found = run(gone, alone, figures=["wait_intake_over_2h"], **singly("one_by_one")).figures
    assert (found["gave_up_intake"], found["wait_intake_gave_up_mean"]) == (4, (3 * 3 + 5) / 4)
    assert found["wait_intake_over_2h"] == 1
