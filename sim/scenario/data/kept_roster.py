"""A roster as it is kept: a row a person, a column a day, and in each cell the hours of the person's shift.

Left of the days stand names and the like. A column `pool` has the pool of each person; without one a sheet is called as
its pool. Cells of a CSV may be parted by commas, semicolons or tabs, in UTF-8 or cp1252. Hours may be `8:00-16:00`
or `8-16`; an empty cell is a day off. A row of whole numbers has the totals of the persons above it; a column right of
the first day without a day above it may have numbers only, and is left out.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sim.problems import Place, sentence
from sim.scenario.data.tables.bytes_of import content
from sim.scenario.data.tables.cells import cell_text
from sim.scenario.data.tables.columns import value_of
from sim.scenario.data.tables.faults import Faults
from sim.scenario.data.tables.kinds import DAY_ALLOWED, a_day, hours_as_kept, text, whole_number
from sim.scenario.data.tables.plain import ACCENTS, text_table
from sim.scenario.data.tables.raw_table import Row, Table
from sim.scenario.language.shifts.worktime import Worktime
from sim.wording import say

POOL = "pool"
OTHERWISE = {"date", "shift", "hours"}  # heads of a roster in the columns of the language
SEPARATORS = ",;\t"
MOST_WRITTEN = 10_000  # characters of a first line that are looked at


class OnDay(NamedTuple):
    """How many persons of a pool have the same hours on a day, and where the first of them stands."""

    day: date
    pool: str
    worktime: Worktime
    persons: int
    place: Place


def kept_table(folder: Path, name: str) -> Table | None:
    """Return a CSV file that is a roster as it is kept; None for any other file. TableError."""
    if name.lower().endswith(".xlsx"):
        return None
    raw = content(folder, name)
    try:
        written = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = raw.decode(ACCENTS, "replace")
    first = written[:MOST_WRITTEN].lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    if not _has_days([cell.strip(' "\r') for cell in first.split(separator)]):
        return None
    return text_table(written, str(folder / name), separator)


def is_kept(table: Table) -> bool:
    """Return whether a table has a row a person: days in its first row, and none of the language's columns."""
    return bool(table.rows) and _has_days(table.rows[0].values)


def _has_days(heads: Any) -> bool:
    return not OTHERWISE & {head for head in heads if isinstance(head, str)} and any(map(_is(a_day), heads))


def kept(table: Table) -> list[OnDay]:
    """Return who is on duty when; each shift of a pool has an entry on each day, also of nobody. TableError."""
    faults = Faults()
    days = _days(table, faults)
    pool = next((k for k, head in enumerate(table.rows[0].values) if head == POOL), None)
    if pool is None and not table.sheet:
        faults.add(
            table.place(table.rows[0]), sentence(say("no column {name}", name=POOL), say("the pool of each person"))
        )
    faults.stop()
    found: Counter[tuple[str, Worktime, date]] = Counter()
    first: dict[tuple[str, Worktime], Place] = {}
    above: Counter[int] = Counter()
    for row in table.rows[1:]:
        given = {k: row.values[k] for k in days if k < len(row.values) and row.values[k] is not None}
        if given and all(map(_is(whole_number()), given.values())):
            _check_totals(table, row, given, above, faults)
            continue
        name = table.sheet if pool is None else _pool(table, row, pool, faults) if given else ""
        for k, value in given.items():
            try:
                shift = (name, value_of(value, hours_as_kept))
            except ValueError as error:
                faults.add(
                    table.place(row, k),
                    sentence(cell_text(value), say("{error}, or nothing on a day off", error=str(error))),
                )
                continue
            found[(*shift, days[k])] += 1
            first.setdefault(shift, table.place(row, k))
            above[k] += 1
    faults.stop()
    return [OnDay(day, *shift, found[(*shift, day)], place) for shift, place in first.items() for day in days.values()]


def _days(table: Table, faults: Faults) -> dict[int, date]:
    """Return the days of the columns; a column without one may not have hours, nor text right of the first day."""
    top = table.rows[0]
    found: dict[int, date] = {}
    for k in range(max(len(row.values) for row in table.rows)):
        head = top.values[k] if k < len(top.values) else None
        if _is(a_day)(head):
            day = a_day(head)
            if day in found.values():
                faults.add(
                    table.place(top, k), sentence(say("{head} a second time", head=str(day)), say("each day once"))
                )
            found[k] = day
            continue
        below = [row.values[k] for row in table.rows[1:] if k < len(row.values) and row.values[k] is not None]
        if any(map(_is(hours_as_kept), below)) or (found and not all(map(_is(whole_number()), below))):
            faults.add(table.place(top, k), sentence(cell_text(head), DAY_ALLOWED))
    return found


def _pool(table: Table, row: Row, k: int, faults: Faults) -> str:
    value = row.values[k] if k < len(row.values) else None
    if _is(text)(value):
        return text(value)
    faults.add(table.place(row, k), f"{POOL}: {sentence(cell_text(value), say('the pool of each person'))}")
    return ""


def _check_totals(table: Table, row: Row, given: dict[int, Any], above: Counter[int], faults: Faults) -> None:
    """Add a fault for each total that is not the number of persons above it."""
    for k, value in given.items():
        if int(value) != above[k]:
            allowed = say("{n}, the persons above it, or no totals", n=above[k])
            faults.add(table.place(row, k), sentence(say("the total {value}", value=cell_text(value)), allowed))


def _is(read: Any) -> Any:
    """Return whether a value can be read so."""

    def reads(value: Any) -> bool:
        try:
            value_of(value, read)
        except ValueError:
            return False
        return value is not None

    return reads
