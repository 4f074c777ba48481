"""A comma within a number, which ends a value in `{absence: 0,10}` and in `[0,10, 0,20]`, and what was meant by it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import yaml

from sim.scenario.source.source_tree import Node

_LEFT = re.compile(r"^[-+]?\d[\d.,' _]*\Z")
_RIGHT = re.compile(r"^\d")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,'\u2019\u00a0\u202f _]*\d(?![\w.,]*\d)|\d+,\d+")


def cut(before: Any, after: Any) -> str | None:
    """Return the number that a comma has cut in two, as it was written; None for scalars that are no such halves.

    `before` and `after` are the events of PyYAML of the value before the comma and of what follows it.
    """
    if not (_plain(before) and _plain(after)):
        return None
    whole = _LEFT.match(before.value) and _RIGHT.match(after.value)
    return f"{before.value},{after.value}" if whole else None


def in_list(nodes: Sequence[Node], events: Sequence[Any]) -> Iterator[Node]:
    """Yield the items of a list in flow style; numbers joined where some commas have a space behind them and others
    not.
    """
    joined = [_touch(*pair) and cut(*pair) is not None for pair in pairwise(events)]
    mixed = any(joined) and not all(_touch(*pair) for pair in pairwise(events))
    held: tuple[Node, str] | None = None
    for k, node in enumerate(nodes):
        if held:
            node = Node(f"{held[1]},{events[k].value}", held[0].place)
            held = None
        if mixed and k < len(joined) and joined[k]:
            held = node, str(node.value) if isinstance(node.value, str) else events[k].value
        else:
            yield node


def repaired(text: str) -> Iterator[str]:
    """Yield text with a number as it may have been meant: `0,10` as 0.10, `1,200` as 1200 or 1.200, `1.200,50` as
    1200.50.
    """
    match = _NUMBER.search(text)
    if match is None:
        return
    given = re.sub(r"['\u2019\u00a0\u202f _]", "", match[0])
    head, mark, tail = given.rpartition(max(",.", key=given.rfind))
    if "," not in given and given == match[0]:
        return
    whole = re.sub("[.,]", "", head)
    grouped = re.fullmatch(r"\d{1,3}(?:([,.])\d{3})(?:\1\d{3})*", given)
    if grouped and not given.startswith("0"):
        yield text[: match.start()] + re.sub("[.,]", "", given) + text[match.end() :]
    if mark and not (grouped and given.count(mark) > 1):
        yield text[: match.start()] + f"{whole}.{tail}" + text[match.end() :]
    elif not mark:
        yield text[: match.start()] + given + text[match.end() :]


def _plain(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and bool(event.implicit[0])


def _touch(before: Any, after: Any) -> bool:
    """Return whether nothing but a comma stands between two events."""
    return bool(after.start_mark.index == before.end_mark.index + 1)
