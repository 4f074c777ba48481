"""What a sheet of a workbook is: columns with unit and kind, rows of typed cells, charts of its columns."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from sim.scenario.catalogue.unit_names import unit_in_cell, unit_name
from sim.views.spreadsheet.headings import CELLS, HEADINGS
from sim.wording import said, say

Kind = Literal["text", "long", "count", "number", "hours", "share", "money", "date", "moment", "mixed"]
Cell = str | int | float | date | datetime | None
OF_FIGURE: dict[str, Kind] = {
    "count": "count", "flag": "count", "share": "share", "hours": "hours", "persons": "number", "money": "money",
    "date": "moment", "number": "number",
}  # fmt: skip


class Column(NamedTuple):
    """A column: its name in the CSV, what its cells are, their unit, and its heading if `HEADINGS` has none.

    `mixed` cells are numbers, times or text by the row; `long` is text that is wrapped.
    """

    name: str
    kind: Kind = "text"
    unit: str = ""
    words: str = ""
    day: date | None = None  # the heading is this day

    @property
    def heading(self) -> str:
        """The heading, with the unit: "cost, total (CAD)"."""
        words = said(self.words or HEADINGS.get(self.name) or self.name.replace("_", " "))
        unit = unit_name(self.unit)
        return words if not unit or unit in words else say("{heading} ({unit})", heading=words, unit=unit)


class Chart(NamedTuple):
    """A chart of some columns of the sheet, over one of them; columns count from 0."""

    title: str
    over: int
    of: tuple[int, ...]
    unit: str = ""
    kind: Literal["line", "bar"] = "line"


@dataclass(frozen=True)
class Sheet:
    """A table as a sheet. `fixed` are the first columns, which stay in view; kinds may differ by row in `mixed`."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    charts: tuple[Chart, ...] = ()
    fixed: int = 1


def typed(cell: Any, kind: Kind) -> Cell:
    """Return a cell of a CSV as what it says: a number, a local time without its offset, a day, or text.

    What does not exist (empty, NaN) is nothing; what is no number where one belongs (`inf`) stays text.
    """
    if cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if kind in ("text", "long"):
        return str(cell)
    if kind in ("date", "moment"):
        return _time(str(cell), kind)
    if not isinstance(cell, str):
        return cell if isinstance(cell, int) or not math.isinf(cell) else str(cell)
    reads: tuple[Callable[[str], Cell], ...] = (int, _finite, *((_moment,) if kind == "mixed" else ()))
    for read in reads:
        with suppress(ValueError):
            return read(cell)
    return cell


def _finite(cell: str) -> float:
    if not math.isfinite(value := float(cell)):
        raise ValueError(cell)
    return value


def _moment(cell: str) -> datetime:
    return datetime.fromisoformat(cell).replace(tzinfo=None)


def _time(cell: str, kind: Kind) -> Cell:
    try:
        return date.fromisoformat(cell) if kind == "date" else _moment(cell)
    except ValueError:
        return cell


def from_rows(
    name: str, rows: Iterable[Sequence[Any]], known: Mapping[str, Column] | Callable[[str], Column], **more: Any
) -> Sheet:
    """Return the sheet of a CSV from its rows, the header first; `known` says what each column is."""
    lines = iter(rows)
    find = known if callable(known) else lambda column: known.get(column, Column(column))
    columns = tuple(find(str(column)) for column in next(lines))
    return Sheet(name, columns, tuple(tuple(map(_told, line, columns)) for line in lines), **more)


def _told(cell: Any, column: Column) -> Cell:
    """Return a cell as what it says; words that a file for programs has in English, in the language that is spoken."""
    if column.name == "unit":
        return typed(unit_in_cell(cell or ""), column.kind)
    return typed(CELLS.get(column.name, {}).get(str(cell), cell), column.kind)
