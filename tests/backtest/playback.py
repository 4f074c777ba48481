"""Runs of a scenario for the back-tests, and what they show straight from sample and log, without the measures."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import EXITS, Log
from sim.port.plan import Plan, plan
from sim.scenario.load import load

DAY = timedelta(days=1)


class Run(NamedTuple):
    """One replication."""

    plan: Plan
    sample: Sample
    log: Log

    def tick(self, day: date) -> int:
        return self.plan.clock.tick(day)

    @property
    def left(self) -> NDArray[np.int64]:
        """(N,) tick of leaving, far beyond the end for those still there."""
        return np.where(self.log.left < 0, np.iinfo(np.int64).max // 2, self.log.left)


@cache
def runs(path: Path, replications: int) -> tuple[Run, ...]:
    """The first replications of a shipped scenario."""
    scenario = load(path).scenario
    port, sampler = plan(scenario), Sampler(scenario)
    samples = [sampler.sample(number) for number in range(replications)]
    return tuple(Run(port, sample, FlowPort(port, sample).play()) for sample in samples)


def gone_within(run: Run, hours: int, first: date, last: date) -> float:
    """Share of the claimants who arrived from `first` to `last` that left within so many hours."""
    arrive, persons = run.sample.arrive, run.sample.persons
    came = (arrive >= run.tick(first)) & (arrive < run.tick(last + DAY))
    gone = came & (run.left - arrive <= hours * 3600)
    return float(persons[gone].sum() / persons[came].sum())


def _standing(ticks: NDArray[np.int64], persons: NDArray[np.int64], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Persons whose tick has come, at each of the times `at`."""
    order = np.argsort(ticks, kind="stable")
    upto = np.concatenate([[0], np.cumsum(persons[order])])
    return upto[np.searchsorted(ticks[order], at, side="right")]


def on_site(run: Run, first: date, last: date) -> NDArray[np.int64]:
    """(H,) persons on site, those outside included, at each full hour from `first` to the end of `last`."""
    hours = np.arange(run.tick(first), run.tick(last + DAY), 3600)
    return _standing(run.sample.arrive, run.sample.persons, hours) - _standing(run.left, run.sample.persons, hours)


def space_open(run: Run, area: str, first: date, last: date) -> tuple[int, int]:
    """Least and greatest space of an area from `first` to the end of `last`."""
    ticks, levels = run.log.levels[run.log.levels[:, 1] == run.plan.area(area)][:, [0, 2]].T
    before = max(int(np.searchsorted(ticks, run.tick(first), side="right")) - 1, 0)
    within = levels[before : int(np.searchsorted(ticks, run.tick(last + DAY), side="left"))]
    return int(within.min()), int(within.max())


def returned_share(run: Run, stream: str) -> float:
    """Returned over decided, in claimants of one stream who left from the start on."""
    number = list(run.plan.scenario.arrivals).index(stream)
    mine = (run.sample.stream == number) & (run.log.left >= run.plan.clock.start)
    persons, way = run.sample.persons[mine], run.log.exit[mine]
    decided = np.isin(way, [EXITS.index(w) for w in ("referred", "returned", "barred", "detained")])
    return float(persons[way == EXITS.index("returned")].sum() / persons[decided].sum())
