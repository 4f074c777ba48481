"""Parties that come together, as off a coach."""

import numpy as np

from sim.arrays import F, I
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.volume import within_room
from sim.scenario.language.arrivals import CoachLoads
from sim.scenario.values.distributions import Distribution


class Loads:
    """Parties that come together: every event is a load with such a chance that parties in loads have their share."""

    def __init__(self, loads: CoachLoads | None, stream: str, register: Register) -> None:
        self._parties, self._path = loads.parties if loads else None, f"arrivals.{stream}.coach_loads"
        self._coach = register.decision(f"arrivals/{stream}/coach")
        self._size = register.decision(f"arrivals/{stream}/load")
        self._chance = events_and_loads(loads)[1]

    def draw(self, chance: Chance, day: I, event: I) -> I:
        """Return (N,) parties that come with each event."""
        if self._parties is None:
            return np.ones(event.size, dtype=np.int64)
        size = _whole_rows(self._parties.ppf(chance.series(self._size, day, event)))
        return np.where(chance.series(self._coach, day, event) < self._chance, size, 1)

    def by_day(self, chance: Chance, days: I, row: I, event: I, tick: I) -> tuple[I, I, I]:
        """Return the parties of events: each (N,) row of `days` (ordinals), tick, and number within the day.

        `row`, `event` and `tick` (E,) are those of the events, in order of days. ScenarioError for too many parties.
        """
        if self._parties is None:
            within_room(float(event.size), self._path)
            return row, tick, event
        size = self.draw(chance, days[row], event)
        within_room(float(size.sum()), self._path)
        row, tick = np.repeat(row, size), np.repeat(tick, size)
        begins = np.flatnonzero(np.diff(row, prepend=-1))
        return row, tick, np.arange(row.size) - np.repeat(begins, np.diff(begins, append=row.size))


def _whole_rows(parties: F) -> I:
    return np.maximum(np.rint(parties), 1).astype(np.int64)


def _whole_mean(parties: Distribution) -> float:
    """Return the mean of a load in whole parties; exact for a discrete one, else over ten thousand even quantiles."""
    if parties.family == "discrete":
        return float((_whole_rows(parties.points) * parties.values).sum())
    return float(_whole_rows(parties.ppf((np.arange(10_000) + 0.5) / 10_000)).mean())


def events_and_loads(loads: CoachLoads | None) -> tuple[float, float]:
    """Return events (loads, and parties that come by themselves) a party, and the chance of an event to be a load."""
    share, mean = (loads.share, _whole_mean(loads.parties)) if loads else (0.0, 1.0)
    events = share / mean + 1 - share
    return events, share / mean / events


def load_chances(loads: CoachLoads | None, most: int) -> tuple[F, float]:
    """Return (K + 1,) chances of an event to be a load of this many parties, `most` at most, and of an event to be one.

    (1,) zero without loads.
    """
    if loads is None:
        return np.zeros(1), 0.0
    given = loads.parties
    if given.family == "geometric":
        parties = np.arange(1, most + 1)
        chance = given["p"] * (1 - given["p"]) ** (parties - 1.0)
    else:
        discrete = given.family == "discrete"
        parties = _whole_rows(given.points if discrete else given.values)
        chance = given.values if discrete else np.full(parties.size, 1 / parties.size)
    found = np.bincount(parties, weights=chance)[: most + 1]
    share = events_and_loads(loads)[1]
    return np.asarray(share * found), share
