"""Keys without a value: a null that is written out removes what a file below has; a key left blank is reported."""

from collections.abc import Iterator, Sequence
from typing import Any, get_origin

from pydantic import ValidationError

from sim.problems import Problem, sentence
from sim.scenario.language.sections import READ_FIRST, Sections
from sim.scenario.messages.sentences import declared_at, source_path, unknown_key
from sim.scenario.source.merge import Emptied
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Node, Path, as_node, dotted
from sim.scenario.source.yaml_writer import flow, form_of, to_plain
from sim.scenario.values.distributions import is_distribution
from sim.scenario.values.section import Section
from sim.wording import said, say

PROBE = "\0"  # a value that nothing allows


def problems(emptied: Sequence[Emptied], tree: Node, context: dict[str, Any]) -> list[Problem]:
    """Return what is wrong with keys without a value, and warnings of those that change nothing.

    An unknown key is an error with or without a value. A blank key is an error where a value must stand or would be
    removed, and else a warning that says what holds. A null removes, and is reported if there is nothing to remove.
    """
    emptied = [one for one in emptied if one.blank or (one.below is None and one.path[0] not in READ_FIRST)]
    emptied = [one for one in emptied if not _replaced(one.path, tree)]
    unknown = _unknown(emptied, tree, context)
    return [problem for one in emptied for problem in _problems_of(one, tree, unknown.get(one.path))]


def _replaced(path: Path, tree: Node) -> bool:
    """Return whether a list now stands where a path led on: what was written later has taken its place."""
    node: Node | None = tree
    for key in path:
        if node is None or not isinstance(node.value, dict | tuple):
            return False
        entry = node.child(key)
        if entry is None:
            return isinstance(node.value, tuple)
        node = entry.node
    return False


def _unknown(emptied: Sequence[Emptied], tree: Node, context: dict[str, Any]) -> dict[Path, tuple[Any, ...]]:
    """Return those of the keys that no section has, with pydantic's location: asked of the declarations themselves."""
    asked = {one.path: one for one in emptied if tree.at(one.path) is None and one.path[0] not in READ_FIRST}
    for one in asked.values():
        tree = tree.with_child(one.path, as_node(PROBE, one.place))
    try:
        if asked:
            Sections.model_validate(tree.plain(), context=context)
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=False)
        refused = [item["loc"] for item in items if item["type"] == "extra_forbidden"]
        return {path: loc for loc in refused if (path := source_path(loc, tree)) in asked}
    return {}


def _problems_of(emptied: Emptied, tree: Node, unknown: tuple[Any, ...] | None) -> Iterator[Problem]:
    parent = declared_at(emptied.path[:-1])
    section = parent if isinstance(parent, type) and issubclass(parent, Section) else None
    above = (tree.at(emptied.path[:n]) for n in range(len(emptied.path)))
    in_distribution = any(is_distribution(node.value) for node in above if node is not None)
    if unknown is not None:
        yield unknown_key(unknown, emptied.path, emptied.place)
    elif emptied.blank:
        yield _blank(emptied, section)
    elif in_distribution or section is None:
        yield _nothing_to_remove(emptied, tree, named=get_origin(parent) is dict and not in_distribution)


def _nothing_to_remove(emptied: Emptied, tree: Node, named: bool) -> Problem:
    """Return a null that removes nothing: of a name perhaps a slip, elsewhere a value that is missing."""
    name, found = str(emptied.path[-1]), say("null for {path}", path=short_text(emptied.path[-1]))
    if not named:
        return Problem(dotted(emptied.path), sentence(found, say("a value")), emptied.place)
    siblings = tree.at(emptied.path[:-1])
    known = map(str, (siblings and siblings.entries) or ())
    message = sentence(found, say("a name that there is, to remove it"), known, name)
    return Problem(dotted(emptied.path), message, emptied.place, "warning")


def _blank(emptied: Emptied, section: type[Section] | None) -> Problem:
    found = say("{path} without a value", path=short_text(emptied.path[-1]))
    if emptied.below is not None:
        below = emptied.below.place
        where = f"{below.file}:{below.line}" if below.line else below.file
        allowed = say("a value, or null to remove what stands in {where}", where=where)
        return Problem(dotted(emptied.path), sentence(found, allowed), emptied.place)
    holds = _default(emptied.path, section)
    if holds is None:
        return Problem(dotted(emptied.path), sentence(found, say("a value")), emptied.place)
    allowed = say("a value, or to leave the key out; the default holds ({holds})", holds=holds)
    return Problem(dotted(emptied.path), sentence(found, allowed), emptied.place, "warning")


def _default(path: Path, section: type[Section] | None) -> str | None:
    """Return what holds without the key, as it would be written; None for a key that must have a value."""
    key = str(path[-1])
    if len(path) == 1 and key in READ_FIRST:
        return said(READ_FIRST[key][2]).strip("`")
    fields = {field.alias or name: field for name, field in section.model_fields.items()} if section else {}
    field = fields.get(key)
    if field is None or field.is_required():
        return None
    if isinstance(field.default, Section):
        return say("its defaults")
    return flow(to_plain(field.default, form_of(field))) if field.default not in (None, {}, ()) else "none"
