"""What shadow play gives on futures of a question: how many alternatives open space, and how many must be played.

    python tests/benchmarks/shadow_play.py [FUTURES] [FILE]

Prints after each future, over all so far, for the runs to the end and for those to `run_on`: runs, those that open
space, those that branch off, and those of them whose log is another. What it found is in
`sim/decisions/013-shadow-play.md`.
"""

import sys
from pathlib import Path

import numpy as np

from sim.experiments.playing.shadowing import Shadowing, Stretch
from sim.people.chance.uncertain_inputs import future
from sim.planning.triggers.question import question
from sim.port.flow.port import FlowPort

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / "when-to-lease.yaml"
PEOPLE = ("ready", "start", "end", "option", "left", "exit", "out", "lodged")


def counted(stretch: Stretch) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Runs, those that open space, those that branch off, and those whose people do something else."""
    log, found = stretch.port.play(stretch.onward), np.zeros(4, dtype=np.int64)
    for k, (key, plan) in enumerate(stretch.plans.items()):
        found += (1, stretch.port.opens(k), stretch.port.differs(k), 0)
        if stretch.port.differs(k):
            alone = FlowPort(plan, stretch.samples[key]).play(stretch.onward)
            found[3] += any(not np.array_equal(getattr(log, name), getattr(alone, name)) for name in PEOPLE)
    return found


def main(futures: int, file: Path) -> None:
    """Play, and print."""
    asked = question(file)
    played = Shadowing(asked.off, {policy.name: policy.scenario for policy in asked.policies})
    total: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = [np.zeros(4, dtype=np.int64) for _ in range(2)]
    for number in range(1, futures + 1):
        for k, stretch in enumerate(played.stretches(future(asked.off, number))):
            total[k] += counted(stretch)
        print(number, *(found.tolist() for found in total), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, Path(sys.argv[2]) if len(sys.argv) > 2 else SHIPPED)
