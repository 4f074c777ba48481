"""The writer of workbooks: text stays text, days are days, headings stay in view, the bytes are the same each time."""

import io
import re
import time
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from sim.views.spreadsheet.table_sheet import Cell, Chart, Column, Kind, Sheet, from_rows, typed
from sim.views.spreadsheet.writer import names, xlsx

pytestmark = pytest.mark.unit
HOSTILE = (
    "=1+1",
    "+x",
    "@y",
    "-z",
    "=cmd|' /C calc'!A0",
    "\tt",
    "\rr",
    "'quoted",
    "{=A1}",
    '=HYPERLINK("http://x","y")',
    "#REF!",
)
DAY, MOMENT = date(2025, 7, 1), datetime(2025, 7, 1, 13, 30)


def made(*columns: Column, rows: tuple[tuple[Cell, ...], ...], **more: Any) -> Any:
    return load_workbook(io.BytesIO(xlsx([Sheet("A sheet", columns, rows, **more)])))["A sheet"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_begins_a_formula(text: str) -> None:
    raw = xlsx(
        [Sheet("S", (Column("t", words=text), Column("l", "long", words="x"), Column("m", "mixed")), ((text,) * 3,))]
    )
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if "worksheets/" in name}
    assert all("<f>" not in part and "<f " not in part and 't="e"' not in part for part in parts.values())
    sheet = load_workbook(io.BytesIO(raw))["S"]
    cells = [sheet["A1"], *sheet[2]]
    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert {cell.value.replace("_x000D_", "\r").replace("\n", "\r") for cell in cells} == {text}


def test_text_that_no_workbook_can_hold_is_written_as_far_as_it_can() -> None:
    sheet = made(Column("a"), rows=(("a\x00b\x1f",), ("x" * 40_000,)))
    assert sheet["A2"].value == "a\ufffdb\ufffd"
    assert len(sheet["A3"].value) == 32_767


def test_days_times_and_numbers_are_such() -> None:
    columns = (
        Column("d", "date"),
        Column("m", "moment"),
        Column("c", "count"),
        Column("s", "share"),
        Column("n", "number"),
    )
    row = made(*columns, rows=((DAY, MOMENT, 12, 0.25, 1 / 3),))[2]
    assert [cell.value for cell in row] == [datetime(2025, 7, 1), MOMENT, 12, 0.25, 1 / 3]
    assert [cell.data_type for cell in row] == ["d", "d", "n", "n", "n"]
    assert [cell.number_format for cell in row[:4]] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "#,##0", "0.0%"]


def test_headings_have_units_and_stay_in_view_and_columns_are_wide_enough() -> None:
    columns = (
        Column("time", "moment"),
        Column("wait", "hours", "h"),
        Column("x", "count", "persons", "persons on site"),
    )
    sheet = made(*columns, Column("name"), rows=((MOMENT, 2.0, 3, "a" * 30),), fixed=2)
    assert [cell.value for cell in sheet[1]] == ["time, local", "wait (hours)", "persons on site", "name"]
    assert sheet.freeze_panes == "C2"
    assert all(cell.font.bold and cell.alignment.wrap_text for cell in sheet[1])
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [18, 13, 13, 32]


def test_charts_are_native_and_of_the_columns_named() -> None:
    columns = (Column("date", "date"), Column("a", "count"), Column("b", "count"))
    chart = Chart("People", 0, (2,), "persons")
    raw = xlsx(
        [Sheet("S", columns, ((DAY, 1, 2), (date(2025, 7, 2), 3, 4)), (chart,)), Sheet("E", columns, (), (chart,))]
    )
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        (part,) = (book.read(name).decode() for name in book.namelist() if "charts/chart" in name)
    assert sorted(re.findall(r"<(?:c:)?f>(.*?)</", part)) == ["'S'!$A$2:$A$3", "'S'!$C$2:$C$3", "'S'!C1"]
    assert ">People<" in part
    assert ">persons<" in part


def test_sheets_have_names_that_sheets_can_have() -> None:
    wanted = ["a/b", "History", "x" * 40, "X" * 40, "", "A b"]
    assert names(wanted) == ["a b", "History 2", "x" * 31, "X" * 29 + " 2", "Sheet", "A b 2"]


def test_the_bytes_do_not_depend_on_when_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [Sheet("S", (Column("a"),), (("x",),))]
    first = xlsx(sheets)
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    time.sleep(1.1)
    assert xlsx(sheets) == first


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("", "number", None), (float("nan"), "hours", None), ("inf", "number", "inf"), (float("inf"), "number", "inf"),
        ("3", "count", 3), ("0.1", "share", 0.1), (2.5, "number", 2.5), ("=1", "text", "=1"), ("12", "text", "12"),
        ("2025-07-01", "date", DAY), ("2025-07-01T13:30:00-04:00", "moment", MOMENT), ("never", "moment", "never"),
        ("2025-07-01T13:30:00-04:00", "mixed", MOMENT), ("7", "mixed", 7), ("a", "mixed", "a"), (None, "text", None),
    ],
)  # fmt: skip
def test_a_cell_of_a_csv_is_what_it_says(cell: Any, kind: Kind, value: Cell) -> None:
    found = typed(cell, kind)
    assert (found, type(found)) == (value, type(value))


def test_a_sheet_is_made_of_the_rows_of_a_csv() -> None:
    sheet = from_rows(
        "S",
        iter([("run", "wait"), (1, "2.5"), (2, "")]),
        {"run": Column("run", "count"), "wait": Column("wait", "hours", "h")},
    )
    assert [column.heading for column in sheet.columns] == ["run", "wait (hours)"]
    assert sheet.rows == ((1, 2.5), (2, None))
