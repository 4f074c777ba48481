"""A stream whose totals were counted: factors of days, loads and party sizes drawn together, given the totals.

Given the factors, the parties and loads of a cell's days are a compound Poisson process whose total depends on the
factors by the sum of the days' means alone. So the chain moves only the factors, in their law given the totals
(`settling`), and the events behind each total are then drawn exactly, given the factors (`compound`). To draw the
factors first, and to split the total over them, would be another law: a total says something of its days.

Days on which nothing was counted are those of the same stream without counts, party by party, unless days remember.
What surges add is drawn besides, and what they take away leaves out some of those who were counted.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.demand import day_profile
from sim.people.expectation.volume import within_room
from sim.people.known.replay import UNKNOWN
from sim.people.rates.curves import curves
from sim.people.rates.day_factors import DayFactors
from sim.people.rates.event_law import event_law
from sim.people.rates.loads import Loads
from sim.people.rates.rate import Came, Multiple, mean_events
from sim.scenario.calendar.by_date import people_of
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.calendar.clock import span as days_of
from sim.scenario.data.windows import cells, reach
from sim.scenario.schema import Scenario


class Past(NamedTuple):
    """One history of a stream: D days, and the N parties of those that were counted, by day and time."""

    factor: F  # (D,) of each day
    day: I  # (N,) row of the day
    when: F  # (N,) share of the day's claimants who come before
    persons: I  # (N,)


class History:
    """The days of a stream given its counts: all on which anybody of a run can come, and the rest of their windows."""

    def __init__(self, scenario: Scenario, name: str, register: Register) -> None:
        stream, time = scenario.arrivals[name], clock(scenario)
        assert stream.conditioned_on is not None
        first, last = reach(time.first_day, scenario.end, scenario.run_on)
        self._cells, _ = cells(stream.conditioned_on.counts, first, last)
        counted = [day for cell in self._cells for day in cell.days]
        days = days_of(min([first, *counted]), max([last, *counted]) + timedelta(days=1))
        self.days = np.array([day.toordinal() for day in days], dtype=np.int64)
        self.cell = np.full(self.days.size, -1)
        for k, cell in enumerate(self._cells):
            self.cell[[day.toordinal() - self.days[0] for day in cell.days]] = k
        self._rate = mean_events(scenario, name, time, days)
        self._law = event_law(
            people_of(scenario, name), stream.coach_loads, max((cell.total for cell in self._cells), default=0)
        )
        self._day_to_day, self._sweeps = stream.day_to_day, stream.conditioned_on.sweeps
        self._curves = curves(stream.day_to_day.sd, self._law.persons, [cell.total for cell in self._cells])
        self._factors = DayFactors(stream.day_to_day, name, self.days, register) if stream.day_to_day.sd else None
        self._chain, self._events, self._parties = (
            register.decision(f"arrivals/{name}/counted/{what}") for what in ("days", "events", "parties")
        )

    def draw(self, chance: Chance) -> Past:
        """Return the history of one replication."""
        return self.given(chance, self.factors(chance))

    def given(self, chance: Chance, factor: F) -> Past:
        """Return a history given the factors of its days."""
        from sim.people.rates import compound

        keys = chance.key(self._events), chance.key(self._parties)
        parts: list[tuple[I, F, I]] = []
        for k, cell in enumerate(self._cells):
            rows, name = np.flatnonzero(self.cell == k), cell.days[0].toordinal()
            at, persons, when = compound.events_of(
                keys[0], name, cell.total, self._rate[rows] * factor[rows], self._law.persons
            )
            parties, sizes = compound.parties_of(keys[1], name, persons, *self._law[:3])
            parts.append((np.repeat(rows[at], parties), np.repeat(when, parties), sizes))
        empty = (np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.int64))
        day, when, persons = (np.concatenate(column) for column in zip(empty, *parts, strict=True))
        order = np.lexsort((when, day))
        return Past(factor, day[order], when[order], persons[order])

    def free(self, chance: Chance) -> F:
        """(D,) the factors of one replication, had nothing been counted."""
        return np.ones(self.days.size) if self._factors is None else self._factors.draw(chance)

    def log_likelihood(self, factor: F) -> float:
        """Return the log chance of the totals, given the factors (D,) of the days."""
        from sim.people.rates.compound import log_chance

        mean = [float(self._rate[self.cell == k] @ factor[self.cell == k]) for k in range(len(self._cells))]
        pairs = zip(mean, self._cells, strict=True)
        return float(sum(log_chance(one, self._law.persons, cell.total)[0] for one, cell in pairs))

    def factors(self, chance: Chance) -> F:
        """(D,) the factors of one replication, in their law given the totals."""
        return next(self.chain(chance, 1))

    def chain(self, chance: Chance, draws: int) -> Iterator[F]:
        """Yield (D,) factors of this many draws of one chain, each after as many sweeps."""
        from sim.people.rates import settling

        if self._factors is None:
            yield from (np.ones(self.days.size) for _ in range(draws))
            return
        score = self._factors.scores(chance)
        days = settling.Days(int(self.days[0]), self._day_to_day.memory, self._rate, self.cell)
        state = settling.state_of(score, len(self._cells))
        drawn = self.free(chance)
        for k in range(draws):
            settling.settle(
                chance.key(self._chain), self._curves, days, state, k * self._sweeps, (k + 1) * self._sweeps
            )
            moved = (self.cell >= 0) | (self._day_to_day.memory > 0)
            yield np.where(moved, settling.factors(self._curves, state.score), drawn)


class CountedRate:
    """One stream that comes at a rate, of which some totals are known."""

    def __init__(self, scenario: Scenario, name: str, time: Clock, register: Register) -> None:
        stream = scenario.arrivals[name]
        self._path = f"arrivals.{name}"
        self._days = np.array([day.toordinal() for day in time.days], dtype=np.int64)
        self._shape, self._edges = day_profile(stream.hour, time)
        self._loads = Loads(stream.coach_loads, name, register)
        self._events = mean_events(scenario, name, time, time.days)
        self._multiple = Multiple(scenario, name, time, register)
        self._history = History(scenario, name, register)
        self._at = self._days - self._history.days[0]
        self._gaps, self._stay = (register.decision(f"arrivals/{name}/{what}") for what in ("gaps", "counted/stay"))

    def draw(self, chance: Chance) -> Came:
        """Return the parties of one replication: those who were counted, and all others, by day."""
        past, times = self._history.draw(chance), self._multiple.factor(chance)
        times = np.ones(self._days.size) if times is None else times
        counted, held = self._counted(chance, past, times)
        more = np.where(self._history.cell[self._at] >= 0, np.maximum(times - 1, 0), times)
        others = self._others(chance, self._events * past.factor[self._at] * more, held)
        return Came(*(np.concatenate(pair) for pair in zip(counted, others, strict=True)))  # type: ignore[arg-type]

    def _counted(self, chance: Chance, past: Past, times: F) -> tuple[Came, I]:
        """Return those who were counted and come, and (days,) how many were counted on each day."""
        from sim.people.rates.compound import placed

        row = past.day - self._at[0]
        there = (row >= 0) & (row < self._days.size)
        row, when, persons = row[there], past.when[there], past.persons[there]
        held = np.bincount(row, minlength=self._days.size)
        nth = np.arange(row.size) - np.searchsorted(row, row)
        tick = placed(row, when, self._shape, self._edges)
        first = np.flatnonzero(np.append(True, (np.diff(row) != 0) | (np.diff(when) != 0))[: row.size])
        of_load = np.repeat(nth[first], np.diff(np.append(first, row.size)))  # those who come together stay together
        comes = chance.series(self._stay, self._days[row], of_load) < times[row]
        row, tick, nth, persons = (column[comes] for column in (row, tick, nth, persons))
        return Came(tick, self._days[row], nth, np.full(row.size, -1), persons), held

    def _others(self, chance: Chance, expected: F, held: I) -> Came:
        from sim.people.chance.philox import events

        within_room(float(expected.sum()), self._path)
        row, event, tick = events(chance.key(self._gaps), self._days, expected, self._shape, self._edges)
        row, tick, nth = self._loads.by_day(chance, self._days, row, event, tick)
        none = np.full(row.size, UNKNOWN)
        return Came(tick, self._days[row], nth + held[row], none, none)
