"""What money buys: cost of the roster against the share served and gone within 24 hours."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.experiments.result import in_unit
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Dots, Interval, Line, Mark, Numbers, Rule, Text, numbers
from sim.views.kit.palette import BASELINE, HALF, MEASURED, MUTED, TARGET
from sim.views.kit.sources import source
from sim.wording import say
from sim.wording.quantity import percent, rounded

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Point

FIGURE = "within_24h"


def cost_frontier(points: Sequence["Point"], staffing: "Staffing") -> Chart:
    """Return a dot a roster with its 95% interval, the same people for all; the line is the target, where there is
    one.
    """
    priced = any(pool.cost for pool in staffing.scenario.staff.values())
    unit = say("{currency}, thousands", currency=staffing.scenario.currency) if priced else say("officer-hours")
    scale = 1000.0 if priced else 1.0
    cost = numbers(point.cost / scale for point in points)
    share = [point.result.summary[FIGURE] for point in points]
    means = numbers(100 * one.mean for one in share)
    marks: list[Mark] = [Line(cost, means, MEASURED, weight=1.2)]
    marks += [Interval(x, 100 * one.low, 100 * one.high, HALF, weight=3.0, upright=True, soft=True)
              for x, one in zip(cost, share, strict=True)]  # fmt: skip
    marks += [Dots(cost, means, MEASURED), *_hours(points, cost, means)]
    today = 100 * staffing.today.summary[FIGURE].mean
    marks.append(Dots((_today(staffing) / scale,), (today,), BASELINE, say("written roster"), size=7.0, shape="s"))
    target = staffing.scenario.targets.get(FIGURE)
    if target is not None and target.at_least is not None:
        level = 100 * in_unit(target.at_least, staffing.today.figures[FIGURE])
        marks.append(Rule(level, TARGET, say("target"), stroke="dashed"))
    low = min([100 * one.low for one in share if math.isfinite(one.low)], default=0.0)
    ticks = tuple(Tick(k, f"{k}%", role=MUTED) for k in range(10 * int(low // 10), 101, 10 if low > 20 else 20))
    up = Axis(say("served and gone within 24 hours"), "%", low - 4.0, 108.0, ticks)
    across = Axis(say("cost of the roster, {unit}", unit=unit), unit, aside=True, margin=0.08)
    panel = Panel(tuple(marks), across, up, 3.4)
    return Chart("cost_frontier", title(points), caption(), source(staffing.proposed), (panel,))


def caption() -> str:
    """Return what is drawn."""
    return say("A dot a roster, from scarce to ample, all on the same fresh people; bars are 95% intervals.")


def _hours(points: Sequence["Point"], cost: Numbers, share: Numbers) -> list[Mark]:
    """Return the officer-hours of each roster over its dot, where there is one."""
    there = [(x, y, point) for x, y, point in zip(cost, share, points, strict=True) if y == y]
    return [
        Text(x, y, say("{n} h", n=int(rounded(point.hours))), place="below right", size=8.0) for x, y, point in there
    ]


def _today(result: "Staffing") -> float:
    """Return cost of the base roster of today; hours where nothing has a price."""
    from sim.planning.staffing.trial import base_hours

    hours = base_hours(result.scenario)
    prices = {name: pool.cost.amount if pool.cost else 1.0 for name, pool in result.scenario.staff.items()}
    return sum(hours[name] * prices[name] for name in hours)


def title(points: Sequence["Point"]) -> str:
    """Return what the last step along the frontier buys."""
    first, last = points[0].result.summary[FIGURE].mean, points[-1].result.summary[FIGURE].mean
    more = round(points[-1].hours - points[0].hours)
    if math.isnan(first) or math.isnan(last):
        return say(
            "{more} more officer-hours: nobody arrives 24 hours before the end, so that nothing is known", more=more
        )
    told: dict[str, str | int] = {"more": more, "first": percent(first), "last": percent(last)}
    if told["first"] == told["last"]:
        return say("{more} more officer-hours leave the share served and gone within 24 hours at {first}", **told)
    if last > first:
        return say(
            "{more} more officer-hours raise the share served and gone within 24 hours from {first} to {last}", **told
        )
    return say(
        "{more} more officer-hours lower the share served and gone within 24 hours from {first} to {last}", **told
    )
