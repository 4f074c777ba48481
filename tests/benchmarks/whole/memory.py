"""Peak memory of the largest things that are asked of this program: many people, and many replications."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import sleep

from ..earlier import HERE
from ..growth import FROZEN
from ..ratios import Ratio

MIB = 1 << 20
EVERY = 0.02  # seconds between two looks at the processes
ONE = """
import sys
from sim.experiments.playing.engine import Engine
from sim.scenario.load import load
from tests.benchmarks.whole.many_people import times_the_people
Engine(times_the_people(load(sys.argv[1]).scenario, int(sys.argv[2]))).replication(1)
"""
RUN = "import sys; from sim.cli import main; main(sys.argv[1:])"


def memory(folder: Path, replications: int) -> Iterator[Ratio]:
    """Yield the MiB of a replication with 100 times the people, and of a long run with its report on two workers."""
    yield _least("MiB of a replication of 100 times the people", peak(["-c", ONE, str(FROZEN), "100"]), 700)
    words = ["run", str(FROZEN), "-n", f"{replications}", "--workers", "2", "--out", str(folder / "long"), "--quiet"]
    what = f"MiB of {replications:,} replications with report, two workers, all processes"
    yield _least(what, peak(["-c", RUN, *words, "--max-replications", f"{replications}"]), 1024)


def _least(what: str, bytes_: int, wanted: float) -> Ratio:
    return Ratio(what, *[bytes_ / MIB] * 3, wanted)


def peak(words: Sequence[str]) -> int:
    """Bytes that a call of this interpreter and its children hold at most, a page that several share counted once."""
    most, over = 0, threading.Event()
    one = subprocess.Popen([sys.executable, *words], cwd=HERE, stdout=subprocess.DEVNULL)

    def look() -> None:
        nonlocal most
        while not over.is_set():
            most = max(most, sum(map(held, family(one.pid))))
            sleep(EVERY)

    looking = threading.Thread(target=look)
    looking.start()
    status = one.wait()
    over.set()
    looking.join()
    if status:
        raise RuntimeError(f"status {status} of {' '.join(words)}")
    return most


def family(number: int) -> list[int]:
    """A process and all that come from it."""
    parents = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(file.parent.name)] = int(file.read_text().rpartition(")")[2].split()[1])
    found = [number]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def held(number: int) -> int:
    """Bytes of a process, its part of what it shares (Linux: Pss); 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
