"""The rules of `sim/port/README.md` on shifts and measures that no other test holds. Worked by hand."""

from typing import Any

import pytest
from hand_worked import officers, people, played, scenario

from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import checks

pytestmark = pytest.mark.agreement

DESK = {"desk": {"staff": {"officers": 1}, "time": "30 min"}}
STAY = {"stay": {"area": "hall", "time": "1 h"}}
HALL = {"areas": {"hall": {"persons": 10}}}
CROWDED = {"watch": "occupancy", "of": "hall", "above": 0}
EMPTY = {"watch": "occupancy", "of": "hall", "below": 1}


# -- shifts ---------------------------------------------------------------------------------------------------------
def test_a_shift_under_way_when_the_run_begins_is_on_duty() -> None:
    found = played(scenario({"road": people("01:00")}, DESK, staff={"officers": officers(2, "22:00-06:00")}))
    assert found.levels(0) == ["00:00 2", "06:00 0", "22:00 2", "30:00 0", "46:00 2"]
    assert found.tasks("desk") == ["01:00-01:30"]


def test_a_change_of_officers_is_for_shifts_that_begin_on_its_day_or_later() -> None:
    night = officers(2, "22:00-06:00", changes={"2025-06-03": {"shift": 5}})
    found = played(scenario({"road": people("01:00")}, DESK, staff={"officers": night}))
    assert found.levels(0) == ["00:00 2", "06:00 0", "22:00 2", "30:00 0", "46:00 5"]


def test_officers_who_come_and_go_in_one_second_are_counted_together() -> None:
    shifts = {"early": {"hours": "08:00-10:00", "on_duty": 1}, "late": {"hours": "10:00-12:00", "on_duty": 1}}
    found = played(scenario({"road": people("09:45", "09:50")}, DESK, staff={"officers": {"shifts": shifts}}))
    assert found.levels(0)[:3] == ["00:00 0", "08:00 1", "12:00 0"]
    assert found.tasks("desk") == ["09:45-10:15", "10:15-10:45"]


@pytest.mark.parametrize(("discipline", "second"), [("pooled", "10:20-10:50"), ("handover", "10:10-10:40")])
def test_a_break_is_like_the_end_of_a_shift(discipline: str, second: str) -> None:
    tea = officers(1, "08:00-12:00", at_shift_end=discipline)
    tea["shifts"]["shift"]["breaks"] = ["10:00-10:10"]
    found = played(scenario({"road": people("09:50", "09:55")}, DESK, staff={"officers": tea}))
    # Handover: the task that the break interrupts is over time, beside which the officer serves again from 10:10 on.
    assert found.tasks("desk") == ["09:50-10:20", second]


@pytest.mark.parametrize(("discipline", "second"), [("pooled", "24:15-24:45"), ("handover", "24:00-24:30")])
def test_the_shift_of_the_next_day_is_another_one(discipline: str, second: str) -> None:
    staff = {"officers": officers(at_shift_end=discipline)}
    found = played(scenario({"road": people("23:45", "23:50")}, DESK, staff=staff))
    assert found.tasks("desk") == ["23:45-24:15", second]


# -- checks ---------------------------------------------------------------------------------------------------------
def test_checks_are_apart_by_the_clock_of_seconds_and_daily_ones_by_the_local_clock() -> None:
    """On 2 November 2025 the hour from 01:00 to 02:00 comes twice in Toronto."""
    measure = {"order_when": CROWDED, "brings": {"areas": {"hall": 5}}}
    tents = {"grid": measure | {"watch_every": "8 h"}, "daily": measure | {"check_at": "08:00"}}
    given = scenario({"road": people("01:00")}, STAY, space=HALL, contingency=tents,
                     time_zone="America/Toronto", start="2025-11-02", end="2025-11-03")  # fmt: skip
    time = clock(given)
    ticks, measures = checks(given, time)
    local = [f"{time.at(int(tick)):%H:%M}" for tick in ticks]
    assert [at for at, m in zip(local, measures, strict=True) if m == 0] == ["00:00", "07:00", "15:00", "23:00"]
    assert [at for at, m in zip(local, measures, strict=True) if m == 1] == ["08:00"]


def contingency(came: dict[str, Any], **measures: Any) -> list[str]:
    """The diary, but for what was refused and overtaken."""
    found = played(scenario(came, STAY, space=HALL, contingency=measures)).diary()
    return [line for line in found if line.split()[2] not in ("refused", "overtaken")]


def tent(**more: Any) -> dict[str, Any]:
    return {"order_when": CROWDED, "brings": {"areas": {"hall": 10}}} | more


def test_all_measures_look_before_any_of_them_acts() -> None:
    tight = {"watch": "occupancy", "of": "hall", "above": "15%"}  # 2 of 10 places; 2 of 20 once the first is open
    both = {"first": tent(order_when=tight), "second": tent(order_when=tight)}
    assert contingency({"road": people("08:10", "08:20")}, **both) == [
        "09:00 first ordered", "09:00 first ready", "09:00 second ordered", "09:00 second ready",
    ]  # fmt: skip


def test_a_condition_has_to_have_been_true_since_someone_looks_for_as_long_as_it_asks() -> None:
    quiet = tent(order_when=EMPTY | {"for": "3 h"})
    assert contingency({"road": people("05:30")}, tent=quiet)[0] == "03:00 tent ordered"
    # True at every check from 03:00 on, false at 02:00.
    assert contingency({"road": people("01:30")}, tent=quiet)[0] == "05:00 tent ordered"


def test_any_needs_one_of_its_conditions_and_all_need_every_one() -> None:
    more = {"watch": "occupancy", "of": "hall", "above": 1}
    came = {"road": people("08:30", "09:20", "09:30")}
    assert contingency(came, tent=tent(order_when={"any": {"a": CROWDED, "b": more}}))[0] == "09:00 tent ordered"
    assert contingency(came, tent=tent(order_when={"all": {"a": CROWDED, "b": more}}))[0] == "10:00 tent ordered"


def test_a_date_orders_once() -> None:
    dated = tent(order_when={"on": "2025-06-03"}, release_when=EMPTY)
    assert contingency({"road": people("01:00")}, tent=dated) == [
        "24:00 tent ordered", "24:00 tent ready", "24:00 tent released",
    ]  # fmt: skip


# -- the life of a measure ------------------------------------------------------------------------------------------
ALWAYS_THERE = {"road": people(*(f"{hour:02d}:{minute}" for hour in range(48) for minute in ("00", "30")))}


def test_it_is_ordered_again_at_the_next_check_or_in_the_second_in_which_its_rest_is_over() -> None:
    back = tent(minimum_term="4 h", release_when={"watch": "occupancy", "of": "hall", "above": 0})
    assert contingency(ALWAYS_THERE, tent=back)[:4] == [
        "01:00 tent ordered", "01:00 tent ready", "05:00 tent released", "06:00 tent ordered",
    ]  # fmt: skip
    assert contingency(ALWAYS_THERE, tent=back | {"rest": "2 h"})[3] == "07:00 tent ordered"
    assert contingency(ALWAYS_THERE, tent=back | {"rest": "90 min"})[3] == "07:00 tent ordered"


def test_an_order_can_be_called_off_until_the_second_in_which_it_is_ready() -> None:
    came = {"road": people("07:30")}  # there at the check of 08:00, gone at that of 09:00
    off = tent(cancel_when=EMPTY)
    assert contingency(came, tent=off | {"lead_time": "61 min"}) == ["08:00 tent ordered", "09:00 tent cancelled"]
    assert contingency(came, tent=off | {"lead_time": "1 h"}) == ["08:00 tent ordered", "09:00 tent ready"]


def test_without_a_release_rule_it_stays() -> None:
    found = played(scenario(ALWAYS_THERE, STAY, space=HALL, contingency={"tent": tent(minimum_term="2 h")}))
    assert found.levels(found.plan.area("hall")) == ["00:00 10", "01:00 20"]


def test_what_would_be_ready_at_the_end_is_not() -> None:
    assert contingency({"road": people("46:30")}, tent=tent(lead_time="1 h")) == ["47:00 tent ordered"]


def test_space_that_is_given_back_crowds_those_who_are_there() -> None:
    hard = {"areas": {"hall": {"persons": 1, "limit": "hard"}}}
    measure = {"order_when": {"watch": "outside", "above": 1}, "brings": {"areas": {"hall": 3}}, "minimum_term": "1 h",
               "release_when": {"watch": "outside", "below": 1}}  # fmt: skip
    came = {"road": people("08:10", "08:20", "08:30", "10:30")}
    steps = {"stay": {"area": "hall", "time": "3 h"}}
    found = played(scenario(came, steps, space=hard, contingency={"tent": measure}))
    assert found.levels(found.plan.area("hall")) == ["00:00 1", "09:00 4", "10:00 1"]
    # Three are in a hall of one from 10:00 on; nobody is sent away, and nobody is let in until they have all left.
    assert found.ready("stay") == ["08:10", "09:00", "09:00", "12:00"]
