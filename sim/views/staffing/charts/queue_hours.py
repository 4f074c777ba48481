"""The queue for each pool by hour of the week, under the proposed roster and under today's."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOURS_OF_WEEK, F
from sim.views.kit.chart import Axis, Chart, Panel
from sim.views.kit.marks import Band, Line, Mark, numbers
from sim.views.kit.palette import BASELINE, HALF, MEASURED
from sim.views.kit.sources import source
from sim.views.kit.time_axis import between_days, week_axis
from sim.views.text.words import capital, plain
from sim.wording import say
from sim.wording.quantity import rounded

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing

HEIGHT = 1.9  # inches, a panel


def queue_hours(staffing: "Staffing") -> Chart:
    """Return parties ready and not started, mean over the weeks; the band of the proposed roster holds four runs in
    five.
    """
    panels = []
    for p, pool in enumerate(staffing.rosters):
        marks, high = _marks(staffing.queues[0][:, p], staffing.queues[1][:, p])
        up = Axis(say("parties waiting"), say("parties"), 0.0, high)
        panels.append(Panel(marks, week_axis(), up, HEIGHT, capital(plain(pool))))
    return Chart("queue_hours", title(staffing), caption(), source(staffing.proposed), tuple(panels), shared="x")


def caption() -> str:
    """Return what is drawn."""
    return say(
        "Parties that are ready and not started, by hour of the week: the proposed roster with the band that spans "
        "four runs in five, and the written one on the same people."
    )


def _marks(proposed: F, today: F) -> tuple[tuple[Mark, ...], float]:
    """Return what is drawn of a pool, and how high its axis goes."""
    edges = numbers(range(HOURS_OF_WEEK + 1))
    low, high = np.quantile(proposed, [0.1, 0.9], axis=0)
    marks = (
        Band(edges, numbers(low), numbers(high), HALF, fade=0.5),
        Line(edges, numbers(proposed.mean(axis=0)), MEASURED, say("proposed, and 80% of runs")),
        Line(edges, numbers(today.mean(axis=0)), BASELINE, say("written"), weight=1.1, stroke="dashed"),
    )
    return (*marks, *between_days()), 1.12 * max(float(high.max()), float(today.mean(axis=0).max()), 0.1)


def title(staffing: "Staffing") -> str:
    """Return the longest mean queue of each roster, in all pools."""
    proposed, today = (float(rows.mean(axis=0).sum(axis=0).max(initial=0.0)) for rows in staffing.queues)
    return say(
        "In the worst hour of the week {proposed} parties wait for officers or a room; {written} with the written "
        "roster",
        proposed=rounded(proposed, 1), written=rounded(today, 1),
    )  # fmt: skip
