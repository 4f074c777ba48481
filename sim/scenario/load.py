"""Reading a scenario file: merged with what it extends, validated; or everything that is wrong with it, at once."""

import os
from collections.abc import Sequence
from pathlib import Path as FilePath

from sim.scenario.language.sections import LABELS
from sim.scenario.reading import Reading, read
from sim.scenario.schema import Scenario
from sim.scenario.source.merge import read_merged, relocated
from sim.scenario.source.source_tree import Node
from sim.scenario.values.names import without_labels

Loaded = Reading[Scenario]


def load(path: str | os.PathLike[str], sets: Sequence[str] = (), *, roster_to_come: bool = False) -> Loaded:
    """Read a scenario file and lay each `PATH=VALUE` of `sets` on it.

    Where the roster is still to come, a step for which it has too few officers is only warned of. Raises ScenarioError
    with all that is wrong, in the order of the file.
    """
    file = FilePath(path)
    return read(Scenario, read_merged(file, sets), file.parent, str(file), roster_to_come=roster_to_come)


def read_whole(path: str | os.PathLike[str], folder: FilePath) -> Node:
    """Return the tree of a sound scenario with what it extends, as one file in `folder` would have it.

    The tables that it names are named from there; labels of names that fell away on merging are left out. Raises
    ScenarioError.
    """
    file = FilePath(path)
    scenario = load(file, roster_to_come=True).scenario
    tree = read_merged(file).tree
    labels = tree.at((LABELS,))
    tree = without_labels(
        tree, [str(name) for name in (labels and labels.entries) or () if name not in scenario.labels]
    )
    return relocated(tree, FilePath(os.path.relpath(file.parent, folder)))
