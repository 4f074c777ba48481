"""Officers busy, present, rostered and on overtime, worked out by hand."""

import math

import numpy as np
import pytest
from hand_logs import DAY, Party, Visit, run

from sim.figures import reduce

pytestmark = pytest.mark.unit

ROSTER = tuple((24 * day + hour, "officers", n) for day in range(4) for hour, n in ((8, 2), (20, 0)))
ON_CALL = {
    "order_when": {"on": "2025-07-03"},
    "brings": {"staff": {"officers": {"day": 3}, "delegates": {"day": 1}}},
}


def served(begin, end, option=0, step="interview", duty=(), left=None):
    """A party whose service takes officers from `begin` to `end`; it leaves then, unless said otherwise."""
    return Party(begin, end if left is None else left, visits=(Visit(step, begin, begin, end, option, duty),))


def test_two_officers_are_busy_two_hours_an_hour():
    found = run(served(9, 12), served(34, 35, step="intake"), levels=ROSTER).figures
    assert found["busy_hours_officers"] == 2 * 3 + 1
    assert found["present_hours_officers"] == found["rostered_hours_officers"] == 4 * 24
    assert found["utilisation_officers"] == 7 / 96
    assert found["overtime_hours_officers"] == 0
    assert found["busy_hours_delegates"] == 0


def test_only_the_part_in_the_span_counts():
    found = run(served(-3, 2), served(94, None), levels=((-24, "officers", 2),)).figures
    assert found["busy_hours_officers"] == 2 * 2 + 2 * 2


def test_pooled_officers_are_on_overtime_above_the_level():
    levels = ((8, "officers", 3), (20, "officers", 0))
    found = run(served(18, 21), served(19, 23, step="intake", left=25), levels=levels).figures
    # From 20 to 21 three are busy and nobody is on duty, from 21 to 23 one.
    assert found["overtime_hours_officers"] == 3 + 2
    assert found["busy_hours_officers"] == 10
    assert found["utilisation_officers"] == 5 / 36


def test_pooled_tasks_within_the_new_level_are_no_overtime():
    found = run(served(18, 22, step="intake"), levels=((8, "officers", 2), (20, "officers", 1))).figures
    assert found["overtime_hours_officers"] == 0


def test_a_step_that_holds_keeps_its_officers_until_the_party_is_let_in():
    visits = (Visit("interview", 9, 9, 10, 0), Visit("custody", 13, 13, 14))
    assert run(Party(9, 14, visits=visits), levels=ROSTER).figures["busy_hours_officers"] == 2 * 4
    waiting = (Visit("interview", 9, 9, 10, 0), Visit("custody"))
    assert run(Party(9, None, visits=waiting), levels=ROSTER).figures["busy_hours_officers"] == 2 * 87
    diverted = Party(9, 11, "diverted", visits=waiting)
    assert run(diverted, levels=ROSTER).figures["busy_hours_officers"] == 2 * 2
    intake = (Visit("intake", 9, 9, 10, 0), Visit("custody", 13, 13, 14))
    assert run(Party(9, 14, visits=intake), levels=ROSTER).figures["busy_hours_officers"] == 1


def test_handed_over_officers_are_on_overtime_past_their_duty():
    # Duty 3 is the delegates' of 2 July, from hour 8 to 16.
    found = run(served(15, 18, 1, duty=(3,)), levels=((8, "delegates", 1), (16, "delegates", 1))).figures
    assert found["busy_hours_delegates"] == 3
    assert found["overtime_hours_delegates"] == 2
    assert found["utilisation_delegates"] == 1 / 88
    early = run(served(14, 16, 1, duty=(3,)), levels=((8, "delegates", 1),)).figures
    assert early["overtime_hours_delegates"] == 0


def test_overtime_after_the_end_of_the_run_does_not_count():
    found = run(served(87, None, 1, duty=(9,)), levels=((80, "delegates", 1), (88, "delegates", 0)))
    assert found.basis.plan.duties.end[9] == 5 * DAY - 8 * 3600
    assert found.figures["overtime_hours_delegates"] == 8


def test_a_duty_is_over_when_its_measure_is_released():
    diary = ((24, "on_call", "ordered"), (24, "on_call", "ready"), (35, "on_call", "released"))
    called = run(contingency={"on_call": ON_CALL}).basis.plan
    crew = next(k for k, crew in enumerate(called.crews) if crew.source == 1 and crew.pool == 1)
    duty = next(
        k for k, mine in enumerate(called.duties.crew) if mine == crew and called.duties.begin[k] == 2 * DAY + 8 * 3600
    )
    late = served(34, 39, 1, duty=(duty,))
    found = run(late, contingency={"on_call": ON_CALL}, diary=diary, levels=((32, "delegates", 2),)).figures
    assert found["overtime_hours_delegates"] == 4
    again = (*diary, (60, "on_call", "ordered"), (60, "on_call", "ready"), (61, "on_call", "released"))
    assert run(late, contingency={"on_call": ON_CALL}, diary=again).figures["overtime_hours_delegates"] == 4


def test_officers_brought_are_rostered_while_their_measure_is_open():
    diary = ((24, "on_call", "ordered"), (34, "on_call", "ready"), (58, "on_call", "released"))
    found = run(contingency={"on_call": ON_CALL}, diary=diary, levels=ROSTER).figures
    # Hours 34 to 44 of the first day shift that meets it, 56 to 58 of the second.
    assert found["rostered_hours_officers"] == 96 + 3 * (10 + 2)
    assert found["rostered_hours_delegates"] == 4 * 8 + (40 - 34) + (58 - 56)


def test_absentees_are_rostered_and_not_present():
    levels = tuple((hour, name, min(level, 1)) for hour, name, level in ROSTER)
    found = run(served(9, 12, step="intake"), levels=levels).figures
    assert found["rostered_hours_officers"] == 96
    assert found["present_hours_officers"] == 48
    assert found["utilisation_officers"] == 3 / 48


def test_no_officer_at_all():
    none = {
        "officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 0}}},
        "delegates": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 0}}},
    }
    found = run(staff=none).figures
    assert found["rostered_hours_officers"] == found["cost_staff"] == 0
    assert math.isnan(found["utilisation_officers"])


def test_a_night_shift_is_an_hour_shorter_when_the_clock_goes_forward():
    night = {"officers": {"shifts": {"night": {"hours": "20:00-08:00", "on_duty": 1}}}}
    delegates = {"delegates": {"shifts": {"day": {"hours": "08:00-16:00", "on_duty": 1}}}}
    zone = {"time_zone": "America/Toronto", "start": "2025-03-08", "end": "2025-03-10"}
    found = run(staff=night | delegates, **zone).figures
    assert found["rostered_hours_officers"] == 8 + 11 + 4
    assert found["rostered_hours_delegates"] == 16


def test_the_week_shows_present_and_busy_by_local_hour():
    made = run(served(9.5, 11), levels=ROSTER)  # 2 July 2025 is a Wednesday
    found = reduce(made.basis, made.sample, made.log, 1)
    wednesday = 48
    assert found.busy[0, wednesday + 8 : wednesday + 12].tolist() == [0, 1, 2, 0]
    assert found.on_duty[0, wednesday + 7 : wednesday + 10].tolist() == [0, 2, 2]
    assert np.isnan(found.on_duty[0, :wednesday]).all()  # no Monday and no Tuesday in the span
    assert found.on_duty.shape == found.busy.shape == (2, 168)
