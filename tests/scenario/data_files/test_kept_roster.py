"""Rosters as they are kept: a row a person, a column a day; counted, or refused by cell."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from scenario_reader import Read, Said
from workbooks import table

pytestmark = pytest.mark.unit

FILE = "staff: {officers: {roster_file: roster.csv}}"
HEAD = "Nom;pool;2025-06-02;2025-06-03;Jours\n"
ROWS = "Zoé;officers;8:00-16:00;8-16;2\nRené;officers;8:00-16:00;;1\nKim;officers;;22:00–6:00;1\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_persons_with_the_same_hours_are_counted(encoding: str, folder: Path, read: Read) -> None:
    (folder / "roster.csv").write_bytes((HEAD + ROWS + "Total;;2;2;\n").encode(encoding))
    pool = read(FILE).scenario.staff["officers"]
    assert [pool.on_duty("08:00-16:00", date(2025, 6, day)) for day in (2, 3)] == [2, 1]
    assert [pool.on_duty("22:00-06:00", date(2025, 6, day)) for day in (2, 3)] == [0, 1]


def test_a_sheet_is_called_as_its_pool(folder: Path, read: Read) -> None:
    rows = [["name", datetime(2025, 6, 2), datetime(2025, 6, 3)], ["Kim", "8:00-16:00", None], ["total", 1, 0]]
    (folder / "roster.xlsx").write_bytes(table(*rows))
    book = load_workbook(folder / "roster.xlsx")
    book.worksheets[0].title = "officers"
    book.save(folder / "roster.xlsx")
    pool = read(FILE.replace("csv", "xlsx")).scenario.staff["officers"]
    assert [pool.on_duty("08:00-16:00", date(2025, 6, day)) for day in (2, 3)] == [1, 0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + "Kim;officers;leave;;\n",
         ":2:14: staff.officers.roster_file: found leave; allowed: hours of the day, such as 07:00-15:00, or nothing"),
        (HEAD + ROWS + "Total;;3;2;\n",
         ":5:8: staff.officers.roster_file: found the total 3; allowed: 2, the persons above it, or no totals"),
        (HEAD + "Kim;;8-16;;\n", ":2:5: staff.officers.roster_file: pool: found an empty cell; allowed: the pool of"),
        ("Nom;2025-06-02\nKim;8-16\n", ":1:1: staff.officers.roster_file: found no column pool; allowed: the pool of"),
        ("pool;1/6/25;2025-06-02\nofficers;8-16;8-16\n",
         ":1:6: staff.officers.roster_file: found 1/6/25; allowed: a day, such as 2025-07-01"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_told_by_its_cell(text: str, sentence: str, folder: Path, said: Said) -> None:
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    assert f"roster.csv{sentence}" in "\n".join(said(FILE))
