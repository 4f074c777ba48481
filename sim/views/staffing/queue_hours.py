"""The queue for each pool by hour of the week, under the proposed roster and under today's."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOURS_OF_WEEK, F
from sim.views.kit.style import BLUE, FAINT, HALF, MUTED, canvas, styled
from sim.views.staffing.cover_week import week_axis
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.planning.staffing.proof import Staffing


@styled
def queue_hours(found: "Staffing") -> "Figure":
    """Parties ready and not started, mean over the weeks; the band of the proposed roster holds four runs in five."""
    pools = list(found.rosters)
    figure, panels = canvas(found.proposed, title(found), [1.9] * len(pools))
    for p, (panel, pool) in enumerate(zip(panels, pools, strict=True)):
        _draw(panel, found.queues[0][:, p], found.queues[1][:, p])
        panel.set_title(words.capital(words.plain(pool)), loc="left", fontsize=10, fontweight="bold")
    panels[0].legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, borderaxespad=0.2, handlelength=1.6)
    week_axis(panels[-1])
    return figure


def _draw(panel: "Axes", proposed: F, today: F) -> None:
    edges = np.arange(HOURS_OF_WEEK + 1)
    low, high = np.quantile(proposed, [0.1, 0.9], axis=0)
    panel.stairs(high, edges, baseline=low, fill=True, color=HALF, alpha=0.5, lw=0)
    panel.stairs(proposed.mean(axis=0), edges, baseline=None, color=BLUE, lw=1.6, label="proposed, and 80% of runs")
    panel.stairs(today.mean(axis=0), edges, baseline=None, color=MUTED, lw=1.1, ls=(0, (3, 1.5)), label="today")
    panel.set_ylim(0, 1.12 * max(float(high.max()), float(today.mean(axis=0).max()), 0.1))
    panel.set_ylabel("parties waiting")
    for day in range(1, 7):
        panel.axvline(24 * day, color=FAINT, lw=0.8, zorder=0)


def title(found: "Staffing") -> str:
    """The longest mean queue of each roster, in all pools."""
    proposed, today = (float(rows.mean(axis=0).sum(axis=0).max(initial=0.0)) for rows in found.queues)
    return f"In the worst hour of the week {proposed:.1f} parties wait for officers or a room; today {today:.1f}"
