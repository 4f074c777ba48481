"""A replication with its officers hour by hour from the start on: those on duty, and those needed if nobody waited."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOUR, F
from sim.experiments.playing.engine import Engine
from sim.figures import Replication, reduce
from sim.figures.basis import Basis
from sim.figures.contingency import by_name
from sim.figures.staff import pools, tasks
from sim.figures.timelines import by_hour, spells
from sim.people.sample import Sample
from sim.planning.staffing.offered_load import unwaited
from sim.planning.staffing.trial import officers_of
from sim.port.log import Log
from sim.port.plan import Plan
from sim.scenario.calendar.clock import NEVER
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.port.port import Policy


class HourByHour(Engine):
    """An engine whose replications have officers by the hour of the run, (P, H), where others have hours of the week:
    `on_duty` those on duty, `busy` those needed.
    """

    def __reduce__(self) -> tuple[type["HourByHour"], tuple[Scenario]]:
        return HourByHour, (self.scenario,)

    def replication(self, number: int, policies: "Sequence[Policy] | None" = None) -> Replication:
        """Draw, play and measure one replication."""
        made = self.made(number)
        sample, log = self.played(number, policies)
        found = reduce(made.basis, sample, log, number)
        return found._replace(on_duty=on_duty(made.basis, sample, log), busy=needed(made.plan, made.basis, sample))


def on_duty(basis: Basis, sample: Sample, log: Log) -> F:
    """Return (P, H) mean officers on duty in each hour."""
    found = pools(basis, tasks(basis, sample, log, sample.party), log, by_name(basis, log.diary))
    return np.array([pool.present for pool in found], dtype=np.float64).reshape(-1, basis.hours) / HOUR


def needed(plan: Plan, basis: Basis, sample: Sample) -> F:
    """Return (P, H) mean officers who would be busy in each hour, if there were enough of them from the start on."""
    takes, (begin, end) = officers_of(plan), unwaited(plan, sample)
    found = np.zeros((len(plan.pools), basis.hours))
    for p in range(len(plan.pools)):
        rows = np.flatnonzero((takes[p][sample.step] > 0) & (begin < NEVER))
        load = spells(begin[rows], end[rows], takes[p][sample.step[rows]])
        found[p] = by_hour(load, basis.start, basis.end, basis.hours).sums / HOUR
    return found
