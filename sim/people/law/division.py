"""Parties in rows: one for a party of whom the same becomes, and one for each part of a party that the law divides."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import B, I
from sim.people.chance.keys import DrawKeys
from sim.people.journeys import Itinerary
from sim.people.law.decided_parties import Part
from sim.people.law.screening import DETAINED
from sim.people.parties import Members
from sim.scenario.language.screening.law import BY_DELEGATE, ORDERED

OWN = 58  # the bit of a key from which on parts of a party are numbered


class Division(NamedTuple):
    """R rows in order of N parties, the first part of each party first."""

    party: I  # (R,)
    nth: I  # (R,) which part of its party, from 0
    outcome: I  # (R,)
    way: I  # (R,) index in WAYS: the journey
    persons: I  # (R,)
    adults: I  # (R,)
    over_14: I  # (R,)
    orders: I  # (R, O) persons by ORDERED

    @property
    def divided(self) -> B:
        """(N,) parties that have more than one row."""
        return np.bincount(self.party) > 1

    @property
    def apart(self) -> I:
        """The rows of divided parties."""
        return np.flatnonzero(self.divided[self.party])

    @property
    def by_delegate(self) -> I:
        """(R,) orders that a delegate makes."""
        return np.asarray(self.orders[:, : len(BY_DELEGATE)].sum(axis=1))

    def of_party(self, counts: I) -> I:
        """(N,) what rows have, summed over the rows of each party."""
        return np.bincount(self.party, weights=counts).astype(np.int64)

    @property
    def parent(self) -> I:
        """(R,) the row of the first part, for the others."""
        first = np.searchsorted(self.party, self.party)
        return np.where(self.nth > 0, first, -1)


def division(parts: Sequence[tuple[Part, ...]], known: I, detained: B) -> Division:
    """Return the rows of N parties. Where an outcome is `known` (-1: is not), or all are detained, a party stays
    whole.
    """
    rows: list[tuple[int, ...]] = []
    for p, (own, outcome, held) in enumerate(zip(parts, known.tolist(), detained.tolist(), strict=True)):
        if outcome >= 0 or held:
            own = (_whole(own, outcome if outcome >= 0 else DETAINED),)
        rows += [
            (p, n, part.outcome, part.way, part.persons, part.adults, part.over_14, *part.orders)
            for n, part in enumerate(own)
        ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 7 + len(ORDERED))
    party, nth, outcome, way, persons, adults, over_14 = table[:, :7].T.copy()
    return Division(party, nth, outcome, way, persons, adults, over_14, table[:, 7:])


def _whole(parts: tuple[Part, ...], outcome: int) -> Part:
    sums = [sum(counts) for counts in zip(*((p.persons, p.adults, p.over_14) for p in parts), strict=True)]
    orders = tuple(sum(part.orders[k] for part in parts) for k in range(len(ORDERED)))
    return Part(outcome, outcome, sums[0], sums[1], sums[2], orders)


def keyed_apart(keyed: DrawKeys, rows: Division, which: I) -> DrawKeys:
    """Return what the draws of some rows are keyed by: each part of a divided party has draws of its own."""
    party = rows.party[which]
    return DrawKeys(keyed.source[party], keyed.day[party], keyed.nth[party] ^ ((rows.nth[which] + 1) << OWN))


def identified(keyed: DrawKeys, rows: Division) -> DrawKeys:
    """Return what every row is told apart by: the first part of a party by what the party is, the others by their
    own.
    """
    party, own = rows.party, np.where(rows.nth > 0, (rows.nth + 1) << OWN, 0)
    return DrawKeys(keyed.source[party], keyed.day[party], keyed.nth[party] ^ own)


def members_of(rows: Division, which: I, members: Members) -> Members:
    """Who is in some rows."""
    alone = members.unaccompanied[rows.party[which]]
    return Members(rows.persons[which], rows.adults[which], rows.over_14[which], alone, rows.by_delegate[which])


def spliced(rows: Division, whole: Itinerary, own: Itinerary) -> tuple[Itinerary, I]:
    """Return the visits of all rows, and the first after the decision of those that are divided then.

    `whole`: the visits of N parties, of divided ones those before the decision and the branch that they take if they
    are deferred until then; `own`: those after the decision of the rows `rows.apart`.
    """
    apart = rows.apart
    party, later = rows.party[apart], rows.nth[apart] > 0
    length = np.diff(own.first)
    at = np.repeat(np.where(later, whole.first[1:][party], whole.deferred[party]), length)
    before = np.where(rows.nth > 0, 0, np.diff(whole.first)[rows.party])
    main = np.where(rows.nth > 0, 0, (whole.deferred - whole.first[:-1])[rows.party])
    size = before.copy()
    size[apart] += length
    first = np.concatenate(([0], np.cumsum(size)))
    decided = np.full(rows.party.size, -1)
    heads = apart[~later]
    decided[heads] = first[heads] + main[heads]
    main[apart] += length
    visits = [np.insert(getattr(whole, name), at, getattr(own, name)) for name in ("step", "seconds", "patience")]
    return Itinerary(first, first[:-1] + main, visits[0], visits[1], visits[2]), decided
