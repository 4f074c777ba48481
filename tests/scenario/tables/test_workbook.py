"""Workbooks: what is read of a sheet, and what is refused by its cell."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from workbooks import put, table, workbook

from sim.scenario.data.counts import counts
from sim.scenario.data.listed import listed
from sim.scenario.data.roster_file import roster_file

pytestmark = pytest.mark.unit

FIRST, SECOND = date(2025, 7, 7), date(2025, 7, 8)
Take = Callable[..., Any]
Wrong = Callable[..., list[str]]


def officers(found: Any) -> dict[tuple[str, date], int]:
    return {(row.shift, row.day): row.officers for row in found.rows}


ROSTER = {("day", FIRST): 5, ("day", SECOND): 6, ("night", FIRST): 2, ("night", SECOND): 0}


@pytest.mark.parametrize(
    "change",
    [
        put(),
        put(C2="5", D2=6.0, C3=" 2 "),  # numbers as text, as a decimal
        put(C1="2025-07-07", D1=date(2025, 7, 8)),
        lambda sheet: sheet.append([None, " ", None]),
        lambda sheet: sheet.parent.create_sheet("Sheet2"),
    ],
)
def test_one_roster_in_every_sound_spelling(change: Callable[[Any], Any], take: Take) -> None:
    assert officers(take(roster_file, "roster.xlsx", workbook(change))) == ROSTER


def test_a_merged_cell_of_one_row_stands_for_each_day(take: Take) -> None:
    found = officers(take(roster_file, "roster.xlsx", workbook(lambda sheet: sheet.merge_cells("C2:D2"))))
    assert found == ROSTER | {("day", SECOND): 5}


@pytest.mark.parametrize(
    ("change", "cell", "sentence"),
    [
        (lambda sheet: sheet.merge_cells("C2:C3"), "C2",
         "found 5; allowed: a value in each cell (the cells C2:C3 are merged)"),
        (put(C2=None), "C2", "found an empty cell; allowed: a whole number (0 for nobody)"),
        (put(C2="=1+1"), "C2",
         "found a formula without a stored value; allowed: a value (open the workbook and save it, so that the values "
         "of its formulas are stored, or paste values)"),
        (put(C2="#REF!"), "C2", "found #REF!, which is no value; allowed: a value"),
        (put(C2=2.5), "C2", "found 2.5; allowed: a whole number, such as 12"),
        (put(C2=True), "C2", "found true; allowed: a whole number, such as 12"),
        (put(C2=datetime(2025, 7, 7)), "C2", "found 2025-07-07; allowed: a whole number, such as 12"),
        (put(F2="on leave: 2"), "F2", "found on leave: 2 without a day above it; allowed: a day"),
        (lambda sheet: setattr(sheet["C1"], "number_format", "General"), "C1",
         "found 45845; allowed: a day, such as 2025-07-01; a spreadsheet's number 45845 is 2025-07-07"),
        (put(C1="Mon"), "C1", "found Mon; allowed: a day, such as 2025-07-01"),
        (put(C1="07/07/2025"), "C1",
         "found 07/07/2025; allowed: a day, such as 2025-07-01: year, month, day; here 2025-07-07"),
        (put(D1=datetime(2025, 7, 7)), "D1", "found 2025-07-07 a second time; allowed: each day once"),
        (put(D1=None), "D2", "found 6 without a day above it; allowed: a day"),
        (put(A1="Shift"), "A1",
         "found Shift; allowed: shift (a sheet a pool: shift, hours, then a column a day); did you mean shift?"),
        (put(A3=None), "A3", "shift: found an empty cell; allowed: text"),
        (put(B2=time(8)), "B2", "hours: found 08:00:00; allowed: hours of the day, such as 07:00-15:00"),
        (put(B2="8h-16h"), "B2",
         "hours: found 8h-16h; allowed: hours of the day, such as 07:00-15:00; here 08:00-16:00"),
    ],
)  # fmt: skip
def test_the_sentence_of(change: Callable[[Any], Any], cell: str, sentence: str, wrong: Wrong) -> None:
    assert wrong(roster_file, "roster.xlsx", workbook(change))[0] == f"roster.xlsx:officers!{cell}: {sentence}"


def test_each_reader_takes_a_workbook(take: Take) -> None:
    (party,) = take(listed, "p.xlsx", table(["at", "persons", "party"], [datetime(2025, 7, 7, 8, 30), 3, 12])).parties
    assert (party.at, party.persons, party.party) == (datetime(2025, 7, 7, 8, 30), 3, "12")
    heads = ["from", "to", "claims", "known", "grade", "source"]
    (count,) = take(counts, "c.xlsx", table(heads, [FIRST, SECOND, 9, SECOND, "B", "press"])).rows
    assert (count.first, count.last, count.claims) == (FIRST, SECOND, 9)
    long = table(["date", "pool", "shift", "hours", "officers"], [FIRST, "officers", "day", "08:00-16:00", 5])
    assert officers(take(roster_file, "r.xlsx", long)) == {("day", FIRST): 5}


def test_people_on_merged_cells_are_not_counted_twice(wrong: Wrong) -> None:
    raw = workbook(put(A1="at", B1="persons", C1=None, D1=None, A2=datetime(2025, 7, 7, 8), B2=5, C2=None, D2=None),
                   put(A3=datetime(2025, 7, 7, 9), B3=None, C3=None, D3=None),
                   lambda sheet: sheet.merge_cells("B2:B3"))  # fmt: skip
    assert wrong(listed, "p.xlsx", raw) == [
        "p.xlsx:officers!B2: persons: found 5; allowed: a value in each cell (the cells B2:B3 are merged)"
    ]


def test_a_hidden_sheet_is_left_out_and_kept_in_mind(take: Take) -> None:
    def hidden(sheet: Any) -> None:
        old = sheet.parent.create_sheet("old")
        old.append(["shift", "hours", "2024-07-07"])
        old.sheet_state = "hidden"

    found = take(roster_file, "roster.xlsx", workbook(hidden))
    assert officers(found) == ROSTER
    assert found.hidden == ("old",)


def test_a_sheet_of_notes_is_told_of(wrong: Wrong) -> None:
    raw = workbook(lambda sheet: sheet.parent.create_sheet("notes").append(["Made in June"]))
    assert wrong(roster_file, "roster.xlsx", raw)[0] == (
        "roster.xlsx:notes!A1: found Made in June; allowed: shift (a sheet a pool: shift, hours, then a column a day)"
    )
    assert wrong(listed, "people.xlsx", raw) == [
        "people.xlsx: found 2 sheets with something in them (officers, notes); allowed: one sheet of people"
    ]
