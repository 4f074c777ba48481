"""The rungs of a scenario's measures, in the order in which they are asked, and whom each of them means."""

from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.people.chance.random_streams import Draws, Register
from sim.people.conditions import Condition, NameIndex
from sim.people.law.screening import Traits
from sim.scenario.language.leases.ladder import RUNGS, Taking
from sim.scenario.schema import Scenario

DIRECT_BACK = RUNGS.index("direct_back")


class Rung(NamedTuple):
    """One of them."""

    measure: int  # number among the enabled measures
    kind: int  # index in RUNGS
    taking: Taking


def rungs(scenario: Scenario) -> tuple[Rung, ...]:
    """Return all of them, by measure as in the file, then by kind."""
    return tuple(
        Rung(m, RUNGS.index(name), taking)
        for m, measure in enumerate(scenario.measures.values())
        for name, taking in measure.brings.rungs.items()
    )


class RungDraws:
    """Which rungs mean each party: what is left to chance in their conditions is drawn once."""

    def __init__(self, scenario: Scenario, words: NameIndex, register: Register) -> None:
        names = tuple(scenario.measures)
        self._rungs = [
            (rung, Condition(rung.taking.who, words, f"contingency/{names[rung.measure]}/{RUNGS[rung.kind]}", register))
            for rung in rungs(scenario)
        ]

    def draw(self, draws: Draws, traits: Traits) -> I:
        """Return (N,) bits by rung. Nobody is directed back who is a minor alone."""
        found = np.zeros(traits.stream.size, dtype=np.int64)
        for bit, (rung, condition) in enumerate(self._rungs):
            meant = condition.holds(traits, draws)
            if rung.kind == DIRECT_BACK:
                meant &= ~traits.unaccompanied
            found |= meant.astype(np.int64) << bit
        return found
