"""What passes from the people to the port: all chance of one replication, as plain arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

I = NDArray[np.int64]

ORDERS = 1024  # lead times drawn ahead for each measure; a later order reuses them from the first


class Sample(NamedTuple):
    """N parties in order of arrival, V visits in order of party, D duties, M measures.

    Times are ticks, lengths seconds.
    The visits of party p are rows `first[p]` to `first[p + 1]`; those from `deferred[p]` on are the branch it takes
    instead of the rest when two-step processing defers it.
    """

    arrive: I  # (N,) ascending
    stream: I  # (N,) index of the stream in the scenario
    persons: I  # (N,)
    adults: I  # (N,) members of 18 or over
    over_14: I  # (N,) members of 14 or over
    unaccompanied: I  # (N,) 1: a minor alone
    nationality: I  # (N,) index in people.nationalities, or that many for one that is listed but not named there
    outcome: I  # (N,) index in OUTCOMES, were it not deferred
    klass: I  # (N,) priority class, 0 first; one past the last for a party in none
    counted: I  # (N,) 1: an arrival; 0: present when the run began
    identity: I  # (N,) which party of its stream it is: the same in every scenario of one seed and replication
    first: I  # (N + 1,)
    deferred: I  # (N,) first visit of the deferred branch; first[p + 1] if it has none
    step: I  # (V,) index of the step in the scenario
    seconds: I  # (V,) duration of the service, by the step's first alternative; 0 for departures
    patience: I  # (V,) from ready until the party withdraws; NEVER without
    present: I  # (D,) officers who turned up, a value a duty
    lead: I  # (M, ORDERS) lead time of each measure's n-th order


def joined(sample: Sample, more: Sample) -> Sample:
    """The parties of `more`, all of whom come later, after those of `sample`; officers and lead times of `sample`."""
    visits = sample.step.size
    shifted = more._replace(first=more.first[1:] + visits, deferred=more.deferred + visits)
    pairs = zip(sample[:-2], shifted[:-2], strict=True)
    return Sample(*(*(np.concatenate(pair) for pair in pairs), *sample[-2:]))


def main_visits(sample: Sample) -> I:
    """(N,) number of visits of each party's own journey, the deferred branch apart."""
    return sample.deferred - sample.first[:-1]
