"""Changes that a file dates, and that a later date of the file below ends before the reader expects it."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.problems import Place, Problem, sentence
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Entry, Key, Node, Path, dotted
from sim.scenario.values.units import day
from sim.wording import say


class Ended(NamedTuple):
    """What overrides a file from one date on (or month of a term), and the next date that only the file below has."""

    path: Path  # of what overrides, the shift of a roster too
    value: Node
    place: Place
    until: Key
    below: Place


def ended(base: Node, over: Node, path: Path) -> Iterator[Ended]:
    """Yield each change of `over` that is followed by a date of `base`, both under `path`.

    A mapping of dates, or of the months of a term, holds each value from its key on until the next. Where the values
    are mappings themselves (officers by shift), every name in them goes its own way.
    """
    dates = _dated(base, path)
    if not dates or not _dated(over, path):
        return
    for name in dict.fromkeys(name for entry in (over.entries or {}).values() for name in _names(entry.node)):
        laid = {_order(key): (key, entry) for key, entry in (over.entries or {}).items() if _has(entry, name)}
        below = {_order(key): (key, entry) for key, entry in dates.items() if _has(entry, name)}
        removed = {_order(key) for key, entry in (over.entries or {}).items() if entry.node.value is None}
        for when, (key, entry) in laid.items():
            later = min((other for other in {*laid, *below} - removed if other > when), default=None)
            if later is not None and later not in laid and entry.node.value is not None:
                value = entry.node.at([name]) if name is not None else entry.node
                until, end = below[later]
                if value is not None and value.value is not None:
                    here = (*path, key) if name is None else (*path, key, name)
                    yield Ended(here, value, entry.place, until, end.place)


def ended_by_one(tree: Node, path: Path, value: Node) -> Iterator[Ended]:
    """Yield the same of one value that overrides a tree at a path."""
    over = value
    for n in range(len(path) - 1, max(len(path) - 3, -1), -1):
        over = Node({path[n]: Entry(value.place, over)}, value.place)
        base = tree.at(path[:n])
        yield from ended(base, over, path[:n]) if base is not None else ()


def warnings(endings: list[Ended], tree: Node) -> list[Problem]:
    """Return a warning for each that still holds in the tree that came of it, with both lines."""
    return [_warning(one) for one in endings if tree.at(one.path) is one.value]


def _warning(ending: Ended) -> Problem:
    below = f"{ending.below.file}:{ending.below.line}" if ending.below.line else ending.below.file
    what = say(
        "{plain} until {until} only, a date that is inherited ({below})",
        plain=short_text(ending.value.plain()),
        until=str(ending.until),
        below=below,
    )
    allowed = say("`{until}: null` for what is to last, or {until} written here too", until=str(ending.until))
    return Problem(dotted(ending.path), sentence(what, allowed), ending.place, "warning")


def _dated(node: Node, path: Path) -> dict[Key, Entry]:
    entries = node.entries or {}
    try:
        for key in entries:
            day(key) if path[-1:] != ("per_month",) else int(key)
    except (TypeError, ValueError):
        return {}
    return entries


def _order(key: Key) -> int:
    return key if isinstance(key, int) else day(key).toordinal()


def _names(node: Node) -> list[Key | None]:
    return [None] if node.entries is None else list(node.entries)


def _has(entry: Entry, name: Key | None) -> bool:
    return (entry.node.entries is None) if name is None else name in (entry.node.entries or {})
