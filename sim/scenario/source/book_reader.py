"""Reading a workbook as a scenario: the tree that a file would have, each value at its sheet and cell.

Sheets are those of `sheet_paths`. The first row that says anything has the heads. In a table each further row is an
entry: its names, and values under heads that are paths within the entry (`cost.set_up`), or `value` for the entry
itself. In other sheets a row is a path and a value. An empty cell of a table says nothing, nor does a sheet or a column
whose name begins with `#`. What is wrong is raised together.
"""

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from sim.errors import ScenarioError
from sim.problems import Place, Problem, listing, sentence, where
from sim.scenario.data.tables.cells import cell_text
from sim.scenario.data.tables.faults import TableError
from sim.scenario.data.tables.raw_table import Row, Table
from sim.scenario.data.tables.workbook import book
from sim.scenario.source.cell_scalars import is_yaml, said_by
from sim.scenario.source.scalars import short_text
from sim.scenario.source.sheet_paths import ANY, MEANING, NOTE, PATH, UNIT, VALUE, SheetPath, sheets
from sim.scenario.source.source_tree import Entry, Key, Node, dotted, moved, parts
from sim.scenario.source.yaml_reader import MAX_DEPTH, MAX_NODES, bytes_of, read_value
from sim.wording import say

ENDING = ".xlsx"
MOST_BYTES = 16 << 20


class Read(NamedTuple):
    """The tree of a workbook, and what there is to say of it: rows and sheets that are not shown."""

    tree: Node
    warnings: tuple[Problem, ...]


class Located(NamedTuple):
    """A key, and the cell that it is written in."""

    key: Key
    place: Place


def read_book(path: FilePath) -> Read:
    """Return the scenario of a workbook. ScenarioError with all that is wrong."""
    file = str(path)
    try:
        found = book(bytes_of(path, MOST_BYTES), file)
    except TableError as error:
        raise ScenarioError(
            [Problem("", wrong.message, wrong.place or Place(file, 0, 0)) for wrong in error.wrong]
        ) from None
    tree = _Tree(file)
    warnings = [_hidden_sheet(file, title) for title in found.hidden if not title.startswith(NOTE)]
    for table in found.tables:
        if table.sheet.startswith(NOTE):
            continue
        sheet = sheets().get(table.sheet)
        if sheet is None:
            allowed = say("a sheet of the language ({names}), or one that begins with #", names=listing(sheets()))
            message = sentence(
                say("the unknown sheet {sheet}", sheet=short_text(table.sheet)), allowed, sheets(), table.sheet
            )
            tree.wrong((), message, table.place(table.rows[0]))
            continue
        warnings += _hidden_rows(table)
        _of_sheet(tree, table, sheet)
    if tree.problems:
        raise ScenarioError(tree.problems)
    return Read(tree.root, tuple(warnings))


def _hidden_sheet(file: str, title: str) -> Problem:
    message = say("the hidden sheet {sheet} is not read; show it, or begin its name with #", sheet=short_text(title))
    return Problem("", message, Place(file, 1, 1, title), severity="warning")


def _hidden_rows(table: Table) -> list[Problem]:
    places = [Place(table.file, line, 1, table.sheet) for line in table.hidden]
    if not places:
        return []
    message = say("hidden rows, which are read as others are: {where}", where=where(places))
    return [Problem("", message, places[0], severity="warning")]


class _Tree:
    """A tree that grows by the cell, and what is wrong with it."""

    def __init__(self, file: str) -> None:
        self.root = Node({}, Place(file, 1, 1, next(iter(sheets()))))
        self.problems: list[Problem] = []
        self.count = 0

    def wrong(self, path: Sequence[Any], message: str, place: Place) -> None:
        """Keep what is wrong."""
        self.problems.append(Problem(dotted(path), message, place))

    def put(self, path: Sequence[Located], node: Node | None) -> None:
        """Put a node at a path, or make sure that there is a mapping (None); keep that there is one already."""
        self._counted(path)
        here = self.root
        for k, (key, place) in enumerate(path):
            inner = here.value.get(key)
            last = k == len(path) - 1 and node is not None
            if inner is not None and (last or inner.node.entries is None):
                keys = [one.key for one in path[: k + 1]]
                allowed = say("one value (the first is at {place})", place=str(inner.node.place))
                self.wrong(keys, sentence(say("a second value"), allowed), node.place if node else place)
                return
            if inner is None:
                inner = Entry(place, node if last and node is not None else Node({}, place))
                here.value[key] = inner
            here = inner.node

    def _counted(self, path: Sequence[Located]) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            most = str(MAX_NODES)
            self.wrong((), sentence(say("more than {max_nodes} values", max_nodes=most),
                                    say("at most {max_nodes}", max_nodes=most)), path[-1].place)  # fmt: skip
            raise ScenarioError(self.problems)


def _of_sheet(tree: _Tree, table: Table, sheet: SheetPath) -> None:
    """Read the rows of a sheet into the tree."""
    columns = _heads(tree, table, sheet)
    if columns is None:
        return
    for row in table.rows[1:]:
        given = {k: value for k, value in enumerate(row.values) if value is not None}
        if sheet.is_table and any(k in given for k in columns.of.values()):
            _entry(tree, table, row, sheet, columns)
        elif not sheet.is_table and any(columns.of[head] in given for head in (PATH, VALUE)):
            _path_row(tree, table, row, sheet, columns)


class _Columns(NamedTuple):
    """Where the columns of a sheet are: by head (names; of rows of paths `path` and `value`), and the path of each
    value.
    """

    of: dict[str, int]
    paths: dict[int, list[Located]]


def _heads(tree: _Tree, table: Table, sheet: SheetPath) -> _Columns | None:
    """Return the columns of a sheet; None, with what is wrong told, for one without those that it must have."""
    must = sheet.names if sheet.is_table else (PATH, VALUE)
    known = must if sheet.is_table else (*must, UNIT, MEANING)
    found, seen = _Columns({}, {}), set()
    for k, value in enumerate(table.rows[0].values):
        text, place = _text(value), table.place(table.rows[0], k)
        if value is None or text.startswith(NOTE):
            continue
        if text in seen:
            twice = say("the column {name} a second time", name=short_text(text))
            tree.wrong((), sentence(twice, say("each column once")), place)
        seen.add(text)
        if text in known:
            found.of[text] = k
        elif sheet.is_table:
            found.paths.update(_path_of(tree, k, text, place))
        else:
            unknown = say("the unknown column {name}", name=short_text(text))
            tree.wrong((), sentence(unknown, ", ".join(known), known, text), place)
    missing = [head for head in must if head not in found.of]
    for head in missing:
        allowed = say("the columns {columns}", columns=", ".join(must))
        tree.wrong((), sentence(say("no column {name}", name=head), allowed), table.place(table.rows[0]))
    return None if missing else found


def _path_of(tree: _Tree, k: int, text: str, place: Place) -> dict[int, list[Located]]:
    """Return the path that a head of a table is, by its column; nothing, with what is wrong told, for none."""
    try:
        return {k: [Located(key, place) for key in (parts(text) if text != VALUE else ())]}
    except ValueError as error:
        tree.wrong((), sentence(short_text(text), str(error)), place)
        return {}


def _text(value: Any) -> str:
    """Return what a head or a path says, as text."""
    try:
        return value if isinstance(value, str) else str(said_by(value))
    except ValueError:
        return cell_text(value)


def _entry(tree: _Tree, table: Table, row: Row, sheet: SheetPath, columns: _Columns) -> None:
    """Read a row of a table: an entry under its names."""
    names: list[Located] = []
    for head in sheet.names:
        k = columns.of[head]
        node = _node(tree, table, row, k, [key for key, _ in names])
        if node is None:
            return
        if isinstance(node.value, bool) or not isinstance(node.value, str | int | float):
            found = cell_text(None) if node.blank else short_text(node.plain())
            tree.wrong((), say("{name}: {sentence}", name=head, sentence=sentence(found, say("a name"))), node.place)
            return
        names.append(Located(node.value, node.place))
    given = iter(names)
    path = [next(given) if part is ANY else Located(part, names[0].place) for part in sheet.path]
    values = {k: inner for k, inner in columns.paths.items() if k < len(row.values) and row.values[k] is not None}
    if all(values.values()):  # the row is no value itself
        tree.put(path, None)
    for k, inner in values.items():
        node = _node(tree, table, row, k, [key for key, _ in (*path, *inner)], counted=True)
        if node is not None:
            tree.put([*path, *inner], node)


def _path_row(tree: _Tree, table: Table, row: Row, sheet: SheetPath, columns: _Columns) -> None:
    """Read a row of a path and a value."""
    k = columns.of[PATH]
    place = table.place(row, k)
    text = row.values[k] if k < len(row.values) else None
    try:
        path = parts(_text(text) if text is not None else "")
        if len(path) > MAX_DEPTH:
            raise ValueError(say("a path of at most {max_depth} parts", max_depth=MAX_DEPTH))
    except ValueError as error:
        tree.wrong((), sentence(cell_text(text), str(error)), place)
        return
    whole = [*sheet.path, *path]
    node = _node(tree, table, row, columns.of[VALUE], whole)
    if node is not None:
        tree.put([Located(key, place) for key in whole], node)


def _node(tree: _Tree, table: Table, row: Row, k: int, path: Sequence[Any], counted: bool = False) -> Node | None:
    """Return what a cell says, at its place; None, with what is wrong told, for one that says nothing."""
    place = table.place(row, k)
    value = row.values[k] if k < len(row.values) else None
    if value is None:
        return Node(None, place, blank=True)
    try:
        if counted and (merged := table.merged.get((row.line, k))):
            raise ValueError(say("a value in each cell (the cells {merged} are merged)", merged=merged))
        if not is_yaml(value):
            return Node(said_by(value), place)
        return moved(read_value(value, table.file), place)
    except ValueError as error:
        tree.wrong(path, sentence(cell_text(value), str(error)), place)
    except ScenarioError as error:
        tree.problems += [
            Problem(dotted([*path, *parts(one.path)] if one.path else path), one.message, place)
            for one in error.problems
        ]
    return None
