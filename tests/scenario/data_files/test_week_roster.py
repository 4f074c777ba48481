"""Rosters of a week, a column a day of the week, that come again every week; read, or refused by cell."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from scenario_reader import Read, Said
from workbooks import table

pytestmark = pytest.mark.unit

FILE = "staff: {officers: {roster_file: roster.csv}}"
SHIFTS = (
    "pool;shift;hours;lun.;mar.;mer.;jeu.;ven.;sam.;dim.;semaine\n"
    "officers;day;8:00-16:00;8;8;8;8;8;5;5;50\n"
    "officers;night;22-6;2;2;2;2;2;2;2;14\n"
    "Total;;;10;10;10;10;10;7;7;64\n"
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_row_a_shift_comes_again_every_week(encoding: str, folder: Path, read: Read) -> None:
    (folder / "roster.csv").write_bytes(SHIFTS.encode(encoding))
    pool = read(FILE).scenario.staff["officers"]
    of = {day: [pool.on_duty(shift, date(2025, 6, day)) for shift in pool.shifts] for day in (2, 6, 7, 8, 9)}
    assert tuple(pool.shifts)[-3:] == ("day", "day sat-sun", "night")
    assert [sum(of[day]) for day in (2, 6, 7, 8, 9)] == [10, 10, 7, 7, 10]
    assert of[7][-3:] == [0, 5, 2]


def test_a_row_a_person_of_a_week_is_counted(folder: Path, read: Read) -> None:
    text = "name,pool,Monday,Tuesday,Wednesday\nKim,officers,8-16,8-16,\nZoé,officers,8:00-16:00,,8-16\nTotal,,2,1,1\n"
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    pool = read(FILE).scenario.staff["officers"]
    on = [sum(pool.on_duty(shift, date(2025, 6, day)) for shift in pool.shifts) for day in range(2, 9)]
    assert on == [2, 1, 1, 0, 0, 0, 0]


def test_a_sheet_of_a_week_is_called_as_its_pool(folder: Path, read: Read) -> None:
    (folder / "roster.xlsx").write_bytes(table(["shift", "hours", "mon", "sun"], ["day", "08:00-16:00", 3, 1]))
    book = load_workbook(folder / "roster.xlsx")
    book.worksheets[0].title = "officers"
    book.save(folder / "roster.xlsx")
    pool = read(FILE.replace("csv", "xlsx")).scenario.staff["officers"]
    assert {name: (one.days, one.on_duty) for name, one in pool.shifts.items() if one.on_duty} == {
        "day": ((0,), 3),
        "day sun": ((6,), 1),
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SHIFTS.replace("Total;;;10", "Total;;;11"),
         ":4:9: staff.officers.roster_file: found the total 11; allowed: 10, the persons above it, or no totals"),
        (SHIFTS.replace("22-6;2", "22-6;two"), ":3:21: staff.officers.roster_file: found two; allowed: a whole number"),
        (SHIFTS.replace("night;22-6", "day;22-6"),
         ":3:1: staff.officers.roster_file: found a second row of day; allowed: one row for each shift"),
        (SHIFTS.replace("mar.", "lun."),
         ":1:23: staff.officers.roster_file: found lun. a second time; allowed: each day once"),
        (SHIFTS.replace("pool;", "team;"),
         ":1:1: staff.officers.roster_file: found no column pool; allowed: the pool of each shift"),
        (SHIFTS.replace("officers;day", "officer;day").replace("officers;night", "officer;night"),
         ":2:1: staff.officers.roster_file: pool: found officer (lines 2, 3); allowed: a pool of the scenario"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_week_is_told_by_its_cell(text: str, sentence: str, folder: Path, said: Said) -> None:
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    assert f"roster.csv{sentence}" in "\n".join(said(FILE))
