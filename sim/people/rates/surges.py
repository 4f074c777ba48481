"""Surges as chance has them: what multiplies the rate of each day in one replication.

Every surge has its own streams of chance ("surges/NAME/begins" and so on), so that one more of them leaves all other
draws as they were. Arrivals invert the rate of each day against that day's own process (`arrivals`): on a day whose
rate is as it was, everybody is; on a day with a higher rate the same parties come, and others after them.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from sim.arrays import DAY, F, I
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.surge_shapes import covered, surges_of, year_days
from sim.scenario.calendar.clock import ordinals
from sim.scenario.language.rates.surges import Surge, first_day
from sim.scenario.schema import Scenario


class Surges:
    """All surges of one stream."""

    def __init__(self, scenario: Scenario, stream: str, days: Sequence[date], register: Register) -> None:
        shocks = surges_of(scenario, stream).items()
        self.shocks = {name: Shock(name, surge, days, register) for name, surge in shocks}

    def factor(self, chance: Chance) -> F | None:
        """(days,) what the stream's rate is multiplied by in one replication; exactly 1 on days without a surge.

        None where there are no surges.
        """
        product: F | None = None
        for shock in self.shocks.values():
            factor = shock.factor(chance)
            product = factor if product is None else product * factor
        return product

    def largest(self, chance: Chance) -> dict[str, float]:
        """Return the most that each surge multiplies a day by in one replication, by the path of its peak."""
        return {f"surges.{name}.times": float(shock.factor(chance).max()) for name, shock in self.shocks.items()}


class Shock:
    """One surge, dated or at random: how often it happens, when, how strong and how long."""

    def __init__(self, name: str, surge: Surge, days: Sequence[date], register: Register) -> None:
        self._surge = surge
        self._days = ordinals(tuple(days)).astype(np.float64)
        earliest = days[0] - timedelta(days=min(int(surge.longest) + 1, days[0].toordinal() - 1))
        self._years = range(earliest.year, days[-1].year + 1)
        self._happens, self._begins, self._times = (
            register.decision(f"surges/{name}/{what}") for what in ("happens", "begins", "times")
        )
        self._lengths = [
            (length, register.decision(f"surges/{name}/{what}"))
            for what, length in (("rise", surge.rise), ("hold", surge.hold), ("fall", surge.fall))
        ]

    def begun(self, chance: Chance) -> tuple[I, I, I]:
        """Return (N,) ordinals of the first days of those that happen in one replication, and what their draws are
        keyed by.
        """
        begins, year, index = self._dated(chance) if self._surge.begins is not None else self._at_random(chance)
        happens = chance.series(self._happens, year, index) < self._surge.probability
        return begins[happens], year[happens], index[happens]

    def factor(self, chance: Chance) -> F:
        """(days,) what it multiplies each day by in one replication."""
        begins, year, index = self.begun(chance)
        times = self._surge.times.ppf(chance.series(self._times, year, index))
        rise, hold, fall = (
            length.ppf(chance.series(decision, year, index))[:, None] / DAY for length, decision in self._lengths
        )
        share = covered(self._days - begins[:, None], rise, hold, fall)
        return np.asarray((1.0 + (times[:, None] - 1.0) * share).prod(axis=0))

    def _dated(self, chance: Chance) -> tuple[I, I, I]:
        """(1,) the ordinal of the first day, and what its draws are keyed by."""
        none = np.zeros(1, dtype=np.int64)
        assert self._surge.begins is not None
        return first_day(self._surge.begins, chance.series(self._begins, none, none)), none, none

    def _at_random(self, chance: Chance) -> tuple[I, I, I]:
        """Return (N,) ordinals of first days, their calendar years, and their order in the year.

        By year, so that they do not depend on the span; those of earlier years that may still last are among them.
        """
        parts = [self._of_year(chance, year) for year in self._years]
        begins = np.concatenate(parts)
        year = np.repeat(np.array(self._years, dtype=np.int64), [part.size for part in parts])
        index = np.concatenate([np.arange(part.size) for part in parts])
        return begins, year, index

    def _of_year(self, chance: Chance, year: int) -> I:
        """First days within a year: the points up to the yearly rate of the year's own unit-rate Poisson process."""
        rate, mass, size = self._surge.per_year or 0.0, np.zeros(0), 16
        while not mass.size or mass[-1] <= rate:
            index = np.arange(size)
            mass = np.cumsum(-np.log(chance.series(self._begins, np.full(size, year, dtype=np.int64), index)))
            size *= 2
        at = mass[mass <= rate] / rate
        return date(year, 1, 1).toordinal() + np.minimum((at * year_days(year)).astype(np.int64), year_days(year) - 1)
