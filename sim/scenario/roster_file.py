"""`roster_file`: a roster that is read back from a table, as CSV or as a workbook with a sheet a pool."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sim.scenario.units import day
from sim.scenario.worktime import Worktime, worktime

COLUMNS = ("date", "pool", "shift", "hours", "officers")
ALLOWED = f"a CSV with columns {', '.join(COLUMNS)}, or an XLSX with a sheet a pool: shift, hours, then a column a date"


@dataclass(frozen=True)
class Row:
    """Officers on one shift that begins on one day."""

    day: date
    pool: str
    shift: str
    worktime: Worktime
    officers: int


@dataclass(frozen=True)
class RosterFile:
    """The rows of a file, of every pool."""

    file: str
    rows: tuple[Row, ...]

    def shifts(self, pool: str) -> dict[str, Worktime]:
        """The shifts of a pool, hours and breaks. ValueError for a shift that has two, or a pool without a row."""
        found: dict[str, Worktime] = {}
        for row in self.rows:
            if row.pool == pool and found.setdefault(row.shift, row.worktime) != row.worktime:
                raise ValueError(f"one time for each shift ({self.file} has two for {row.shift})")
        if not found:
            raise ValueError(f"a file with rows of the pool {pool} ({self.file} has none)")
        return found

    def changes(self, pool: str) -> dict[date, dict[str, int]]:
        """Officers on each shift of a pool on each day of the file; a shift without a row on a day has nobody."""
        mine = [row for row in self.rows if row.pool == pool]
        nobody = dict.fromkeys((row.shift for row in mine), 0)
        table: dict[date, dict[str, int]] = {}
        for row in sorted(mine, key=lambda row: row.day):
            table.setdefault(row.day, dict(nobody))[row.shift] += row.officers
        return table


def roster_file(value: Any, info: Any) -> RosterFile | None:
    """Read a file named relative to the scenario's folder; ValueError with what is allowed."""
    if value is None or isinstance(value, RosterFile):
        return value
    folder = (info.context or {}).get("folder")
    if not isinstance(value, str) or folder is None:
        raise ValueError("a roster as CSV or XLSX, beside the scenario")
    try:
        rows = _sheets(folder / value) if value.lower().endswith(".xlsx") else _lines(folder / value)
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"a roster that can be read ({value} cannot)") from None
    return RosterFile(value, tuple(_row(cells, where, value) for cells, where in rows))


def _lines(path: Path) -> list[tuple[tuple[Any, ...], str]]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise ValueError(ALLOWED)
    return [(tuple(row[name] for name in COLUMNS), f"line {rows.line_num}") for row in rows]


def _sheets(path: Path) -> list[tuple[tuple[Any, ...], str]]:
    """The cells of each sheet: a row a shift, a column a date; what is empty is nobody."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True, read_only=True)
    except (BadZipFile, InvalidFileException, KeyError):
        raise ValueError(ALLOWED) from None
    found = []
    for sheet in book.worksheets:
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        if not lines or [str(cell).strip().lower() for cell in lines[0][:2]] != ["shift", "hours"]:
            raise ValueError(ALLOWED)
        for number, line in enumerate(lines[1:], start=2):
            if line[0] is not None:
                where = f"sheet {sheet.title}, row {number}"
                found += [
                    ((when, sheet.title, line[0], line[1], count or 0), where)
                    for when, count in zip(lines[0][2:], line[2:], strict=False)
                    if when is not None
                ]
    book.close()
    return found


def _row(cells: tuple[Any, ...], where: str, file: str) -> Row:
    when, pool, shift, span, officers = cells
    try:
        begins = when.date() if isinstance(when, datetime) else day(str(when).strip())
        count = float(officers)
        if count < 0 or count % 1 or not str(pool).strip() or not str(shift).strip():
            raise ValueError
        return Row(begins, str(pool).strip(), str(shift).strip(), worktime(str(span)), int(count))
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"rows such as `2025-07-01,officers,day,07:00-15:00,12` ({file}, {where} is not)") from None


def with_files(staff: Any, info: Any) -> Any:
    """Pools as written, each that names a roster file with the shifts and the officers of the file laid on it.

    A shift of the pool that the file does not name stays, for measures to bring officers on, and has nobody itself.
    """
    if not isinstance(staff, dict):
        return staff
    return {name: _laid(name, pool, info) for name, pool in staff.items()}


def _laid(name: str, pool: Any, info: Any) -> Any:
    if not isinstance(pool, dict) or not isinstance(pool.get("shifts", {}), dict):
        return pool
    try:
        table = roster_file(pool.get("roster_file"), info)
    except ValueError:
        return pool  # the field itself says what is wrong with it
    if table is None:
        return pool
    changes = table.changes(name)
    first = changes[min(changes)] if changes else {}
    kept = {
        shift: given | {"on_duty": 0} if isinstance(given, dict) else given
        for shift, given in pool.get("shifts", {}).items()
    }
    read = {
        shift: {"hours": when.hours, "breaks": when.breaks, "paid_breaks": when.paid}
        | {"overtime": f"{when.overtime} s", "on_duty": first[shift]}
        for shift, when in table.shifts(name).items()
    }
    return pool | {"roster_file": table, "shifts": kept | read, "changes": _turns(changes)}


def _turns(changes: dict[date, dict[str, int]]) -> dict[date, dict[str, int]]:
    """Only what differs from the day before; a day without a row between two others has nobody."""
    days = sorted(changes)
    if not days:
        return {}
    nobody = dict.fromkeys(changes[days[0]], 0)
    span = [days[0] + timedelta(days=k) for k in range((days[-1] - days[0]).days + 1)]
    found, before = {}, changes[days[0]]
    for when in span[1:]:
        now = changes.get(when, nobody)
        differs = {shift: count for shift, count in now.items() if count != before[shift]}
        if differs:
            found[when] = differs
        before = now
    return found
