"""Simulated estimates with their standard errors, and the rule by which they are judged.

The error rate. A figure is the mean over R = 200 independent replications; it agrees when it is at most 3.9 standard
errors from the exact value. If the program is right, one comparison fails by chance with probability 1.3e-4 (Student's
t, 199 degrees of freedom). There are 109 comparisons in this folder, so that an arbitrary seed would raise a false
alarm somewhere with probability of at most 1.4%; the seeds are fixed, so that a test that has passed stays so. To
agree, the standard error must also be small: each comparison states its largest relative value, so that imprecision
cannot pass.

The bias. Times are whole seconds: arrivals and durations are rounded, which moves each by at most 1 s and a duration by
nothing in the mean. With services of 20 min and more that is far below the standard errors. Parties that come in the
last days are left out, so that all who are counted have left, and so are those who come in the warm-up.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import EXITS, Log
from sim.port.plan import Plan, plan
from sim.scenario.load import load
from sim.scenario.schema import Scenario

F = NDArray[np.float64]
I = NDArray[np.int64]
B = NDArray[np.bool_]

SCENARIOS = Path(__file__).parent / "scenarios"
REPLICATIONS = 200
ERRORS = 3.9
HOUR, DAY = 3600, 86400


class Run(NamedTuple):
    """One replication, and the ticks between which its parties come that are counted."""

    plan: Plan
    sample: Sample
    log: Log
    begin: int
    end: int

    @property
    def settled(self) -> B:
        """(N,) the parties that are counted."""
        return np.asarray((self.sample.arrive >= self.begin) & (self.sample.arrive < self.end))

    def visits(self, step: str) -> I:
        """Rows of the visits to a step by the parties that are counted."""
        settled = np.repeat(self.settled, np.diff(self.sample.first))
        return np.flatnonzero(settled & (self.sample.step == self.plan.steps.index(step)))

    def waits(self, step: str) -> F:
        """Hours from ready to start of the visits to a step."""
        rows = self.visits(step)
        assert (self.log.start[rows] >= 0).all()
        return np.asarray((self.log.start[rows] - self.log.ready[rows]) / HOUR)

    def share(self, way: str) -> float:
        """Share of the parties that are counted who left in a way."""
        settled = self.settled
        assert (self.log.left[settled] >= 0).all()
        return float((self.log.exit[settled] == EXITS.index(way)).mean())

    def mean_present(self) -> float:
        """Mean number of parties on site between `begin` and `end`."""
        left = np.where(self.log.left < 0, self.end, self.log.left)
        inside = np.clip(left, self.begin, self.end) - np.clip(self.sample.arrive, self.begin, self.end)
        return float(inside.sum() / (self.end - self.begin))

    def mean_level(self, place: int) -> float:
        """Mean level of a place between `begin` and `end`."""
        rows = self.log.levels[self.log.levels[:, 1] == place]
        ticks = np.clip(np.append(rows[:, 0], self.end), self.begin, self.end)
        return float((rows[:, 2] * np.diff(ticks)).sum() / (self.end - self.begin))

    def noted(self, what: str) -> int:
        """Entries of a kind in the diary between `begin` and `end`."""
        return sum(entry.event == what and self.begin <= entry.tick < self.end for entry in self.log.diary)


def played(file: Path, replications: Iterable[int], skip: int = 0, last: int = 2) -> Iterable[Run]:
    """Replications of a scenario file; its first `skip` counted days and its `last` days are not counted."""
    return played_of(load(file).scenario, replications, skip, last)


def played_of(scenario: Scenario, replications: Iterable[int], skip: int = 0, last: int = 2) -> Iterable[Run]:
    """Replications of a scenario, as `played`."""
    made, sampler = plan(scenario), Sampler(scenario)
    for number in replications:
        sample = sampler.sample(number)
        log = FlowPort(made, sample).play()
        yield Run(made, sample, log, made.clock.start + skip * DAY, made.clock.end - last * DAY)


def estimates(case: str, figures: Callable[[Run], Sequence[float]], skip: int = 0, last: int = 2) -> F:
    """(R, K) figures of each replication of `scenarios/CASE.yaml`."""
    runs = played(SCENARIOS / f"{case}.yaml", range(REPLICATIONS), skip, last)
    return np.array([figures(run) for run in runs], dtype=np.float64)


def judge(values: F, exact: Sequence[float], precision: float) -> None:
    """Each column of `values` (R, K) agrees with its `exact`, and its standard error is at most `precision` of that."""
    assert values.shape[1] == len(exact)
    mean, error = values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(len(values))
    for k, value in enumerate(exact):
        told = f"figure {k}: {mean[k]:.6g} with a standard error of {error[k]:.2g}, exact {value:.6g}"
        assert error[k] <= precision * value, f"imprecise, {told}"
        assert abs(mean[k] - value) <= ERRORS * error[k], told
