"""The charts of a staffing answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sim.views.kit.chart import Chart
from sim.views.staffing.charts.cover_map import cover_map, stem
from sim.views.staffing.charts.cover_week import cover_week
from sim.views.staffing.charts.frontier import cost_frontier
from sim.views.staffing.charts.queue_hours import queue_hours
from sim.views.staffing.charts.shift_stack import shift_stack

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Point

__all__ = ["charts", "cost_frontier", "cover_map", "cover_week", "queue_hours", "shift_stack"]


def charts(staffing: "Staffing", frontier: Sequence["Point"] = ()) -> "dict[str, Callable[..., Chart]]":
    """Return what makes each chart, by name: two of all pools, the map and the staffing chart of each pool, the
    frontier.
    """
    made: dict[str, Callable[..., Chart]] = {
        "cover_week": partial(cover_week, staffing),
        "queue_hours": partial(queue_hours, staffing),
    }
    for pool in staffing.rosters:
        made[f"cover_map_{stem(pool)}"] = partial(cover_map, staffing, pool)
        made[f"shift_stack_{stem(pool)}"] = partial(shift_stack, staffing, pool)
    if frontier:
        made["cost_frontier"] = partial(cost_frontier, frontier, staffing)
    return made
