"""The workbook of a roster: requirement, the roster by shift, each person's line as it is posted, the proof.

`roster.xlsx` is made of the same sheets, those that `roster_file` reads back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sim.planning.rostering.rostering import Roster
from sim.planning.staffing.tables import frontier_rows, grid, requirement, roster_rows, surge_rows
from sim.scenario.calendar.clock import clock, span
from sim.scenario.schema import Scenario
from sim.views.spreadsheet import common
from sim.views.spreadsheet.headings import SHEETS
from sim.views.spreadsheet.run import with_offset
from sim.views.spreadsheet.table_sheet import Cell, Chart, Column, Sheet, from_rows
from sim.views.staffing import hourly, proofs
from sim.views.staffing.answer import sentences
from sim.wording import noted, say
from sim.wording.named import plain

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point

REQUIREMENT = {
    name: column._replace(unit="officers")
    for name, column in common.kinds(
        load_mean="number", load_sd="number", required="count", rostered="number", short="number"
    ).items()
}
PROOF = common.kinds(round="count", seed="count", runs="count", error="number", mean="number", limit="number") | {
    "officer_hours": Column("officer_hours", "number", "hours")
}
WEEK = common.kinds(share="share", busy="share") | {
    "weeks": Column("weeks", "count"), "hour": Column("hour", words=noted("hour of the week")),
}  # fmt: skip


def sheets(found: "Staffing", surges: Sequence["Multiple"], frontier: Sequence["Point"]) -> Iterator[Sheet]:
    """Yield the sheets of a staffing answer."""
    scenario, last = found.scenario, found.rounds[-1]
    facts: dict[str, Cell] = {"replications": last.runs, "seed": scenario.seed}
    made = [(common.answer(scenario, sentences(found, surges, frontier), facts), "")]
    made += [(sheet, "requirement.csv") for sheet in _requirement(found)]
    made += [(sheet, "roster.csv") for sheet in shifts(scenario, found.rosters)]
    made += [(sheet, "") for sheet in people(scenario, found.rosters)]
    made.append((from_rows(SHEETS["rounds"], proofs.rows(found), PROOF), "rounds.csv"))
    if last.every:
        made.append(
            (from_rows(SHEETS["week"], hourly.rows(found, last.every, hourly.label), WEEK, fixed=2), "hours.csv")
        )
    made += [(sheet, "") for sheet in what_if(scenario, surges, frontier)]
    yield from common.fitting([*made, (common.assumptions(scenario), "")])


def _requirement(found: "Staffing") -> Iterator[Sheet]:
    """Yield `requirement.csv`, a sheet a pool, with the offset of each local time."""
    rows = list(requirement(found))
    for pool in found.rosters:
        mine = from_rows("", [rows[0], *(row for row in rows[1:] if row[1] == pool)], REQUIREMENT)
        columns, cells = with_offset(mine)
        of = tuple(k for k, column in enumerate(columns) if column.name in ("required", "rostered"))
        chart = Chart(say("Officers required and on the roster: {pool}", pool=plain(pool)), 0, of, "officers")
        yield Sheet(say("{sheet} {pool}", sheet=SHEETS["requirement"], pool=pool), columns, cells, (chart,), 2)


def shifts(scenario: Scenario, rosters: Mapping[str, Roster], *, read_back: bool = False) -> Iterator[Sheet]:
    """Yield a sheet a pool, a row a shift, a column a day, as `roster_file` reads it.

    Its headings are the keys if it is to be `read_back`. A pool whose name no sheet can have is named in a column
    instead, in rows as those of `roster.csv`.
    """
    for pool, roster in rosters.items():
        if _names_a_sheet(pool, rosters):
            yield _grid(pool, grid(scenario, pool, roster), read_back)
        else:
            known = {"date": Column("date", "date"), "officers": Column("officers", "count")}
            rows = roster_rows(scenario, {pool: roster})
            yield _named_as_written(from_rows("roster", rows, known, fixed=4))


def _grid(pool: str, table: list[tuple[str, str, dict[date, int]]], read_back: bool) -> Sheet:
    days = tuple(Column(day.isoformat(), "count", day=day) for day in (table[0][2] if table else ()))
    first = (Column(name, words=name if read_back else "") for name in ("shift", "hours"))
    columns = (*first, *days)
    return Sheet(pool, columns, tuple((shift, hours, *counts.values()) for shift, hours, counts in table), fixed=2)


def _named_as_written(sheet: Sheet) -> Sheet:
    """Return a sheet whose headings are the names of its columns, since a program reads it back."""
    return Sheet(
        sheet.name, tuple(one._replace(words=one.name) for one in sheet.columns), sheet.rows, fixed=sheet.fixed
    )


def _names_a_sheet(pool: str, pools: Iterable[str]) -> bool:
    """Return whether a sheet can have the name of a pool, and no other pool has it but for capitals."""
    legal = len(pool) <= 31 and not any(letter in pool for letter in "[]:*?/\\") and pool.strip("'") == pool
    return legal and [other.casefold() for other in (*pools, "roster")].count(pool.casefold()) == 1


def people(scenario: Scenario, rosters: Mapping[str, Roster]) -> Iterator[Sheet]:
    """Yield a sheet a pool, a row a person, a column a day with the hours of their shift; empty on a day off.

    There is none of a pool whose roster is of posts, which anybody fills.
    """
    time = clock(scenario)
    days = span(date.fromordinal(time.first_day.toordinal() - 1), time.last)
    for pool, roster in rosters.items():
        rows = []
        for number, officer in enumerate(roster.people, 1):
            lines = [line for line in officer.lines if line is not None]
            on = {day: str(line.worktime) for line in lines for day in line.days}
            names = ", ".join(dict.fromkeys(plain(line.template) for line in lines))
            half = say("yes") if any(line.part_time for line in lines) else None
            rows.append((f"{plain(pool)} {number}", names, half, len(on), *(on.get(day) for day in days)))
        columns = (
            Column("person"),
            Column("line", words=noted("pattern")),
            Column("part_time"),
            Column("worked", "count"),
        )
        shown = (Column(day.isoformat(), "text", day=day) for day in days)
        if rows:
            yield Sheet(
                say("{sheet} {pool}", sheet=SHEETS["people"], pool=pool), (*columns, *shown), tuple(rows), fixed=4
            )


def what_if(scenario: Scenario, surges: Sequence["Multiple"], frontier: Sequence["Point"]) -> Iterator[Sheet]:
    """Yield `surge.csv` and `frontier.csv`, each if it was asked for."""
    currency = scenario.currency or ""
    if surges:
        known = {"times": Column("times", "number"), "required_peak": Column("required_peak", "count", "officers")}
        known |= {name: Column(name, "number", "hours") for name in ("required_hours", "roster_hours")}
        known |= {"roster_cost": Column("roster_cost", "money", currency)}
        yield from_rows(SHEETS["surge"], surge_rows(surges), known, fixed=2)
    if frontier:
        known = {"level": Column("level", "number"), "hours": Column("hours", "number", "hours")}
        known |= {name: Column(name, "money", currency) for name in ("cost", "cost_total")}
        known |= {f"within_24h{end}": Column(f"within_24h{end}", "share") for end in ("", "_low", "_high")}
        yield from_rows(SHEETS["frontier"], frontier_rows(frontier), known)


def roster_book(scenario: Scenario, rosters: Mapping[str, Roster]) -> bytes:
    """Return `roster.xlsx`: the sheets of `shifts` alone, which `roster_file` reads back."""
    from sim.views.spreadsheet.writer import xlsx

    made = list(shifts(scenario, rosters, read_back=True))
    return xlsx(made or [Sheet("no pools", (Column("shift"),), ())])
