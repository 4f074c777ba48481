"""Parties that come at a rate: each local day by its own Poisson process."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.people.chance import philox as compiled
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.demand import daily_claimants, day_profile
from sim.people.expectation.volume import MOST_PARTIES, within_room
from sim.people.rates.brought import Brought
from sim.people.rates.day_factors import DayFactors
from sim.people.rates.loads import Loads, events_and_loads
from sim.people.rates.regimes import Regimes
from sim.people.rates.surges import Surges
from sim.scenario.calendar.by_date import people_of, versions
from sim.scenario.calendar.clock import Clock, ordinals
from sim.scenario.language.people import mean_party
from sim.scenario.schema import Scenario


class Multiple:
    """Surges and regimes of one stream, multiplied."""

    def __init__(self, scenario: Scenario, stream: str, clock: Clock, register: Register) -> None:
        self._regimes = f"arrivals.{stream}.regimes"
        self.surges = Surges(scenario, stream, clock.days, register)
        self._parts = (self.surges, Regimes(scenario.arrivals[stream].regimes, stream, clock, register))

    def factor(self, chance: Chance) -> F | None:
        """(days,) what the stream's rate is multiplied by on each simulated day; None if by nothing, ever."""
        product: F | None = None
        for part in self._parts:
            factor = part.factor(chance)
            if factor is not None:
                product = factor if product is None else product * factor
        return product

    def largest(self, chance: Chance) -> dict[str, float]:
        """Return the most that each part multiplies a day by in one replication, by its path."""
        surges, regimes = self._parts
        factor = regimes.factor(chance)
        return surges.largest(chance) | ({} if factor is None else {self._regimes: float(factor.max())})


class Came(NamedTuple):
    """N parties of one stream."""

    tick: I  # (N,)
    day: I  # (N,) ordinal of the local day
    nth: I  # (N,) of the party within the day
    surge: I  # (N,) number of the surge that brings it, of those with people of their own; -1 for none
    persons: I | None = None  # (N,) how many they are, -1 where that is still to be drawn; None where it is of all


def mean_events(scenario: Scenario, name: str, clock: Clock, days: Sequence[date]) -> F:
    """Return (days,) parties and loads that a stream is expected to bring, before all that multiplies a day."""
    per_party = events_and_loads(scenario.arrivals[name].coach_loads)[0]
    sizes = party_sizes(scenario, name, ordinals(tuple(days)))
    return daily_claimants(scenario, name, clock, days) / sizes * per_party


class Rate:
    """One stream that comes at a rate."""

    def __init__(self, scenario: Scenario, name: str, clock: Clock, register: Register) -> None:
        stream = scenario.arrivals[name]
        self._path = f"arrivals.{name}"
        self._days = ordinals(clock.days)
        self._shape, self._edges = day_profile(stream.hour, clock)
        self._loads = Loads(stream.coach_loads, name, register)
        sizes = party_sizes(scenario, name, self._days)
        self._events = mean_events(scenario, name, clock, clock.days)
        self._multiple = Multiple(scenario, name, clock, register)
        self._brought = Brought(scenario, name, self._multiple.surges.shocks, sizes, register)
        self._day_factors = DayFactors(stream.day_to_day, name, self._days, register) if stream.day_to_day.sd else None
        self._gaps = register.decision(f"arrivals/{name}/gaps")

    def draw(self, chance: Chance) -> Came:
        """Return the parties of one replication, in order."""
        expected = self._expected(chance)
        row, event, tick = compiled.events(chance.key(self._gaps), self._days, expected, self._shape, self._edges)
        row, tick, nth = self._loads.by_day(chance, self._days, row, event, tick)
        day = self._days[row]
        return Came(tick, day, nth, self._brought.draw(chance, row, day, nth))

    def _expected(self, chance: Chance) -> F:
        """(days,) what each day's Poisson process has as its mean, in one replication."""
        with np.errstate(over="ignore", invalid="ignore"):  # what chance makes of a long tail is judged as it is
            multiple = self._multiple.factor(chance)
            expected = self._events if multiple is None else self._events * multiple
            if (other_sizes := self._brought.times_parties(chance)) is not None:
                expected = expected * other_sizes
            if self._day_factors is not None:
                expected = expected * self._day_factors.draw(chance)
            if not expected.sum() < MOST_PARTIES:
                within_room(float(expected.sum()), self._cause(chance))
        return expected

    def _cause(self, chance: Chance) -> str:
        """Return the path of what multiplies a day most, in one replication."""
        largest = {self._path: 1.0} | self._multiple.largest(chance)
        if self._day_factors is not None:
            largest[f"{self._path}.day_to_day"] = float(self._day_factors.draw(chance).max())
        return max(largest, key=lambda path: largest[path])


def party_sizes(scenario: Scenario, stream: str, days: I) -> F:
    """Return (days,) the mean claimants of a party of a stream, whom no surge brings, on days given by ordinal."""
    sizes = np.zeros(days.size)
    for since, one in versions(scenario):
        sizes[days >= since.toordinal()] = mean_party(people_of(one, stream))
    return sizes
