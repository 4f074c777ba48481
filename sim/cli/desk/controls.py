"""What can be moved and edited on the desk, each with the path of its value and the value as it is now."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sim.arrays import DAY
from sim.cli.desk.tab import Asked, state_name
from sim.scenario.language.staff_and_space import Pool
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import dotted
from sim.scenario.source.yaml_writer import flow, number, to_plain
from sim.scenario.values.distributions import Distribution
from sim.views.text.words import capital
from sim.wording import say
from sim.wording.calendar_said import weekday_short
from sim.wording.named import plain

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Number(NamedTuple):
    """A number with a slider: its path, what it is called, its value and how far the slider goes; `unit` follows the
    number in what is set.
    """

    path: str
    label: str
    value: str
    most: int
    unit: str = ""
    written: str = ""  # where it is no single number


class Group(NamedTuple):
    """Numbers under one heading."""

    heading: str
    numbers: tuple[Number, ...]


class LeverNow(NamedTuple):
    """A lever: its name, its label, each state with its name and label, the one it is at (empty: none), and the paths
    that it moves, as JSON.
    """

    name: str
    label: str
    states: tuple[tuple[str, str], ...]
    at: str
    paths: str


class ShiftRow(NamedTuple):
    """A shift in the grid of the week: its path, pool and name; its hours, officers and days."""

    path: str
    pool: str
    name: str
    hours: str
    on_duty: int
    days: tuple[bool, ...]
    only: bool  # the one shift of its pool, which stays
    fixed: str = ""  # the file that its roster is in


class SurgeRow(NamedTuple):
    """A surge: its path and name, its stream, first day, size and days at the peak, as they are written."""

    path: str
    name: str
    stream: str
    begins: str
    times: str
    hold: str


def levers(scenario: Scenario, wanted: Asked, start: Mapping[str, str]) -> list[LeverNow]:
    """Return the levers of the scenario as written, at the states that were chosen or where they start; at none where
    a value that a lever has was set by itself.
    """
    found = []
    for name, lever in scenario.levers.items():
        states = [state_name(key, values) for key, values in lever.values.items()]
        label = capital(plain(lever.label or name))
        named = tuple((state, plain(state)) for state in states)
        at = wanted.levers.get(name, start.get(name, ""))
        apart = any(meet(path, one) for path in lever.path for one in wanted.sets)
        found.append(LeverNow(name, label, named, "" if apart else at, json.dumps(list(lever.path))))
    return found


def meet(path: str, other: str) -> bool:
    """Return whether two dotted paths are the same, or one leads into the other."""
    return f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.")


def groups(scenario: Scenario) -> Iterator[Group]:
    """Yield the numbers that every port has: officers by shift, space, lead times, surges."""
    for name, pool in scenario.staff.items():
        if found := tuple(_officers(name, pool)):
            yield Group(capital(say("{pool} on duty", pool=plain(name))), found)
    if space := (*_areas(scenario), *_rooms(scenario)):
        yield Group(say("Space"), space)
    if leads := tuple(_leads(scenario)):
        yield Group(say("Days from an order to the opening"), leads)
    if surges := tuple(_surges(scenario)):
        yield Group(say("Surges"), surges)


def _officers(name: str, pool: Pool) -> Iterator[Number]:
    if pool.roster_file is not None:
        return
    for shift, given in pool.shifts.items():
        path = dotted(("staff", name, "shifts", shift, "on_duty"))
        yield Number(path, capital(plain(shift)), str(given.on_duty), _most(given.on_duty))
    for day, posts in sorted(pool.changes.items()):
        for shift, posted in posts.items():
            path = dotted(("staff", name, "changes", day.isoformat(), shift))
            label = say("{shift} from {day}", shift=capital(plain(shift)), day=day.isoformat())
            yield Number(path, label, str(posted), _most(posted))


def _areas(scenario: Scenario) -> Iterator[Number]:
    for name, area in scenario.space.areas.items():
        path = dotted(("space", "areas", name, "persons"))
        label = say("{area}: places", area=capital(plain(name)))
        yield Number(path, label, str(area.persons), _most(area.persons))


def _rooms(scenario: Scenario) -> Iterator[Number]:
    for name, rooms in scenario.space.rooms.items():
        yield Number(dotted(("space", "rooms", name)), capital(plain(name)), str(rooms), _most(rooms))


def _leads(scenario: Scenario) -> Iterator[Number]:
    for name, measure in scenario.contingency.items():
        if measure.enabled:
            path, days = dotted(("contingency", name, "lead_time")), measure.lead_time.mean() / DAY
            written = "" if measure.lead_time.family == "constant" else _text(measure.lead_time, "s")
            yield Number(path, capital(plain(name)), number(round(days, 2)), max(_most(int(days)), 30), " d", written)


def _surges(scenario: Scenario) -> Iterator[Number]:
    for name, surge in scenario.surges.items():
        if surge.times.family == "constant":
            label = say("{surge}: times the usual", surge=capital(plain(name)))
            yield Number(dotted(("surges", name, "times")), label, number(surge.times.mean()), 5)


def _most(value: int) -> int:
    """Return how far a slider goes: twice the value, and 10 at least."""
    return max(10, 2 * value)


def grid(scenario: Scenario) -> list[ShiftRow]:
    """Return the shifts of all pools as rows of a week."""
    return [
        ShiftRow(
            dotted(("staff", name, "shifts", shift)), name, shift, str(to_plain(given)["hours"]), given.on_duty,
            tuple(day in given.days for day in range(7)), len(pool.shifts) == 1,
            pool.roster_file.file if pool.roster_file else "",
        )
        for name, pool in scenario.staff.items() for shift, given in pool.shifts.items()
    ]  # fmt: skip


def week() -> list[tuple[str, str]]:
    """Return the days of the week as a scenario writes them, each with its short name."""
    return [(name, weekday_short(k)) for k, name in enumerate(WEEK)]


def measures(scenario: Scenario) -> list[tuple[str, str, bool]]:
    """Return the path of the switch of each measure, what it is called, and whether it is on."""
    return [
        (dotted(("contingency", name, "enabled")), capital(plain(name)), measure.enabled)
        for name, measure in scenario.contingency.items()
    ]


def surges(scenario: Scenario) -> list[SurgeRow]:
    """Return the surges as they are written."""
    return [
        SurgeRow(dotted(("surges", name)), name, one.stream, _text(one.begins, "day"), _text(one.times),
                 _text(one.hold, "s"))
        for name, one in scenario.surges.items()
    ]  # fmt: skip


def _text(value: Distribution | None, unit: str = "") -> str:
    """Return a value as a scenario has it."""
    return "" if value is None else flow(to_plain(value, unit))


def streams(scenario: Scenario) -> list[tuple[str, str]]:
    """Return the streams that a surge can be of, or counts."""
    return [(name, capital(plain(name))) for name in scenario.arrivals]
