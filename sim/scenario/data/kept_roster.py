"""A roster as it is kept: a row a person, a column a day, and in each cell the hours of the person's shift.

A day is a date, or a day of the week for a roster that is the same every week. Left of the days stand names and the
like. A column `pool` has the pool of each person; without one a sheet is called as its pool. Cells of a CSV may be
parted by commas, semicolons or tabs, in UTF-8 or cp1252. Hours may be `8:00-16:00` or `8-16`; an empty cell is a day
off. A row of whole numbers has the totals of the persons above it; a column right of the first day without a day above
it may have numbers only, and is left out.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from sim.problems import Place, sentence
from sim.scenario.data.tables.bytes_of import content
from sim.scenario.data.tables.cells import cell_text
from sim.scenario.data.tables.columns import value_of
from sim.scenario.data.tables.faults import Faults
from sim.scenario.data.tables.kinds import (
    A_WEEKDAY,
    DAY_ALLOWED,
    Read,
    a_day,
    a_weekday,
    hours_as_kept,
    text,
    whole_number,
)
from sim.scenario.data.tables.plain import ACCENTS, text_table
from sim.scenario.data.tables.raw_table import Row, Table
from sim.scenario.language.shifts.worktime import Worktime
from sim.wording import say

POOL = "pool"
OTHERWISE = {"date", "shift", "hours"}  # heads of a roster in the columns of the language
SEPARATORS = ",;\t"
MOST_WRITTEN = 10_000  # characters of a first line that are looked at


Head = TypeVar("Head", date, int)


class OnDay(NamedTuple, Generic[Head]):
    """How many persons of a pool have the same hours on a day (of the week: Monday 0), and where the first stands."""

    day: Head
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
    heads = [cell.strip(' "\r') for cell in first.split(separator)]
    if not _has_days(heads) and not has_weekdays(heads):
        return None
    return text_table(written, str(folder / name), separator)


def is_kept(table: Table) -> bool:
    """Return whether a table has a row a person: days in its first row, and none of the language's columns."""
    return bool(table.rows) and _has_days(table.rows[0].values)


def _has_days(heads: Any) -> bool:
    return not OTHERWISE & {head for head in heads if isinstance(head, str)} and any(map(_is(a_day), heads))


def has_weekdays(heads: Any) -> bool:
    """Return whether a row of heads has days of the week, and no dates."""
    return any(map(_is(a_weekday), heads)) and not any(map(_is(a_day), heads))


def kept(table: Table, head: Callable[[Any], Head]) -> list[OnDay[Head]]:
    """Return who is on duty when; each shift of a pool has an entry on each day, also of nobody. TableError.

    `head` reads the days above the columns: dates, or days of the week.
    """
    faults = Faults()
    days = days_above(table, head, hours_as_kept, faults)
    pool = next((k for k, head in enumerate(table.rows[0].values) if head == POOL), None)
    if pool is None and not table.sheet:
        faults.add(
            table.place(table.rows[0]), sentence(say("no column {name}", name=POOL), say("the pool of each person"))
        )
    faults.stop()
    found: Counter[tuple[str, Worktime, Head]] = Counter()
    first: dict[tuple[str, Worktime], Place] = {}
    above: Counter[int] = Counter()
    for row in table.rows[1:]:
        given = {k: row.values[k] for k in days if k < len(row.values) and row.values[k] is not None}
        if given and all(map(_is(whole_number()), given.values())):
            check_totals(table, row, given, above, faults)
            continue
        name = table.sheet if pool is None else _pool(table, row, pool, faults) if given else ""
        for k, value in given.items():
            try:
                when: Worktime = value_of(value, hours_as_kept)
            except ValueError as error:
                faults.add(
                    table.place(row, k),
                    sentence(cell_text(value), say("{error}, or nothing on a day off", error=str(error))),
                )
                continue
            found[name, when, days[k]] += 1
            first.setdefault((name, when), table.place(row, k))
            above[k] += 1
    faults.stop()
    return [OnDay(day, *of, found[of[0], of[1], day], place) for of, place in first.items() for day in days.values()]


def days_above(table: Table, head: Callable[[Any], Head], cell: Read, faults: Faults) -> dict[int, Head]:
    """Return the days of the columns; a column without one may not have what `cell` reads, nor text right of the
    first day.
    """
    top = table.rows[0]
    found: dict[int, Head] = {}
    for k in range(max(len(row.values) for row in table.rows)):
        above = top.values[k] if k < len(top.values) else None
        if _is(head)(above):
            day = head(above)
            if day in found.values():
                faults.add(
                    table.place(top, k), sentence(say("{head} a second time", head=str(above)), say("each day once"))
                )
            found[k] = day
            continue
        below = [row.values[k] for row in table.rows[1:] if k < len(row.values) and row.values[k] is not None]
        if any(map(_is(cell), below)) or (found and not all(map(_is(whole_number()), below))):
            faults.add(table.place(top, k), sentence(cell_text(above), DAY_ALLOWED if head is a_day else A_WEEKDAY))
    return found


def _pool(table: Table, row: Row, k: int, faults: Faults) -> str:
    value = row.values[k] if k < len(row.values) else None
    if _is(text)(value):
        return text(value)
    faults.add(table.place(row, k), f"{POOL}: {sentence(cell_text(value), say('the pool of each person'))}")
    return ""


def check_totals(table: Table, row: Row, given: dict[int, Any], above: Counter[int], faults: Faults) -> None:
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
