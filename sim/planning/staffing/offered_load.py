"""Offered load of each pool by the hour: the very sample of a run, with nobody waiting.

Each visit begins when the party gets there, a vehicle leaves at its next time with everyone on board. That is the
infinite-server view of the network, exact and without a fitted formula (Massey and Whitt 1993, Networks of
infinite-server queues with nonstationary Poisson input); journeys, families, coach loads and daily peaks are in it
because they are in the sample. Durations are those of the sample, `productive_share` included.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.arrays import HOUR, HOURS_OF_WEEK, F, I
from sim.experiments.playing.progress import UNSEEN, Progress, watched
from sim.figures.timelines import by_hour, spells
from sim.people.sample import Sample, main_visits
from sim.planning.staffing.trial import Stage, officers_of, sums, week_hours
from sim.port.plan import Plan
from sim.scenario.calendar.clock import NEVER
from sim.scenario.schema import Scenario

QUARTERS = 4


@dataclass(frozen=True)
class Load:
    """Officers busy if nobody waited: P pools, H hours from local midnight of the first simulated day."""

    pools: tuple[str, ...]
    quarters: F  # (P, H, 4) mean over the replications in each quarter of an hour
    variance: F  # (P, H) over the replications, at half past
    middle: F  # (P, H) mean over the replications at half past
    service: F  # (P,) mean seconds of a task
    week_hour: I  # (H,) hour of the local week, Monday 00:00 first
    replications: int

    @property
    def mean(self) -> F:
        """(P, H) officers."""
        return np.asarray(self.quarters.mean(axis=2))

    @cached_property
    def peakedness(self) -> F:
        """(P, H) variance over mean, pooled over the hours of the run that are the same hour of the week; 1: Poisson.

        It is 1 where nobody is ever busy, and never below: nobody-waits counts of constant services can be smoother
        than Poisson, on which a roster had better not rely.
        """
        found = np.ones_like(self.variance)
        for p in range(len(self.pools)):
            spread = np.bincount(self.week_hour, weights=self.variance[p], minlength=HOURS_OF_WEEK)
            level = np.bincount(self.week_hour, weights=self.middle[p], minlength=HOURS_OF_WEEK)
            ratio = np.divide(spread, level, out=np.ones(HOURS_OF_WEEK), where=level > 0)
            found[p] = np.maximum(ratio, 1.0)[self.week_hour]
        return found


def unwaited(plan: Plan, sample: Sample) -> tuple[I, I]:
    """Return (V,) start and end of each visit if nobody ever waited; NEVER for the deferred branch and what comes
    after it.

    A party that is ready at the instant of a departure takes the next one, as in the port. A part of a party begins
    when the party is decided.
    """
    start, end = (np.full(sample.step.size, NEVER) for _ in range(2))
    ticks, steps, _ = plan.departures
    boards = {s: ticks[steps == s] for s, step in enumerate(plan.scenario.process.steps.values()) if step.departures}
    own, now = sample.parent < 0, sample.arrive.copy()
    for visits in (np.where(own, main_visits(sample), 0), np.where(own, 0, main_visits(sample))):
        for k in range(int(visits.max(initial=0))):
            party = np.flatnonzero((visits > k) & (now < NEVER))
            row = sample.first[party] + k
            for_rungs = np.isin(sample.step[row], plan.daily.asked)  # such a step is made while a measure is open alone
            over = now[party] + np.where(for_rungs, 0, sample.seconds[row])
            for step, leaves in boards.items():
                mine = np.flatnonzero(sample.step[row] == step)
                at = np.searchsorted(leaves, now[party[mine]], side="right")
                over[mine] = np.append(leaves, NEVER)[at]
            start[row], end[row], now[party] = now[party], over, over
        parts = np.flatnonzero(~own)
        last = sample.decided[sample.parent[parts]] - 1
        after = last >= sample.first[sample.parent[parts]]
        now[parts[after]] = end[last[after]]
    return start, end


def offered(scenario: Scenario, replications: Sequence[int], progress: Progress = UNSEEN) -> Load:
    """Return the load of a scenario over these replications; its uncertain values are drawn for each as in a run."""
    stage = Stage(scenario)
    hours = -(-stage.plan.clock.end // HOUR)
    pools = stage.plan.pools
    mean = np.zeros((len(pools), hours, QUARTERS))
    middle, square = np.zeros((len(pools), hours)), np.zeros((len(pools), hours))
    work, tasks = np.zeros(len(pools)), np.zeros(len(pools))
    for number in watched(replications, progress):
        plan, sample = stage.sample(number)
        takes, (start, end) = officers_of(plan), unwaited(plan, sample)
        for p in range(len(pools)):
            rows = np.flatnonzero((takes[p][sample.step] > 0) & (start < NEVER))
            officers, begin, over = takes[p][sample.step[rows]], start[rows], end[rows]
            cells = sums(begin, over, officers, HOUR // QUARTERS, QUARTERS * hours)
            mean[p] += cells.reshape(hours, QUARTERS) / (HOUR // QUARTERS)
            there = _at_half_past(begin, over, officers, hours)
            middle[p] += there
            square[p] += there.astype(np.float64) ** 2
            work[p] += float((over - begin).sum())
            tasks[p] += rows.size
    n = max(len(replications), 1)
    variance = np.maximum(square - middle**2 / n, 0.0) / max(n - 1, 1)
    service = work / np.maximum(tasks, 1)
    return Load(pools, mean / n, variance, middle / n, service, week_hours(stage.plan.clock), n)


def _at_half_past(begin: I, end: I, officers: I, hours: int) -> I:
    first = HOUR // 2
    return by_hour(spells(begin, end, officers), first, first + hours * HOUR, hours).at
