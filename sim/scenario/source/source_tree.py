"""The tree of a scenario file: plain values that know where they were written, and dotted paths into it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.problems import Place
from sim.wording import say

Key = str | int | float
Path = tuple[Key, ...]

_BARE = re.compile(r"^[^\s.\"=]+\Z")
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|([^."=]+)')


class Entry(NamedTuple):
    """A value under its key, and where the key is written."""

    place: Place
    node: "Node"


@dataclass(frozen=True)
class Node:
    """A value and where it is written: a scalar, a tuple of nodes (a list), or a dict of entries (a mapping).

    `blank` says that nothing stands there (`key:`, or `{key}`), which is not the same as a null that is written out.
    """

    value: Any
    place: Place
    blank: bool = False

    @property
    def entries(self) -> dict[Key, Entry] | None:
        """The entries of a mapping, None for anything else."""
        return self.value if isinstance(self.value, dict) else None

    def child(self, key: Any) -> "Entry | None":
        """Return what is under a key of a mapping or at an index of a list; a key may be given as its text."""
        if isinstance(self.value, dict):
            return self.value[match] if (match := self._key(key)) is not None else None
        if isinstance(self.value, tuple) and str(key).isdecimal() and int(key) < len(self.value):
            return Entry(self.value[int(key)].place, self.value[int(key)])
        return None

    def _key(self, key: Any) -> Key | None:
        """Return the key of a mapping that is this one, or has its text; a look for each value of a file, so a quick
        one.
        """
        for same in (key, str(key)):
            if same in self.value:
                found: Key = same
                return found
        numbers = (k for k in self.value if not isinstance(k, str))
        return next((k for k in numbers if str(k) == str(key)), None)

    def at(self, path: Sequence[Any]) -> "Node | None":
        """Return the node under a path, None if there is none."""
        node: Node | None = self
        for key in path:
            entry = node.child(key) if node else None
            node = entry.node if entry else None
        return node

    def plain(self) -> Any:
        """Return the tree as dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: entry.node.plain() for key, entry in self.value.items()}
        return [node.plain() for node in self.value] if isinstance(self.value, tuple) else self.value

    def leaves(self, path: Path = ()) -> Iterator[tuple[Path, "Node"]]:
        """Yield every scalar, list and empty mapping with its path, in order."""
        if isinstance(self.value, dict) and self.value:
            for key, entry in self.value.items():
                yield from entry.node.leaves((*path, key))
        else:
            yield path, self

    def with_child(self, path: Sequence[Any], node: "Node | None") -> "Node":
        """Return a copy with another node under a path; None removes what is there. Mappings on the way are made.

        Raises KeyError with the part of the path that is neither in a mapping nor in a list.
        """
        if not path:
            assert node is not None
            return node
        key, rest = path[0], path[1:]
        below = self.child(key)
        if isinstance(self.value, tuple):
            if below is None or (not rest and node is None):
                raise KeyError(key)
            index = int(key)
            return Node((*self.value[:index], below.node.with_child(rest, node), *self.value[index + 1 :]), self.place)
        entries = dict(self.value if isinstance(self.value, dict) else {})
        key = next((k for k in entries if str(k) == str(key)), key)
        if not rest and node is None:
            entries.pop(key, None)
        else:
            place = node.place if node else self.place
            under = below or Entry(place, Node({}, place))
            entries[key] = Entry(under.place if rest or below is None else place, under.node.with_child(rest, node))
        return Node(entries, self.place)


def as_node(value: Any, place: Place) -> Node:
    """Return the tree of dicts, lists and scalars, as if all of it were written at one place."""
    if isinstance(value, dict):
        return Node({key: Entry(place, as_node(inner, place)) for key, inner in value.items()}, place)
    return Node(tuple(as_node(inner, place) for inner in value) if isinstance(value, list) else value, place)


def moved(node: Node, place: Place) -> Node:
    """Return the tree as if all of it were written at one place."""
    if isinstance(node.value, dict):
        return Node({key: Entry(place, moved(entry.node, place)) for key, entry in node.value.items()}, place)
    value = tuple(moved(inner, place) for inner in node.value) if isinstance(node.value, tuple) else node.value
    return Node(value, place, node.blank)


def dotted(path: Sequence[Any]) -> str:
    """Return a path as a planner writes it: `people.nationalities."United States"`."""
    return ".".join(part if _BARE.match(part) else _quoted(part) for part in map(str, path))


def _quoted(part: str) -> str:
    return '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"'


def parts(text: str) -> Path:
    """Return the parts of a dotted path; a part with a dot or an `=` stands in double quotes, a bare whole number is
    one.

    ValueError for a path that cannot be read.
    """
    found: list[Key] = []
    at = 0
    while match := _PART.match(text, at):
        quoted, bare = match.groups()
        if bare is None:
            found.append(re.sub(r"\\(.)", r"\1", quoted))
        else:
            found.append(int(bare) if bare.isdecimal() else bare.strip())
        at = match.end()
        if at == len(text):
            return tuple(found)
        if text[at] != ".":
            break
        at += 1
    raise ValueError(say("a dotted path, such as staff.officers.absence (a name with a dot in double quotes)"))
