"""Measures that are ordered or open when the run starts: played by both engines, and paid to the cent, by hand.

The lease of the money tests: set-up 36,000; 800.00 a day; restoration 9,500; a term of 120 days, options of 60 days
with a notice of 14 days. The run is the first half of 2025, in UTC.
"""

from typing import Any

import pytest
from hand_worked import people, played, scenario

from sim.experiments import output
from sim.experiments.run import run
from sim.scenario.schema import Scenario
from sim.views.run.answer import answer

pytestmark = pytest.mark.unit

COST = {"set_up": "36000 CAD", "per_month": "24350 CAD", "restoration": "9500 CAD"}
OPTIONS = {"options": {"count": 2, "each": "60 d", "notice": "14 d"}}
STAY = {"stay": {"area": "hall", "time": "1 d"}}
EMPTY = {"watch": "occupancy", "of": "hall", "below": 1}
FULL = {"watch": "occupancy", "of": "hall", "above": 1000}


def base(at_start: dict[str, Any], **terms: Any) -> Scenario:
    """A year's first half with a lease that is under way at its start."""
    lease = {
        "at_start": at_start, "brings": {"areas": {"hall": 60}}, "minimum_term": "120 d", "cost": COST,
        "release_when": EMPTY,
    } | terms  # fmt: skip
    port = {"warm_up": terms.pop("warm_up")} if "warm_up" in terms else {}
    lease.pop("warm_up", None)
    return scenario(
        {"road": people("08:00")}, STAY, time_zone="UTC", start="2025-01-01", end="2025-07-01",
        space={"areas": {"hall": {"persons": 10}}}, contingency={"lease": lease}, **port,
    )  # fmt: skip


def figures(given: Scenario) -> dict[str, float]:
    result = run(given, 1)
    return dict(zip(result.names, result.runs[0].figures.tolist(), strict=True))


def days(given: Scenario) -> list[str]:
    """The diary without refusals, a line an event with its day."""
    found = played(given)
    at = found.plan.clock.at
    return [f"{at(entry.tick):%Y-%m-%d} {entry.event}" for entry in found.log.diary if entry.event != "refused"]


def test_a_running_lease_with_one_option_used() -> None:
    # Of its first option 30 days are left, to 31 January. The second is decided on 17 January: nobody is there in the
    # listed time, so the space is given back on 31 January. Owed: 30 x 800 + 9,500.
    given = base({"open_since": "2024-08-04", "term_left": "30 d", "options_used": 1}, **OPTIONS)
    assert days(given) == ["2025-01-01 under way", "2025-01-17 given back", "2025-01-31 released"]
    found = figures(given)
    assert (found["cost_lease"], found["cost_total"]) == (33_500, 33_500)
    assert found["lease_days_open"] == 30
    assert (found["lease_ordered"], found["lease_times"], found["lease_at_start"]) == (0, 0, 1)


def test_its_last_option_is_taken_unless_the_release_rule_holds() -> None:
    # Kept on 17 January, to 1 April: 90 days of rent. There is no third option.
    kept = base({"open_since": "2024-08-04", "term_left": "30 d", "options_used": 1}, **OPTIONS, release_when=None)
    assert days(kept) == ["2025-01-01 under way", "2025-01-17 kept", "2025-04-01 released"]
    assert [e.option for e in played(kept).log.diary] == [0, 2, 0]
    assert figures(kept)["cost_lease"] == 90 * 800 + 9_500


def test_an_option_whose_notice_lies_before_the_start_is_not_taken() -> None:
    late = base({"open_since": "2024-08-04", "term_left": "13 d"}, **OPTIONS, release_when=None)
    assert days(late) == ["2025-01-01 under way", "2025-01-14 released"]
    assert figures(late)["cost_lease"] == 13 * 800 + 9_500
    just = base({"open_since": "2024-08-04", "term_left": "14 d"}, **OPTIONS, release_when=None)
    assert days(just)[:2] == ["2025-01-01 under way", "2025-01-01 kept"]


def test_rent_is_at_the_tier_that_the_months_gone_have_reached() -> None:
    # Open for 31 days on 1 January: the first month (30.4375 days) is over, and all 20 days are at 400.00.
    tiers = {"cost": COST | {"per_month": {1: "24350 CAD", 2: "12175 CAD"}}}
    found = figures(base({"open_since": "2024-12-01", "term_left": "20 d"}, **tiers, **OPTIONS))
    assert found["cost_lease"] == 20 * 400 + 9_500
    # Since 21 December: 11 days gone, 19.4375 at 800.00, then 0.5625 at 400.00.
    found = figures(base({"open_since": "2024-12-21", "term_left": "20 d"}, **tiers, **OPTIONS))
    assert round(found["cost_lease"], 2) == round(19.4375 * 800 + 0.5625 * 400 + 9_500, 2)


def test_what_is_ordered_at_the_start_owes_its_term_and_no_set_up() -> None:
    # Ready on 13 January, its 120 days end on 13 May.
    given = base({"ready_in": "12 d"}, order_when=FULL)
    assert days(given) == [
        "2025-01-01 under way", "2025-01-13 ready", "2025-01-13 overtaken", "2025-05-13 released",
    ]  # fmt: skip
    found = figures(given)
    assert found["cost_lease"] == 120 * 800 + 9_500
    assert (found["lease_hours_pending"], found["lease_days_open"], found["lease_times"]) == (12 * 24, 120, 0)
    late = figures(base({"ready_in": "200 d"}, order_when=FULL))  # after the end: all of it later
    assert (late["cost_lease"], late["cost_lease_later"]) == (105_500, 105_500)


def test_what_is_called_off_after_the_start_owes_nothing_more() -> None:
    given = base({"ready_in": "12 d"}, cancel_when=EMPTY | {"for": "2 d"})
    assert days(given) == ["2025-01-01 under way", "2025-01-03 cancelled"]
    assert figures(given)["cost_lease"] == 0


def test_without_options_it_stays_past_what_is_left_until_its_rule_holds() -> None:
    given = base({"open_since": "2024-11-01", "term_left": "10 d"})
    assert days(given) == ["2025-01-01 under way", "2025-01-11 released"]
    stays = base({"open_since": "2024-11-01", "term_left": "0 d"}, release_when=None)
    assert days(stays) == ["2025-01-01 under way"]
    assert figures(stays)["cost_lease"] == 181 * 800 + 9_500  # to the end, and given back then


def test_in_a_warm_up_it_is_as_at_the_start_and_nothing_of_it_is_paid_or_decided() -> None:
    given = base({"open_since": "2024-08-04", "term_left": "30 d", "options_used": 1}, **OPTIONS, warm_up="20 d")
    assert days(given) == ["2024-12-12 under way", "2025-01-17 given back", "2025-01-31 released"]
    found = figures(given)
    assert (found["cost_lease"], found["cost_before_start"], found["lease_days_open"]) == (33_500, 0, 30)
    ordered = base({"ready_in": "12 d"}, cancel_when=EMPTY, order_when=FULL, warm_up="20 d")
    assert days(ordered)[:2] == ["2024-12-12 under way", "2025-01-01 cancelled"]


def test_officers_on_loan_serve_and_are_paid_for_what_is_left_of_their_term() -> None:
    loan = {
        "at_start": {"open_since": "2025-05-01", "term_left": "12 h"}, "brings": {"staff": {"officers": {"day": 2}}},
        "options": {"count": 1, "each": "1 d", "notice": "12 h"}, "minimum_term": "30 d", "release_when": {
            "watch": "waiting_for", "step": "see", "below": 1},
        "cost": {"per_month": "730.5 CAD per officer"},
    }  # fmt: skip
    shifts = {"day": {"hours": "00:00-24:00", "on_duty": 0}}
    given = scenario(
        {"road": people("08:00", "08:00", "13:00")},
        {"see": {"staff": {"officers": 1}, "time": "1 h", "patience": "5 h"}},
        staff={"officers": {"shifts": shifts, "cost": "10 CAD/h"}},
        contingency={"loan": loan},
    )
    found = played(given)
    assert found.tasks("see") == ["08:00-09:00", "08:00-09:00", "---"]
    assert found.left()[2] == "withdrawn 18:00"
    money = figures(given)
    assert money["cost_loan"] == 2 * 12  # officers x hours at 1 CAD: a month has 730.5 h
    assert money["cost_staff"] == 2 * 12 * 10


def test_it_is_ordered_again_by_its_rule_after_what_was_open_is_over() -> None:
    again = {"order_when": {"on": "2025-02-10"}}
    given = base({"open_since": "2024-08-04", "term_left": "30 d", "options_used": 2}, **OPTIONS, **again)
    assert days(given)[:4] == [
        "2025-01-01 under way", "2025-01-31 released", "2025-02-10 ordered", "2025-02-10 ready",
    ]  # fmt: skip
    found = figures(given)
    assert (found["lease_ordered"], found["lease_times"], found["lease_at_start"]) == (1, 1, 1)
    # 30 days and giving back; then set-up, the 120 days to 10 June, and giving back.
    assert found["cost_lease"] == (30 * 800 + 9_500) + (36_000 + 120 * 800 + 9_500)


def test_it_is_told() -> None:
    given = base({"open_since": "2024-08-04", "term_left": "30 d", "options_used": 1}, **OPTIONS)
    result = run(given, 1)
    said = " ".join(answer(result))
    assert "Lease. It is open at the start, since 2024-08-04, with 30 d of its term to come and 1 option used." in said
    assert "It is open on 30 days. It is needed on 0 days of them." in said
    rows = list(output.contingency(result))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["ordered"], row["at_start"], row["released"]) == ("", "open", "2025-01-31T00:00:00+00:00")


@pytest.mark.parametrize(
    ("at_start", "terms", "said"),
    [
        ({"ready_in": "1 d", "open_since": "2024-08-04"}, {}, "one of ready_in"),
        ({}, {}, "one of ready_in"),
        ({"open_since": "2024-08-04"}, {}, "open_since together with term_left"),
        ({"ready_in": "1 d", "options_used": 1}, OPTIONS, "options_used of what is open_since a day"),
        ({"open_since": "2024-08-04", "term_left": "1 d", "options_used": 3}, OPTIONS, "at most 2, the count"),
    ],
)
def test_what_cannot_be_is_refused(at_start: dict[str, Any], terms: dict[str, Any], said: str) -> None:
    with pytest.raises(Exception, match="Value error") as refused:
        base(at_start, **terms)
    assert said in str(refused.value)


def test_a_measure_that_is_neither_ordered_nor_under_way_is_refused() -> None:
    with pytest.raises(Exception, match="order_when, or at_start"):
        scenario({"road": people("08:00")}, STAY, space={"areas": {"hall": {"persons": 10}}},
                 contingency={"lease": {"brings": {"areas": {"hall": 1}}}})  # fmt: skip
