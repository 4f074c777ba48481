"""A scenario played with officers by the hour, and how each pool served in each hour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.arrays import HOUR, F, I
from sim.figures.timelines import Changes, spells, together
from sim.people.chance.uncertain_inputs import uniforms
from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Log
from sim.port.parts import told_apart
from sim.port.plan import Plan, plan
from sim.scenario.calendar.clock import NEVER, Clock, clock
from sim.scenario.calendar.roster import Crew, Duties, crews, duties
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise
from sim.scenario.variants import without_help


def base_hours(scenario: Scenario) -> dict[str, float]:
    """Return officer-hours paid of each pool, on shifts that begin in the counted span, without those that measures
    bring.
    """
    time, groups = clock(scenario), crews(scenario)
    table = duties(scenario, time)
    base = np.array([crew.source == 0 for crew in groups], dtype=np.bool_)[table.crew]
    pool = np.array([crew.pool for crew in groups], dtype=np.int64)[table.crew]
    counted = base & (table.begin >= time.start) & (table.begin < time.end)
    hours = np.where(counted, (table.end + table.paid - table.begin) * table.posts, 0) / HOUR
    return {name: float(hours[pool == p].sum()) for p, name in enumerate(scenario.staff)}


class Stage:
    """Plan and samples of a scenario whose officers are given from outside, one replication after the other.

    Everybody who is on duty turns up, measures that bring officers are off, and open tasks count against the new level.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self._bare = scenario, without_help(scenario)
        self.plan = plan(self._bare)
        self._sampler = Sampler(self._bare)

    def sample(self, number: int) -> tuple[Plan, Sample]:
        """Return the plan and the sample of a replication, with its own values of what is uncertain."""
        at = {path: u for path, u in uniforms(self.scenario, number).items() if path in self._bare.uncertain}
        if not at:
            return self.plan, self._sampler.sample(number)
        own = realise(self._bare, at)
        return plan(own), Sampler(own).sample(number)


@dataclass(frozen=True)
class Trial:
    """Sums over the replications: P pools, H hours from tick 0. Hours are those in which a visit became ready."""

    visits: F  # (P, H) visits that need the pool
    served: F  # (P, H) of these, started within the wait asked for
    waited: F  # (P, H) hours that they waited, all together
    busy: F  # (P, H) officers busy, mean over the replications
    on_duty: F  # (P, H) officers on duty
    waiting: F  # (P, H) visits ready and not started, mean over the replications
    blocked: F  # (P, H) of these, while enough officers of the pool were free for any task: others held them up


def hourly_duties(officers: I, clock: Clock) -> Duties:
    """Return officers (P, H) by hour from tick 0 as duties of an hour each; the last day goes on for a week past the
    end.
    """
    pools, hours = officers.shape
    begins = HOUR * np.arange(hours, dtype=np.int64)
    ends = np.minimum(begins + HOUR, clock.end)
    crew = np.tile(np.arange(pools), hours)
    days = np.array([clock.at(int(tick)).date().toordinal() for tick in begins], dtype=np.int64)
    days, begins, ends = (np.repeat(column, pools) for column in (days, begins, ends))
    none = np.zeros_like(begins)
    return Duties(crew, days, begins, ends, officers.T.reshape(-1), none, none)


def play_with(stage: Stage, officers: I, number: int) -> tuple[Plan, Sample, Log]:
    """Return one replication with this many officers (P, H) present in each hour, whatever the roster of the
    scenario.
    """
    own, sample = stage.sample(number)
    duties = hourly_duties(officers, own.clock)
    hourly = tuple(Crew(p, "hour", 0) for p in range(len(own.pools)))
    daily = own.daily._replace(call_of=np.full(len(hourly), -1, dtype=np.int64))  # nobody is there on overtime
    manned = replace(own, crews=hourly, duties=duties, daily=daily)
    sample = sample._replace(present=duties.posts)
    return manned, *told_apart(sample, FlowPort(manned, sample).play())


def trial(stage: Stage, officers: I, numbers: Sequence[int], within: float) -> Trial:
    """Return how officers (P, H) serve over these replications, for a wait of at most `within` seconds."""
    totals = np.zeros((6, *officers.shape))
    for number in numbers:
        totals += observed(*play_with(stage, officers, number), within, officers.shape[1])
    visits, served, waited, busy, waiting, blocked = totals
    n = max(len(numbers), 1)
    return Trial(visits, served, waited, busy / n, officers.astype(np.float64), waiting / n, blocked / n)


def officers_of(plan: Plan) -> I:
    """Return (P, S) officers that each step takes of each pool, by its first alternative."""
    table = np.zeros((len(plan.pools), len(plan.steps)), dtype=np.int64)
    for step, alternatives in enumerate(plan.takes):
        for place, amount in alternatives[0]:
            if place < len(plan.pools):
                table[place, step] += amount
    return table


def sums(begin: I, end: I, weight: I, width: int, cells: int) -> F:
    """Return (cells,) unit-seconds, within each cell of a grid from tick 0, of what lasts from `begin` to before
    `end`.
    """
    span = width * cells
    tick = np.clip(np.concatenate((begin, end)), 0, span)
    by = np.concatenate((weight, -weight))
    cell = tick // width
    count = np.bincount(cell, weights=by, minlength=cells + 1)
    offset = np.bincount(cell, weights=by * tick, minlength=cells + 1)
    upto = np.arange(1, cells + 1) * width * np.cumsum(count)[:cells] - np.cumsum(offset)[:cells]
    return np.asarray(np.diff(upto, prepend=0.0))


def week_hours(clock: Clock) -> I:
    """Return (H,) hour of the local week of each hour from tick 0 to the end."""
    local = [clock.at(tick) for tick in range(0, clock.end, HOUR)]
    return np.array([24 * moment.weekday() + moment.hour for moment in local], dtype=np.int64)


def observed(own: Plan, sample: Sample, log: Log, within: float, hours: int) -> F:
    """Return (6, P, H) of one run: visits, served, hours waited by the hour of ready; busy officers; waiting, and
    blocked.
    """
    takes, found = officers_of(own), np.zeros((6, len(own.pools), hours))
    end = own.clock.end
    for p in range(len(own.pools)):
        rows = np.flatnonzero((takes[p][sample.step] > 0) & (log.ready >= 0))
        ready, officers = log.ready[rows], takes[p][sample.step[rows]]
        start = np.where(log.start[rows] >= 0, log.start[rows], end)
        over = np.where(log.end[rows] >= 0, log.end[rows], NEVER)
        hour = np.minimum(ready // HOUR, hours - 1)
        in_time = (log.start[rows] >= 0) & (start - ready <= within)
        late_unknown = (log.start[rows] < 0) & (end - ready <= within)
        known = ~late_unknown
        found[0, p] = np.bincount(hour[known], minlength=hours)
        found[1, p] = np.bincount(hour[in_time], minlength=hours)
        found[2, p] = np.bincount(hour, weights=(start - ready) / HOUR, minlength=hours)
        begun = log.start[rows] >= 0
        found[3, p] = sums(start[begun], over[begun], officers[begun], HOUR, hours) / HOUR
        found[4, p] = sums(ready, start, np.ones_like(ready), HOUR, hours) / HOUR
        busy = spells(start[begun], np.minimum(over[begun], end), -officers[begun])
        free = together(busy, _levels(log, p))
        found[5, p] = _while(spells(ready, start, np.ones_like(ready)), free, int(takes[p].max(initial=1)), hours)
    return found


def _levels(log: Log, place: int) -> Changes:
    mine = log.levels[log.levels[:, 1] == place]
    return Changes(mine[:, 0], np.diff(mine[:, 2], prepend=0))


def _while(one: Changes, other: Changes, least: int, hours: int) -> F:
    """Return (H,) mean in each hour of a number that changes in time, counted as 0 while another is below `least`."""
    edges = HOUR * np.arange(hours + 1)
    tick = np.concatenate((one.tick, other.tick, edges))
    of_one = np.concatenate((one.by, np.zeros(other.tick.size + hours + 1, dtype=np.int64)))
    of_other = np.concatenate((np.zeros(one.tick.size, dtype=np.int64), other.by, np.zeros_like(edges)))
    order = np.argsort(tick, kind="stable")
    tick, first, second = tick[order], np.cumsum(of_one[order])[:-1], np.cumsum(of_other[order])[:-1]
    held = np.where(second >= least, first, 0) * np.diff(tick)
    within = (tick[:-1] >= 0) & (tick[:-1] < edges[-1])
    return np.asarray(np.bincount(tick[:-1][within] // HOUR, weights=held[within], minlength=hours) / HOUR)
