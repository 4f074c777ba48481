"""Moves on a desk as planners make them: `python tests/desk/random_moves.py FILE [MOVES] [TIMED]`.

First TIMED moves, each waited for: how long its first numbers take. Then MOVES at random from several tabs: some are
waited for, some tabs are closed before there is anything, some are read anew. At the end the first numbers of a move
come as they did, there are as many processes as before, and memory is what it was, up to a quarter.
"""

import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import httpx2

CLOSED, RELOADED = 0.3, 0.1  # parts of the moves
WARM = 20  # moves before memory is measured


class Held(NamedTuple):
    """What the desk and its players hold: processes, and MB of memory that is theirs."""

    processes: int
    memory: float


class Opened:
    """A desk as the command line opens it."""

    def __init__(self, file: str, workers: int = 2) -> None:
        call = [
            sys.executable,
            "-m",
            "sim.cli",
            "--lang",
            "en",
            "desk",
            file,
            "--no-browser",
            "--workers",
            str(workers),
        ]
        self.process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        found = re.search(r"(http://[\d.:]+)(/\S+/)", self.process.stdout.readline())
        assert found
        self.client = httpx2.Client(base_url=found[1], headers={"origin": found[1]}, timeout=120)
        self.at = found[2]

    def move(self, state: dict[str, Any], looks: int) -> float:
        """Send a move, read on for so many looks, and close; return seconds to the first numbers."""
        began, first, seen = time.monotonic(), 0.0, 0
        with self.client.stream("POST", f"{self.at}play", content=json.dumps({"state": state})) as answer:
            for line in answer.iter_lines():
                if line == "event: wrong":
                    raise AssertionError(state)
                if line == "event: look":
                    first = first or time.monotonic() - began
                    seen += 1
                if seen >= looks:
                    break
        return first

    def held(self) -> Held:
        """What it holds now."""
        every = [self.process.pid, *children(self.process.pid)]
        return Held(len(every), sum(memory(one) for one in every))

    def end(self) -> int:
        """End it as Ctrl-C does; return its exit status."""
        self.client.close()
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(60)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return status


def children(parent: int) -> list[int]:
    """The processes below one."""
    threads = Path(f"/proc/{parent}/task").glob("*/children")
    own = [int(one) for thread in threads for one in thread.read_text().split()]
    return [one for child in own for one in (child, *children(child))]


def memory(process: int) -> float:
    """MB of memory that a process has of its own."""
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def moved(rng: random.Random, levers: dict[str, list[str]], numbers: list[str]) -> dict[str, Any]:
    """A state at random: some levers, some numbers."""
    chosen = {name: rng.choice(states) for name, states in levers.items() if rng.random() < 0.5}
    return {
        "levers": chosen,
        "sets": {path: str(rng.randint(10, 60)) for path in rng.sample(numbers, k=min(2, len(numbers)))},
    }


def controls(text: str) -> tuple[dict[str, list[str]], list[str]]:
    """Levers with their states, and paths of numbers of officers and places, as a page has them."""
    levers: dict[str, list[str]] = {}
    for state, name in re.findall(r'value="([^"]*)" data-lever="([^"]*)"', text):
        levers.setdefault(name, []).append(state)
    numbers = set(re.findall(r'type="range"[^>]*data-path="((?:staff|space\.areas)\.[^"]*)"', text))
    return levers, sorted(numbers)


def storm(desk: Opened, moves: int, rng: random.Random) -> tuple[Held, Held]:
    """Make so many moves at random; return what the desk held before and after."""
    levers, numbers = controls(desk.client.get(desk.at).text)
    for _ in range(WARM):
        desk.move(moved(rng, levers, numbers), 1)
    before = desk.held()
    for _ in range(moves):
        kind = rng.random()
        if kind < RELOADED:
            desk.client.get(desk.at)
        looks = 0 if kind < RELOADED + CLOSED else rng.choice([1, 1, 2])
        desk.move(moved(rng, levers, numbers), looks)
    time.sleep(2)
    desk.move({}, 1)
    return before, desk.held()


def main(file: str, moves: int, timed: int) -> int:
    """Print what moves took, and what they left; return the exit status."""
    rng, desk = random.Random(16), Opened(file)
    try:
        levers, numbers = controls(desk.client.get(desk.at).text)
        desk.move({}, 1)
        taken = [desk.move(moved(rng, levers, numbers), 1) for _ in range(timed)]
        middle = statistics.median(taken) if taken else 0.0
        before, after = storm(desk, moves, rng)
    finally:
        status = desk.end()
    most, load = max(taken, default=0.0), os.getloadavg()[0]
    told = (
        f"first numbers after {middle:.2f} s (median of {timed}, longest {most:.2f} s, load {load:.1f})",
        f"{moves} moves: {before.processes} to {after.processes} processes",
        f"{before.memory:.0f} to {after.memory:.0f} MB, exit status {status}",
    )
    sys.stdout.write("; ".join(told) + "\n")
    sound = after.processes == before.processes and after.memory < 1.25 * before.memory and status == 0
    return 0 if sound and middle <= 2 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int((sys.argv[2:] or ["300"])[0]), int((sys.argv[3:] or ["50"])[0])))
