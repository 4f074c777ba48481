"""What the commands and the calls of `sim` play, each with a runner: runs, comparisons, sweeps, sensitivities."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.errors import ArgumentError
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.statistics.precision import Reached, run_until
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.experiments.comparison.compare import Comparison
    from sim.experiments.comparison.output import Explained
    from sim.experiments.sensitivity.sensitivity import Method, Sensitivity
    from sim.experiments.sweep.sweep import Plan, Sweep
    from sim.port.port import Policy

ALONE = "found policies and a {}; allowed: one of them (what a policy does is not part of a scenario's identity)"


def play(
    scenario: Scenario, replications: int | None, most: int, using: Runner, policies: "Sequence[Policy]" = ()
) -> tuple[Result, tuple[Reached, ...]]:
    """The runs of a scenario, and how precise its figures are; without a number, as many as `precision` needs.

    ArgumentError for policies with a store or a cluster, which know scenarios by their files alone.
    """
    from sim.experiments.playing.with_policies import making

    for what, there in (("store", using.store is not None), ("cluster", using.cluster is not None)):
        if policies and there:
            raise ArgumentError(ALONE.format(what))
    make = making(policies, using.workers)
    with using.progress(replications or most) as advance:
        if replications is not None:
            result = run(
                scenario, replications, using.workers, advance, store=using.store, cluster=using.cluster, make=make
            )
            return result, ()
        found = run_until(scenario, using.workers, most, advance, store=using.store, cluster=using.cluster, make=make)
    return found.result, found.reached


def with_warm_up_test(result: Result, using: Runner) -> Result:
    """The result with the test of its warm-up: its first runs again, after a longer one."""
    from sim.experiments.warm_up_test import MOST, compared
    from sim.scenario.variants import with_longer_warm_up

    number = min(len(result.runs), MOST)
    with using.progress(number) as advance:
        scenario = with_longer_warm_up(result.scenario)
        after = run(scenario, number, using.workers, advance, store=using.store, cluster=using.cluster)
    return replace(result, warm_up_test=compared(result, after))


def compare(
    scenarios: Mapping[str, Scenario], figures: Sequence[str], replications: int | None, most: int, using: Runner
) -> "tuple[Comparison, dict[str, tuple[Reached, ...]]]":
    """The scenarios paired with the first of them, and how precise the figures of each are."""
    from sim.experiments.comparison.compare import compare as pair
    from sim.experiments.comparison.compare import compare_until

    workers, store, cluster = using.workers, using.store, using.cluster
    with using.progress(len(scenarios) * (replications or most)) as advance:
        if replications is not None:
            return pair(scenarios, replications, workers, advance, figures=figures, store=store, cluster=cluster), {}
        return compare_until(scenarios, workers, most, advance, figures=figures, store=store, cluster=cluster)


def explain(comparison: "Comparison", figures: Sequence[str], using: Runner) -> "Explained":
    """What each of several changes did, from runs of the scenarios in between."""
    from sim.experiments.comparison.attribution import attribute, mixtures

    between = sum(len(list(given.combinations())) for given in mixtures(comparison).values())
    with using.progress(between * comparison.pairs) as advance:
        return attribute(
            comparison, figures, comparison.pairs, using.workers, advance, store=using.store, cluster=using.cluster
        )


def sweep(planned: "Plan", replications: int, using: Runner) -> "Sweep":
    """Every point of a sweep."""
    from sim.experiments.sweep.sweep import sweep as over

    with using.progress(len(planned.points) * replications) as advance:
        return over(planned, replications, using.workers, advance, store=using.store, cluster=using.cluster)


def analyse(
    scenario: Scenario,
    figures: tuple[str, ...],
    method: "Method",
    size: int | None,
    replications: int | None,
    most: int,
    using: Runner,
) -> "Sensitivity":
    """The influence of each uncertain input; every point has to be finished for it. Interrupted otherwise."""
    from sim.experiments.sensitivity.sensitivity import Runs, sensitivity

    with ExitStack() as bars:
        runs = Runs(scenario, figures, using.workers, _bar_a_round(bars, using), using.store, using.cluster)
        return sensitivity(runs, method, size, replications, most)


def _bar_a_round(bars: ExitStack, using: Runner) -> Callable[[int, int], None]:
    """A progress bar for each round of runs."""
    rounds: list[tuple[int, Callable[[int], None] | None]] = []

    def advance(done: int, of: int) -> None:
        if not rounds or rounds[-1][0] != of:
            bars.close()
            rounds.append((of, bars.enter_context(using.progress(of))))
        moving = rounds[-1][1]
        if moving:
            moving(done)

    return advance
