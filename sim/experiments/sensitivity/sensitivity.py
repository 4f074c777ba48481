"""What drives the figures: the influence of every input that is uncertain in a scenario.

An input is its distribution's value at a number from 0 to 1; a point of the design is one number an input. Values that
share one quantile (`move_together`) are one input, under the name of their group; others move one by one. At each
point the scenario is played a number of times, the same people at every one, and a figure is its mean over them: a
function of the inputs whose noise must be small against what the inputs do (`noise`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sim.arrays import F
from sim.errors import ScenarioError
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.run import each_scenario
from sim.experiments.sensitivity import morris, one_at_a_time, sobol
from sim.experiments.sensitivity.morris import Effect
from sim.experiments.sensitivity.noise import means, needed, noise_share
from sim.experiments.sensitivity.one_at_a_time import Swing
from sim.experiments.sensitivity.sobol import Index
from sim.people.chance.uncertain_inputs import at_one_quantile
from sim.problems import Problem, sentence
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise
from sim.wording import say

Method = Literal["morris", "sobol"]
SIZES = {"morris": 16, "sobol": 128}  # trajectories; base points
PILOT = (24, 4)  # points and replications that tell how many replications are needed
MOST = 50  # replications of a point, unless told otherwise


@dataclass(frozen=True)
class Sensitivity:
    """The influence of each uncertain input on each figure that was asked for."""

    scenario: Scenario
    method: Method
    size: int
    points: int
    replications: int  # of each point of the design
    paired: int  # replications behind the swings
    paths: tuple[str, ...]  # of the inputs; the name of a group whose values share one quantile
    effects: dict[str, tuple[Effect, ...]]  # Morris, by figure; empty for Sobol
    indices: dict[str, tuple[Index, ...]]  # Sobol, by figure; empty for Morris
    noise: dict[str, float]  # share of the variance over points that is chance, by figure
    swings: dict[str, tuple[Swing, ...]]  # by figure


@dataclass(frozen=True)
class Runs:
    """How points are played: everything but the points."""

    scenario: Scenario
    figures: tuple[str, ...]
    using: Runner = ALONE

    def values(self, points: F, replications: int) -> F:
        """Return (figures, P, R) at (P, inputs) uniforms, NaN for an input as written.

        ScenarioError where drawn values contradict each other.
        """
        inputs = tuple(at_one_quantile(self.scenario).values())
        of = [realise(self.scenario, _known(inputs, row)) for row in points]
        runs = each_scenario(of, replications, self.using)
        found = [point.values[:, [point.names.index(name) for name in self.figures]].T for point in runs]
        values: F = np.array(found).transpose(1, 0, 2)
        lacking = [name for name, one in zip(self.figures, values, strict=True) if np.isnan(one).any()]
        if lacking:
            raise ScenarioError(_unfit(name, say("a figure that some runs do not have")) for name in lacking)
        return values


def _known(inputs: Sequence[tuple[str, ...]], row: F) -> dict[str, float]:
    return {path: float(u) for paths, u in zip(inputs, row, strict=True) if not np.isnan(u) for path in paths}


def check(scenario: Scenario, figures: Sequence[str]) -> None:
    """Raise ScenarioError if nothing is uncertain, or a figure cannot be averaged over runs."""
    if not scenario.uncertain:
        such = "uncertain: {staff.officers.absence: {p10: 2%, p90: 15%}}"
        allowed = say("a range of at least one input, such as {such}", such=such)
        raise ScenarioError([Problem("uncertain", sentence(say("nothing that is uncertain"), allowed))])
    known = catalogue(scenario)
    dates = [_unfit(name, say("a date")) for name in figures if known[name].kind == "date"]
    if dates:
        raise ScenarioError(dates)


def sensitivity(
    runs: Runs, method: Method = "morris", size: int | None = None, replications: int | None = None, most: int = MOST
) -> Sensitivity:
    """Screen (Morris) or quantify (Sobol) the inputs, and swing each from its 10th to its 90th percentile.

    Without `replications`, a pilot says how many keep the noise below 5% of the variance over points, at most `most`;
    `noise` of the result says what they did. The swings have as many as are allowed. `size` counts trajectories
    (Morris), or base points, a power of two (Sobol). Raises ScenarioError, and Interrupted.
    """
    check(runs.scenario, runs.figures)
    paths, size = tuple(at_one_quantile(runs.scenario)), size or SIZES[method]
    chance = np.random.default_rng([runs.scenario.seed, *method.encode()])
    shaped = (morris.trajectories if method == "morris" else sobol.design)(len(paths), size, chance)
    points = shaped.reshape(-1, len(paths))
    if replications is None:
        count, values = _quiet(runs, points, most)
    else:
        count, values = replications, runs.values(points, replications)
    known = catalogue(runs.scenario)
    averages = {name: means(one).reshape(shaped.shape[:2]) for name, one in zip(runs.figures, values, strict=True)}
    paired = replications or most
    moved = runs.values(one_at_a_time.design(len(paths)), paired)
    is_morris = method == "morris"
    return Sensitivity(
        scenario=runs.scenario,
        method=method,
        size=size,
        points=len(points),
        replications=count,
        paired=paired,
        paths=paths,
        effects={name: morris.screen(shaped, one, chance) for name, one in averages.items() if is_morris},
        indices={name: sobol.indices(one, chance) for name, one in averages.items() if not is_morris},
        noise={name: noise_share(one) for name, one in zip(runs.figures, values, strict=True)},
        swings={
            name: one_at_a_time.swings(one, known[name].range) for name, one in zip(runs.figures, moved, strict=True)
        },
    )


def _quiet(runs: Runs, points: F, most: int) -> tuple[int, F]:
    """Find how many replications keep the noise of every figure small, up to a limit; and the values."""
    many, few = PILOT
    pilot = points[:: max(len(points) // many, 1)][:many]
    count, asked = 0, _most_needed(runs.values(pilot, min(few, most)), most)
    while asked > count:
        count = asked
        values = runs.values(points, count)
        asked = _most_needed(values, most)
    return count, values


def _most_needed(values: F, most: int) -> int:
    return max(needed(one, most) for one in values)


def _unfit(name: str, found: str) -> Problem:
    return Problem(name, sentence(found, say("figures that every run has, such as on_site_peak or cost_total")))


def rows(sensitivity: Sensitivity) -> Iterator[Sequence[Any]]:
    """Yield the table of `sensitivity.csv`: a row a figure, input and measure, with the measure's 95% interval."""
    yield ("figure", "input", "measure", "value", "low", "high")
    for figure in sensitivity.swings:
        for k, path in enumerate(sensitivity.paths):
            yield from ([figure, path, *map(_cell, row)] for row in _measures(sensitivity, figure, k))
        yield figure, "", "noise", _cell(sensitivity.noise[figure]), "", ""


def _measures(sensitivity: Sensitivity, figure: str, k: int) -> Iterator[Sequence[Any]]:
    if sensitivity.effects:
        effect = sensitivity.effects[figure][k]
        yield "mu_star", effect.absolute, effect.low, effect.high
        yield "mu", effect.mean, "", ""
        yield "sigma", effect.sigma, "", ""
    if sensitivity.indices:
        index = sensitivity.indices[figure][k]
        yield "first", index.first, index.first_low, index.first_high
        yield "total", index.total, index.total_low, index.total_high
    swing = sensitivity.swings[figure][k]
    for name, end in (("at_p10", swing.at_p10), ("at_p90", swing.at_p90)):
        yield name, end.mean, "", ""
        yield f"change_{name}", end.change, end.low, end.high
    yield "swing", swing.change, swing.low, swing.high


def _cell(value: Any) -> str:
    return repr(value) if isinstance(value, float) and value == value else value if isinstance(value, str) else ""
