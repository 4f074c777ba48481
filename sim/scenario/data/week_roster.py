"""A roster of a week that comes again every week: a column a day of the week, from Monday to Sunday or some of them.

A row is a person, with hours in its cells (`kept_roster`), or a shift, with its `hours` on the left (and its name, if
it has one, in `shift`) and officers in its cells. A column `pool` has the pool of each row; without one a sheet is
called as its pool. A row of numbers without hours has totals, which are checked against the rows above it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.problems import Place, sentence
from sim.scenario.data.kept_roster import POOL, check_totals, days_above, has_weekdays, kept
from sim.scenario.data.tables.cells import cell_text
from sim.scenario.data.tables.columns import value_of
from sim.scenario.data.tables.faults import Faults
from sim.scenario.data.tables.kinds import Read, a_weekday, hours_as_kept, text, whole_number
from sim.scenario.data.tables.raw_table import Row, Table
from sim.scenario.language.shifts.worktime import Worktime
from sim.scenario.source.scalars import short_text
from sim.scenario.values.ranges import MOST
from sim.scenario.values.units import DAYS
from sim.wording import say

OFFICERS = whole_number(0, MOST)


@dataclass(frozen=True)
class OfWeek:
    """Officers on one shift on each day of the week, Monday first."""

    pool: str
    shift: str
    worktime: Worktime
    officers: tuple[int, ...]
    place: Place = field(default=Place("", 0, 0), compare=False)


def is_of_week(table: Table) -> bool:
    """Return whether a table has days of the week in its first row."""
    return bool(table.rows) and has_weekdays(table.rows[0].values)


def of_week(table: Table) -> list[OfWeek]:
    """Return the shifts of a week. TableError with every fault, by cell."""
    if "hours" in table.rows[0].values:
        return _shifts(table)
    officers: dict[tuple[str, Worktime], list[int]] = {}
    places: dict[tuple[str, Worktime], Place] = {}
    for one in kept(table, a_weekday):
        of = (one.pool, one.worktime)
        officers.setdefault(of, [0] * 7)[one.day] = one.persons
        places.setdefault(of, one.place)
    return [
        OfWeek(pool, str(when), when, tuple(counts), places[pool, when]) for (pool, when), counts in officers.items()
    ]


def _shifts(table: Table) -> list[OfWeek]:
    """Return the rows of a table that has a row a shift."""
    faults = Faults()
    column = {head: k for k, head in enumerate(table.rows[0].values) if head in (POOL, "shift", "hours")}
    days = days_above(table, a_weekday, _nothing, faults)
    if POOL not in column and not table.sheet:
        message = sentence(say("no column {name}", name=POOL), say("the pool of each shift"))
        faults.add(table.place(table.rows[0]), message)
    faults.stop()
    found: dict[tuple[str, str], OfWeek] = {}
    above: Counter[int] = Counter()
    for row in table.rows[1:]:
        given = {k: row.values[k] for k in days if k < len(row.values) and row.values[k] is not None}
        if not given:
            continue
        if _cell(row, column["hours"]) is None and all(isinstance(_number(one), int) for one in given.values()):
            check_totals(table, row, {k: _number(one) for k, one in given.items()}, above, faults)
            continue
        _add(table, row, column, days, found, above, faults)
    faults.stop()
    return list(found.values())


def _add(
    table: Table, row: Row, column: dict[Any, int], days: dict[int, int],
    found: dict[tuple[str, str], OfWeek], above: Counter[int], faults: Faults,
) -> None:  # fmt: skip
    """Add the shift of a row, or what is wrong with it."""
    before = len(faults.found)
    when = _read(table, row, column["hours"], hours_as_kept, "hours", faults)
    pool = _read(table, row, column[POOL], text, POOL, faults) if POOL in column else table.sheet
    named = _cell(row, column["shift"]) if "shift" in column else None
    officers = [0] * 7
    for k, day in days.items():
        if _cell(row, k) is not None:
            officers[day] = _read(table, row, k, OFFICERS, "", faults)
    if len(faults.found) != before:
        return
    shift = str(when) if named is None else str(named)
    first = found.setdefault((pool, shift), OfWeek(pool, shift, when, tuple(officers), table.begin(row)))
    if first.place != table.begin(row):
        message = sentence(say("a second row of {shift}", shift=short_text(shift)), say("one row for each shift"))
        faults.add(table.begin(row), message)
    above.update({k: officers[day] for k, day in days.items()})


def turned(week: Sequence[OfWeek]) -> dict[str, dict[str, Any]]:
    """Return shifts as a scenario writes them. One with other numbers on some days is a shift for each number: that of
    most days has its name, the others their days behind it (`day sat-sun`).
    """
    found: dict[str, dict[str, Any]] = {}
    for row in week:
        days: dict[int, list[int]] = {}
        for day, officers in enumerate(row.officers):
            days.setdefault(officers, []).append(day)
        counts = sorted((count for count in days if count), key=lambda count: -len(days[count])) or [0]
        when = row.worktime
        for k, count in enumerate(counts):
            name = row.shift if k == 0 else f"{row.shift} {_days_text(days[count])}"
            found[name] = {
                "hours": when.hours, "breaks": when.breaks, "paid_breaks": when.paid, "overtime": f"{when.overtime} s",
                "on_duty": count, "days": tuple(days[count]),
            }  # fmt: skip
    return found


def _days_text(days: list[int]) -> str:
    """Return `sat-sun` for days that follow one another, `mon wed` for others."""
    together = days == list(range(days[0], days[-1] + 1)) and len(days) > 1
    return f"{DAYS[days[0]]}-{DAYS[days[-1]]}" if together else " ".join(DAYS[day] for day in days)


def _cell(row: Row, k: int) -> Any:
    return row.values[k] if k < len(row.values) else None


def _number(value: Any) -> Any:
    """Return a whole number in digits as a number, anything else as it is."""
    try:
        return whole_number()(value)
    except ValueError:
        return value


def _nothing(value: Any) -> Any:
    raise ValueError(say("nothing"))


def _read(table: Table, row: Row, k: int, read: Read, name: str, faults: Faults) -> Any:
    value = _cell(row, k)
    try:
        return value_of(value, read)
    except ValueError as error:
        message = say("found {value}; allowed: {error}", value=cell_text(value), error=str(error))
        faults.add(table.place(row, k), f"{name}: {message}" if name else message)
        return None
