"""Crowding and waiting outside, worked out by hand. The hall has space for 4, the cells for 2."""

import pytest
from hand_logs import HOUR, Party, Visit, run

from sim.figures import reduce

pytestmark = pytest.mark.unit


def stay(arrive, left, persons, ready=None):
    """A party in the hall from when it is let in until it leaves."""
    ready = arrive if ready is None else ready
    return Party(arrive, left, persons=persons, visits=(Visit("intake", ready, ready, left, 0),))


def test_hours_and_person_hours_above_the_space():
    found = run(stay(-3, 2, 5), stay(10, 20, 4), stay(12, 15, 3), stay(90, None, 6)).figures
    assert found["over_capacity_hours_hall"] == 2 + 3 + 6
    assert found["over_capacity_person_hours_hall"] == 2 * 1 + 3 * 3 + 6 * 2


def test_space_that_opens_relieves_and_space_that_is_given_back_crowds():
    levels = ((14, "hall", 10), (18, "hall", 4))
    found = run(stay(10, 20, 7), levels=levels).figures
    assert found["over_capacity_hours_hall"] == 4 + 2
    assert found["over_capacity_person_hours_hall"] == 4 * 3 + 2 * 3


def test_exactly_full_is_not_crowded_and_one_leaves_as_another_comes():
    found = run(stay(10, 12, 4), stay(12, 14, 4)).figures
    assert found["over_capacity_hours_hall"] == 0
    assert found["on_site_peak"] == 4


def test_a_step_without_area_leaves_the_party_where_it_is():
    visits = (Visit("intake", 1, 1, 2, 0), Visit("interview", 2, 2, 5, 0), Visit("custody", 6, 6, 9))
    made = run(Party(1, 9, persons=5, visits=visits))
    assert made.figures["over_capacity_hours_hall"] == 5  # from 1 until let into the cells at 6
    assert made.figures["over_capacity_hours_cells"] == 3
    assert made.figures["over_capacity_person_hours_cells"] == 9


def test_outside_until_let_in_or_gone():
    found = run(
        stay(10, 30, 2, ready=13),
        Party(11, 12, "withdrawn", persons=3, visits=(Visit("intake"),)),
        Party(95, persons=1, visits=(Visit("intake"),)),
        stay(-2, 4, 1, ready=1),
    ).figures
    assert found["outside_person_hours"] == 2 * 3 + 3 * 1 + 1 + 1
    assert found["outside_peak"] == 5
    assert found["on_site_peak"] == 5


def test_persons_and_space_at_each_full_hour():
    made = run(stay(0.5, 3, 2, ready=1.5), levels=((2, "hall", 9),))
    found = reduce(made.basis, made.sample, made.log, 7)
    assert found.number == 7
    assert found.on_site[:5].tolist() == [0, 2, 2, 0, 0]
    assert found.occupancy[0, :5].tolist() == [0, 0, 2, 0, 0]
    assert found.space[0, :4].tolist() == [4, 4, 9, 9]
    assert found.space[1, :2].tolist() == [2, 2]
    assert found.on_site.size == 96
    assert found.occupancy.shape == found.space.shape == (2, 96)
    assert made.figures["outside_person_hours"] * HOUR == 2 * HOUR
