"""The tree of a scenario, kept from when it was read: it can be changed and read again without its files."""

from collections.abc import Iterator
from typing import Any

from sim.problems import Place
from sim.scenario.language.sections import FORMAT, FORMATS, Sections
from sim.scenario.source.source_tree import Entry, Node, Path, as_node, parts
from sim.scenario.source.yaml_writer import in_words
from sim.scenario.values.distributions import MARK

PLACE = Place("edited", 0, 0)


def tree_of(scenario: Sections) -> Node:
    """Return the tree of a scenario: the one it was read from, or as it would be written."""
    tree = scenario._origin.tree
    return written_out(scenario) if tree is None else tree


def values_of(scenario: Sections) -> Node:
    """Return the tree of a scenario without its format, and with one value in the place of what is uncertain."""
    tree = scenario._origin.values
    return written_out(scenario).with_child((FORMAT,), None).with_child((MARK,), None) if tree is None else tree


def written_out(scenario: Sections) -> Node:
    """Return the tree of a scenario as it would be written: every form spelt out, one value in the place of what is
    uncertain
    next to the section that says so."""
    tree = _without_nulls(as_node({FORMAT: FORMATS[-1], **in_words(scenario)}, PLACE))
    return with_files(_whole_day_to_day(tree, scenario), scenario)


def _whole_day_to_day(tree: Node, scenario: Sections) -> Node:
    """Return the tree with `day_to_day` as {sd, memory}, not as the sd alone, where one of the two is uncertain."""
    for name, stream in scenario.arrivals.items():
        path = ("arrivals", name, "day_to_day")
        if any(parts(key)[:-1] == path for key in scenario.uncertain):
            given = {"sd": stream.day_to_day.sd, "memory": stream.day_to_day.memory}
            tree = tree.with_child(path, as_node(given, PLACE))
    return tree


def with_files(tree: Node, scenario: Sections) -> Node:
    """Return the tree with what was read from files in the place of their names, so that each is read once."""
    for path, content in contents(scenario):
        node = tree.at(path)
        if node is not None:
            tree = tree.with_child(path, Node(content, node.place))
    return tree


def contents(scenario: Sections) -> Iterator[tuple[Path, Any]]:
    """Yield what was read of the tables that a scenario names, by the path of the name; None where it names none."""
    for name, stream in scenario.arrivals.items():
        yield ("arrivals", name, "listed"), stream.listed
        yield ("arrivals", name, "counts"), stream.counts
        if stream.conditioned_on:
            yield ("arrivals", name, "conditioned_on", "counts"), stream.conditioned_on.counts
    for name, pool in scenario.staff.items():
        yield ("staff", name, "roster_file"), pool.roster_file
    if scenario.census and scenario.census.file:
        yield ("census",), scenario.census
    if scenario.policy:
        yield ("policy", "on_record"), scenario.policy.on_record


def _without_nulls(node: Node) -> Node:
    """Return the tree without keys that hold nothing: what is written out has every key."""
    if isinstance(node.value, dict):
        kept = {key: entry for key, entry in node.value.items() if entry.node.value is not None}
        return Node({key: Entry(entry.place, _without_nulls(entry.node)) for key, entry in kept.items()}, node.place)
    if isinstance(node.value, tuple) and not hasattr(node.value, "_fields"):
        return Node(tuple(_without_nulls(inner) for inner in node.value), node.place)
    return node
