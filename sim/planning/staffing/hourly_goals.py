"""A goal of every hour, judged on the people of a proof: which hours keep it, and what holds the others back.

Hours of the week are judged over four weeks at a time. Of each, the visits served in time less those that the goal
asks for are taken in every replication; the hour is proven where the one-sided limit of their mean is not below 0.
Every hour has to be proven, so the chance of error is not shared between them. Hours with too few visits to prove
anything, were all of them served, are judged together.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from sim.arrays import HOUR, F, I
from sim.experiments.playing.engine import Engine
from sim.experiments.statistics.means import of_mean
from sim.people.chance.uncertain_inputs import future
from sim.planning.rostering.lines import presence
from sim.planning.rostering.rostering import Roster
from sim.planning.staffing.iterative_staffing import HELD_UP, groups
from sim.planning.staffing.offered_load import Load
from sim.planning.staffing.requirement import Goal
from sim.planning.staffing.trial import observed, sums
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.calendar.desk_roster import desks
from sim.scenario.schema import Scenario

Why = Literal["", "more", "closed", "held", "short", "full", "after"]  # what holds an hour back
MORE: Why = "more"  # more officers were called for in each round
CLOSED: Why = "closed"  # no shift that the roster may use covers it
HELD: Why = "held"  # officers are free while visits wait: rooms or space are the limit
SHORT: Why = "short"  # the roster has fewer officers than required
FULL: Why = "full"  # as many officers are on the roster as there are desks
AFTER: Why = "after"  # those of the hours before, for whom there were no desks, are served first
FEW = -1  # group of the hours that are judged together
ROUNDING = 1e-9
NARROW = 0.5  # of the chance of error, at which an hour is looked at that the next round has to prove again


class Hour(NamedTuple):
    """A group of hours of one pool: an hour of the week over some weeks, or all those with few visits (`FEW`)."""

    pool: int
    group: int
    share: float  # served in time; NaN without a visit
    busy: float  # of the officers expected
    met: bool
    proven: bool
    safe: bool  # and by so wide a margin that other people will prove it again
    lost: bool  # missed for sure: the limit on the other side is below 0 too
    why: Why  # what holds it back; empty where it is met
    rooms: tuple[str, ...] = ()  # of the steps that take the officers, where it is held up


@dataclass(frozen=True)
class Hours:
    """The verdict of a round on a goal of every hour."""

    goal: Goal
    shares: tuple[float, ...]  # (P,) of all visits served in time
    hours: tuple[Hour, ...]
    raised: I  # (P, H) 1 where one officer more may help: where an hour is not proven, or by a narrow margin only
    missed: I  # (P, H) 1 where one officer more may help an hour that misses by its mean

    @property
    def met(self) -> bool:
        """Whether no hour misses by its mean."""
        return all(one.met for one in self.hours)

    @property
    def proven(self) -> bool:
        """Whether every hour is proven."""
        return all(one.proven for one in self.hours)

    @property
    def lost(self) -> bool:
        """Whether an hour that more officers may help is missed for sure, however many runs there were."""
        return any(one.lost and one.why == MORE for one in self.hours)

    def of(self, pool: int) -> tuple[Hour, ...]:
        """Return the hours of one pool."""
        return tuple(one for one in self.hours if one.pool == pool)


def seen_in(played: Scenario, goal: Goal, numbers: Iterable[int]) -> F:
    """(R, 6, P, H) what is `observed` in these replications of a scenario."""
    engine = Engine(played)
    span = -(-engine.plan.clock.end // HOUR)
    return np.array([observed(engine.plan, *engine.played(future(played, n)), goal.within, span) for n in numbers])


def judged(runs: F, played: Scenario, load: Load, rosters: dict[str, Roster], goal: Goal, error: float) -> Hours:
    """Return every hour of a scenario with its proposed rosters, of which these runs were seen, at a chance of
    error.
    """
    raised, missed = (np.zeros((len(load.pools), load.week_hour.size), dtype=np.int64) for _ in range(2))
    found: list[Hour] = []
    shares = []
    for p, name in enumerate(load.pools):
        hours, group = _of_pool(p, runs[:, :, p], played, load, rosters[name], goal, error)
        for one in hours:
            if one.why in ("", MORE):
                raised[p, _counted(played)][group == one.group] = not one.safe
                missed[p, _counted(played)][group == one.group] = not one.met
        found += after(hours)
        visits, served = (float(runs[:, k, p, _counted(played)].sum()) for k in (0, 1))
        shares.append(served / visits if visits else math.nan)
    return Hours(goal, tuple(shares), tuple(found), raised, missed)


def _counted(played: Scenario) -> slice:
    time = clock(played)
    return slice(time.start // HOUR, -(-time.end // HOUR))


def _of_pool(
    p: int, runs: F, played: Scenario, load: Load, roster: Roster, goal: Goal, error: float
) -> tuple[list[Hour], I]:
    """Return the hours of one pool, and the group of each that is counted."""
    counted, time, span = _counted(played), clock(played), load.week_hour.size
    seen = runs[:, :, counted]
    group = _grouped(seen[:, 0], groups(load)[counted], goal, error)
    reach, full = reachable(roster, time, span)[counted], filled(played, roster.pool, time, span)[counted]
    rooms, found = _rooms(played, roster.pool), []
    for one in np.unique(group):
        mine = group == one
        limits = Limits(not reach[mine].any(), float(full[mine].mean()) > HELD_UP, rooms)
        there, missing = (of[counted][mine] for of in (roster.present, roster.short))
        found.append(_hour(p, int(one), _summed(seen[:, :, mine], there, missing), goal, error, limits))
    return found, group


class Limits(NamedTuple):
    """What besides the number of officers holds back a group of hours."""

    closed: bool  # no shift covers it
    full: bool  # as many officers are on the roster as there are desks, most of the time
    rooms: tuple[str, ...]  # of the steps that take the officers


class _Sums(NamedTuple):
    """Over the hours of a group: (R,) of each replication, then officer-hours on the roster, and missing on it."""

    visits: F
    served: F
    busy: F
    waiting: F
    blocked: F
    present: float
    short: float


def _summed(seen: F, present: F, short: F) -> _Sums:
    """Sum up (R, 6, H) as `observed` has it, and officers by hour."""
    visits, served, _, busy, waiting, blocked = np.moveaxis(seen.sum(axis=2), 1, 0)
    return _Sums(visits, served, busy, waiting, blocked, float(present.sum()), float(short.sum()))


def reachable(roster: Roster, clock: Clock, hours: int) -> np.ndarray:
    """(H,) whether a line of the roster, worked or not, is present in the hour."""
    found = np.zeros(hours, dtype=np.bool_)
    for block in roster.blocks:
        for line in {(one.parts, one.days): one for one in block.lines}.values():
            found |= presence(line, clock, hours) > 0
    return found


def _hour(p: int, group: int, sums: _Sums, goal: Goal, error: float, limits: Limits) -> Hour:
    margins = []
    if goal.served is not None:
        margins.append(sums.served - goal.served * sums.visits)
    if goal.busy is not None:
        margins.append(goal.busy * sums.present - sums.busy)
    met = all(float(one.mean()) >= -ROUNDING for one in margins)
    proven, safe = (met and all(_limit(one, e) >= -ROUNDING for one in margins) for e in (error, NARROW * error))
    lost = any(_limit(-one, error) > ROUNDING for one in margins)
    total, there = float(sums.visits.sum()), sums.present * sums.visits.size
    share = float(sums.served.sum()) / total if total else math.nan
    used = float(sums.busy.sum()) / there if there else math.nan
    why: Why = "" if met else _why(sums, limits)
    return Hour(p, group, share, used, met, proven, safe, lost, why, limits.rooms if why == HELD else ())


def _why(sums: _Sums, limits: Limits) -> Why:
    if limits.closed:
        return CLOSED
    if limits.full:
        return FULL
    if float(sums.blocked.sum()) > HELD_UP * float(sums.waiting.sum()) > 0:
        return HELD
    return SHORT if sums.short > 0.05 * sums.present else MORE


def after(hours: Sequence[Hour]) -> list[Hour]:
    """Return the hours of a pool with the reason of those that miss because of hours just before them that lack
    desks.
    """
    found: list[Hour] = []
    for one in hours:
        before = found[-1] if found else None
        follows = before is not None and before.group == one.group - 1 and before.why in (FULL, AFTER)
        found.append(one._replace(why=AFTER) if follows and one.why in (MORE, SHORT) else one)
    return found


def filled(scenario: Scenario, pool: str, clock: Clock, hours: int) -> F:
    """Return (H,) share of each hour from tick 0 in which as many officers of a pool are rostered as there are
    desks.
    """
    found = desks(scenario, pool, clock)
    rows = np.flatnonzero(found.posts[:, 0] >= found.cap)
    until = np.append(found.tick, clock.end)[rows + 1]
    return sums(found.tick[rows], np.maximum(until, found.tick[rows]), np.ones_like(rows), HOUR, hours) / HOUR


def _rooms(scenario: Scenario, pool: str) -> tuple[str, ...]:
    """Return the rooms of the steps that take officers of a pool."""
    steps = scenario.process.steps.values()
    taking = (step for step in steps if any(pool in staff for staff in step.alternatives))
    return tuple(dict.fromkeys(step.room for step in taking if step.room))


def _limit(margins: F, error: float) -> float:
    """Return the lower limit of the mean; of one run there is none."""
    low = of_mean(margins, error).low
    return -math.inf if math.isnan(low) else low


def _grouped(visits: F, group: I, goal: Goal, error: float) -> I:
    """Return the group of each hour, `FEW` for those whose visits could not prove the goal if all were served."""
    if goal.served is None:
        return group
    least = math.log(error) / math.log(goal.served)
    counts = np.bincount(group, weights=visits.sum(axis=0))
    return np.where(counts[group] < least, FEW, group)
