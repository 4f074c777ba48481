"""What `portsim policy` costs now, over what it cost before a change: processor time of whole runs, in turn.

    python tests/benchmarks/policy_against_before.py CHECKOUT [FUTURES] [TURNS]

CHECKOUT is a working copy of the commit before (`git worktree add CHECKOUT 8d5302e`, the last one that played every
policy by itself). Each plays its own shipped `when-to-lease.yaml` with one worker and all that it does by default, with
other seeds from turn to turn, so that a busy machine is as busy for both. A first run of two futures, which compiles,
does not count. At most 0.3 is wanted at the default number of futures.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; from sim.cli import main; main(sys.argv[1:])"


def spent(checkout: Path, futures: int, seed: int) -> float:
    """Seconds of the processor that one run takes, its children among them."""
    begin = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        words = ["policy", "scenarios/when-to-lease.yaml", "-n", str(futures), "--seed", str(seed), "--workers", "1",
                 "--out", folder, "--quiet"]  # fmt: skip
        given = os.environ | {"PYTHONPATH": str(checkout)}
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *words], cwd=checkout, env=given, check=True, stdout=subprocess.DEVNULL
        )
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime


def main(before: Path, futures: int, turns: int) -> None:
    """Play, and print each turn and the ratio of the sums."""
    checkouts = {"now": HERE, "before": before}
    for checkout in checkouts.values():
        spent(checkout, 2, 1)
    total = dict.fromkeys(checkouts, 0.0)
    for turn in range(1, turns + 1):
        for name in checkouts if turn % 2 else reversed(checkouts):
            total[name] += spent(checkouts[name], futures, turn)
        ratio = total["now"] / total["before"]
        print(f"{turn} x {futures} futures: {total['now']:.0f} s, before {total['before']:.0f} s, {ratio:.3f} times",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[2:4]]
    main(Path(sys.argv[1]).resolve(), *(given + [20, 3][len(given) :]))
