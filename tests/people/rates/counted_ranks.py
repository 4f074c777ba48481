"""By hand: ranks of histories that nobody conditioned, among draws given their totals. Usage: [HISTORIES] [DRAWS].

Prints for each memory of days the chi-square p-value of every statistic, for the chain and for a sampler that draws the
factors first and splits the totals afterwards. Status 1 unless the chain has no p-value below 1% over all of them, and
the other sampler has one below a millionth for every memory.
"""

import sys

from counted_ports import NAMES, p_values, ranks, right, split_afterwards

MEMORIES = (0.0, 0.5, 0.9)


def main(histories: int = 1000, draws: int = 99) -> int:
    """Return the status."""
    print(f"p-values of: {'; '.join(NAMES)}")
    least, caught = [], []
    for memory in MEMORIES:
        for sampler, found in ((right, least), (split_afterwards, caught)):
            p = p_values(ranks(sampler, histories, draws, day_to_day={"sd": 0.5, "memory": memory}), draws)
            found.append(float(p.min()))
            print(f"memory {memory:g}, {sampler.__name__}: {', '.join(f'{one:.3g}' for one in p)}", flush=True)
    sound = min(least) > 0.01 / (len(NAMES) * len(MEMORIES)) and max(caught) < 1e-6
    print(
        f"{histories:,} histories of {draws} draws, {len(NAMES)} statistics, memory {', '.join(map(str, MEMORIES))}: "
        f"least p-value {min(least):.2g}; factors first, totals split afterwards: at most {max(caught):.2g} "
        f"({'as it should be' if sound else 'WRONG'})"
    )
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
