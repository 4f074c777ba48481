"""A process that plays what the desk asks for, one thing after the other, and says what came of it.

It keeps the runs of the last states, so that a state goes on from look to look, and back to one that was seen costs
nothing. It ends with the process that it comes from.
"""

import multiprocessing
import signal
import traceback
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, NamedTuple

from sim.cli.desk.looks import FIRST, SOON
from sim.errors import Interrupted, PortsimError
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.executors import executor
from sim.experiments.playing.progress import RUNS, Advance, Silent
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.result import Result
from sim.experiments.run import play_missing
from sim.experiments.store.ledger import Ledger
from sim.scenario.fingerprint import fingerprint
from sim.scenario.schema import Scenario
from sim.wording import say, speaking
from sim.wording.named import naming

KEPT = 8  # states whose runs are kept
ENGINES = 4


class Job(NamedTuple):
    """Something to be played: `what` is made of the results of these scenarios after this number of runs of each.

    `now` is always among them; `first` allows fewer runs where they take long.
    """

    number: int
    what: str
    scenarios: Mapping[str, Scenario]
    runs: int
    language: str
    first: bool = False
    about: str = ""  # the name of the scenario's file


class Done(NamedTuple):
    """What came of a job: what was made, of how many runs."""

    made: Any
    runs: int


class Failed(NamedTuple):
    """A job that could not be done, with a sentence for the reader and a trace for who looks for the cause."""

    message: str
    trace: str


class Stopped(NamedTuple):
    """A job that is wanted no more, or later."""


Answer = Done | Failed | Stopped


def serve(pipe: Connection, stopped: Any) -> None:
    """Do what comes through a pipe, until nobody is at its other end. `stopped` has the number of the job to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import sim.cli.desk.screens  # noqa: F401  # takes a while, which the first move does not wait for

    player, parent = _Player(stopped), multiprocessing.parent_process()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while parent is None or pipe in wait([pipe, parent.sentinel]):
            pipe.send(player.done(pipe.recv()))


class _Watch(Silent):
    """Ends what is played, as Ctrl-C does, when it is wanted no more."""

    def __init__(self, stopped: Any, number: int) -> None:
        self._stopped, self._number = stopped, number

    @contextmanager
    def bar(self, total: int, of: str = RUNS) -> Iterator[Advance]:
        """Look after each replication whether it goes on."""

        def advance(done: int, total: int | None = None, /) -> None:
            if self._stopped.value == self._number:
                raise KeyboardInterrupt

        yield advance


class _Player:
    def __init__(self, stopped: Any) -> None:
        self._stopped = stopped
        self._ledgers: OrderedDict[str, Ledger] = OrderedDict()
        self._engines: OrderedDict[str, Engine] = OrderedDict()

    def done(self, job: Job) -> Answer:
        from sim.cli.desk.screens import MAKERS

        try:
            with speaking(job.language), naming(job.scenarios["now"].labels):
                runs = self._runs_of_first(job) if job.first else job.runs
                results = {key: self._played(one, runs, job) for key, one in job.scenarios.items()}
                there = {key: one for key, one in results.items() if one is not None}
                if len(there) < len(results):
                    return Stopped()
                made = MAKERS[job.what](there, Runner(progress=_Watch(self._stopped, job.number)), job.about)
                return Done(made, runs)
        except Interrupted:
            return Stopped()
        except PortsimError as error:
            return Failed(str(error), "")
        except Exception as error:
            with speaking(job.language):
                return Failed(say("this cannot be played: {why}", why=f"{type(error).__name__}: {error}"),
                              traceback.format_exc())  # fmt: skip

    def _runs_of_first(self, job: Job) -> int:
        """Return the runs of the first look, or only a few if those would take too long."""
        began = monotonic()
        if self._played(job.scenarios["now"], FIRST, job) is None:
            return FIRST
        lasted = monotonic() - began
        return FIRST if lasted > SOON / 2 else job.runs

    def _played(self, scenario: Scenario, runs: int, job: Job) -> Result | None:
        """Return the first runs of a scenario, None where it was stopped before there were as many."""
        key = fingerprint(scenario)
        ledger = self._ledgers.pop(key, None) or Ledger({"": scenario}, None)
        self._ledgers[key] = ledger
        if len(self._ledgers) > KEPT:
            self._ledgers.popitem(last=False)

        with _Watch(self._stopped, job.number).bar(runs) as advance:
            if not play_missing(ledger, runs, executor(ALONE, self._engine), advance):
                return None
        return ledger.results(runs)[""]

    def _engine(self, scenario: Scenario) -> Engine:
        key = fingerprint(scenario)
        found = self._engines.pop(key, None) or Engine(scenario)
        self._engines[key] = found
        if len(self._engines) > ENGINES:
            self._engines.popitem(last=False)
        return found
