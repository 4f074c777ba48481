"""When parties come: each stream and local day by its own Poisson process, or from a list."""

import math
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from sim.arrays import F, I
from sim.people.chance import philox as compiled
from sim.people.chance.keys import DrawKeys
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.demand import daily_claimants, day_profile
from sim.people.expectation.volume import MOST_PARTIES, within_room
from sim.people.regimes import Regimes
from sim.people.replay import ListedFacts, repeated, replay, unknown
from sim.people.surges import Surges
from sim.scenario.calendar.clock import Clock
from sim.scenario.language.arrivals import CoachLoads, DayToDay
from sim.scenario.language.people import mean_party
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import Distribution


class Multiple:
    """Surges and regimes of one stream, multiplied."""

    def __init__(self, scenario: Scenario, stream: str, clock: Clock, register: Register) -> None:
        self._regimes = f"arrivals.{stream}.regimes"
        self._parts = (Surges(scenario, stream, clock.days, register), Regimes(scenario, stream, clock, register))

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


PRESENT = "present_at_start"  # the source of those who are there when the run begins; streams follow


class ArrivedParties(NamedTuple):
    """N parties by time, then source (those present first, then streams in order), then index within the day."""

    tick: I  # (N,)
    keys: DrawKeys
    known: ListedFacts | None  # what a list tells of them; None without lists


def with_later(parties: ArrivedParties, more: ArrivedParties) -> ArrivedParties:
    """Return those who came, and after them those who came later."""

    def both(one: NamedTuple, other: NamedTuple) -> list[I]:
        return [np.concatenate(pair) for pair in zip(one, other, strict=True)]

    known = None if parties.known is None or more.known is None else ListedFacts(*both(parties.known, more.known))
    return ArrivedParties(np.concatenate((parties.tick, more.tick)), DrawKeys(*both(parties.keys, more.keys)), known)


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
            k: Rate(scenario, name, clock, register)
            for k, (name, stream) in enumerate(scenario.arrivals.items(), start=1)
            if stream.listed is None
        }
        self._lists = {
            k: replay(repeated(stream.listed, run, clock) if run else stream.listed, clock, nations)
            for k, stream in enumerate(scenario.arrivals.values(), start=1)
            if stream.listed is not None
        }

    @property
    def largest(self) -> int:
        """The most persons in a listed party; 0 without lists."""
        return max((int(given.known.persons.max(initial=0)) for given in self._lists.values()), default=0)

    def draw(self, chance: Chance) -> ArrivedParties:
        """Who comes in one replication. As many parties are present as persons asked for, to be cut to their sum.

        ScenarioError when chance has drawn more than a run has room for.
        """
        here = np.arange(self._present)
        parts = [(np.zeros_like(here), np.zeros_like(here), here)]
        known = [unknown(self._present)]
        for k in range(1, len(self.sources)):
            given = self._lists.get(k)
            tick, day, index = given[:3] if given is not None else self._rates[k].draw(chance)
            parts.append((tick, day, index))
            known.append(given.known if given is not None else unknown(tick.size if self._lists else 0))
        sizes = [part[0].size for part in parts]
        within_room(sum(sizes), "arrivals")
        source = np.repeat(np.arange(len(parts)), sizes)
        tick, day, index = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        order = np.argsort(tick, kind="stable")
        told = ListedFacts(*(np.concatenate(c)[order] for c in zip(*known, strict=True))) if self._lists else None
        return ArrivedParties(tick[order], DrawKeys(source[order], day[order], index[order]), told)


class Rate:
    """One stream that comes at a rate."""

    def __init__(self, scenario: Scenario, name: str, clock: Clock, register: Register) -> None:
        stream = scenario.arrivals[name]
        self._path = f"arrivals.{name}"
        self._days = np.array([day.toordinal() for day in clock.days], dtype=np.int64)
        self._shape, self._edges = day_profile(stream.hour, clock)
        self._loads = Loads(stream.coach_loads, name, register)
        claimants = daily_claimants(scenario, name, clock, clock.days)
        self._events: F = claimants / mean_party(scenario.people) * self._loads.events_per_party
        self._multiple = Multiple(scenario, name, clock, register)
        self._day_factors = DayFactors(stream.day_to_day, name, self._days, register) if stream.day_to_day.sd else None
        self._gaps = register.decision(f"arrivals/{name}/gaps")

    def draw(self, chance: Chance) -> tuple[I, I, I]:
        """Return (tick, ordinal of the day, index within it) of the parties of one replication, in order."""
        expected = self._expected(chance)
        row, event, tick = compiled.events(chance.key(self._gaps), self._days, expected, self._shape, self._edges)
        size = self._loads.draw(chance, self._days[row], event)
        within_room(float(size.sum()), f"{self._path}.coach_loads")
        row, tick = np.repeat(row, size), np.repeat(tick, size)
        return tick, self._days[row], np.arange(row.size) - np.searchsorted(row, row)

    def _expected(self, chance: Chance) -> F:
        """(days,) what each day's Poisson process has as its mean, in one replication."""
        with np.errstate(over="ignore", invalid="ignore"):  # what chance makes of a long tail is judged as it is
            multiple = self._multiple.factor(chance)
            expected = self._events if multiple is None else self._events * multiple
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


FORGOTTEN = 1e-12  # what is left of a day's own chance once the days after it no longer count it


class DayFactors:
    """What the rate of each day is multiplied by: gammas of mean 1, each remembering the day before.

    A stationary autoregression of the first order in normal scores, turned into gammas by their distribution function
    (a Gaussian copula: Cario and Nelson 1996). The days before the first are drawn too until they no longer count, so
    that the factor of a day is the same whenever the run begins. Without memory each day is drawn by itself.
    """

    def __init__(self, given: DayToDay, stream: str, days: I, register: Register) -> None:
        self._factor = Distribution("gamma", (("mean", 1.0), ("cv", given.sd)))
        self._memory = given.memory
        before = math.ceil(math.log(FORGOTTEN) / math.log(given.memory)) if given.memory else 0
        self._days = np.concatenate((np.arange(days[0] - before, days[0]), days)) if days.size else days
        self._before = before
        self._own = register.decision(f"arrivals/{stream}/day_to_day")

    def draw(self, chance: Chance) -> F:
        """(days,) the factors of one replication."""
        own = chance.series(self._own, self._days, np.zeros_like(self._days))
        if not self._memory:
            return self._factor.ppf(own)
        score, fresh = ndtri(own), math.sqrt(1 - self._memory**2)
        score[1:] *= fresh
        remembered = accumulate(score.tolist(), lambda before, new: self._memory * before + new)
        return self._factor.ppf(ndtr(np.array(list(remembered))[self._before :]))


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
