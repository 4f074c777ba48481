"""Who plays the chunks: this process, other processes, or a cluster. The replications are the same to the byte."""

from collections.abc import Callable, Generator, Mapping, Sequence

from sim.experiments.playing.chunks import KEPT, Chunk, Engines, Played, by_number, chunked, play_chunk
from sim.experiments.playing.engine import Engine, Plays
from sim.experiments.playing.runner import ALONE, Runner
from sim.scenario.schema import Scenario

Executor = Callable[[Mapping[str, Scenario], Mapping[str, Sequence[int]]], Generator[Played, None, None]]


def executor(
    using: Runner = ALONE,
    make: Callable[[Scenario], Plays] = Engine,
    *,
    together: bool = False,
    base: Scenario | None = None,
) -> Executor:
    """Return who plays: the Dask scheduler of the runner if it has one, else its processes.

    `make` is what the processes build of a scenario to play it. `together`: all scenarios in the first replications,
    then all in the next; those that differ in their measures alone share what is drawn. `base`: a scenario from which
    all differ in measures alone: processes here play what can be so in one run of it (`shadowing`).

    An executor takes scenarios and the numbers of the replications that are missing, by key, and gives each replication
    when it is finished. Closing what it returns ends the work at once. It raises WorkerError when a replication cannot
    be finished, and ClusterError when there is no such cluster.
    """

    def processes(
        scenarios: Mapping[str, Scenario], missing: Mapping[str, Sequence[int]]
    ) -> Generator[Played, None, None]:
        engines = Engines(scenarios, make, max(len(scenarios), KEPT) if together else KEPT, base)
        chunks = by_number(missing) if base else chunked(missing, using.workers, together)
        yield from _beside(engines, chunks, using)

    def distributed(
        scenarios: Mapping[str, Scenario], missing: Mapping[str, Sequence[int]]
    ) -> Generator[Played, None, None]:
        from sim.experiments.playing.cluster import run_on_cluster

        assert using.cluster is not None
        yield from run_on_cluster(using.cluster, scenarios, chunked(missing, using.workers))

    return processes if using.cluster is None else distributed


def _beside(engines: Engines, chunks: Sequence[Chunk], using: Runner) -> Generator[Played, None, None]:
    """Play the first here: a mistake shows at once, and workers that are forked find the flow compiled."""
    workers = min(using.workers, sum(len(chunk.numbers) for chunk in chunks) - 1)
    if workers < 2:
        for chunk in chunks:
            yield from play_chunk(engines, chunk)
        return
    from sim.experiments.playing.processes import leave_if_starting, run_in_processes

    leave_if_starting()
    (key, numbers, beside), *rest = chunks
    yield from play_chunk(engines, Chunk(key, numbers[:1]))
    rest = [Chunk(key, numbers[1:], beside), *rest] if numbers[1:] else rest
    rest = [Chunk(beside[0], numbers[:1], beside[1:]), *rest] if beside else rest
    yield from run_in_processes(engines, rest, workers, using.start)
