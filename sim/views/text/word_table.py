"""A table for a terminal: as wide as it may be, and no column narrower than its longest word."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from sim.views.text.unbroken import held


class WordTable(Table):
    """A table with a rule below its headings. Columns give way where that costs the fewest lines, and break no word.

    A number with its unit is one word (`Unbroken`). Where even the words do not fit, the widest are broken.
    """

    def __init__(self, gap: int = 2, **kwargs: Any) -> None:
        """Return a table without columns. `gap`: blanks between two columns; each edge has one more."""
        look: dict[str, Any] = {"box": box.SIMPLE_HEAD, "pad_edge": False, "padding": (0, gap, 0, 0)}
        super().__init__(**look, header_style="bold", **kwargs)
        self.gap = gap

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = [[held(str(cell)) for cell in (column.header, *column.cells)] for column in self.columns]
        blanks = self.gap * (len(columns) - 1) + len(columns) + 1
        for column, width in zip(self.columns, widths(columns, options.max_width - blanks), strict=True):
            column.width = width
        return super().__rich_console__(console, options)


def widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the widths of columns in cells of a terminal: each as wide as its longest line, if all fit in the room.

    Else columns give way, cell by cell, down to their longest words: always the one that adds the fewest lines to the
    table, of those that add as many the widest.
    """
    found = [max((cell_len(line) for cell in column for line in cell.split("\n")), default=0) for column in columns]
    least = [max((cell_len(word) for cell in column for word in cell.split()), default=0) for column in columns]

    @cache
    def heights(k: int, width: int) -> tuple[int, ...]:
        return tuple(sum(_lines(line, width) for line in cell.split("\n")) for cell in columns[k])

    def tall(width: Sequence[int]) -> int:
        return sum(map(max, zip(*(heights(k, one) for k, one in enumerate(width)), strict=True)))

    def without_one(k: int) -> list[int]:
        return [width - (one == k) for one, width in enumerate(found)]

    for floor in (least, [1] * len(found)):
        while sum(found) > room and (wide := [k for k in range(len(found)) if found[k] > floor[k]]):
            found = without_one(min(wide, key=lambda k: (tall(without_one(k)), -found[k])))
    return found


def _lines(line: str, width: int) -> int:
    """Return how many lines a line becomes at a width."""
    lines, left = 1, width
    for word in line.split(" "):
        size = cell_len(word)
        if size > left and left < width:
            lines, left = lines + 1, width
        lines += max(size - 1, 0) // max(width, 1)
        left -= size + 1
    return lines
