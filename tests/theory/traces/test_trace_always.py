"""Exact traces: a measure that watches always follows a rule in the second in which it comes to hold, also when nobody
comes or goes in that second. Worked by hand."""

from pathlib import Path

import pytest
from hand import ENGINES, played

pytestmark = [pytest.mark.theory, pytest.mark.parametrize("engine", ENGINES)]

SCENARIO = """
name: Always
start: 2025-01-01
end: 2025-01-03
arrivals: {people: {listed: people.csv}}
process:
  steps: {desk: {area: hall, time: %s}}
  journeys: {everyone: [desk]}
space: {areas: {hall: {persons: 10}}}
contingency:
  tent:
    watch_every: always
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 1}}}
    release_when: {any: {quiet: {watch: occupancy, of: hall, below: 1}}}
    brings: {areas: {hall: 10}}
"""
TWO = ["06:10", "06:20"]  # the second of them makes it crowded; both stay an hour
ORDERED = ("06:20", "ordered", "crowded")


def told(tmp_path: Path, engine: str, *lines: str, stay: str = "60 min") -> list[tuple[str, str, str]]:
    """The diary, with more lines on the tent; those of one key replace the ones above."""
    given = {line.split(":")[0] for line in lines}
    kept = [line for line in (SCENARIO % stay).splitlines() if line.strip().split(":")[0] not in given]
    text = "\n".join([*kept, *(f"    {line}" for line in lines)])
    return played(tmp_path, engine, text, people=[*TWO, "15:00"]).diary()


def test_the_end_of_the_minimum_term(tmp_path: Path, engine: str) -> None:
    # Empty from 07:20 to 15:00; the second party leaves in the second of the opening, after it.
    assert told(tmp_path, engine, "lead_time: 1 h", "minimum_term: 4 h") == [
        ORDERED,
        ("07:20", "ready", ""),
        ("07:20", "overtaken", "what it was ordered for is over"),
        ("07:20", "refused", "within its term"),
        ("11:20", "released", "quiet"),
    ]


def test_the_second_in_which_it_opens(tmp_path: Path, engine: str) -> None:
    assert told(tmp_path, engine, "lead_time: 2 h") == [
        ORDERED,
        ("08:20", "ready", ""),
        ("08:20", "overtaken", "what it was ordered for is over"),
        ("08:20", "released", "quiet"),
    ]


BOTH = (
    "order_when: {all: {crowded: {watch: occupancy, of: hall, above: 1}, here: {watch: occupancy, of: hall, above: 0}}}"
)


@pytest.mark.parametrize(("lead", "ready", "over"), [("55 min", "07:15", False), ("2 h", "08:20", True)])
def test_what_it_was_ordered_for_is_over_when_every_condition_has_ceased(
    tmp_path: Path, engine: str, lead: str, ready: str, over: bool
) -> None:
    # From 07:10 on one party is there: no longer crowded, but somebody is here until 07:20.
    diary = told(tmp_path, engine, f"lead_time: {lead}", "minimum_term: 1 h", BOTH)
    assert diary[1] == (ready, "ready", "")
    assert ((ready, "overtaken", "what it was ordered for is over") in diary) == over


def test_the_end_of_the_rest(tmp_path: Path, engine: str) -> None:
    # The two stay all day, so that the order rule always holds; nobody comes or goes at 10:20.
    again = told(
        tmp_path, engine, "minimum_term: 1 h", "rest: 3 h",
        "release_when: {any: {few: {watch: occupancy, of: hall, below: 3}}}", stay="20 h",
    )  # fmt: skip
    assert [(when, what) for when, what, _ in again if what in ("ordered", "released")][:4] == [
        ("06:20", "ordered"), ("07:20", "released"), ("10:20", "ordered"), ("11:20", "released"),
    ]  # fmt: skip


def test_a_condition_that_has_been_true_for_long_enough(tmp_path: Path, engine: str) -> None:
    lasting = "order_when: {any: {crowded: {watch: occupancy, of: hall, above: 1, for: 2 h}}}"
    assert told(tmp_path, engine, lasting, "release_when: null", stay="5 h") == [
        ("08:20", "ordered", "crowded"),
        ("08:20", "ready", ""),
    ]
    assert told(tmp_path, engine, lasting, "release_when: null", stay="119 min") == []


def test_an_option_is_judged_on_what_time_alone_has_made_true(tmp_path: Path, engine: str) -> None:
    lasting = "release_when: {any: {quiet: {watch: occupancy, of: hall, below: 1, for: 3 h}}}"
    terms = ("minimum_term: 6 h", "options: {count: 1, each: 3 h, notice: %s}", lasting)
    # Empty from 07:20 on, for three hours at 10:20; the term ends at 12:20.
    decided = told(tmp_path, engine, terms[0], terms[1] % "2 h", terms[2])
    assert [line for line in decided if line[1] in ("given back", "kept")] == [("10:20", "given back", "quiet")]
    decided = told(tmp_path, engine, terms[0], terms[1] % "121 min", terms[2])
    assert [line for line in decided if line[1] in ("given back", "kept")] == [("10:19", "kept", "option 1")]


def test_a_date(tmp_path: Path, engine: str) -> None:
    dated = told(tmp_path, engine, "order_when: {on: 2025-01-02}", "minimum_term: 3 h")
    assert [line[:2] for line in dated if line[1] in ("ordered", "released")] == [
        ("00:00 +1", "ordered"), ("03:00 +1", "released"),
    ]  # fmt: skip


def test_what_the_opening_itself_changes(tmp_path: Path, engine: str) -> None:
    text = """
name: Opening
start: 2025-01-01
end: 2025-01-02
arrivals: {people: {listed: people.csv}}
process:
  steps: {desk: {staff: {officers: 1}, time: 60 min}}
  journeys: {everyone: [desk]}
staff: {officers: {shifts: {all_day: {hours: 00:00-24:00, on_duty: 0}}}}
contingency:
  help:
    watch_every: always
    order_when: {any: {queue: {watch: waiting_for, step: desk, above: 2}}}
    release_when: {any: {none: {watch: waiting_for, step: desk, below: 1}}}
    brings: {staff: {officers: {all_day: 5}}}
"""
    trace = played(tmp_path, engine, text, people=["06:10", "06:20", "06:30", "07:10"])
    assert trace.diary() == [
        ("06:30", "ordered", "queue"), ("06:30", "ready", ""), ("06:30", "released", "none"),
    ]  # fmt: skip
    assert [trace.clock(tick) for tick in trace.log.start[:3]] == ["06:30"] * 3
    assert trace.log.start[3] == -1
