"""A chart as a value: its name, its message, its caption, where it comes from, and panels of marks.

What is drawn is all in the value: files, pages and notebooks are drawings of the same one (`sim.views.kit.draw`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sim.scenario.catalogue.unit_names import unit_name
from sim.views.kit.marks import Label, Map, Mark, Text
from sim.views.kit.palette import INK, MUTED, Role
from sim.wording import counted, say
from sim.wording.quantity import in_percent

MANY = 12  # names and texts in the description of a panel


class Tick(NamedTuple):
    """A place on an axis with its text; a `minor` one has no stroke."""

    at: float
    text: str
    minor: bool = False
    role: Role = INK
    bold: bool = False


@dataclass(frozen=True)
class Axis:
    """One axis of a panel: its label, its unit, its limits (None: as the marks need), its ticks (None: by itself)."""

    label: str
    unit: str  # "rows" where each place is a thing with a name
    low: float | None = None
    high: float | None = None
    ticks: tuple[Tick, ...] | None = None
    suffix: str = ""  # after each number
    absolute: bool = False  # numbers without their sign
    whole: bool = False  # ticks at whole numbers only
    most: int | None = None  # ticks at most
    grid: bool | None = None  # None: on y, unless it has rows
    stroke: bool = True  # the axis itself is drawn
    bare: bool = False  # neither ticks nor numbers
    aside: bool = False  # the label small at the right
    margin: float = 0.05  # beyond the marks, of their reach
    size: float = 9.0  # of texts


def rows(names: Sequence[str | Tick], low: float = -0.55, high: float | None = None, size: float = 9.0) -> Axis:
    """Return a y axis with a name for each row, the first on top."""
    ticks = tuple(name if isinstance(name, Tick) else Tick(k, name) for k, name in enumerate(names))
    below = len(ticks) - 0.45 if high is None else high
    return Axis("", "rows", low=below, high=low, ticks=ticks, grid=False, size=size)


def percents(label: str, high: float = 104.0, step: int = 50) -> Axis:
    """Return an axis of percent from 0 to 100."""
    ticks = tuple(Tick(k, in_percent(k), role=MUTED) for k in range(0, 101, step))
    return Axis(label, "%", low=0.0, high=high, ticks=ticks)


@dataclass(frozen=True)
class Panel:
    """Marks on a pair of axes, in the order in which they are drawn within their kind."""

    marks: tuple[Mark, ...]
    x: Axis
    y: Axis
    height: float  # inches
    title: str = ""
    note: str = ""  # over the panel at the right
    note_role: Role = MUTED
    labels: tuple[Label, ...] = ()
    legend: Literal["", "above", "below"] = ""  # its own; else its labels are in that of the chart
    empty: str = ""  # what to say where there is nothing to draw


@dataclass(frozen=True)
class Chart:
    """A chart. Panels are laid row by row; a page shows the title as a heading, a file within the picture."""

    name: str  # stem of its files
    title: str  # the message, in a sentence
    caption: str  # what is drawn, with units
    source: str  # program, scenario, replications, seed
    panels: tuple[Panel, ...]
    columns: int = 1
    widths: tuple[float, ...] = ()  # of the columns, relative to one another
    shared: str = ""  # axes that all panels have in common: "x", "y", "xy"
    y_label: str = ""  # one for all panels
    key: tuple[Mark, ...] = ()  # the legend, where it is not that of the marks with a label
    legend: Literal["above", "right"] = "above"

    @property
    def alt(self) -> str:
        """What the picture shows, for those who do not see it: panels, axes, what is drawn."""
        return " ".join(_described(self))


def _described(chart: Chart) -> Iterator[str]:
    if len(chart.panels) > 1:
        yield counted("{n} panel.", "{n} panels.", len(chart.panels))
    drawn: set[str] = set()
    for panel in chart.panels:
        heading, axes = _joined(panel.title), _axes(panel, chart.y_label)
        yield say("{panel}: {axes}.", panel=heading, axes=axes) if heading else _sentence(axes)
        new = [label for label in _labels(panel.marks) if label not in drawn]
        drawn |= set(new)
        if new:
            yield say("Drawn: {marks}.", marks="; ".join(new))
        texts = [mark.text for mark in panel.marks if isinstance(mark, Text)] + [one.text for one in panel.labels]
        if texts:
            yield say("Written: {texts}.", texts=_first(texts, "; "))
    if chart.key:
        yield say("Signs: {marks}.", marks="; ".join(_labels(chart.key)))


def _axes(panel: Panel, y_label: str) -> str:
    if panel.empty:
        return panel.empty
    up = _joined(panel.y.label or y_label) or unit_name(panel.y.unit)
    along = _joined(panel.x.label) or unit_name(panel.x.unit)
    if panel.y.unit == "rows":
        rows = _first([tick.text for tick in panel.y.ticks or ()], ", ")
        return say("rows {rows}, by {axis}", rows=rows, axis=along)
    maps = [mark.bar or say("a value in each cell") for mark in panel.marks if isinstance(mark, Map)]
    if maps:
        return say("{map}, by {axis} and {other}", map=maps[0], axis=along, other=up)
    return say("{up}, by {axis}", up=up, axis=along)


def _first(texts: Sequence[str], joint: str) -> str:
    named, more = joint.join(map(_joined, texts[:MANY])), len(texts) - MANY
    return counted("{texts} and {n} more", "{texts} and {n} more", more, texts=named) if more > 0 else named


def _joined(text: str) -> str:
    return " ".join(text.split())


def _sentence(text: str) -> str:
    return say("{sentence}.", sentence=f"{text[:1].upper()}{text[1:]}")


def _labels(marks: Iterable[Mark]) -> list[str]:
    """Return the labels of marks, each once."""
    found = (getattr(mark, "label", "") for mark in marks)
    return [label for label in dict.fromkeys(found) if label]
