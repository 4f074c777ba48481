"""What a replication costs in memory: 10,000 of a small scenario and 1,000 of a large one stay under 1 GiB."""

import os
import subprocess
import sys
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from sim.experiments.playing.engine import Engine
from sim.experiments.store.codec import decode, encode
from sim.scenario.load import load

pytestmark = [pytest.mark.unit, pytest.mark.slow]
SCENARIOS = Path(__file__).parents[3] / "scenarios"
GIB = 1 << 30
SIZES = {"minimal": 10_000, "lacolle-2025": 1_000}


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


def memory(process):
    """(KiB in proportion, KiB resident) of a process and those below it; what they share counts once in the first.

    Not `getrusage`: its peak of a child begins with what the process that started it had.
    """
    shares = resident = 0
    below = [process]
    for one in below:
        with suppress(OSError):  # it has ended meanwhile
            below += Path(f"/proc/{one}/task/{one}/children").read_text().split()
            lines = (line.split() for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()[1:])
            sizes = {name: int(size) for name, size, _ in lines}
            shares, resident = shares + sizes["Pss:"], resident + sizes["Rss:"]
    return shares, resident


def peak(command, **environment):
    """Bytes that a command and its workers take at their largest, shared pages once and as often as they are shared."""
    known = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment
    with subprocess.Popen([sys.executable, "-m", "sim.cli", *command], env=known) as process:
        found = [(0, 0)]
        while process.poll() is None:
            found.append(memory(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
        assert process.returncode == 0
    return [max(sizes) << 10 for sizes in zip(*found, strict=True)]


@pytest.mark.parametrize("name", SIZES)
def test_a_run_with_its_report_fits(name, tmp_path):
    """All of `portsim run` with two workers, on a machine that has compiled nothing yet."""
    asked = ["run", str(SCENARIOS / f"{name}.yaml"), "-n", str(SIZES[name]), "--sets", "20", "--workers", "2"]
    shares, resident = peak([*asked, "--quiet", "--out", str(tmp_path)], NUMBA_CACHE_DIR=str(tmp_path / "compiled"))
    print(f"{name}: {shares >> 20} MiB; {resident >> 20} MiB with what is shared counted each time")
    assert (tmp_path / "report.html").exists()
    assert shares < GIB
