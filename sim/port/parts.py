"""Parties that were divided, told as two: from their arrival on each part has all the visits that it made.

Until a party is decided, its parts make its visits with it, and the log has them once. Whoever reads the log person by
person wants them in the row of each: the same times, served by nobody, since the officers are those of the whole.
"""

import numpy as np

from sim.arrays import B, I
from sim.people.sample import Sample
from sim.port.log import Log


def told_apart(sample: Sample, log: Log) -> tuple[Sample, Log]:
    """Return the sample and the log in which each part of a divided party has the visits that it made as one with the
    others.

    A party that was not divided in the run (it withdrew, or was deferred) has all of its visits in the rows of each.
    Where nobody is divided, or is told apart already, the sample and the log are those that are given.
    """
    if not (sample.decided >= 0).any():
        return sample, log
    part = np.flatnonzero(sample.parent >= 0)
    parent = sample.parent[part]
    begin, end, branch = sample.first[parent], sample.decided[parent], sample.first[parent + 1]
    divided = _divided(sample, log, part, parent)
    shared = np.where(divided, end, branch) - begin
    own = np.diff(sample.first)
    before = np.zeros_like(own)
    before[part] = shared
    source = np.arange(sample.step.size)
    rows = np.insert(source, np.repeat(sample.first[part], shared), _runs(begin, shared))
    mine = np.insert(np.ones(source.size, np.bool_), np.repeat(sample.first[part], shared), False)
    first = np.concatenate(([0], np.cumsum(own + before)))
    late = sample.deferred - sample.first[:-1] + before
    late[part[~divided]] = (sample.deferred[parent] - begin)[~divided]
    return _sample(sample, rows, first, first[:-1] + late), _log(log, rows, mine)


def _divided(sample: Sample, log: Log, part: I, parent: I) -> B:
    """Return for each part whether its party was divided in the run: whether it came to its decision.

    It did where a part, or the party from there on, made a visit. Else it did where the last visit that it made before
    was over, unless steps between the two were left out and it was deferred there.
    """
    begin, end, deferred, branch = sample.first[parent], sample.decided[parent], *_ends(sample, parent)
    made = log.ready >= 0
    count = np.concatenate(([0], np.cumsum(made)))
    last = np.maximum.accumulate(np.concatenate(([-1], np.where(made, np.arange(made.size), -1))))[end]
    known = last >= begin
    over = np.ones(known.size, np.bool_)
    over[known] = log.end[last[known]] >= 0
    skipped = np.where(known, last, begin - 1) < end - 1
    later = (count[sample.first[part + 1]] > count[sample.first[part]]) | (count[deferred] > count[end])
    return np.asarray(later | (over & ~(skipped & (count[branch] > count[deferred]))))


def _ends(sample: Sample, parent: I) -> tuple[I, I]:
    """Return where the visits of parties end, and where those end that they make if they are deferred."""
    return sample.deferred[parent], sample.first[parent + 1]


def _runs(begin: I, length: I) -> I:
    """Return consecutive numbers from each start, as many as its length, one run after the other."""
    starts = np.cumsum(length) - length
    found: I = np.arange(int(length.sum())) + np.repeat(begin - starts, length)
    return found


def _sample(sample: Sample, rows: I, first: I, deferred: I) -> Sample:
    visits = {name: getattr(sample, name)[rows] for name in ("step", "seconds", "patience")}
    return sample._replace(**visits, first=first, deferred=deferred, decided=np.full_like(sample.decided, -1))


def _log(log: Log, rows: I, mine: B) -> Log:
    times = {name: getattr(log, name)[rows] for name in ("ready", "start", "end")}
    option, duty = np.where(mine, log.option[rows], -1), np.where(mine[:, None], log.duty[rows], -1)
    return log._replace(**times, option=option, duty=duty)
