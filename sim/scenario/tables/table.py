"""A table as it was read: rows of values, and the place of every cell."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from sim.scenario.problems import Place

MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_CELLS = 1_000_000

LINE_END = re.compile(r"\r\n|\r|\n")


class Row(NamedTuple):
    """Values in order, the number of the line (CSV) or row (sheet), and in a CSV where each begins in the text."""

    line: int
    values: tuple[Any, ...]
    starts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows of a CSV file, or of a sheet of a workbook, that have something in them.

    `merged` has the range of each merged cell by line and index; all cells of it have its value.
    """

    file: str
    rows: tuple[Row, ...]
    sheet: str = ""
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    text: str = field(default="", repr=False)

    def place(self, row: Row, index: int = 0) -> Place:
        """Where a cell of a row stands; one past the last is at the end of its line."""
        if self.sheet:
            return Place(self.file, row.line, index + 1, self.sheet)
        return self.at(row.starts[min(index, len(row.starts) - 1)])

    def at(self, offset: int) -> Place:
        """The line and column of an offset in the text of a CSV."""
        line = bisect_right(self._lines, offset)
        return Place(self.file, line, offset - self._lines[line - 1] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]
