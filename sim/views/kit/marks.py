"""What a panel shows, as values: a mark has its numbers, a role from the palette, and a label for the legend.

Numbers are in the units of the panel's axes. A mark says what is drawn; how it looks is the kit's affair.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np

from sim.views.kit.palette import INK, MUTED, Role

Numbers = tuple[float, ...]
Stroke = Literal["solid", "dashed", "dotted", "dash-dot"]
Place = Literal["right", "left", "above", "middle", "below right", "below left"]


def numbers(values: Iterable[float]) -> Numbers:
    """Return the values as plain floats, so that charts can be compared."""
    return tuple(np.asarray(values if isinstance(values, np.ndarray) else list(values), dtype=np.float64).tolist())


class Line(NamedTuple):
    """A line through points. With one more x than y it has steps: y[k] holds from x[k] to x[k + 1]; NaN: a gap."""

    x: Numbers
    y: Numbers
    role: Role
    label: str = ""
    weight: float = 1.6  # points
    stroke: Stroke = "solid"
    dots: float = 0.0  # size of a dot at each point, in points


class Band(NamedTuple):
    """The area between two heights at each x; steps as of a line."""

    x: Numbers
    low: Numbers
    high: Numbers
    role: Role
    label: str = ""
    fade: float = 1.0


class Bar(NamedTuple):
    """A bar along x from `low` to `high`, in a row."""

    row: float
    low: float
    high: float
    role: Role
    label: str = ""
    thick: float = 0.6  # of a row
    soft: bool = False
    fade: float = 1.0
    hatched: bool = False


class Interval(NamedTuple):
    """A line from `low` to `high`: along x at the height `at`, or upright at the x of `at`."""

    at: float
    low: float
    high: float
    role: Role
    label: str = ""
    weight: float = 1.4
    upright: bool = False
    fade: float = 1.0
    stroke: Stroke = "solid"
    soft: bool = False


class Dots(NamedTuple):
    """A dot at each point; `ring`: only its outline, so wide."""

    x: Numbers
    y: Numbers
    role: Role
    label: str = ""
    size: float = 5.5
    shape: str = "o"
    ring: float = 0.0


class Rule(NamedTuple):
    """A line over the whole panel: at a height, or upright."""

    at: float
    role: Role
    label: str = ""
    upright: bool = False
    weight: float = 1.0
    stroke: Stroke = "solid"
    behind: bool = False


class Span(NamedTuple):
    """A stretch of x, shaded over the whole height."""

    low: float
    high: float
    role: Role
    fade: float = 0.12


class Text(NamedTuple):
    """A text next to a point; lines are parted by line breaks."""

    x: float
    y: float
    text: str
    role: Role = INK
    place: Place = "right"
    size: float = 9.0
    bold: bool = False


class Map(NamedTuple):
    """Cells by row and column, coloured by value; NaN: none. `texts`: what stands in each. `bar`: what the scale is."""

    values: tuple[Numbers, ...]
    diverging: bool = False
    texts: tuple[tuple[str, ...], ...] = ()
    bar: str = ""


Mark = Line | Band | Bar | Interval | Dots | Rule | Span | Text | Map


class Label(NamedTuple):
    """A text right of a panel at a height, moved apart from others; with an x, a thin line leads to its point."""

    y: float
    text: str
    role: Role = MUTED
    x: float | None = None
    bold: bool = False
    size: float = 9.0


def whisker(at: float, ends: tuple[float, float], middle: float, role: Role, label: str = "") -> tuple[Mark, ...]:
    """Return an estimate with its interval, along x."""
    return Interval(at, *ends, role, weight=2.2), Dots((middle,), (at,), role, label, size=6.0)
