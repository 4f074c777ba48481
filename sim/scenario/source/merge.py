"""One scenario of several sources: later ones win, in the order file named by `extends`, file, `--set`.

Mappings merge key by key; scalars, lists and distributions replace; a key set to null is removed. A key that is left
blank says nothing: it is kept apart, for `blanks` to tell of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.problems import Place, Problem, sentence, unprintable
from sim.scenario.checks.lasting import Ended, ended, ended_by_one
from sim.scenario.language.sections import FORMAT, READINGS
from sim.scenario.source.book_reader import ENDING, read_book
from sim.scenario.source.overwritten import GROUPS, still_uncertain
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Entry, Key, Node, Path, dotted, moved, parts
from sim.scenario.source.yaml_reader import MAX_DEPTH, read_file, read_value
from sim.scenario.values.distributions import is_distribution
from sim.wording import noted, say

SET = Place("--set", 0, 0)
MAX_FILES = 50  # that extend one another
PARENT = noted("a scenario file in the folder of this one or below")
# Keys whose text names a file next to the one it stands in.
FILES = ("listed", "empirical", "roster_file", "counts", "on_record", "law", "file", "census")
_ASSIGNMENT = re.compile(r'((?:"(?:[^"\\]|\\.)*"|[^"=])*)=(.*)', re.DOTALL)


class Emptied(NamedTuple):
    """A key without a value: where it is written, whether it is blank or a null, and what it had in the file below."""

    path: Path
    place: Place
    blank: bool
    below: Node | None


@dataclass
class Remarks:
    """What merging meets: keys without a value, changes that a date of the file below ends, and the names of groups
    that move together no more, since a later source knows their values; and what a workbook does not show (`seen`).
    """

    emptied: list[Emptied] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    ungrouped: set[str] = field(default_factory=set)
    seen: list[Problem] = field(default_factory=list)


class MergedSource(NamedTuple):
    """The tree of a scenario file merged with all that it extends, and what was met on the way."""

    tree: Node
    remarks: Remarks


def merged(path: FilePath, sets: Sequence[str] = ()) -> Node:
    """Return the tree of a scenario file, with what it extends and every `PATH=VALUE` of `sets`; no null is left in it.

    Raises ScenarioError.
    """
    return read_merged(path, sets).tree


def read_merged(path: FilePath, sets: Sequence[str] = ()) -> MergedSource:
    """Return what `merged` gives, and what there is to say of it. Raises ScenarioError."""
    remarks = Remarks()
    return MergedSource(with_sets(_extended(path, (), remarks), sets, remarks), remarks)


def with_sets(tree: Node, sets: Sequence[str], remarks: Remarks) -> Node:
    """Return the tree after every `PATH=VALUE` of `sets`. ScenarioError with what is wrong with any."""
    problems: list[Problem] = []
    for assignment in sets:
        try:
            tree = assigned(tree, assignment, remarks)
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return tree


def merge(base: Node, over: Node, remarks: Remarks, path: Path = ()) -> Node:
    """Merge `over` into `base`, both under `path`; what there is to say is added to `remarks`."""
    if over.entries is None:
        return over
    kept = dict(base.entries or {}) if not is_distribution(over.value) else {}
    remarks.ended += ended(base, over, path)
    for key, entry in over.entries.items():
        below = kept[key].node if key in kept else None
        if entry.node.value is None:
            remarks.emptied.append(Emptied((*path, key), entry.place, entry.node.blank, below))
            if not entry.node.blank:
                kept.pop(key, None)
        else:
            inner = merge(below or Node(None, entry.node.place), entry.node, remarks, (*path, key))
            kept[key] = Entry(entry.place, inner)
    return Node(kept, over.place)


def otherwise(tree: Node, reading: str) -> Node:
    """Return the tree of a scenario in one of its other readings, which has none itself."""
    over = tree.at((READINGS, reading))
    assert over is not None
    return merge(tree.with_child((READINGS,), None), over, Remarks())


def assigned(tree: Node, assignment: str, remarks: Remarks) -> Node:
    """Return the tree after one `PATH=VALUE`; the value is YAML."""
    match = _ASSIGNMENT.fullmatch(assignment)
    try:
        if not match:
            raise ValueError(say("PATH=VALUE, such as staff.officers.absence=0.1"))
        path = parts(match[1].strip())
        if len(path) > MAX_DEPTH:
            raise ValueError(say("a path of at most {max_depth} parts", max_depth=MAX_DEPTH))
        if unfit := unprintable(match[1]):
            raise ValueError(say("printable text (there is the character {unfit})", unfit=unfit))
    except ValueError as error:
        raise ScenarioError([Problem("", sentence(short_text(assignment), str(error)), SET)]) from None
    read = read_value(match[2], f"--set {dotted(path)}")
    value = moved(read, SET)
    try:
        if value.value is None:
            remarks.emptied.append(Emptied(path, SET, value.blank, tree.at(path)))
            without = tree.with_child(path, value if value.blank else None)  # which also says what no item is
            return tree if value.blank else _known(without, _alone(path, value), remarks)
        remarks.ended += ended_by_one(tree, path, value)
        tree = _known(tree, _alone(path, value), remarks)
        return tree.with_child(path, merge(tree.at(path) or Node(None, SET), value, remarks, path))
    except KeyError as error:
        message = sentence(
            say("no item {args} in the list", args=str(error.args[0])), say("the number of an item, from 0")
        )
        raise ScenarioError([Problem(dotted(path), message, SET)]) from None


def _known(base: Node, over: Node, remarks: Remarks) -> Node:
    """Return the earlier tree without what the later one knows; groups that fall away are added to `remarks`."""
    left = still_uncertain(base, over)
    had, has = (tree.at((GROUPS,)) for tree in (base, left))
    remarks.ungrouped |= {str(name) for name in (had and had.entries) or () if has is None or has.child(name) is None}
    return left


def _alone(path: Path, value: Node) -> Node:
    """Return the tree that has one value at a path and nothing else."""
    return Node({}, SET).with_child(path, value)


def _extended(path: FilePath, children: tuple[FilePath, ...], remarks: Remarks) -> Node:
    """Return a file merged into the one it extends; `children` are the files that led to it."""
    node = _tree_of(path, remarks)
    entry = node.child("extends")
    base = Node(None, node.place)
    if entry is not None and entry.node.value is not None:
        parent = _parent(path, entry.node, (*children, path))
        base = relocated(_extended(parent, (*children, path), remarks), parent.parent.relative_to(path.parent))
        base = base.with_child([FORMAT], None)  # that of the file which is loaded counts
        node = node.with_child(["extends"], None)
        base = _known(base, node, remarks)
    return merge(base, node, remarks)


def _tree_of(path: FilePath, remarks: Remarks) -> Node:
    """Return the tree of a file: YAML, or a workbook; what there is to say of that is added to `remarks`."""
    if path.suffix.lower() != ENDING:
        return read_file(path)
    found = read_book(path)
    remarks.seen += found.warnings
    return found.tree


def _parent(path: FilePath, node: Node, line: tuple[FilePath, ...]) -> FilePath:
    """Return the file that `extends` names, which must lie in the folder of the file or below."""

    def wrong(found: str, known: Sequence[str] = (), allowed: str = PARENT) -> ScenarioError:
        return ScenarioError([Problem("extends", sentence(found, allowed, known, str(node.value)), node.place)])

    if not isinstance(node.value, str):
        raise wrong(short_text(node.plain()))
    parent = path.parent / node.value
    try:
        folder, whole = path.parent.resolve(), parent.resolve()
        if FilePath(node.value).is_absolute() or ".." in FilePath(node.value).parts or not whole.is_relative_to(folder):
            raise wrong(short_text(node.value))
        if whole in [child.resolve() for child in line]:
            raise wrong(
                say("a circle, {circle}", circle=say(" extends ").join(child.name for child in (*line, parent)))
            )
        if not parent.is_file():
            known = [file.relative_to(path.parent).as_posix() for file in path.parent.glob("*.yaml") if file != path]
            raise wrong(say("{value}, which is no file", value=short_text(node.value)), known)
    except (OSError, RuntimeError, ValueError) as error:  # names too long, links in a circle, what is no name
        reason = (error.strerror if isinstance(error, OSError) else "") or say("links that lead nowhere")
        raise wrong(
            say("{value}, which cannot be followed ({reason})", value=short_text(node.value), reason=reason)
        ) from None
    if len(line) > MAX_FILES:
        raise wrong(
            say("a line of more than {max_files} files", max_files=str(MAX_FILES)),
            allowed=say("at most {max_files} that extend each other", max_files=str(MAX_FILES)),
        )
    return parent


def relocated(node: Node, folder: FilePath) -> Node:
    """Return the tree of a file in `folder` as if it stood here: what names a file is put before with the folder."""
    if not folder.parts:
        return node
    if isinstance(node.value, tuple):
        return Node(tuple(relocated(inner, folder) for inner in node.value), node.place)
    if node.entries is None:
        return node
    moved: dict[Key, Entry] = {}
    for key, (place, inner) in node.entries.items():
        if key in FILES and isinstance(inner.value, str):
            moved[key] = Entry(place, Node((folder / inner.value).as_posix(), inner.place))
        else:
            moved[key] = Entry(place, relocated(inner, folder))
    return Node(moved, node.place)
