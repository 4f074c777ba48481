"""How fast the program is, as ratios in one run.

    python -m tests.benchmarks [--rounds 30] [--plot results/benchmarks.svg] [--against 9dcd87b]

Seconds of the processor, of what is played in turn; README.md says what each ratio is. With `--against` the commit is
built in an environment of its own, which takes a few minutes, and its replications of the frozen file are played too.
"""

import argparse
import tempfile
from pathlib import Path

from .earlier import frozen_file
from .growth import growth
from .on_w import on_w
from .ratio_plot import draw
from .ratios import Ratio


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--rounds", type=int, default=30, help="times that each is played")
    asked.add_argument("--plot", type=Path, default=Path("results/benchmarks.svg"), help="the picture that is written")
    asked.add_argument("--against", metavar="COMMIT", help="an earlier commit to compare with, such as 9dcd87b (0.1.0)")
    given = asked.parse_args()
    ratios: list[Ratio] = []

    def tell(one: Ratio) -> None:
        ratios.append(one)
        print(one, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        found = on_w(Path(folder), max(given.rounds // 3, 3))
        for line in found.said:
            print(line)
        for name, seconds in found.seconds.items():
            print(f"{name:<64}{seconds * 1000:>8.1f} ms on W")
        for one in found.ratios:
            tell(one)
        for one in growth(given.rounds):
            tell(one)
        if given.against:
            tell(frozen_file(given.against, Path(folder), given.rounds))
    given.plot.parent.mkdir(parents=True, exist_ok=True)
    draw(ratios, found.seconds, given.plot)
    print(f"wrote {given.plot}")


if __name__ == "__main__":
    main()
