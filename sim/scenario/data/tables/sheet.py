"""One sheet of a workbook as a table: its cells, what each stands for, and what is merged."""

import math
import re
from datetime import datetime
from typing import Any, NamedTuple

from sim.problems import Place, sentence
from sim.scenario.data.tables.cells import Failed, Formula, Percent
from sim.scenario.data.tables.faults import refuse
from sim.scenario.data.tables.package import Attributes, Handler, Package
from sim.scenario.data.tables.plain import LONGEST
from sim.scenario.data.tables.raw_table import MOST_COLUMNS, Row, Table
from sim.wording import noted, say

LINES, COLUMNS = 1_048_576, 16_384  # of a sheet
MOST_CELLS = 200_000
MOST_MERGED, MOST_RANGES = 100_000, 10_000  # merged cells, and ranges of them
_ADDRESS = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})\Z")
_WHOLE = re.compile(r"^-?\d{1,15}\Z")
SOUND = noted("a cell as Excel or LibreOffice saves it")


class Styles(NamedTuple):
    """What cells refer to: shared texts, what numbers of each style are (`workbook._kinds`), and the first year."""

    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    since_1904: bool


class Given(NamedTuple):
    """A cell as it is written: type, style, text of its value (None: it has none), and whether it has a formula."""

    kind: str
    style: str
    value: str | None
    formula: bool


def address(text: str) -> tuple[int, int] | None:
    """Row and column of an address such as C3, from 1; None for anything else."""
    found = _ADDRESS.match(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    line = int(found[2])
    return (line, column) if line <= LINES and column <= COLUMNS else None


class _Cells(Handler):
    """Collects cells by row and column, and merged ranges."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file, self.sheet = file, sheet
        self.cells: dict[tuple[int, int], Given] = {}
        self.ranges: list[str] = []
        self.hidden: set[int] = set()
        self.line = self.column = 0
        self.given: Attributes = {}
        self.inside, self.formula = "", False
        self.parts: list[str] | None = None

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.line, self.column = self._line(attributes.get("r")), 0
            if attributes.get("hidden", "0") in ("1", "true"):
                self.hidden.add(self.line)
        elif name == "c":
            self.line, self.column = self._where(attributes.get("r"))
            self.given, self.formula, self.parts = attributes, False, None
        elif name == "f":
            self.formula = True
        elif name in ("v", "t") and self.inside != "rPh":
            self.parts = self.parts or []
        elif name == "mergeCell":
            self._merged(attributes.get("ref", ""))
        self.inside = name if self.inside != "rPh" else self.inside

    def text(self, text: str) -> None:
        if self.inside in ("v", "t") and self.parts is not None:
            self.parts.append(text)

    def end(self, name: str) -> None:
        if self.inside != "rPh" or name == "rPh":
            self.inside = ""
        if name == "c" and (self.formula or self.parts is not None):
            value = None if self.parts is None else "".join(self.parts)
            here = (self.line, self.column)
            if self.column > MOST_COLUMNS:
                self.wrong(
                    *here,
                    say("a cell so far to the right"),
                    say("at most {most_columns} columns", most_columns=MOST_COLUMNS),
                )
            if here in self.cells:
                self.wrong(*here, say("a cell that is there twice"), SOUND)
            if len(self.cells) == MOST_CELLS:
                self.wrong(
                    *here,
                    say("more than {most_cells} cells", most_cells=MOST_CELLS),
                    say("at most {most_cells}, or a CSV", most_cells=MOST_CELLS),
                )
            self.cells[here] = Given(self.given.get("t", "n"), self.given.get("s", "0"), value, self.formula)

    def _merged(self, text: str) -> None:
        self.ranges.append(text)
        if len(self.ranges) > MOST_RANGES:
            self.wrong(
                1, 1, say("a great many merged cells"), say("at most {most_ranges} ranges", most_ranges=MOST_RANGES)
            )

    def wrong(self, line: int, column: int, found: str, allowed: str) -> None:
        refuse(Place(self.file, line, max(column, 1), self.sheet), sentence(found, allowed))

    def _line(self, said: str | None) -> int:
        line = self.line + 1 if said is None else int(said) if said.isdecimal() and len(said) < 8 else 0
        if not 1 <= line <= LINES:
            self.wrong(max(self.line, 1), 1, say("a row whose number is none of a sheet"), SOUND)
        return line

    def _where(self, said: str | None) -> tuple[int, int]:
        found = (max(self.line, 1), self.column + 1) if said is None else address(said)
        if found is None or found[1] > COLUMNS:
            self.wrong(max(self.line, 1), self.column + 1, say("a cell whose address is none of a sheet"), SOUND)
        assert found is not None
        return found


def sheet_table(package: Package, part: str, title: str, styles: Styles) -> Table:
    """Return the table of a part of a workbook that is a sheet. TableError."""
    cells = _Cells(package.file, title)
    package.walk(part, cells)
    values = {where: _value(given, where, cells, styles) for where, given in cells.cells.items()}
    values = {where: value for where, value in values.items() if value is not None}
    merged = _spread(values, cells)
    by_line: dict[int, dict[int, Any]] = {}
    for (line, column), value in values.items():
        by_line.setdefault(line, {})[column] = value
    rows = []
    for line in sorted(by_line):
        row = by_line[line]
        rows.append(Row(line, tuple(row.get(column) for column in range(1, max(row) + 1))))
    if sum(len(row.values) for row in rows) > MOST_CELLS:
        cells.wrong(
            1,
            1,
            say("a sheet with too many cells"),
            say("at most {most_cells}, from the first column on", most_cells=MOST_CELLS),
        )
    return Table(package.file, tuple(rows), title, merged, hidden=tuple(sorted(cells.hidden & by_line.keys())))


def _spread(values: dict[tuple[int, int], Any], cells: _Cells) -> dict[tuple[int, int], str]:
    """Give every cell of a merged range the value of its first; the range of each, by line and index of the column."""
    merged: dict[tuple[int, int], str] = {}
    for text in cells.ranges:
        first, _, last = text.partition(":")
        begin, end = address(first), address(last or first)
        if begin is None or end is None or end < begin or end[1] < begin[1]:
            cells.wrong(1, 1, say("merged cells without a sound address"), SOUND)
            return merged
        if begin not in values:
            continue
        size = (end[0] - begin[0] + 1) * (end[1] - begin[1] + 1)
        if len(merged) + size > MOST_MERGED:
            cells.wrong(
                *begin,
                say("a great many merged cells"),
                say("at most {most_merged} cells that are merged", most_merged=MOST_MERGED),
            )
        covered = [(r, c) for r in range(begin[0], end[0] + 1) for c in range(begin[1], end[1] + 1)]
        for where in covered[1:]:
            if values.setdefault(where, values[begin]) != values[begin]:
                cells.wrong(
                    *where,
                    say("a value of its own under the merged cells {text}", text=text),
                    say("cells that are not merged"),
                )
        merged |= {(line, column - 1): text for line, column in covered}
    return merged


def _value(attributes: Given, where: tuple[int, int], cells: _Cells, styles: Styles) -> Any:
    """Return what a cell stands for, as `values` says; None for an empty one."""
    text, kind = attributes.value, attributes.kind
    if attributes.formula and not text and kind != "str":
        return Formula()
    if text is None or (kind not in ("s", "b") and not text.strip()):
        return None
    if kind in ("str", "inlineStr", "s"):
        return _words(text, kind, where, cells, styles)
    if kind == "e":
        return Failed(text.strip())
    if kind == "b":
        return text.strip() not in ("0", "false")
    try:
        return datetime.fromisoformat(text.strip()) if kind == "d" else _number(text.strip(), attributes.style, styles)
    except (ValueError, OverflowError):
        cells.wrong(*where, say("a cell whose number is none"), SOUND)


def _words(text: str, kind: str, where: tuple[int, int], cells: _Cells, styles: Styles) -> str | None:
    if kind == "s":
        index = int(text) if text.strip().isdecimal() and len(text) < 9 else len(styles.texts)
        if index >= len(styles.texts):
            cells.wrong(*where, say("a cell whose text is not in the workbook"), SOUND)
        text = styles.texts[index]
    if len(text) > LONGEST:
        cells.wrong(*where, say("{n} characters in a cell", n=len(text)), say("at most {longest}", longest=LONGEST))
    return text.strip() or None


def _number(text: str, style: str, styles: Styles) -> Any:
    """Return a number, or what its style shows it as; ValueError or OverflowError for none."""
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    value = int(text) if _WHOLE.match(text) else float(text)
    if not math.isfinite(value):
        raise ValueError
    index = int(style) if style.isdecimal() and len(style) < 9 else len(styles.kinds)
    kind = styles.kinds[index] if index < len(styles.kinds) else ""
    if kind == "percent":
        return Percent(value)
    if not kind:
        return int(value) if value == int(value) and abs(value) < 1e15 else value
    try:
        found = from_excel(value, MAC_EPOCH if styles.since_1904 else WINDOWS_EPOCH, timedelta=kind == "span")
    except (ValueError, OverflowError):
        return Failed(say("a number that is shown as a date and is none"))
    return found
