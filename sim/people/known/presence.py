"""Who is present when the run starts, as a census has them: at a step, waiting for it or in it.

What the census does not tell of a party is drawn given what it does: parties are drawn as anybody else, with draws of
their own, and the first is taken that comes to the step and, where the step is under way, is longer in it than it has
been. So its service goes on by the law of what is left given what has passed. Where nobody says since when, those in a
service are met the sooner the longer it takes, and at any time of it alike.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, B, F, I
from sim.errors import ScenarioError
from sim.people.arrivals import ArrivedParties
from sim.people.casts import in_one, rearranged
from sim.people.chance.keys import DrawKeys
from sim.people.chance.random_streams import Chance, Register
from sim.people.known.replay import UNKNOWN, ListedFacts
from sim.people.sample import VISITS, Sample
from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import Clock
from sim.scenario.schema import Scenario
from sim.wording import say
from sim.wording.quantity import rounded

ROUNDS = (8, 256, 2048, 32768)  # parties drawn for each one present, until one fits
ROOM = 1 << 20  # of those present
EITHER, WAITING, UNDER_WAY = -2, -1, 0  # what is asked of a party at its step; from 0 on: seconds it has been in it
Draw = Callable[[Chance, ArrivedParties, int], tuple[Sample, I]]


class Present(NamedTuple):
    """N parties: persons, the step, and since how many seconds it is under way; WAITING, or EITHER of unknown since."""

    persons: I
    step: I
    elapsed: I


class Presence:
    """The parties of a census."""

    def __init__(self, scenario: Scenario, time: Clock, register: Register) -> None:
        self._opens = time.opens
        self._steps = list(scenario.process.steps)
        self._departs = np.array([step.departures is not None for step in scenario.process.steps.values()])
        self._numbers = scenario.census.numbers if scenario.census else ()
        listed = sorted(scenario.census.rows, key=lambda row: time.moment(row.arrived)) if scenario.census else []
        elapsed = [WAITING if row.since is None else time.opens - time.moment(row.since) for row in listed]
        self._listed = Present(
            np.array([row.persons for row in listed], dtype=np.int64),
            np.array([self._steps.index(row.step) for row in listed], dtype=np.int64),
            np.array(elapsed, dtype=np.int64),
        )
        self._chosen, self._passed = (register.decision(f"census/{what}") for what in ("chosen", "passed"))

    def draw(self, chance: Chance, draw: Draw) -> Sample:
        """Return the parties in order of service: those under way in the first second, those who wait one later."""
        given = self._listed if not self._numbers else self._of_numbers(chance, draw)
        given = given._replace(elapsed=np.where(self._departs[given.step], WAITING, given.elapsed))
        found = self._given(chance, draw, given, first=0)
        waits = (given.elapsed == WAITING).astype(np.int64)
        return rearranged(found._replace(arrive=waits + self._opens), np.argsort(waits, kind="stable"))

    def _of_numbers(self, chance: Chance, draw: Draw) -> Present:
        """Return parties of the sizes of those who come to each step, the last cut to the persons asked for."""
        parts: list[Present] = []
        first = ROOM // 2  # so that who they are is drawn apart from how many they are
        for one in self._numbers:
            for persons, elapsed in ((one.waiting, WAITING), (one.under_way, EITHER)):
                step = np.full(persons, self._steps.index(one.step), dtype=np.int64)
                known = np.where(self._departs[step], WAITING, elapsed)
                unsized = Present(np.full(persons, UNKNOWN), step, known)
                first += persons
                size = self._given(chance, draw, unsized, first).persons if persons else step
                before = np.cumsum(size) - size
                kept = before < persons
                parts.append(Present(np.minimum(size, persons - before)[kept], step[kept], unsized.elapsed[kept]))
        columns = zip(*parts, strict=True)
        return Present(*(np.concatenate(column) for column in columns))

    def _given(self, chance: Chance, draw: Draw, given: Present, first: int) -> Sample:
        """Return a party for each one present, from its step on; ScenarioError where nobody drawn fits."""
        found: list[Sample] = []
        places: list[I] = []
        left = np.arange(given.step.size)
        for round_, many in enumerate(ROUNDS):
            if left.size:
                asked = Present(*(column[left] for column in given))
                rows, at, sample = self._candidates(chance, draw, asked, left + first, many)
                fits = (rows >= 0) & ((asked.elapsed != EITHER) | (round_ > 0))  # the more to choose from by length
                remains = self._left(chance, sample, asked, at, left)
                found.append(from_visit(sample, rows[fits], at[fits], remains[fits]))
                places.append(left[fits])
                left = left[~fits]
        if left.size:
            step = self._steps[int(given.step[left[0]])]
            been = int(given.elapsed[left[0]])
            allowed = say("parties of whom one in {n} is", n=ROUNDS[-1])
            found_none = say("a party at {step}, which nobody drawn is", step=step)
            if been >= 0:
                hours = rounded(been / HOUR, 1)
                found_none = say("a party at {step} for {hours} h, which nobody drawn is", step=step, hours=hours)
            raise ScenarioError([Problem("census", sentence(found_none, allowed))])
        return in_one(list(zip(found, places, strict=True)))

    def _candidates(self, chance: Chance, draw: Draw, asked: Present, number: I, many: int) -> tuple[I, I, Sample]:
        """Return for each one present the row of the party chosen among `many`, -1 for none; its visit; all of them."""
        which = np.tile(number, (many, 1)).T.ravel()
        nth = which + ROOM * (1 + np.tile(np.arange(many), number.size))
        persons = np.repeat(asked.persons, many)
        known = ListedFacts(persons, *np.full((len(ListedFacts._fields) - 1, nth.size), UNKNOWN))
        keys = DrawKeys(np.zeros_like(nth), np.zeros_like(nth), nth)
        sample, _ = draw(chance, ArrivedParties(np.zeros_like(nth), keys, known, np.full_like(nth, -1)), 0)
        root = np.flatnonzero(sample.parent < 0)
        at = _visit_of(sample, root, np.repeat(asked.step, many))
        whole = np.bincount(sample.parent[sample.parent >= 0], minlength=sample.arrive.size)[root] == 0
        seconds = np.where(at >= 0, sample.seconds[np.maximum(at, 0)], 0)
        elapsed = np.repeat(asked.elapsed, many)
        weight = ((at >= 0) & whole & (seconds > np.maximum(elapsed, 0))).astype(np.float64)
        weight = np.where(elapsed == EITHER, weight * seconds, weight).reshape(number.size, many)
        weight[elapsed.reshape(number.size, many) == WAITING] = 0.0
        fits: B = ((at >= 0) & whole).reshape(number.size, many)
        waiting = asked.elapsed == WAITING
        weight[waiting] = fits[waiting]
        column = self._choice(chance, weight, asked.elapsed == EITHER, number)
        row = np.arange(number.size) * many + np.maximum(column, 0)
        return np.where(column >= 0, root[row], -1), at[row], sample

    def _choice(self, chance: Chance, weight: F, by_length: B, number: I) -> I:
        """Return (n,) the first that fits, where since when is not known one in proportion to its length; -1: none."""
        some = weight.sum(axis=1) > 0
        u = chance.series(self._chosen, np.zeros_like(number), number)
        share = np.cumsum(weight, axis=1) / np.where(some, weight.sum(axis=1), 1.0)[:, None]
        drawn = np.minimum((share <= u[:, None]).sum(axis=1), weight.shape[1] - 1)
        return np.where(some, np.where(by_length, drawn, (weight > 0).argmax(axis=1)), -1)

    def _left(self, chance: Chance, sample: Sample, asked: Present, at: I, number: I) -> I:
        """Return (n,) seconds that are left of the visit."""
        seconds = sample.seconds[np.maximum(at, 0)]
        u = chance.series(self._passed, np.zeros_like(number), number)
        passed = np.where(asked.elapsed == EITHER, (u * seconds).astype(np.int64), np.maximum(asked.elapsed, 0))
        return np.maximum(seconds - passed, np.minimum(seconds, 1))


def _visit_of(sample: Sample, rows: I, step: I) -> I:
    """Return (n,) the first visit of each party to its step on its own journey, -1 for none."""
    lengths = sample.deferred[rows] - sample.first[rows]
    party = np.repeat(np.arange(rows.size), lengths)
    visits = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths) + sample.first[rows][party]
    mine = sample.step[visits] == step[party]
    found = np.full(rows.size, -1, dtype=np.int64)
    found[party[mine][::-1]] = visits[mine][::-1]
    return found


def from_visit(sample: Sample, rows: I, at: I, left: I) -> Sample:
    """Return some parties without the visits before `at`, of which `left` seconds remain."""
    until = sample.first[rows + 1]
    lengths = until - at
    first = np.concatenate(([0], np.cumsum(lengths)))
    visits = np.arange(first[-1]) + np.repeat(at - first[:-1], lengths)
    columns = {
        name: column[visits] if name in VISITS else column[rows]
        for name, column in zip(Sample._fields[:-2], sample[:-2], strict=True)
        if name != "first"
    }
    columns["seconds"][first[:-1]] = left
    columns |= {"first": first, "deferred": sample.deferred[rows] - at + first[:-1]}
    return sample._replace(**columns)
