"""Pieces of SVG: numbers, paths, texts that are wrapped, and scales that begin at nought."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

LETTER, BOLD = 0.58, 0.69  # widths of a letter, of its height: of a wide face, since a page may fall back on one


def number(value: float) -> str:
    """Return a place with one decimal, none where it is whole."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def polyline(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return a path through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in zip(xs, ys, strict=True))


def stairs(xs: Sequence[float], ys: Sequence[float], end: float) -> str:
    """Return a path of steps: each height holds until the next place, the last until `end`."""
    path = f"M{number(xs[0])} {number(ys[0])}"
    before = ys[0]
    for x, y in zip(xs[1:], ys[1:], strict=True):
        if y != before:
            path += f"H{number(x)}V{number(y)}"
            before = y
    return f"{path}H{number(end)}"


def area(xs: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    """Return a closed path between two lines."""
    back = "L".join(f"{number(x)} {number(y)}" for x, y in zip(reversed(xs), reversed(low), strict=True))
    return f"{polyline(xs, high)}L{back}Z"


def text(x: float, y: float, said: str, kind: str = "", anchor: str = "") -> str:
    """Return a text with the class `kind`, escaped."""
    styled = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{number(x)}" y="{number(y)}"{styled}>{escape(said)}</text>'


def wrapped(said: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text on lines that are about no wider than `width`; it breaks at plain blanks alone."""
    most = max(int(width / (size * (BOLD if bold else LETTER))), 8)
    lines, now = [], ""
    for word in said.split(" "):
        if now and len(now) + 1 + len(word) > most:
            lines.append(now)
            now = word
        else:
            now = f"{now} {word}".strip()
    return [*lines, now]


class Scale(NamedTuple):
    """An axis upwards from nought: where nought is, pixels a unit, and the lines of its grid."""

    base: float
    factor: float
    grid: tuple[float, ...]

    def __call__(self, values: Sequence[float]) -> list[float]:
        """Return the heights of values."""
        return [self.base - value * self.factor for value in values]


def scale(most: float, base: float, height: float) -> Scale:
    """Return an axis that ends just above the data, with two to five lines."""
    top = max(most, 1.0) * 1.03
    rough = top / 4
    size = 10.0 ** math.floor(math.log10(rough))
    step = max(next(size * k for k in (1, 2, 2.5, 5, 10) if size * k >= rough), 1.0)
    return Scale(base, height / top, tuple(step * k for k in range(int(top / step) + 1)))
