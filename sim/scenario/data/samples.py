"""Files of values that a distribution is made of (`empirical`): each is read once for a scenario, and goes with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.scenario.source.source_tree import Node


class Samples(str):
    """The name of a file of values, which are read when they are first asked for, and known from then on.

    A text like any other: it is written, compared and hashed as the name. Copies, other processes and other machines
    have the values with it.
    """

    folder: Path | None
    _known: dict[str, tuple[float, ...]]

    def __new__(cls, name: str, folder: Path | None = None) -> "Samples":
        """Return the file of this name in a folder."""
        made = super().__new__(cls, name)
        made.folder, made._known = folder, {}
        return made

    def values(self, read: Callable[[Any], float]) -> tuple[float, ...]:
        """Return the values in ascending order, as a reader of quantities reads them. TableError with every fault."""
        from sim.scenario.data.tables.columns import values

        key = f"{read.__module__}.{read.__qualname__}"
        if key not in self._known:
            assert self.folder is not None
            self._known[key] = tuple(sorted(values(self.folder, str(self), read)))
        return self._known[key]

    @property
    def size(self) -> int:
        """How many values were read."""
        return max(map(len, self._known.values()), default=0)

    def has_the_values_of(self, other: "Samples") -> bool:
        """Return whether what was read of both, in the same way, is the same."""
        return all(other._known.get(key, values) == values for key, values in self._known.items())


def with_samples(tree: Node, folder: Path) -> Node:
    """Return the tree, in which the names of files of values keep what is read of them."""
    files: dict[str, Samples] = {}
    for path, node in list(tree.leaves()):
        name = node.value
        if path and path[-1] == "empirical" and isinstance(name, str) and not isinstance(name, Samples):
            tree = tree.with_child(path, Node(files.setdefault(name, Samples(name, folder)), node.place))
    return tree
