"""Many points of a port, each reduced to its figures."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.errors import Interrupted
from sim.experiments.run import run_many
from sim.measures.changes import F
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.experiments.store import Store


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
