"""Exact traces: the end of a shift under both disciplines, every timestamp worked by hand."""

from pathlib import Path

import pytest
from hand import ENGINES, played

pytestmark = [pytest.mark.theory, pytest.mark.parametrize("engine", ENGINES)]

SCENARIO = """
name: Shifts by hand
start: 2025-01-01
end: 2025-01-03
arrivals: {people: {listed: people.csv}}
process:
  steps: {desk: {staff: {officers: 1}, time: 45 min}}
  journeys: {everyone: [desk]}
staff:
  officers:
    at_shift_end: %s
    shifts: %s
"""
RELIEVED = "{early: {hours: 08:00-10:00, on_duty: 2}, late: {hours: 10:00-12:00, on_duty: 1}}"
OVERLAPPING = "{early: {hours: 08:00-10:00, on_duty: 1}, late: {hours: 09:00-12:00, on_duty: 1}}"


def test_pooled_tasks_go_on_and_count_against_the_new_level(tmp_path: Path, engine: str) -> None:
    people = ["08:00", "08:10", "08:20", "08:30", "08:45", "09:05", "09:50", "09:55", "11:00", "11:30"]
    trace = played(tmp_path, engine, SCENARIO % ("pooled", RELIEVED), people=people)
    assert trace.services() == {
        "08:00": "08:00-08:45",  # comes as the shift begins: the roster is first
        "08:10": "08:10-08:55",  # the second officer
        "08:20": "08:45-09:30",
        "08:30": "08:55-09:40",
        "08:45": "09:30-10:15",  # the service that ends at 08:45 is before it: the officer is taken by 08:20
        "09:05": "09:40-10:25",
        "09:50": "10:25-11:10",  # at 10:00 one officer for two open tasks, at 10:15 for one: nothing starts
        "09:55": "11:10-11:55",
        "11:00": "11:55-12:40",  # goes on after the last shift
        "11:30": "08:00 +1-08:45 +1",
    }
    assert trace.levels(trace.plan.pool("officers")) == {
        "00:00": 0, "08:00": 2, "10:00": 1, "12:00": 0, "08:00 +1": 2, "10:00 +1": 1, "12:00 +1": 0,
    }  # fmt: skip


def test_handover_tasks_end_on_overtime_outside_the_new_level(tmp_path: Path, engine: str) -> None:
    people = ["08:00", "08:10", "08:20", "08:30", "08:45", "09:05", "09:50", "09:55", "11:00", "11:30"]
    trace = played(tmp_path, engine, SCENARIO % ("handover", RELIEVED), people=people)
    assert trace.services() == {
        "08:00": "08:00-08:45",
        "08:10": "08:10-08:55",
        "08:20": "08:45-09:30",
        "08:30": "08:55-09:40",
        "08:45": "09:30-10:15",  # 15 minutes of overtime
        "09:05": "09:40-10:25",  # 25
        "09:50": "10:00-10:45",  # the late officer is free, whatever the early ones still do
        "09:55": "10:45-11:30",
        "11:00": "11:30-12:15",  # 15, after the last shift
        "11:30": "08:00 +1-08:45 +1",
    }
    ends = trace.plan.duties.end[trace.log.duty[:, 0]]
    overtime = [max(int(end - shift), 0) // 60 for end, shift in zip(trace.log.end, ends, strict=True)]
    assert overtime == [0, 0, 0, 0, 15, 25, 0, 0, 15, 0]


def test_handover_takes_the_officer_whose_shift_ends_last(tmp_path: Path, engine: str) -> None:
    people = ["08:00", "09:00", "09:10", "09:50", "09:56", "10:05"]
    trace = played(tmp_path, engine, SCENARIO % ("handover", OVERLAPPING), people=people)
    assert trace.services() == {
        "08:00": "08:00-08:45",  # early
        "09:00": "09:00-09:45",  # late, though early is free: its shift ends last
        "09:10": "09:10-09:55",  # early
        "09:50": "09:50-10:35",  # late
        "09:56": "09:56-10:41",  # early, 41 minutes of overtime
        "10:05": "10:35-11:20",  # late: a shift that goes on is untouched, early has gone home
    }
    shifts = [trace.plan.crews[trace.plan.duties.crew[duty]].shift for duty in trace.log.duty[:, 0]]
    assert shifts == ["early", "late", "early", "late", "early", "late"]


def test_pooled_does_not_ask_whose_task_it_is(tmp_path: Path, engine: str) -> None:
    people = ["08:00", "09:00", "09:10", "09:50", "09:56", "10:05"]
    trace = played(tmp_path, engine, SCENARIO % ("pooled", OVERLAPPING), people=people)
    assert trace.services() == {
        "08:00": "08:00-08:45",
        "09:00": "09:00-09:45",
        "09:10": "09:10-09:55",
        "09:50": "09:50-10:35",
        "09:56": "09:56-10:41",
        "10:05": "10:41-11:26",  # at 10:35 one of two tasks ends, and one officer is on duty: he has the other
    }
