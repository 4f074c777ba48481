"""The charts as files, and as pieces of a page."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.views.kit.style import save_all, svg
from sim.views.run.charts import charts

if TYPE_CHECKING:
    from sim.experiments.result import Result

CAPTIONS = {
    "demand": "Claimants expected a day, before the chance of single days and of who happens to come. The band spans"
    " nine runs in ten at each time, over at least 200 draws of the surges and uncertain inputs.",
    "people_on_site": "People against space. The bands span half of the runs and nine runs in ten at each time;"
    " below, when space was first ordered and first ready, the bar spanning nine runs in ten, the dot the median.",
    "order_dates": "The share of runs in which each measure had been ordered, and was ready, by each date.",
    "time_on_site": "The share of all claimants who were served and had gone, by hours since they arrived; those who"
    " left unserved never count as gone, those present at the end are played on until they leave. Dots are the figures"
    " compared with the targets: of those who arrived long enough before the end.",
    "staff_week": "Officers on duty and officers busy by hour of the week, means over all weeks and runs.",
    "outcomes": "How claimants left, as a share of all in the stream, with the mean number of claimants.",
}


class Picture(NamedTuple):
    """A chart for a page: its name, its message, its caption, and its SVG, which leaves the message to the page."""

    name: str
    message: str
    caption: str
    svg: str


def save_charts(result: "Result", folder: Path) -> list[Path]:
    """Writes every chart as SVG and as PNG into a folder, which is made; returns the files."""
    return save_all(((chart.__name__, chart(result)) for chart in charts(result)), folder)


def pictures(result: "Result") -> list[Picture]:
    """Every chart as an element of a page."""
    found = []
    for chart in charts(result):
        figure = chart(result)
        message = figure.get_suptitle().replace("\n", " ")
        figure.suptitle("")
        found.append(Picture(chart.__name__, message, CAPTIONS[chart.__name__], inline(svg(figure), chart.__name__)))
    return found


def inline(text: str, prefix: str) -> str:
    """The SVG element alone, scaled by the page; its ids begin with `prefix`, so that several can share a page."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    head, rest = text.split(">", 1)
    box = re.search(r'viewBox="[^"]+"', head)
    rest = re.sub(r'(\sid=")', rf"\1{prefix}-", rest)
    rest = re.sub(r'((?:xlink:)?href="#|url\(#)', rf"\1{prefix}-", rest)
    return f'<svg {box[0] if box else ""} aria-hidden="true" focusable="false">{rest}'.strip()
