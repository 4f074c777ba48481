"""The first screen for a terminal: verdict, doubt, boxes, and a line each on waiting and on who is sent back."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.views.run.first.box_words import BoxSaid, box_said
from sim.views.run.first.boxes import boxes, sent_back, wait
from sim.views.run.first.doubt import by_assumptions, by_chance
from sim.views.run.first.doubt_words import assumptions_said, chance_said, finished_said, histories_said
from sim.views.run.first.overflow import verdict
from sim.views.run.first.space_words import space_rests_on, space_said
from sim.views.run.first.verdict_words import verdict_said
from sim.wording import say

if TYPE_CHECKING:
    from sim.experiments.result import Result

WIDE = 80  # columns of a terminal
INDENT = "  "


class First(NamedTuple):
    """What the first screen says, in words."""

    verdict: str
    finished: str  # how many of the runs, if not all
    doubt: tuple[tuple[str, str], ...]  # what it is about, and the line
    boxes: tuple[BoxSaid, ...]
    lines: tuple[BoxSaid, ...]  # where people wait, how many are sent back, what space changed


def first(result: "Result") -> First:
    """Return the first screen in the language that is spoken."""
    made = boxes(result)
    below = [one for one in (wait(result), sent_back(result)) if one.kind not in {box.kind for box in made}]
    lines = [box_said(result, one) for one in below]
    if effect := result.space_effect:
        lines.append(BoxSaid(say("What does space change?"), "", space_said(effect), "", (space_rests_on(effect),)))
    return First(
        verdict_said(result, verdict(result)),
        finished_said(result),
        (
            histories_said(result) or (say("Chance"), chance_said(by_chance(result))),
            (say("Assumptions"), assumptions_said(result, by_assumptions(result))),
        ),
        tuple(box_said(result, one) for one in made),
        tuple(lines),
    )


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
    """Yield rows of what it is about and a line, the lines one below another."""
    room = max((len(about) for about, _ in rows), default=0) + 2
    for about, line in rows:
        first, *others = wrapped(line, width - room, INDENT)
        yield f"{INDENT}{about:<{room}}{first.removeprefix(INDENT)}"
        yield from (" " * room + one for one in others)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text on lines that break at plain blanks alone, never at one that belongs to a number."""
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [indent]
