"""Text that a page carries small and unpacks by itself: deflated, in letters; lines of pictures as lists of numbers."""

import re
import zlib
from base64 import b64encode
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

LINES = re.compile(r' d="(M-?[\d.]+ -?[\d.]+(?:L-?[\d.]+ -?[\d.]+){3,}Z?)"')


def packed(text: str | bytes) -> str:
    """Return a text as base64 of its deflated UTF-8 (RFC 1950)."""
    return b64encode(zlib.compress(text.encode() if isinstance(text, str) else text, 9)).decode()


class Lists:
    """Lists of places in tenths of a pixel, each kept once: the first, then how far each is from the one before."""

    def __init__(self) -> None:
        self.places: dict[tuple[int, ...], int] = {}

    def at(self, values: list[int]) -> int:
        """Return the place of a list, which is entered if it is new."""
        steps = (values[0], *(after - before for before, after in pairwise(values)))
        return self.places.setdefault(steps, len(self.places))

    @property
    def lists(self) -> list[tuple[int, ...]]:
        """The lists in order."""
        return list(self.places)


def shortened(svg: str, across: Lists, up: Lists) -> str:
    """Return pictures whose lines name lists in the place of points: `@3.5` has list 3 across and list 5 up.

    An area, which goes there along one line and back along another, names both lists of either: `@3.5_4.6Z`. The same
    lists across stand in every state, the same lists up in every language and in several widths. Points have one
    decimal, so that nothing is lost.
    """

    def named(found: re.Match[str]) -> str:
        path = found[1]
        points = [tuple(round(10 * float(one)) for one in point.split()) for point in path.strip("MZ").split("L")]
        half = len(points) // 2 if path.endswith("Z") else len(points)
        told = []
        for part in (points[:half], points[half:]):
            if part:
                told.append(f"{across.at([x for x, _ in part])}.{up.at([y for _, y in part])}")
        return f' d="@{"_".join(told)}{"Z" * path.endswith("Z")}"'

    return LINES.sub(named, svg)


def pieces(html: str) -> list[str]:
    """Return HTML cut before each tag, as the script cuts it."""
    return [piece for piece in re.split("(?=<)", html) if piece]


def changed(old: list[str], new: list[str]) -> list[tuple[int, int, list[str]]]:
    """Return what makes `new` of `old`: from which item on how many are taken away, and what stands there instead."""
    return list(_changes(old, new))


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield first, last - first, new[begin:end]
