"""What passes from the people to the port: all chance of one replication, as plain arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import I

VISITS = ("step", "seconds", "patience")  # what a sample has a value a visit of
ORDERS = 1024  # lead times drawn ahead for each measure; a later order reuses them from the first


class Sample(NamedTuple):
    """N parties in order of arrival, V visits in order of party, D duties, M measures.

    Times are ticks, lengths seconds.
    The visits of party p are rows `first[p]` to `first[p + 1]`; those from `deferred[p]` on are the branch it takes
    instead of the rest when two-step processing defers it.
    """

    arrive: I  # (N,) ascending
    stream: I  # (N,) index of the stream in the scenario
    persons: I  # (N,) without those of its parts, which are rows of their own
    adults: I  # (N,) members of 18 or over
    over_14: I  # (N,) members of 14 or over
    unaccompanied: I  # (N,) 1: a minor alone
    nationality: I  # (N,) index in people.nationalities, or that many for one that is listed but not named there
    outcome: I  # (N,) index in OUTCOMES, were it not deferred
    priority_class: I  # (N,) priority class, 0 first; one past the last for a party in none
    counted: I  # (N,) 1: an arrival; 0: present when the run began
    identity: I  # (N,) which party of its stream it is: the same in every scenario of one seed and replication
    parent: I  # (N,) the party that it is a part of until that one is decided, which comes just before it; -1 for none
    orders: I  # (N, O) persons by what the law makes of them, in the order of `ORDERED`; 0 without facts
    decided: I  # (N,) the first visit after the decision, of a party that is divided then; -1 for the others
    rungs: I  # (N,) bits by `sim.people.law.rungs.rungs`: which of them mean the party; 0 for the parts of one
    first: I  # (N + 1,)
    deferred: I  # (N,) first visit of the deferred branch; first[p + 1] if it has none
    step: I  # (V,) index of the step in the scenario
    seconds: I  # (V,) duration of the service, by the step's first alternative; 0 for departures
    patience: I  # (V,) from ready until the party withdraws; NEVER without
    present: I  # (D,) officers who turned up, a value a duty
    lead: I  # (M + stages, ORDERS) lead time of each measure's n-th order, then of each further stage of it

    @property
    def party(self) -> I:
        """(V,) the party that makes each visit."""
        return np.repeat(np.arange(self.arrive.size), np.diff(self.first))


def joined(sample: Sample, more: Sample) -> Sample:
    """Return the parties of `more`, all of whom come later, after those of `sample`; officers and lead times of
    `sample`.
    """
    visits = sample.step.size
    shifted = more._replace(
        first=more.first[1:] + visits,
        deferred=more.deferred + visits,
        parent=_moved(more.parent, sample.arrive.size),
        decided=_moved(more.decided, visits),
    )
    pairs = zip(sample[:-2], shifted[:-2], strict=True)
    return Sample(*(*(np.concatenate(pair) for pair in pairs), *sample[-2:]))


def split(sample: Sample, parties: int) -> tuple[Sample, Sample]:
    """Return this many of the first parties, and those after them; `joined` puts them together again."""
    visits, whole = int(sample.first[parties]), sample.arrive.size

    def rows(begin: int, end: int, first: int, last: int) -> Sample:
        pairs = zip(Sample._fields, sample, strict=True)
        cut = {name: column[first:last] if name in VISITS else column[begin:end] for name, column in pairs}
        cut |= {"first": sample.first[begin : end + 1] - first, "deferred": sample.deferred[begin:end] - first}
        cut |= {"parent": _moved(cut["parent"], -begin), "decided": _moved(cut["decided"], -first)}
        return Sample(**cut | {"present": sample.present, "lead": sample.lead})

    return rows(0, parties, 0, visits), rows(parties, whole, visits, sample.step.size)


def _moved(rows: I, by: int) -> I:
    """Row numbers, of which -1 is none, that lie so much later."""
    return np.asarray(np.where(rows >= 0, rows + by, -1)) if by else rows


def parts(sample: Sample) -> I:
    """Return (N,) into how many more parts each party is divided when it is decided; they are the rows just after
    it.
    """
    own = sample.parent[sample.parent >= 0]
    return np.bincount(own, minlength=sample.arrive.size)


def in_all(sample: Sample) -> I:
    """Return (N,) persons of each party with all its parts, which are together until it is decided; of a part, its
    own.
    """
    own = np.flatnonzero(sample.parent >= 0)
    if not own.size:
        return sample.persons
    more = np.bincount(sample.parent[own], weights=sample.persons[own], minlength=sample.arrive.size)
    found: I = sample.persons + more.astype(np.int64)
    return found


def members(sample: Sample, singly: NDArray[np.bool_]) -> I:
    """(V,) which member of its party a visit serves, 0 for the first and for a whole party; `singly` (S,): the steps
    that serve each member on its own."""
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    rows = np.arange(sample.step.size)
    new = np.append(True, (np.diff(party) != 0) | (np.diff(sample.step) != 0))[: rows.size]
    new[sample.deferred[sample.deferred < rows.size]] = True
    since = rows - np.maximum.accumulate(np.where(new, rows, 0))
    found: I = np.where(singly[sample.step], since % np.maximum(sample.persons[party], 1), 0)
    return found


def last_of_family(sample: Sample, parallel: NDArray[np.bool_]) -> I:
    """(V,) the row of the last of the members who are served in parallel with a visit, at the steps that do so (S,);
    its own row elsewhere."""
    rows = np.arange(sample.step.size)
    begins = np.append(np.flatnonzero(members(sample, parallel) == 0), rows.size)
    last: I = begins[np.searchsorted(begins, rows, side="right")] - 1
    return last


def ended_last(sample: Sample, end: I, parallel: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(V,) whether a visit was the last to end of the members who are served in parallel with it; the party moves on
    then, and what it holds is what served that one. False while some of them have not ended (`end` (V,) -1)."""
    rows, last = np.arange(end.size), last_of_family(sample, parallel)
    order = np.lexsort((rows, end, last))
    found = np.zeros(end.size, dtype=np.bool_)
    found[order[np.append(np.diff(last[order]) != 0, True)[: order.size]]] = True
    found[np.isin(last, last[end < 0])] = False
    return found


def main_visits(sample: Sample) -> I:
    """Return (N,) number of visits of each party's own journey, the deferred branch apart."""
    return sample.deferred - sample.first[:-1]
