"""`screening.law` as the name of a file: its mapping stands in the place of the name, line by line as it is there."""

from pathlib import Path

from sim.errors import ScenarioError
from sim.problems import Problem
from sim.scenario.source.source_tree import Node
from sim.scenario.source.yaml_reader import read_file

LAW = ("screening", "law")


def with_law(tree: Node, folder: Path) -> Node:
    """Return the tree with the law of the file that it names, relative to `folder`. ScenarioError if it cannot be
    read.
    """
    node = tree.at(LAW)
    if node is None or not isinstance(node.value, str):
        return tree
    try:
        return tree.with_child(LAW, read_file(folder / node.value))
    except ScenarioError as error:
        here = [Problem(".".join(LAW), one.message, one.place or node.place) for one in error.problems]
        raise ScenarioError(here) from None
