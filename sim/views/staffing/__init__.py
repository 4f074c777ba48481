"""The staffing answer as charts and sentences. Matplotlib is imported only when a chart is drawn."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.views.staffing.answer import sentences, summary
from sim.views.staffing.cover_map import cover_map
from sim.views.staffing.cover_week import cover_week
from sim.views.staffing.frontier import cost_frontier
from sim.views.staffing.queue_hours import queue_hours
from sim.views.staffing.shift_stack import shift_stack

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Point

__all__ = [
    "charts",
    "cost_frontier",
    "cover_map",
    "cover_week",
    "queue_hours",
    "save_charts",
    "sentences",
    "shift_stack",
    "summary",
]


def charts(found: "Staffing", frontier: Sequence["Point"] = ()) -> "dict[str, Callable[[], Figure]]":
    """What draws each chart, by name: two of all pools, the map and the staffing chart of each pool, the frontier."""
    drawn: dict[str, Callable[[], Figure]] = {
        "cover_week": partial(cover_week, found),
        "queue_hours": partial(queue_hours, found),
    }
    for pool in found.rosters:
        name = "".join(letter if letter.isalnum() else "_" for letter in pool)
        drawn[f"cover_map_{name}"] = partial(cover_map, found, pool)
        drawn[f"shift_stack_{name}"] = partial(shift_stack, found, pool)
    if frontier:
        drawn["cost_frontier"] = partial(cost_frontier, frontier, found)
    return drawn


def save_charts(found: "Staffing", frontier: Sequence["Point"], folder: Path) -> list[Path]:
    """Write every chart as SVG and PNG into a folder, which is made; the files. OutputError as `style.save`."""
    from sim.views.kit.style import save_all

    return save_all(((name, draw()) for name, draw in charts(found, frontier).items()), folder)
