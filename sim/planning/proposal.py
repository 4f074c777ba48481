"""A roster in the words of a scenario: shifts, weekdays, and changes by date."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sim.planning.rostering import Posts, Roster
from sim.scenario.capacity import Pool, Shift
from sim.scenario.schema import Scenario, Written
from sim.scenario.units import DAYS, Hours


class Worked(NamedTuple):
    """A shift of a roster: its hours, its weekdays, and officers from a date on (the first: from the beginning)."""

    hours: Hours
    days: tuple[int, ...]
    officers: dict[date, int]


def worked(posts: Posts, pool: Pool) -> dict[str, Worked]:
    """The shifts of a roster by name. Weekdays whose officers change alike are one shift.

    Shifts with the hours of one of the pool keep its name, with the weekdays behind it unless it is worked on all.
    """
    named = {(span.begin, _until(span)): name for name, span in ((n, s.hours) for n, s in pool.shifts.items())}
    found = {}
    for (begin, end), by_day in posts.items():
        name = named.get((begin, end), f"{_clock(begin, '')}_{_clock(end, '')}")
        for days, officers in _alike(by_day).items():
            label = name if len(days) == 7 else f"{name}_{'_'.join(DAYS[day] for day in days)}"
            found[label] = Worked(Hours(begin, end), days, officers)
    return found


def _until(span: Hours) -> int:
    return span.end or 86400


def _clock(second: int, between: str = ":") -> str:
    return f"{second // 3600:02d}{between}{second % 3600 // 60:02d}"


def _alike(by_day: Mapping[date, int]) -> dict[tuple[int, ...], dict[date, int]]:
    """Weekdays with the same officers in every week, and those officers by the Monday from which they hold."""
    first, last = min(by_day), max(by_day)
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
    """A number a week; a week without the day has what the one before it has, or the first that has it."""
    found: list[int] = []
    for value in given:
        before = found[-1] if found else next((v for v in given if v is not None), 0)
        found.append(before if value is None else value)
    return tuple(found)


def kept(scenario: Scenario, pool: str) -> set[str]:
    """The shifts of a pool on which a measure brings officers: they stay, with nobody of the base on them."""
    brought = (measure.brings.staff.get(pool, {}) for measure in scenario.contingency.values())
    return {shift for posts in brought for shift in posts}


def section(scenario: Scenario, name: str, roster: Roster) -> dict[str, Any]:
    """`shifts` and `changes` of a pool with its roster, as plain values that a scenario file can hold."""
    pool = scenario.staff[name]
    found = worked(roster.posts, pool)
    shifts: dict[str, Any] = {
        shift: _shift(pool.shifts[shift].hours, pool.shifts[shift].days, 0)
        for shift in pool.shifts
        if shift in kept(scenario, name) or not found
    }
    changes: dict[date, dict[str, int]] = {}
    for label, one in found.items():
        first = min(one.officers)
        free = label not in shifts or pool.shifts[label].days == one.days
        label = label if free else f"{label}_roster"
        shifts[label] = _shift(one.hours, one.days, one.officers[first])
        for when, count in one.officers.items():
            if when > first:
                changes.setdefault(when, {})[label] = count
    return {"shifts": shifts, "changes": {str(when): changes[when] for when in sorted(changes)}}


def _shift(hours: Hours, days: tuple[int, ...], officers: int) -> dict[str, Any]:
    end = hours.end if hours.end else 86400
    spelt: dict[str, Any] = {"hours": f"{_clock(hours.begin)}-{_clock(end)}", "on_duty": officers}
    return spelt if len(days) == 7 else spelt | {"days": ",".join(DAYS[day] for day in days)}


def with_rosters(scenario: Scenario, rosters: Mapping[str, Roster]) -> Scenario:
    """The scenario with these rosters in the place of its own; all else, and the people, as they were."""
    sections = {name: section(scenario, name, roster) for name, roster in rosters.items()}
    staff = {name: _pool(pool, sections[name]) if name in sections else pool for name, pool in scenario.staff.items()}
    changed = scenario.model_copy(update={"staff": staff})
    if scenario._written is not None:
        tree = dict(scenario._written.tree)
        tree["staff"] = {
            name: _without_file(pool) | sections[name] if name in sections else pool
            for name, pool in tree["staff"].items()
        }
        changed._written = Written(tree, scenario._written.folder)
    return changed


def _without_file(pool: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pool.items() if key != "roster_file"}


def _pool(pool: Pool, given: Mapping[str, Any]) -> Pool:
    shifts = {name: Shift.model_validate(shift) for name, shift in given["shifts"].items()}
    changes = {date.fromisoformat(when): posts for when, posts in given["changes"].items()}
    return pool.model_copy(update={"shifts": shifts, "changes": changes, "roster_file": None})


def overlay(scenario: Scenario, rosters: Mapping[str, Roster]) -> dict[str, Any]:
    """What a file says that lays the rosters on the scenario: as `section`, with null for what is taken away."""
    found: dict[str, dict[str, Any]] = {}
    for name, roster in rosters.items():
        pool, new = scenario.staff[name], section(scenario, name, roster)
        gone: dict[str, Any] = {shift: None for shift in pool.shifts if shift not in new["shifts"]}
        shifts = {
            shift: given | ({} if "days" in given or shift not in pool.shifts else {"days": None})
            for shift, given in new["shifts"].items()
        }
        ended: dict[str, Any] = {str(when): None for when in pool.changes if str(when) not in new["changes"]}
        changes = {
            when: dict.fromkeys(pool.changes.get(date.fromisoformat(when), {})) | posts
            for when, posts in new["changes"].items()
        }
        file = {"roster_file": None} if pool.roster_file is not None else {}
        found[name] = {"shifts": gone | shifts, "changes": ended | changes} | file
    return {"staff": found}
