"""A picture over time as values: panels on one axis of days, and rows of marks below them."""

from datetime import date
from typing import Literal, NamedTuple

Swatch = Literal["line", "band", "have", "over", "busy", "before"]
Colour = Literal["people", "staff"]
Shape = Literal["order", "open", "officers"]
Values = tuple[float, ...]


class Key(NamedTuple):
    """What a stroke or an area means."""

    swatch: Swatch
    label: str


class Panel(NamedTuple):
    """A number over time: (N,) places `at` in days since the start, a line, and what else there is of these.

    `low` and `high`: the ends of a band. `have`: what there is, as steps, each from its place on. `over`: what lies
    above that is hatched. `filled`: the area below the line. `strip`: bars below the panel, a share each; `strip_label`
    says of what.
    """

    title: str
    what: str  # is counted
    colour: Colour
    at: Values
    line: Values
    keys: tuple[Key, ...]
    height: int
    low: Values = ()
    high: Values = ()
    have: Values = ()
    over: bool = False
    filled: bool = False
    strip: Values = ()
    strip_label: str = ""
    most: float = 0.0  # shown at least: one scale for several pictures
    before: Values = ()  # the same in another scenario, dashed


class MarkRow(NamedTuple):
    """How often something came about: places in days since the start, of all runs."""

    shape: Shape
    label: str
    days: Values


class Timeline(NamedTuple):
    """The picture: its first day, how many days, what it shows in a title and in a sentence, its panels and rows."""

    first: date
    days: int
    title: str
    said: str
    panels: tuple[Panel, ...]
    rows_title: str
    rows: tuple[MarkRow, ...]
