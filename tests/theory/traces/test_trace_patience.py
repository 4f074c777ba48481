"""Exact trace: two classes, patience, and what comes first at one instant, worked by hand."""

from pathlib import Path

import pytest
from hand import ENGINES, played

pytestmark = [pytest.mark.theory, pytest.mark.parametrize("engine", ENGINES)]

SCENARIO = """
name: Priorities with patience by hand
start: 2025-01-01
end: 2025-01-02
arrivals: {plain: {listed: plain.csv}, urgent: {listed: urgent.csv}}
process:
  priority: {first: {who: {stream: [urgent]}}, second: {}}
  steps: {desk: {staff: {officers: 1}, time: 30 min, patience: 50 min}}
  journeys: {everyone: [desk]}
staff: {officers: {shifts: {all_day: {hours: 00:00-24:00, on_duty: 1}}}}
"""


def test_priorities_with_patience(tmp_path: Path, engine: str) -> None:
    plain = ["08:00", "08:05", "08:12", "08:40", "09:30", "10:00", "10:30"]
    trace = played(tmp_path, engine, SCENARIO, plain=plain, urgent=["08:10", "09:20", "09:25"])
    assert trace.services() == {
        "08:00": "08:00-08:30",  # the desk is free
        "08:05": "withdrawn 08:55",  # passed over at 08:30 by one of the first class, who came later
        "08:10": "08:30-09:00",  # urgent
        "08:12": "09:00-09:30",  # two minutes before its patience runs out
        "08:40": "withdrawn 09:30",  # at 09:30 a service ends first, but 09:20 takes the officer
        "09:20": "09:30-10:00",  # urgent
        "09:25": "10:00-10:30",  # urgent
        "09:30": "withdrawn 10:20",
        "10:00": "10:30-11:00",
        "10:30": "11:00-11:30",  # comes after the service that ends at 10:30
    }


def test_a_service_that_ends_as_patience_runs_out_is_first(tmp_path: Path, engine: str) -> None:
    trace = played(tmp_path, engine, SCENARIO, plain=["08:00", "08:01", "08:10"], urgent=[])
    assert trace.services() == {
        "08:00": "08:00-08:30",
        "08:01": "08:30-09:00",
        "08:10": "09:00-09:30",  # its patience runs out at 09:00, when the officer is free
    }
