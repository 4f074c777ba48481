"""Real processes that die, and processes that share a store."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from small_port import port

from sim.experiments.output import write
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run, run_many
from sim.experiments.store.store import Store

pytestmark = [pytest.mark.unit, pytest.mark.slow]
HELPERS = Path(__file__).parents[2] / "helpers"
SCENARIOS = {"a": {}, "b": {"seed": 8}, "c": {"present_at_start": 30}}
REPLICATIONS = 30
# Tells what is finished after each replication; then what the store gave and took.
SWEEP = f"""
import sys
from progress_seen import seen
from small_port import port
from sim.experiments.run import run_many
from sim.experiments.store.store import Store

if __name__ == "__main__":
    scenarios = {{key: port(**changes) for key, changes in {SCENARIOS!r}.items()}}
    with Store(sys.argv[1]) as store:
        run_many(scenarios, {REPLICATIONS}, seen(lambda done: print(done, flush=True), 2, store=store))
        print("found", store.found, "played", store.added)
"""
# Dies with its rows written and not committed.
TORN = """
import os, signal, sys
from small_port import port
from sim.experiments.playing.runner import Runner
from sim.experiments.store import store
from sim.experiments.run import run

class Torn(store.Store):
    def add(self, runs):
        if self.added >= 8:
            rows = list(runs)
            with self._transaction():
                self._file.executemany("INSERT INTO runs VALUES (?, ?, ?)", rows)
                os.kill(os.getpid(), signal.SIGKILL)
        super().add(runs)

with Torn(sys.argv[1]) as store:
    run(port(), 20, Runner(store=store))
"""
SHARED = """
import sys
from small_port import port
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.experiments.store.store import Store

if __name__ == "__main__":
    for number in range(1, 13):
        with Store(sys.argv[1]) as store:
            assert len(run(port(seed=int(sys.argv[2])), number, Runner(store=store)).runs) == number
"""


def started(script, *arguments):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HELPERS), *sys.path])}
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def ended(process):
    out, err = process.communicate(timeout=240)
    assert (err, process.returncode) == ("", 0)
    return out.splitlines()


def written(result, folder):
    return {file.name: file.read_bytes() for file in write(result, folder)}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    results = run_many({key: port(**changes) for key, changes in SCENARIOS.items()}, REPLICATIONS)
    return {key: written(one, folder / key) for key, one in results.items()}


@pytest.mark.parametrize("moment", [1, 37, 88])
def test_kill_9_in_the_middle_of_a_sweep(moment, undisturbed, tmp_path):
    path = tmp_path / "store.sqlite"
    process = started(SWEEP, path)
    for line in process.stdout:
        if int(line) == moment:
            process.kill()
            break
    process.communicate(timeout=240)
    assert process.returncode == -signal.SIGKILL
    with Store(path) as store:
        assert store._file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = sum(one.runs for one in store.experiments())
    assert kept > moment - 4  # the chunk under way is lost, and no more

    told = ended(started(SWEEP, path))
    total = len(SCENARIOS) * REPLICATIONS
    assert told[-1] == f"found {kept} played {total - kept}"
    assert told[:-1] == [str(done) for done in range(max(kept, 1), total + 1)]
    with Store(path) as store:
        found = run_many(
            {key: port(**changes) for key, changes in SCENARIOS.items()}, REPLICATIONS, Runner(store=store)
        )
        assert (store.found, store.added) == (total, 0)
    assert {key: written(one, tmp_path / key) for key, one in found.items()} == undisturbed


def test_kill_9_in_the_middle_of_a_transaction(tmp_path):
    path = tmp_path / "store.sqlite"
    process = started(TORN, path)
    process.communicate(timeout=240)
    assert process.returncode == -signal.SIGKILL
    with Store(path) as store:
        (one,) = store.experiments()
        assert one.runs == 8
        found = run(port(), 20, Runner(store=store))
        assert (store.found, store.added) == (8, 12)
    assert written(found, tmp_path / "a") == written(run(port(), 20), tmp_path / "b")


def test_processes_share_a_store(tmp_path):
    """Four at once, on a file that none of them has made yet; two of them play the same replications."""
    path = tmp_path / "store.sqlite"
    for process in [started(SHARED, path, seed) for seed in (7, 7, 8, 9)]:
        ended(process)
    with Store(path) as store:
        assert sorted((one.seed, one.runs) for one in store.experiments()) == [("7", 12), ("8", 12), ("9", 12)]
        found = run(port(), 12, Runner(store=store))
        assert (store.found, store.added) == (12, 0)
    assert written(found, tmp_path / "a") == written(run(port(), 12), tmp_path / "b")
