"""Texts on lines of a chart, and labels moved apart: what a layout needs to know before anything is drawn."""

import textwrap
from collections.abc import Sequence


def wrapped(text: str, letters: int) -> str:
    """Return the text on lines of at most this many letters, about equally long; a word longer than that is broken."""
    lines = textwrap.wrap(text, letters)
    width = letters
    while width > 20 and len(textwrap.wrap(text, width - 1)) == len(lines) > 1:
        width -= 1
    return "\n".join(textwrap.wrap(text, width)) or text


def apart(at: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return heights of labels as near as can be to where they belong, at least `gap` from one another, in their order.

    All lie between `low` and `high` while there is room.
    """
    order = sorted(range(len(at)), key=lambda k: at[k])
    placed = [min(max(at[k], low), high) for k in order]
    for k in range(1, len(placed)):
        placed[k] = max(placed[k], placed[k - 1] + gap)
    over = placed[-1] - high if placed else 0.0
    if over > 0:
        placed[-1] -= over
        for k in range(len(placed) - 2, -1, -1):
            placed[k] = min(placed[k], placed[k + 1] - gap)
    result = [0.0] * len(at)
    for k, height in zip(order, placed, strict=True):
        result[k] = height
    return result
