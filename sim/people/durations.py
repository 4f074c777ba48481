"""How long a visit takes: the sum of its parts or a distribution, stretched by what a shift leaves for claimants."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.people.chance.keys import Visits
from sim.people.chance.random_streams import Decision, Draws, Register
from sim.people.parties import Members
from sim.scenario.language.process import PARTS, Step, Time
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.ranges import DURATIONS


def pace(scenario: Scenario, step: Step) -> float:
    """Return what every task of the step is multiplied by: 1 / productive share of its first alternative's least
    pool.
    """
    return 1.0 / min((scenario.staff[pool].productive_share for pool in step.alternatives[0]), default=1.0)


def mean_seconds(step: Step, persons: F, adults: F, over_14: F, orders: F) -> F:
    """Return (N,) mean seconds of the step for whole parties, before `pace`; one by one, for all members together."""
    if step.time is None:
        return np.zeros(persons.size)
    if step.time.draw is not None:
        return step.time.draw.mean() * (persons if step.unit == "person" else np.ones(persons.size))
    means = [part.mean() for part in step.time.parts.values()]
    return _sum(persons.size, means, (1, persons, adults, over_14, orders))


def _sum(size: int, each: Sequence[float | F], counts: Iterable[F | I | B | int]) -> F:
    """Return (size,) seconds from those of each part and the numbers that count for it: the party, members, adults, 14
    and over.
    """
    total = np.zeros(size)
    for seconds, count in zip(each, counts, strict=True):
        if _takes_time(seconds):
            total += seconds * count
    return total


def _takes_time(seconds: float | F) -> bool:
    """Return whether a part does: one that is drawn, or a number other than 0."""
    return isinstance(seconds, np.ndarray) or seconds != 0


def whole_seconds(seconds: F, least: int) -> I:
    """Return seconds on the clock's grid: to the nearest, at least `least`, at most the longest duration there is.

    What is drawn longer (the tail of a distribution) ends after every run all the same; so its end fits the clock, also
    of another officer who takes up to twenty times as long (`productive_share` is at least 5%).
    """
    whole = np.maximum(seconds, least)
    return np.asarray(np.rint(np.minimum(whole, DURATIONS.most, out=whole), out=whole), dtype=np.int64)


class Service:
    """The duration of one step's visits. A distribution is drawn once a visit; in a part, by that part's own stream."""

    def __init__(self, scenario: Scenario, name: str, register: Register) -> None:
        step = scenario.process.steps[name]
        self._time, self._singly, self._pace = step.time, step.unit == "person", pace(scenario, step)
        self.sigma = math.sqrt(math.log1p((step.cv or 0.0) ** 2))
        path = f"process/steps/{name}/time"
        self.decision: Decision = register.decision(path)
        parts = step.time.parts if step.time else {}
        self._parts = {part: register.decision(f"{path}/{part}") for part, d in parts.items() if not d.is_constant}
        self._means = {part: d.mean() for part, d in parts.items()}

    @property
    def is_sum(self) -> bool:
        """Whether nothing of it is drawn but how much it is stretched."""
        return self._time is None or not self._time.varies

    def sums(self) -> tuple[list[float], float, float, bool]:
        """Return its row of `Sums`; a step that takes no time is a sum of nothing."""
        parts = dict.fromkeys(PARTS, 0.0)
        if not self.is_sum or self._time is None:
            return list(parts.values()), self._pace, 0.0, self._singly
        if self._time.draw is None:
            parts = self._means
        else:
            parts["person" if self._singly else "party"] = self._time.draw.mean()
        return list(parts.values()), self._pace, 1.0, self._singly

    def seconds(self, draws: Draws, members: Members, rows: I, visits: Visits) -> I:
        """Return (R,) seconds of some visits of a step of which a distribution is drawn."""
        assert self._time is not None
        if self._time.draw is not None:
            return whole_seconds(self._time.draw.ppf(draws.visits(self.decision, rows, visits)) * self._pace, 1)
        each = self._each(self._time, draws, rows, visits)
        seconds = _sum(rows.size, each, self._counts(each, members, rows, visits)) * self._pace
        if self.sigma:
            seconds *= _lognormal(self.sigma, draws.visits(self.decision, rows, visits))
        return whole_seconds(seconds, 1)

    def _each(self, time: Time, draws: Draws, rows: I, visits: Visits) -> list[float | F]:
        """Return seconds of each part for one of those who count: a number, or (R,) drawn."""
        return [
            part.ppf(draws.visits(self._parts[name], rows, visits)) if name in self._parts else self._means[name]
            for name, part in time.parts.items()
        ]

    def _counts(
        self, each: Sequence[float | F], members: Members, rows: I, visits: Visits
    ) -> Iterator[F | I | B | int]:
        """Yield how many count for each part that takes time; one by one, whether the member who is served does."""
        party, member = visits.party[rows], visits.member[rows]
        yield member == 0 if self._singly else 1
        columns = (members.persons, members.adults, members.over_14, members.orders)
        for seconds, column in zip(each[1:], columns, strict=True):
            if _takes_time(seconds):
                yield member < column[party] if self._singly else column[party]
            else:
                yield 0


class Sums(NamedTuple):
    """What the lengths of visits are summed from, of S steps whose parts do not vary; nothing of the others."""

    parts: F  # (S, 5) seconds for the party, and each of its members, adults, members of 14 and over, orders
    pace: F  # (S,)
    least: F  # (S,) seconds
    singly: B  # (S,) for each member by itself


class Services:
    """The durations of the visits of all steps: in one pass where they are sums that do not vary, step by step where a
    distribution is drawn."""

    def __init__(self, scenario: Scenario, register: Register) -> None:
        self._each = [Service(scenario, name, register) for name in scenario.process.steps]
        self._sums = Sums(*(np.array(column) for column in zip(*(one.sums() for one in self._each), strict=True)))
        self._sigma = np.array([one.sigma if one.is_sum else 0.0 for one in self._each])
        self._drawn = [s for s, one in enumerate(self._each) if not one.is_sum]

    def seconds(self, draws: Draws, members: Members, visits: Visits) -> I:
        """Return (V,) seconds of all visits, for the party together or for the member who is served."""
        from sim.people.chance import philox  # with Numba, which `check` can do without

        ones = np.ones_like(members.persons)
        counts = np.column_stack((ones, members.persons, members.adults, members.over_14, members.orders))
        factor = self._factor(draws, visits)
        found: I = philox.service_seconds(self._sums, counts, float(DURATIONS.most), factor, visits)
        for s in self._drawn:
            rows = np.flatnonzero(visits.step == s)
            found[rows] = self._each[s].seconds(draws, members, rows, visits)
        return found

    def _factor(self, draws: Draws, visits: Visits) -> F:
        """Return (V,) lognormals of mean 1; 1 where a step has none."""
        from scipy import special

        from sim.people.chance import philox

        varies = self._sigma > 0
        if not varies.any():
            return np.ones(visits.step.size)
        keys = np.stack([draws.chance.keys(one.decision) for one in self._each])
        found: F = philox.of_steps(keys, draws.keys, varies, visits)
        special.ndtri(found, out=found)
        philox.spread(found, self._sigma, visits.step)
        return np.exp(found, out=found)


class Patience:
    """How long a party waits for a step before it withdraws."""

    def __init__(self, patience: Distribution, path: str, register: Register) -> None:
        self._patience, self._decision = patience, register.decision(f"{path}/patience")

    def seconds(self, draws: Draws, rows: I, visits: Visits) -> I:
        """Return (R,) seconds from ready until the party withdraws, of some visits."""
        return whole_seconds(self._patience.ppf(draws.visits(self._decision, rows, visits)), 1)


def _lognormal(sigma: float, u: F) -> F:
    """Lognormal variates of mean 1 by inversion, in the place of the uniforms."""
    from scipy import special

    found: F = special.ndtri(u, out=u)
    found *= sigma
    found -= sigma * sigma / 2
    return np.exp(found, out=found)
