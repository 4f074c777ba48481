"""What plays: processes or a cluster, with a store or without, and how progress is shown. It travels as one value."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sim.errors import ArgumentError
from sim.experiments.playing.progress import Bars, Progress, Silent
from sim.wording import say

if TYPE_CHECKING:
    from sim.experiments.store.store import Store


WHILE_PLAYING = (700, 10, 10)  # `gc.set_threshold`: arrays hang on rings of objects, and are to be used again


def look_for_garbage() -> None:
    """Look for garbage often from here on, and no more through what is there already, all of which stays.

    A process that looks seldom gives each replication new pages, and a worker that looks through all copies them.
    """
    gc.freeze()
    gc.set_threshold(*WHILE_PLAYING)


@dataclass(frozen=True)
class Runner:
    """Who plays replications, what keeps them, and how progress is shown. By default this process plays, unseen.

    Whoever plays, and whatever is found in a store, the results are the same to the byte. What is in the `store` is not
    played again, and what is played is kept there, a chunk at a time. `cluster` is the address of a Dask scheduler
    whose workers play instead of processes here. `start` is how processes start (`fork`, `spawn`, `forkserver`; None:
    the platform's own way).
    """

    workers: int = 1
    store: "Store | None" = None
    cluster: str | None = None
    progress: Progress = field(default_factory=Silent)
    start: str | None = None

    def silent(self) -> "Runner":
        """Return the same, showing no progress: for many short calls in a row."""
        return replace(self, progress=Silent())

    def here(self) -> "Runner":
        """Return the processes of this machine alone: for what neither a store nor a cluster can tell from a usual
        run.
        """
        return replace(self, store=None, cluster=None)


ALONE = Runner()


@contextmanager
def runner(
    workers: int | None = None,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    *,
    watched: bool = False,
) -> Iterator[Runner]:
    """Give a runner whose store is open while it is used; without `workers` there is one for each core.

    ArgumentError for no worker; StoreError when the file cannot be a store.
    """
    if workers is not None and workers < 1:
        raise ArgumentError(say("found {n} workers; allowed: 1 or more, or None for one for each core", n=workers))
    using = Runner(available() if workers is None else workers, None, cluster, Bars() if watched else Silent())
    if store is None:
        yield using
        return
    from sim.experiments.store.store import Store

    with Store(store) as kept:
        yield replace(using, store=kept)


def available() -> int:
    """Return processor cores that this process may use; where the system does not say (macOS, Windows), all there
    are.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
