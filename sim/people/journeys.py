"""The visits of each party: its journey by outcome, unrolled, with how long each takes."""

from typing import NamedTuple

import numpy as np

from sim.arrays import I32, B, I
from sim.people.chance.keys import Visits
from sim.people.chance.philox import walk
from sim.people.chance.random_streams import Draws, Register
from sim.people.conditions import Condition, NameIndex
from sim.people.durations import Patience, Services
from sim.people.law.screening import DEFERRED, Traits
from sim.people.parties import Members
from sim.people.route import UNTIL_DECIDED, Route, once_decided, route, until_decided
from sim.scenario.calendar.clock import NEVER
from sim.scenario.schema import Scenario


class Itinerary(NamedTuple):
    """The visits of N parties, as in a sample."""

    first: I  # (N + 1,)
    deferred: I  # (N,)
    step: I  # (V,)
    seconds: I  # (V,)
    patience: I  # (V,)


class Journeys:
    """How visits come from traits: who makes which step, who goes back, how long it takes."""

    def __init__(self, scenario: Scenario, words: NameIndex, register: Register) -> None:
        steps = scenario.process.steps
        by_law = scenario.screening.facts is not None
        self._route = until_decided(scenario) if by_law else route(scenario)
        self._after = once_decided(scenario)
        self._who = [Condition(s.who, words, f"process/steps/{name}", register) for name, s in steps.items()]
        self._again = [register.decision(f"process/steps/{name}/again") for name in steps]
        self._together = np.array([step.unit == "person" and step.family == "together" for step in steps.values()])
        self._services = Services(scenario, register)
        self._patience = [
            Patience(s.patience, f"process/steps/{name}", register) if s.patience else None for name, s in steps.items()
        ]

    def draw(self, draws: Draws, members: Members, traits: Traits, divided: B | None = None) -> Itinerary:
        """Return the visits of every party, its deferred branch after its own journey; of those divided, up to then."""
        journey = traits.way if divided is None else np.where(divided, UNTIL_DECIDED, traits.way)
        return self._walked(self._route, draws, members, traits, journey)

    def after_decision(self, draws: Draws, members: Members, traits: Traits) -> Itinerary:
        """Return the visits that parts of divided parties make by themselves."""
        return self._walked(self._after, draws, members, traits, traits.way)

    def _walked(self, route: Route, draws: Draws, members: Members, traits: Traits, journey: I) -> Itinerary:
        made = np.array([who.holds(traits, draws) for who in self._who])
        late = self._late(draws, traits, made) if route.defers.any() else made
        keys = np.stack([draws.chance.keys(decision) for decision in self._again])
        given = (route, keys, draws.keys, members.persons, journey, made, late)
        visits = _room(2 * made.size)  # mostly enough, and what is not touched costs nothing
        first, deferred = walk(*given, visits)
        if first[-1] > visits.step.size:
            visits = _room(int(first[-1]))
            first, deferred = walk(*given, visits)
        visits = Visits(*(column[: first[-1]] for column in visits))
        seconds, patience = self._services.seconds(draws, members, visits), self._patiences(draws, visits)
        found = Itinerary(first, deferred, visits.step.astype(np.int64), seconds, patience)
        return _as_one(found, visits.member, self._together) if self._together.any() else found

    def _late(self, draws: Draws, traits: Traits, made: B) -> B:
        """(S, N) which steps a party makes when deferred: conditions on the outcome see that it is."""
        seen = traits._replace(outcome=np.full_like(traits.outcome, DEFERRED))
        return np.array([who.holds(seen, draws) if who.sees_outcome else made[s] for s, who in enumerate(self._who)])

    def _patiences(self, draws: Draws, visits: Visits) -> I:
        patience = np.full(visits.step.size, NEVER, dtype=np.int64)
        for s, given in enumerate(self._patience):
            if given is not None:
                rows = np.flatnonzero((visits.step == s) & (visits.member == 0))
                patience[rows] = given.seconds(draws, rows, visits)
        return patience


def _as_one(itinerary: Itinerary, member: I32, together: B) -> Itinerary:
    """Of the steps that serve a family together, one visit as long as those of all its members."""
    kept = ~together[itinerary.step] | (member == 0)
    before = np.concatenate(([0], np.cumsum(kept)))
    begins = np.flatnonzero(kept)
    return Itinerary(
        first=before[itinerary.first],
        deferred=before[itinerary.deferred],
        step=itinerary.step[begins],
        seconds=np.add.reduceat(itinerary.seconds, begins) if begins.size else itinerary.seconds,
        patience=itinerary.patience[begins],
    )


def _room(n: int) -> Visits:
    return Visits(*(np.empty(n, dtype=np.int32) for _ in Visits._fields))
