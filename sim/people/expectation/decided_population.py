"""The parties of a stream whom the law decides: too many kinds to count out, so some are drawn, always the same."""

import numpy as np

from sim.people.chance.keys import DrawKeys
from sim.people.chance.random_streams import Chance, Draws, Register
from sim.people.expectation.population import AFTER, BEFORE, WHOLE, Population
from sim.people.known.replay import replay
from sim.people.law.by_law import by_law
from sim.people.law.screening import Screening
from sim.people.parties import Composition
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.screening.law import BY_DELEGATE
from sim.scenario.schema import Scenario

DRAWN = 2048  # parties; a share among them is off by 1.1% (one standard error) at most


def decided_population(scenario: Scenario, stream: str, clock: Clock, nations: tuple[str, ...]) -> Population:
    """A sample of the parties of a stream with equal weights, by a seed of its own; of a list, those within the span.

    A party that the law divides is a row before the decision, with all its members, and a row for each part after it.
    """
    register, listed = Register(), scenario.arrivals[stream].listed
    given = replay(listed, clock, nations) if listed else None
    largest = int(given.known.persons.max(initial=0)) if given else 0
    composition, law = Composition(scenario.people, largest, register), by_law(scenario, clock, nations, register)
    screening = Screening(scenario, nations, register)
    assert law is not None
    nth = np.arange(given.tick.size if given else DRAWN)
    ordinals = np.array([day.toordinal() for day in clock.days], dtype=np.int64)
    day = given.day if given else ordinals[nth % ordinals.size]
    draws = Draws(Chance(0, 0, ("present", stream)), DrawKeys(np.ones_like(nth), day, nth))
    members, nation = composition.draw(draws, given.known if given else None)
    number = np.full(nth.size, list(scenario.arrivals).index(stream), dtype=np.int64)
    known = given.known.outcome if given else np.full(nth.size, -1)
    traits, rows = law.decide(draws, members, nation, number, known, screening.detained(draws))
    before = np.flatnonzero(rows.divided)
    party = np.concatenate((before, rows.party))
    outcome = np.concatenate((traits.outcome[before], rows.outcome))
    way = np.concatenate((traits.way[before], rows.way))
    sizes = [
        np.concatenate((whole[before], own)).astype(np.float64)
        for whole, own in zip(members[:3], (rows.persons, rows.adults, rows.over_14), strict=True)
    ]
    part = np.concatenate((np.full(before.size, BEFORE), np.where(rows.divided[rows.party], AFTER, WHOLE)))
    weight = np.full(party.size, 1.0 / max(nth.size, 1))
    orders = np.concatenate((traits.orders[:, before], rows.orders.T), axis=1)
    seen = traits.only(party)._replace(outcome=outcome, way=way, orders=orders)
    made = orders[: len(BY_DELEGATE)].sum(axis=0).astype(np.float64)
    return Population(weight, sizes[0], sizes[1], sizes[2], made, seen, part.astype(np.int64))
