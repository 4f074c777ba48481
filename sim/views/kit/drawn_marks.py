"""Each kind of mark with Matplotlib, on the axes of a panel; and its sign in a legend."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.views.kit.marks import Band, Bar, Dots, Interval, Line, Map, Mark, Rule, Span, Stroke, Text
from sim.views.kit.palette import INK, PAPER, Palette

STROKES: dict[Stroke, Any] = {
    "solid": "-", "dashed": (0, (4, 2)), "dotted": (0, (2, 2)), "dash-dot": (0, (6, 2, 1, 2)),
}  # fmt: skip
OVER = {Span: 0.5, Map: 0.6, Band: 1.2, Bar: 1.5, Rule: 2.1, Interval: 2.3, Line: 2.6, Dots: 4.0, Text: 5.0}
PLACES: dict[str, dict[str, Any]] = {  # next to a point: offset in points, and which side of the text is there
    "right": {"xytext": (6, 0), "ha": "left", "va": "center"},
    "left": {"xytext": (-6, 0), "ha": "right", "va": "center"},
    "above": {"xytext": (0, 8), "ha": "center", "va": "baseline"},
    "middle": {"xytext": (0, 0), "ha": "center", "va": "center"},
    "below right": {"xytext": (8, -9), "ha": "left", "va": "top"},
    "below left": {"xytext": (-8, -9), "ha": "right", "va": "top"},
}


def mark(panel: Axes, one: Mark, palette: Palette) -> None:
    """Draw one mark."""
    if isinstance(one, Line):
        _line(panel, one, palette)
    elif isinstance(one, Band):
        _band(panel, one, palette)
    elif isinstance(one, Bar):
        panel.barh(one.row, one.high - one.low, left=one.low, height=one.thick, zorder=OVER[Bar], **_bar(one, palette))
    elif isinstance(one, Interval):
        _interval(panel, one, palette)
    elif isinstance(one, Dots):
        panel.plot(one.x, one.y, zorder=OVER[Dots], **_dots(one, palette))
    elif isinstance(one, Rule):
        rule = panel.axvline if one.upright else panel.axhline
        over = 0.8 if one.behind else OVER[Rule]
        rule(one.at, color=palette.strong(one.role), lw=one.weight, ls=STROKES[one.stroke], zorder=over)
    elif isinstance(one, Span):
        panel.axvspan(one.low, one.high, color=palette.strong(one.role), alpha=one.fade, lw=0, zorder=OVER[Span])
    elif isinstance(one, Text):
        _text(panel, one, palette)
    else:
        _map(panel, one, palette)


def _line(panel: Axes, one: Line, palette: Palette) -> None:
    style = {"color": palette.strong(one.role), "lw": one.weight, "ls": STROKES[one.stroke], "zorder": OVER[Line]}
    if len(one.x) > len(one.y):
        panel.stairs(one.y, one.x, baseline=None, **style)
    else:
        panel.plot(one.x, one.y, marker="o" if one.dots else "", ms=one.dots, **style)


def _band(panel: Axes, one: Band, palette: Palette) -> None:
    style: dict[str, Any] = {"color": palette.soft(one.role), "alpha": one.fade, "lw": 0, "zorder": OVER[Band]}
    if len(one.x) > len(one.low):
        panel.stairs(one.high, one.x, baseline=one.low, fill=True, **style)
    else:
        panel.fill_between(one.x, one.low, one.high, **style)


def _bar(one: Bar, palette: Palette) -> dict[str, Any]:
    colour = palette.soft(one.role) if one.soft else palette.strong(one.role)
    hatch = {"hatch": "////", "edgecolor": palette.strong(PAPER)} if one.hatched else {}
    return {"facecolor": colour, "alpha": one.fade, "lw": 0, **hatch}


def _interval(panel: Axes, one: Interval, palette: Palette) -> None:
    colour = palette.soft(one.role) if one.soft else palette.strong(one.role)
    ends, at = [one.low, one.high], [one.at, one.at]
    style: dict[str, Any] = {"color": colour, "lw": one.weight, "ls": STROKES[one.stroke], "alpha": one.fade}
    panel.plot(*((at, ends) if one.upright else (ends, at)), zorder=OVER[Interval], **style)


def _dots(one: Dots, palette: Palette) -> dict[str, Any]:
    colour = palette.strong(one.role)
    edge = {"mfc": "none", "mec": colour, "mew": one.ring} if one.ring else {"mec": palette.strong(PAPER), "mew": 0.8}
    if one.shape == "|":
        edge = {"mec": colour, "mew": 2.0}
    return {"ls": "", "marker": one.shape, "color": colour, "ms": one.size, **edge}


def _text(panel: Axes, one: Text, palette: Palette) -> None:
    panel.annotate(
        one.text, (one.x, one.y), textcoords="offset points", fontsize=one.size, linespacing=1.35,
        fontweight="bold" if one.bold else "normal", color=palette.strong(one.role),
        zorder=OVER[Text], **PLACES[one.place],
    )  # fmt: skip


def _map(panel: Axes, one: Map, palette: Palette) -> None:
    values = np.ma.masked_invalid(np.array(one.values, dtype=np.float64))
    there = values.compressed()
    if one.diverging:
        reach = max(float(np.abs(there).max(initial=0.0)), 1.0)
        low, high, colours = -reach, reach, palette.diverging
    else:
        low, high = (float(there.min()), float(there.max())) if there.size else (0.0, 1.0)
        low, high, colours = low - 0.1 * ((high - low) or 1.0), high if high > low else low + 1.0, palette.sequential
    shades, scale = LinearSegmentedColormap.from_list("portsim", list(colours)), Normalize(low, high)
    drawn = panel.imshow(values, cmap=shades, norm=scale, aspect="auto", interpolation="nearest", zorder=OVER[Map])
    for y, x in np.ndindex(values.shape) if one.texts else ():
        cell = shades(scale(values[y, x])) if not np.ma.is_masked(values[y, x]) else to_rgb(palette.strong(PAPER))
        role = max((INK, PAPER), key=lambda role: contrast(to_rgb(palette.strong(role)), cell[:3]))
        size = 9.0 if values.shape[1] <= 8 else 7.0
        _text(panel, Text(x, y, one.texts[y][x], role, "middle", size), palette)
    if one.texts:
        for rule, count in ((panel.axvline, values.shape[1]), (panel.axhline, values.shape[0])):
            for k in range(1, count):
                rule(k - 0.5, color=palette.strong(PAPER), lw=1.5, zorder=OVER[Map])
    if one.bar:
        bar = panel.get_figure(root=True).colorbar(drawn, ax=panel, pad=0.01, fraction=0.03)  # type: ignore[union-attr]
        bar.set_label(one.bar, fontsize=8.5)
        bar.outline.set_visible(False)


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of two colours, red, green and blue from 0 to 1 (WCAG 2.2, relative luminance)."""
    rgb = np.array([one[:3], other[:3]])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    low, high = sorted((linear @ np.array([0.2126, 0.7152, 0.0722])).tolist())
    return float((high + 0.05) / (low + 0.05))


def sign(one: Mark, palette: Palette) -> Line2D | Patch:
    """Return the sign of a mark in a legend."""
    label = getattr(one, "label", "")
    if isinstance(one, Line | Interval | Rule):
        colour = palette.soft(one.role) if isinstance(one, Interval) and one.soft else palette.strong(one.role)
        dots = one.dots if isinstance(one, Line) else 0.0
        style: dict[str, Any] = {"lw": min(one.weight, 4.0), "ls": STROKES[one.stroke], "ms": dots}
        return Line2D([], [], color=colour, marker="o" if dots else "", label=label, **style)
    if isinstance(one, Dots):
        return Line2D([], [], label=label, **_dots(one._replace(size=min(one.size, 11.0)), palette))
    if isinstance(one, Bar):
        return Patch(label=label, **_bar(one, palette))
    if isinstance(one, Band):
        return Patch(color=palette.soft(one.role), alpha=one.fade, lw=0, label=label)
    raise TypeError(f"found {type(one).__name__} with a label; allowed: a line, a band, a bar, an interval, dots")
