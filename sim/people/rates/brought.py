"""Which surge brings a party, where surges bring people of their own."""

from collections.abc import Mapping

import numpy as np

from sim.arrays import F, I
from sim.people.chance.random_streams import Chance, Register
from sim.people.rates.surges import Shock
from sim.scenario.calendar.by_date import people_of
from sim.scenario.language.people import mean_party
from sim.scenario.schema import Scenario


class Brought:
    """Of one stream. A surge brings what it adds to a day above the level and the surges before it in the file.

    A slump takes as large a share of those whom surges bring as of all others. `sizes` (days,): the mean claimants of
    a party whom no surge brings.
    """

    def __init__(
        self, scenario: Scenario, stream: str, shocks: Mapping[str, Shock], sizes: F, register: Register
    ) -> None:
        self._shocks, self._sizes = shocks, sizes
        own = [name for name in shocks if scenario.surges[name].people]
        self._numbers = np.array([list(scenario.surges).index(name) for name in own], dtype=np.int64)
        self._own = {name: mean_party(people_of(scenario, stream, name)) for name in own}
        self._decision = register.decision(f"arrivals/{stream}/brought") if own else None

    def times_parties(self, chance: Chance) -> F | None:
        """(days,) by what the number of parties is multiplied since theirs are of another size; None if by nothing."""
        if self._decision is None:
            return None
        shares = self._shares(chance)
        by_size = np.array([shares[k] * (self._sizes / size - 1) for k, size in enumerate(self._own.values())])
        return np.asarray(1 + by_size.sum(axis=0))

    def draw(self, chance: Chance, row: I, day: I, index: I) -> I:
        """Return (N,) the number of the surge, among all of the scenario, that brings each party; -1 for none.

        `row`, `day`, `index`: the number of its simulated day, its ordinal, and its place within the day.
        """
        found = np.full(row.size, -1, dtype=np.int64)
        if self._decision is None:
            return found
        shares = self._shares(chance)
        others = (1 - shares.sum(axis=0)) / self._sizes
        parties = np.array([shares[k] / size for k, size in enumerate(self._own.values())])
        below = np.cumsum(parties / (parties.sum(axis=0) + others), axis=0)
        u = chance.series(self._decision, day, index)
        for k in reversed(range(len(self._own))):
            found[u < below[k][row]] = self._numbers[k]
        return found

    def _shares(self, chance: Chance) -> F:
        """(surges with people of their own, days) the share of a day's claimants whom each brings."""
        level: F = np.ones(self._sizes.size)
        added = {name: np.zeros(self._sizes.size) for name in self._own}
        for name, shock in self._shocks.items():
            factor = shock.factor(chance)
            less = np.minimum(factor, 1.0)
            added = {one: persons * less for one, persons in added.items()}
            if name in added:
                added[name] += level * (np.maximum(factor, 1.0) - 1)
            level = level * factor
        whole = np.where(level > 0, level, 1.0)
        return np.array([persons / whole for persons in added.values()])
