"""`conditioned_on`: windows that can hold together, and what cannot stand beside them."""

from datetime import date
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.data.counts import Count, Counts
from sim.scenario.data.windows import cells
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

HEAD = "from,to,claims,known,grade,source\n"
PORT = """name: p
start: 2025-01-01
end: 2025-03-01
arrivals: {road: {claimants_per_day: %s, conditioned_on: {counts: c.csv}}}
people: {party_size: %s}
process: {steps: {desk: {time: 1 h}}, journeys: {everyone: [desk]}}
"""
JANUARY = "2025-01-01,2025-01-31,310,2025-02-01,B,press\n"


def read(folder: Path, rows: str, level: str = "10", party_size: str = "{1: 1}", more: str = "") -> Scenario:
    (folder / "c.csv").write_text(HEAD + rows, encoding="utf-8")
    (folder / "p.yaml").write_text(PORT % (level, party_size) + more, encoding="utf-8")
    return load(folder / "p.yaml").scenario


def row(first: str, last: str, claims: int, grade: str = "B") -> Count:
    day = date.fromisoformat
    return Count(day(first), day(last), claims, date(2030, 1, 1), grade, "press")


def told(*rows: Count) -> list[tuple[int, int, str]]:
    """Total, number of days and first day of each cell of a year."""
    found, wrong = cells(Counts("c.csv", rows), date(2025, 1, 1), date(2025, 12, 31))
    assert not wrong
    return [(cell.total, len(cell.days), str(cell.days[0])) for cell in found]


def test_a_window_counts_what_is_left_of_those_within_it() -> None:
    january, week, day = (
        row("2025-01-01", "2025-01-31", 310),
        row("2025-01-06", "2025-01-12", 90),
        ("2025-01-08", "2025-01-08"),
    )
    assert told(day_row := row(*day, 20), january, week) == [
        (220, 24, "2025-01-01"),
        (70, 6, "2025-01-06"),
        (20, 1, "2025-01-08"),
    ]
    assert day_row.claims == 20


def test_windows_that_have_every_day_of_another_leave_nothing_of_it() -> None:
    weeks = row("2025-04-01", "2025-04-06", 557), row("2025-04-07", "2025-04-30", 2176)
    assert told(row("2025-04-01", "2025-04-30", 2733), *weeks) == [(557, 6, "2025-04-01"), (2176, 24, "2025-04-07")]


def test_estimates_and_windows_of_other_years_say_nothing() -> None:
    others = row("2025-02-01", "2025-02-28", 280, "C"), row("2024-02-01", "2024-02-28", 280)
    assert told(row("2025-01-01", "2025-01-31", 310, "A"), *others) == [(310, 31, "2025-01-01")]


def test_a_window_that_the_year_cuts_is_whole_with_all_that_is_within_it() -> None:
    around, within = row("2024-12-01", "2025-01-31", 600), row("2024-12-01", "2024-12-15", 150)
    assert told(around, within) == [(450, 47, "2024-12-16"), (150, 15, "2024-12-01")]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (JANUARY + "2025-01-25,2025-02-03,90,2025-02-04,B,press\n",
         "c.csv:3:1: arrivals.road.conditioned_on.counts: found 90 from 2025-01-25 to 2025-02-03, which overlaps in "
         "part 310 from 2025-01-01 to 2025-01-31; allowed: windows apart from each other, or one within the other"),
        (JANUARY + "2025-01-01,2025-01-31,311,2025-02-04,A,press\n",
         "found 311 from 2025-01-01 to 2025-01-31 beside 310 from 2025-01-01 to 2025-01-31; allowed: one total"),
        (JANUARY + "2025-01-05,2025-01-09,320,2025-02-04,B,press\n",
         "c.csv:2:1: arrivals.road.conditioned_on.counts: found 310 from 2025-01-01 to 2025-01-31, less than within "
         "it: 320 from 2025-01-05 to 2025-01-09; allowed: at least as many as come within it"),
        (JANUARY + "2025-01-01,2025-01-15,150,2025-02-04,B,press\n2025-01-16,2025-01-31,150,2025-02-04,B,press\n",
         "found 310 from 2025-01-01 to 2025-01-31, more than within it: 150 from 2025-01-01 to 2025-01-15, 150 from "
         "2025-01-16 to 2025-01-31; allowed: the sum of windows that have all of its days, 300"),
        (JANUARY.replace(",B,", ",C,"), "found no count that could be held; allowed: at least one of grade A or B"),
    ],
)  # fmt: skip
def test_windows_that_cannot_hold_together_are_named(tmp_path: Path, rows: str, sentence: str) -> None:
    with pytest.raises(ScenarioError) as error:
        read(tmp_path, rows)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("level", "party_size", "sentence"),
    [
        ("0", "{1: 1}", "found 310 persons on 31 days from 2025-01-01 to 2025-01-31, on which nobody is expected"),
        ("10", "{4: .5, 6: .5}", None),
        (
            "10",
            "{4: 1}",
            "found 310 persons on 31 days from 2025-01-01 to 2025-01-31; allowed: a total that parties of 4",
        ),
    ],
)
def test_a_total_that_cannot_come_about_is_refused(
    tmp_path: Path, level: str, party_size: str, sentence: str | None
) -> None:
    if sentence is None:
        assert read(tmp_path, JANUARY, level, party_size).arrivals["road"].conditioned_on is not None
        return
    with pytest.raises(ScenarioError) as error:
        read(tmp_path, JANUARY, level, party_size)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("arrivals.road.day_to_day.sd", "{uniform: [.1, .5]}"),
        ("arrivals.road.claimants_per_day", "{uniform: [8, 12]}"),
        ("arrivals.road.weekday", "{dirichlet: {strength: 50}}"),
        ("people.party_size", "{dirichlet: {strength: 50}}"),
        ("people.unaccompanied_minors", "{uniform: [0, .1]}"),
    ],
)
def test_what_the_totals_bear_on_is_not_drawn_from_a_range(tmp_path: Path, path: str, given: str) -> None:
    level = "10, day_to_day: {sd: .3, memory: .2}, weekday: {sat: 2, sun: 1}"
    more = f"uncertain: {{{path}: {given}, process.steps.desk.time: {{p10: 50 min, p90: 80 min}}}}\n"
    with pytest.raises(ScenarioError) as error:
        read(tmp_path, JANUARY, level, "{1: .5, 2: .5}, unaccompanied_minors: .01, minors: .2", more)
    assert [problem.path for problem in error.value.problems] == [f'uncertain."{path}"']
    assert "conditioned on counts" in str(error.value)


def test_regimes_cannot_be_conditioned_on_counts(tmp_path: Path) -> None:
    regimes = "10, regimes: {calm: {times: 1, lasts: 9 d}, busy: {times: 2, lasts: 5 d}}"
    with pytest.raises(ScenarioError, match="regimes or conditioned_on, not both"):
        read(tmp_path, JANUARY, regimes)


def test_the_level_of_days_that_nobody_counted_may_be_a_range(tmp_path: Path) -> None:
    levels = "{2025-01-01: 10, 2025-02-01: 9}"
    uncertain = "uncertain: {arrivals.road.claimants_per_day.2025-%s: {uniform: [8, 12]}}\n"
    assert read(tmp_path, JANUARY, levels, more=uncertain % "02-01").uncertain
    with pytest.raises(ScenarioError, match="conditioned on counts"):
        read(tmp_path, JANUARY, levels, more=uncertain % "01-01")


def test_the_parties_of_a_conditioned_stream_are_of_one_kind(tmp_path: Path) -> None:
    surge = "surges: {s: {stream: road, begins: 2025-01-05, hold: 2 d, times: 2, people: {party_size: {2: 1}}}}\n"
    change = "changes: {2025-01-09: {people: {party_size: {2: 1}}}}\n"
    for more, path in ((surge, "surges.s.people"), (change, "changes.2025-01-09.people.party_size")):
        with pytest.raises(ScenarioError) as error:
            read(tmp_path, JANUARY, more=more)
        assert [problem.path for problem in error.value.problems] == [path]
    assert read(tmp_path, JANUARY, more="changes: {2025-01-09: {people: {minors: 0, under_14: .5}}}\n").changes
