"""The charts of a comparison."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sim.experiments.comparison.attribution import Attribution
from sim.experiments.comparison.compare import Comparison
from sim.views.comparison.charts.compared_order_dates import order_dates
from sim.views.comparison.charts.same_people import same_people
from sim.views.comparison.charts.side_by_side import side_by_side
from sim.views.comparison.charts.waterfall import waterfall
from sim.views.comparison.charts.whiskers import whiskers
from sim.views.kit.chart import Chart

Explained = Mapping[str, Sequence[Attribution]]


def charts(comparison: Comparison, explained: Explained) -> dict[str, Callable[..., Chart]]:
    """Return what makes each chart, by the name of its file."""
    made: dict[str, Callable[..., Chart]] = {
        "differences": partial(whiskers, comparison),
        "people_side_by_side": partial(side_by_side, comparison),
        "order_dates": partial(order_dates, comparison),
    }
    if any(other.people for other in comparison.others):
        made["same_people"] = partial(same_people, comparison)
    numbers = {other.label: k for k, other in enumerate(comparison.others, start=1)}
    parts = {label: found for label, found in explained.items() if found}
    return made | {f"waterfall_{numbers[label]}": partial(waterfall, comparison, label, found)
                   for label, found in parts.items()}  # fmt: skip
