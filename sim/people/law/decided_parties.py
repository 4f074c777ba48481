"""Parties decided by the law: it is given their drawn facts, and members with the same outcome are a part."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.people.law.drawn_facts import CROSSED, IN_PERSON, LAND, LATE, PARTY, DrawnFacts, FactDraws
from sim.people.law.facts import Document, Mark, Party, Person, Relation, Relative, Tie
from sim.people.law.outcome import Outcome
from sim.people.law.ruling import as_read
from sim.people.law.screening import BARRED, DETAINED, REFERRED, RETURNED
from sim.scenario.language.process import APART, WAYS
from sim.scenario.language.screening.law import ORDERED, Law

ADULT, YOUTH, CHILD, RELATIVE = 30, 15, 8, 40  # ages told to the law where only the group is drawn
PAST = 7  # days by which those of LATE are past the days of the agreement


class Part(NamedTuple):
    """Members of a party of whom the same becomes."""

    outcome: int
    way: int  # index in WAYS: the journey
    persons: int
    adults: int
    over_14: int
    orders: tuple[int, ...]  # persons by ORDERED


class LawOfParties:
    """The law asked for drawn parties: once for those whose facts are alike, on days that no date of the law parts.

    Who crossed longer ago than a few weeks is asked for on each day by itself.
    Nationalities are alike that the law does not tell apart.
    """

    def __init__(self, facts: FactDraws, law: Law, nations: tuple[str, ...], apart: frozenset[str]) -> None:
        self._facts, self._law, self._nations, self._apart = facts, law, nations, apart
        self._edges = np.array(_edges(law, facts.facts.entered_ago), dtype=np.int64)
        self._known: dict[bytes, tuple[Part, ...]] = {}
        named = ({law.partner}, {law.home}, {*law.visa_free}, {*law.partner_visa_free})
        self._kinds = np.array([[nation in names for names in named] for nation in nations]) @ np.array([1, 2, 4, 8])

    def parts(self, facts: DrawnFacts, day: I) -> list[tuple[Part, ...]]:
        """Return the parts of each party, that of its first member first; `day` (N,) is the ordinal of the day it
        claims.
        """
        epoch = np.searchsorted(self._edges, day, side="right")
        epoch = np.where(facts.days > self._law.between_ports_days + PAST, self._edges.size + 1 + day, epoch)
        told = facts._replace(nation=self._kinds[facts.nation], party=facts.party & ~IN_PERSON)
        rows = np.column_stack((epoch, *told)).astype(np.int64)
        keys, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        found = []
        for key, row in zip(keys, first.tolist(), strict=True):
            name = key.tobytes()
            if name not in self._known:
                self._known[name] = self._asked(facts, row, date.fromordinal(int(day[row])))
            found.append(self._known[name])
        return [found[k] for k in which.ravel().tolist()]

    def _asked(self, facts: DrawnFacts, row: int, day: date) -> tuple[Part, ...]:
        ruled = list(as_read(self._party(facts, row, day), self._law).values())
        journeys = [(journey(outcome), self._way(outcome)) for outcome in ruled]
        adults, over_14 = int(facts.adults[row]), int(facts.over_14[row])
        parts = []
        for wanted in dict.fromkeys(journeys):
            members = [k for k, found in enumerate(journeys) if found == wanted]
            counts = [sum(_counted(ruled[k], name) for k in members) for name in ORDERED]
            grown, older = (sum(k < many for k in members) for many in (adults, over_14))
            parts.append(Part(*wanted, len(members), grown, older, tuple(counts)))
        return tuple(parts)

    def _way(self, outcome: Outcome) -> int:
        """Return which journey an outcome leads to: one of its own where the scenario has it."""
        found = next((name for name in APART if name in self._apart and _counted(outcome, name)), None)
        return WAYS.index(found) if found else journey(outcome)

    def _party(self, facts: DrawnFacts, row: int, day: date) -> Party:
        persons, bits = int(facts.persons[row]), facts.members[row].tolist()
        true = {name for bit, name in enumerate(PARTY) if facts.party[row] >> bit & 1}
        people = [self._person(facts, row, member, bits[member], true, day) for member in range(persons)]
        ties, relatives = self._ties(facts, row, bits, true), []
        if facts.alone[row]:
            relatives.append(Relative("parent", where="partner" if "parent_in_partner" in true else "elsewhere"))
            ties.append(Tie("parent", "parent", "0"))
        for (name, kind), code in zip(self._facts.facts.relatives.items(), facts.relatives[row].tolist(), strict=True):
            whose = self._whose(kind.of, bits, int(facts.adults[row]))
            if code and whose:
                relatives.append(Relative(name, age=RELATIVE, statuses=(kind.status,)))
                relation: Relation = list(kind.relation)[(code - 1) // 2]
                ties += [Tie(name, relation, of, "unproven" if code % 2 else "proven") for of in whose]
        choice = "withdraw" if "withdraw" in true else "proceed"
        return Party(tuple(people), tuple(ties), tuple(relatives), choice)  # type: ignore[arg-type]

    def _person(self, facts: DrawnFacts, row: int, member: int, bits: int, true: set[str], day: date) -> Person:
        nation = self._law.partner if self._facts.born_there(bits) else self._nations[int(facts.nation[row])]
        held = list(self._facts.held(bits))
        age = ADULT if member < facts.adults[row] else YOUTH if member < facts.over_14[row] else CHILD
        ago = self._law.between_ports_days + PAST if facts.place[row] == LATE else int(facts.days[row])
        crossed = day - timedelta(days=ago)
        entries = [day - timedelta(days=self._facts.facts.entered_ago)] if "entered_before" in true else []
        entries += [crossed] if facts.place[row] == CROSSED else []
        return Person(
            str(member),
            day,
            age=age,
            nationalities=(nation,),
            place="land_port" if facts.place[row] == LAND else "between_ports",
            crossed=crossed,
            entries=tuple(entries),
            holds=tuple(Document(name) for group, name in held if group == "documents"),
            record=tuple(Mark(name, country=self._country(name)) for group, name in held if group == "records"),
            order_first="order_first" in true,
        )

    def _country(self, record: str) -> str | None:
        counted = self._law.records[record].countries
        return counted[0] if counted else None

    def _ties(self, facts: DrawnFacts, row: int, bits: list[int], true: set[str]) -> list[Tie]:
        adults, persons = int(facts.adults[row]), int(facts.persons[row])
        spouse = self._spouse(bits, adults)
        found = []
        for member in range(1, adults):
            kind = self._facts.tie(bits[member])
            if kind in ("spouse", "partner"):
                shown = "proven" if "spouses_proven" in true else "unproven"
                found += [Tie(str(member), kind, "0", shown)] if member == spouse else []  # type: ignore[arg-type]
            else:
                found.append(Tie(str(member), kind, "0"))  # type: ignore[arg-type]
        parents = [str(member) for member in (0, spouse) if member is not None] if adults else []
        found += [Tie(parent, "parent", str(child)) for parent in parents for child in range(adults, persons)]
        return found

    def _spouse(self, bits: list[int], adults: int) -> int | None:
        return next((k for k in range(1, adults) if self._facts.tie(bits[k]) in ("spouse", "partner")), None)

    def _whose(self, of: str, bits: list[int], adults: int) -> list[str]:
        """Whose relative it is: the members by name, nobody if there is no such adult."""
        if of == "second_adult":
            return ["1"] if adults > 1 else []
        spouse = self._spouse(bits, adults)
        return ["0", str(spouse)] if of == "couple" and spouse is not None else ["0"]


def journey(outcome: Outcome) -> int:
    """Return the journey that an outcome leads to: into the country with a claim or without one, back, or into
    detention.
    """
    if outcome.next == "detention":
        return DETAINED
    if outcome.next in ("hand-back", "back with family", "direct-back"):
        return RETURNED
    return REFERRED if outcome.claim in ("referred", "none") or outcome.next == "enters" else BARRED


def _counted(outcome: Outcome, name: str) -> bool:
    if name in ("withdrawn", "suspended"):
        return outcome.claim == name
    if name == "child_protection":
        return outcome.next == "child protection"
    return outcome.by == "tribunal" if name == "tribunal" else outcome.by == "delegate" and outcome.order == name


def _edges(law: Law, entered_ago: int) -> list[int]:
    """Ordinals of the days on which what the law says of drawn facts can change."""
    dates = [law.between_ports_from, law.suspended_from, law.suspended_until]
    dates += [exempt.since for exempt in law.exceptions.values()]
    for bar in law.bars.values():
        dates += [bar.entered_after, bar.claims_from, bar.in_force, bar.spares_minors_alone_from]
    after = (entered_ago, entered_ago + 1, *range(law.between_ports_days + PAST + 2))
    return sorted({when.toordinal() + days for when in dates if when for days in after})
