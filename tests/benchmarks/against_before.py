"""What a replication of the frozen lacolle-2025.yaml of 0.1.0 costs now, over what it cost before a change.

    python tests/benchmarks/against_before.py CHECKOUT [REPLICATIONS]

CHECKOUT is a working copy of the commit before (`git worktree add CHECKOUT d57d0ef`, the last one without laws and
ranges). A process in each of the two plays the same replication in turn, and says what processor time it took, so that
a busy machine is as busy for both. The ratio is that of the sums, its interval is over resamples of the replications.
The shipped file's cost a visit is printed beside it.

When this was written: 0.746 times (0.732 to 0.760) in 60 replications; at most 1.05 is wanted. In the same run it was
0.831 times (0.817 to 0.846) of what 0.1.0 cost, which played nobody on after the end.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parents[2]
FROZEN = HERE / "tests" / "scenario" / "format_1" / "lacolle-2025.yaml"
SHIPPED = HERE / "scenarios" / "lacolle-2025.yaml"
PLAYER = """
import sys
from time import process_time
from sim.experiments.playing.engine import Engine
from sim.scenario.load import load
engine = Engine(load(sys.argv[1]).scenario)
engine.replication(1)
print("ready", flush=True)
for line in sys.stdin:
    number = int(line)
    begin = process_time()
    engine.replication(number)
    spent = process_time() - begin
    visits = int((engine.played(number)[1].start >= 0).sum()) if len(sys.argv) > 2 else 0
    print(spent, visits, flush=True)
"""


def player(checkout: Path, file: Path, *more: str) -> "subprocess.Popen[str]":
    """A process that plays a file with the program of a working copy."""
    return subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(file), *more], cwd=checkout, env={"PYTHONPATH": str(checkout)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def asked(process: "subprocess.Popen[str]", line: str = "") -> list[float]:
    """What a player answers to a number; nothing asked: that it is ready."""
    assert process.stdin and process.stdout
    if line:
        process.stdin.write(line + "\n")
        process.stdin.flush()
    found = process.stdout.readline().split()
    return [float(word) for word in found if word != "ready"]


def ratio(now: Sequence[float], before: Sequence[float]) -> tuple[float, float, float]:
    """The ratio of the sums, and its 95% interval over resamples of the pairs."""
    a, b = np.array(now), np.array(before)
    rows = np.random.default_rng(1).integers(0, a.size, (2000, a.size))
    low, high = np.quantile(a[rows].sum(axis=1) / b[rows].sum(axis=1), (0.025, 0.975))
    return float(a.sum() / b.sum()), float(low), float(high)


def main(before: Path, replications: int) -> None:
    """Play, and print both."""
    players = [player(HERE, FROZEN), player(before, FROZEN)]
    for one in players:
        asked(one)
    spent: tuple[list[float], list[float]] = ([], [])
    for number in range(2, replications + 2):
        for which in (0, 1) if number % 2 else (1, 0):
            spent[which].append(asked(players[which], str(number))[0])
    for one in players:
        one.kill()
    found = ratio(*spent)
    print(f"frozen file of 0.1.0: {found[0]:.3f} times ({found[1]:.3f} to {found[2]:.3f}) what it cost before")
    shipped, frozen = player(HERE, SHIPPED, "visits"), player(HERE, FROZEN, "visits")
    for name, one in (("shipped", shipped), ("frozen", frozen)):
        asked(one)
        costs = np.array([asked(one, str(number)) for number in range(2, 2 + max(replications // 4, 2))])
        one.kill()
        seconds, visits = costs.sum(axis=0)
        print(f"{name} file: {seconds / visits * 1e6:.2f} microseconds a visit, {visits / len(costs):,.0f} visits")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 40)
