"""The main job: scenarios played so many times, whoever plays them, and nothing twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from sim.arrays import F
from sim.errors import ArgumentError, Interrupted
from sim.experiments.playing.engine import Engine, Plays
from sim.experiments.playing.executors import Executor, executor
from sim.experiments.result import Result
from sim.experiments.store.ledger import Ledger, figures, whole
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.experiments.store.store import Store


class Point(NamedTuple):
    """A scenario and its figures, by replication."""

    scenario: Scenario
    names: tuple[str, ...]  # of the K figures
    values: F  # (R, K); NaN where a figure does not exist


def played(
    scenarios: Sequence[Scenario],
    replications: int,
    workers: int,
    progress: Callable[[int], None] | None = None,
    *,
    store: "Store | None" = None,
    cluster: str | None = None,
) -> Iterator[Point]:
    """Each scenario after replications 1 to `replications`, in order.

    `progress` is called with the number of replications finished so far. At the first point that an interrupt left
    incomplete: Interrupted. WorkerError, StoreError and ClusterError as for `run`.
    """
    keyed = {str(k): scenario for k, scenario in enumerate(scenarios)}
    done = run_many(keyed, replications, workers, progress, store=store, cluster=cluster, figures_only=True)
    for key, scenario in keyed.items():
        if done[key].interrupted:
            raise Interrupted
        yield Point(scenario, done[key].names, done[key].values)


Progress = Callable[[int], None]


def run(
    scenario: Scenario,
    replications: int,
    workers: int,
    progress: Progress | None = None,
    start_method: str | None = None,
    *,
    store: "Store | None" = None,
    cluster: str | None = None,
    make: Callable[[Scenario], Plays] = Engine,
) -> Result:
    """Play replications 1, 2, .. of a scenario over so many processes; one plays them in this process.

    `progress` is called with the number finished so far, after each. The result is the same whatever the workers, their
    start method (`fork`, `spawn`, `forkserver`; None: the platform's own) and the order in which they finish. What is
    in the `store` is not played again, and what is played is kept there, a chunk at a time. `cluster` is the address of
    a Dask scheduler whose workers play instead of processes here. `make` is what processes here build to play it.

    Ctrl-C ends it at once with what was finished (`Result.interrupted`). ArgumentError for no replications or workers;
    WorkerError when a replication cannot be finished; StoreError when the store fails; ClusterError when the cluster
    cannot be reached.
    """
    _check(replications, workers)
    with Ledger({"": scenario}, store) as ledger:
        fill(ledger, replications, executor(workers, start_method, cluster, make), progress)
    return ledger.results()[""]


def run_many(
    scenarios: Mapping[str, Scenario],
    replications: int,
    workers: int,
    progress: Progress | None = None,
    *,
    store: "Store | None" = None,
    cluster: str | None = None,
    figures_only: bool = False,
    together: bool = False,
) -> dict[str, Result]:
    """Play replications 1, 2, .. of every scenario, as one pool of work; a result a scenario, by its key.

    As `run`, which see; `progress` is called with the number finished so far, over all scenarios. Scenarios that differ
    in words only (name, targets, precision, assumptions) are played once. `figures_only` keeps of each replication its
    number, its figures and what was drawn for it, and leaves arrays and diary empty: for hundreds of scenarios.
    `together`: all scenarios in the first replications, then all in the next, as `executor` has it.
    """
    _check(replications, workers)
    with Ledger(scenarios, store, figures if figures_only else whole) as ledger:
        fill(ledger, replications, executor(workers, None, cluster, together=together), progress)
    return ledger.results()


def fill(ledger: Ledger, replications: int, who: Executor, progress: Progress | None) -> bool:
    """Have what is missing of so many replications played, and enter it; False when Ctrl-C ended it before."""
    try:
        ledger.ask(replications)
        if progress and ledger.done:
            progress(ledger.done)
        missing = ledger.missing()
        with closing(who({key: ledger.scenarios[key] for key in missing}, missing)) as runs:
            for one in runs:
                ledger.add(one)
                if progress:
                    progress(ledger.done)
    except KeyboardInterrupt:
        return False
    return True


def _check(replications: int, workers: int) -> None:
    if replications < 1 or workers < 1:
        raise ArgumentError("at least one replication and one worker")
