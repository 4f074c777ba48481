"""The charts of a study."""

from collections.abc import Callable
from functools import partial

from sim.planning.triggers.found import Found
from sim.views.kit.chart import Chart
from sim.views.triggers.charts.history_calendar import calendar
from sim.views.triggers.charts.lead import lead_time
from sim.views.triggers.charts.pareto import pareto
from sim.views.triggers.charts.tail import tail
from sim.views.triggers.charts.two_errors import errors


def charts(found: Found) -> dict[str, Callable[..., Chart]]:
    """What makes each chart, by the name of its file; lead time and history where they were asked for."""
    made: dict[str, Callable[..., Chart]] = {"pareto": partial(pareto, found), "errors": partial(errors, found)}
    if found.curve is not None and not found.curve.cut:
        made["lead_time"] = partial(lead_time, found, found.curve)
    if found.history is not None:
        made["calendar"] = partial(calendar, found.history)
    return made | {"tail": partial(tail, found)}
