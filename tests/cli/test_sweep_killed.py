"""`portsim sweep --store`, killed in the middle and called again: nothing is played twice, the bytes are the same."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.experiments.store.store import Store

pytestmark = [pytest.mark.cli, pytest.mark.slow]

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
POINTS, RUNS = 3, 40


def sweep(folder: Path, store: Path) -> "subprocess.Popen[str]":
    """The command as a process with a process group of its own."""
    vary = "staff.officers.shifts.day.on_duty=6,7,8"
    call = [sys.executable, "-m", "sim.cli", "sweep", str(MINIMAL), "--vary", vary, "-n", str(RUNS),
            "--out", str(folder), "--store", str(store), "--workers", "2"]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )


def kept(store: Path) -> int:
    """Replications in a store."""
    if not store.exists():
        return 0
    with Store(store) as file:
        return sum(one.runs for one in file.experiments())


def test_kill_9_and_again(tmp_path: Path) -> None:
    calm = sweep(tmp_path / "calm", tmp_path / "calm.sqlite")
    calm.communicate(timeout=240)
    assert calm.returncode == 0

    store = tmp_path / "killed.sqlite"
    process = sweep(tmp_path / "killed", store)
    deadline = time.monotonic() + 200
    while kept(store) < 10 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    before = kept(store)
    assert 10 <= before < POINTS * RUNS
    assert not (tmp_path / "killed" / "sweep.csv").exists()

    again = sweep(tmp_path / "killed", store)
    _, said = again.communicate(timeout=240)
    assert again.returncode == 0
    assert re.search(rf"{before} replications found, {POINTS * RUNS - before} played", said)
    assert (tmp_path / "killed/sweep.csv").read_bytes() == (tmp_path / "calm/sweep.csv").read_bytes()
