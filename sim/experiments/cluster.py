"""Chunks played by the workers of a Dask scheduler (`pip install portsim[cluster]`)."""

import socket
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sim.experiments.chunks import Chunk, Engines, Played, WorkerError, play_chunk
from sim.experiments.identity import identity, model
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 10.0  # seconds to find the scheduler, and then a worker
RETRIES = 2  # of a chunk that failed: a machine may be short of memory for a moment

KEPT = 8  # scenarios whose engines a thread of a worker keeps

_mine = threading.local()  # of a thread of a worker: engines, by the scenario that they are of


class ClusterError(RuntimeError):
    """There is no such cluster, or it cannot be used; the message says which and why."""


class OtherProgramError(RuntimeError):
    """A worker runs another version of the program."""


def sent(address: str, scenarios: Mapping[str, Scenario], chunks: Sequence[Chunk]) -> Generator[Played, None, None]:
    """The replications of these chunks, played by the workers of a scheduler, as chunks are finished.

    A chunk whose worker dies goes to another one. Closing the iterator takes back what is not finished. ClusterError if
    Dask is not installed, or the scheduler or its workers cannot be reached; WorkerError if replications fail.
    """
    with _client(address) as client:
        from distributed import as_completed

        # Each scenario is the result of a task, not scattered data: if the worker that holds it dies, it is made again.
        held = {key: (client.submit(_held, one, pure=False), identity(one)) for key, one in scenarios.items()}
        waiting = {
            client.submit(_work, model(), *held[chunk.key], chunk, pure=False, retries=RETRIES): chunk
            for chunk in chunks
        }
        try:
            for future in as_completed(list(waiting), loop=client.loop):
                chunk = waiting.pop(future)
                if future.status != "finished":
                    raise _failed(address, chunk, future)
                yield from future.result()
                future.release()
        finally:
            client.cancel([*waiting, *(future for future, _ in held.values())])


def _held(scenario: Scenario) -> Scenario:
    return scenario


def _work(wanted: str, scenario: Scenario, of: str, chunk: Chunk) -> list[Played]:
    """On a worker: play a chunk. A worker plays several at a time, in threads, each with engines of its own."""
    if model() != wanted:
        raise OtherProgramError("its program, or its numpy, numba, scipy, simpy or Python, is not the one used here")
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
        from distributed.comm.addressing import get_address_host_port
    except ImportError:
        raise ClusterError("--cluster needs Dask: pip install portsim[cluster]") from None
    try:
        # A client that finds nobody does not end cleanly: look first whether someone is there.
        socket.create_connection(get_address_host_port(address), timeout=PATIENCE).close()
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"{address}: no Dask scheduler answers there ({error}); allowed: an address such as tcp://10.0.0.1:8786"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ClusterError(f"{address}: this Dask scheduler has no worker") from None
        yield client


def _failed(address: str, chunk: Chunk, future: Any) -> Exception:
    reason = future.exception() if future.status == "error" else RuntimeError(f"it was {future.status}")
    if isinstance(reason, OtherProgramError):
        return ClusterError(f"{address}: a worker cannot be used: {reason}")
    numbers = f"{chunk.numbers[0]} to {chunk.numbers[-1]}" + (f" of {chunk.key}" if chunk.key else "")
    error = WorkerError(f"replications {numbers} failed on the cluster: {type(reason).__name__}: {reason}")
    error.__cause__ = reason
    return error
