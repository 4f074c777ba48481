"""How long a visit takes: the sum of its parts or a distribution, stretched by what a shift leaves for claimants."""

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from sim.arrays import B, F, I
from sim.people.chance.keys import Visits
from sim.people.chance.random_streams import Decision, Draws, Register
from sim.people.parties import Members
from sim.scenario.language.process import Step, Time
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
        self._sigma = math.sqrt(math.log1p((step.cv or 0.0) ** 2))
        path = f"process/steps/{name}/time"
        self._decision: Decision = register.decision(path)
        parts = step.time.parts if step.time else {}
        self._parts = {part: register.decision(f"{path}/{part}") for part, d in parts.items() if not d.is_constant}
        self._means = {part: d.mean() for part, d in parts.items()}

    def seconds(self, draws: Draws, members: Members, rows: I, visits: Visits) -> I:
        """Return (R,) seconds of some visits, for the party together or for the member who is served."""
        if self._time is None:
            return np.zeros(rows.size, dtype=np.int64)
        if self._time.draw is not None:
            return whole_seconds(self._drawn(self._time.draw, self._decision, draws, rows, visits) * self._pace, 1)
        each = self._each(self._time, draws, rows, visits)
        seconds = _sum(rows.size, each, self._counts(each, members, rows, visits)) * self._pace
        if self._sigma:
            seconds *= _lognormal(self._sigma, draws.visits(self._decision, rows, visits))
        return whole_seconds(seconds, 1)

    def _each(self, time: Time, draws: Draws, rows: I, visits: Visits) -> list[float | F]:
        """Return seconds of each part for one of those who count: a number, or (R,) drawn."""
        return [
            self._drawn(part, self._parts[name], draws, rows, visits) if name in self._parts else self._means[name]
            for name, part in time.parts.items()
        ]

    @staticmethod
    def _drawn(time: Distribution, decision: Decision, draws: Draws, rows: I, visits: Visits) -> F:
        varies = not time.is_constant
        return time.ppf(draws.visits(decision, rows, visits) if varies else np.full(rows.size, 0.5))

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
