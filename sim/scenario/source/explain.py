"""The merged scenario as a planner reads it back: every value, and where it comes from."""

from collections.abc import Iterator

from sim.scenario.language.sections import FORMAT, S
from sim.scenario.messages.sentences import source_path
from sim.scenario.reading import Reading, origin
from sim.scenario.source.source_tree import Node, Path, parts
from sim.scenario.source.yaml_writer import flow, in_words, lines

WIDTH = 64  # a line that is longer has its origin right after it


def explained(loaded: Reading[S], default: str = "default") -> str:
    """Return the whole scenario as YAML: each value as it was written, its origin (file:line, --set, `default`) at the
    right.
    """
    found = _lines(loaded, default)
    return "".join(f"{text:<{WIDTH}}  # {where}\n" if where else f"{text}\n" for text, where in found)


def _lines(loaded: Reading[S], default: str) -> Iterator[tuple[str, str]]:
    for text, path in lines({FORMAT: loaded.format, **in_words(loaded.scenario)}):
        node = _source_node(loaded.source, path)
        if node is None:
            yield text, default if path else ""
        else:
            indent = text[: len(text) - len(text.lstrip())]
            yield f"{indent}{flow(path[-1])}: {flow(node.plain())}", _origin(node)


def _source_node(source: Node, path: Path) -> Node | None:
    """Return what was written for a value, in whatever short form; None for a default."""
    if path[:1] == ("uncertain",) and source.at(path) is None:
        return source.at(parts(str(path[-1])))  # written in the place of the value itself
    found = source_path(path, source)
    node = source.at(found) if path and [str(key) for key in found[-1:]] == [str(path[-1])] else None
    holder = node is not None and node.entries is not None and found == source_path(path[:-1], source)
    return None if holder else node  # what holds a default may be called as the default is


def _origin(node: Node) -> str:
    return ", ".join(dict.fromkeys(origin(leaf) for _, leaf in node.leaves()))
