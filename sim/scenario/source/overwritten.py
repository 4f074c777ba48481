"""What a later source writes over is no longer uncertain: its range falls away with the value that it was of.

A file that extends another, or a `--set`, which writes a value, takes it away, or writes something else in the place of
what it stood in, says that the value is known there. A range that the later source gives itself counts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sim.scenario.source.source_tree import Node, parts
from sim.scenario.values.distributions import MARK, is_distribution

GROUPS = "move_together"
LEAST = 2  # values of a group


def still_uncertain(base: Node, over: Node) -> Node:
    """Return the tree of an earlier source without ranges of values that a later one writes over, and without these in
    the groups that move together; a group of fewer than two goes too."""
    section, later = base.at((MARK,)), over.at((MARK,))
    gone = []
    for key in (section.entries if section else None) or ():
        given = later.child(key) if later else None
        if given is None and _written_over(over, _parts(key)):
            base = base.with_child((MARK, key), None)
            gone.append(str(key))
        elif given is not None and given.node.value is None and not given.node.blank:
            gone.append(str(key))
    return without_members(base, gone)


def _parts(key: Any) -> tuple[str, ...]:
    try:
        return tuple(map(str, parts(str(key))))
    except ValueError:
        return ()


def _written_over(over: Node, path: Sequence[str]) -> bool:
    """Return whether a source writes at a path: a value or a mapping there, or what is none in the place of one
    above."""
    node = over
    for part in path:
        if node.entries is None or is_distribution(node.value):
            return not node.blank
        entry = node.child(part)
        if entry is None:
            return False
        node = entry.node
    return bool(path) and not node.blank


def without_members(base: Node, gone: Iterable[str]) -> Node:
    """Return the tree without these paths in the groups that move together; a group that they leave alone goes too."""
    paths, groups = {_parts(key) for key in gone}, base.at((GROUPS,))
    for name, entry in ((groups.entries if groups and paths else None) or {}).items():
        listed = entry.node.at(("values",))
        if listed is None or not isinstance(listed.value, tuple):
            continue
        kept = tuple(one for one in listed.value if _parts(one.value) not in paths)
        if len(kept) < len(listed.value):
            few = len(kept) < LEAST
            base = (
                base.with_child((GROUPS, name), None)
                if few
                else base.with_child((GROUPS, name, "values"), Node(kept, listed.place))
            )
    return base
