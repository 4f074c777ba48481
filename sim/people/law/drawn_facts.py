"""Facts of parties as they are drawn: whole numbers, a row a party, so that parties alike are seen to be."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sim.arrays import DAY, B, F, I
from sim.people.chance.keys import Visits
from sim.people.chance.random_streams import Decision, Draws, Register
from sim.people.parties import Members
from sim.scenario.language.screening.facts import Facts, Named

# where and when: at a land port; between ports, within the days of the agreement or not, or a number of days ago
LAND, IN_TIME, LATE, CROSSED = range(4)
LONGEST = 36500.0  # days


class DrawnFacts(NamedTuple):
    """Facts of N parties. `members`: bits of what is true of a member, and above them the tie to the first adult."""

    persons: I  # (N,)
    adults: I  # (N,)
    over_14: I  # (N,)
    alone: I  # (N,) 1: a minor alone
    nation: I  # (N,)
    place: I  # (N,) LAND, IN_TIME, LATE or CROSSED
    days: I  # (N,) since the crossing, of those who CROSSED; else 0
    party: I  # (N,) bits by PARTY
    relatives: I  # (N, K) of each kind 0: none; 1 + 2 x relation, and 1 more if it is shown
    members: I  # (N, M)


PARTY = ("spouses_proven", "parent_in_partner", "entered_before", "order_first", "withdraw", "in_person")
IN_PERSON = 1 << PARTY.index("in_person")  # who must see a delegate, which the law does not ask


class FactDraws:
    """How facts are drawn: each decision by a stream of its own, for every party or member."""

    def __init__(self, facts: Facts, nations: tuple[str, ...], scaled: F, streams: tuple[str, ...], register: Register):
        self.facts, self._scaled = facts, scaled
        self._late = np.array([facts.late_between_ports.get(name, -1.0) for name in streams])
        self._party = {name: register.decision(f"screening/facts/{name}") for name in PARTY}
        self._days = [facts.days_since_crossing.get(name) for name in streams]
        self._since = register.decision("screening/facts/days_since_crossing")
        self._crossed = register.decision("screening/facts/late_between_ports")
        self._ties = register.decision("screening/facts/adults")
        self._kinds = [_kind(name, kind, nations, register) for name, kind in facts.relatives.items()]
        shares = {"documents": facts.documents, "records": facts.records}
        self._of_adults = [
            (share, register.decision(f"screening/facts/{group}/{name}"))
            for group, given in shares.items()
            for name, share in given.items()
        ]
        self._born = register.decision("screening/facts/born_in_partner")

    def draw(self, draws: Draws, members: Members, nation: I, stream: I) -> DrawnFacts:
        """Return the facts of every party."""
        party = np.zeros(nation.size, dtype=np.int64)
        for bit, (name, decision) in enumerate(self._party.items()):
            party |= draws.occurs(decision, getattr(self.facts, name)).astype(np.int64) << bit
        late = self._late[stream]
        place = np.where(late < 0, LAND, np.where(draws.occurs(self._crossed, late), LATE, IN_TIME))
        days = self._days_ago(draws, stream)
        place = np.where(days >= 0, CROSSED, place)
        relatives = [self._relative(draws, nation, stream, kind) for kind in self._kinds]
        alone = members.unaccompanied.astype(np.int64)
        party &= _matter(members)
        return DrawnFacts(
            members.persons, members.adults, members.over_14, alone, nation, place, np.maximum(days, 0), party,
            np.array(relatives, dtype=np.int64).reshape(len(relatives), nation.size).T, self._members(draws, members),
        )  # fmt: skip

    def in_person(self, facts: DrawnFacts) -> B:
        """Return (N,) the parties to whom a delegate must speak in person."""
        return np.asarray(facts.party & IN_PERSON > 0)

    def names_relative(self, facts: DrawnFacts) -> B:
        """(1, N) whether each party names a relative, of whatever kind."""
        named: B = np.any(facts.relatives > 0, axis=1, keepdims=True).T
        return named

    def _days_ago(self, draws: Draws, stream: I) -> I:
        """Return (N,) whole days since the crossing, -1 for streams of which the scenario does not say."""
        found = np.full(stream.size, -1, dtype=np.int64)
        if any(given is not None for given in self._days):
            u = draws.of(self._since)
            for k, given in enumerate(self._days):
                rows = np.flatnonzero(stream == k)
                if given is not None:
                    found[rows] = np.clip(given.ppf(u[rows]) // DAY, 0, LONGEST).astype(np.int64)
        return found

    def _relative(self, draws: Draws, nation: I, stream: I, kind: "_KindDraws") -> I:
        has = draws.occurs(kind.has, kind.share[nation])
        relation = inverse(kind.relations, draws.of(kind.relation))
        proven = draws.occurs(kind.shown, np.minimum(kind.proven[nation] * self._scaled[stream], 1.0))
        return np.where(has, 1 + 2 * relation + proven, 0)

    def _members(self, draws: Draws, members: Members) -> I:
        """Return (N, M) bits and tie of each member; 0 where there is none."""
        most = int(members.persons.max(initial=1))
        found = np.zeros((members.persons.size, most), dtype=np.int64)
        for member in range(most):
            adult, there = member < members.adults, member < members.persons
            for bit, (share, decision) in enumerate(self._of_adults):
                if share:
                    held = adult & (self._member(draws, decision, member) < share)
                    found[:, member] |= held.astype(np.int64) << bit
            bits = len(self._of_adults)
            if self.facts.born_in_partner:
                born = self._member(draws, self._born, member) < self.facts.born_in_partner
                minor = there & ~adult & ~members.unaccompanied
                found[:, member] |= (born & minor).astype(np.int64) << bits
            if member and adult.any():
                tie = 1 + inverse(list(self.facts.adults.values()), self._member(draws, self._ties, member))
                found[:, member] |= np.where(adult, tie, 0) << (bits + 1)
        return found

    def _member(self, draws: Draws, decision: Decision, member: int) -> F:
        rows = np.arange(draws.keys.nth.size)
        none = np.zeros(rows.size, dtype=np.int32)
        own = Visits(rows.astype(np.int32), none, none, none + np.int32(member))
        return draws.visits(decision, rows, own)

    def held(self, bits: int) -> Iterator[tuple[str, str]]:
        """Yield the documents and records of a member, as (group, name)."""
        names = [("documents", name) for name in self.facts.documents]
        names += [("records", name) for name in self.facts.records]
        for bit, (group, name) in enumerate(names):
            if bits >> bit & 1:
                yield group, name

    def born_there(self, bits: int) -> bool:
        """Return whether a member is a national of the partner country by birth."""
        return bool(bits >> len(self._of_adults) & 1)

    def tie(self, bits: int) -> str:
        """Return what an adult is to the first one."""
        return list(self.facts.adults)[(bits >> (len(self._of_adults) + 1)) - 1]


def _matter(members: Members) -> I:
    """(N,) the bits of PARTY that can matter for each party; parties that differ in the others are alike."""
    matter = {
        "spouses_proven": members.adults > 1,
        "parent_in_partner": members.unaccompanied,
        "withdraw": members.persons > 1,
    }
    found = np.zeros(members.persons.size, dtype=np.int64)
    for bit, name in enumerate(PARTY):
        found |= matter.get(name, np.ones_like(members.unaccompanied)).astype(np.int64) << bit
    return found


class _KindDraws(NamedTuple):
    """One kind of relative: its shares (A,) and the streams of its decisions."""

    share: F
    proven: F
    relations: list[float]
    has: Decision
    relation: Decision
    shown: Decision


def _kind(name: str, kind: Named, nations: tuple[str, ...], register: Register) -> _KindDraws:
    path = f"screening/facts/relatives/{name}"
    own = [register.decision(f"{path}/{what}") for what in ("share", "relation", "proven")]
    shares = by_nation(kind.share, nations), by_nation(kind.proven, nations)
    return _KindDraws(*shares, list(kind.relation.values()), *own)


def by_nation(shares: Mapping[str, float], nations: tuple[str, ...]) -> F:
    """(A,) the share of each nationality: its own, else that of `other`, else 0."""
    return np.array([shares.get(nation, shares.get("other", 0.0)) for nation in nations])


def inverse(shares: list[float], u: F) -> I:
    """(N,) which of several, by the inverse of their cumulative shares."""
    steps = np.cumsum(shares)[:-1] / np.sum(shares)
    return np.asarray(np.searchsorted(steps, u, side="right"), dtype=np.int64)
