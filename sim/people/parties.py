"""Parties: how many they are, how old, and from where."""

from math import comb
from typing import NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.people.chance.random_streams import Decision, Draws, Register
from sim.people.known.replay import ListedFacts
from sim.scenario.language.people import People, minor_chance, sizes, unaccompanied_share_of_parties
from sim.scenario.schema import Scenario
from sim.wording import say

FEW = 16  # steps that are compared one by one, which is faster than to search for each party


class Members(NamedTuple):
    """Who is in N parties; adults come first, then those of 14 to 17, then the younger."""

    persons: I  # (N,)
    adults: I  # (N,) of 18 or over
    over_14: I  # (N,) of 14 or over
    unaccompanied: B  # (N,) a minor alone
    orders: I  # (N,) removal orders that a delegate makes; 0 where no facts are drawn


def nations(scenario: Scenario) -> tuple[str, ...]:
    """Return every nationality that the scenario names: those of the mix first, in order."""
    names = dict.fromkeys((*scenario.people.nationalities, *scenario.screening.not_covered))
    for claims in scenario.screening.exceptions.values():
        names |= dict.fromkeys(claims)
    for stream in scenario.arrivals.values():
        parties = stream.listed.parties if stream.listed else ()
        names |= dict.fromkeys(party.nationality for party in parties if party.nationality is not None)
    return tuple(names)


def mix(people: People) -> F:
    """Return shares of parties by nationality, in order, with sum 1."""
    shares = np.array(list(people.nationalities.values()))
    return np.asarray(shares / shares.sum())


def alone_chance(people: People, persons: int | None) -> float:
    """Return the chance that a party is an unaccompanied minor; given that it is of this many persons, if that is
    known.
    """
    alone = unaccompanied_share_of_parties(people)
    if persons is None:
        return alone
    single = sizes(people).get(1, 0.0) if persons == 1 else 1.0
    return alone / (alone + (1 - alone) * single) if persons == 1 and alone else 0.0


def binomial(n: int, p: float) -> F:
    """Return (n + 1,) chances of 0..n successes. ValueError for a chance outside 0..1."""
    if not 0 <= p <= 1:
        text = say(
            "the shares of minors, unaccompanied minors and party sizes contradict each other ({chance})",
            chance=f"{p:g}",
        )
        raise ValueError(text)
    return np.array([comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])


class Composition:
    """How the members of a party are drawn; each column by inversion, whatever the others."""

    def __init__(self, people: People, largest: int, register: Register) -> None:
        shares = sizes(people)
        most = max(max(shares), largest)
        self._alone, self._single = alone_chance(people, None), alone_chance(people, 1)
        self._sizes, self._size_steps = np.array(list(shares)), _steps(np.array(list(shares.values())))
        minor = minor_chance(people)
        self._minor_steps = _table([binomial(n - 1, minor) for n in range(1, most + 1)])
        self._young_steps = _table([binomial(n, people.under_14) for n in range(most + 1)])
        self._mix_steps = _steps(mix(people))
        names = ("unaccompanied", "size", "minors", "under_14", "nationality")
        self._decisions = {name: register.decision(f"people/{name}") for name in names}

    def draw(self, draws: Draws, known: ListedFacts | None) -> tuple[Members, I]:
        """Who is in each party, and its nationality; what is known stays so."""
        of = self._decisions
        alone = draws.occurs(of["unaccompanied"], self._alone)
        size = draws.steps(of["size"], self._size_steps)
        persons = self._sizes[_passed(self._size_steps, size)]
        if known is not None:
            single = draws.occurs(of["unaccompanied"], self._single)
            alone, persons = _known_size(known, alone, single, persons)
        persons = np.where(alone, 1, persons)
        minors = np.where(alone, 1, _count(self._minor_steps, persons - 1, draws, of["minors"]))
        if known is not None:
            minors = np.where(known.minors >= 0, known.minors, np.maximum(minors, known.under_14))
        young = _count(self._young_steps, minors, draws, of["under_14"])
        mixed = draws.steps(of["nationality"], self._mix_steps)
        nation = _passed(self._mix_steps, mixed)
        if known is not None:
            young = np.where(known.under_14 >= 0, known.under_14, young)
            nation = np.where(known.nation >= 0, known.nation, nation)
        return Members(persons, persons - minors, persons - young, alone, np.zeros_like(persons)), nation


def _known_size(known: ListedFacts, alone: B, single: B, persons: I) -> tuple[B, I]:
    listed = known.persons >= 0
    guess = (known.persons == 1) & np.where(known.minors >= 0, known.minors == 1, single)
    told = np.where(known.unaccompanied >= 0, known.unaccompanied == 1, guess)
    return np.where(listed, told, alone), np.where(listed, known.persons, persons)


def _steps(shares: F) -> F:
    """Return where the inverse of a discrete distribution steps up: its cumulative shares without the last."""
    return np.cumsum(shares)[:-1]


def _passed(steps: F, u: F) -> I:
    """Return (N,) how many of the steps, in order, are at `u` (N,) or before it."""
    if steps.size > FEW:
        return np.searchsorted(steps, u, side="right")
    found = np.zeros(u.size, dtype=np.int64)
    for step in steps.tolist():
        found += u >= step
    return found


def _table(rows: list[F]) -> F:
    """Return (N, K) steps of one distribution a row, padded with 1."""
    table = np.ones((len(rows), max(max(row.size for row in rows) - 1, 0)))
    for k, row in enumerate(rows):
        table[k, : row.size - 1] = _steps(row)
    return table


def _count(table: F, row: I, draws: Draws, decision: Decision) -> I:
    """Return (N,) numbers drawn by inversion, each of the distribution in its row of the table."""
    total, u = np.zeros(row.size, dtype=np.int64), draws.steps(decision, table)
    for column in table.T:
        total += u >= column[row]
    return total
