"""The one writer of workbooks: sheets as values become an XLSX file, the same bytes for the same sheets.

Text is written as text, whatever it begins with, so that nothing of it is computed. Headings are
bold, wrapped, and stay in view; columns as wide as what is in them; days and times as days and times.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sim.scenario.catalogue.unit_names import unit_name
from sim.views.spreadsheet.table_sheet import Cell, Chart, Sheet
from sim.wording import said

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can have
WHEN = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767  # characters of a cell
NARROW, WIDE, LONG = 9, 44, 100  # characters of a column
LOOKED_AT = 200  # rows, for the width of a column
CHART = (30.0, 11.0)  # cm
FORMATS = {
    "count": "#,##0", "number": "#,##0.##", "hours": "#,##0.00", "share": "0.0%", "money": "#,##0",
    "date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm",
}  # fmt: skip


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return the file of a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet, name in zip(sheets, names([said(one.name) for one in sheets]), strict=True):
        _write(book.create_sheet(name), sheet)
    return timeless(book)


def names(wanted: Sequence[str]) -> list[str]:
    """Return a name for each sheet that a sheet can have: no marks that none may have, 31 characters, each once."""
    found: list[str] = []
    for name in wanted:
        legal = ILLEGAL.sub("", re.sub(r"[\[\]:*?/\\]", " ", name)).strip("' ")[:31] or "Sheet"
        taken = {one.casefold() for one in (*found, "History")}  # a spreadsheet keeps this name for itself
        k, free = 1, legal
        while free.casefold() in taken:
            k += 1
            free = f"{legal[: 31 - len(f' {k}')]} {k}"
        found.append(free)
    return found


def _write(made: Any, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    made.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}2"
    for k, column in enumerate(sheet.columns):
        made.column_dimensions[get_column_letter(k + 1)].width = _width(sheet, k, column.kind)
    head = []
    for column in sheet.columns:
        cell = _cell(WriteOnlyCell, made, column.day or column.heading, "date" if column.day else "text")
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        head.append(cell)
    made.append(head)
    kinds = [column.kind for column in sheet.columns]
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in sheet.rows:
        cells = [_cell(WriteOnlyCell, made, value, kind) for value, kind in zip(row, kinds, strict=True)]
        for cell, kind in zip(cells, kinds, strict=True):
            if kind == "long" and cell is not None:
                cell.alignment = wrapped
        made.append(cells)
    for k, chart in enumerate(sheet.charts if sheet.rows else ()):
        made.add_chart(_chart(made, sheet, chart), f"{get_column_letter(len(sheet.columns) + 2)}{2 + 24 * k}")


def _cell(make: Any, made: Any, value: Cell, kind: str) -> Any:
    """Return a cell; text as text, whatever it begins with, without what XML cannot hold."""
    if value is None:
        return None
    if isinstance(value, str):
        cell = make(made, ILLEGAL.sub("\ufffd", value)[:LONGEST])
        cell.data_type = "s"
        return cell
    cell = make(made, value)
    if isinstance(value, date):
        cell.number_format = FORMATS["moment" if isinstance(value, datetime) else "date"]
    elif kind in FORMATS:
        cell.number_format = FORMATS[kind]
    return cell


def _width(sheet: Sheet, k: int, kind: str) -> float:
    """Return a width that shows most of a column: its longest word of the heading, and its cells."""
    if kind == "long":
        return LONG
    column = sheet.columns[k]
    heading = max((len(word) for word in column.heading.split()), default=0) if column.day is None else 10
    if kind == "text":
        shown = max((len(str(row[k])) for row in sheet.rows[:LOOKED_AT] if row[k] is not None), default=0)
    else:
        shown = {"moment": 16, "date": 10, "mixed": 16}.get(kind, 11)
    return float(min(max(heading, shown, NARROW), WIDE) + 2)


def _chart(made: Any, sheet: Sheet, chart: Chart) -> Any:
    from openpyxl.chart import BarChart, LineChart, Reference
    from openpyxl.chart.axis import DateAxis

    drawn: Any = LineChart() if chart.kind == "line" else BarChart()
    drawn.title, drawn.y_axis.title = said(chart.title), unit_name(chart.unit)
    drawn.width, drawn.height = CHART
    last = len(sheet.rows) + 1
    for k in chart.of:
        drawn.add_data(Reference(made, min_col=k + 1, min_row=1, max_row=last), titles_from_data=True)
    dated = sheet.columns[chart.over].kind == "date"
    if dated:
        drawn.x_axis = DateAxis(crossAx=100)
        drawn.x_axis.number_format, drawn.x_axis.majorTimeUnit = "yyyy-mm-dd", "months"
        drawn.y_axis.crossAx = 500
    drawn.set_categories(Reference(made, min_col=chart.over + 1, min_row=2, max_row=last))
    drawn.x_axis.title = sheet.columns[chart.over].heading
    drawn.x_axis.delete = drawn.y_axis.delete = False
    for series in drawn.series:
        series.smooth = False if chart.kind == "line" else None
        if chart.kind == "line":
            series.graphicalProperties.line.width = 15_000  # EMU
    return drawn


def timeless(book: Any) -> bytes:
    """Return the file of a workbook, the same for the same sheets whenever it is made."""
    saved, content = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            text = WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", given.read(part))
            made.writestr(zipfile.ZipInfo(part.filename, EPOCH), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()
