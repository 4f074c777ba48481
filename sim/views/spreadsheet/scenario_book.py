"""The workbook of a scenario: its sheets with what may stand in each column, its unit and meaning, and drop-downs."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from sim.scenario.catalogue.reference_page import what
from sim.scenario.checks.references import Names, declared
from sim.scenario.data.tables.cells import Percent
from sim.scenario.source.book_layout import BookSheet, Head, laid_out, unit_of
from sim.scenario.source.cell_scalars import Cell
from sim.scenario.source.sheet_paths import MEANING, PATH, UNIT, bare, sheets
from sim.scenario.source.source_tree import Node
from sim.views.spreadsheet.writer import FORMATS, timeless
from sim.wording import said

ROWS = 1000  # down to which drop-downs go
MOST_LISTED = 255  # characters of a list of choices
NARROW, WIDE, LONG = 10, 44, 90  # characters of a column
FORMULA = ("=", "+", "-", "@")  # what begins a formula where it is typed
# The names of which one stands in a column, by its key; those that have a sheet are looked up there.
NAMED = {
    "stream": "arrivals",
    "area": "space.areas",
    "step": "process.steps",
    "measure": "contingency",
    "pool": "staff",
}


def scenario_book(tree: Node) -> bytes:
    """Return the file of the workbook that a scenario's tree is read back from. ScenarioError for what fits no cell."""
    from openpyxl import Workbook

    made = laid_out(tree.plain())
    titles, names = {sheet.title for sheet in made}, declared(tree)
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in made:
        page = book.create_sheet(sheet.title)
        _write(page, sheet)
        for k, head in enumerate(sheet.heads):
            _drop_down(page, k, _choices(head, titles, names))
    return timeless(book)


def _write(page: Any, sheet: BookSheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    fixed = len(sheets()[sheet.title].names) or 1
    page.freeze_panes = f"{get_column_letter(fixed + 1)}2"
    top = Alignment(vertical="top", wrap_text=True)
    for k, head in enumerate(sheet.heads):
        cell = page.cell(1, k + 1)
        _put(cell, head.text)
        cell.font, cell.alignment = Font(bold=True), top
        _comment(cell, head.field)
        page.column_dimensions[get_column_letter(k + 1)].width = _width(sheet, k)
    for line, row in enumerate(sheet.rows):
        for k, value in enumerate(row):
            if value is not None:
                cell = page.cell(line + 2, k + 1)
                _put(cell, value)
                cell.alignment = top


def _put(cell: Any, value: Cell) -> None:
    """Put a value into a cell; text as text, whatever it begins with, now and when somebody edits it."""
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
        cell.quotePrefix = value.startswith(FORMULA)
        return
    cell.value = float(value) if isinstance(value, Percent) else value
    if isinstance(value, Percent):
        cell.number_format = "0.##########%"
    elif isinstance(value, date):
        cell.number_format = FORMATS["date"]
    elif isinstance(value, time):
        cell.number_format = "hh:mm"


def _width(sheet: BookSheet, k: int) -> float:
    if sheet.heads[k].text == MEANING:
        return LONG
    longest = max((len(str(row[k])) for row in sheet.rows if row[k] is not None), default=0)
    least = {PATH: WIDE, UNIT: 16}.get(sheet.heads[k].text, NARROW)
    return float(min(max(longest, len(sheet.heads[k].text), least), WIDE) + 2)


def _comment(cell: Any, field: FieldInfo | None) -> None:
    """Add what a field means, what may be written there, and its unit."""
    from openpyxl.comments import Comment

    if field is not None:
        lines = [said(field.description or ""), what(field), unit_of(field)]
        cell.comment = Comment("\n".join(filter(None, lines)), "", width=360, height=140)


def _choices(head: Head, titles: set[str], names: Names) -> str:
    """Return the choices of a column as a spreadsheet has them: a list, or the cells that have the names; "" for
    none.
    """
    title = head.names_in or NAMED.get(head.text, "")
    if title in titles and len(sheets()[title].names) == 1:
        return f"'{title}'!$A$2:$A${ROWS}"
    if head.text == "room" and names.rooms:
        return _listed(names.rooms)
    return _listed(tuple(_words(bare(head.field.annotation)))) if head.field else ""


def _listed(words: Sequence[str]) -> str:
    text = ",".join(words)
    return (
        f'"{text}"' if words and len(text) <= MOST_LISTED and not any(set(',"') & set(word) for word in words) else ""
    )


def _words(kind: Any) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield from map(str, get_args(kind))
    elif kind is bool:
        yield from ("TRUE", "FALSE")


def _drop_down(page: Any, k: int, choices: str) -> None:
    """Offer choices below a head. Another value is asked about, not refused: it may be uncertain."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if choices:
        offered = DataValidation(type="list", formula1=choices, allow_blank=True, errorStyle="warning")
        offered.showErrorMessage = True
        letter = get_column_letter(k + 1)
        offered.add(f"{letter}2:{letter}{ROWS}")
        page.add_data_validation(offered)
