"""A Dask scheduler and workers as real processes on this machine."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from threading import Thread
from types import SimpleNamespace

import pytest
from small_port import port

from sim.experiments.chunks import Chunk, WorkerError
from sim.experiments.cluster import ClusterError, _failed
from sim.experiments.output import write
from sim.experiments.run import run, run_many
from sim.experiments.store import Store

pytestmark = [pytest.mark.unit, pytest.mark.slow]
REPLICATIONS = 200


@contextmanager
def dask(name, sign, *arguments):
    """A process of Dask that has said that it is ready, and how it said so."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments, "--host", "127.0.0.1", "--no-dashboard"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    rest = Thread(target=process.stdout.read, daemon=True)
    try:
        line = next(line for line in process.stdout if sign in line)
        rest.start()
        yield process, line
    finally:
        process.kill()
        process.wait(60)
        if rest.is_alive():
            rest.join(60)
        process.stdout.close()


@pytest.fixture
def scheduler():
    """The address of a scheduler without workers."""
    with dask("scheduler", "Scheduler at:", "--port", "0") as (_, line):
        yield line.split()[-1]


@pytest.fixture
def workers(scheduler):
    """Two workers of the scheduler, ready."""
    wanted = ("worker", "Starting established connection", scheduler, "--nthreads", "1", "--no-nanny")
    with dask(*wanted) as (first, _), dask(*wanted) as (second, _):
        yield first, second


def written(result, folder):
    return {file.name: file.read_bytes() for file in write(result, folder)}


def test_the_bytes_of_a_local_run(scheduler, workers, tmp_path):
    scenarios = {"a": port(), "b": port(seed=8)}
    told = []
    with Store(tmp_path / "store.sqlite") as store:
        run(port(), 3, 1, store=store)
        found = run_many(scenarios, 10, 2, told.append, store=store, cluster=scheduler)
        assert (store.found, store.added) == (3, 3 + 17)
    assert told == list(range(3, 21))
    for key, scenario in scenarios.items():
        assert written(found[key], tmp_path / key) == written(run(scenario, 10, 2), tmp_path / f"{key} here")


def test_a_worker_that_is_killed_changes_nothing(scheduler, workers, tmp_path):
    def kill(done):
        if done == 1:
            workers[0].kill()
            workers[0].wait(60)

    found = run(port(), REPLICATIONS, 2, kill, cluster=scheduler)
    assert workers[0].returncode == -9
    assert workers[1].poll() is None
    assert written(found, tmp_path / "a") == written(run(port(), REPLICATIONS, 2), tmp_path / "b")


def test_ctrl_c_takes_the_work_back(scheduler, workers):
    def interrupt(done):
        if done == 5:
            raise KeyboardInterrupt

    found = run(port(), 1000, 2, interrupt, cluster=scheduler)
    assert (len(found.runs), found.interrupted) == (5, True)
    assert len(run(port(), 4, 2, cluster=scheduler).runs) == 4


def refused(address):
    with pytest.raises(ClusterError) as caught:
        run(port(), 3, 2, cluster=address)
    return str(caught.value).removeprefix(f"{address}: ")


def test_workers_of_another_program(scheduler, workers, monkeypatch):
    monkeypatch.setattr("sim.experiments.cluster.model", lambda: "another")
    assert refused(scheduler).startswith("a worker cannot be used: its program, or its numpy")


def test_a_scheduler_without_workers(scheduler, monkeypatch):
    monkeypatch.setattr("sim.experiments.cluster.PATIENCE", 1.0)
    assert refused(scheduler) == "this Dask scheduler has no worker"


def test_nobody_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        assert refused(f"tcp://127.0.0.1:{taken.getsockname()[1]}").startswith("no Dask scheduler answers there (")
    assert refused("nonsense").endswith("allowed: an address such as tcp://10.0.0.1:8786")


def test_without_dask(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused("tcp://127.0.0.1:1") == "--cluster needs Dask: pip install portsim[cluster]"


def test_replications_that_fail_are_named():
    future = SimpleNamespace(status="error", exception=lambda: ValueError("no such thing"))
    error = _failed("tcp://x", Chunk("b", (5, 6, 7)), future)
    assert isinstance(error, WorkerError)
    assert str(error) == "replications 5 to 7 of b failed on the cluster: ValueError: no such thing"
