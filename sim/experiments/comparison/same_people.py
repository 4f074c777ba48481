"""The same people in two scenarios: who waited longer, who shorter."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, I
from sim.experiments.playing.engine import Engine
from sim.figures.stays import NOT_SERVED
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario

EDGES = (1, 6, 24)  # hours; bins of a change: shorter by more than 24, 6 to 24, 1 to 6, less; equal; longer alike
BINS = 2 * len(EDGES) + 3


class PairedWaits(NamedTuple):
    """One pair of replications, in claimants who arrived in the counted span of the baseline."""

    number: int
    by_change: I  # (9,) served in both: by how much longer each waited, from much shorter to much longer
    only_old: int  # who come in the baseline alone
    only_new: int
    unserved_old: int = 0  # who come in both, and left unserved in the baseline
    unserved_new: int = 0


class Waits(NamedTuple):
    """N parties that arrived in the counted span: who they are, and how long each waited in all."""

    stream: I  # (N,)
    identity: I  # (N,)
    persons: I  # (N,)
    seconds: I  # (N,) on site and not served, whatever for: an officer, a room, space, a departure
    unserved: I  # (N,) 1: left unserved


def follow_people(
    baseline: Scenario, others: Sequence[Scenario], numbers: Iterable[int]
) -> list[tuple[PairedWaits, ...]]:
    """Play replications again and follow each person; for every other scenario its pairs with the baseline."""
    numbers = tuple(numbers)
    if not numbers:
        return [() for _ in others]
    engine, engines = Engine(baseline), [Engine(other) for other in others]
    streams = tuple(dict.fromkeys(name for scenario in (baseline, *others) for name in scenario.arrivals))
    rows: list[tuple[PairedWaits, ...]] = []
    for number in numbers:
        old = _waits(engine, number, streams)
        rows.append(tuple(_met(number, old, _waits(other, number, streams)) for other in engines))
    return list(zip(*rows, strict=True))


def _waits(engine: Engine, number: int, streams: tuple[str, ...]) -> Waits:
    time = clock(engine.scenario)
    sample, log = engine.played(number)
    rows = np.flatnonzero((sample.arrive >= time.start) & (sample.arrive < time.end) & (sample.counted == 1))
    named = np.array([streams.index(name) for name in engine.scenario.arrivals], dtype=np.int64)
    waited = waiting(sample, log, time.end)[rows]
    who, unserved = (sample.identity[rows], sample.persons[rows]), NOT_SERVED[log.exit[rows]]
    return Waits(named[sample.stream[rows]], *who, waited, unserved)


def waiting(sample: Sample, log: Log, end: int) -> I:
    """Return (N,) seconds that each party was on site without being served; until `end`, for those still there."""
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    begun = np.flatnonzero(log.start >= 0)
    until = np.where(log.end[begun] >= 0, log.end[begun], end)
    served = np.bincount(party[begun], weights=until - log.start[begun], minlength=sample.arrive.size)
    gone = np.where(log.left >= 0, log.left, end)
    return np.asarray(gone - sample.arrive - served.astype(np.int64))


def _met(number: int, old: Waits, new: Waits) -> PairedWaits:
    a, b = _in_both(old, new)
    gone, came = int(old.persons.sum() - old.persons[a].sum()), int(new.persons.sum() - new.persons[b].sum())
    persons, turned = old.persons[a], (old.unserved[a] == 1, new.unserved[b] == 1)
    weights = np.where(turned[0] | turned[1], 0, persons)
    counts = np.bincount(_bin(new.seconds[b] - old.seconds[a]), weights=weights, minlength=BINS)
    return PairedWaits(number, counts.astype(np.int64), gone, came, *(int(persons[one].sum()) for one in turned))


def _in_both(old: Waits, new: Waits) -> tuple[I, I]:
    """Return rows of the parties that are in both, in one order; identities are unique within a scenario."""
    stream, identity = (np.concatenate(columns) for columns in zip(old[:2], new[:2], strict=True))
    rows = np.lexsort((identity, stream))
    same = (stream[rows][1:] == stream[rows][:-1]) & (identity[rows][1:] == identity[rows][:-1])
    pairs = np.flatnonzero(same)
    return rows[pairs], rows[pairs + 1] - old.stream.size  # the sort keeps the old before the new


def _bin(seconds: I) -> I:
    size = np.searchsorted(np.array(EDGES) * HOUR, np.abs(seconds))
    return np.asarray(len(EDGES) + 1 + np.sign(seconds) * (size + 1))
