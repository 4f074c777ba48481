"""The charts of a study, as files and as pieces of a page."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sim.planning.triggers.found import Found
from sim.views.kit.page import picture
from sim.views.kit.pictures import Picture
from sim.views.triggers.charts.history_calendar import calendar
from sim.views.triggers.charts.lead import lead_time
from sim.views.triggers.charts.pareto import pareto
from sim.views.triggers.charts.tail import tail
from sim.views.triggers.charts.two_errors import errors

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CAPTIONS = {
    "pareto": "Each dot is a policy; on the line, no other is both cheaper and less crowded. Bars: 95% intervals of "
    "what it does to the same people, its cost and the crowding it avoids. Of policies that were left out "
    "early, crowding left is what there is without space in all futures, less what they avoided in theirs.",
    "errors": "Too late: of the futures with an event, those in which one began without the space. For nothing: of all "
    "futures, those in which space was opened and no event came. Need is said of the run without space.",
    "lead_time": "Above, the loss of never ordering less that of the policy, at several retainers; below, what being "
    "ready so soon may cost a month. Bands: 95% intervals over the same people.",
    "calendar": "Medians over the replications. Decisions rest on what had been published by then; crowding and need "
    "are of the people as they came. Hatched: what was ordered in fact, from order to ready.",
    "tail": "The mean loss over all futures and over the worst of them, with 95% intervals. Of policies that were left "
    "out early only the mean is told: they met fewer bad futures.",
}


def charts(found: Found) -> "dict[str, Callable[[], Figure]]":
    """What draws each chart, by the name of its file; lead time and history where they were asked for."""
    drawn: dict[str, Callable[[], Figure]] = {name: partial(draw, found) for name, draw in (
        ("pareto", pareto), ("errors", errors)
    )}  # fmt: skip
    if found.curve is not None:
        drawn["lead_time"] = partial(lead_time, found, found.curve)
    if found.history is not None:
        drawn["calendar"] = partial(calendar, found.history)
    drawn["tail"] = partial(tail, found)
    return drawn


def pictures(found: Found) -> list[Picture]:
    """Every chart as an element of a page."""
    return [picture(name, draw, CAPTIONS[name]) for name, draw in charts(found).items()]
