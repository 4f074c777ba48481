"""A number that changes in time, against the same number written out second by second."""

import numpy as np
import pytest

from sim.arrays import HOUR
from sim.figures.loops import compiled
from sim.figures.timelines import (
    Changes,
    by_hour,
    measured,
    minus,
    overlap,
    peak,
    periods,
    spells,
    step_function,
    summed_at,
    time_above,
    together,
    total,
)

START, END = 7000, 40000  # not a whole number of hours apart
HOURS = -(-(END - START) // HOUR)
pytestmark = pytest.mark.unit


def random_changes(seed):
    rng = np.random.default_rng(seed)
    begin = rng.integers(0, 45000, 60)
    return spells(begin, begin + rng.integers(0, 9000, 60), rng.integers(1, 5, 60))


def by_second(changes):
    """The number at every second from 0 to before END."""
    number = np.zeros(60000, dtype=np.int64)
    for tick, change in zip(*changes, strict=True):
        number[tick:] += change
    return number[:END]


@pytest.mark.parametrize("seed", range(20))
def test_everything_that_is_read_off_a_course_is_what_the_seconds_say(seed):
    changes = minus(random_changes(seed), 7)
    truth, found = by_second(changes), step_function(changes, START, END)
    span = truth[START:]
    assert total(found) == span.sum()
    assert time_above(found) == ((span > 0).sum(), np.maximum(span, 0).sum())
    assert peak(changes, START, END) == max(span.max(), 0)
    ticks = np.array([START, START + 1, 12345, END - 1])
    assert summed_at(changes, ticks) == truth[ticks].sum()
    hourly = by_hour(changes, START, END, HOURS)
    assert hourly.at.tolist() == truth[START + HOUR * np.arange(HOURS)].tolist()
    assert hourly.sums.tolist() == [span[HOUR * k : HOUR * (k + 1)].sum() for k in range(HOURS)]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("copies", [1, 10, 200])  # 200: in bins of less than four minutes
def test_what_is_read_off_in_one_go_is_what_is_read_off_one_by_one(seed, copies):
    many = [random_changes(1000 * seed + k) for k in range(copies)]
    changes = together(*many)
    level = int(np.median(by_second(changes)[START:]))
    cap = together(spells(*np.array([[0], [1 << 40], [level]])), minus(random_changes(50_000 + seed), 15))
    found = measured(changes, START, END, HOURS, cap)
    hourly = by_hour(changes, START, END, HOURS)
    assert [part.tolist() for part in found.hourly] == [part.tolist() for part in hourly]
    assert found.peak == peak(changes, START, END)
    assert measured(changes, START, END, HOURS).peak == found.peak
    excess = step_function(together(changes, Changes(cap.tick, -cap.by)), START, END, 0)
    assert 0 < time_above(found.excess)[0] < END - START
    assert time_above(found.excess) == time_above(excess)
    apart = measured(changes, START, END, HOURS, cap, peaked=False).excess
    assert [part.tolist() for part in periods(apart)] == [part.tolist() for part in periods(excess)]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("level", [-2, 0, 3, 8])
def test_above_a_level_nothing_is_missing_where_the_rest_is_left_out(seed, level):
    changes = minus(random_changes(seed), 4)
    span = by_second(changes)[START:]
    found = step_function(changes, START, END, level)
    assert found.tick.size < np.unique(changes.tick).size
    assert found.length.sum() == END - START
    written_out = np.repeat(found.value, found.length)
    assert np.maximum(written_out, level).tolist() == np.maximum(span, level).tolist()
    assert peak(changes, START, END, int(span[0])) == max(span.max(), 0, span[0])


@pytest.mark.parametrize("seed", range(20))
def test_periods_are_disjoint_in_order_and_cover_the_seconds_above_nothing(seed):
    changes = minus(random_changes(seed), 7)
    begins, ends = periods(step_function(changes, START, END))
    assert (ends > begins).all()
    assert (begins[1:] > ends[:-1]).all()
    covered = np.zeros(END, dtype=bool)
    for begin, end in zip(begins, ends, strict=True):
        covered[begin:end] = True
    assert (covered[START:] == (by_second(changes) > 0)[START:]).all()


def test_what_lasts_no_time_is_no_peak():
    nobody_stays = together(spells(*np.array([[10], [10], [9]])), spells(*np.array([[5], [20], [2]])))
    assert peak(nobody_stays, 0, 100) == 2


def test_the_first_piece_holds_what_changed_before_the_start():
    changes = Changes(np.array([3, 9]), np.array([4, -1]))
    assert (total(step_function(changes, 10, 20)), peak(changes, 10, 20)) == (30, 3)


def test_nothing_changes():
    empty = Changes(np.zeros(0, np.int64), np.zeros(0, np.int64))
    found = step_function(empty, 10, 20)
    assert (total(found), peak(empty, 10, 20), time_above(found)) == (0, 0, (0, 0))
    assert [part.size for part in periods(found)] == [0, 0]


@pytest.mark.parametrize("seed", range(10))
def test_tasks_that_follow_on_one_another_are_one(seed):
    rng = np.random.default_rng(seed)
    begin = np.cumsum(rng.integers(0, 900, 60) * rng.integers(0, 2, 60)) + START
    end, kind, officers = np.append(begin[1:], END), rng.integers(0, 3, 60), np.array([0, 1, 2])
    end[rng.random(60) < 0.3] += 500
    whole, short = spells(begin, end, officers[kind]), Changes(*compiled.at_work(begin, end, kind, officers))
    assert by_second(short).tolist() == by_second(whole).tolist()
    assert short.tick.size < 2 * np.count_nonzero(kind)


def test_no_tasks_are_none():
    nothing = np.zeros(0, np.int64)
    assert compiled.at_work(nothing, nothing, nothing, np.array([1]))[0].size == 0


def test_time_shared_with_periods():
    spans = (np.array([10, 30]), np.array([20, 50]))
    begin, end = np.array([0, 15, 0, 21, 45]), np.array([10, 35, 99, 29, 60])
    assert overlap(spans, begin, end).tolist() == [0, 10, 30, 0, 5]
    nothing = (np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert overlap(nothing, begin, end).tolist() == [0] * 5
