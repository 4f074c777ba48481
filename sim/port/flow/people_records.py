"""The flow's tables of the people of a sample, nothing of them played yet."""

from typing import Any

import numpy as np

from sim.arrays import I
from sim.compiling.kernels import entry
from sim.errors import ScenarioError
from sim.people.sample import Sample, in_all, parts
from sim.port.flow.heap import MASK
from sim.port.flow.records import PARTY, SERVED, VISIT, Array, People, filled
from sim.port.plan import Plan
from sim.problems import Problem
from sim.wording import say

OF_A_PARTY = ("arrive", "first", "deferred", "decided", "persons", "priority_class", "outcome", "rungs")


_jit = entry(error_model="numpy")


@_jit
def _write(
    parties, arrive, first, deferred, decided, own, priority_class, outcome, rungs, persons, parts, joined, outside
):
    """Write all that is known of parties, and that nothing of them is played, in one pass: a column at a time reads the
    whole table as often."""
    for p in range(parties.size):
        party = parties[p]
        party.arrive, party.left, party.since, party.rungs = arrive[p], -1, 0, rungs[p]
        party.visit, party.last, party.branch = first[p] - 1, deferred[p] - 1, first[p + 1] - 1
        party.persons, party.own, party.parts, party.joined = persons[p], own[p], parts[p], joined[p]
        party.priority_class, party.outcome, party.decided = priority_class[p], outcome[p], decided[p] - 1
        party.area = outside
        party.before = party.after = party.exit = party.detoured = party.holding = 0
        party.begun = party.done = party.lodged = 0


@_jit
def _write_visits(visits, step, seconds, patience):
    """Write the same of visits."""
    for v in range(visits.size):
        visit = visits[v]
        visit.seconds, visit.patience, visit.step = seconds[v], patience[v], step[v]
        visit.ready = visit.start = visit.end = visit.option = -1


@_jit
def _read(visits, ready, start, end, option):
    """Read what happened to visits, in one pass."""
    for v in range(visits.size):
        visit = visits[v]
        ready[v], start[v], end[v], option[v] = visit.ready, visit.start, visit.end, visit.option


def happened(people: People) -> tuple[I, I, I, I]:
    """Return (V,) when visits were ready, began and ended, and by which alternative, -1 for what did not happen."""
    ready, start, end, option = (np.empty(people.visits.size, dtype=np.int64) for _ in range(4))
    _read(people.visits, ready, start, end, option)
    return ready, start, end, option


def people(plan: Plan, sample: Sample) -> People:
    """Return the parties and visits of a sample, nothing of them played yet. ScenarioError for more than a key can
    hold.
    """
    if sample.arrive.size > MASK:
        text = say("found {n} parties; allowed: {most} in a run", n=sample.arrive.size, most=MASK)
        raise ScenarioError([Problem("arrivals", text)])
    parties, visits = _table(PARTY, sample.arrive.size), _table(VISIT, sample.step.size)
    whole = (in_all(sample), parts(sample), sample.parent >= 0)
    _write(parties, *(np.ascontiguousarray(getattr(sample, name)) for name in OF_A_PARTY), *whole, plan.outside)
    _write_visits(visits, sample.step, sample.seconds, sample.patience)
    served = filled(SERVED, visits.size if plan.handover.any() else 1, duty=-1)
    return People(parties, visits, served)


def joined(people: People, more: People) -> People:
    """Return the parties of `more` after those of `people`, which may have been played for a while and are no more
    used.
    """
    for rows in ("visit", "last", "branch", "decided"):
        more.parties[rows] += people.visits.size
    served = _after(people.served, more.served) if people.served.size == people.visits.size else people.served
    return People(_after(people.parties, more.parties), _after(people.visits, more.visits), served)


def _table(dtype: np.dtype[Any], n: int) -> Array:
    """Return a table of records, to be written, with some room behind it for those who come after the end."""
    return np.empty(n + n // 16 + 64, dtype)[:n]


def _after(one: Array, more: Array) -> Array:
    """Append records to records, in the room behind them where there is enough."""
    size, known, whole = one.size + more.size, one.nbytes, one.base
    table = _table(one.dtype, size) if whole is None or whole.size < size else whole[:size]
    if table.base is not whole:
        table.view(np.uint8)[:known] = one.view(np.uint8)  # field by field takes ten times as long
    table.view(np.uint8)[known:] = more.view(np.uint8)
    return table
