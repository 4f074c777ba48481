"""Published counts: what a file may say, and the levels that are made of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.data.counts import Count, levels
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

HEAD = "from,to,claims,known,grade,source\n"
PORT = """name: p
start: 2025-01-01
end: 2025-03-01
arrivals: {road: {weekday: {sat: 2}, counts: %s}}
process: {steps: {desk: {time: 1 h}}, journeys: {everyone: [desk]}}
"""
EVEN = (1.0,) * 7


def row(first: str, last: str, claims: int, known: str = "2030-01-01") -> Count:
    day = date.fromisoformat
    return Count(day(first), day(last), claims, day(known), "B", "press")


def read(folder: Path, rows: str, head: str = HEAD) -> Scenario:
    (folder / "c.csv").write_text(head + rows, encoding="utf-8")
    (folder / "p.yaml").write_text(PORT % "c.csv", encoding="utf-8")
    return load(folder / "p.yaml").scenario


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("2025-01-01,2025-01-31,310,2025-02-01,B,press\n2025-01-32,2025-02-03,3,2025-02-04,B,press\n",
         "c.csv:3:1: arrivals.road.counts: from: found 2025-01-32; allowed: a day, such as 2025-07-01"),
        ("2025-01-01,2025-01-31,about 300,2025-02-01,B,press\n",
         "c.csv:2:23: arrivals.road.counts: claims: found about 300; allowed: a whole number, such as 12"),
        ("2025-01-01,2025-01-31\n", "c.csv:2:22: arrivals.road.counts: found 2 cells under 6 columns"),
        ("2025-01-31,2025-01-01,310,2025-02-01,B,press\n",
         "c.csv:2:12: arrivals.road.counts: to: found 2025-01-01; allowed: the last day, on or after the first, 2025-"),
        ("2025-01-01,2025-01-31,-1,2025-02-01,B,press\n",
         "c.csv:2:23: arrivals.road.counts: claims: found -1; allowed: a whole number"),
        ("2025-01-01,2025-01-31,310,2025-01-30,B,press\n",
         "known: found 2025-01-30; allowed: the day it was published, 2025-01-31 (the last day) or later"),
        ("2025-01-01,2025-01-31,310,2025-02-01,b,press\n", "grade: found b; allowed: A, B, C; did you mean B?"),
        ("2025-01-01,2025-01-31,310,2025-02-01,B,\n", "source: found an empty cell; allowed: text"),
        ("1990-01-01,2189-12-31,310,2190-02-01,B,press\n" * 3,
         "c.csv:1:1: arrivals.road.counts: found counts of 219,147 days in all; allowed: at most 200,000"),
        ("", "c.csv:1:1: arrivals.road.counts: found no count below the names of the columns; allowed: a count or"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_cell(tmp_path: Path, rows: str, sentence: str) -> None:
    with pytest.raises(ScenarioError) as error:
        read(tmp_path, rows)
    assert sentence in str(error.value)


def test_columns_that_are_missing_or_unknown_are_told(tmp_path: Path) -> None:
    for head, sentence in (
        ("from,to,claims,known,grade\n", r"c.csv:1:1: .*found no column source; allowed: the columns from, to, claims"),
        (HEAD.replace("source", "source,weather"), "c.csv:1:35: .*found the unknown column weather; allowed: from, to"),
    ):
        with pytest.raises(ScenarioError, match=sentence):
            read(tmp_path, "", head)
    (tmp_path / "p.yaml").write_text(PORT % "none.csv", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"p.yaml:4:.*found none.csv, which is not there"):
        load(tmp_path / "p.yaml")


def test_counts_stand_instead_of_levels(tmp_path: Path) -> None:
    read(tmp_path, "2025-01-01,2025-01-31,310,2025-02-01,B,press\n")
    with pytest.raises(ScenarioError, match="one of claimants_per_day, counts and listed"):
        load(tmp_path / "p.yaml", ["arrivals.road.claimants_per_day=3"])


def test_the_fingerprint_changes_with_a_count_and_with_its_day(tmp_path: Path) -> None:
    text = "2025-01-01,2025-01-31,310,2025-02-01,B,press\n"
    marks = {
        fingerprint(read(tmp_path, rows)) for rows in (text, text.replace("310", "311"), text.replace("02-01", "02-02"))
    }
    assert len(marks) == 3


def test_a_count_is_spread_by_the_weights_of_its_days(tmp_path: Path) -> None:
    scenario = read(tmp_path, "2025-01-01,2025-01-31,310,2025-02-01,B,press\n")
    stream = scenario.arrivals["road"]
    days = [date(2025, 1, 1) + timedelta(days=k) for k in range(31)]
    expected = [stream.level(day) * stream.weekday.factors[day.weekday()] for day in days]
    assert sum(expected) == pytest.approx(310)
    assert expected[3] == pytest.approx(2 * expected[0])  # a Saturday
    assert stream.level(date(2025, 2, 20)) == stream.level(date(2025, 1, 5))


def test_fewer_days_override_more_and_the_rest_keeps_the_sum() -> None:
    found = levels((row("2025-01-01", "2025-01-31", 310), row("2025-01-06", "2025-01-10", 100)), EVEN)
    assert found == pytest.approx({date(2025, 1, 1): 210 / 26, date(2025, 1, 6): 20.0, date(2025, 1, 11): 210 / 26})


def test_a_rest_below_nothing_is_nothing() -> None:
    found = levels((row("2025-01-01", "2025-01-31", 310), row("2025-01-01", "2025-01-10", 400)), EVEN)
    assert found == {date(2025, 1, 1): 40.0, date(2025, 1, 11): 0.0}


def test_counts_that_overlap_in_part_both_add_up() -> None:
    found = levels((row("2025-01-01", "2025-01-10", 100), row("2025-01-09", "2025-01-20", 60)), EVEN)
    assert found == {date(2025, 1, 1): 10.0, date(2025, 1, 11): 4.0}


def test_of_two_counts_of_the_same_days_the_later_one_holds() -> None:
    old, new = row("2025-01-01", "2025-01-10", 100, "2025-01-11"), row("2025-01-01", "2025-01-10", 150, "2025-02-11")
    assert levels((new, old), EVEN) == levels((old, new), EVEN) == {date(2025, 1, 1): 15.0}


def test_a_gap_keeps_the_level_before_it() -> None:
    found = levels((row("2025-01-01", "2025-01-10", 100), row("2025-02-01", "2025-02-10", 50)), EVEN)
    assert found == {date(2025, 1, 1): 10.0, date(2025, 2, 1): 5.0}


def test_a_parent_in_a_folder_names_its_counts_from_there(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    read(tmp_path / "base", "2025-01-01,2025-01-31,310,2025-02-01,B,press\n")
    (tmp_path / "child.yaml").write_text("extends: base/p.yaml\nname: child\n", encoding="utf-8")
    counts = load(tmp_path / "child.yaml").scenario.arrivals["road"].counts
    assert counts is not None
    assert counts.file == "base/c.csv"
