"""When parties come: each stream and local day by its own Poisson process, or from a list."""

from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.people.chance.keys import DrawKeys
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.volume import within_room
from sim.people.known.replay import ListedFacts, repeated, replay, unknown
from sim.people.rates.counted import CountedRate
from sim.people.rates.rate import Came, Rate
from sim.scenario.calendar.clock import Clock
from sim.scenario.schema import Scenario

PRESENT = "present_at_start"  # the source of those who are there when the run begins; streams follow


class ArrivedParties(NamedTuple):
    """N parties by time, then source (those present first, then streams in order), then index within the day."""

    tick: I  # (N,)
    keys: DrawKeys
    known: ListedFacts | None  # what a list tells of them; None without lists
    surge: I  # (N,) number of the surge that brings it, of those with people of their own; -1 for none

    def only(self, rows: I) -> "ArrivedParties":
        """Return some of them."""
        known = None if self.known is None else ListedFacts(*(column[rows] for column in self.known))
        keys = DrawKeys(*(column[rows] for column in self.keys))
        return ArrivedParties(self.tick[rows], keys, known, self.surge[rows])


def with_later(parties: ArrivedParties, more: ArrivedParties) -> ArrivedParties:
    """Return those who came, and after them those who came later."""

    def both(one: NamedTuple, other: NamedTuple) -> list[I]:
        return [np.concatenate(pair) for pair in zip(one, other, strict=True)]

    known = None if parties.known is None or more.known is None else ListedFacts(*both(parties.known, more.known))
    keys = DrawKeys(*both(parties.keys, more.keys))
    tick, surge = (np.concatenate(pair) for pair in ((parties.tick, more.tick), (parties.surge, more.surge)))
    return ArrivedParties(tick, keys, known, surge)


class Arrivals:
    """The parties of every stream, merged.

    `run` is the clock of the run after whose end the days of `clock` come: nobody is present when they begin, and what
    was listed comes again.
    """

    def __init__(
        self, scenario: Scenario, clock: Clock, nations: tuple[str, ...], register: Register, run: Clock | None = None
    ) -> None:
        self.sources = (PRESENT, *(f"arrivals/{name}" for name in scenario.arrivals))
        self._present = 0 if run else scenario.present_at_start
        self._rates = {
            k: (CountedRate if stream.conditioned_on else Rate)(scenario, name, clock, register)
            for k, (name, stream) in enumerate(scenario.arrivals.items(), start=1)
            if stream.listed is None
        }
        self._lists = {
            k: replay(repeated(stream.listed, run, clock) if run else stream.listed, clock, nations)
            for k, stream in enumerate(scenario.arrivals.values(), start=1)
            if stream.listed is not None
        }

        self._opens, self._first = clock.opens, clock.tick(clock.first_day)
        self._any_known = any(stream.listed or stream.conditioned_on for stream in scenario.arrivals.values())

    @property
    def largest(self) -> int:
        """The most persons in a listed party; 0 without lists."""
        return max((int(given.known.persons.max(initial=0)) for given in self._lists.values()), default=0)

    def draw(self, chance: Chance) -> ArrivedParties:
        """Who comes in one replication. As many parties are present as persons asked for, to be cut to their sum.

        ScenarioError when chance has drawn more than a run has room for.
        """
        here = np.arange(self._present)
        parts = [(np.zeros_like(here), np.zeros_like(here), here, np.full_like(here, -1))]
        known = [unknown(self._present)]
        for k in range(1, len(self.sources)):
            came, told = self._of_source(k, chance)
            parts.append((came.tick, came.day, came.nth, came.surge))
            known.append(told)
        sizes = [part[0].size for part in parts]
        within_room(sum(sizes), "arrivals")
        source = np.repeat(np.arange(len(parts)), sizes)
        tick, day, index, surge = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        facts = ListedFacts(*map(np.concatenate, zip(*known, strict=True))) if self._any_known else None
        tick[source == 0] = self._opens
        found = ArrivedParties(tick, DrawKeys(source, day, index), facts, surge)
        if self._opens > self._first:
            found = found.only(np.flatnonzero(tick >= self._opens))
            tick = found.tick
        return found if (tick[1:] >= tick[:-1]).all() else found.only(np.argsort(tick, kind="stable"))

    def _of_source(self, k: int, chance: Chance) -> tuple[Came, ListedFacts]:
        """Return who comes from a list or at a rate, and what is known of them."""
        if given := self._lists.get(k):
            return Came(*given[:3], np.full(given.tick.size, -1, dtype=np.int64)), given.known
        came = self._rates[k].draw(chance)
        told = unknown(came.tick.size if self._any_known else 0)
        return came, told if came.persons is None else told._replace(persons=came.persons)
