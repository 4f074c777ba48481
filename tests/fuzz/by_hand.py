"""Plays cases and prints the complaints as they come: `python tests/fuzz/by_hand.py COUNT --seed 5 --processes 4`."""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from every_case import MAKERS, said_of  # noqa: E402

CHUNK = 200  # cases that a process plays at a time
TOLD = 2000  # cases after which it is told how many were played
ALIKE = 2  # complaints of one kind that are printed


def main(asked: argparse.Namespace) -> int:
    """Play the cases from number `first` on, and count what is said of them; 1 if anything is."""
    kinds: Counter[str] = Counter()
    began = time.monotonic()
    seconds, played = 0.0, 0
    with ProcessPoolExecutor(asked.processes) as pool:
        last = asked.first + asked.count
        parts = [range(k, min(k + CHUNK, last)) for k in range(asked.first, last, CHUNK)]
        for done in as_completed([pool.submit(_play, asked.only, asked.seed, part) for part in parts]):
            said, took, count = done.result()
            seconds, played = seconds + took, played + count
            if played % TOLD == 0:
                print(f"{played} cases so far", flush=True)
            for text in said:
                kind = text.partition(": ")[2][:90]
                kinds[kind] += 1
                if kinds[kind] <= ALIKE:
                    print(text, flush=True)
    print(f"{asked.count} cases, {sum(kinds.values())} complaints; {seconds:.0f} s of processor time, "
          f"{time.monotonic() - began:.0f} s in all")  # fmt: skip
    return 1 if kinds else 0


def _play(kinds: list[str], seed: int, numbers: range) -> tuple[list[str], float, int]:
    """The complaints about some cases, the processor time they took, and how many they were."""
    began = time.process_time()
    return list(said_of(kinds, seed, numbers)), time.process_time() - began, len(numbers)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many cases")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other cases")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--processes", type=int, default=1, help="how many play at once")
    parser.add_argument("--only", nargs="*", default=[], choices=list(MAKERS), help="kinds of input; all without it")
    sys.exit(main(parser.parse_args()))
