"""What can be drawn within a box: intervals on a scale, cases side by side, bars; as values, in percent of the width.

`first.html.j2` draws them.
"""

from typing import NamedTuple


class Span(NamedTuple):
    """A scale from nought: the interval of chance, the one with assumptions and a limit, if there are these."""

    low: float
    high: float
    wide: tuple[float, float] | None
    limit: float | None
    ends: tuple[str, str]
    said: str


class Case(NamedTuple):
    """One of several cases: its class, how many runs, and its label with their number."""

    kind: str
    runs: float
    label: str


class Bar(NamedTuple):
    """A bar from nought: its class, its length, its label and its value in words."""

    kind: str
    length: float
    label: str
    value: str


class Graphic(NamedTuple):
    """What is drawn in a box: one of these, or nothing; and the lines in small that it says already."""

    span: Span | None = None
    cases: tuple[Case, ...] = ()
    bars: tuple[Bar, ...] = ()
    instead: tuple[str, ...] = ()
