"""A scenario as the sheets of a workbook: heads, and rows of cells, that read back as the same tree."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from sim.errors import ScenarioError
from sim.problems import Problem, sentence
from sim.scenario.catalogue.unit_names import unit_name
from sim.scenario.language.sections import READ_FIRST, Sections
from sim.scenario.source.cell_scalars import Cell, cell_of
from sim.scenario.source.scalars import short_text
from sim.scenario.source.sheet_paths import (
    MEANING,
    NOTE,
    PATH,
    UNIT,
    VALUE,
    WHOLE,
    SheetPath,
    is_mapping,
    is_section,
    keys,
    sheets,
    under,
)
from sim.scenario.source.source_tree import Path, dotted, parts
from sim.scenario.values.distributions import is_distribution
from sim.wording import said

Row = dict[Path, Any]  # values by their path from what the row is


class Head(NamedTuple):
    """The head of a column: its text, what it is declared to be (None: a name, or what nobody declared), and the sheet
    whose first column has the names that can stand below it.
    """

    text: str
    field: FieldInfo | None = None
    names_in: str = ""


class BookSheet(NamedTuple):
    """A sheet of a scenario's workbook: the heads, and the rows below them."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


def laid_out(tree: Mapping[str, Any]) -> list[BookSheet]:
    """Return the sheets of a scenario, given as a file has it: dicts, lists and scalars. Keys without a value are left
    out.

    ScenarioError for a value that is too long for a cell.
    """
    rows = _Rows()
    rows.within(_without_nulls(tree), (), Sections, sheets()[WHOLE], ())
    problems: list[Problem] = []
    found = []
    for title, sheet in sheets().items():
        given = rows.found.get(title)
        if given and (sheet.is_table or any(row for _, row in given)):
            make = _table if sheet.is_table else _paths
            found.append(make(sheet, given, problems))
    if problems:
        raise ScenarioError(problems)
    return found


def spelt(path: Path, reserved: Sequence[str] = ()) -> str | None:
    """Return a path as it stands in a cell, such as that `parts` reads it; None for one that no text can say."""
    texts = [part if _as_part(part) else _quoted(part) for part in path]
    text = ".".join(map(str, texts))
    if text in reserved or text.startswith((NOTE, "{", "[")):
        text = ".".join(map(str, [_quoted(path[0]), *texts[1:]]))
    try:
        read = parts(text)
    except ValueError:
        return None
    return text if read == path and list(map(type, read)) == list(map(type, path)) and text.isprintable() else None


def _as_part(part: Any) -> bool:
    try:
        return parts(str(part)) == (part,) and dotted((part,)) == str(part)
    except ValueError:
        return False


def _quoted(part: Any) -> str:
    return '"' + str(part).replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_open(value: Any) -> bool:
    """Return whether a value is a mapping that is spread over cells: one with something in it, and no distribution."""
    return isinstance(value, dict) and bool(value) and not is_distribution(value)


class _Rows:
    """Sorts the values of a tree into rows of sheets: names, and values by path."""

    def __init__(self) -> None:
        self.found: dict[str, list[tuple[tuple[Any, ...], Row]]] = {}
        self.tables = {sheet.path[:-1]: sheet for sheet in sheets().values() if sheet.is_table}
        self.tops = {sheet.path: sheet for sheet in sheets().values() if not sheet.is_table and sheet.path}

    def within(self, tree: Any, path: tuple[Any, ...], declared: Any, sheet: SheetPath, names: tuple[Any, ...]) -> None:
        """Sort what stands under a path, which has a row of its own in a sheet (a section: rows)."""
        row: Row = {}
        self.found.setdefault(sheet.title, []).append((names, row))
        if is_open(tree):
            self._sort(tree, path, (), declared, sheet, names, row)
        elif tree != {}:
            row[()] = tree

    def _sort(
        self,
        tree: dict[Any, Any],
        path: tuple[Any, ...],
        at: Path,
        declared: Any,
        sheet: SheetPath,
        names: tuple[Any, ...],
        row: Row,
    ) -> None:
        for key, value in tree.items():
            inner, here = under(declared, key), (*path, key)
            table = self.tables.get(here)
            if table is not None and is_open(value):
                for name, entry in value.items():
                    self.within(entry, table.path, table.entry, table, (*names, name))
            elif here in self.tops and is_open(value):
                self.within(value, here, inner, self.tops[here], ())
            elif is_open(value) and self._is_spread(value, inner, sheet, (*at, key)):
                self._sort(value, here, (*at, key), inner, sheet, names, row)
            else:
                row[(*at, key)] = value

    def _is_spread(self, value: dict[Any, Any], declared: Any, sheet: SheetPath, at: Path) -> bool:
        """Return whether the entries of a mapping stand in cells of their own: in a table, if they are declared."""
        if any(spelt((*at, key)) is None for key in value):
            return False
        if not sheet.is_table:
            return True
        return is_section(declared) or (is_mapping(declared) and under(declared, "") is not Any)


def _table(sheet: SheetPath, given: list[tuple[tuple[Any, ...], Row]], problems: list[Problem]) -> BookSheet:
    """Return a table: the names of each entry, then a column for each value that the entries can have."""
    columns = _columns(sheet, given)
    given = [(names, _in_order(row, sheet, columns)) for names, row in given]
    used = dict.fromkeys(path for _, row in given for path in row)
    columns = [path for path in columns if path in used or _is_free_cell(sheet, path)]
    columns = [path for path in used if path not in columns] + columns
    rows = []
    for names, row in given:
        cells = [_cell(name, names, problems) for name in names]
        cells += [_cell(row[path], (*names, *path), problems) if path in row else None for path in columns]
        rows.append(tuple(cells))
    heads = [Head(name, None, _parent(sheet, k)) for k, name in enumerate(sheet.names)]
    heads += [Head(_head(sheet, path), declared_at(sheet.entry, path)) for path in columns]
    return BookSheet(sheet.title, tuple(heads), tuple(rows))


def _columns(sheet: SheetPath, given: list[tuple[tuple[Any, ...], Row]]) -> list[Path]:
    """Return the paths that can have a column: what is given, in the order of the declarations, and what any row could
    say in one cell.
    """
    used = dict.fromkeys(path for _, row in given for path in row)
    if not is_section(sheet.entry):
        return list(used)
    order = list(keys(sheet.entry))
    free = [(key,) for key in order if _is_free_cell(sheet, (key,))]
    place = {key: k for k, key in enumerate(order)}
    return sorted(dict.fromkeys([*used, *free]), key=lambda path: place.get(str(path[0]), len(place)) if path else -1)


def _is_free_cell(sheet: SheetPath, path: Path) -> bool:
    """Return whether a table has a column though no row says anything in it: for a value by itself."""
    declared = under(sheet.entry, path[0]) if len(path) == 1 and is_section(sheet.entry) else None
    return declared is not None and not is_section(declared) and not is_mapping(declared)


def _in_order(row: Row, sheet: SheetPath, columns: Sequence[Path]) -> Row:
    """Return a row in which mappings whose names stand in another order than the columns have a cell as a whole."""
    named = {path[:k] for path in row for k in range(len(path)) if _is_name(sheet.entry, path[: k + 1])}
    for at in sorted(named, key=len):
        mine = [path for path in row if path[: len(at)] == at]
        if _tree(mine, len(at)) != _tree([path for path in columns if path in mine], len(at)):
            rest = {path: value for path, value in row.items() if path not in mine}
            return _in_order({**rest, at: _nested({path[len(at) :]: row[path] for path in mine})}, sheet, columns)
    return row


def _is_name(entry: Any, path: Path) -> bool:
    """Return whether a path ends with a name of the planner, whose place among others says something."""
    for key in path[:-1]:
        entry = under(entry, key)
    return not is_section(entry) or str(path[-1]) not in keys(entry)


def _tree(paths: Sequence[Path], depth: int) -> list[Any]:
    return list(dict.fromkeys(path[depth] for path in paths if len(path) > depth))


def _nested(values: Row) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for path, value in values.items():
        inner = found
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = value
    return found


def _head(sheet: SheetPath, path: Path) -> str:
    return (spelt(path, (*sheet.names, VALUE)) or "") if path else VALUE


def _parent(sheet: SheetPath, k: int) -> str:
    """Return the sheet that has the names of a column of names; "" for the entries of the sheet itself."""
    return next((one.title for one in sheets().values() if one.names == sheet.names[: k + 1] and one is not sheet
                 and one.path == sheet.path[: len(one.path)]), "")  # fmt: skip


def _paths(sheet: SheetPath, given: list[tuple[tuple[Any, ...], Row]], problems: list[Problem]) -> BookSheet:
    """Return rows of a path and a value, with the unit and the meaning of each."""
    rows = []
    for _, row in given:
        for path, value in row.items():
            field = declared_at(sheet.entry, path)
            cell = _cell(value, path, problems, exact=_is_free(sheet))
            rows.append((spelt(path) or "", cell, unit_of(field) or None, _meaning(sheet, path, field) or None))
    return BookSheet(sheet.title, tuple(Head(text) for text in (PATH, VALUE, UNIT, MEANING)), tuple(rows))


def _meaning(sheet: SheetPath, path: Path, field: FieldInfo | None) -> str:
    if sheet.title == WHOLE and path[0] in READ_FIRST:
        return said(READ_FIRST[str(path[0])][-1])
    return said(field.description or "") if field else ""


def unit_of(field: FieldInfo | None) -> str:
    """Return the unit of a field, in words; "" for one that is written with the value, and for none."""
    extra = field.json_schema_extra if field else None
    unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
    return "" if unit in ("s", "weekdays", "uncertain") else unit_name(unit)


def declared_at(entry: Any, path: Path) -> FieldInfo | None:
    """Return the declaration of the field that a path leads to, or into."""
    field = None
    for key in path:
        if is_section(entry):
            field = keys(entry).get(str(key))
        entry = under(entry, key)
    return field


def _cell(value: Any, path: Sequence[Any], problems: list[Problem], *, exact: bool = False) -> Cell | None:
    try:
        return cell_of(value, exact=exact)
    except ValueError as error:
        found = sentence(short_text(value), str(error))
        problems.append(Problem(dotted(path), found))
        return None


def _is_free(sheet: SheetPath) -> bool:
    """Return whether nothing is declared of the values of a sheet."""
    return under(under(sheet.entry, ""), "") is Any


def _without_nulls(value: Any) -> Any:
    """Return a tree without keys that have no value."""
    if isinstance(value, dict):
        return type(value)({key: _without_nulls(inner) for key, inner in value.items() if inner is not None})
    return value
