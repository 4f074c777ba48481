"""What `portsim run` and `portsim compare`, `sim.run` and `sim.compare` play: a number of runs, or as many as
needed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.errors import ArgumentError
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.statistics.precision import Reached, run_until
from sim.scenario.origin import values_of
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.wording import say

if TYPE_CHECKING:
    from sim.experiments.comparison.compare import Comparison
    from sim.experiments.comparison.levers.tried import Tried
    from sim.port.port import Policy
    from sim.scenario.values.elicited import Elicited


def play(
    scenario: Scenario, replications: int | None, most: int, using: Runner, policies: "Sequence[Policy]" = ()
) -> tuple[Result, tuple[Reached, ...]]:
    """Return the runs of a scenario, and how precise its figures are; without a number, as many as `precision` needs.

    ArgumentError for policies with a store or a cluster, which know scenarios by their files alone.
    """
    from sim.experiments.playing.with_policies import making

    if policies and using.store is not None:
        raise ArgumentError(_alone(say("a store")))
    if policies and using.cluster is not None:
        raise ArgumentError(_alone(say("a cluster")))
    make = making(policies, using.workers)
    if replications is not None:
        return run(scenario, replications, using, make=make), ()
    found = run_until(scenario, most, using, make=make)
    return found.result, found.reached


def _alone(other: str) -> str:
    return say(
        "found policies and {other}; allowed: one of them (what a policy does is not part of a scenario's identity)",
        other=other,
    )


def with_warm_up_test(result: Result, using: Runner) -> Result:
    """Return the result with the test of its warm-up: its first runs again, after a longer one."""
    from sim.experiments.warm_up_test import MOST, compared
    from sim.scenario.variants import with_longer_warm_up

    after = run(with_longer_warm_up(result.scenario), min(len(result.runs), MOST), using)
    return replace(result, warm_up_test=compared(result, after))


def with_assumption_sets(result: Result, sets: int, per_set: int, using: Runner) -> Result:
    """Return the result with sets of assumptions and runs in each, those that the facts of `evidence` leave; none where
    nothing is uncertain."""
    from sim.experiments.play_sets import play_standing

    found, evidence = play_standing(result.scenario, sets, per_set, using) if sets else (None, None)
    return replace(result, assumption_sets=found, evidence=evidence)


def with_same_people(result: Result, using: Runner) -> Result:
    """Return the result with runs of the same people again: without the space of measures, and in the other readings of
    the scenario."""
    from sim.experiments.comparison.other_readings import other_readings
    from sim.experiments.comparison.without_space import space_effect

    return replace(result, space_effect=space_effect(result, using), other_readings=other_readings(result, using))


def with_levers(result: Result, using: Runner, more: "Iterable[Tried]" = ()) -> Result:
    """Return the result with what each lever changes, and each of `more`, in a part of its runs."""
    from sim.experiments.comparison.levers.levers import with_levers as levers

    return levers(result, using, more)


def compare(
    scenarios: Mapping[str, Scenario], figures: Sequence[str], replications: int | None, most: int, using: Runner
) -> "tuple[Comparison, dict[str, tuple[Reached, ...]]]":
    """Return the scenarios paired with the first of them, and how precise the figures of each are."""
    from sim.experiments.comparison.compare import compare as pair
    from sim.experiments.comparison.compare import compare_until

    if replications is not None:
        return pair(scenarios, replications, using, figures=figures), {}
    return compare_until(scenarios, most, using, figures=figures)


def with_paired_sets(comparison: "Comparison", sets: int, per_set: int, using: Runner) -> "Comparison":
    """Return the comparison with sets of assumptions, the same in all scenarios.

    What is not uncertain in all of them alike, or is written differently, is held as written in each: it is what they
    differ in, or they would not meet the same. No sets where nothing is left.
    """
    from sim.experiments.play_sets import play_sets

    scenarios = {label: result.scenario for label, result in comparison.results.items()}
    shared = _shared(list(scenarios.values()))
    held = tuple(sorted({path for one in scenarios.values() for path in one.uncertain} - shared.keys()))
    if not sets or not shared:
        return comparison
    drawn = {label: holding(one, shared) for label, one in scenarios.items()}
    return replace(comparison, sets=play_sets(drawn, sets, per_set, using), held=held)


def holding(scenario: Scenario, shared: "Mapping[str, Elicited]") -> Scenario:
    """Return the scenario with all that is uncertain in it known as it is written, but for what is shared."""
    tree = values_of(scenario)
    written = {parts(path): tree.at(parts(path)) for path in scenario.uncertain if path not in shared}
    return scenario.edited({path: node.plain() for path, node in written.items() if node}) if written else scenario


def _shared(scenarios: Sequence[Scenario]) -> "dict[str, Elicited]":
    """Return what is uncertain in all scenarios in the same way, around the same value as written."""
    first, *others = scenarios
    trees = [values_of(one) for one in scenarios]

    def alike(path: str) -> bool:
        written = [node.plain() if (node := tree.at(parts(path))) else None for tree in trees]
        ranges = all(one.uncertain.get(path) == first.uncertain[path] for one in others)
        return ranges and all(one == written[0] for one in written)

    return {path: drawn for path, drawn in first.uncertain.items() if alike(path)}
