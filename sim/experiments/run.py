"""The main job: a scenario played so many times."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from sim.experiments.engine import Engine, play
from sim.experiments.result import Replication, Result
from sim.scenario.schema import Scenario


def run(
    scenario: Scenario,
    replications: int,
    workers: int,
    progress: Callable[[int], None] | None = None,
    start_method: str | None = None,
) -> Result:
    """Play replications 1, 2, .. of a scenario over so many processes; one plays them in this process.

    `progress` is called with the number finished so far, after each. The result is the same whatever the workers, their
    start method (`fork`, `spawn`, `forkserver`; None: the platform's own) and the order in which they finish. Ctrl-C
    ends it at once with what was finished (`Result.interrupted`). WorkerError when a replication cannot be finished.
    """
    from sim.scenario.figures import catalogue
    from sim.scenario.hashing import fingerprint

    if replications < 1 or workers < 1:
        raise ValueError("at least one replication and one worker")
    finished: dict[int, Replication] = {}
    try:
        with closing(_runs(scenario, range(1, replications + 1), workers, start_method)) as runs:
            for one in runs:
                finished[one.number] = one
                if progress:
                    progress(len(finished))
    except KeyboardInterrupt:
        pass
    return Result(
        scenario=scenario,
        fingerprint=fingerprint(scenario),
        seed=scenario.seed,
        asked=replications,
        names=tuple(catalogue(scenario)),
        runs=tuple(finished[number] for number in sorted(finished)),
    )


def _runs(
    scenario: Scenario, numbers: Sequence[int], workers: int, start: str | None
) -> Generator[Replication, None, None]:
    """The first is played here: a mistake shows at once, and workers that are forked find the flow compiled."""
    engine = Engine(scenario)
    workers = min(workers, len(numbers) - 1)
    if workers < 2:
        yield from play(engine, numbers)
        return
    from sim.experiments.workers import spread

    yield from play(engine, numbers[:1])
    yield from spread(engine, numbers[1:], workers, start)
