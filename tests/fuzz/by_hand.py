"""Plays cases one after another and prints the complaints: `python tests/fuzz/by_hand.py COUNT [SEED [FIRST]]`."""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from fuzz_kit import case, complaints  # noqa: E402
from yaml_makers import MAKERS  # noqa: E402


def main(count: int, seed: int = 1, first: int = 0) -> None:
    """Play the cases from number `first` on."""
    kinds: Counter[str] = Counter()
    began = time.process_time()
    for number in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            for text in complaints(case(MAKERS, seed, number), Path(folder)):
                kinds[text[:90]] += 1
                if kinds[text[:90]] <= 2:
                    print(f"case {number}: {text}", flush=True)
    print(f"{count} cases in {time.process_time() - began:.0f} s of processor time, {sum(kinds.values())} complaints")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
