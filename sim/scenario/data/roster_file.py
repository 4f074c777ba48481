"""`roster_file`: a roster that is read back from a table, as CSV or as a workbook with a sheet a pool."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sim.problems import Place, listing, nearest, plainly, sentence, where
from sim.scenario.data.kept_roster import is_kept, kept, kept_table
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, made, once, tables
from sim.scenario.data.tables.faults import Faults, TableError, Wrong
from sim.scenario.data.tables.raw_table import Table
from sim.scenario.data.tables.wide import Wide, wide
from sim.scenario.data.tables.workbook import Book
from sim.scenario.data.week_roster import OfWeek, is_of_week, of_week, turned
from sim.scenario.language.shifts.worktime import Worktime
from sim.scenario.source.scalars import short_text
from sim.scenario.values.ranges import MOST
from sim.wording import say

OFFICERS = kinds.whole_number(0, MOST)
COLUMNS = (
    Column("date", kinds.a_day),
    Column("pool", kinds.text),
    Column("shift", kinds.text),
    Column("hours", kinds.hours),
    Column("officers", OFFICERS, counted=True),
)
SHEET = Wide(left=(Column("shift", kinds.text), Column("hours", kinds.hours)), top=kinds.a_day, read=OFFICERS)
STAND_IN = {"a shift": {"hours": "00:00-24:00", "on_duty": 0}}  # of a pool whose file is reported by itself


@dataclass(frozen=True)
class Row:
    """Officers on one shift that begins on one day."""

    day: date
    pool: str
    shift: str
    worktime: Worktime
    officers: int
    place: Place = field(default=Place("", 0, 0), compare=False)


@dataclass(frozen=True)
class RosterFile:
    """The rows of a file, of every pool, one for each shift and day; shifts that are the same every week; and its
    sheets that were left out, as hidden.
    """

    file: str
    rows: tuple[Row, ...]
    hidden: tuple[str, ...] = field(default=(), compare=False)
    week: tuple[OfWeek, ...] = ()

    @property
    def pools(self) -> dict[str, list[Place]]:
        """Where each pool has its rows."""
        found: dict[str, list[Place]] = {}
        for pool, place in [(row.pool, row.place) for row in self.rows] + [(row.pool, row.place) for row in self.week]:
            found.setdefault(pool, []).append(place)
        return found

    def of(self, pool: str) -> list[Row]:
        """Return the rows of a pool."""
        return [row for row in self.rows if row.pool == pool]

    def shifts(self, pool: str) -> dict[str, Worktime]:
        """Return the shifts of a pool, hours and breaks."""
        return {row.shift: row.worktime for row in self.of(pool)}

    def changes(self, pool: str) -> dict[date, dict[str, int]]:
        """Return officers on each shift of a pool on each day of the file; a shift without a row on a day has
        nobody.
        """
        mine = self.of(pool)
        nobody = dict.fromkeys((row.shift for row in mine), 0)
        table: dict[date, dict[str, int]] = {}
        for row in sorted(mine, key=lambda row: row.day):
            table.setdefault(row.day, dict(nobody))[row.shift] = row.officers
        return table


@dataclass(frozen=True)
class Unusable:
    """Stands in the place of a file that cannot be used, with what is wrong with it."""

    error: ValueError


@once
def roster_file(value: Any, info: Any) -> RosterFile | None:
    """Read a file named relative to the scenario's folder; TableError with every fault, ValueError for no name."""
    if isinstance(value, Unusable):
        raise value.error
    if value is None or isinstance(value, RosterFile):
        return value
    folder = (info.context or {}).get("folder")
    kept_here = kept_table(folder, value) if isinstance(value, str) and folder is not None else None
    found = Book("", (kept_here,)) if kept_here else tables(value, info, say("officers by shift and day"))
    rows = [row for table in found.tables if not is_of_week(table) for row in _rows(table)]
    _agree(rows)
    week = [row for table in found.tables if is_of_week(table) for row in of_week(table)]
    return RosterFile(value, tuple(rows), found.hidden, tuple(week))


def _rows(table: Table) -> Iterable[Row]:
    """Return the rows of a roster with a row a person; else of a CSV, or of a sheet that has the same columns or is a
    grid of shifts and days.
    """
    if is_kept(table):
        return [
            Row(one.day, one.pool, str(one.worktime), one.worktime, one.persons, one.place)
            for one in kept(table, kinds.a_day)
        ]
    if not table.sheet or set(table.rows[0].values) >= {"date", "pool"}:
        return made(table, COLUMNS, lambda record: _row(record, table.begin(record.row)))
    found = []
    for cell in wide(table, SHEET):
        shift, hours = cell.left
        found.append(Row(cell.head, table.sheet, shift, hours, cell.value, cell.place))
    return found


def _row(record: Record, place: Place) -> Row:
    given = record.values
    return Row(given["date"], given["pool"], given["shift"], given["hours"], given["officers"], place)


def _agree(rows: Sequence[Row]) -> None:
    """Raise TableError for a day of a shift that is there twice, and for a shift with two times or two spellings."""
    faults = Faults()
    days: dict[tuple[str, str, date], Row] = {}
    shifts: dict[tuple[str, str], Row] = {}
    for row in rows:
        first = days.setdefault((row.pool, row.shift, row.day), row)
        if first is not row:
            found = say("a second row of {shift} on {day}", shift=short_text(row.shift), day=str(row.day))
            faults.add(
                row.place,
                sentence(found, say("one row for a shift and day (the first is {place})", place=where([first.place]))),
            )
        known = shifts.setdefault((row.pool, row.shift), row)
        if known.worktime != row.worktime:
            allowed = say(
                "one time for each shift ({place} has {worktime})",
                place=where([known.place]),
                worktime=str(known.worktime),
            )
            found = say("{worktime} for {shift}", worktime=str(row.worktime), shift=short_text(row.shift))
            faults.add(row.place, f"hours: {sentence(found, allowed)}")
    spellings: dict[tuple[str, str], Row] = {}
    for row in shifts.values():
        one = spellings.setdefault((row.pool, row.shift.casefold()), row)
        if one is not row and not any((row.pool, row.shift, day) in days for day in _days(rows, one)):
            message = sentence(short_text(row.shift), say("one spelling of a shift"), [one.shift])
            faults.add(row.place, f"shift: {message}")  # on no day are there rows of both, so that they are one
    faults.stop()


def _days(rows: Iterable[Row], like: Row) -> list[date]:
    """Return the days on which a shift has rows."""
    return [row.day for row in rows if (row.pool, row.shift) == (like.pool, like.shift)]


def with_files(staff: Any, info: Any) -> Any:
    """Return pools as written, each that names a roster file with the shifts and the officers of the file.

    A shift of the pool that the file does not name stays, for measures to bring officers on, and has nobody itself.
    """
    if not isinstance(staff, dict):
        return staff
    pools = tuple(map(str, staff))
    return {name: _with_file(name, pool, pools, info) for name, pool in staff.items()}


def _with_file(name: str, pool: Any, pools: tuple[str, ...], info: Any) -> Any:
    if not isinstance(pool, dict) or not isinstance(pool.get("shifts", {}), dict):
        return pool
    try:
        table = roster_file(pool.get("roster_file"), info)
        _has_rows(table, str(name), pools)
    except ValueError as error:
        return pool | {"roster_file": Unusable(error), "shifts": pool.get("shifts") or STAND_IN}
    if table is None:
        return pool
    kept = {
        shift: given | {"on_duty": 0} if isinstance(given, dict) else given
        for shift, given in pool.get("shifts", {}).items()
    }
    week = [row for row in table.week if row.pool == name]
    if week:
        return pool | {"roster_file": table, "shifts": kept | turned(week), "changes": {}}
    changes = table.changes(name)
    first = changes[min(changes)]
    read = {
        shift: {"hours": when.hours, "breaks": when.breaks, "paid_breaks": when.paid}
        | {"overtime": f"{when.overtime} s", "on_duty": first[shift]}
        for shift, when in table.shifts(name).items()
    }
    return pool | {"roster_file": table, "shifts": kept | read, "changes": _turns(changes)}


def _has_rows(table: RosterFile | None, pool: str, pools: tuple[str, ...]) -> None:
    """Raise TableError for rows of a pool that is spelt otherwise than one of the scenario's, and for none of this
    pool.
    """
    if table is None:
        return
    wrong = list(_misspelt(table, pools))
    if not wrong and pool not in table.pools:
        others = listing(table.pools)
        hidden = (
            say("; hidden sheets, which are not read: {hidden}", hidden=listing(table.hidden)) if table.hidden else ""
        )
        found = say(
            "{file}, which has no row of the pool {pool} (it has {others}{hidden})",
            file=short_text(table.file),
            pool=pool,
            others=others,
            hidden=hidden,
        )
        wrong = [Wrong(None, sentence(found, say("a file with rows of the pool {pool}", pool=pool), [], table.file))]
    if wrong:
        raise TableError(wrong)


def _misspelt(table: RosterFile, pools: tuple[str, ...]) -> Iterator[Wrong]:
    for other, places in table.pools.items():
        if other in pools:
            continue
        meant = nearest(other, pools)
        if meant and (plainly(meant) == plainly(other) or _slip(other, meant)):
            allowed = say("a pool of the scenario ({pools})", pools=listing(pools))
            message = sentence(f"{short_text(other)} ({where(places)})", allowed, [meant], meant)
            yield Wrong(places[0], f"pool: {message}")


def _slip(found: str, meant: str) -> bool:
    """Return whether a name is another but for a slip of a letter or two."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, found.casefold(), meant.casefold()).ratio() >= 0.85


def _turns(changes: dict[date, dict[str, int]]) -> dict[date, dict[str, int]]:
    """Return only what differs from the day before; a day without a row between two others has nobody."""
    days = sorted(changes)
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
