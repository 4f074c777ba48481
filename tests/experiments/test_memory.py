"""What a replication costs in memory: 10,000 of a small scenario and 1,000 of a large one stay under 1 GiB."""

import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from sim.experiments.codec import decode, encode
from sim.experiments.engine import Engine
from sim.scenario.load import load

pytestmark = [pytest.mark.unit, pytest.mark.slow]
SCENARIOS = Path(__file__).parents[2] / "scenarios"
GIB = 1 << 30
SIZES = {"minimal": 10_000, "lacolle-2025": 1_000}
# Everything that `portsim run` does, and the peaks of memory: this process, and its largest worker.
WHOLE = """
import json, resource, sys
from sim.cli import main
try:
    main(["run", sys.argv[1], "-n", sys.argv[2], "--workers", "2", "--quiet", "--out", sys.argv[3]])
except SystemExit as left:
    peaks = [resource.getrusage(who).ru_maxrss << 10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([left.code, *peaks]))
"""


def payload(name):
    return encode(Engine(load(SCENARIOS / f"{name}.yaml").scenario).replication(1))


def held(name):
    """Bytes that a replication takes in memory."""
    stored = payload(name)
    decode(stored)
    tracemalloc.start()
    runs = [decode(stored) for _ in range(50)]
    size = tracemalloc.get_traced_memory()[0] / len(runs)
    tracemalloc.stop()
    return size


@pytest.mark.parametrize("name", SIZES)
def test_a_replication_is_small(name):
    assert held(name) * SIZES[name] < GIB / 6
    assert len(payload(name)) * SIZES[name] < GIB / 20


def peak(name, replications, folder):
    """Bytes of the leader and two workers together at their largest; what they share counts each time."""
    done = subprocess.run(
        [sys.executable, "-c", WHOLE, str(SCENARIOS / f"{name}.yaml"), str(replications), str(folder)],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    status, leader, worker = json.loads(done.stdout.splitlines()[-1])
    assert status in (0, None)
    return leader + 2 * worker
