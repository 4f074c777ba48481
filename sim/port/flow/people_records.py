"""The flow's tables of the people of a sample, nothing of them played yet."""

import numpy as np

from sim.errors import ScenarioError
from sim.people.sample import Sample, in_all, parts
from sim.port.flow.heap import MASK
from sim.port.flow.records import PARTY, SERVED, VISIT, Array, People, filled
from sim.port.plan import Plan
from sim.problems import Problem
from sim.wording import say


def people(plan: Plan, sample: Sample) -> People:
    """Return the parties and visits of a sample, nothing of them played yet. ScenarioError for more than a key can
    hold.
    """
    if sample.arrive.size > MASK:
        text = say("found {n} parties; allowed: {most} in a run", n=sample.arrive.size, most=MASK)
        raise ScenarioError([Problem("arrivals", text)])
    n, v = sample.arrive.size, sample.step.size
    parties = filled(
        PARTY, n, arrive=sample.arrive, left=-1, visit=sample.first[:-1] - 1, last=sample.deferred - 1,
        persons=in_all(sample), priority_class=sample.priority_class, area=plan.outside, outcome=sample.outcome,
        branch=sample.first[1:] - 1, own=sample.persons, decided=sample.decided - 1, parts=parts(sample),
        joined=sample.parent >= 0, rungs=sample.rungs,
    )  # fmt: skip
    visits = filled(VISIT, v, seconds=sample.seconds, patience=sample.patience, ready=-1, start=-1, end=-1,
                    step=sample.step, option=-1)  # fmt: skip
    served = filled(SERVED, v if plan.handover.any() else 1, duty=-1)
    return People(parties, visits, served)


def joined(people: People, more: People) -> People:
    """Return the parties of `more` after those of `people`, which may have been played for a while and are no more
    used.
    """
    for rows in ("visit", "last", "branch", "decided"):
        more.parties[rows] += people.visits.size
    served = _after(people.served, more.served) if people.served.size == people.visits.size else people.served
    return People(_after(people.parties, more.parties), _after(people.visits, more.visits), served)


def _after(one: Array, more: Array) -> Array:
    """Append records to records. A table of a year grows in place: copying it takes longer than playing a day."""
    known = one.nbytes
    one.resize(one.size + more.size, refcheck=False)
    one.view(np.uint8)[known:] = more.view(np.uint8)  # field by field takes ten times as long
    return one
