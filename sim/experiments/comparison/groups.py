"""What changed between two scenarios, in a few groups, and the scenarios that have some of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from pydantic import ValidationError

from sim.experiments.comparison.scenario_diff import ABOUT, Change
from sim.problems import Place
from sim.scenario.checks.contradictions import contradictions
from sim.scenario.checks.references import unknown_names
from sim.scenario.origin import with_files
from sim.scenario.schema import Scenario, Written
from sim.scenario.source.source_tree import Node, Path, as_node, parts
from sim.scenario.source.yaml_writer import spelt
from sim.scenario.values.section import Section

MOST = 4  # groups of which every combination is played: 2^4 scenarios, two of which have been played already
DEEPEST = 3  # contingency.leased_hall.lead_time
ASIDE = ("uncertain", "assumptions", "targets", "precision")  # of no account for what happens in one replication
IDLE = (*ABOUT, "targets")  # changes nothing that happens
MIXED = Place("mixed", 0, 0)


class Mixture(NamedTuple):
    """Groups of changes. `every`: all their combinations can be played; else each is played alone, and left out."""

    groups: tuple[Path, ...]
    every: bool

    def combinations(self) -> Iterator[frozenset[Path]]:
        """What is to be played between the baseline (no group) and the other scenario (all of them)."""
        n = len(self.groups)
        for size in range(1, n) if self.every else sorted({1, n - 1} - {0, n}):
            yield from map(frozenset, combinations(self.groups, size))


def mixture(baseline: Scenario, other: Scenario, changed: Sequence[Change]) -> Mixture:
    """The finest groups, paths of at most three keys, of which there are at most four and every combination is sound.

    Where there are none: the top-level sections, one at a time.
    """
    found = [_groups(changed, depth) for depth in range(DEEPEST, 0, -1)]
    for groups in found:
        several = Mixture(groups, True)
        if len(groups) <= MOST and all(sound(mixed(baseline, other, some)) for some in several.combinations()):
            return several
    return Mixture(found[-1], False)


def _groups(changed: Sequence[Change], depth: int) -> tuple[Path, ...]:
    """The starts of all paths that matter; one that begins with another belongs to it."""
    starts = dict.fromkeys(_place(change.path)[:depth] for change in changed if change.path[0] not in IDLE)
    return tuple(path for path in starts if not any(path[:n] in starts for n in range(1, len(path))))


def _place(path: Path) -> Path:
    """Where a change belongs: the distribution of an uncertain value to the value itself."""
    return parts(str(path[1])) if path[0] == "uncertain" and len(path) > 1 else path


def mixed(baseline: Scenario, other: Scenario, taken: Iterable[Path]) -> Scenario:
    """The baseline with some groups as the other scenario has them. It need not be sound."""
    taken = tuple(taken)
    scenario = baseline
    for path in taken:
        scenario = _laid(scenario, other, path)
    uncertain = {
        path: drawn
        for given, ours in ((baseline, False), (other, True))
        for path, drawn in given.uncertain.items()
        if _is_under(parts(path), taken) == ours
    }
    scenario = scenario.model_copy(update={"uncertain": uncertain})
    if uncertain:
        scenario._written = _written(baseline, other, taken)
    return scenario


def _is_under(path: Path, taken: tuple[Path, ...]) -> bool:
    return any(tuple(map(str, path[: len(start)])) == tuple(map(str, start)) for start in taken)


def _laid(ours: Any, theirs: Any, path: Path) -> Any:
    """A value of the model with what lies under a path as the other has it."""
    if not path:
        return theirs
    if isinstance(ours, Section) and isinstance(theirs, Section):
        name = next(name for name, field in type(ours).model_fields.items() if (field.alias or name) == path[0])
        return ours.model_copy(update={name: _laid(getattr(ours, name), getattr(theirs, name), path[1:])})
    if not (isinstance(ours, dict) and isinstance(theirs, dict)):
        return theirs
    old = next((key for key in ours if _same(key, path[0])), None)
    new = next((key for key in theirs if _same(key, path[0])), None)
    if new is None:
        return {key: value for key, value in ours.items() if key != old}
    return ours | {new: theirs[new] if old is None else _laid(ours[old], theirs[new], path[1:])}


def _same(key: Any, written: Any) -> bool:
    return str(spelt(key)) == str(written)


def _written(baseline: Scenario, other: Scenario, taken: tuple[Path, ...]) -> Written:
    """What a mixed scenario is read from again for every replication."""
    tree, theirs = _tree(baseline), _tree(other)
    for path in taken:
        tree = tree.with_child(path, theirs.at(path))
    source = baseline._written or other._written
    assert source is not None
    return Written(tree.plain(), source.folder)


def _tree(scenario: Scenario) -> Node:
    if scenario._written is not None:
        return as_node(scenario._written.tree, MIXED)
    return _with_contents(scenario)


def _with_contents(scenario: Scenario) -> Node:
    """A scenario as it would be written; what was read from files stands in the place of their names."""
    return with_files(as_node(spelt(scenario), MIXED), scenario)


def sound(scenario: Scenario) -> bool:
    """Whether a mixed scenario can be played: every name in it is declared, nothing contradicts itself, and it is what
    would be read of it (a pool is not, with the shifts of one roster file and the name of another)."""
    plain = scenario.model_copy(update={key: {} for key in ASIDE})
    node = _with_contents(plain)
    if unknown_names(scenario, node) or contradictions(scenario):
        return False
    try:
        return bool(spelt(Scenario.model_validate(node.plain())) == spelt(plain))
    except ValidationError:
        return False
