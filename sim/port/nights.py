"""The nights of every lodging: when parties go and are back, and who is on duty and what leaves in between."""

from datetime import timedelta
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.scenario.calendar.clock import Clock
from sim.scenario.calendar.roster import Duties, crews
from sim.scenario.schema import Scenario

BEYOND, EVERYONE = 0, 1  # whom a lodging takes


class Beds(NamedTuple):
    """A lodging: the place of its area and of its rooms, and whom it takes."""

    area: int
    rooms: int
    who: int


class Nights(NamedTuple):
    """N nights in order of when they begin; ticks."""

    begin: I
    back: I
    lodging: I  # (N,)
    rostered: I  # (N, sources, P) officer-seconds rostered from `begin` to `back`
    seats: I  # (N, S) seats that leave between them


def beds(scenario: Scenario, place: dict[str, int]) -> tuple[Beds, ...]:
    """Return the lodgings of a scenario; `place` numbers `room NAME` and `area NAME`."""
    return tuple(
        Beds(place[f"area {one.area}"], place[f"room {one.rooms}"], EVERYONE if one.who == "everyone" else BEYOND)
        for one in scenario.space.lodging.values()
    )


def nights(scenario: Scenario, time: Clock, duties: Duties, leaving: tuple[I, I, I]) -> Nights:
    """Return the nights that begin on the days of a clock; `leaving`: departures to the end of the last night, their
    ticks, steps and seats."""
    found = [
        (time.tick(day, one.at), time.tick(day + timedelta(days=one.back <= one.at), one.back), k)
        for day in (time.days if scenario.space.lodging else ())
        if time.has(day)
        for k, one in enumerate(scenario.space.lodging.values())
    ]
    begin, back, lodging = np.array(sorted(found), dtype=np.int64).reshape(-1, 3).T
    groups = crews(scenario)
    source, pool = (np.array([crew[k] for crew in groups], dtype=np.int64) for k in (2, 0))
    rostered = np.zeros((begin.size, len(scenario.measures) + 1, len(scenario.staff)), dtype=np.int64)
    seats = np.zeros((begin.size, len(scenario.process.steps)), dtype=np.int64)
    ticks, steps, places = leaving
    for n in range(begin.size):
        shared = np.maximum(np.minimum(duties.end, back[n]) - np.maximum(duties.begin, begin[n]), 0)
        np.add.at(rostered[n], (source[duties.crew], pool[duties.crew]), shared * duties.posts)
        mine = (ticks >= begin[n]) & (ticks < back[n])
        np.add.at(seats[n], steps[mine], places[mine])
    return Nights(begin, back, lodging, rostered, seats)
