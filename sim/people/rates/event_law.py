"""What an event of a stream brings: one party, or a load of them, and how many persons that is."""

from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.people.rates.loads import load_chances
from sim.scenario.language.arrivals import CoachLoads
from sim.scenario.language.people import People, sizes, unaccompanied_share_of_parties


class EventLaw(NamedTuple):
    """Chances of an event with X persons and K parties at most."""

    single: F  # (X + 1,) of one party that comes by itself, by its persons
    loads: F  # (K + 1,) of a load, by its parties
    sums: F  # (K + 1, X + 1) of the persons of this many parties, given how many they are
    persons: F  # (X + 1,) of this many persons


def event_law(people: People, loads: CoachLoads | None, most: int) -> EventLaw:
    """Return the law of an event; one that brings more than `most` persons has no place in it."""
    of_load, share = load_chances(loads, most)
    party = party_chances(people)
    size = max(party.size - 1, min((of_load.size - 1) * (party.size - 1), most)) + 1
    sums = np.zeros((of_load.size, size))
    sums[0, 0] = 1.0
    for k in range(1, of_load.size):
        sums[k] = np.convolve(sums[k - 1], party)[:size]
    single = np.zeros(size)
    single[: party.size] = (1 - share) * party
    if of_load.size == 1:
        sums = np.vstack((sums, np.pad(party, (0, size - party.size))))
    return EventLaw(single, of_load, sums, single + of_load @ sums[: of_load.size])


def party_chances(people: People) -> F:
    """Return (S + 1,) chances of a party by its persons, minors alone included."""
    alone, shares = unaccompanied_share_of_parties(people), sizes(people)
    found = np.zeros(max(shares) + 1)
    for size, share in shares.items():
        found[size] += (1 - alone) * share
    found[1] += alone
    return found
