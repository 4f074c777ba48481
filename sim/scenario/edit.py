"""The one way to change a scenario: its tree is changed, and validated again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.problems import Problem, sentence
from sim.scenario.data.census import Census
from sim.scenario.data.counts import Counts
from sim.scenario.data.listed import Listed
from sim.scenario.data.on_record import OnRecord
from sim.scenario.data.roster_file import RosterFile
from sim.scenario.language.sections import S
from sim.scenario.messages.sentences import problems
from sim.scenario.origin import PLACE, tree_of
from sim.scenario.reading import Reading, read
from sim.scenario.source.merge import MergedSource, Remarks, with_sets
from sim.scenario.source.overwritten import without_members
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Node, Path, as_node, dotted, parts
from sim.scenario.source.yaml_writer import fields, to_plain
from sim.scenario.values.section import Section
from sim.wording import say

UNCERTAIN = "uncertain"
Changes = Mapping[str, Any] | Mapping[tuple[Any, ...], Any]
FILES = (Census, Counts, Listed, OnRecord, RosterFile)  # what was read of files
Part = TypeVar("Part", bound=Section)


def edited(scenario: S, changes: Changes, roster_to_come: bool | None = None) -> S:
    """Return what `Scenario.edited` says. ScenarioError with all that is wrong."""
    tree = tree_of(scenario)
    for path, value in changes.items():
        tree = _changed(tree, _path(path), value)
    return read_again(scenario, tree, roster_to_come).scenario


def revised(section: Part, changes: Changes) -> Part:
    """Return a section by itself with some of its values changed, and validated again. ScenarioError."""
    tree = as_node(_plain(section), PLACE)
    for key, value, _ in fields(section):
        tree = tree.with_child((key,), Node(value, PLACE)) if isinstance(value, FILES) else tree
    for path, value in changes.items():
        tree = _changed(tree, _path(path), value)
    try:
        return type(section).model_validate(tree.plain())
    except ValidationError as error:
        raise ScenarioError(problems(error, tree)) from None


def laid_over(scenario: S, sets: Sequence[str]) -> Reading[S]:
    """Return the scenario with each `PATH=VALUE` of `sets` applied, as `load` does it. ScenarioError."""
    return read_again(scenario, with_sets(tree_of(scenario), sets, Remarks()))


def read_again(scenario: S, tree: Node, roster_to_come: bool | None = None) -> Reading[S]:
    """Return what a tree makes in the place of that of a scenario, whose folder and name it has. ScenarioError."""
    origin = scenario._origin
    to_come = origin.roster_to_come if roster_to_come is None else roster_to_come
    return read(
        type(scenario),
        MergedSource(tree, Remarks()),
        origin.folder,
        scenario.name,
        roster_to_come=to_come,
        before=origin.tree,
    )


def _path(path: str | tuple[Any, ...]) -> Path:
    if isinstance(path, tuple):
        return path
    try:
        return parts(path)
    except ValueError as error:
        raise ScenarioError([Problem("", sentence(short_text(path), str(error)), PLACE)]) from None


def _changed(tree: Node, path: Path, value: Any) -> Node:
    """Return the tree with another value at a path, and nothing uncertain at it or below it."""
    try:
        tree = tree.with_child(path, None if value is None else as_node(_plain(value), PLACE))
    except KeyError as error:
        message = sentence(
            say("no item {args} in the list", args=str(error.args[0])), say("the number of an item, from 0")
        )
        raise ScenarioError([Problem(dotted(path), message, PLACE)]) from None
    return tree if path[0] == UNCERTAIN else _known(tree, path)


def _known(tree: Node, path: Sequence[Any]) -> Node:
    section = tree.at((UNCERTAIN,))
    head, gone = tuple(map(str, path)), []
    for key in (section.entries if section else None) or ():
        own = tuple(map(str, parts(str(key))))
        if own[: len(head)] == head:
            tree = tree.with_child((UNCERTAIN, key), None)
            gone.append(str(key))
    return without_members(tree, gone)


def _plain(value: Any) -> Any:
    """Return a value as a file has it; what it holds of None is left out."""
    match value:
        case date():
            return value.isoformat()
        case Section():
            return _plain(to_plain(value))
        case dict():
            return {str(key) if isinstance(key, date) else key: _plain(inner)
                    for key, inner in value.items() if inner is not None}  # fmt: skip
        case tuple() | list() if not hasattr(value, "_fields"):
            return [_plain(inner) for inner in value]
    return value
