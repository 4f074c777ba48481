"""`screening.law` as the name of a file: its mapping stands in the place of the name, line by line as it is there.

`{file: NAME, readings: {..}}` takes the law of the file, with what stands next to the name changed.
"""

from pathlib import Path

from sim.errors import ScenarioError
from sim.problems import Problem
from sim.scenario.source.merge import Remarks, merge
from sim.scenario.source.source_tree import Node
from sim.scenario.source.yaml_reader import read_file

LAW, FILE = ("screening", "law"), "file"


def with_law(tree: Node, folder: Path) -> Node:
    """Return the tree with the law of the file that it names, relative to `folder`. ScenarioError if it cannot be
    read.
    """
    law = tree.at(LAW)
    node = law.at((FILE,)) if law is not None and law.entries is not None else law
    if law is None or node is None or not isinstance(node.value, str):
        return tree
    try:
        read = read_file(folder / node.value)
    except ScenarioError as error:
        here = [Problem(".".join(LAW), one.message, one.place or node.place) for one in error.problems]
        raise ScenarioError(here) from None
    over = {key: entry for key, entry in (law.entries or {}).items() if key != FILE}
    return tree.with_child(LAW, merge(read, Node(over, law.place), Remarks()) if over else read)
