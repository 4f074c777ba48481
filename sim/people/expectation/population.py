"""Every kind of party that can come, with its chance: counted out instead of drawn.

Durations are linear in the members of a party, and of these a `who` sees only whether they are a minor alone or come
with children. So parties alike in that are one row, whose members are means.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.people.law.screening import Odds, Traits, entitled, outcome_chances
from sim.people.parties import alone_chance, binomial, mix
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.people import People, minor_chance, sizes
from sim.scenario.language.process import OUTCOMES
from sim.scenario.language.screening.law import ORDERED
from sim.scenario.schema import Scenario

WHOLE, BEFORE, AFTER = range(3)


class Population(NamedTuple):
    """N kinds of parties of one stream; none if its list is empty."""

    weight: F  # (N,) share of its parties, sum 1
    persons: F  # (N,) means over the parties of the kind
    adults: F  # (N,)
    over_14: F  # (N,)
    orders: F  # (N,) by delegates
    traits: Traits
    part: I  # (N,) WHOLE; or BEFORE or AFTER the decision alone, of parties that the law divides


class PartyFacts(NamedTuple):
    """What a list tells of a party; None is for chance."""

    persons: int | None = None
    minors: int | None = None
    under_14: int | None = None
    unaccompanied: bool | None = None
    nationality: str | None = None
    outcome: str | None = None


def population(scenario: Scenario, stream: str, clock: Clock, odds: Odds, nations: tuple[str, ...]) -> Population:
    """Return the parties of a stream; of a list, those within the simulated span."""
    listed = scenario.arrivals[stream].listed
    told = Counter([PartyFacts()])
    if listed is not None:
        span = [party for party in listed.parties if 0 <= clock.moment(party.at) < clock.end]
        told = Counter(
            PartyFacts(p.persons, p.minors, p.under_14, p.unaccompanied_minor, p.nationality, p.outcome) for p in span
        )
    alike: dict[tuple[str | None, str | None], Counter[PartyFacts]] = {}
    for party, count in told.items():
        alike.setdefault((party.nationality, party.outcome), Counter())[party] = count
    number = list(scenario.arrivals).index(stream)
    parts = [
        _screened(odds, _kinds(scenario.people, group), _nation(scenario, nations, nationality), number, outcome)
        for (nationality, outcome), group in (alike or {(None, None): Counter[PartyFacts]()}).items()
    ]
    whole = _joined(parts)
    return whole._replace(weight=whole.weight / (whole.weight.sum() or 1.0))


def _members(people: People, facts: PartyFacts) -> Iterator[tuple[float, int, int, int, bool]]:
    """Yield (chance, persons, minors, under 14, alone) of every composition that the list allows."""
    by_chance = alone_chance(people, facts.persons)
    if facts.persons is not None and facts.minors is not None:
        by_chance = float(facts.persons == 1 and facts.minors == 1)
    single = by_chance if facts.unaccompanied is None else float(facts.unaccompanied)
    minor = minor_chance(people)
    for alone, chance in ((True, single), (False, 1 - single)):
        by_size = {facts.persons or 1: 1.0} if alone or facts.persons else sizes(people)
        for persons, share in by_size.items():
            old = {1: 1.0} if alone else dict(enumerate(binomial(persons - 1, minor)))
            for minors, q in ({facts.minors: 1.0} if facts.minors is not None else old).items():
                few = max(minors, facts.under_14 or 0)
                young = (
                    {facts.under_14: 1.0}
                    if facts.under_14 is not None
                    else dict(enumerate(binomial(few, people.under_14)))
                )
                yield from ((chance * share * q * r, persons, few, k, alone) for k, r in young.items())


def _kinds(people: People, facts: Mapping[PartyFacts, int]) -> F:
    """Return (6, kinds) weight, mean persons, adults and over 14, and whether alone and with children, of some parties
    of.
    """
    sums: dict[tuple[bool, bool], F] = {}
    for party, count in facts.items():
        for chance, persons, minors, young, alone in _members(people, party):
            row = count * chance * np.array([1, persons, persons - minors, persons - young], dtype=np.float64)
            kind = (alone, minors > 0 and not alone)
            sums[kind] = sums.get(kind, np.zeros(4)) + row
    rows = [[total[0], *(total[1:] / total[0]), *kind] for kind, total in sums.items() if total[0]]
    return np.array(rows, dtype=np.float64).reshape(-1, 6).T


def _nation(scenario: Scenario, nations: tuple[str, ...], name: str | None) -> F:
    """Return (A,) shares of the nationalities that the program knows."""
    shares = np.zeros(len(nations))
    if name is None:
        shares[: len(scenario.people.nationalities)] = mix(scenario.people)
    else:
        shares[nations.index(name)] = 1.0
    return shares


def _screened(odds: Odds, kinds: F, shares: F, stream: int, told: str | None) -> Population:
    """Kinds x nationalities x exceptions asked for x outcomes, but for those without a chance."""
    kind, nation = (grid.ravel() for grid in np.meshgrid(np.arange(kinds.shape[1]), np.flatnonzero(shares)))
    weight, persons, adults, over_14 = kinds[:4, kind]
    alone, with_children = kinds[4:, kind] > 0
    asks = entitled(odds, nation, alone)
    parts = []
    for pattern in product((False, True), repeat=len(asks)):
        claims: B = np.broadcast_to(np.array(pattern, dtype=np.bool_)[:, None], asks.shape)
        chance = weight * shares[nation] * np.where(claims, asks, 1 - asks).prod(axis=0)
        ends = outcome_chances(odds, np.full_like(nation, stream), nation, claims)
        if told is not None:
            ends = np.array([np.full(nation.size, float(name == told)) for name in OUTCOMES[:4]])
        for outcome, end in enumerate(ends):
            some = np.flatnonzero(chance * end)
            traits = Traits(
                stream=np.full(some.size, stream, dtype=np.int64),
                nation=nation[some],
                unaccompanied=alone[some],
                with_children=with_children[some],
                covered=odds.covered[nation[some]],
                claims=claims[:, some],
                outcome=np.full(some.size, outcome, dtype=np.int64),
                way=np.full(some.size, outcome, dtype=np.int64),
                in_person=np.zeros(some.size, dtype=np.bool_),
                divided=np.zeros(some.size, dtype=np.bool_),
                orders=np.zeros((len(ORDERED), some.size), dtype=np.int64),
            )
            whole = np.full(some.size, WHOLE)
            sizes = persons[some], adults[some], over_14[some], np.zeros(some.size)
            parts.append(Population((chance * end)[some], *sizes, traits, whole))
    return _joined(parts)


def _joined(parts: list[Population]) -> Population:
    def column(name: str) -> F:
        return np.concatenate([getattr(part, name) for part in parts])

    traits = Traits(*(np.concatenate(field, axis=-1) for field in zip(*(p.traits for p in parts), strict=True)))
    return Population(
        column("weight"),
        column("persons"),
        column("adults"),
        column("over_14"),
        column("orders"),
        traits,
        column("part").astype(np.int64),
    )


def rows_of(population: Population, way: int, part: int) -> I:
    """Return the kinds that take the journey `way`, of that part."""
    return np.flatnonzero((population.traits.way == way) & (population.part == part))
