"""What would have avoided it: the changes that the content of a scenario makes possible, one at a time."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from sim.arrays import DAY
from sim.errors import ScenarioError
from sim.experiments.comparison.levers.space_of_measures import measures
from sim.experiments.comparison.levers.tried import Edits, Tried, price
from sim.scenario.checks.otherwise.lever_states import as_written
from sim.scenario.language.departures import Departures
from sim.scenario.language.staff_and_space import Pool
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.source.yaml_writer import flow, to_plain

PLACES = 50  # of space that an area is tried with on top
Change = tuple[str, dict[str, Any], Edits]  # its kind, whose it is, and what is otherwise


def built_in(scenario: Scenario) -> Iterator[Tried]:
    """Yield each change that the program knows, where the scenario has what it changes and stays sound with it."""
    for find in (_officers, _rooms, _departures, _places, measures):
        for kind, of, edits in find(scenario):
            try:
                changed = scenario.edited(edits)
            except ScenarioError:  # what it would be cannot be: a quota, a term or a rule of the file says otherwise
                continue
            name = " ".join(map(str, (kind, *of.values())))
            yield Tried(name, kind, of, changed, price(scenario, edits))


def own(scenario: Scenario) -> Iterator[Tried]:
    """Yield each state of the scenario's own levers, but for the one that is written. ScenarioError where there can be
    no such scenario."""
    for name, lever in scenario.levers.items():
        for key, values in lever.values.items():
            paths = {parts(path): value for path, value in values.items()}
            changed = scenario.edited(paths)
            if not as_written(changed, scenario):
                state = key if isinstance(key, str) else ", ".join(map(flow, values.values()))
                of = {"lever": lever.label or name, "state": state}
                yield Tried(f"levers.{name}={state}", "own", of, changed, price(scenario, paths))


def _officers(scenario: Scenario) -> Iterator[Change]:
    """Yield one officer more on each shift that has any, and one by telephone on those that have nobody."""
    for name, pool in scenario.staff.items():
        for kind, more in (("officer", lambda n: n + 1 if n else 0), ("telephone", lambda n: n or 1)):
            if edits := _posts(name, pool, more):
                yield kind, {"pool": name}, edits


def _posts(name: str, pool: Pool, more: Callable[[int], int]) -> Edits:
    """Return the edits of all posts of a pool; none where nothing is otherwise."""
    shifts = {shift: more(given.on_duty) for shift, given in pool.shifts.items()}
    changes = {day: {shift: more(n) for shift, n in posts.items()} for day, posts in pool.changes.items()}
    if changes == pool.changes and all(shifts[shift] == given.on_duty for shift, given in pool.shifts.items()):
        return {}
    if pool.roster_file is not None:
        whole = {shift: to_plain(given) | {"on_duty": shifts[shift]} for shift, given in pool.shifts.items()}
        dated = {day.isoformat(): posts for day, posts in changes.items()}
        return {
            ("staff", name, "roster_file"): None,
            ("staff", name, "shifts"): whole,
            ("staff", name, "changes"): dated,
        }
    edits: Edits = {("staff", name, "shifts", shift, "on_duty"): n for shift, n in shifts.items()}
    for day, posts in changes.items():
        edits |= {("staff", name, "changes", day.isoformat(), shift): n for shift, n in posts.items()}
    return edits


def _rooms(scenario: Scenario) -> Iterator[Change]:
    """Yield a room more of each kind that steps take, and twice the rooms in which people lodge."""
    lodging = {one.rooms for one in scenario.space.lodging.values()}
    for kind, rooms in scenario.space.rooms.items():
        if kind in lodging and rooms:
            yield "hotel", {"rooms": kind}, {("space", "rooms", kind): 2 * rooms}
        elif kind not in lodging:
            yield "room", {"rooms": kind}, {("space", "rooms", kind): rooms + 1}
    for name, measure in scenario.measures.items():
        for kind in lodging & measure.brings.rooms.keys():
            path = ("contingency", name, "brings", "rooms", kind)
            yield "hotel of", {"rooms": kind, "measure": name}, {path: 2 * measure.brings.rooms[kind]}


def _places(scenario: Scenario) -> Iterator[Change]:
    for name, area in scenario.space.areas.items():
        yield "places", {"places": PLACES, "area": name}, {("space", "areas", name, "persons"): area.persons + PLACES}


def _departures(scenario: Scenario) -> Iterator[Change]:
    """Yield a departure more a day of each vehicle, in the middle of the longest time of its day without one."""
    for name, step in scenario.process.steps.items():
        if step.departures and (times := _of_a_day(step.departures)):
            at = _middle(times)
            path = ("process", "steps", name, "departures")
            edits: Edits = {(*path, "every"): None, (*path, "between"): None}
            edits[*path, "at"] = [_clock(time) for time in sorted({*times, at})]
            yield "departure", {"step": name, "at": _clock(at)}, edits


def _of_a_day(departures: Departures) -> list[int]:
    """Return the times of day at which it leaves; none where they are not those of each of its days."""
    dated = departures.days is not None or departures.on is not None
    if (departures.every or 0) > DAY or (dated and max(departures.times, default=0) >= DAY):
        return []
    return sorted({time % DAY for time in departures.times})


def _middle(times: list[int]) -> int:
    """Return the middle, to the minute, of the first of the longest times between two departures of a day; of one, half
    a day later."""
    gaps = [after - before for before, after in pairwise(times)] or [DAY]
    longest = max(range(len(gaps)), key=gaps.__getitem__)
    return (times[longest] + gaps[longest] // 120 * 60) % DAY


def _clock(time: int) -> str:
    return f"{time // 3600:02}:{time % 3600 // 60:02}"
