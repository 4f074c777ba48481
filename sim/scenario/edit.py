"""The one way to change a scenario: its tree is changed, and validated again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sim.errors import ScenarioError
from sim.problems import Problem, sentence
from sim.scenario.load import Loaded, read
from sim.scenario.origin import PLACE, tree_of
from sim.scenario.schema import Scenario
from sim.scenario.source.merge import Laid, Remarks, with_sets
from sim.scenario.source.scalars import written
from sim.scenario.source.source_tree import Node, Path, as_node, dotted, parts
from sim.scenario.source.yaml_writer import spelt
from sim.scenario.values.section import Section

UNCERTAIN = "uncertain"
Changes = Mapping[str, Any] | Mapping[tuple[Any, ...], Any]


def edited(scenario: Scenario, changes: Changes, roster_to_come: bool | None = None) -> Scenario:
    """What `Scenario.edited` says. ScenarioError with all that is wrong."""
    tree = tree_of(scenario)
    for path, value in changes.items():
        tree = _changed(tree, _path(path), value)
    return _read(scenario, tree, roster_to_come).scenario


def laid_over(scenario: Scenario, sets: Sequence[str]) -> Loaded:
    """The scenario with each `PATH=VALUE` of `sets` laid on it, as `load` does it. ScenarioError."""
    return _read(scenario, with_sets(tree_of(scenario), sets, Remarks()), None)


def _read(scenario: Scenario, tree: Node, roster_to_come: bool | None) -> Loaded:
    origin = scenario._origin
    to_come = origin.roster_to_come if roster_to_come is None else roster_to_come
    return read(Laid(tree, Remarks()), origin.folder, scenario.name, roster_to_come=to_come)


def _path(path: str | tuple[Any, ...]) -> Path:
    if isinstance(path, tuple):
        return path
    try:
        return parts(path)
    except ValueError as error:
        raise ScenarioError([Problem("", sentence(written(path), str(error)), PLACE)]) from None


def _changed(tree: Node, path: Path, value: Any) -> Node:
    """The tree with another value at a path, and nothing uncertain at it or below it."""
    try:
        tree = tree.with_child(path, None if value is None else as_node(_plain(value), PLACE))
    except KeyError as error:
        message = sentence(f"no item {error.args[0]} in the list", "the number of an item, from 0")
        raise ScenarioError([Problem(dotted(path), message, PLACE)]) from None
    return tree if path[0] == UNCERTAIN else _known(tree, path)


def _known(tree: Node, path: Sequence[Any]) -> Node:
    section = tree.at((UNCERTAIN,))
    head = tuple(map(str, path))
    for key in (section.entries if section else None) or ():
        own = tuple(map(str, parts(str(key))))
        if own[: len(head)] == head:
            tree = tree.with_child((UNCERTAIN, key), None)
    return tree


def _plain(value: Any) -> Any:
    """A value as a file has it; what it holds of None is left out."""
    match value:
        case date():
            return value.isoformat()
        case Section():
            return _plain(spelt(value))
        case dict():
            return {str(key) if isinstance(key, date) else key: _plain(inner)
                    for key, inner in value.items() if inner is not None}  # fmt: skip
        case tuple() | list() if not hasattr(value, "_fields"):
            return [_plain(inner) for inner in value]
    return value
