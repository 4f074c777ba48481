"""The tables of a staffing answer: `requirement.csv`, `roster.csv`, `roster.yaml`, `roster.xlsx`."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.arrays import HOUR
from sim.experiments.files import write_bytes, write_text
from sim.experiments.output import lines
from sim.planning.rostering.proposal import named, overlay, until_midnight
from sim.planning.rostering.rostering import Roster
from sim.scenario.calendar.clock import clock, span
from sim.scenario.language.sections import FORMATS
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from openpyxl import Workbook

    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can have
WHEN = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*")


def requirement(staffing: "Staffing") -> Iterator[Sequence[Any]]:
    """Yield a row an hour and pool: offered load, officers required and on the roster (expected present), and
    missing.
    """
    yield ("time", "pool", "load_mean", "load_sd", "required", "rostered", "short")
    time, load = clock(staffing.scenario), staffing.load
    for p, pool in enumerate(load.pools):
        roster = staffing.rosters[pool]
        for h in range(load.week_hour.size):
            yield (
                time.at(h * HOUR).isoformat(timespec="minutes"),
                pool,
                round(float(load.mean[p, h]), 3),
                round(float(load.variance[p, h]) ** 0.5, 3),
                int(staffing.required[p, h]),
                round(float(roster.present[h]), 3),
                round(float(roster.short[h]), 3),
            )


def roster_rows(scenario: Scenario, rosters: Mapping[str, Roster]) -> Iterator[Sequence[Any]]:
    """Yield a row a shift and day, as `roster_file` reads it; a shift has a row on every day, with 0 where nobody is
    on.
    """
    yield ("date", "pool", "shift", "hours", "officers")
    for name, roster in rosters.items():
        for shift, hours, counts in grid(scenario, name, roster):
            yield from ((day.isoformat(), name, shift, hours, count) for day, count in counts.items())


def grid(scenario: Scenario, pool: str, roster: Roster) -> list[tuple[str, str, dict[date, int]]]:
    """Return each shift of a pool with its hours and breaks, and officers on each day, the one before the run first."""
    time = clock(scenario)
    days = span(date.fromordinal(time.first_day.toordinal() - 1), time.last)
    names = named(scenario.staff[pool])
    return [
        (names.get(until_midnight(worktime), str(worktime)), str(worktime), {day: by_day.get(day, 0) for day in days})
        for worktime, by_day in roster.posts.items()
    ]


def yaml_text(staffing: "Staffing", base: str) -> str:
    """Return the roster as a scenario file that extends `base`."""
    import yaml

    tree = {"format": FORMATS[-1], "extends": base} | overlay(staffing.scenario, staffing.rosters)
    head = (
        f"# Roster proposed by portsim for {' '.join(staffing.scenario.name.split())}: "
        f"{staffing.hours:,.0f} officer-hours.\n"
        f"# Beside {base} this is a scenario of its own; its `staff` section can also be taken over into any other.\n"
    )
    return head + yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=100)


def workbook(scenario: Scenario, rosters: Mapping[str, Roster], path: Path) -> Path:
    """`roster.xlsx`, as `roster_file` reads it: a sheet a pool, a row a shift, a column a day. OutputError.

    A pool whose name no sheet can have is named in a column instead, in rows as those of `roster.csv`.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for pool, roster in rosters.items():
        if _names_a_sheet(pool, rosters):
            _fill(book.create_sheet(pool), list(_wide(grid(scenario, pool, roster))), text=2)
        else:
            _fill(book.create_sheet("roster"), list(roster_rows(scenario, {pool: roster})), text=4)
    if not book.worksheets:
        book.create_sheet("no pools")
    return write_bytes(path, [timeless(book)])


def _names_a_sheet(pool: str, pools: Iterable[str]) -> bool:
    """Return whether a sheet can have the name of a pool, and no other pool has it but for capitals."""
    legal = len(pool) <= 31 and not any(letter in pool for letter in "[]:*?/\\") and pool.strip("'") == pool
    return legal and [other.casefold() for other in (*pools, "roster")].count(pool.casefold()) == 1


def _wide(table: list[tuple[str, str, dict[date, int]]]) -> Iterator[Sequence[Any]]:
    yield ("shift", "hours", *(day.isoformat() for day in (table[0][2] if table else ())))
    yield from ((shift, hours, *counts.values()) for shift, hours, counts in table)


def _fill(sheet: Any, rows: Sequence[Sequence[Any]], text: int) -> None:
    """Put rows into a sheet, the first `text` columns as text: a name that begins with = is no formula."""
    from openpyxl.styles import Font

    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows(max_col=text):
        for cell in cells:
            cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(2, text + 1)


def write(staffing: "Staffing", base: str, folder: Path) -> list[Path]:
    """Write every table into a folder, which is made; `base` is the scenario's file name. OutputError."""
    return [
        write_text(folder / "requirement.csv", lines(requirement(staffing))),
        write_text(folder / "roster.csv", lines(roster_rows(staffing.scenario, staffing.rosters))),
        write_text(folder / "roster.yaml", [yaml_text(staffing, base)]),
        workbook(staffing.scenario, staffing.rosters, folder / "roster.xlsx"),
    ]


def write_what_if(surges: Sequence["Multiple"], frontier: Sequence["Point"], folder: Path) -> list[Path]:
    """Write `surge.csv` and `frontier.csv`, each if it was asked for. OutputError."""
    written = []
    if surges:
        written.append(write_text(folder / "surge.csv", lines(_surges(surges))))
    if frontier:
        written.append(write_text(folder / "frontier.csv", lines(_frontier(frontier))))
    return written


def _surges(surges: Sequence["Multiple"]) -> Iterator[Sequence[Any]]:
    yield ("times", "pool", "required_hours", "required_peak", "roster_hours", "roster_cost", "targets_met")
    for times, one in surges:
        for p, (pool, roster) in enumerate(one.rosters.items()):
            needed = one.required[p]
            yield (times, pool, int(needed.sum()), int(needed.max()), roster.hours, roster.cost, one.met)


def _frontier(frontier: Sequence["Point"]) -> Iterator[Sequence[Any]]:
    yield ("level", "hours", "cost", "within_24h", "within_24h_low", "within_24h_high", "cost_total")
    for point in frontier:
        share, cost = point.result.summary["within_24h"], point.result.summary["cost_total"]
        yield (point.level, point.hours, point.cost, share.mean, share.low, share.high, cost.mean)


def timeless(book: "Workbook") -> bytes:
    """Return the file of a workbook, the same for the same sheets whenever it is made."""
    saved, content = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            text = WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", given.read(part))
            made.writestr(zipfile.ZipInfo(part.filename, EPOCH), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()
