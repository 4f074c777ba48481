"""The charts of a study."""

from collections.abc import Callable
from functools import partial

from sim.planning.triggers.found import StudyResult
from sim.views.kit.chart import Chart
from sim.views.triggers.charts.break_even_map import map_chart
from sim.views.triggers.charts.history_calendar import calendar
from sim.views.triggers.charts.lead import lead_time
from sim.views.triggers.charts.pareto import pareto
from sim.views.triggers.charts.tail import tail
from sim.views.triggers.charts.two_errors import errors


def charts(result: StudyResult) -> dict[str, Callable[..., Chart]]:
    """Return what makes each chart by the name of its file, the worst futures first; lead time and history where asked
    for.
    """
    made: dict[str, Callable[..., Chart]] = {
        "tail": partial(tail, result),
        "pareto": partial(pareto, result),
        "errors": partial(errors, result),
    }
    if result.curve is not None and not result.curve.cut:
        made["lead_time"] = partial(lead_time, result, result.curve)
    if result.map is not None:
        made["map"] = partial(map_chart, result, result.map)
    if result.history is not None:
        made["calendar"] = partial(calendar, result.history)
    return made
