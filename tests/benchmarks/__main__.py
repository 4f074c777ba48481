"""How fast the program is, as ratios in one run.

    python -m tests.benchmarks [w growth commands memory] [--rounds 30] [--plot FILE] [--keep FOLDER]

Seconds of the processor, of what is played in turn; README.md says what each ratio is. The commit is built in
an environment of its own, which takes a few minutes unless one is kept.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from .earlier import frozen_file
from .growth import growth
from .on_w import on_w
from .ratio_plot import draw
from .ratios import Ratio
from .whole.commands import commands
from .whole.memory import memory

PARTS = ("w", "growth", "commands", "memory")
FIRST = "9dcd87b"  # 0.1.0


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").splitlines()[0])
    asked.add_argument("parts", nargs="*", choices=PARTS, help="those to play; all of them, if none is named")
    asked.add_argument("--rounds", type=int, default=30, help="times that each is played; whole commands a tenth of it")
    asked.add_argument("--plot", type=Path, default=Path("results/benchmarks.svg"), help="the picture that is written")
    asked.add_argument("--against", metavar="COMMIT", default=FIRST, help="the earlier commit, by default 0.1.0")
    asked.add_argument("--keep", type=Path, metavar="FOLDER", help="where the environments stay, for the next time")
    asked.add_argument("--long", type=int, default=10_000, metavar="N", help="replications of the longest run")
    given = asked.parse_args()
    ratios: list[Ratio] = []
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for one in played(given, given.parts or PARTS, Path(folder), seconds):
            ratios.append(one)
            print(one, flush=True)
    given.plot.parent.mkdir(parents=True, exist_ok=True)
    draw(ratios, seconds, given.plot)
    print(f"wrote {given.plot}")


def played(given: argparse.Namespace, parts: Sequence[str], folder: Path, seconds: dict[str, float]) -> Iterator[Ratio]:
    """Yield the ratios of some parts; the seconds of each engine on W are entered."""
    kept = (given.keep or folder).resolve()
    if "w" in parts:
        found = on_w(folder, max(given.rounds // 3, 3))
        for line in found.said:
            print(line)
        for name, took in found.seconds.items():
            print(f"{name:<64}{took * 1000:>8.1f} ms on W")
        seconds |= found.seconds
        yield from found.ratios
    if "growth" in parts:
        yield from growth(given.rounds)
        yield frozen_file(given.against, kept / "before", given.rounds)
    if "commands" in parts:
        yield from commands(given.against, kept, max(given.rounds // 10, 1))
    if "memory" in parts:
        yield from memory(folder, given.long)


if __name__ == "__main__":
    main()
