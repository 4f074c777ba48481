"""Parties that come together, as off a coach."""

import numpy as np

from sim.arrays import F, I
from sim.people.chance.random_streams import Chance, Register
from sim.scenario.language.arrivals import CoachLoads
from sim.scenario.values.distributions import Distribution


class Loads:
    """Parties that come together: every event is a load with such a chance that parties in loads have their share."""

    def __init__(self, loads: CoachLoads | None, stream: str, register: Register) -> None:
        self._parties = loads.parties if loads else None
        self._coach = register.decision(f"arrivals/{stream}/coach")
        self._size = register.decision(f"arrivals/{stream}/load")
        share, mean = (loads.share, _whole_mean(loads.parties)) if loads else (0.0, 1.0)
        self.events_per_party = share / mean + 1 - share
        self._chance = share / mean / self.events_per_party

    def draw(self, chance: Chance, day: I, event: I) -> I:
        """Return (N,) parties that come with each event."""
        if self._parties is None:
            return np.ones(event.size, dtype=np.int64)
        size = _whole_rows(self._parties.ppf(chance.series(self._size, day, event)))
        return np.where(chance.series(self._coach, day, event) < self._chance, size, 1)


def _whole_rows(parties: F) -> I:
    return np.maximum(np.rint(parties), 1).astype(np.int64)


def _whole_mean(parties: Distribution) -> float:
    """Return the mean of a load in whole parties; exact for a discrete one, else over ten thousand even quantiles."""
    if parties.family == "discrete":
        return float((_whole_rows(parties.points) * parties.values).sum())
    return float(_whole_rows(parties.ppf((np.arange(10_000) + 0.5) / 10_000)).mean())
