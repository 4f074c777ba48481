"""By hand: ranks of people present after noon of a run among the outlook's draws. Usage: [RUNS] [DRAWS].

Prints the chi-square p-value after 6, 24 and 72 hours, from a state with its parties and from numbers by step. Status 1
unless none with parties is below 1% over all of them.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from outlook_ports import LEADS, p_values, ranks


def main(runs: int = 400, draws: int = 99) -> int:
    """Return the status."""
    with TemporaryDirectory() as folder:
        p = p_values(ranks(Path(folder), runs, draws), draws)
        by_step = p_values(ranks(Path(folder), runs, draws, known=False), draws)
    hours = ", ".join(map(str, LEADS))
    sound = p.min() > 0.01 / len(LEADS)
    print(f"numbers by step alone, after {hours} h: {', '.join(f'{one:.2g}' for one in by_step)}")
    print(
        f"{runs} runs stopped at noon, {draws} draws each; p-values after {hours} h: "
        f"{', '.join(f'{one:.2g}' for one in p)} ({'as it should be' if sound else 'WRONG'})"
    )
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
