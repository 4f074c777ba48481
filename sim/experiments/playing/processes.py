"""Replications over processes, each with a pipe of its own: nothing is shared, so one can be ended at any moment.

Where processes are spawned (Windows, macOS) a new one imports the script that it comes from, and needs its guard.
"""

import contextlib
import multiprocessing
import signal
import sys
import traceback
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from sim.errors import ScenarioError, WorkerError
from sim.experiments.playing.chunks import Chunk, Engines, Played, by_number, called, play_chunk
from sim.experiments.playing.runner import look_for_garbage
from sim.problems import Problem
from sim.wording import language, noted, say, speaking

__all__ = ["WorkerError", "leave_if_starting", "run_in_processes"]

TRIES = 2  # a worker that dies has its replications played once more
UNGUARDED = 113  # exit status of a process that came to play replications while it was starting
GUARD = noted(
    "a new process imports the script that starts it, so the lines that play belong under "
    '`if __name__ == "__main__":` (or give workers=1, which plays in this process)'
)


@dataclass
class _Failure:
    key: str
    number: int
    message: str
    trace: str
    problems: tuple[Problem, ...] = ()  # of a scenario that cannot be played as chance has it


class _Death:
    """A worker says nothing any more."""


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    owed: list[tuple[str, int]] = field(default_factory=list)  # key and number of each replication
    began: bool = False  # it has said that it is there

    def give(self, chunk: Chunk) -> None:
        self.owed = chunk.runs
        with contextlib.suppress(OSError):  # one that died is found when it is read
            self.pipe.send(chunk)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


def run_in_processes(engines: Engines, chunks: Sequence[Chunk], workers: int, start: str | None) -> Iterator[Played]:
    """Yield the replications of these chunks, in the order in which they are finished.

    `start` is the start method of `multiprocessing` (None: the platform's own). WorkerError when a replication fails or
    its worker dies twice, ScenarioError when chance makes of a scenario what cannot be played. Closing the iterator
    ends every worker at once.
    """
    context = multiprocessing.get_context(start)
    waiting = deque(chunks)
    deaths: Counter[tuple[str, int]] = Counter()
    crew: list[_Worker] = []

    def new() -> _Worker | None:
        if len(crew) < workers:
            crew.append(_start(context, engines))
            return crew[-1]
        return None

    try:
        while waiting or any(worker.owed for worker in crew):
            while waiting and (worker := next((one for one in crew if not one.owed), None) or new()):
                worker.give(waiting.popleft())
            for pipe in wait([worker.pipe for worker in crew]):
                worker = next(worker for worker in crew if worker.pipe is pipe)
                told = _received(worker)
                if isinstance(told, _Death):
                    crew.remove(worker)
                    waiting.extendleft(_again(worker, deaths))
                    continue
                if told is None:
                    worker.began = True
                    continue
                if isinstance(told, _Failure):
                    raise _failed(told)
                worker.owed.remove((told.key, told.number))
                yield told
    finally:
        for worker in crew:
            worker.end()


def _received(worker: _Worker) -> "Played | _Failure | _Death | None":
    """Return what a worker says: a replication, a failure, or nothing but that it is there."""
    try:
        told: Played | _Failure | None = worker.pipe.recv()
    except (EOFError, OSError):
        return _Death()
    return told


def _again(worker: _Worker, deaths: "Counter[tuple[str, int]]") -> list[Chunk]:
    """Return what a dead worker still owed, to be played once more; WorkerError when it has been already."""
    worker.process.join()
    code, owed = worker.process.exitcode, worker.owed
    worker.end()
    if code == UNGUARDED:
        raise WorkerError(say("no process could be started: {why}", why=GUARD))
    if not worker.began and (code or 0) > 0:
        raise WorkerError(say("a process could not be started (exit status {code}): {why}", code=str(code), why=GUARD))
    if not owed:
        return []
    deaths[owed[0]] += 1
    if deaths[owed[0]] >= TRIES:
        text = say(
            "{which} could not be finished: its process died {n} times (exit status {code}), perhaps for lack of "
            "memory; try fewer workers",
            which=called(*owed[0]), n=TRIES, code=str(code),
        )  # fmt: skip
        raise WorkerError(text)
    missing: dict[str, list[int]] = {}
    for key, number in owed:
        missing.setdefault(key, []).append(number)
    return by_number(missing)


def _failed(failure: _Failure) -> WorkerError | ScenarioError:
    message = say("{which} failed: {why}", which=called(failure.key, failure.number), why=failure.message)
    error = ScenarioError(failure.problems) if failure.problems else WorkerError(message)
    error.add_note(failure.trace)
    return error


def _start(context: BaseContext, engines: Engines) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, engines, language()), daemon=True)  # type: ignore[attr-defined]
    with _sigint_blocked():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextlib.contextmanager
def _sigint_blocked() -> Iterator[None]:
    """Keep Ctrl-C from processes started within, even while they start: only the one that leads them gets it.

    Where signals cannot be held back (Windows), they are deaf from when they play on.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def leave_if_starting() -> None:
    """End a process that is asked to play while it only imports the script of the one that started it."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        sys.exit(UNGUARDED)


def _work(pipe: Connection, engines: Engines, spoken: str) -> None:
    """Play, as a worker, what is given until it is ended or the process that it comes from is gone.

    What is wrong is said in the language that is spoken there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    look_for_garbage()
    with speaking(spoken):
        _play(pipe, engines)


def _play(pipe: Connection, engines: Engines) -> None:
    owed = [("", -1)]
    try:
        pipe.send(None)
        while _asked(pipe):
            chunk = pipe.recv()
            owed = chunk.runs
            for played in play_chunk(engines, chunk):
                pipe.send(played)
                owed = owed[1:] or owed
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except ScenarioError as error:
        pipe.send(_Failure(*owed[0], "", traceback.format_exc(), error.problems))
    except Exception as error:
        pipe.send(_Failure(*owed[0], f"{type(error).__name__}: {error}", traceback.format_exc()))


def _asked(pipe: Connection) -> bool:
    """Wait for something to play; false when the process that it comes from is gone."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    return pipe in wait([pipe, parent.sentinel])
