"""What is counted by the local day, or by the week: quotas of departures, places of rungs, officers on overtime."""

from datetime import date
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.people.law.rungs import Rung, rungs
from sim.scenario.calendar.by_date import versions
from sim.scenario.calendar.clock import Clock
from sim.scenario.calendar.roster import crews
from sim.scenario.schema import Scenario


class Calls(NamedTuple):
    """Limits of the overtime that a measure brings to a pool."""

    measure: int
    pool: int
    seconds: int  # officer-seconds of a local week
    days: int  # in a row


class Daily(NamedTuple):
    """The limits of a plan, and when they begin again."""

    quota: I  # (days, S) persons whom the departures of a local day take together; 0 without limit
    rungs: tuple[Rung, ...]
    asked: I  # (R,) the step at whose end each rung is asked, -1 for those on arrival
    calls: tuple[Calls, ...]  # of officers on overtime
    call_of: I  # (crews,) which of them brings a crew, -1 for none
    dawns: tuple[I, I]  # ticks after 0 at which a local day begins, where anything is counted by it; 1: a Monday

    @property
    def marks(self) -> I:
        """The number of each day that begins: twice its place from 0, and one more for a Monday."""
        return np.asarray(2 * np.arange(self.dawns[0].size) + self.dawns[1])


def daily(scenario: Scenario, time: Clock) -> Daily:
    """Return what a scenario counts by the day."""
    steps, taking = list(scenario.process.steps), [rung.taking for rung in rungs(scenario)]
    return Daily(
        quota=_quota(scenario, time),
        rungs=rungs(scenario),
        asked=np.array([steps.index(one.after) if one.after else -1 for one in taking], dtype=np.int64),
        calls=calls(scenario),
        call_of=_call_of(scenario),
        dawns=dawns(scenario, time),
    )


def dawns(scenario: Scenario, time: Clock) -> tuple[I, I]:
    """Return the ticks at which a local day begins, the first apart, and which are Mondays; none where nothing is
    counted by the day.
    """
    by_day = _quota(scenario, time).any() or rungs(scenario) or calls(scenario)
    begins = [(time.tick(day), day.weekday() == 0) for day in _days(time)[1:]] if by_day else []
    table = np.array(begins, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _days(time: Clock) -> list[date]:
    """Return the first simulated day and all later ones that there are."""
    return [day for k, day in enumerate(time.days) if not k or time.has(day)]


def _quota(scenario: Scenario, time: Clock) -> I:
    every = [(since, _quotas_of(one)) for since, one in versions(scenario)]
    if not np.any([quotas for _, quotas in every]):
        return np.array([every[0][1]], dtype=np.int64)
    rows = [[quotas for since, quotas in every if since <= day][-1] for day in _days(time)]
    return np.array(rows if np.any(rows) else rows[:1], dtype=np.int64)


def _quotas_of(scenario: Scenario) -> list[int]:
    given = [step.departures for step in scenario.process.steps.values()]
    return [one.at_most_per_day or 0 if one else 0 for one in given]


def calls(scenario: Scenario) -> tuple[Calls, ...]:
    """Return the limits of overtime, by measure and pool as in the file."""
    pools = tuple(scenario.staff)
    return tuple(
        Calls(m, pools.index(pool), given.officers * round(given.hours_per_week), given.days_in_a_row)
        for m, measure in enumerate(scenario.measures.values())
        for pool, given in measure.brings.overtime.items()
    )


def _call_of(scenario: Scenario) -> I:
    known = {(one.measure + 1, one.pool): k for k, one in enumerate(calls(scenario))}
    return np.array([known[c.source, c.pool] if c.overtime else -1 for c in crews(scenario)], dtype=np.int64)
