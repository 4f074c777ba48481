"""Legends above, below or next to panels, and labels right of them. Nothing lies over anything else."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from sim.views.kit.chart import Chart, Panel
from sim.views.kit.drawn_marks import sign
from sim.views.kit.look import WIDTH
from sim.views.kit.marks import Label, Mark
from sim.views.kit.palette import Palette
from sim.views.kit.wrapping import apart

LETTER, SIGN, LINE = 5.5, 36.0, 15.0  # points: a letter, the sign of an entry with its gaps, a line of entries
SIZE, SMALL = 9.0, 8.0  # of letters; below a panel
LEFT = 0.004  # of the width of the figure


def entries(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with a label, each label once."""
    found: dict[str, Mark] = {}
    for one in marks:
        if label := getattr(one, "label", ""):
            found.setdefault(label, one)
    return list(found.values())


def own(chart: Chart) -> list[Mark]:
    """Return the entries of the legend of a chart."""
    return entries(chart.key or [one for panel in chart.panels if not panel.legend for one in panel.marks])


def columns(found: Sequence[Mark], points: float) -> int:
    """Return how many entries fit next to one another, in columns as wide as their widest."""
    widths = [SIGN + LETTER * len(getattr(one, "label", "")) for one in found]
    for number in range(len(found), 1, -1):
        if sum(max(widths[k::number]) for k in range(number)) <= points:
            return -(-len(found) // -(-len(found) // number))  # no more than the same lines need
    return 1


def lines(found: Sequence[Mark], points: float) -> int:
    """On how many lines a legend stands."""
    return -(-len(found) // columns(found, points)) if found else 0


def _room(chart: Chart, panel: Panel) -> float:
    """Points along x for the legend of a panel, at the usual size of letters."""
    if not chart.widths:
        return WIDTH * 72 / chart.columns * (SIZE / SMALL if panel.legend == "below" else 1)
    k = chart.panels.index(panel) % chart.columns
    return WIDTH * 72 * chart.widths[k] / sum(chart.widths)


def rows_of_legend(chart: Chart) -> int:
    """Return the lines of all legends that stand above or below panels, which the figure is higher by."""
    most = lines(own(chart), WIDTH * 72) if chart.legend == "above" else 0
    down = range(0, len(chart.panels), chart.columns)
    each = ([lines(entries(p.marks), _room(chart, p)) for p in chart.panels[k : k + chart.columns] if p.legend]
            for k in down)  # fmt: skip
    return most + sum(max(found, default=0) for found in each)


def legends(panels: Sequence[Axes], chart: Chart, palette: Palette) -> None:
    """Draw the legend of a chart and those of its panels."""
    for k, (drawn, panel) in enumerate(zip(panels, chart.panels, strict=False)):
        found = entries(panel.marks)
        if panel.legend and found:
            number = columns(found, _room(chart, panel))
            _stand(drawn, panel, found, number, palette, first=k % chart.columns == 0)
    found = own(chart)
    if chart.legend == "right" and found:
        signs = [sign(one, palette) for one in reversed(found)]
        panels[0].legend(handles=signs, loc="upper left", bbox_to_anchor=(1.0, 1.0), handlelength=1.2)
    elif found:
        keep = panels[0].get_legend()
        above = replace(chart.panels[0], legend="above")
        _stand(panels[0], above, found, columns(found, WIDTH * 72), palette, first=True)
        if keep is not None:
            panels[0].add_artist(keep)


def _stand(drawn: Axes, panel: Panel, found: Sequence[Mark], number: int, palette: Palette, *, first: bool) -> None:
    """Draw a legend over a panel, from the left edge of the figure on in the first column; or below a panel."""
    figure = drawn.get_figure(root=True)
    assert figure is not None
    is_above = panel.legend == "above"
    rows = -(-len(found) // number)
    order = [found[row * number + k] for k in range(number) for row in range(rows) if row * number + k < len(found)]
    points = _offset(drawn, panel)
    shifted = drawn.transAxes + ScaledTranslation(0, points / 72, figure.dpi_scale_trans)
    edge, left = (figure.transFigure, LEFT) if first and is_above else (drawn.transAxes, -0.02)
    corner: Any = "lower left" if is_above else "upper left"
    height = 1.0 if is_above else 0.0
    legend = drawn.legend(
        handles=[sign(one, palette) for one in order], loc=corner, ncols=number, borderaxespad=0.0, borderpad=0.2,
        bbox_to_anchor=(left, height), bbox_transform=blended_transform_factory(edge, shifted), handlelength=1.6,
        columnspacing=1.2, labelspacing=0.35, fontsize=SIZE if is_above else SMALL,
    )  # fmt: skip
    legend.set_in_layout(False)  # the layout leaves room for the blank below, not for the legend
    reach = points + LINE * rows - 10 if is_above else points - LINE * rows
    drawn.annotate(" ", (0, height), (0, reach), xycoords="axes fraction", textcoords="offset points",
                   annotation_clip=False)  # fmt: skip


def _offset(drawn: Axes, panel: Panel) -> float:
    """Points from the upper or lower edge of a panel to its legend, beyond its title or the texts of its axis."""
    if panel.legend == "above":
        return 4.0 + 17.0 * (drawn.get_title("left").count("\n") + 1 if panel.title or panel.note else 0)
    return -34.0 - 10.0 * max((tick.text.count("\n") for tick in panel.x.ticks or ()), default=0)


def labels(drawn: Axes, panel: Panel, palette: Palette) -> None:
    """Draw the labels right of a panel, in the order of their heights and moved apart."""
    if not panel.labels:
        return
    low, high = sorted(drawn.get_ylim())
    tall = max(0.155 * label.size / 8.5 * (label.text.count("\n") + 1) for label in panel.labels)
    heights = apart([label.y for label in panel.labels], (high - low) * tall / (panel.height - 0.4), low, high)
    for label, height in zip(panel.labels, heights, strict=True):
        _label(drawn, label, height, palette)


def _label(drawn: Axes, label: Label, height: float, palette: Palette) -> None:
    colour = palette.strong(label.role)
    style: dict[str, Any] = {"fontsize": label.size, "fontweight": "bold" if label.bold else "normal", "color": colour}
    if label.x is None:
        drawn.annotate(label.text, (1.0, height), (6, 0), xycoords=("axes fraction", "data"),
                       textcoords="offset points", va="center", annotation_clip=False, **style)  # fmt: skip
        return
    drawn.annotate(
        label.text, (label.x, label.y), xytext=(1.015, height), va="center", ha="left", linespacing=1.15,
        textcoords=blended_transform_factory(drawn.transAxes, drawn.transData), annotation_clip=False, **style,
        arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.6, "alpha": 0.6, "shrinkA": 1, "shrinkB": 5,
                    "relpos": (0, 0.5)},
    )  # fmt: skip
