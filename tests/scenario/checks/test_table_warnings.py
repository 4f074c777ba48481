"""Tables that are sound in every row and probably not what was meant: what is asked, and with which rows."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import duties

pytestmark = pytest.mark.unit

ROSTER = "staff: {officers: {shifts: null, roster_file: roster.csv}}\n"
LISTED = "arrivals: {door: {claimants_per_day: null, listed: people.csv}}\n"
COUNTS = "arrivals: {door: {claimants_per_day: null, counts: counts.csv}}\n"
OF_ROSTER = "port.yaml:2:47: warning: staff.officers.roster_file: found "
OF_LIST = "port.yaml:2:52: warning: arrivals.door.listed: found "
OF_COUNTS = "port.yaml:2:52: warning: arrivals.door.counts: found "
RUN = "the run is from 2025-06-02 to 2025-06-08"


def roster(folder: Path, *rows: str) -> None:
    text = "date,pool,shift,hours,officers\n" + "".join(f"{row}\n" for row in rows)
    (folder / "roster.csv").write_text(text, encoding="utf-8")


def days(first: str, last: str) -> list[str]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(begin + timedelta(days=k)).isoformat() for k in range((end - begin).days + 1)]


def on(dates: Sequence[str], pool: str = "officers", shift: str = "day", officers: int = 5) -> list[str]:
    return [f"{day},{pool},{shift},08:00-16:00,{officers}" for day in dates]


def people(folder: Path, *rows: str) -> None:
    (folder / "people.csv").write_text("at,persons\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def counts(folder: Path, *rows: str) -> None:
    text = "from,to,claims,known,grade,source\n" + "".join(f"{row},B,press\n" for row in rows)
    (folder / "counts.csv").write_text(text, encoding="utf-8")


def test_nothing_is_asked_of_a_roster_for_the_run(folder: Path, said: Said) -> None:
    roster(folder, *on(days("2025-06-01", "2025-06-08")))
    assert said(ROSTER) == []


def test_a_roster_of_another_year(folder: Path, said: Said) -> None:
    roster(folder, *on(days("2024-06-03", "2024-06-09")))
    assert said(ROSTER) == [
        f"{OF_ROSTER}a roster for 2024-06-03 to 2024-06-09; allowed: a roster for the days of the run; {RUN}; "
        "the officers of 2024-06-09 are on duty all through"
    ]


def test_a_roster_of_a_part_of_the_run_goes_on_and_says_so(folder: Path, said: Said) -> None:
    roster(folder, *on(days("2025-06-03", "2025-06-05")))
    assert said(ROSTER) == [
        f"{OF_ROSTER}a roster for 2025-06-03 to 2025-06-05; allowed: a roster from 2025-06-02 on; {RUN}; "
        "the officers of 2025-06-03 are on duty on the days before",
        f"{OF_ROSTER}a roster for 2025-06-03 to 2025-06-05; allowed: a roster until 2025-06-08; {RUN}; "
        "the officers of 2025-06-05 are on duty on each day after",
    ]


def test_rows_of_a_roster_outside_the_run_are_named(folder: Path, said: Said) -> None:
    roster(folder, *on(days("2025-05-30", "2025-06-10")))
    assert said(ROSTER) == [
        f"{OF_ROSTER}2 rows before the run (lines 2, 3); allowed: rows of its days; {RUN}; they are left out",
        f"{OF_ROSTER}2 rows after the run (lines 12, 13); allowed: rows of its days; {RUN}; "
        "they count only for what is still under way at the end",
    ]


def test_days_and_shifts_without_a_row_are_named(folder: Path, said: Said) -> None:
    early = on(days("2025-06-02", "2025-06-03") + days("2025-06-06", "2025-06-08"), shift="early")
    roster(folder, *on(days("2025-06-02", "2025-06-08")), *early)
    assert said(ROSTER) == [
        f"{OF_ROSTER}no row of the shift early on 2025-06-04 to 2025-06-05; "
        "allowed: a row for each day, with 0 for nobody; it has nobody on them"
    ]


def test_rows_of_pools_that_take_no_row_are_named(folder: Path, said: Said) -> None:
    week = days("2025-06-02", "2025-06-08")
    roster(folder, *on(week), *on(week[:1], pool="guards"))
    assert said(ROSTER) == [
        f"{OF_ROSTER}1 row of guards (line 9); allowed: rows of the pools that name this file (of officers); "
        "guards is no pool of the scenario, so they are left out"
    ]
    guards = "staff: {officers: {shifts: null, roster_file: roster.csv}, guards: {shifts: {d: {hours: 08:00-09:00, "
    found = said(guards + "on_duty: 1}}}}\n")
    assert any("guards has another roster, so they are left out" in line for line in found)


def test_merged_days_of_a_workbook_are_hours_on_duty(folder: Path, read: Read) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "officers"
    sheet.append(["shift", "hours", *days("2025-06-02", "2025-06-08")])
    sheet.append(["day", "08:00-16:00", 5, None, None, None, None, 5, 5])
    sheet.merge_cells("C2:G2")
    held = io.BytesIO()
    book.save(held)
    (folder / "roster.xlsx").write_bytes(held.getvalue())
    loaded = read(ROSTER.replace(".csv", ".xlsx"))
    assert loaded.warnings == ()
    when, table = clock(loaded.scenario), duties(loaded.scenario, clock(loaded.scenario))
    within = (table.begin >= 0) & (table.end <= when.end)
    assert ((table.end - table.begin) * table.posts)[within].sum() / 3600 == 280


def test_totals_of_days_are_no_parties(folder: Path, said: Said) -> None:
    people(folder, *(f"{day} 00:00,{7 + k}" for k, day in enumerate(days("2025-06-02", "2025-06-08"))))
    assert said(LISTED) == [
        f"{OF_LIST}1 party of up to 13 persons (line 8); allowed: parties of up to 12, who are one case and stay "
        "together; for people who only travel together, a party each (and coach_loads)",
        f"{OF_LIST}7 of 7 parties at 00:00 sharp (lines 2, 3, 4, 5, 6 and 2 more); "
        "allowed: the time at which each party came; totals of days are `counts`",
    ]
    people(folder, *(f"{day} 12:00,9" for day in days("2025-06-02", "2025-06-08")))
    assert said(LISTED) == [
        f"{OF_LIST}one party a day, all of them at 12:00; "
        "allowed: the time at which each party came; totals of days are `counts`"
    ]


def test_a_list_for_a_part_of_the_run(folder: Path, said: Said) -> None:
    people(folder, "2025-06-02 08:10,2", "2025-06-03 09:00,3", "2025-06-04 10:00,2")
    (line,) = said(LISTED)
    assert line == (
        f"{OF_LIST}a list from 2025-06-02 to 2025-06-04 for a run from 2025-06-02 to 2025-06-08; "
        "allowed: a list for all of it; nobody of this stream comes from 2025-06-05 to 2025-06-08"
    )


def test_shares_of_large_parties_are_asked_about(said: Said) -> None:
    (line,) = said("people: {party_size: {1: .5, 2: .3, 3: null, 40: .2}}")
    assert "people.party_size: found parties of 40; allowed: parties of up to 12" in line


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        (["2025-06-01,2025-06-30,3000,2025-07-07", "2025-06-01,2025-06-07,4000,2025-06-08"],
         ["counts.csv:2:1: warning: arrivals.door.counts: found 3,000 claimants from 2025-06-01 to 2025-06-30; "
          "allowed: as many as the levels make, which are 4,000: other counts of these days hold (line 3)"]),
        (["2025-06-01,2025-06-30,3000,2025-07-07", "2025-06-01,2025-06-15,1600,2025-06-30",
          "2025-06-16,2025-06-30,1500,2025-06-30"],
         ["counts.csv:2:1: warning: arrivals.door.counts: found 3,000 claimants from 2025-06-01 to 2025-06-30; "
          "allowed: as many as the levels make, which are 3,100: other counts of these days hold (lines 3, 4)"]),
        (["2025-06-01,2025-06-30,3000,2025-06-30", "2025-06-01,2025-06-15,1600,2025-07-30",
          "2025-06-16,2025-06-30,1500,2025-07-30"], []),  # published later: revised
        (["2025-06-01,2025-06-30,3000,2025-06-30", "2025-06-01,2025-06-30,3500,2025-07-30"], []),  # revised
        (["2025-06-01,2025-06-30,3000,2025-06-30", "2025-06-01,2025-06-30,3500,2025-06-30"],
         ["counts.csv:3:1: warning: arrivals.door.counts: found 3,500 claimants from 2025-06-01 to 2025-06-30; "
          "allowed: as many as the levels make, which are 3,000: other counts of these days hold (line 2)"]),
        (["2025-06-01,2025-06-10,100,2025-06-30", "2025-06-09,2025-06-20,15,2025-06-30"],
         ["counts.csv:3:1: warning: arrivals.door.counts: found 15 claimants from 2025-06-09 to 2025-06-20; "
          "allowed: as many as the levels make, which are 20: other counts of these days hold (line 2)"]),
        (["2025-06-01,2025-06-30,3000,2025-06-30", "2025-06-01,2025-06-07,700,2025-06-30"], []),
        (["2025-05-01,2025-05-31,310,2025-06-30"],
         [f"{OF_COUNTS}counts from 2025-05-01 to 2025-05-31 for a run from 2025-06-02 to 2025-06-08; "
          "allowed: counts of the run; the level of 2025-05-31 holds all through"]),
        (["2025-06-01,2025-06-03,30,2025-06-30", "2025-06-06,2025-06-07,30,2025-06-30"],
         [f"{OF_COUNTS}no count for 2025-06-04 to 2025-06-05, 2025-06-08; allowed: a count for each day of the run; "
          "the level of the last counted day before it (or the first) holds"]),
    ],
)  # fmt: skip
def test_counts_that_contradict_each_other_or_the_run(
    rows: list[str], sentences: list[str], folder: Path, said: Said
) -> None:
    counts(folder, *rows)
    assert said(COUNTS) == sentences
