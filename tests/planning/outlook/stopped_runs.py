"""Runs that are stopped at a moment: what their state is then, as a file has it, and what is left of their sample."""

from datetime import timedelta
from pathlib import Path

import numpy as np

from sim.arrays import I
from sim.people.known.presence import from_visit
from sim.people.sample import Sample, joined, split
from sim.people.sampler import Sampler
from sim.port.log import Log
from sim.port.plan import Plan
from sim.scenario.schema import Scenario


def present(sample: Sample, log: Log, tick: int) -> tuple[I, I]:
    """Return the parties that are there at a tick, and the visit that each of them makes or waits for."""
    here = np.flatnonzero((sample.arrive < tick) & ((log.left < 0) | (log.left > tick)))
    at = [
        next(v for v in range(sample.first[p], sample.first[p + 1]) if log.end[v] < 0 or log.end[v] > tick)
        for p in here
    ]
    return here, np.array(at, dtype=np.int64)


def rows(plan: Plan, sample: Sample, log: Log, tick: int, *, known: bool = True) -> list[str]:
    """Return the lines of the state of a run at a tick, in order of arrival; not `known`: numbers by step."""
    here, at = present(sample, log, tick)
    begun = (log.start[at] >= 0) & (log.start[at] <= tick)
    said = lambda second: f"{plan.clock.at(int(second)):%Y-%m-%d %H:%M:%S}"  # noqa: E731
    if known:
        lines = [
            f"P-{77000 + k},{sample.persons[p]},{said(sample.arrive[p])},{plan.steps[sample.step[v]]},"
            + (said(log.start[v]) if under_way else "")
            for k, (p, v, under_way) in enumerate(zip(here, at, begun, strict=True))
        ]
        return ["party,persons,arrived,step,since", *lines]
    lines = []
    for s, name in enumerate(plan.steps):
        mine = sample.step[at] == s
        waiting, under_way = (int(sample.persons[here[mine & part]].sum()) for part in (~begun, begun))
        lines.append(f"{name},{waiting},{under_way}")
    return ["step,waiting,under_way", *lines]


def written(lines: list[str], file: Path) -> Path:
    """Write the lines of a state into a file."""
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def rest_of(going_on: Scenario, number: int, plan: Plan, sample: Sample, log: Log, tick: int) -> tuple[Sample, I]:
    """Return what is left of a sample at a tick, as the scenario that goes on from then has its days, and the parties
    of the whole one in its order: those under way first, then those who wait, by how long, then those who come.
    """
    here, at = present(sample, log, tick)
    begun = (log.start[at] >= 0) & (log.start[at] <= tick)
    left = np.where(begun, log.end[at] - tick, sample.seconds[at])
    left[begun & (log.end[at] < 0)] = (sample.seconds[at] - (tick - log.start[at]))[begun & (log.end[at] < 0)]
    order = np.lexsort((here, np.where(begun, 0, log.ready[at]), ~begun))
    here, at, left, begun = here[order], at[order], left[order], begun[order]
    stayed = from_visit(sample, here, at, left)._replace(arrive=tick + (~begun).astype(np.int64))
    first = int(np.searchsorted(sample.arrive, tick))
    own = Sampler(going_on)
    later = split(sample, first)[1]
    begins = plan.clock.tick(going_on.start)
    whole = joined(stayed, later)
    whole = own.staffed(whole._replace(arrive=whole.arrive - begins), number)
    return whole, np.concatenate((here, np.arange(first, sample.arrive.size)))


def on_site(sample: Sample, log: Log, tick: int) -> int:
    """Return persons on site at a tick."""
    there = (sample.arrive <= tick) & ((log.left < 0) | (log.left > tick))
    return int(sample.persons[there].sum())


NOON = timedelta(hours=12)
