"""What is written on a chart, and where; and what a chart must have."""

import itertools
from xml.etree import ElementTree

from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.views.kit.chart import Chart


def texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that is drawn. Matplotlib keeps tick labels beyond the axis, and does not draw them."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    panels = [panel for panel in figure.axes if panel.get_visible()]
    hidden = {id(text) for panel in figure.axes if panel not in panels for text in panel.findobj(Text)}
    hidden |= {id(label) for panel in panels for label in beyond(panel.xaxis) + beyond(panel.yaxis)}
    return [
        (text.get_text(), Text.get_window_extent(text, canvas.get_renderer()))  # of an annotation without its arrow
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and id(text) not in hidden
    ]


def beyond(axis: Axis) -> list[Text]:
    """The labels of ticks that lie outside the limits of an axis."""
    low, high = sorted(axis.get_view_interval())
    ticks = (*axis.get_major_ticks(), *axis.get_minor_ticks())
    return [label for tick in ticks for label in (tick.label1, tick.label2) if not low <= tick.get_loc() <= high]


def over(a: Bbox, b: Bbox) -> bool:
    """Whether two texts lie over one another."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.y1, b.y1) - max(a.y0, b.y0)
    return wide > 1 and high > 2


def missing(chart: Chart) -> list[str]:
    """What a chart must have and has not: message, caption, source, a text for those who cannot see it, units."""
    found = [part for part in ("name", "title", "caption", "source", "alt") if not getattr(chart, part).strip()]
    for k, panel in enumerate(chart.panels):
        found += [f"unit of {side} in panel {k}" for side in ("x", "y") if not getattr(panel, side).unit]
        labelled = panel.x.label or panel.y.label or panel.title or chart.y_label
        found += [] if labelled else [f"any word on panel {k}"]
    return found


def written_over(figure: Figure) -> list[tuple[str, str]]:
    """The texts of a figure that lie over one another."""
    pairs = itertools.combinations(texts(figure), 2)
    return [(one, other) for (one, a), (other, b) in pairs if over(a, b)]


def off_the_page(figure: Figure) -> list[str]:
    """The texts that reach beyond the figure."""
    page = figure.bbox
    return [
        text for text, box in texts(figure)
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1
    ]  # fmt: skip


def texts_of_svg(svg: str) -> list[str]:
    """Every text of a chart that is a file, and its title: what stands in elements of text, read as XML."""
    root = ElementTree.fromstring(svg)
    told = [("".join(one.itertext())) for one in root.iter() if one.tag.rpartition("}")[2] in ("text", "title")]
    assert sum(one.tag.rpartition("}")[2] == "text" for one in root.iter()), "no text in the picture is text"
    return [" ".join(one.split()) for one in told]
