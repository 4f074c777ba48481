"""Exact trace: a measure from its order to its release, with lead time and minimum term, worked by hand."""

from pathlib import Path

import pytest
from hand import ENGINES, Trace, played

from sim.port.log import Seen

pytestmark = [pytest.mark.theory, pytest.mark.parametrize("engine", ENGINES)]

SCENARIO = """
name: A measure by hand
start: 2025-01-01
end: 2025-01-02
arrivals: {people: {listed: people.csv}}
process:
  steps: {desk: {staff: {officers: 1}, area: hall, time: 60 min}}
  journeys: {everyone: [desk]}
staff: {officers: {at_shift_end: %s, shifts: {all_day: {hours: 00:00-24:00, on_duty: 1}}}}
space: {areas: {hall: {persons: 10}}}
contingency:
  relief:
    watch_every: 1 h
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 3, for: 2 h}}}
    lead_time: 3 h
    brings: {staff: {officers: {all_day: 1}}}
    minimum_term: 4 h
    release_when: {any: {quiet: {watch: occupancy, of: hall, below: 3}}}
"""
PEOPLE = [
    "06:10", "06:20", "06:30", "06:40", "06:50", "07:30", "08:30", "09:30",
    "14:20", "14:30", "14:40", "15:40", "16:05",
]  # fmt: skip
# In the hall just before each check, and what follows:
#   06:00  0   not above 3
#   07:00  5   the first five; above 3, but one hour since it was not
#   08:00  5   one has left, one has come; two hours since it was not: ordered, due at 11:00
#   11:00  4   ready: the second officer starts at once with who has waited longest; the term ends at 15:00
#   12:00  3   the service that ends at 12:00 is after the check
#   13:00  1   below 3: to be released, but within its term
#   15:00  3   the term is over, but 3 is not below 3
#   16:00  2   released, with two tasks under way
SERVICES = {
    "06:10": "06:10-07:10",
    "06:20": "07:10-08:10",
    "06:30": "08:10-09:10",
    "06:40": "09:10-10:10",
    "06:50": "10:10-11:10",
    "07:30": "11:00-12:00",  # by the relief
    "08:30": "11:10-12:10",
    "09:30": "12:00-13:00",
    "14:20": "14:20-15:20",  # the base officer: of equals, the first crew
    "14:30": "14:30-15:30",  # the relief
    "14:40": "15:20-16:20",
    "15:40": "15:40-16:40",  # the relief
}


def check_what_the_measure_did(trace: Trace) -> None:
    assert trace.levels(trace.plan.pool("officers")) == {"00:00": 1, "11:00": 2, "16:00": 1}
    assert trace.diary() == [
        ("08:00", "ordered", "crowded"),
        ("11:00", "ready", ""),
        ("13:00", "refused", "within its term"),
        ("16:00", "released", "quiet"),
    ]
    assert trace.log.diary[0].seen == (Seen("crowded", 5.0, 3.0),)
    assert trace.log.diary[3].seen == (Seen("quiet", 2.0, 3.0),)


def test_lead_time_and_minimum_term_pooled(tmp_path: Path, engine: str) -> None:
    trace = played(tmp_path, engine, SCENARIO % "pooled", people=PEOPLE)
    # At 16:20 one of the two tasks ends, and one officer is left for the other.
    assert trace.services() == SERVICES | {"16:05": "16:40-17:40"}
    check_what_the_measure_did(trace)


def test_lead_time_and_minimum_term_handover(tmp_path: Path, engine: str) -> None:
    trace = played(tmp_path, engine, SCENARIO % "handover", people=PEOPLE)
    # At 16:00 the relief goes home, its task outside the level; at 16:20 the base officer is free.
    assert trace.services() == SERVICES | {"16:05": "16:20-17:20"}
    check_what_the_measure_did(trace)
