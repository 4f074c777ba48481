"""A Dask scheduler and workers as real processes on this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from threading import Thread, Timer
from types import SimpleNamespace

import pytest
from progress_seen import seen
from small_port import port

from sim.errors import ClusterError, ScenarioError, WorkerError
from sim.experiments.output import write
from sim.experiments.playing.chunks import Chunk
from sim.experiments.playing.cluster import _failed
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run, run_many
from sim.experiments.store.store import Store
from sim.problems import Problem

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
        run(port(), 3, Runner(store=store))
        found = run_many(scenarios, 10, seen(told.append, 2, store=store, cluster=scheduler))
        assert (store.found, store.added) == (3, 3 + 17)
    assert told == list(range(3, 21))
    for key, scenario in scenarios.items():
        assert written(found[key], tmp_path / key) == written(run(scenario, 10, Runner(2)), tmp_path / f"{key} here")


def test_a_worker_that_is_killed_changes_nothing(scheduler, workers, tmp_path):
    def kill(done):
        if done == 1:
            workers[0].kill()
            workers[0].wait(60)

    found = run(port(), REPLICATIONS, seen(kill, 2, cluster=scheduler))
    assert workers[0].returncode == -9
    assert workers[1].poll() is None
    assert written(found, tmp_path / "a") == written(run(port(), REPLICATIONS, Runner(2)), tmp_path / "b")


def test_ctrl_c_takes_the_work_back(scheduler, workers):
    def interrupt(done):
        if done == 5:
            raise KeyboardInterrupt

    found = run(port(), 1000, seen(interrupt, 2, cluster=scheduler))
    assert (len(found.runs), found.interrupted) == (5, True)
    assert len(run(port(), 4, Runner(2, cluster=scheduler)).runs) == 4


def refused(address):
    with pytest.raises(ClusterError) as caught:
        run(port(), 3, Runner(2, cluster=address))
    return str(caught.value).removeprefix(f"{address}: ")


def test_workers_of_another_program(scheduler, workers, monkeypatch):
    monkeypatch.setattr("sim.experiments.playing.cluster.model", lambda: "another")
    assert refused(scheduler).startswith("a worker cannot be used: its program, or its numpy")


def test_a_scheduler_without_workers(scheduler, monkeypatch):
    monkeypatch.setattr("sim.experiments.playing.cluster.PATIENCE", 1.0)
    assert refused(scheduler) == "this Dask scheduler has no worker"


def test_nobody_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        assert refused(f"tcp://127.0.0.1:{taken.getsockname()[1]}").startswith("no Dask scheduler answers there (")
    assert refused("nonsense").endswith("allowed: an address such as tcp://10.0.0.1:8786")


SERVER = """
import socket, sys
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
kept = []
while True:
    kept.append(server.accept()[0])
    if sys.argv[1] != "silent":
        kept[-1].recv(1000)
        kept[-1].sendall(sys.argv[1].encode() * 40)
"""


@pytest.mark.parametrize(
    "speaks, said",
    [
        ("silent", "nothing was said for 1 seconds"),
        ("HTTP/1.1 400 Bad Request\r\n\r\n", "what was said is of another protocol"),
        ("\0", ""),
    ],
)
def test_somebody_else_there(speaks, said, monkeypatch):
    """One that accepts and never answers, one that speaks HTTP, one that says nonsense."""
    monkeypatch.setattr("sim.experiments.playing.cluster.PATIENCE", 1.0)
    with subprocess.Popen([sys.executable, "-c", SERVER, speaks.replace("\0", "x")], stdout=subprocess.PIPE) as server:
        try:
            port = int(server.stdout.readline())
            before = time.monotonic()
            assert f"no Dask scheduler answers there ({said}" in refused(f"tcp://127.0.0.1:{port}")
            assert time.monotonic() - before < 20
        finally:
            server.kill()


@contextmanager
def cluster():
    """A scheduler and a worker, ready: the processes and the address."""
    with dask("scheduler", "Scheduler at:", "--port", "0") as (scheduler, line):
        address = line.split()[-1]
        wanted = ("worker", "Starting established connection", address, "--nthreads", "1", "--no-nanny")
        with dask(*wanted) as (worker, _):
            yield scheduler, worker, address, wanted


@pytest.mark.parametrize("how, said", [("kill", "has ended"), ("stop", "has not answered for 8 seconds")])
def test_a_scheduler_that_dies_or_stops(how, said, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr("sim.experiments.playing.cluster.PATIENCE", 8.0)
    monkeypatch.setattr("sim.experiments.playing.cluster.SECONDS_BETWEEN_CHECKS", 1.0)
    with cluster() as (scheduler, _, address, _), Store(tmp_path / "store.sqlite") as store:
        capfd.readouterr()

        def at(done):
            if done == 5:
                scheduler.send_signal(signal.SIGKILL if how == "kill" else signal.SIGSTOP)

        before = time.monotonic()
        with pytest.raises(ClusterError) as caught:
            run(port(), 1000, seen(at, 2, store=store, cluster=address))
        assert said in str(caught.value)
        assert "\n" not in str(caught.value)
        assert time.monotonic() - before < 60
        assert store.added >= 5  # nothing that was finished is lost
    assert "Traceback" not in capfd.readouterr().err


def test_all_workers_gone_and_a_new_one(monkeypatch, caplog):
    monkeypatch.setattr("sim.experiments.playing.cluster.SECONDS_BETWEEN_CHECKS", 0.5)
    with cluster() as (_, worker, address, wanted), ExitStack() as later:

        def at(done):
            if done == 5:
                worker.kill()
                Timer(3, lambda: later.enter_context(dask(*wanted))).start()

        found = run(port(), 60, seen(at, 2, cluster=address))
        assert len(found.runs) == 60
    assert [record.getMessage() for record in caplog.records if record.name == "sim.experiments.playing.cluster"] == [
        f"{address}: no worker is left; waiting for one (Ctrl-C ends with what is finished)"
    ]


def test_without_dask(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused("tcp://127.0.0.1:1") == "--cluster needs Dask: pip install portsim[cluster]"


def test_what_chance_makes_of_a_scenario_is_said_as_it_is_without_a_cluster():
    wrong = ScenarioError([Problem("surges.shock.times", "found 20,000,000 parties drawn for one run")])
    future = SimpleNamespace(status="error", exception=lambda timeout: wrong)
    assert _failed("tcp://x", SimpleNamespace(status="running"), Chunk("b", (5,)), future) is wrong


def test_replications_that_fail_are_named():
    future = SimpleNamespace(status="error", exception=lambda timeout: ValueError("no such thing"))
    error = _failed("tcp://x", SimpleNamespace(status="running"), Chunk("b", (5, 6, 7)), future)
    assert isinstance(error, WorkerError)
    assert str(error) == "b: replications 5 to 7 failed on the cluster: ValueError: no such thing"
