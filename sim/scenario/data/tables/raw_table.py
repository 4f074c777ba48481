"""A table as it was read: rows of values, and the place of every cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sim.problems import Place

MOST_ROWS = 100_000
MOST_COLUMNS = 2_000
MOST_CELLS = 1_000_000


class Row(NamedTuple):
    """Values in order, the number of the line (CSV) or row (sheet), and in a CSV where each begins in the text."""

    line: int
    values: tuple[Any, ...]
    starts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows of a CSV file, or of a sheet of a workbook, that have something in them.

    `merged` has the range of each merged cell by line and index; all cells of it have its value. `hidden` has the
    numbers of rows that are not shown.
    """

    file: str
    rows: tuple[Row, ...]
    sheet: str = ""
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    hidden: tuple[int, ...] = ()

    def place(self, row: Row, index: int = 0) -> Place:
        """Return where a cell of a row stands; one past the last is at the end of its line."""
        if self.sheet:
            return Place(self.file, row.line, index + 1, self.sheet)
        first, offset = row.starts[0], row.starts[min(index, len(row.starts) - 1)]
        line = row.line + self.text.count("\n", first, offset)
        return Place(self.file, line, offset - self.text.rfind("\n", 0, offset))

    def begin(self, row: Row) -> Place:
        """Return where a row begins."""
        return Place(self.file, row.line, 1, self.sheet)

    def at(self, offset: int) -> Place:
        """Return the line and column of an offset in the text of a CSV, whose lines end with one line feed."""
        return Place(self.file, 1 + self.text.count("\n", 0, offset), offset - self.text.rfind("\n", 0, offset))
