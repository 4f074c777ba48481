"""How many replications: as many as every figure under `precision` needs, decided while they are played.

From 10 replications on (n0), the 95% interval of every figure is looked at after each: when all are as narrow as asked,
and stay so for another 5 (5% of those so far, from 100 on), that is enough (Hoad, Robinson and Davies 2010, Automated
selection of the number of replications for a discrete-event simulation). Those 5 are used too.

A flaw of every rule that looks and then decides: it stops where the interval happens to be narrow, which is where the
spread has been underestimated, so the interval covers the truth a little less often than 95%. The look-ahead makes that
rare (94% and more in `tests/experiments/statistics/interval_coverage.md`) and does not remove it; where it matters, ask
for a number of replications instead. The stopping rule is evaluated in replication order: when to stop does not depend
on who played them, or on how many at a time.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import DAY, F
from sim.errors import ArgumentError
from sim.experiments.playing.chunks import MOST as CHUNK
from sim.experiments.playing.engine import Engine, Plays
from sim.experiments.playing.executors import executor
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.result import Result
from sim.experiments.run import play_missing
from sim.experiments.statistics.intervals import TAIL, of_median, shares
from sim.experiments.statistics.means import means_so_far
from sim.experiments.store.ledger import Ledger
from sim.scenario.catalogue.figure import FigureInfo, Kind
from sim.scenario.schema import Scenario
from sim.wording import say

LEAST = 10  # n0
AHEAD = 5  # replications, or percent of them
MOST = 2000
ABSOLUTE: tuple[Kind, ...] = ("share", "flag", "date")


class Reached(NamedTuple):
    """How precise a figure is: half the width of its 95% interval, and the half-width wanted.

    Of a share and of the chance of a `flag` (Wilson) as a share, of the median of a date in days, of any other figure
    relative to its mean; of one that was nought in every run, of the chance that it is not. Infinite where there are
    too few replications, `n`, in which the figure exists.
    """

    name: str
    kind: Kind
    wanted: float
    half: float
    n: int

    @property
    def met(self) -> bool:
        """Whether the figure is as precise as wanted."""
        return self.half <= self.wanted

    def needed(self, played: int) -> float:
        """Return replications that the figure needs, going by those so far: the width shrinks as the root of their
        number.
        """
        if self.met:
            return played
        return played * (self.half / self.wanted) ** 2 if self.wanted > 0 else math.inf


class Enough(NamedTuple):
    """The replications that were enough, or as many as were allowed, and how precise each figure is by them."""

    result: Result
    reached: tuple[Reached, ...]

    @property
    def met(self) -> bool:
        """Whether every figure is as precise as wanted."""
        return all(one.met for one in self.reached)


def run_until(
    scenario: Scenario, most: int = MOST, using: Runner = ALONE, *, make: Callable[[Scenario], Plays] = Engine
) -> Enough:
    """Play a scenario until every figure under its `precision` is as precise as wanted, or up to a number of
    replications.

    Otherwise as `sim.experiments.run.run`, whose errors it has; ValueError too for a scenario without `precision`. More
    than enough may be played; they are in the store, and not in the result.
    """
    return run_many_until({"": scenario}, most, using, make=make)[""]


def run_many_until(
    scenarios: Mapping[str, Scenario],
    most: int = MOST,
    using: Runner = ALONE,
    *,
    make: Callable[[Scenario], Plays] = Engine,
) -> dict[str, Enough]:
    """Play scenarios by key, all of them equally often, until what each declares under `precision` is met.

    Otherwise as `run_until`: as many replications as are enough for the one that needs most. One that declares nothing
    asks for nothing; ArgumentError when none of them asks.
    """
    asking = [key for key, scenario in scenarios.items() if scenario.precision]
    if not asking or most < 1 or using.workers < 1:
        raise ArgumentError(
            say("a scenario that declares `precision`, at least one replication, and at least one worker")
        )
    who = executor(using, make, together=len(scenarios) > 1)
    with using.progress.bar(len(scenarios) * most) as advance, Ledger(scenarios, using.store) as ledger:
        played, stop = min(LEAST + AHEAD, most), None
        while play_missing(ledger, played, who, advance):
            results = ledger.results()
            widths = {key: half_widths(results[key]) for key in asking}
            stops = [enough(results[key], widths[key]) for key in asking]
            stop = max(filter(None, stops)) if all(stops) else most if played == most else None
            if any(results[key].withheld and _of_whole(results[key]) for key in asking):
                stop = played
            if stop:
                break
            likely = [one for key in asking for one in reached(results[key], widths[key])]
            played = _next(played, most, using.workers, likely)
    return {key: Enough(result, reached(result, half_widths(result))) for key, result in ledger.results(stop).items()}


def _of_whole(result: Result) -> bool:
    """Return whether `precision` names a figure of whole stays, which no replication brings back once it is
    withheld.
    """
    return any(result.figures[name].whole for name in result.scenario.precision)


def half_widths(result: Result) -> dict[str, F]:
    """(R,) the half-width of every figure under `precision` after each replication; infinite where there is none."""
    columns = {name: result.values[:, result.names.index(name)] for name in result.scenario.precision}
    return {name: _half_widths(result.figures[name], values) for name, values in columns.items()}


def enough(result: Result, widths: dict[str, F]) -> int | None:
    """Return the number of replications that is enough, the look-ahead included; None if more are needed."""
    met = np.all([widths[name] <= wanted for name, wanted in result.scenario.precision.items()], axis=0)
    since = 0  # how many replications there were when all were first met and have stayed so
    for n in range(LEAST, len(met) + 1):
        since = (since or n) if met[n - 1] else 0
        if since and n - since >= max(AHEAD, AHEAD * since // 100):
            return n
    return None


def reached(result: Result, widths: dict[str, F]) -> tuple[Reached, ...]:
    """Return how precise every figure under `precision` is by all replications of a result."""
    return tuple(
        Reached(
            name,
            result.figures[name].kind,
            wanted,
            float(widths[name][-1]) if result.runs else math.inf,
            result.summary[name].n,
        )
        for name, wanted in result.scenario.precision.items()
    )


def _next(played: int, most: int, workers: int, found: Sequence[Reached]) -> int:
    """Return how many to have played at the next look: about what is needed, at most twice as many as now."""
    likely = max(one.needed(played) for one in found)
    step = max(played // 10, AHEAD, CHUNK * workers)
    return min(max(played + step, math.ceil(min(likely * (1 + AHEAD / 100), 2.0 * played))), most)


def _half_widths(figure: FigureInfo, values: F) -> F:
    there = ~np.isnan(values)
    n = np.cumsum(there)
    if figure.kind == "date":
        return np.array([_of_median(values[: k + 1][there[: k + 1]]) for k in range(values.size)])
    if figure.kind == "flag":
        low, high = shares(np.cumsum(np.where(there, values, 0.0)), n.astype(np.float64))
        return np.where(n > 0, (high - low) / 2, np.inf)
    found = np.full(values.size, np.inf)
    found[there] = _of_means(figure, values[there])
    rows = np.maximum.accumulate(np.where(there, np.arange(values.size), 0))
    return np.where(n > 0, found[rows], np.inf)


def _of_median(values: F) -> float:
    low, high = of_median(values)
    return math.inf if math.isnan(low) else (high - low) / 2 / DAY


def _of_means(figure: FigureInfo, values: F) -> F:
    low, high, mean = means_so_far(values, figure.range)
    half = np.where(np.isnan(high - low), np.inf, (high - low) / 2)
    if figure.kind in ABSOLUTE:
        return half
    n = np.arange(1, values.size + 1)
    nought = np.where((n > 1) & (half > 0), (1 - TAIL ** (1 / n)) / 2, half)  # so far: of the chance that it is not
    relative: F = np.divide(half, np.abs(mean), out=nought, where=mean != 0)
    return relative
