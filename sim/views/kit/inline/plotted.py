"""Curves, grids and reaches as SVG, at one of three widths; a page shows the one that fits (`first.css`)."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from sim.views.kit.inline.drawn import WIDTHS
from sim.views.kit.inline.plots import Curve, Grid, Plot, Reach, Reaches, Spot
from sim.views.kit.inline.svg import number, polyline, text, wrapped
from sim.wording import say
from sim.wording.quantity import percent, three_digits

TALL, ROW, CELL = 120, 50, 30  # pixels: a curve, an input, a cell
DIGIT = 7.0  # pixels: the width of a digit of a mark
SIDE = 168  # pixels at the right of a wide picture, for its keys


class Span(NamedTuple):
    """A scale along one axis: places of its ends in pixels, of what, and the values of its grid."""

    low: float
    high: float
    begin: float
    end: float
    grid: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.begin + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.begin)


def span(values: Sequence[float], begin: float, end: float, *, zero: bool) -> Span:
    """Return a scale that holds values, with two to five lines; from nought if it asks for it, or is near."""
    there = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(there), max(there)
    if zero or 0 < low < 0.4 * high:
        low = min(low, 0.0)
    gap = 0.05 * (high - low) or abs(high) * 0.1 or 1.0
    low, high = low if low == 0 else low - gap, high + gap
    rough = (high - low) / 4
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if size * k >= rough)
    first = math.ceil(low / step - 1e-9)
    return Span(low, high, begin, end, tuple(step * k for k in range(first, int(high / step + 1e-9) + 1)))


def three_plots(view: Plot) -> str:
    """Return the picture at all widths, each in a frame with the class of its width."""
    return "".join(f'<div class="{kind}">{Plotting(view, kind).svg()}</div>' for kind in WIDTHS)


class Plotting:
    """A plot at one width, drawn from the top down."""

    def __init__(self, view: Plot, kind: str) -> None:
        self.view, self.name, self.width = view, f"picture-{kind}", WIDTHS[kind]
        self.wide, self.narrow = kind == "wide", kind == "narrow"
        self.left = 44.0
        self.right = self.width - (SIDE if self.wide else 8.0)
        self.parts: list[str] = []
        self.y = 4.0

    def svg(self) -> str:
        """Return the element, with a title and a description for those who do not see it."""
        for panel in self.view.panels:
            if isinstance(panel, Curve):
                self._curve(panel)
            elif isinstance(panel, Grid):
                self._grid(panel)
            else:
                self._reaches(panel)
        head = (
            f'<title id="{self.name}">{escape(self.view.title)}</title>'
            f'<desc id="{self.name}-said">{escape(self.view.said)}</desc>'
        )
        return (
            f'<svg class="chart" viewBox="0 0 {self.width} {number(self.y)}" role="img" '
            f'aria-labelledby="{self.name} {self.name}-said">{head}{"".join(self.parts)}</svg>'
        )

    def _lines(self, said: str, kind: str, size: float, width: float) -> None:
        for line in wrapped(said, width, size, bold=kind == "title"):
            self.parts.append(text(0, self.y + 12, line, kind))
            self.y += 17 if kind == "title" else 16

    def _title(self, said: str, what: str) -> None:
        self._lines(said, "title", 13 if self.narrow else 14, self.width - 4)
        if what:
            self._lines(what, "", 12, self.width - 4)
        self.y += 6

    def _path(self, kind: str, path: str, style: str = "") -> None:
        styled = f' style="{style}"' if style else ""
        self.parts.append(f'<path class="{kind}"{styled} d="{path}"/>')

    def _curve(self, panel: Curve) -> None:
        self._title(panel.title, panel.what)
        top, base = self.y, self.y + TALL
        shown = [value for one in panel.spots for value in one[1:]]
        up = span([*shown, panel.level], base, top, zero=panel.percent)
        marks = [_tick(at, as_percent=panel.percent) for at in up.grid]
        self.left = max(self.left, *(DIGIT * len(mark) + 8 for mark in marks))
        places = [one.at for one in panel.spots] or [0.0]
        gap = 0.06 * ((max(places) - min(places)) or 1.0)
        across = Span(min(places) - gap, max(places) + gap, self.left, self.right, ())
        for at, mark in zip(up.grid, marks, strict=True):
            self._path("grid", f"M{number(self.left)} {number(up(at))}H{number(self.right)}")
            self.parts.append(text(self.left - 4, up(at) + 4, mark, anchor="end"))
        self._path("axis", f"M{number(self.left)} {number(base)}H{number(self.right)}")
        self._spots(panel, across, up)
        self.y = base
        self._ticks(panel, across)

    def _spots(self, panel: Curve, across: Span, up: Span) -> None:
        known = [one for one in panel.spots if one.value == one.value]
        if math.isfinite(panel.level):
            y = up(panel.level)
            self._path("level", f"M{number(self.left)} {number(y)}H{number(self.right)}")
            self._key(panel.level_said, y)
        if panel.joined and len(known) > 1:
            self._path("people-line", polyline([across(one.at) for one in known], [up(one.value) for one in known]))
        for one in known:
            x = across(one.at)
            if one.low == one.low:
                self._path("whisker", f"M{number(x)} {number(up(one.low))}V{number(up(one.high))}")
            self.parts.append(f'<circle class="spot" cx="{number(x)}" cy="{number(up(one.value))}" r="4"/>')

    def _key(self, said: str, y: float) -> None:
        """Draw what a line across says: at its right where there is room, else above it."""
        if self.wide:
            for k, line in enumerate(wrapped(said, SIDE - 18, 12)):
                self.parts.append(text(self.right + 10, y + 4 + 15 * k, line, "key"))
        else:
            self.parts.append(text(self.right, y - 4, said, "key", "end"))

    def _ticks(self, panel: Curve, across: Span) -> None:
        last = -math.inf
        for at, said in panel.ticks:
            x, half = across(at), 3.4 * len(said)
            if x - half < last + 4:
                continue
            x = min(max(x, half), self.width - half)
            self._path("axis", f"M{number(across(at))} {number(self.y)}v5")
            self.parts.append(text(x, self.y + 17, said, anchor="middle"))
            last = x + half
        self.y += 22
        self.parts.append(text((self.left + self.right) / 2, self.y + 12, panel.across, "key", "middle"))
        self.y += 26

    def _grid(self, panel: Grid) -> None:
        self._title(panel.title, panel.level_said)
        left = min(max((7.0 * len(one) for one in panel.downs), default=0.0) + 14, 0.3 * self.width)
        right = self.width - 4.0
        step = (right - left) / max(len(panel.acrosses), 1)
        self.parts.append(text(0, self.y + 12, panel.down, "key"))
        self.y += 20
        top = self.y
        for k, (row, name) in enumerate(zip(panel.cells, panel.downs, strict=True)):
            y = top + CELL * k
            self.parts.append(text(left - 6, y + CELL / 2 + 4, name, anchor="end"))
            for j, cell in enumerate(row):
                x = left + step * j
                place = f'x="{number(x)}" y="{number(y)}" width="{number(step - 2)}" height="{CELL - 2}"'
                self.parts.append(f'<rect class="people-band" style="fill-opacity:{cell.shade:.2f}" {place}/>')
                if cell.beyond:
                    self.parts.append(f'<rect class="beyond" {place}/>')
                if 6.6 * len(cell.text) < step:
                    self.parts.append(text(x + step / 2, y + CELL / 2 + 3, cell.text, "key", "middle"))
        self.y = top + CELL * len(panel.cells)
        for j, name in enumerate(panel.acrosses):
            self.parts.append(text(left + step * (j + 0.5), self.y + 14, name, anchor="middle"))
        self.parts.append(text((left + right) / 2, self.y + 32, panel.across, "key", "middle"))
        self.y += 44

    def _reaches(self, panel: Reaches) -> None:
        self._title(panel.title, panel.what)
        ends = [value for row in panel.rows for one in (row.low, row.high) for value in one[1:]]
        along = span([panel.middle, *ends], 8.0, self.width - 8.0, zero=False)
        top = self.y
        lines = len(self.parts)
        for row in panel.rows:
            self._reach(row, panel.middle, along)
        for at in along.grid:
            x = along(at)
            self.parts.insert(lines, f'<path class="grid" d="M{number(x)} {number(top)}V{number(self.y)}"/>')
            mark = _tick(at, as_percent=panel.percent)
            half = DIGIT / 2 * len(mark)
            self.parts.append(text(min(max(x, half), self.width - half), self.y + 15, mark, anchor="middle"))
        self.parts.append(
            text(along(panel.middle), self.y + 33, panel.middle_said, "key", _anchor(along, panel.middle))
        )
        self.y += 42

    def _reach(self, row: Reach, middle: float, along: Span) -> None:
        """Draw what an input does at both of its ends, the lower one hollow; its name and its ends above."""
        for line in wrapped(row.label, self.width - 8, 12, bold=True):
            self.parts.append(text(8, self.y + 12, line, "key name"))
            self.y += 15
        top = self.y
        for kind, end, said in (("low-end", row.low, row.ends[0]), ("high-end", row.high, row.ends[1])):
            self._end(kind, end, said, middle, along)
        self._path("level", f"M{number(along(middle))} {number(top)}V{number(self.y + 4)}")
        self.y += 10

    def _end(self, kind: str, end: Spot, said: str, middle: float, along: Span) -> None:
        a, b = sorted((along(middle), along(end.value)))
        y = self.y + 3
        self.parts.append(
            f'<rect class="{kind}" x="{number(a)}" y="{number(y)}" width="{number(max(b - a, 1.0))}" height="10"/>'
        )
        if end.low == end.low and end.low < end.high:
            self._path("whisker", f"M{number(along(end.low))} {number(y + 5)}H{number(along(end.high))}")
        wide = 6.4 * len(said)
        far = max(b, along(end.high) if end.high == end.high else b) + 6
        near = min(a, along(end.low) if end.low == end.low else a) - 6
        left, right = near - wide > 0, far + wide < self.width
        if left and (end.value < middle or not right):
            self.parts.append(text(near, y + 9, said, anchor="end"))
        elif right:
            self.parts.append(text(far, y + 9, said))
        else:
            self.y += 13
            self.parts.append(text(8, y + 22, said))
        self.y += 15


def _anchor(along: Span, value: float) -> str:
    share = (along(value) - along.begin) / (along.end - along.begin)
    return "start" if share < 0.2 else "end" if share > 0.8 else "middle"


def _tick(value: float, *, as_percent: bool) -> str:
    if as_percent:
        return percent(value / 100)
    return say("{n}", n=three_digits(value, 0 if float(value).is_integer() else 2))
