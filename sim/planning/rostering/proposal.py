"""A roster in the words of a scenario: shifts, weekdays, and changes by date."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sim.planning.rostering.rostering import Posts, Roster
from sim.scenario.language.shifts.worktime import Worktime, hours_text
from sim.scenario.language.staff_and_space import Pool
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.values.units import DAYS, Hours
from sim.scenario.variants import with_shifts

OPTIONAL = ("days", "breaks", "paid_breaks", "overtime")  # of a shift


class Worked(NamedTuple):
    """A shift of a roster: hours and breaks, weekdays, and officers from a date on (the first: from the beginning)."""

    worktime: Worktime
    days: tuple[int, ...]
    officers: dict[date, int]


def worked(posts: Posts, pool: Pool, days: Sequence[date]) -> dict[str, Worked]:
    """Return the shifts of a roster of these days by name. Weekdays whose officers change alike are one shift.

    Shifts with the hours and breaks of one of the pool keep its name, with the weekdays behind it unless it is worked
    on all.
    """
    known = named(pool)
    found = {}
    for worktime, by_day in posts.items():
        name = known.get(until_midnight(worktime), label_of(worktime))
        for weekdays, officers in _alike(by_day, min(days), max(days)).items():
            label = name if len(weekdays) == 7 else f"{name}_{'_'.join(DAYS[day] for day in weekdays)}"
            found[label] = Worked(worktime, weekdays, officers)
    return found


def named(pool: Pool) -> dict[Worktime, str]:
    """Return the shifts of a pool by their hours and breaks."""
    return {until_midnight(shift.worktime): name for name, shift in pool.shifts.items()}


def until_midnight(worktime: Worktime) -> Worktime:
    """Return the same with an end at midnight as 24:00."""
    return worktime._replace(hours=Hours(worktime.hours.begin, worktime.hours.end or 86400))


def label_of(worktime: Worktime) -> str:
    """Return a name for a shift that has none: `0700_1500`, with breaks `0700_1500_break_1100`."""
    breaks = sorted((*worktime.breaks, *worktime.paid))
    said = "_break_".join([hours_text(worktime.hours), *(hours_text(one)[:5] for one in breaks)])
    extra = f"_overtime_{worktime.overtime // 60}_min" if worktime.overtime else ""
    return said.replace(":", "").replace("-", "_") + extra


def _alike(by_day: Mapping[date, int], first: date, last: date) -> dict[tuple[int, ...], dict[date, int]]:
    """Return weekdays with the same officers in every week, and those officers by the Monday from which they hold.

    Within the roster a day without officers has nobody; before and after it weeks go on as the nearest one.
    """
    monday = first - timedelta(days=first.weekday())
    weeks = [monday + timedelta(days=7 * k) for k in range((last - monday).days // 7 + 1)]
    groups: dict[tuple[int, ...], list[int]] = {}
    for weekday in range(7):
        days = [week + timedelta(days=weekday) for week in weeks]
        groups.setdefault(_series([by_day.get(d, 0) if first <= d <= last else None for d in days]), []).append(weekday)
    found = {}
    for series, weekdays in groups.items():
        if any(series):
            turns = [k for k in range(len(weeks)) if not k or series[k] != series[k - 1]]
            found[tuple(weekdays)] = {weeks[k]: series[k] for k in turns}
    return found


def _series(given: list[int | None]) -> tuple[int, ...]:
    """Return a number a week; a week without the day has what the one before it has, or the first that has it."""
    found: list[int] = []
    for value in given:
        before = found[-1] if found else next((v for v in given if v is not None), 0)
        found.append(before if value is None else value)
    return tuple(found)


def kept(scenario: Scenario, pool: str) -> set[str]:
    """Return the shifts of a pool on which a measure brings officers: they stay, with nobody of the base on them."""
    brought = (measure.brings.staff.get(pool, {}) for measure in scenario.contingency.values())
    return {shift for posts in brought for shift in posts}


def section(scenario: Scenario, name: str, roster: Roster) -> dict[str, Any]:
    """`shifts` and `changes` of a pool with its roster, as plain values that a scenario file can hold."""
    pool = scenario.staff[name]
    found = worked(roster.posts, pool, [day for block in roster.blocks for day in block.days])
    shifts: dict[str, Any] = {
        shift: _shift(pool.shifts[shift].worktime, pool.shifts[shift].days, 0)
        for shift in pool.shifts
        if shift in kept(scenario, name) or not found
    }
    changes: dict[date, dict[str, int]] = {}
    for label, one in found.items():
        first = min(one.officers)
        free = label not in shifts or pool.shifts[label].days == one.days
        label = label if free else f"{label}_roster"
        shifts[label] = _shift(one.worktime, one.days, one.officers[first])
        for when, count in one.officers.items():
            if when > first:
                changes.setdefault(when, {})[label] = count
    return {"shifts": shifts, "changes": {str(when): changes[when] for when in sorted(changes)}}


def _shift(worktime: Worktime, days: tuple[int, ...], officers: int) -> dict[str, Any]:
    said: dict[str, Any] = {"hours": hours_text(worktime.hours), "on_duty": officers}
    for key, breaks in (("breaks", worktime.breaks), ("paid_breaks", worktime.paid)):
        if breaks:
            said[key] = [hours_text(one) for one in breaks]
    if worktime.overtime:
        said["overtime"] = f"{worktime.overtime} s"
    return said if len(days) == 7 else said | {"days": ",".join(DAYS[day] for day in days)}


def with_rosters(scenario: Scenario, rosters: Mapping[str, Roster]) -> Scenario:
    """Return the scenario with these rosters in the place of its own; all else, and the people, as they were."""
    return with_shifts(scenario, {name: section(scenario, name, roster) for name, roster in rosters.items()})


def manned(scenario: Scenario, officers: int) -> Scenario:
    """Return the scenario with this many officers on every shift of every pool on each of its days, whatever changes it
    had.
    """
    sections = {
        name: {
            "shifts": {key: _shift(shift.worktime, shift.days, officers) for key, shift in pool.shifts.items()},
            "changes": {},
        }
        for name, pool in scenario.staff.items()
    }
    return with_shifts(scenario, sections)


def overlay(scenario: Scenario, rosters: Mapping[str, Roster]) -> dict[str, Any]:
    """Return what a file says that lays the rosters on the scenario: as `section`, with null for what is taken away,
    levers that move these rosters among it.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, roster in rosters.items():
        pool, new = scenario.staff[name], section(scenario, name, roster)
        gone: dict[str, Any] = {shift: None for shift in pool.shifts if shift not in new["shifts"]}
        shifts = {
            shift: (dict.fromkeys(OPTIONAL) if shift in pool.shifts else {}) | given
            for shift, given in new["shifts"].items()
        }
        ended: dict[str, Any] = {str(when): None for when in pool.changes if str(when) not in new["changes"]}
        changes = {
            when: dict.fromkeys(pool.changes.get(date.fromisoformat(when), {})) | posts
            for when, posts in new["changes"].items()
        }
        file = {"roster_file": None} if pool.roster_file is not None else {}
        found[name] = {"shifts": gone | shifts, "changes": ended | changes} | file
    levers = _without_levers(scenario, rosters)
    return {"staff": found} | ({"levers": levers} if levers else {})


def _without_levers(scenario: Scenario, rosters: Mapping[str, Roster]) -> dict[str, Any]:
    """Return null for each lever that moves one of the rosters: none of its states is as written any more; and the
    pairs of the others without these."""
    moving = {name for name, one in scenario.levers.items() if any(_is_of(path, rosters) for path in one.path)}
    found: dict[str, Any] = dict.fromkeys(sorted(moving))
    for name, one in scenario.levers.items():
        if name not in moving and moving & set(one.with_):
            found[name] = {"with": [other for other in one.with_ if other not in moving]}
    return found


def _is_of(path: str, rosters: Mapping[str, Roster]) -> bool:
    """Return whether a path is of the roster of one of the pools."""
    section, *below = parts(path)
    return section == "staff" and (not below or below[0] in rosters)
