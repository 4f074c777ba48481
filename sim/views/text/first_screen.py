"""A first screen in words: a verdict, its doubt, boxes with a number each; and its lines for a terminal."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sim.wording import say

WIDE = 80  # columns of a terminal
INDENT = "  "
HERE = "\x00"  # where the number stands in its phrase


class BoxSaid(NamedTuple):
    """A box: its question, the phrase around its number, and further phrases in small."""

    question: str
    before: str
    value: str
    after: str
    small: tuple[str, ...]

    @property
    def line(self) -> str:
        """The answer in one phrase."""
        return f"{self.before}{self.value}{self.after}"


class First(NamedTuple):
    """What a first screen says, in words."""

    verdict: str
    finished: str  # how much was played, if not all
    doubt: tuple[tuple[str, str], ...]  # what it is about, and the line
    boxes: tuple[BoxSaid, ...]
    lines: tuple[BoxSaid, ...]  # below the boxes, without a picture of their own


def boxed(question: str, value: str, phrase: str = HERE, *small: str) -> BoxSaid:
    """Return a box; `HERE` in the phrase is the place of its number."""
    before, _, after = phrase.partition(HERE)
    return BoxSaid(question, before, value, after, tuple(one for one in small if one))


def sentences(said: First) -> list[str]:
    """Return it as plain sentences, the verdict first."""
    doubt = [say("{about}: {line}.", about=about, line=line) for about, line in said.doubt]
    told = [say("{question} {answer}.", question=one.question, answer=_answer(one)) for one in said.boxes + said.lines]
    return [said.verdict, *([said.finished] if said.finished else []), *doubt, *told]


def lines(said: First, width: int = WIDE) -> Iterator[str]:
    """Yield the lines of the screen, none wider than `width`, and no number broken over two of them."""
    yield from wrapped(said.verdict, width, INDENT)
    if said.finished:
        yield from wrapped(said.finished, width, INDENT)
    yield ""
    yield from aligned(said.doubt, width)
    yield ""
    yield from aligned([(one.question, _answer(one)) for one in said.boxes + said.lines], width)


def _answer(box: BoxSaid) -> str:
    return "; ".join((box.line, *box.small))


def aligned(rows: Sequence[tuple[str, str]], width: int = WIDE) -> Iterator[str]:
    """Yield rows of what it is about and a line, the lines one below another.

    What it is about stands on lines of its own where it takes more than half of the width.
    """
    room = max((len(about) for about, _ in rows if len(about) <= width // 2), default=0) + 2
    for about, line in rows:
        first, *others = wrapped(line, width - room, INDENT)
        if len(about) > width // 2:
            yield from wrapped(about, width, INDENT)
            yield " " * room + first
        else:
            yield f"{INDENT}{about:<{room}}{first.removeprefix(INDENT)}"
        yield from (" " * room + one for one in others)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text on lines that break at plain blanks alone, never at one that belongs to a number."""
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [indent]
