"""Draws a chart: the one place where a value becomes a figure of Matplotlib."""

from decimal import Decimal
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis as DrawnAxis
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.drawn_marks import mark
from sim.views.kit.legends import labels, legends, rows_of_legend
from sim.views.kit.look import WIDTH, look
from sim.views.kit.palette import INK, LIGHT, MUTED, Palette
from sim.views.kit.wrapping import wrapped
from sim.wording.quantity import in_percent, written

LETTERS = 84  # of a title on one line
LINE = 0.24  # inches, a line of the title


def draw(chart: Chart, palette: Palette = LIGHT) -> Figure:
    """Return the figure of a chart: its message on top, its panels, its source at the foot."""
    with look(palette):
        return _drawn(chart, palette)


def _drawn(chart: Chart, palette: Palette) -> Figure:
    down = -(-len(chart.panels) // chart.columns)
    tall = [max(p.height for p in chart.panels[k * chart.columns : (k + 1) * chart.columns]) for k in range(down)]
    said = wrapped(chart.title, LETTERS)
    height = sum(tall) + LINE * (said.count("\n") + 1) + 0.75 + 0.2 * rows_of_legend(chart)
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    panels: list[Axes] = list(figure.subplots(
        down, chart.columns, sharex="x" in chart.shared, sharey="y" in chart.shared, squeeze=False,
        height_ratios=tall, width_ratios=chart.widths or None,
    ).flat)  # fmt: skip
    _heading(figure, chart, said, palette)
    for k, (drawn, one) in enumerate(zip(panels, chart.panels, strict=False)):
        _panel(drawn, one, palette, 90 // chart.columns)
        last = k + chart.columns >= len(chart.panels) or "x" not in chart.shared
        first = k % chart.columns == 0 or "y" not in chart.shared
        _axis(drawn, drawn.xaxis, one.x, palette, quiet=not last)
        _axis(drawn, drawn.yaxis, one.y, palette, quiet=not first)
        labels(drawn, one, palette)
    for drawn in panels[len(chart.panels) :]:
        drawn.set_axis_off()
    legends(panels, chart, palette)
    return figure


def _heading(figure: Figure, chart: Chart, said: str, palette: Palette) -> None:
    ink, muted = palette.strong(INK), palette.strong(MUTED)
    figure.suptitle(said, x=0.008, ha="left", fontsize=12.5, fontweight="bold", color=ink, linespacing=1.25)
    figure.supxlabel(wrapped(chart.source, 120), x=0.008, ha="left", fontsize=8, color=muted)
    if chart.y_label:
        figure.supylabel(chart.y_label, fontsize=9.5, color=muted)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(h_pad=0.07, w_pad=0.07, hspace=0.02)  # type: ignore[call-arg]


def _panel(panel: Axes, one: Panel, palette: Palette, letters: int) -> None:
    for each in one.marks:
        mark(panel, each, palette)
    if one.title:
        panel.set_title(wrapped(one.title, letters), loc="left", fontsize=10, fontweight="bold")
    if one.note:
        panel.set_title(one.note, loc="right", fontsize=8.5, color=palette.strong(one.note_role))
    if one.empty:
        muted = palette.strong(MUTED)
        panel.text(0.5, 0.5, one.empty, transform=panel.transAxes, ha="center", va="center", color=muted)


def _axis(panel: Axes, drawn: DrawnAxis, axis: Axis, palette: Palette, *, quiet: bool) -> None:
    """Limits, grid and stroke of an axis; ticks, numbers and label too unless another panel has them."""
    is_x = drawn is panel.xaxis
    if axis.low is None and axis.high is None:
        panel.margins(x=axis.margin) if is_x else panel.margins(y=axis.margin)
    if not quiet:
        _places(drawn, axis, palette)
        place: dict[str, Any] = {"loc": "right", "fontsize": 8.5} if axis.aside else {}
        (panel.set_xlabel if is_x else panel.set_ylabel)(axis.label, **place)
    if axis.low is not None or axis.high is not None:
        (panel.set_xlim if is_x else panel.set_ylim)(axis.low, axis.high)
    panel.grid(visible=not is_x if axis.grid is None else axis.grid, axis="x" if is_x else "y")
    panel.spines["bottom" if is_x else "left"].set_visible(axis.stroke)


def _places(drawn: DrawnAxis, axis: Axis, palette: Palette) -> None:
    """Where an axis has ticks, and what stands there."""
    if axis.bare:
        drawn.set_ticks([])
    elif axis.ticks is not None:
        _ticks(drawn, axis, palette)
    else:
        drawn.set_major_formatter(FuncFormatter(lambda value, _: _number(value, axis)))
        if axis.most or axis.whole:
            drawn.set_major_locator(MaxNLocator(axis.most or "auto", steps=[1, 2, 2.5, 5, 10], integer=axis.whole))


def _number(value: float, axis: Axis) -> str:
    number = written(Decimal(f"{abs(value) if axis.absolute else value:.10g}"))
    return in_percent(Decimal(f"{value:.10g}")) if axis.suffix == "%" and not axis.absolute else number + axis.suffix


def _ticks(drawn: DrawnAxis, axis: Axis, palette: Palette) -> None:
    for minor in (False, True):
        ticks = [tick for tick in axis.ticks or () if tick.minor == minor]
        if not ticks and minor:
            continue
        drawn.set_ticks([tick.at for tick in ticks], labels=[tick.text for tick in ticks], minor=minor)
        for text, tick in zip(drawn.get_ticklabels(minor=minor), ticks, strict=True):
            _tick(text, tick, axis.size, palette)


def _tick(text: Any, tick: Tick, size: float, palette: Palette) -> None:
    text.set_color(palette.strong(tick.role))
    text.set_fontsize(size)
    text.set_fontweight("bold" if tick.bold else "normal")
