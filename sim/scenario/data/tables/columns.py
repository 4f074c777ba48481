"""Tables as they are declared: columns with what each may say, and one thing made of each row."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sim.problems import Place, listing, nearest, sentence
from sim.scenario.data.tables.bytes_of import content
from sim.scenario.data.tables.cells import NO_VALUE, Failed, Formula, cell_text
from sim.scenario.data.tables.faults import Faults, TableError, refuse
from sim.scenario.data.tables.kinds import Read, as_number
from sim.scenario.data.tables.plain import plain_table
from sim.scenario.data.tables.raw_table import Row, Table
from sim.scenario.data.tables.workbook import Book, book
from sim.wording import counted, noted, say

T = TypeVar("T")
OTHERS = {
    ";": noted("semicolons"),
    "\t": noted("tabs"),
    "|": noted("upright strokes"),
}  # what may stand between cells where commas should


class Column(NamedTuple):
    """A column: its name, what reads a value of it, whether there must be one (the column, and in each row a value).

    `counted`: it counts what is in its row, so that a merged cell, which says the same of several rows, is refused.
    """

    name: str
    read: Read
    must: bool = True
    counted: bool = False


class Refused(ValueError):
    """A row whose values do not go together: the column to look at, what was found, what is allowed."""

    def __init__(self, column: str, found: str, allowed: str) -> None:
        super().__init__(allowed)
        self.column, self.found, self.allowed = column, found, allowed


class Record(NamedTuple):
    """The values of one row by column (None: empty or not there), and the row."""

    values: dict[str, Any]
    row: Row


Make = Callable[[Record], T]


def once(reader: Callable[[Any, Any], T]) -> Callable[[Any, Any], T]:
    """Return a reader of files that reads each of them once in a context, however often a scenario is validated in
    it.
    """

    def reading(value: Any, info: Any) -> T:
        kept = (info.context or {}).setdefault("read", {})
        key = (reader.__name__, value if isinstance(value, str) else None)
        if key[1] is None:
            return reader(value, info)
        if key not in kept:
            try:
                kept[key] = reader(value, info)
            except TableError as error:
                kept[key] = error
        if isinstance(kept[key], TableError):
            raise TableError(kept[key].wrong)
        found: T = kept[key]
        return found

    return reading


def tables(value: Any, info: Any, what: str) -> Book:
    """Return the tables of a file that is named relative to the scenario's folder. TableError, or ValueError for no
    name.

    `info` is that of a validator, whose context has the folder.
    """
    folder = (info.context or {}).get("folder")
    if not isinstance(value, str) or folder is None:
        raise ValueError(say("a CSV or XLSX file of {what}, beside the scenario", what=what))
    return opened(folder, value)


def opened(folder: Path, name: str) -> Book:
    """Return the tables of a file; of a CSV one. TableError."""
    raw, file = content(folder, name), str(folder / name)
    return book(raw, file) if name.lower().endswith(".xlsx") else Book(file, (plain_table(raw, file),))


def records(value: Any, info: Any, what: str, columns: Sequence[Column], make: Make[T]) -> tuple[T, ...]:
    """Return what is made of each row of the one table of a file, in order. TableError."""
    return made(only(tables(value, info, what), what), columns, make)


def only(found: Book, what: str) -> Table:
    """Return the one table of a file. TableError for a workbook without a sheet that has something in it, or with
    several.
    """
    if len(found.tables) != 1:
        names = [table.sheet for table in found.tables]
        several = say("{n} sheets with something in them ({names})", n=len(names), names=listing(names))
        message = sentence(
            several if names else say("no sheet with something in it"), say("one sheet of {what}", what=what)
        )
        refuse(Place(found.file, 0, 0), message)
    return found.tables[0]


def made(table: Table, columns: Sequence[Column], make: Make[T]) -> tuple[T, ...]:
    """Return what is made of each row below the heads. TableError with every fault, by cell."""
    faults, found = Faults(), []
    if not table.rows:
        message = sentence(
            say("a file without a line"), say("a first line with the columns {columns}", columns=named(columns))
        )
        refuse(Place(table.file, 0, 0), message)
    order = heads(table, columns)
    for row in table.rows[1:]:
        record = _record(table, row, columns, order, faults)
        if record is not None:
            try:
                found.append(make(record))
            except Refused as error:
                said = f"{error.column}: {sentence(error.found, error.allowed)}"
                faults.add(table.place(row, order.get(error.column, 0)), said)
    faults.stop()
    return tuple(found)


def heads(table: Table, columns: Sequence[Column]) -> dict[str, int]:
    """Return where each column is, by the heads in the first row. TableError with every head that is wrong."""
    row, faults = table.rows[0], Faults()
    known = [column.name for column in columns]
    _commas(table, row, known)
    if not any(nearest(str(name), known) for name in row.values):
        message = sentence(
            say("a first line without a name of a column ({values} ..)", values=cell_text(row.values[0])),
            named(columns),
        )
        refuse(table.place(row), message)
    order: dict[str, int] = {}
    guessed = set()
    for k, name in enumerate(row.values):
        if name is None:
            faults.add(table.place(row, k), _nameless(table, row, k))
        elif name in order:
            twice = say("the column {name} a second time", name=name)
            faults.add(
                table.place(row, k),
                sentence(twice, say("each column once (it is column {order} too)", order=order[name] + 1)),
            )
        elif name not in known:
            guessed.add(nearest(str(name), known))
            message = sentence(say("the unknown column {name}", name=cell_text(name)), named(columns), known, str(name))
            faults.add(table.place(row, k), message)
        else:
            order[name] = k
    for column in columns:
        if column.must and column.name not in {*order, *guessed}:
            faults.add(
                table.place(row, 0),
                sentence(
                    say("no column {name}", name=column.name), say("the columns {columns}", columns=named(columns))
                ),
            )
    faults.stop()
    return order


def named(columns: Sequence[Column]) -> str:
    """Return the columns as a message lists them."""
    must = ", ".join(column.name for column in columns if column.must)
    free = ", ".join(column.name for column in columns if not column.must)
    return say("{must} and, if known, {free}", must=must, free=free) if free else must


def value_of(value: Any, read: Read, merged: str = "") -> Any:
    """Return a value as its column reads it; ValueError with what is allowed. `merged`: the range, if that is
    refused.
    """
    if isinstance(value, Formula):
        raise ValueError(NO_VALUE)
    if isinstance(value, Failed):
        raise ValueError(say("a value"))
    if merged:
        raise ValueError(say("a value in each cell (the cells {merged} are merged)", merged=merged))
    return read(value)


def _record(table: Table, row: Row, columns: Sequence[Column], order: dict[str, int], faults: Faults) -> Record | None:
    """Return the values of a row; None, with its faults told, if there are any."""
    sound, width = True, len(table.rows[0].values)
    if len(row.values) != width and not (table.sheet and len(row.values) < width):
        faults.add(table.place(row, min(len(row.values), width)), _other_width(table, row, width))
        return None
    values: dict[str, Any] = {}
    for column in columns:
        k = order.get(column.name)
        value = row.values[k] if k is not None and k < len(row.values) else None
        values[column.name] = None
        if value is None and not column.must:
            continue
        merged = table.merged.get((row.line, k or 0), "") if column.counted else ""
        try:
            values[column.name] = value_of(value, column.read, merged)
        except ValueError as error:
            message = say(
                "{name}: found {value}; allowed: {error}", name=column.name, value=cell_text(value), error=str(error)
            )
            faults.add(table.place(row, k or 0), message, once=bool(merged))
            sound = False
    return Record(values, row) if sound else None


def _commas(table: Table, row: Row, known: Sequence[str]) -> None:
    """Raise TableError if something else than commas stands between the heads."""
    first = row.values[0]
    if table.sheet or len(row.values) > 1 or not isinstance(first, str) or first in known:
        return
    for mark, name in OTHERS.items():
        if mark in first:
            refuse(table.place(row), sentence(say("{name} between the cells", name=name), say("commas")))


def _nameless(table: Table, row: Row, k: int) -> str:
    last = k == len(row.values) - 1 and not table.sheet
    found = (
        say("a comma at the end of the line, and so a column without a name")
        if last
        else say("a column without a name")
    )
    if last:
        return sentence(found, say("a name above each column, and no comma at the end"))
    return sentence(found, say("a name above each column"))


def _other_width(table: Table, row: Row, width: int) -> str:
    """Return the sentence about a row that has more or fewer cells than there are columns."""
    count = len(row.values)
    found = say(
        "{cells} under {columns}",
        cells=counted("{n} cell", "{n} cells", count),
        columns=counted("{n} column", "{n} columns", width),
    )
    if count > width:
        beyond = [value for value in row.values[width:] if value is not None]
        if not beyond:
            return sentence(say("{found} (a comma at the end of the line)", found=found), f"{width}")
        allowed = say("{width}; a number has no comma, and text with a comma stands in quotes", width=width)
        return sentence(
            say("{found} ({beyond} too many)", found=found, beyond=listing(map(cell_text, beyond))),
            str(width) if table.sheet else allowed,
        )
    other = next((name for mark, name in OTHERS.items() if mark in str(row.values[-1])), "")
    return sentence(
        say("{found}, with {other} in it", found=found, other=other) if other else found,
        say("{width}, with commas between them", width=width),
    )


def values(folder: Path, name: str, read: Read) -> list[Any]:
    """Return the values of a file that has one a line and no heads. TableError with every fault."""
    table, faults, found = only(opened(folder, name), say("values, one a line")), Faults(), []
    for row in table.rows:
        if len(row.values) > 1:
            message = sentence(
                say("{n} cells in a line", n=len(row.values)), say("one value a line; a number has a point, no comma")
            )
            faults.add(table.place(row, 1), message)
            continue
        try:
            found.append(value_of(row.values[0], lambda value: read(as_number(value))))
        except ValueError as error:
            faults.add(
                table.place(row),
                say("found {values}; allowed: {error}", values=cell_text(row.values[0]), error=str(error)),
            )
    faults.stop()
    if not found:
        refuse(Place(table.file, 0, 0), sentence(say("a file without a value"), say("one value a line")))
    return found
