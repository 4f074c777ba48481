"""Charts as files and as pieces of a page: each is drawn once, and both are made from the same drawing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.files import write_bytes
from sim.views.kit.chart import Chart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 160  # of a PNG
Makers = Mapping[str, Callable[..., Chart]]  # what makes each chart, by its name


class Picture(NamedTuple):
    """A chart for a page: its name, its message, its caption, what it shows, and its SVG without the message."""

    name: str
    message: str
    caption: str
    alt: str
    svg: str


class Drawing(NamedTuple):
    """A chart that has been drawn: its files by ending, and the picture for a page."""

    files: dict[str, bytes]
    picture: Picture


def drawings(charts: "Makers | Iterable[Chart]") -> list[Drawing]:
    """Return every chart, drawn once."""
    made = (make() for make in charts.values()) if isinstance(charts, Mapping) else charts
    return [drawing(chart) for chart in made]


def drawing(chart: Chart) -> Drawing:
    """Return a chart as SVG and PNG and as an element of a page. Equal charts give equal bytes."""
    from sim.views.kit.draw import draw
    from sim.views.kit.look import look
    from sim.views.kit.palette import LIGHT

    figure = draw(chart)
    with look(LIGHT):
        settle(figure)
        written = {ending: _bytes(figure, ending, chart) for ending in ("svg", "png")}
        element = inline(_without_title(figure), chart.name)
    return Drawing(written, Picture(chart.name, chart.title, chart.caption, chart.alt, element))


def save(drawn: Iterable[Drawing], folder: Path) -> list[Path]:
    """Write the files of all charts into a folder, which is made; the files. OutputError when one cannot be written."""
    written = []
    for one in drawn:
        for ending, content in one.files.items():
            written.append(folder / f"{one.picture.name}.{ending}")
            write_bytes(written[-1], [content])
    return written


def save_as(charts: Makers, folder: Path, endings: Sequence[str]) -> dict[Path, str]:
    """Write every chart into a folder in files of these kinds, for a page that has none of them in it; the message of
    each file. OutputError when one cannot be written.
    """
    from sim.views.kit.draw import draw
    from sim.views.kit.look import look
    from sim.views.kit.palette import LIGHT

    written = {}
    for chart in (make() for make in charts.values()):
        figure = draw(chart)
        with look(LIGHT):
            settle(figure)
            for ending in endings:
                path = write_bytes(folder / f"{chart.name}.{ending}", [_bytes(figure, ending, chart)])
                written[path] = chart.title
    return written


def pictures(drawn: Sequence[Drawing]) -> list[Picture]:
    """Return every chart as an element of a page."""
    return [one.picture for one in drawn]


def settle(figure: "Figure") -> None:
    """Lay a figure out and keep it so, rounded: the last digits of the layout differ from one drawing to the next."""
    from matplotlib.layout_engine import PlaceHolderLayoutEngine

    if isinstance(figure.get_layout_engine(), PlaceHolderLayoutEngine):  # it is
        return
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for panel in figure.axes:
        x, y, width, height = (round(part, 4) for part in panel.get_position().bounds)
        panel.set_position((x, y, width, height))
    for text in figure.texts:
        x, y = text.get_position()
        text.set_position((round(float(x), 4), round(float(y), 4)))


def _bytes(figure: "Figure", ending: str, chart: Chart) -> bytes:
    content, about = BytesIO(), {"Title": chart.title, "Description": chart.alt}
    nameless = dict.fromkeys(("Date", "Creator", "Format", "Type") if ending == "svg" else ("Software",))
    figure.savefig(content, format=ending, dpi=DPI, metadata=about | nameless)
    return content.getvalue()


def _without_title(figure: "Figure") -> str:
    """Return the figure as SVG from the lower edge of its message down: a page has that as a heading."""
    from matplotlib.transforms import Bbox

    (title,) = (text for text in figure.texts if text.get_text() == figure.get_suptitle())
    below = round(title.get_window_extent().y0 / figure.dpi, 3)
    content = BytesIO()
    title.set_visible(False)
    figure.savefig(content, format="svg", bbox_inches=Bbox([[0.0, 0.0], [figure.get_figwidth(), below]]))
    title.set_visible(True)
    return content.getvalue().decode()


def inline(text: str, prefix: str) -> str:
    """Return the SVG element alone, scaled by the page; its ids begin with `prefix`, so that several can share a
    page.
    """
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    head, rest = text.split(">", 1)
    box = re.search(r'viewBox="[^"]+"', head)
    rest = re.sub(r'(\sid=")', rf"\1{prefix}-", rest)
    rest = re.sub(r'((?:xlink:)?href="#|url\(#)', rf"\1{prefix}-", rest)
    return f'<svg {box[0] if box else ""} aria-hidden="true" focusable="false">{rest}'.strip()
