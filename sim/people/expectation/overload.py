"""Where the work that claimants bring exceeds the officers rostered for it, before any chance is drawn."""

from datetime import timedelta
from typing import NamedTuple

import numpy as np

from sim.arrays import DAY, F
from sim.people.expectation.meals import meals
from sim.people.expectation.surge_shapes import expected_claimants
from sim.people.expectation.workload import stream_needs
from sim.problems import Problem
from sim.scenario.calendar.clock import Clock, clock, clock_of, longer_warm_up
from sim.scenario.calendar.desk_roster import desks
from sim.scenario.load import Loaded
from sim.scenario.schema import Scenario
from sim.wording import say
from sim.wording.quantity import rounded

WINDOW = 14  # days; a port lives through a busy weekend, but not through a fortnight


def warned(loaded: Loaded) -> tuple[Problem, ...]:
    """Return every warning of a scenario file: what its reading told, and what is foreseen, each with its place."""
    return (*loaded.warnings, *map(loaded.placed, foreseen(loaded.scenario)))


def foreseen(scenario: Scenario) -> tuple[Problem, ...]:
    """Return the warnings of work against the roster, in the order in which they are reported: work that exceeds it, a
    short
    warm-up, and breaks that leave nobody to serve."""
    time = clock(scenario)
    return (*overloads(scenario), *short_warm_up(scenario), *meals(scenario, time, _offered(scenario, time)))


class MonthLoad(NamedTuple):
    """A row of the table of offered load against the roster."""

    month: str  # 2025-04
    pool: str
    offered: float  # officer-hours of work that claimants bring, in expectation
    rostered: float  # productive hours rostered, absence taken off


def overloads(scenario: Scenario) -> tuple[Problem, ...]:
    """A warning for each pool whose offered hours exceed its productive hours over 14 days in a row, or over the run
    if that is shorter: the days on which most is left over.

    Work counts on the day on which it arrives. The roster is the base: measures are not counted on.
    """
    time = clock(scenario)
    offered, rostered = _by_day(scenario, time)
    days = [day for day in time.days if day >= time.first_counted]
    width = min(WINDOW, len(days))
    found = []
    for pool, work, hours in zip(scenario.staff, offered, rostered, strict=True):
        brought, staffed = (np.convolve(row, np.ones(width), mode="valid") for row in (work, hours))
        worst = int((brought - staffed).argmax())
        if brought[worst] > staffed[worst] * (1 + 1e-9):
            message = say(
                "from {first} to {last} claimants bring {brought} hours of work and {staffed} productive hours are "
                "rostered for it; roster more officers on these days, or count on a measure that brings them",
                first=str(days[worst]), last=str(days[worst + width - 1]),
                brought=rounded(brought[worst]), staffed=rounded(staffed[worst]),
            )  # fmt: skip
            found.append(Problem(f"staff.{pool}", message, severity="warning"))
    return tuple(found)


def short_warm_up(scenario: Scenario) -> tuple[Problem, ...]:
    """A warning for each pool that begins the counted span with less work waiting than after a `longer_warm_up`:
    offered work that the roster leaves over from day to day, without playing."""
    days, more_days = (round(seconds / DAY) for seconds in (scenario.warm_up, longer_warm_up(scenario)))
    now = _backlog(scenario, clock(scenario))
    then = _backlog(scenario, clock_of(scenario, longer_warm_up(scenario), scenario.start + timedelta(days=1)))
    found = []
    for pool, (left, a_day), (more, _) in zip(scenario.staff, now, then, strict=True):
        if more - left > a_day / 2 > 0:
            message = say(
                "the warm-up of {days} d looks too short: {left} hours of work wait at the start, and {more} after "
                "{more_days} d; write a longer warm_up, or present_at_start",
                days=days, left=rounded(left), more=rounded(more), more_days=more_days,
            )  # fmt: skip
            found.append(Problem(f"staff.{pool}", message, severity="warning"))
    return tuple(found)


def _backlog(scenario: Scenario, time: Clock) -> list[tuple[float, float]]:
    """By pool, the hours of work left over when the counted span begins, and the mean rostered hours of a day."""
    offered, rostered = _offered(scenario, time), _rostered(scenario, time)
    left = np.zeros(len(scenario.staff))
    for d in range((time.first_counted - time.first_day).days):
        left = np.maximum(left + offered[:, d] - rostered[:, d], 0.0)
    return list(zip(left.tolist(), rostered.mean(axis=1).tolist(), strict=True))


def offered_by_month(scenario: Scenario) -> tuple[MonthLoad, ...]:
    """Offered and rostered productive hours by calendar month of the counted span, then pool."""
    time = clock(scenario)
    offered, rostered = _by_day(scenario, time)
    months = np.array([f"{day:%Y-%m}" for day in time.days if day >= time.first_counted])
    return tuple(
        MonthLoad(str(month), pool, float(offered[p, months == month].sum()), float(rostered[p, months == month].sum()))
        for month in np.unique(months)
        for p, pool in enumerate(scenario.staff)
    )


def _by_day(scenario: Scenario, time: Clock) -> tuple[F, F]:
    """Return (P, D) offered and rostered productive hours on each counted day."""
    counted = np.array([day >= time.first_counted for day in time.days], dtype=np.bool_)
    return _offered(scenario, time)[:, counted], _rostered(scenario, time)[:, counted]


def _offered(scenario: Scenario, time: Clock) -> F:
    total = np.zeros((len(scenario.staff), len(time.days)))
    for k, (stream, need) in enumerate(stream_needs(scenario).items()):
        claimants = expected_claimants(scenario, stream, time, time.days)
        claimants[0] += 0 if k else scenario.present_at_start
        total += np.outer([need.hours[pool] for pool in scenario.staff], claimants)
    return total


def _rostered(scenario: Scenario, time: Clock) -> F:
    """Posts x hours x productive share x (1 - absence), of those present no more at once than there are desks; a shift
    over midnight counts on both days."""
    midnights = time.midnights
    total = np.zeros((len(scenario.staff), len(time.days)))
    for p, (name, pool) in enumerate(scenario.staff.items()):
        found = desks(scenario, name, time)
        present = np.minimum(found.posts[:, 0] * (1 - pool.absence), found.cap)
        done = np.concatenate(([0.0], np.cumsum(present[:-1] * np.diff(found.tick))))  # officer-seconds before a row
        row = np.searchsorted(found.tick, midnights, side="right") - 1
        total[p] = np.diff(done[row] + present[row] * (midnights - found.tick[row])) / 3600 * pool.productive_share
    return total
