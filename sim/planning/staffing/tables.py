"""The tables of a staffing answer: `requirement.csv`, `roster.csv`, `roster.yaml`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.arrays import HOUR
from sim.experiments.files import write_text
from sim.experiments.output import lines
from sim.planning.rostering.proposal import named, overlay, until_midnight
from sim.planning.rostering.rostering import Roster
from sim.scenario.calendar.clock import clock, span
from sim.scenario.language.sections import FORMATS
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point


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


def write(staffing: "Staffing", base: str, folder: Path) -> list[Path]:
    """Write every table into a folder, which is made; `base` is the scenario's file name. OutputError."""
    return [
        write_text(folder / "requirement.csv", lines(requirement(staffing))),
        write_text(folder / "roster.csv", lines(roster_rows(staffing.scenario, staffing.rosters))),
        write_text(folder / "roster.yaml", [yaml_text(staffing, base)]),
    ]


def write_what_if(surges: Sequence["Multiple"], frontier: Sequence["Point"], folder: Path) -> list[Path]:
    """Write `surge.csv` and `frontier.csv`, each if it was asked for. OutputError."""
    written = []
    if surges:
        written.append(write_text(folder / "surge.csv", lines(surge_rows(surges))))
    if frontier:
        written.append(write_text(folder / "frontier.csv", lines(frontier_rows(frontier))))
    return written


def surge_rows(surges: Sequence["Multiple"]) -> Iterator[Sequence[Any]]:
    """Yield a row a multiple of the demand and pool: what it requires, and the roster that covers it."""
    yield ("times", "pool", "required_hours", "required_peak", "roster_hours", "roster_cost", "targets_met")
    for times, one in surges:
        for p, (pool, roster) in enumerate(one.rosters.items()):
            needed = one.required[p]
            yield (times, pool, int(needed.sum()), int(needed.max()), roster.hours, roster.cost, one.met)


def frontier_rows(frontier: Sequence["Point"]) -> Iterator[Sequence[Any]]:
    """Yield a row a level of staffing: its roster, and what it gives."""
    yield ("level", "hours", "cost", "within_24h", "within_24h_low", "within_24h_high", "cost_total")
    for point in frontier:
        share, cost = point.result.summary["within_24h"], point.result.summary["cost_total"]
        yield (point.level, point.hours, point.cost, share.mean, share.low, share.high, cost.mean)
