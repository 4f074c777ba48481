"""The futures of a study, stratified by the number of their storms.

A storm that comes in one year of twenty is what space is for, and of a hundred futures drawn as they come five have
one. So the storms of many candidates are counted, which is quick (`sim.people.rates.storm_count`). Of each number
the first ones are played, and each stands for as many as it was taken from (double sampling: Neyman 1938, Contribution
to the theory of sampling human populations, Journal of the American Statistical Association 33, 101-116).
Nothing is drawn in another way than before: that a candidate is played depends on its number of storms alone, so that
within a stratum rate, dates, sizes and all else are as they are given that number.

Half of the futures are shared out as the strata are, half evenly, so that none stands for more than twice its share
(Hesterberg 1995, Weighted average importance sampling and defensive mixture distributions, Technometrics 37, 185-194).
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.experiments.statistics.strata import Strata
from sim.people.chance.uncertain_inputs import MOST_SETS, future
from sim.people.rates.storm_count import Storms
from sim.scenario.schema import Scenario

CANDIDATES, TWICE = 8, 3  # for each future that is played; doubled so often where a stratum is short of them
LEAST = 40  # futures: fewer are drawn as they come
IN_EACH = 10  # futures of a stratum at least
MOST = 4  # strata: none, one, two, three and more
SEEN = 0.005  # of the candidates: a rarer number of storms counts with the one below


@dataclass(frozen=True)
class Drawn:
    """n futures by number, in the order in which they are played."""

    numbers: tuple[int, ...]
    last: int  # the last of the candidates, after which the next ones are drawn
    storms: tuple[int, ...] = ()  # (n,) how many each has; none where they are drawn as they come
    strata: Strata | None = None  # None: as they come, each as much as another

    def first(self, n: int) -> "Drawn":
        """Return the first n, which stand for all."""
        strata = self.strata.first(n) if self.strata else None
        return replace(self, numbers=self.numbers[:n], storms=self.storms[:n], strata=strata)


def as_they_come(futures: int, after: int = 0) -> Drawn:
    """Return the futures after one, without strata."""
    return Drawn(tuple(range(after + 1, after + futures + 1)), after + futures)


def drawn(scenario: Scenario, futures: int, after: int = 0) -> Drawn:
    """Return this many futures after candidate `after`, by strata of storms where a scenario leaves any to chance.

    Every beginning of them has about the same shares of each stratum as the whole.
    """
    storms, counted = Storms(scenario), np.zeros(0, dtype=np.int64)
    if not storms or futures < LEAST or after + futures * CANDIDATES * 2**TWICE > MOST_SETS:
        return as_they_come(futures, after)
    for turn in range(TWICE + 1):
        more = range(after + counted.size + 1, after + futures * CANDIDATES * 2**turn + 1)
        counted = np.append(counted, [storms.number(future(scenario, number)) for number in more]).astype(np.int64)
        found = chosen(counted, futures)
        if found is None or found.enough:
            break
    if found is None:
        return as_they_come(futures, after)
    numbers = tuple((after + 1 + found.places).tolist())
    return Drawn(numbers, after + counted.size, tuple(counted[found.places].tolist()), found.strata)


class Chosen(NamedTuple):
    """Which of the candidates are played."""

    places: I  # (n,) of the candidates, from 0, in the order in which they are played
    strata: Strata
    enough: bool  # whether each stratum has as many as it should


def chosen(counted: I, futures: int) -> Chosen | None:
    """Return which of (N,) candidates, by their number of storms, are played; None where there is but one stratum."""
    of, strata = stratum_of(counted)
    if strata < 2:
        return None
    there = np.bincount(of, minlength=strata)
    wanted = allocated(there / counted.size, futures)
    taken = np.minimum(wanted, there)
    taken[np.argmax(there - taken)] += futures - taken.sum()  # what a rare stratum is short of
    order, places = in_turn(taken), np.zeros(futures, dtype=np.int64)
    for h in range(strata):
        places[order == h] = np.flatnonzero(of == h)[: taken[h]]
    return Chosen(places, Strata(order, there / counted.size, counted.size), bool((wanted <= there).all()))


def stratum_of(counted: I) -> tuple[I, int]:
    """Return (N,) the stratum of each candidate by its number of storms, and how many strata there are; the last is
    open-ended.
    """
    numbers = np.minimum(counted, MOST - 1)
    shares = np.bincount(numbers, minlength=MOST) / counted.size
    rarest = max(SEEN, 2 * IN_EACH / counted.size)
    edges, mass = [], 0.0  # from the most storms on: a stratum begins at a number that has enough with those above
    for number in range(MOST - 1, -1, -1):
        mass += float(shares[number])
        if mass >= rarest:
            edges.append(number)
            mass = 0.0
    begins = np.array(sorted(edges) or [0])
    begins[0] = 0
    return np.asarray(np.searchsorted(begins, numbers, side="right") - 1), begins.size


def allocated(shares: F, futures: int) -> I:
    """Return (H,) how many futures of each stratum are played, from the shares of all futures that they have."""
    least = min(IN_EACH, futures // shares.size)
    wanted = np.maximum(futures * (shares + 1 / shares.size) / 2, least)
    wanted *= futures / wanted.sum()
    found = np.floor(wanted).astype(np.int64)
    found[np.argsort(found - wanted, kind="stable")[: futures - int(found.sum())]] += 1
    return found


def in_turn(taken: I) -> I:
    """Return (n,) strata in such an order that each beginning has of all strata in proportion."""
    of = np.repeat(np.arange(taken.size), taken)
    place = np.concatenate([(np.arange(n) + 0.5) / n for n in taken])
    return np.asarray(of[np.lexsort((of, place))])
