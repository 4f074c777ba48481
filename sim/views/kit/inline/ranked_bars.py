"""Bars in a row, from the least to the greatest, above and below nought, as values and as SVG at three widths."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from sim.views.kit.inline.svg import number, text, wrapped

WIDTHS = {"narrow": 328, "middle": 640, "wide": 880}
SIDE = 168  # pixels at the right of a wide picture, for its keys
GAP = 4.0  # pixels a bar, from which on there is a gap between two


class BarKey(NamedTuple):
    """What a bar of a class means."""

    kind: str
    label: str


class BarPanel(NamedTuple):
    """A row of bars: a message, the unit of the axis, (n,) heights in it, the class of each, what the classes mean."""

    title: str
    unit: str
    heights: Sequence[float]
    kinds: Sequence[str]
    keys: Sequence[BarKey]
    height: int


class RankedBars(NamedTuple):
    """The picture: what it shows in a title and in a sentence, its panels on one axis, and what the axis is."""

    title: str
    said: str
    panels: Sequence[BarPanel]
    axis: str


def three_widths(view: RankedBars) -> str:
    """Return the picture at all widths, each in a frame with the class of its width."""
    return "".join(f'<div class="{kind}">{_svg(view, kind)}</div>' for kind in WIDTHS)


def _svg(view: RankedBars, kind: str) -> str:
    width, name = WIDTHS[kind], f"bars-{kind}"
    right = width - (SIDE if kind == "wide" else 4.0)
    parts: list[str] = []
    y = 4.0
    for panel in view.panels:
        y = _panel(parts, panel, kind, right, y, name)
    for line in wrapped(view.axis, right - 40, 12):
        parts.append(text(40, y + 12, line))
        y += 15
    hatch = (
        f'<defs><pattern id="hatch-{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/>'
        '<path class="hatch-line" d="M0 0V5"/></pattern></defs>'
    )
    head = f'<title id="{name}">{escape(view.title)}</title><desc id="{name}-said">{escape(view.said)}</desc>'
    return (
        f'<svg class="chart" viewBox="0 0 {width} {number(y + 6)}" role="img" aria-labelledby="{name} {name}-said">'
        f"{head}{hatch}{''.join(parts)}</svg>"
    )


def _panel(parts: list[str], panel: BarPanel, kind: str, right: float, y: float, name: str) -> float:
    """Draw a panel from `y` down; return where it ends."""
    for line in wrapped(panel.title, right - 4, 13 if kind == "narrow" else 14, bold=True):
        parts.append(text(0, y + 12, line, "title"))
        y += 17
    if kind != "wide":
        for key in panel.keys:
            for k, line in enumerate(wrapped(key.label, right - 24, 12)):
                parts += [_swatch(key.kind, 0, y + 3, name)] if not k else []
                parts.append(text(21, y + 12, line, "key"))
                y += 16
    parts.append(text(40, y + 14, panel.unit))
    y += 20
    top, left = y, 40.0
    low, high = min([*panel.heights, 0.0]), max([*panel.heights, 0.0])
    grid = _grid(low, high)
    low, high = min(low, grid[0]), max(high, grid[-1])
    scale = panel.height / ((high - low) or 1.0)

    def at(value: float) -> float:
        return top + (high - value) * scale

    for value in grid:
        parts.append(
            f'<path class="{"grid" if value else "axis"}" d="M{number(left)} {number(at(value))}H{number(right)}"/>'
        )
        parts.append(text(left - 4, at(value) + 4, _told(value), anchor="end"))
    parts += _bars(panel, left, right, at(0.0), scale, name)
    parts.append(f'<path class="axis" d="M{number(left)} {number(at(0.0))}H{number(right)}"/>')
    if kind == "wide":
        below = top + 4
        for key in panel.keys:
            for k, line in enumerate(wrapped(key.label, SIDE - 36, 12)):
                parts += [_swatch(key.kind, right + 14, below - 7, name)] if not k else []
                parts.append(text(right + 36, below + 2, line, "key"))
                below += 15
            below += 4
    return top + panel.height + 14


def _bars(panel: BarPanel, left: float, right: float, base: float, scale: float, name: str) -> list[str]:
    """Return a path a class of bars."""
    step = (right - left) / max(len(panel.heights), 1)
    wide = step * 0.78 if step >= GAP else step
    paths: dict[str, list[str]] = {}
    for k, (height, kind) in enumerate(zip(panel.heights, panel.kinds, strict=True)):
        if height:
            x, up = left + k * step, -height * scale
            paths.setdefault(kind, []).append(f"M{x:.2f} {number(base)}v{up:.2f}h{wide:.2f}v{-up:.2f}Z")
    return [f'<path class="{kind}"{_fill(kind, name)} d="{"".join(d)}"/>' for kind, d in paths.items()]


def _fill(kind: str, name: str) -> str:
    return f' fill="url(#hatch-{name})"' if kind == "others" else ""


def _swatch(kind: str, x: float, y: float, name: str) -> str:
    return f'<rect class="{kind}"{_fill(kind, name)} x="{number(x)}" y="{number(y)}" width="16" height="10"/>'


def _grid(low: float, high: float) -> list[float]:
    """Return two to five round values that hold nought and nearly all of the span."""
    rough = max(high - low, 1e-9) / 4
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if size * k >= rough)
    return [step * k for k in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _told(value: float) -> str:
    from sim.wording import say
    from sim.wording.quantity import rounded

    decimals = next(d for d in range(4) if abs(value - round(value, d)) < 1e-9 or d == 3)
    return say("{n}", n=rounded(value, decimals))
