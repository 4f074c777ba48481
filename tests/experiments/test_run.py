"""Replications over processes: the same bytes however they are shared out; Ctrl-C and death on the way."""

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from progress_seen import seen
from small_port import port

from sim.experiments.output import write
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.processes import WorkerError, run_in_processes
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run

pytestmark = pytest.mark.unit
HELPERS = Path(__file__).parents[1] / "helpers"


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Seven replications played in this process, and the files of their result."""
    found = run(port(), 7)
    folder = tmp_path_factory.mktemp("alone")
    write(found, folder)
    return found, files(folder)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_replications_are_numbered_from_one(alone):
    found, _ = alone
    assert [one.number for one in found.runs] == [1, 2, 3, 4, 5, 6, 7]
    assert (found.asked, found.seed, found.interrupted) == (7, 7, False)


def test_a_replication_depends_on_its_number_alone(alone):
    found, _ = alone
    again = Engine(port()).replication(5)
    assert again.figures.tobytes() == found.runs[4].figures.tobytes()
    assert again.diary == found.runs[4].diary
    assert not np.array_equal(found.runs[3].figures, found.runs[4].figures, equal_nan=True)


@pytest.mark.parametrize(("workers", "start"), [(2, "fork"), (3, "fork"), (2, "spawn"), (3, "forkserver")])
def test_the_files_are_the_same_to_the_byte(alone, tmp_path, workers, start):
    write(run(port(), 7, Runner(workers, start=start)), tmp_path)
    assert files(tmp_path) == alone[1]


def test_the_order_of_completion_does_not_matter(alone, tmp_path, monkeypatch):
    def backwards(engines, chunks, workers, start):
        yield from reversed(list(run_in_processes(engines, chunks, workers, start)))

    monkeypatch.setattr("sim.experiments.playing.processes.run_in_processes", backwards)
    write(run(port(), 7, Runner(2)), tmp_path)
    assert files(tmp_path) == alone[1]


def test_progress_is_told_after_each():
    told = []
    run(port(), 5, seen(told.append, 2))
    assert told == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("workers", [1, 3])
def test_ctrl_c_returns_what_was_finished(alone, workers):
    def interrupt(done):
        if done == 3:
            raise KeyboardInterrupt

    found = run(port(), 50, seen(interrupt, workers))
    assert found.interrupted
    assert len(found.runs) == 3
    finished = {one.number: one for one in alone[0].runs}
    assert all(one.figures.tobytes() == finished[one.number].figures.tobytes() for one in found.runs if one.number < 8)
    assert not multiprocessing.active_children()


def test_ctrl_c_to_the_whole_group_leaves_no_trace_and_no_process():
    """As from a terminal: the signal goes to the leader and to every worker at once."""
    script = textwrap.dedent(
        """
        import multiprocessing, os, signal, sys
        from progress_seen import seen
        from small_port import port
        from sim.experiments.run import run

        def tell(done):
            if done == 4:
                os.killpg(0, signal.SIGINT)

        if __name__ == "__main__":
            found = run(port(), 100000, seen(tell, 3, start=sys.argv[1]))
            print(4 <= len(found.runs) < 100000, found.interrupted, len(multiprocessing.active_children()))
        """
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HELPERS), *sys.path])}
    for start in ("fork", "spawn"):
        told = subprocess.run(
            [sys.executable, "-c", script, start],
            capture_output=True,
            text=True,
            env=environment,
            start_new_session=True,
            timeout=120,
            check=False,
        )
        assert (told.stdout, told.stderr, told.returncode) == ("True True 0\n", "", 0)


def _die(monkeypatch, when):
    """Forked workers die where `when(number)` says so."""
    honest, leader = Engine.replication, os.getpid()

    def replication(self, number):
        if os.getpid() != leader and when(number):
            os.kill(os.getpid(), signal.SIGKILL)
        return honest(self, number)

    monkeypatch.setattr(Engine, "replication", replication)


def test_what_a_dead_worker_owed_is_played_once_more(alone, tmp_path, monkeypatch):
    mark = tmp_path / "died"

    def once(number):
        if number != 4 or mark.exists():
            return False
        mark.touch()
        return True

    _die(monkeypatch, once)
    found = run(port(), 7, Runner(2, start="fork"))
    assert mark.exists()
    assert [one.figures.tobytes() for one in found.runs] == [one.figures.tobytes() for one in alone[0].runs]


def test_a_replication_that_kills_its_worker_twice_is_named(monkeypatch):
    _die(monkeypatch, lambda number: number == 4)
    with pytest.raises(WorkerError) as caught:
        run(port(), 7, Runner(2, start="fork"))
    assert str(caught.value) == (
        "replication 4 could not be finished: its process died 2 times (exit status -9), perhaps for lack of memory; "
        "try fewer workers"
    )
    assert not multiprocessing.active_children()


def test_a_replication_that_fails_is_named_with_its_reason(monkeypatch):
    honest, leader = Engine.replication, os.getpid()

    def replication(self, number):
        if os.getpid() != leader and number == 5:
            raise ValueError("no such thing")
        return honest(self, number)

    monkeypatch.setattr(Engine, "replication", replication)
    with pytest.raises(WorkerError) as caught:
        run(port(), 7, Runner(2, start="fork"))
    assert str(caught.value) == "replication 5 failed: ValueError: no such thing"
    assert "in replication" in caught.value.__notes__[0]


@pytest.mark.parametrize(("replications", "workers"), [(0, 1), (1, 0)])
def test_nothing_to_do_and_nobody_to_do_it(replications, workers):
    with pytest.raises(ValueError, match="at least one replication and one worker"):
        run(port(), replications, Runner(workers))
