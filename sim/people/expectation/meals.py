"""Breaks that leave nobody of a pool to serve: all who are on duty eat at once while work is expected."""

from collections.abc import Iterator

import numpy as np

from sim.arrays import HOUR, F, I
from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import Clock
from sim.scenario.calendar.desk_roster import Desks, desks
from sim.scenario.schema import Scenario
from sim.wording import noted, say
from sim.wording.quantity import digits

ALLOWED = noted(
    "a break at another time for some of them, as a shift of its own with the same hours; `portsim staff` has officers "
    "eat in turns within the window of a template's break"
)


def meals(scenario: Scenario, time: Clock, offered: F) -> Iterator[Problem]:
    """A warning for each pool that breaks take to nought on days on which work (P, D) is offered to it."""
    for p, (name, pool) in enumerate(scenario.staff.items()):
        if not any(shift.breaks or shift.paid_breaks for shift in pool.shifts.values()):
            continue
        spells = [(begin, end) for begin, end in nobody(scenario, name, time) if offered[p, _day(time, begin)] > 0]
        if spells:
            begin, end = spells[0]
            hours = sum(until - since for since, until in spells) / HOUR
            found = say(
                "all on duty in a break at once from {begin} to {end}, the first of {hours} h in which nobody serves",
                begin=f"{time.at(begin):%Y-%m-%d %H:%M}", end=f"{time.at(end):%H:%M}", hours=digits(hours, 4),
            )  # fmt: skip
            yield Problem(f"staff.{name}", sentence(found, ALLOWED), severity="warning")


def nobody(scenario: Scenario, pool: str, time: Clock) -> list[tuple[int, int]]:
    """Return (begin, end) of the spells in which breaks leave nobody of those rostered, in order of time."""
    there, whole = desks(scenario, pool, time), desks(scenario, pool, time, breaks=False)
    grid = np.unique(np.concatenate((there.tick, whole.tick)))
    grid = grid[grid < time.end]
    away = (_posts(there, grid) == 0) & (_posts(whole, grid) > 0)
    turns = np.diff(away.astype(np.int8), prepend=0, append=0)
    begins, ends = np.flatnonzero(turns > 0), np.append(grid, time.end)[np.flatnonzero(turns < 0)]
    return list(zip(grid[begins].tolist(), ends.tolist(), strict=True))


def _posts(desks: Desks, ticks: I) -> I:
    """Return officers rostered at each of some ticks."""
    return np.asarray(desks.posts[np.searchsorted(desks.tick, ticks, side="right") - 1, 0])


def _day(time: Clock, tick: int) -> int:
    """Return the simulated day of a tick, counted from 0."""
    return int(np.searchsorted(time.midnights, tick, side="right")) - 1
