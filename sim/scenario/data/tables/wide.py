"""A grid: columns on the left that say what a row is, then a column for each head (a day), a number in each cell."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.problems import Place, sentence
from sim.scenario.data.tables.cells import cell_text
from sim.scenario.data.tables.columns import Column, value_of
from sim.scenario.data.tables.faults import Faults
from sim.scenario.data.tables.kinds import Read
from sim.scenario.data.tables.raw_table import Row, Table
from sim.wording import say


class Wide(NamedTuple):
    """How a grid is declared: its columns on the left, what reads the heads of the others, and what reads a cell."""

    left: tuple[Column, ...]
    top: Read
    read: Read


class GridCell(NamedTuple):
    """A number of a grid: the values of the columns on the left, the head above, and where it stands."""

    left: tuple[Any, ...]
    head: Any
    value: Any
    place: Place


def wide(table: Table, settings: Wide) -> list[GridCell]:
    """Return the cells of a grid, row by row. An empty cell is no number. TableError with every fault.

    A cell that is merged with others of its row stands for each of them; one that is merged with another row is
    refused, since it may be meant for both together.
    """
    faults = Faults()
    heads = _heads(table, settings, faults)
    faults.stop()
    found = [cell for row in table.rows[1:] for cell in _cells(table, row, heads, settings, faults)]
    faults.stop()
    return found


def _heads(table: Table, settings: Wide, faults: Faults) -> dict[int, Any]:
    """Return what the head of each column says, by index."""
    top, first = table.rows[0], len(settings.left)
    for k, column in enumerate(settings.left):
        name = top.values[k] if k < len(top.values) else None
        if name != column.name:
            right = say(
                "{name} (a sheet a pool: {left}, then a column a day)",
                name=column.name,
                left=", ".join(one.name for one in settings.left),
            )
            faults.add(table.place(top, k), sentence(cell_text(name), right, [column.name], str(name)))
    if faults.found:
        return {}
    heads: dict[int, Any] = {}
    for k in range(first, max(len(row.values) for row in table.rows)):
        name = top.values[k] if k < len(top.values) else None
        if name is None:
            below = next((row for row in table.rows if k < len(row.values) and row.values[k] is not None), None)
            if below is not None:
                faults.add(
                    table.place(below, k),
                    sentence(say("{values} without a day above it", values=cell_text(below.values[k])), say("a day")),
                )
            continue
        try:
            head = value_of(name, settings.top)
        except ValueError as error:
            faults.add(
                table.place(top, k), say("found {name}; allowed: {error}", name=cell_text(name), error=str(error))
            )
            continue
        if head in heads.values():
            faults.add(table.place(top, k), sentence(say("{head} a second time", head=str(head)), say("each day once")))
        heads[k] = head
    if not heads and not faults.found:
        faults.add(table.place(top, first), sentence(say("no day"), say("a column for each day, behind the others")))
    return heads


def _cells(table: Table, row: Row, heads: dict[int, Any], settings: Wide, faults: Faults) -> Iterator[GridCell]:
    before, left = len(faults.found), []
    for k, column in enumerate(settings.left):
        left.append(_read(table, row, k, column.read, f"{column.name}: ", faults))
    for k, head in heads.items():
        value = _read(table, row, k, settings.read, "", faults, counted=True)
        if len(faults.found) == before:
            yield GridCell(tuple(left), head, value, table.place(row, k))


def _read(table: Table, row: Row, k: int, read: Read, name: str, faults: Faults, counted: bool = False) -> Any:
    value = row.values[k] if k < len(row.values) else None
    merged = table.merged.get((row.line, k), "") if counted else ""
    try:
        if value is None and counted:
            raise ValueError(say("a whole number (0 for nobody)"))
        return value_of(value, read, merged if _of_rows(merged) else "")
    except ValueError as error:
        faults.add(
            table.place(row, k),
            name + say("found {value}; allowed: {error}", value=cell_text(value), error=str(error)),
            once=bool(merged),
        )
        return None


def _of_rows(merged: str) -> bool:
    """Return whether a range is of several rows."""
    first, _, last = merged.partition(":")
    return first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != (last or first).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
