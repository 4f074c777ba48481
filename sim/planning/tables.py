"""The tables of a staffing answer: `requirement.csv`, `roster.csv`, `roster.yaml`, `roster.xlsx`."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import OutputError
from sim.experiments.files import write_bytes, write_text
from sim.experiments.output import lines
from sim.planning.proposal import named, overlay, until_midnight
from sim.planning.rostering import Roster
from sim.scenario.calendar import clock, span
from sim.scenario.schema import FORMATS, Scenario

if TYPE_CHECKING:
    from sim.planning.proof import Staffing
    from sim.planning.whatif import Multiple, Point

HOUR = 3600


def requirement(found: "Staffing") -> Iterator[Sequence[Any]]:
    """A row an hour and pool: offered load, officers required and on the roster (expected present), and missing."""
    yield ("time", "pool", "load_mean", "load_sd", "required", "rostered", "short")
    time, load = clock(found.scenario), found.load
    for p, pool in enumerate(load.pools):
        roster = found.rosters[pool]
        for h in range(load.week_hour.size):
            yield (
                time.at(h * HOUR).isoformat(timespec="minutes"),
                pool,
                round(float(load.mean[p, h]), 3),
                round(float(load.variance[p, h]) ** 0.5, 3),
                int(found.required[p, h]),
                round(float(roster.present[h]), 3),
                round(float(roster.short[h]), 3),
            )


def roster_rows(scenario: Scenario, rosters: Mapping[str, Roster]) -> Iterator[Sequence[Any]]:
    """A row a shift and day, as `roster_file` reads it; a shift has a row on every day, with 0 where nobody is on."""
    yield ("date", "pool", "shift", "hours", "officers")
    for name, roster in rosters.items():
        for shift, hours, counts in grid(scenario, name, roster):
            yield from ((day.isoformat(), name, shift, hours, count) for day, count in counts.items())


def grid(scenario: Scenario, pool: str, roster: Roster) -> list[tuple[str, str, dict[date, int]]]:
    """Each shift of a pool with its hours and breaks, and officers on each day, the one before the run first."""
    time = clock(scenario)
    days = span(date.fromordinal(time.first_day.toordinal() - 1), time.last)
    names = named(scenario.staff[pool])
    return [
        (names.get(until_midnight(worktime), str(worktime)), str(worktime), {day: by_day.get(day, 0) for day in days})
        for worktime, by_day in roster.posts.items()
    ]


def yaml_text(found: "Staffing", base: str) -> str:
    """The roster as a scenario file that extends `base`."""
    import yaml

    tree = {"format": FORMATS[-1], "extends": base} | overlay(found.scenario, found.rosters)
    head = (
        f"# Roster proposed by portsim for {' '.join(found.scenario.name.split())}: {found.hours:,.0f} officer-hours.\n"
        f"# Beside {base} this is a scenario of its own; its `staff` section can also be taken over into any other.\n"
    )
    return head + yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=100)


def workbook(scenario: Scenario, rosters: Mapping[str, Roster], path: Path) -> Path:
    """`roster.xlsx`: a sheet a pool, a row a shift, a column a day, as `roster_file` reads it. OutputError."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, roster in rosters.items():
        sheet = book.create_sheet(_title(name))
        table = grid(scenario, name, roster)
        days = list(table[0][2]) if table else []
        sheet.append(["shift", "hours", *(day.isoformat() for day in days)])
        for shift, hours, counts in table:
            sheet.append([shift, hours, *counts.values()])
        for row in sheet.iter_rows(max_col=2):
            for cell in row:
                cell.data_type = "s"  # a name that begins with = is no formula
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "C2"
    if not book.worksheets:
        book.create_sheet("no pools")
    content = io.BytesIO()
    book.save(content)
    return write_bytes(path, [content.getvalue()])


def _title(pool: str) -> str:
    if len(pool) > 31 or any(letter in pool for letter in "[]:*?/\\"):
        raise OutputError(f"cannot write a sheet for the pool {pool}: a name of at most 31 letters, without []:*?/\\")
    return pool


def write(found: "Staffing", base: str, folder: Path) -> list[Path]:
    """Write every table into a folder, which is made; `base` is the scenario's file name. OutputError."""
    return [
        write_text(folder / "requirement.csv", lines(requirement(found))),
        write_text(folder / "roster.csv", lines(roster_rows(found.scenario, found.rosters))),
        write_text(folder / "roster.yaml", [yaml_text(found, base)]),
        workbook(found.scenario, found.rosters, folder / "roster.xlsx"),
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
