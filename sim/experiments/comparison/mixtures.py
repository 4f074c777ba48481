"""What changed between two scenarios, in a few groups, and the scenarios that have some of them."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from sim.experiments.comparison.scenario_diff import ABOUT, Change
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import Path, parts
from sim.scenario.variants import sound

MOST = 4  # groups of which every combination is played: 2^4 scenarios, two of which have been played already
DEEPEST = 3  # contingency.leased_hall.lead_time
IDLE = (*ABOUT, "targets")  # changes nothing that happens


class Mixture(NamedTuple):
    """Groups of changes. `every`: all their combinations can be played; else each is played alone, and left out."""

    groups: tuple[Path, ...]
    every: bool

    def combinations(self) -> Iterator[frozenset[Path]]:
        """Yield what is to be played between the baseline (no group) and the other scenario (all of them)."""
        n = len(self.groups)
        for size in range(1, n) if self.every else sorted({1, n - 1} - {0, n}):
            yield from map(frozenset, combinations(self.groups, size))


def mixture(baseline: Scenario, other: Scenario, changed: Sequence[Change]) -> Mixture:
    """Return the finest groups, paths of at most three keys, of which there are at most four and every combination is
    sound.

    Where there are none: the top-level sections, one at a time.
    """
    found = [_groups(changed, depth) for depth in range(DEEPEST, 0, -1)]
    for groups in found:
        several = Mixture(groups, True)
        if len(groups) <= MOST and all(sound(baseline, other, some) for some in several.combinations()):
            return several
    return Mixture(found[-1], False)


def _groups(changed: Sequence[Change], depth: int) -> tuple[Path, ...]:
    """Return the starts of all paths that matter; one that begins with another belongs to it."""
    starts = dict.fromkeys(_place(change.path)[:depth] for change in changed if change.path[0] not in IDLE)
    return tuple(path for path in starts if not any(path[:n] in starts for n in range(1, len(path))))


def _place(path: Path) -> Path:
    """Return where a change belongs: the distribution of an uncertain value to the value itself."""
    return parts(str(path[1])) if path[0] == "uncertain" and len(path) > 1 else path
