"""What money buys: cost of the roster against the share served and gone within 24 hours."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.experiments.result import in_unit
from sim.views.kit.style import ALERT, BLUE, INK, MUTED, canvas, styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Point

FIGURE = "within_24h"


@styled
def cost_frontier(points: Sequence["Point"], found: "Staffing") -> "Figure":
    """A dot a roster with its 95% interval, the same people for all; the line is the target, where there is one."""
    from matplotlib.ticker import FuncFormatter

    priced = any(pool.cost for pool in found.scenario.staff.values())
    unit = f"{found.scenario.currency}, thousands" if priced else "officer-hours"
    scale = 1000.0 if priced else 1.0
    figure, (panel,) = canvas(found.proposed, title(points), [3.4])
    cost = [point.cost / scale for point in points]
    share = [point.result.summary[FIGURE] for point in points]
    panel.plot(cost, [one.mean for one in share], color=BLUE, lw=1.2)
    for x, one in zip(cost, share, strict=True):
        panel.plot([x, x], [one.low, one.high], color=BLUE, lw=3, alpha=0.35)
        panel.plot([x], [one.mean], "o", color=BLUE, ms=5)
    for x, one, point in zip(cost, share, points, strict=True):
        hours = f"{point.hours:,.0f} h"
        panel.annotate(hours, (x, one.mean), (0, 8), textcoords="offset points", ha="center", fontsize=8)
    today = found.today.summary[FIGURE].mean
    panel.plot([_today(found) / scale], [today], "s", color=MUTED, ms=6, label="today's roster")
    target = found.scenario.targets.get(FIGURE)
    if target is not None and target.at_least is not None:
        level = in_unit(target.at_least, found.today.figures[FIGURE])
        panel.axhline(level, color=ALERT, lw=1.0, ls=(0, (4, 2)), label="target")
    panel.legend(loc="lower right")
    panel.margins(0.08, 0.18)
    panel.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:.0%}" if y <= 1 else ""))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
    panel.tick_params(labelcolor=INK)
    panel.set_ylabel("served and gone within 24 hours")
    panel.set_xlabel(f"cost of the roster, {unit}", loc="right")
    return figure


def _today(found: "Staffing") -> float:
    """Cost of the base roster of today; hours where nothing has a price."""
    from sim.planning.staffing.trial import base_hours

    hours = base_hours(found.scenario)
    prices = {name: pool.cost.amount if pool.cost else 1.0 for name, pool in found.scenario.staff.items()}
    return sum(hours[name] * prices[name] for name in hours)


def title(points: Sequence["Point"]) -> str:
    """What the last step along the frontier buys."""
    first, last = points[0].result.summary[FIGURE].mean, points[-1].result.summary[FIGURE].mean
    more = f"{points[-1].hours - points[0].hours:,.0f} more officer-hours"
    share = "the share served and gone within 24 hours"
    if math.isnan(first) or math.isnan(last):
        return f"{more}: nobody arrives 24 hours before the end, so that {share} is not known"
    if f"{first:.0%}" == f"{last:.0%}":
        return f"{more} leave {share} at {first:.0%}"
    return f"{more} {'raise' if last > first else 'lower'} {share} from {first:.0%} to {last:.0%}"
