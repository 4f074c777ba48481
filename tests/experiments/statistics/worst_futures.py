"""How often the first line of `policy` and its shortfalls hold the truth, with both tails, plain and with its strata.

Run by hand: `python tests/experiments/statistics/worst_futures.py [EXPERIMENTS]`, 2,000 by default, five minutes of one
core. A future has a Poisson number of storms, each with a lognormal size (sigma 1) and a gamma length; a storm loses
what its size is above the hall, times its length squared.
"""

import math
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.by_storms.futures_by_storms import CANDIDATES, TWICE, chosen
from sim.planning.triggers.judging.risk import of_worst

F = np.ndarray
SHARE, HALL, FUTURES = 0.05, 1.5, 4_000  # 5% of these futures are the 200 that an interval of a shortfall needs
DEFAULT, PREMIUM = 500, 0.05  # futures of `policy` unless it is told otherwise
MANY = 4_000_000  # futures of which the truth is told
Draw = Callable[[np.random.Generator, int], F]
Drawn = tuple[F, Strata | None]  # losses, and how their futures were drawn


class Tails(NamedTuple):
    """How often there is an interval, and of all how often the truth is below it and above it."""

    told: float
    below: float
    above: float

    @property
    def holds(self) -> float:
        """How often it holds the truth, or there is none."""
        return 1 - self.below - self.above


def storms(rate: float) -> Draw:
    """Losses of futures with so many storms on average."""

    def losses(chance: np.random.Generator, futures: int) -> F:
        return lost(chance, chance.poisson(rate, futures))

    return losses


def lost(chance: np.random.Generator, number: np.ndarray) -> F:
    """What futures with (n,) storms lose."""
    size, length = chance.lognormal(0, 1, number.sum()), chance.gamma(2, 0.5, number.sum())
    found = np.zeros(number.size)
    np.add.at(found, np.repeat(np.arange(number.size), number), np.maximum(size - HALL, 0) * length**2)
    return found


def stratified(rate: float) -> Callable[[np.random.Generator, int], Drawn]:
    """Losses of futures that are drawn by their number of storms, as a study draws them."""

    def losses(chance: np.random.Generator, futures: int) -> Drawn:
        counted = np.zeros(0, dtype=np.int64)
        for turn in range(TWICE + 1):
            counted = np.append(counted, chance.poisson(rate, futures * CANDIDATES * 2**turn - counted.size))
            found = chosen(counted, futures)
            if found is None or found.enough:
                break
        assert found is not None
        return lost(chance, counted[found.places]), found.strata

    return losses


def shortfall(rate: float) -> float:
    """The mean of the worst twentieth of very many futures."""
    losses = np.sort(storms(rate)(np.random.default_rng(1), MANY))
    return float(losses[-round(SHARE * MANY) :].mean())


def benefit(chance: np.random.Generator, futures: int) -> F:
    """What a policy spares: lognormal in one future of twelve, less a premium in all."""
    return np.where(chance.random(futures) < 1 / 12, chance.lognormal(0, 1, futures), 0.0) - PREMIUM


BENEFIT = math.exp(0.5) / 12 - PREMIUM


def tails(
    interval: Callable[[Any], tuple[float, float]],
    draw: Callable[[Any, int], Any],
    futures: int,
    truth: float,
    times: int,
) -> Tails:
    """How often the interval holds, of so many experiments with seeds 0, 1, .."""
    ends = np.array([interval(draw(np.random.default_rng(seed), futures)) for seed in range(times)])
    low, high = ends.T
    return Tails(float(np.isfinite(low).mean()), float((truth < low).mean()), float((truth > high).mean()))


def main(times: int) -> None:
    """Print a row an experiment."""
    print("| interval | futures | told | truth below | truth above | holds |\n|---|---|---|---|---|---|")
    rows = [("of a benefit in one future of twelve", DEFAULT, tails(of_mean, benefit, DEFAULT, BENEFIT, times))]
    for rate in (1.0, 0.1):
        found = tails(lambda values: of_worst(values, SHARE)[1], storms(rate), FUTURES, shortfall(rate), times)
        rows.append((f"of a shortfall, {rate:g} storms a year", FUTURES, found))
    for rate in (1.0, 0.1):
        draw = stratified(rate)
        found = tails(lambda one: of_worst(one[0], SHARE, one[1])[1], draw, FUTURES, shortfall(rate), times)
        rows.append((f"of a shortfall, {rate:g} storms a year, by strata", FUTURES, found))
    for name, futures, one in rows:
        shares = (one.told, one.below, one.above, one.holds)
        print(f"| {name} | {futures:,} | {' | '.join(f'{share:.1%}' for share in shares)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
