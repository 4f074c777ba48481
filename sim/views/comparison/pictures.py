"""The charts of a comparison as files, and as pieces of a page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.comparison.attribution import Attribution
from sim.experiments.comparison.compare import Comparison
from sim.views.comparison.charts.compared_order_dates import order_dates
from sim.views.comparison.charts.same_people import same_people
from sim.views.comparison.charts.side_by_side import side_by_side
from sim.views.comparison.charts.waterfall import waterfall
from sim.views.comparison.charts.whiskers import whiskers
from sim.views.kit.pictures import Picture, inline
from sim.views.kit.style import save_all, svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CAPTIONS = {
    "differences": "Each dot is the mean difference from the baseline (of dates the median), its line the 95% interval "
    "that holds at once with all others shown. Grey: the line contains 0, so that it cannot be told from chance.",
    "people_side_by_side": "Line: the median over the runs; shade: nine runs in ten; dashes: the space without any "
    "measure. All panels have the same axes.",
    "order_dates": "The share of runs in which a measure had been ordered (line) and was ready (dashes) by each date.",
    "same_people": "Each claimant who comes in both is followed. Waiting is all time on site without being served, "
    "whatever for: an officer, a room, space, a coach. Those who waited exactly as long are not drawn.",
    "waterfall": "The steps add up to the difference. {} Grey steps cannot be told from no effect.",
}
METHODS = {
    "shapley": "Each is the mean effect of a change over all orders in which they can be made (Shapley 1953).",
    "single": "There are too many changes to play all combinations: each is made alone, and what they do only together "
    "is the last step.",
}
Explained = Mapping[str, Sequence[Attribution]]


class Drawn(NamedTuple):
    """A chart, the name of its file, and its caption."""

    name: str
    figure: "Figure"
    caption: str


def charts(comparison: Comparison, explained: Explained) -> "dict[str, Callable[[], Figure]]":
    """What draws each chart, by the name of its file."""
    drawn: dict[str, Callable[[], Figure]] = {name: partial(draw, comparison) for name, draw in (
        ("differences", whiskers), ("people_side_by_side", side_by_side), ("order_dates", order_dates),
        ("same_people", same_people),
    )}  # fmt: skip
    if not any(other.people for other in comparison.others):
        del drawn["same_people"]
    numbers = {other.label: k for k, other in enumerate(comparison.others, start=1)}
    waterfalls = {f"waterfall_{numbers[label]}": partial(waterfall, comparison, label, found)
                  for label, found in explained.items() if found}  # fmt: skip
    return drawn | waterfalls


def drawn(comparison: Comparison, explained: Explained) -> Iterator[Drawn]:
    """Every chart with its caption, one at a time."""
    methods = [METHODS[found[0].method] for found in explained.values() if found]
    for name, draw in charts(comparison, explained).items():
        caption = CAPTIONS[name.split("_")[0] if name.startswith("waterfall") else name]
        yield Drawn(name, draw(), caption.format(methods.pop(0)) if name.startswith("waterfall") else caption)


def save_charts(comparison: Comparison, explained: Explained, folder: Path) -> list[Path]:
    """Writes every chart as SVG and as PNG into a folder, which is made; returns the files."""
    return save_all(((chart.name, chart.figure) for chart in drawn(comparison, explained)), folder)


def pictures(comparison: Comparison, explained: Explained) -> list[Picture]:
    """Every chart as an element of a page."""
    found = []
    for name, figure, caption in drawn(comparison, explained):
        message = figure.get_suptitle().replace("\n", " ")
        figure.suptitle("")
        found.append(Picture(name, message, caption, "", inline(svg(figure), name)))
    return found
