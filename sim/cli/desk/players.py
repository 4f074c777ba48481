"""The processes that play for the desk: who comes first, and what is stopped when nobody waits for it any more."""

import asyncio
import itertools
import multiprocessing
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import PriorityQueue
from typing import Any

from sim.cli.desk.player import Answer, Done, Failed, Job, Stopped, serve
from sim.errors import WorkerError
from sim.scenario.schema import Scenario
from sim.wording import say

PATIENCE = 10.0  # seconds that a player has to stop, before it is ended and another begins
MOST = 4  # players, unless more are asked for
numbers = itertools.count(1)


class _Wanted:
    """A job, who waits for it, and whether anybody still does."""

    def __init__(self, urgency: int, job: Job) -> None:
        self.urgency, self.job, self.dropped = urgency, job, False
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Answer] = self.loop.create_future()

    def __lt__(self, other: "_Wanted") -> bool:
        return (self.urgency, self.job.number) < (other.urgency, other.job.number)

    def answer(self, answer: Answer) -> None:
        self.loop.call_soon_threadsafe(self._set, answer)

    def _set(self, answer: Answer) -> None:
        if not self.future.done():
            self.future.set_result(answer)


class Player:
    """A process, and a thread that hands it one job after the other, the most urgent first."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._stopped: Any = self._context.Value("q", 0)
        self._queue: PriorityQueue[tuple[float, _Wanted | None]] = PriorityQueue()
        self._now: _Wanted | None = None
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._ended = False
        self.asked: list[int] = []  # the urgency of each job that somebody waits for
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    async def ask(self, job: Job, urgency: int) -> Answer:
        """Have a job done. What is less urgent is put off; who gives up waiting ends it."""
        wanted = _Wanted(urgency, job)
        self.asked.append(urgency)
        if (now := self._now) is not None and now.urgency > urgency:
            self._stopped.value = now.job.number
        self._queue.put((urgency, wanted))
        try:
            return await wanted.future
        finally:
            self.asked.remove(urgency)
            if not wanted.future.done() or wanted.future.cancelled():
                self._drop(wanted)

    def _drop(self, wanted: _Wanted) -> None:
        wanted.dropped = True
        if self._now is wanted:
            self._stopped.value = wanted.job.number
            wanted.loop.call_later(PATIENCE, self._kill, wanted)

    def _kill(self, wanted: _Wanted) -> None:
        if self._now is wanted and self._process is not None:
            self._process.kill()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._ended = True
        self._queue.put((-1.0, None))
        if self._process is not None:
            self._process.kill()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            self._begin()
            while (wanted := self._queue.get()[1]) is not None:
                if not wanted.dropped:
                    self._do(wanted)
        finally:
            self._close()

    def _do(self, wanted: _Wanted) -> None:
        self._now = wanted
        try:
            answer = self._said(wanted.job)
        except (EOFError, OSError):
            self._close()
            if self._ended:
                return
            self._begin()
            answer = Failed(str(WorkerError(say("the process that played ended; move something to play again"))), "")
        finally:
            self._now = None
        if isinstance(answer, Stopped) and not wanted.dropped:
            self._queue.put((wanted.urgency, wanted))  # put off for something more urgent
        else:
            wanted.answer(answer)

    def _said(self, job: Job) -> Answer:
        if self._pipe is None:
            raise EOFError
        self._pipe.send(job)
        answer: Answer = self._pipe.recv()
        return answer

    def _begin(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._stopped), daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours

    def _close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


class Players:
    """All processes of a desk."""

    def __init__(self, many: int) -> None:
        self._all = [Player() for _ in range(many)]

    async def ask(
        self,
        what: str,
        scenarios: Mapping[str, Scenario],
        runs: int,
        spoken: str,
        urgency: int,
        *,
        first: bool = False,
        about: str = "",
    ) -> Done:
        """Have something made. WorkerError where it cannot be.

        It goes to the player that has the least to do before it, of these to the first, which knows what was played.
        """
        player = min(self._all, key=lambda one: sum(other <= urgency for other in one.asked))
        answer = await player.ask(Job(next(numbers), what, scenarios, runs, spoken, first, about), urgency)
        if isinstance(answer, Done):
            return answer
        raise WorkerError(answer.message if isinstance(answer, Failed) else say("this was ended before it was played"))

    def end(self) -> None:
        """End all of them."""
        for one in self._all:
            one.end()
