"""Replications over processes, each with a pipe of its own: nothing is shared, so one can be ended at any moment."""

import contextlib
import multiprocessing
import os
import signal
import traceback
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from sim.experiments.engine import Engine, play
from sim.measures import Replication

CHUNK = 4  # most replications handed out at a time
TRIES = 2  # a worker that dies has its replications played once more


class WorkerError(RuntimeError):
    """Replications could not be finished; the message says which and why."""


@dataclass
class _Failure:
    number: int
    message: str
    trace: str


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    owed: list[int] = field(default_factory=list)

    def give(self, numbers: list[int]) -> None:
        self.owed = list(numbers)
        with contextlib.suppress(OSError):  # one that died is found when it is read
            self.pipe.send(numbers)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


def spread(engine: Engine, numbers: Sequence[int], workers: int, start: str | None) -> Iterator[Replication]:
    """The replications of these numbers, in the order in which they are finished.

    `start` is the start method of `multiprocessing` (None: the platform's own). WorkerError when a replication fails or
    its worker dies twice. Closing the iterator ends every worker at once.
    """
    context = multiprocessing.get_context(start)
    size = max(1, min(CHUNK, len(numbers) // (4 * workers)))
    chunks = deque(list(numbers[k : k + size]) for k in range(0, len(numbers), size))
    deaths: Counter[int] = Counter()
    crew: list[_Worker] = []

    def new() -> _Worker | None:
        if len(crew) < workers:
            crew.append(_start(context, engine))
            return crew[-1]
        return None

    try:
        while chunks or any(worker.owed for worker in crew):
            while chunks and (worker := next((one for one in crew if not one.owed), None) or new()):
                worker.give(chunks.popleft())
            for pipe in wait([worker.pipe for worker in crew]):
                worker = next(worker for worker in crew if worker.pipe is pipe)
                try:
                    told = worker.pipe.recv()
                except (EOFError, OSError):
                    crew.remove(worker)
                    chunks.extendleft(_again(worker, deaths))
                    continue
                if isinstance(told, _Failure):
                    raise _failed(told)
                worker.owed.remove(told.number)
                yield told
    finally:
        for worker in crew:
            worker.end()


def _again(worker: _Worker, deaths: "Counter[int]") -> list[list[int]]:
    """What a dead worker still owed, to be played once more; WorkerError when it has been already."""
    worker.process.join()
    code, owed = worker.process.exitcode, worker.owed
    worker.end()
    deaths.update(owed[:1])
    if owed and deaths[owed[0]] >= TRIES:
        raise WorkerError(
            f"replication {owed[0]} could not be finished: its process died {TRIES} times (exit status {code}), "
            "perhaps for lack of memory; try fewer workers"
        )
    return [owed] if owed else []


def _failed(failure: _Failure) -> WorkerError:
    error = WorkerError(f"replication {failure.number} failed: {failure.message}")
    error.add_note(failure.trace)
    return error


def _start(context: BaseContext, engine: Engine) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, engine), daemon=True)  # type: ignore[attr-defined]
    with _deaf():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Processes started within never hear Ctrl-C, not even while they start: only the one that leads them does."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, engine: Engine) -> None:
    """A worker: plays what it is given until it is ended, or the process that it comes from is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent, number = os.getppid(), -1
    try:
        while True:
            while not pipe.poll(1.0):
                if os.getppid() != parent:
                    return
            for number in pipe.recv():
                for run in play(engine, (number,)):
                    pipe.send(run)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:
        pipe.send(_Failure(number, f"{type(error).__name__}: {error}", traceback.format_exc()))
