"""Waits for each step, from ready to start: of those served, of those who gave up, and the share that waits long.

Every person counts once for each time at a step. A visit of a whole party is one of all its members; where a step
serves each member as a task of its own (`unit: person`), each has a visit and counts by that visit's wait.
"""

from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, F, I
from sim.figures.basis import Basis
from sim.figures.loops import compiled
from sim.figures.loops.quantile import quantiles
from sim.people.sample import Sample
from sim.people.sample import members as members_of
from sim.port.flow.queues import ONE_BY_ONE
from sim.port.log import EXITS, Log
from sim.scenario.catalogue.asked import ALWAYS, Group, Wait
from sim.scenario.language.process import OUTCOMES

PERCENTS = {"p50": 50, "p90": 90, "p95": 95, "max": 100}
WITHDRAWN, DEFERRED = EXITS.index("withdrawn"), OUTCOMES.index("deferred")


class Waited(NamedTuple):
    """(n,) waits: for which step, how many seconds, of how many persons."""

    step: I
    seconds: I
    persons: I
    party: I


def waits(basis: Basis, sample: Sample, log: Log, party: I) -> dict[str, float]:
    """Return the waits of all visits that started in the counted span, by person, as far as the catalogue has them.

    A visit that never started (patience ran out, deferred, still waiting at the end) has no such wait. `party` (V,) is
    the party of each visit.
    """
    figures: dict[str, float] = {}
    for group, wanted in basis.waits.items():
        if known := [one for one in wanted if not one.over]:
            table = _served(basis, sample, log, group)
            figures |= {one.name: float(table[one.what][one.place]) for one in known}
        for one in wanted:
            if one.over:
                figures[one.name] = _over(basis, sample, log, party, one)
    return figures | gave_up(basis, sample, log, party)


def whom(basis: Basis, sample: Sample, log: Log, party: I, rows: I) -> I:
    """(n,) how many persons each of these visits is of, by row.

    The whole party; one member, where they are served singly; and where the next of them waits on, those behind too,
    whose own visits do not begin to wait before its is over.
    """
    families, persons = basis.plan.family, sample.persons[party[rows]]
    family = families[sample.step[rows]]
    if not family.any():
        return np.asarray(persons)
    waiting = (family == ONE_BY_ONE) & (log.start[rows] < 0)
    behind = persons - members_of(sample, families > 0)[rows]
    return np.asarray(np.where(waiting, behind, np.where(family > 0, 1, persons)))


def members(sample: Sample, log: Log, group: Group) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """(N,) whether each party is of a priority class, a stream, or an outcome (deferred where it was)."""
    if group.kind == "outcome":
        branch = np.append(log.ready, -1)[sample.deferred] >= 0
        deferred = (branch & (sample.deferred < sample.first[1:])) | (log.exit == EXITS.index("deferred"))
        return np.asarray(np.where(deferred, DEFERRED, sample.outcome) == group.place)
    return np.asarray({"class": sample.priority_class, "stream": sample.stream}[group.kind] == group.place)


def _served(basis: Basis, sample: Sample, log: Log, group: Group) -> dict[str, F]:
    """Return the statistics of the waits of a group that ended in service in the counted span, by step."""
    own = members(sample, log, group) if group.kind else np.ones(sample.persons.size, dtype=np.bool_)
    given = (sample.step, sample.first, sample.persons, own, basis.plan.family > 0)
    steps = len(basis.plan.steps)
    whole, total, step, seconds, persons = compiled.waited(log.start, log.ready, *given, basis.start, basis.end, steps)
    return _statistics(whole, total, quantiles(seconds, persons, tuple(PERCENTS.values()), step, steps, whole))


def by_step(waited: Waited, steps: int) -> dict[str, F]:
    """Return (S,) of every statistic, in hours, by step; NaN for a step that nobody waited for."""
    whole = np.bincount(waited.step, weights=waited.persons, minlength=steps)
    total = np.bincount(waited.step, weights=waited.persons * waited.seconds, minlength=steps)
    points = quantiles(waited.seconds, waited.persons, tuple(PERCENTS.values()), waited.step, steps)
    return _statistics(whole, total, points)


def _statistics(whole: F | I, total: F | I, points: I) -> dict[str, F]:
    none = np.where(whole > 0, 1.0, np.nan)
    means = total / np.maximum(whole, 1) / HOUR * none
    return {"mean": means} | {what: points[:, k] / HOUR * none for k, what in enumerate(PERCENTS)}


def _over(basis: Basis, sample: Sample, log: Log, party: I, wait: Wait) -> float:
    """Return the share not served within so long, of those ready for a step from the start to so long before the end.

    Those who gave up sooner were not served within it. A visit left out because the party was deferred does not count.
    """
    in_time = (log.ready >= basis.start) & (log.ready <= basis.end - wait.over)
    rows = np.flatnonzero(in_time & (sample.step == wait.place))
    who = party[rows]
    if wait.of.kind:
        own = members(sample, log, wait.of)[who]
        rows, who = rows[own], who[own]
    started = (log.start[rows] >= 0) & (log.start[rows] < basis.end)
    passed_over = ~started & members(sample, log, Group("outcome", "deferred", DEFERRED))[who]
    persons = np.where(passed_over, 0, whom(basis, sample, log, party, rows))
    late = ~started | (log.start[rows] - log.ready[rows] > wait.over)
    whole = int(persons.sum())
    return int(persons[late].sum()) / whole if whole else np.nan


def gave_up(basis: Basis, sample: Sample, log: Log, party: I) -> dict[str, float]:
    """Return who gave up waiting for each step with patience in the counted span, and how long they had waited."""
    steps = basis.plan.scenario.process.steps
    if all(step.patience is None for step in steps.values()):
        return {}
    gone = np.flatnonzero((log.exit == WITHDRAWN) & (log.left >= basis.start) & (log.left < basis.end))
    rows = np.flatnonzero((log.ready >= 0) & (log.start < 0) & np.isin(party, gone))
    who, first = np.unique(party[rows], return_index=True)  # the party gives up once, whatever it waited for
    rows = rows[first]
    given_up = Waited(sample.step[rows], log.left[who] - log.ready[rows], sample.persons[who], who)
    counts = np.bincount(given_up.step, weights=given_up.persons, minlength=len(steps))
    table = by_step(given_up, len(steps))
    figures: dict[str, float] = {}
    for place, (name, step) in enumerate(steps.items()):
        if step.patience is not None:
            figures[f"gave_up_{name}"] = float(counts[place])
            figures |= {f"wait_{name}_gave_up_{what}": float(table[what][place]) for what in ALWAYS}
    return figures
