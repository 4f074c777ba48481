"""Chunks played by the workers of a Dask scheduler (`pip install portsim[cluster]`).

Nothing here waits for ever: who does not answer is given some seconds, and then named.
"""

import asyncio
import logging
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from sim.errors import ClusterError, ScenarioError, WorkerError
from sim.experiments.playing.chunks import Chunk, Engines, Played, play_chunk
from sim.experiments.store.identity import identity, model
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from distributed import Client, Future

log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds to find the scheduler, and then a worker
SECONDS_BETWEEN_CHECKS = (
    5.0  # seconds without a finished chunk, after which somebody looks whether scheduler and workers are there
)
CLOSING = 2.0  # seconds to say goodbye
STRANGERS = ("distributed", "tornado.application", "asyncio")  # loggers that tell of lost connections in tracebacks
RETRIES = 2  # of a chunk that failed: a machine may be short of memory for a moment

KEPT = 8  # scenarios whose engines a thread of a worker keeps

_mine = threading.local()  # of a thread of a worker: engines, by the scenario that they are of


class OtherProgramError(RuntimeError):
    """A worker runs another version of the program."""


def run_on_cluster(
    address: str, scenarios: Mapping[str, Scenario], chunks: Sequence[Chunk]
) -> Generator[Played, None, None]:
    """Return the replications of these chunks, played by the workers of a scheduler, as chunks are finished.

    A chunk whose worker dies goes to another one. Closing the iterator takes back what is not finished. ClusterError if
    Dask is not installed, or the scheduler or its workers cannot be reached; WorkerError if replications fail.
    """
    with _client(address) as client:
        # Each scenario is the result of a task, not scattered data: if the worker that holds it dies, it is made again.
        held = {key: (client.submit(_held, one, pure=False), identity(one)) for key, one in scenarios.items()}
        waiting = {
            client.submit(_work, model(), *held[chunk.key], chunk, pure=False, retries=RETRIES): chunk
            for chunk in chunks
        }
        try:
            for future in _finished(address, client, list(waiting)):
                chunk = waiting.pop(future)
                if future.status != "finished":
                    raise _failed(address, client, chunk, future)
                yield from future.result(timeout=PATIENCE)
                future.release()
        except TimeoutError:
            raise _silent(address) from None
        finally:
            with suppress(Exception):  # who is gone has nothing to take back
                client.cancel([*waiting, *(future for future, _ in held.values())])


def _finished(address: str, client: "Client", futures: "Sequence[Future[Any]]") -> "Iterator[Future[Any]]":
    """Yield every future when it is finished, whatever came of it. ClusterError when the scheduler is silent or
    gone.
    """
    done: SimpleQueue[Future[Any]] = SimpleQueue()
    for future in futures:
        future.add_done_callback(done.put)
    left, alone = len(futures), False
    while left:
        try:
            future = done.get(timeout=SECONDS_BETWEEN_CHECKS)
        except Empty:
            there = _workers(address, client)
            if not there and not alone:
                told = say("no worker is left; waiting for one (Ctrl-C ends with what is finished)")
                log.warning("%s: %s", address, told)
            alone = not there
            continue
        left -= 1
        yield future


def _workers(address: str, client: "Client") -> int:
    """Return how many workers the scheduler has now. ClusterError when it does not say."""
    if client.status != "running":
        raise _gone(address)
    try:
        scheduler: Any = client.scheduler
        told = client.sync(scheduler.identity, callback_timeout=PATIENCE)
    except Exception:  # whatever a connection that breaks just now raises
        raise _silent(address) if client.status == "running" else _gone(address) from None
    return len(told["workers"])


def _gone(address: str) -> ClusterError:
    text = say("this Dask scheduler has ended; what was finished is kept where there is a --store")
    return ClusterError(f"{address}: {text}")


def _silent(address: str) -> ClusterError:
    text = say(
        "this Dask scheduler has not answered for {n} seconds; what was finished is kept where there is a --store",
        n=round(PATIENCE),
    )
    return ClusterError(f"{address}: {text}")


def _held(scenario: Scenario) -> Scenario:
    return scenario


def _work(wanted: str, scenario: Scenario, of: str, chunk: Chunk) -> list[Played]:
    """Play a chunk on a worker. A worker plays several at a time, in threads, each with engines of its own."""
    if model() != wanted:
        raise OtherProgramError
    engines: dict[tuple[str, str], Engines] = _mine.__dict__.setdefault("engines", {})
    if (chunk.key, of) not in engines:
        if len(engines) == KEPT:
            del engines[next(iter(engines))]
        engines[chunk.key, of] = Engines({chunk.key: scenario})
    return list(play_chunk(engines[chunk.key, of], chunk))


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    try:
        from distributed import Client
    except ImportError:
        command = "pip install portsim[cluster]"
        raise ClusterError(say("--cluster needs Dask: {command}", command=command)) from None
    with _quiet():
        _look_for_scheduler(address)
        try:
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise _nobody(address, error) from None
        try:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise ClusterError(f"{address}: " + say("this Dask scheduler has no worker")) from None
            yield client
        finally:
            with suppress(Exception):  # a scheduler that is gone hears no goodbye
                client.close(timeout=CLOSING)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the tracebacks of broken connections from being printed: one sentence says what went wrong."""
    loggers = [logging.getLogger(name) for name in STRANGERS]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)


def _look_for_scheduler(address: str) -> None:
    """Raise ClusterError unless a Dask scheduler answers. A client that finds nobody, or a stranger, waits for
    minutes.
    """

    async def asked() -> Any:
        from distributed.core import rpc

        async with rpc(address, timeout=PATIENCE) as scheduler:
            return await scheduler.identity()

    with ThreadPoolExecutor(1) as aside:  # a notebook has a loop of its own
        try:
            told = aside.submit(asyncio.run, asyncio.wait_for(asked(), PATIENCE)).result()
        except TimeoutError:
            raise _nobody(address, say("nothing was said for {n} seconds", n=round(PATIENCE))) from None
        except MemoryError:
            raise _nobody(address, say("what was said is of another protocol")) from None
        except Exception as error:  # whatever a stranger's answer is taken for
            raise _nobody(address, error) from None
    if not isinstance(told, dict) or told.get("type") != "Scheduler":
        raise _nobody(address, say("it is something else"))


def _nobody(address: str, why: object) -> ClusterError:
    told = " ".join(str(why).split())[:200]
    text = say(
        "no Dask scheduler answers there ({why}); allowed: an address such as {such}",
        why=told, such="tcp://10.0.0.1:8786",
    )  # fmt: skip
    return ClusterError(f"{address}: {text}")


def _failed(address: str, client: "Client", chunk: Chunk, future: Any) -> Exception:
    if future.status in ("lost", "cancelled"):
        return _gone(address) if client.status != "running" else _silent(address)
    reason = future.exception(timeout=PATIENCE)
    if isinstance(reason, OtherProgramError):
        text = say(
            "a worker cannot be used: its program, or its numpy, numba, scipy, simpy or Python, is not the one used "
            "here"
        )
        return ClusterError(f"{address}: {text}")
    if isinstance(reason, ScenarioError):
        return reason
    text = say(
        "replications {first} to {last} failed on the cluster: {why}",
        first=chunk.numbers[0], last=chunk.numbers[-1], why=f"{type(reason).__name__}: {reason}",
    )  # fmt: skip
    error = WorkerError(f"{chunk.key}: {text}" if chunk.key else text)
    error.__cause__ = reason
    return error
