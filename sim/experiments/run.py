"""The main job: play scenarios a number of times, whoever plays them, and nothing twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from sim.arrays import F
from sim.errors import ArgumentError, Interrupted
from sim.experiments.playing.engine import Engine, Plays
from sim.experiments.playing.executors import Executor, executor
from sim.experiments.playing.progress import Advance
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.playing.shadowing import common_base
from sim.experiments.result import Result
from sim.experiments.store.ledger import Ledger, Numbering, figures, in_turn, is_complete
from sim.scenario.schema import Scenario
from sim.wording import say


class Point(NamedTuple):
    """A scenario and its figures, by replication."""

    scenario: Scenario
    names: tuple[str, ...]  # of the K figures
    values: F  # (R, K); NaN where a figure does not exist


def run(
    scenario: Scenario,
    replications: int,
    using: Runner = ALONE,
    *,
    make: Callable[[Scenario], Plays] = Engine,
    numbering: Numbering = in_turn,
) -> Result:
    """Play replications 1, 2, .. of a scenario, with its values as written; `numbering`: others than these.

    The result is the same whatever the runner and the order in which replications finish. `make` is what processes here
    build to play it.

    Ctrl-C ends it at once with what was finished (`Result.interrupted`). ArgumentError for no replications or workers;
    WorkerError when a replication cannot be finished; StoreError when the store fails; ClusterError when the cluster
    cannot be reached.
    """
    _check(replications, using.workers)
    with (
        using.progress.bar(replications) as advance,
        Ledger({"": scenario}, using.store, numbering=numbering) as ledger,
    ):
        play_missing(ledger, replications, executor(using, make), advance)
    return ledger.results()[""]


def run_many(
    scenarios: Mapping[str, Scenario],
    replications: int,
    using: Runner = ALONE,
    *,
    figures_only: bool = False,
    together: bool = False,
    numbering: Numbering = in_turn,
) -> dict[str, Result]:
    """Play replications 1, 2, .. of every scenario, as one pool of work; a result a scenario, by its key.

    Otherwise as `run`. Scenarios that differ in words only (name, targets, precision, assumptions) are played once.
    `figures_only` keeps of each replication its number, its figures and what was drawn for it, and leaves arrays and
    diary empty: for hundreds of scenarios. `together`: all scenarios in the first replications, then all in the next,
    as `executor` has it; those that differ in measures alone in one run, where they only watch. `numbering`: other
    replications than the first.
    """
    _check(replications, using.workers)
    with (
        using.progress.bar(len(scenarios) * replications) as advance,
        Ledger(scenarios, using.store, figures if figures_only else is_complete, numbering) as ledger,
    ):
        base = common_base(list(scenarios.values())) if together and scenarios else None
        play_missing(ledger, replications, executor(using, together=together, base=base), advance)
    return ledger.results()


def each_scenario(scenarios: Sequence[Scenario], replications: int, using: Runner = ALONE) -> Iterator[Point]:
    """Yield each scenario after replications 1 to `replications`, in order.

    At the first point that an interrupt left incomplete: Interrupted. WorkerError, StoreError and ClusterError as for
    `run`.
    """
    keyed = {str(k): scenario for k, scenario in enumerate(scenarios)}
    done = run_many(keyed, replications, using, figures_only=True)
    for key, scenario in keyed.items():
        if done[key].interrupted:
            raise Interrupted
        yield Point(scenario, done[key].names, done[key].values)


def play_missing(ledger: Ledger, replications: int, executor_: Executor, advance: Advance) -> bool:
    """Have the missing replications of these played, and enter them; False when Ctrl-C ended it before."""
    try:
        ledger.require(replications)
        if ledger.done:
            advance(ledger.done)
        missing = ledger.missing()
        with closing(executor_({key: ledger.scenarios[key] for key in missing}, missing)) as runs:
            for one in runs:
                ledger.add(one)
                advance(ledger.done)
    except KeyboardInterrupt:
        return False
    return True


def _check(replications: int, workers: int) -> None:
    if replications < 1 or workers < 1:
        raise ArgumentError(say("at least one replication and one worker"))
