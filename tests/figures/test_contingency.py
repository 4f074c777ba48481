"""The figures of the measures, worked out by hand. The hall has space for 4, the cells for 2."""

import math

import pytest
from hand_logs import HOUR, Party, Visit, run

from sim.figures.contingency import orders
from sim.port.log import Entry, Event

pytestmark = pytest.mark.unit

HALL = {"order_when": {"on": "2025-07-02"}, "brings": {"areas": {"hall": 6}}}
NIGHT = {"order_when": {"on": "2025-07-02"}, "brings": {"staff": {"officers": {"day": 1}}}}
IDLE = HALL | {"enabled": False}
MEASURES = {"contingency": {"tents": HALL, "spare": IDLE, "on_call": NIGHT}}


def hall(arrive, left, persons, ready=None):
    ready = arrive if ready is None else ready
    return Party(arrive, left, persons=persons, visits=(Visit("intake", ready, ready, left, 0),))


def called(*parties, entries, name="tents", **changes):
    """The figures of one measure, its name cut off."""
    figures = run(*parties, diary=tuple((hour, name, what) for hour, what in entries), **(MEASURES | changes)).figures
    return {key.removeprefix(f"{name}_"): value for key, value in figures.items() if key.startswith(f"{name}_")}


def test_never_ordered():
    found = called(hall(0, 90, 9), entries=())
    dates = {key: found.pop(key) for key in ("first_order", "first_ready")}
    assert all(math.isnan(date) for date in dates.values())
    opened = ("days_open", "hours_open", "hours_pending")
    names = ("ordered", "times", "at_start", *opened, "days_needed", "days_idle", "late_hours")
    assert found == dict.fromkeys(names, 0)


def test_a_measure_that_is_not_enabled_has_the_figures_of_one_never_ordered():
    found = called(hall(0, 90, 9), entries=(), name="spare")
    assert found["ordered"] == found["days_open"] == found["late_hours"] == 0
    assert math.isnan(found["first_order"])


def test_only_measures_that_bring_space_are_needed_or_idle_or_late():
    found = called(entries=((30, "ordered"), (40, "ready")), name="on_call")
    opened = {"days_open", "hours_open", "hours_pending"}
    assert set(found) == {"ordered", "times", "at_start", "first_order", "first_ready", *opened}
    assert found["days_open"] == 3


def test_ordered_twice():
    entries = ((5, "ordered"), (10, "ready"), (20, "released"), (50, "ordered"), (60, "ready"))
    made = run(diary=tuple((hour, "tents", what) for hour, what in entries), **MEASURES)
    start = made.basis.start
    found = called(entries=entries)
    assert (found["ordered"], found["times"]) == (1, 2)
    assert (found["first_order"], found["first_ready"]) == (start + 5 * HOUR, start + 10 * HOUR)
    assert found["days_open"] == 1 + 2  # part of the first day, and of the last two
    assert (found["days_needed"], found["days_idle"]) == (0, 3)


def test_days_needed_are_those_on_which_the_base_space_would_not_have_done():
    entries = ((5, "ordered"), (10, "ready"), (80, "released"))
    found = called(
        hall(2, 8, 9),  # crowded before it was ready
        hall(12, 14, 5),  # needed on the first day
        hall(30, 40, 4),  # just enough
        hall(70, 73, 5),  # needed on the third and the fourth
        hall(85, 90, 9),  # crowded after it was given back
        entries=entries,
    )
    assert found["days_open"] == 4
    assert (found["days_needed"], found["days_idle"]) == (3, 1)
    assert found["late_hours"] == 3


def test_open_until_midnight_is_not_open_on_the_next_day():
    found = called(hall(20, 30, 5), entries=((0, "ordered"), (0, "ready"), (24, "released")))
    assert (found["days_open"], found["days_needed"]) == (1, 1)


def test_open_for_no_time_is_open_on_no_day():
    found = called(hall(20, 30, 5), entries=((10, "ordered"), (25, "ready"), (25, "released")))
    assert (found["days_open"], found["days_needed"]) == (0, 0)


def test_late_until_the_end_if_it_never_was_ready():
    found = called(hall(10, None, 5), entries=((90, "ordered"),))
    assert (found["late_hours"], found["days_open"]) == (6, 0)


def test_late_until_it_was_called_off():
    found = called(hall(10, 90, 5), entries=((20, "ordered"), (23, "cancelled"), (30, "ordered"), (32, "ready")))
    assert found["late_hours"] == 3 + 2
    assert found["times"] == 2


def test_those_who_wait_outside_a_hard_area_need_its_space():
    cells = {"order_when": {"on": "2025-07-02"}, "brings": {"areas": {"cells": 2, "hall": 1}}}
    inside = Party(0, 60, persons=2, visits=(Visit("custody", 0, 0, 60),))
    waiting = Party(10, 61, persons=1, visits=(Visit("custody", 60, 60, 61),))
    crowd = hall(55, 58, 5)
    entries = ((5, "ordered"), (30, "ready"))
    found = called(inside, waiting, crowd, entries=entries, contingency={"tents": cells})
    assert found["late_hours"] == 20
    assert (found["days_open"], found["days_needed"]) == (3, 2)


def test_a_short_day_is_a_day():
    zone = {"time_zone": "America/Toronto", "start": "2025-03-08", "end": "2025-03-11"}
    contingency = {"tents": HALL | {"order_when": {"on": "2025-03-08"}}}
    entries = ((0, "ordered"), (24, "ready"), (47, "released"))  # all of 9 March, which has 23 hours
    found = called(entries=entries, contingency=contingency, **zone)
    assert found["days_open"] == 1


def test_what_the_diary_says_besides_is_no_order():
    def entry(tick, what):
        return Entry(tick, 0, Event(what))

    whats = ("ordered", "refused", "ready", "overtaken", "kept", "given back", "kept", "released")
    (found,) = orders(tuple(entry(k, what) for k, what in enumerate(whats)), 1)
    assert [column.tolist() for column in found] == [[0], [2], [7], [-1], [2], [0]]
