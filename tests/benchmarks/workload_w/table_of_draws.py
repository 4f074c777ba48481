"""The table of draws that every engine plays: when each claimant comes, its services in seconds, who is on duty."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.plan import Plan, plan
from sim.scenario.load import load

FILE = Path(__file__).with_name("w.yaml")
STEPS = 5
POOL = (0, 0, 1, 1, 2)  # of each step; later steps are served first, and first come first served


class Table(NamedTuple):
    """N claimants in order of arrival, V services in order of claimant, R changes of officers on duty; seconds."""

    arrive: I  # (N,)
    first: I  # (N + 1,) the services of claimant p are rows `first[p]` to `first[p + 1]`
    step: I  # (V,)
    seconds: I  # (V,)
    tick: I  # (R,) ascending
    pool: I  # (R,)
    officers: I  # (R,) on duty from then on
    end: int


def drawn() -> tuple[Plan, Sample]:
    """The plan and the sample that this program draws of W."""
    scenario = load(FILE).scenario
    return plan(scenario), Sampler(scenario).sample(1)


def table(port: Plan, sample: Sample) -> Table:
    """The same as a table."""
    crew_pool = np.array([crew.pool for crew in port.crews])
    duties, rows = port.duties, []
    for pool in range(len(port.pools)):
        mine = crew_pool[duties.crew] == pool
        begin, end, present = duties.begin[mine], duties.end[mine], sample.present[mine]
        for tick in np.unique(np.maximum(np.concatenate((begin, end)), 0)):
            rows.append((tick, pool, present[(begin <= tick) & (end > tick)].sum()))
    tick, pool, officers = np.array(sorted(row for row in rows if row[0] < port.clock.end), dtype=np.int64).T.copy()
    assert sample.persons.max() == 1
    return Table(sample.arrive, sample.first, sample.step, sample.seconds, tick, pool, officers, port.clock.end)


def services(given: Table) -> list[list[tuple[int, int]]]:
    """(step, seconds) of each service of each claimant, for engines that play objects."""
    visits = list(zip(given.step.tolist(), given.seconds.tolist(), strict=True))
    first = given.first.tolist()
    return [visits[a:b] for a, b in pairwise(first)]


def levels(given: Table) -> list[list[tuple[int, int]]]:
    """(tick, officers) of each pool, in order."""
    rows = list(zip(given.tick.tolist(), given.pool.tolist(), given.officers.tolist(), strict=True))
    return [[(tick, officers) for tick, pool, officers in rows if pool == one] for one in range(max(POOL) + 1)]
