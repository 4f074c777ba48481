"""One scenario of several sources: later ones win, in the order file named by `extends`, file, `--set`.

Mappings merge key by key; scalars, lists and distributions replace; a key set to null is removed.
"""

import re
from collections.abc import Sequence
from pathlib import Path as FilePath

from sim.scenario.distributions import is_distribution
from sim.scenario.nodes import Entry, Key, Node, as_node, dotted, parts
from sim.scenario.problems import Place, Problem, ScenarioError, sentence
from sim.scenario.scalars import written
from sim.scenario.schema import FORMAT
from sim.scenario.text import read_file, read_value

SET = Place("--set", 0, 0)
# Keys whose text names a file beside the one it stands in.
FILES = ("listed", "empirical", "roster_file", "counts", "on_record")
_ASSIGNMENT = re.compile(r'((?:"(?:[^"\\]|\\.)*"|[^"=])*)=(.*)', re.DOTALL)


def merged(path: FilePath, sets: Sequence[str] = ()) -> Node:
    """The tree of a scenario file, with what it extends and every `PATH=VALUE` of `sets`; no null is left in it.

    Raises ScenarioError.
    """
    tree = _extended(path, ())
    problems: list[Problem] = []
    for assignment in sets:
        try:
            tree = assigned(tree, assignment)
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return tree


def merge(base: Node, over: Node) -> Node:
    """`over` laid on `base`."""
    if over.entries is None:
        return over
    kept = dict(base.entries or {}) if not is_distribution(over.value) else {}
    for key, entry in over.entries.items():
        if entry.node.value is None:
            kept.pop(key, None)
        else:
            below = kept[key].node if key in kept else Node(None, entry.node.place)
            kept[key] = Entry(entry.place, merge(below, entry.node))
    return Node(kept, over.place)


def assigned(tree: Node, assignment: str) -> Node:
    """The tree after one `PATH=VALUE`; the value is YAML."""
    match = _ASSIGNMENT.fullmatch(assignment)
    try:
        if not match:
            raise ValueError("PATH=VALUE, such as staff.officers.absence=0.1")
        path = parts(match[1].strip())
    except ValueError as error:
        raise ScenarioError([Problem("", sentence(written(assignment), str(error)), SET)]) from None
    value = as_node(read_value(match[2], f"--set {dotted(path)}").plain(), SET)
    try:
        if value.value is None:
            return tree.with_child(path, None)
        return tree.with_child(path, merge(tree.at(path) or Node(None, SET), value))
    except KeyError as error:
        message = sentence(f"no item {error.args[0]} in the list", "the number of an item, from 0")
        raise ScenarioError([Problem(dotted(path), message, SET)]) from None


def _extended(path: FilePath, children: tuple[FilePath, ...]) -> Node:
    """A file laid on the one it extends; `children` are the files that led to it."""
    node = read_file(path)
    entry = node.child("extends")
    base = Node(None, node.place)
    if entry is not None and entry.node.value is not None:
        parent = _parent(path, entry.node, (*children, path))
        base = _relocated(_extended(parent, (*children, path)), parent.parent.relative_to(path.parent))
        base = base.with_child([FORMAT], None)  # that of the file which is loaded counts
    return merge(base, node.with_child(["extends"], None))


def _parent(path: FilePath, node: Node, line: tuple[FilePath, ...]) -> FilePath:
    """The file that `extends` names, which must lie in the folder of the file or below."""
    allowed = "a scenario file in the folder of this one or below"
    if not isinstance(node.value, str) or "\0" in node.value:
        raise ScenarioError([Problem("extends", sentence(written(node.plain()), allowed), node.place)])
    named, folder = FilePath(node.value), path.parent.resolve()
    parent = path.parent / named
    if named.is_absolute() or ".." in named.parts or not parent.resolve().is_relative_to(folder):
        raise ScenarioError([Problem("extends", sentence(node.value, allowed), node.place)])
    if parent.resolve() in [child.resolve() for child in line]:
        circle = " extends ".join(child.name for child in (*line, parent))
        raise ScenarioError([Problem("extends", sentence(f"a circle, {circle}", allowed), node.place)])
    if not parent.is_file():
        known = [file.relative_to(path.parent).as_posix() for file in path.parent.glob("*.yaml") if file != path]
        found = sentence(f"{node.value}, which is no file", allowed, known, node.value)
        raise ScenarioError([Problem("extends", found, node.place)])
    return parent


def _relocated(node: Node, folder: FilePath) -> Node:
    """The tree of a file in `folder` as if it stood here: what names a file is put before with the folder."""
    if not folder.parts:
        return node
    if isinstance(node.value, tuple):
        return Node(tuple(_relocated(inner, folder) for inner in node.value), node.place)
    if node.entries is None:
        return node
    moved: dict[Key, Entry] = {}
    for key, (place, inner) in node.entries.items():
        if key in FILES and isinstance(inner.value, str):
            moved[key] = Entry(place, Node((folder / inner.value).as_posix(), inner.place))
        else:
            moved[key] = Entry(place, _relocated(inner, folder))
    return Node(moved, node.place)
