"""Screening by the law: the facts of each party are drawn, and the law says what becomes of each of its members."""

import numpy as np

from sim.arrays import B, I
from sim.people.chance.random_streams import Draws, Register
from sim.people.law.decided_parties import LawOfParties
from sim.people.law.division import Division, division
from sim.people.law.drawn_facts import FactDraws
from sim.people.law.screening import Traits
from sim.people.parties import Members
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.screening.law import ORDERED, Law
from sim.scenario.schema import Scenario


class ByLaw:
    """How the parties of a scenario are decided where it draws facts."""

    def __init__(
        self, facts: FactDraws, law: Law, nations: tuple[str, ...], apart: frozenset[str], first_day: int
    ) -> None:
        self._facts, self._law = facts, LawOfParties(facts, law, nations, apart)
        self._covered = np.array([nation != law.partner for nation in nations], dtype=np.bool_)
        self._first_day = first_day

    def decide(
        self, draws: Draws, members: Members, nation: I, stream: I, known: I, detained: B
    ) -> tuple[Traits, Division]:
        """Return what a condition sees of N parties, and their rows. Those present at the start claim on the first
        day.
        """
        facts = self._facts.draw(draws, members, nation, stream)
        day = np.where(draws.keys.source > 0, draws.keys.day, self._first_day)
        rows = division(self._law.parts(facts, day), known, detained)
        traits = Traits(
            stream=stream,
            nation=nation,
            unaccompanied=members.unaccompanied,
            with_children=(members.adults < members.persons) & ~members.unaccompanied,
            covered=self._covered[nation],
            claims=self._facts.names_relative(facts),
            outcome=rows.outcome[rows.nth == 0],
            way=rows.way[rows.nth == 0],
            in_person=self._facts.in_person(facts),
            divided=rows.divided | (rows.of_party(rows.orders[:, ORDERED.index("withdrawn")]) > 0),
            orders=np.array([rows.of_party(counts) for counts in rows.orders.T], dtype=np.int64),
        )
        return traits, rows


def by_law(scenario: Scenario, clock: Clock, nations: tuple[str, ...], register: Register) -> ByLaw | None:
    """None where a scenario draws no facts."""
    screening = scenario.screening
    if screening.law is None or screening.facts is None:
        return None
    scaled = np.array([stream.exceptions_scaled for stream in scenario.arrivals.values()])
    facts = FactDraws(screening.facts, nations, scaled, tuple(scenario.arrivals), register)
    return ByLaw(facts, screening.law, nations, scenario.process.journeys.apart, clock.first_day.toordinal())
