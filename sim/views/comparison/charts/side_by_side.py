"""People against space in every scenario, on the same axes."""

from collections.abc import Sequence

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison
from sim.experiments.result import Result
from sim.scenario.calendar.clock import clock
from sim.views.comparison.charts.roles import called, roles, source
from sim.views.kit.chart import Axis, Chart, Panel
from sim.views.kit.marks import Band, Line, Mark, Rule, numbers
from sim.views.kit.palette import CAPACITY, MOST
from sim.views.kit.time_axis import time_axis
from sim.views.run.charts.people_on_site import by_day, main_area
from sim.views.run.first.middle import middle
from sim.views.run.run_statistics import Bands, bands, column, day_begins, people_in
from sim.views.text import words
from sim.wording import counted, say
from sim.wording.quantity import listed

TALL = 1.45  # inches, a panel


def side_by_side(comparison: Comparison) -> Chart:
    """Return a panel a scenario, the axes shared: the people in the main area in the middle run and in nine runs in
    ten, and its space.
    """
    results, area = comparison.results, main_area(comparison.baseline)
    people = [people_in(result, area) for result in results.values()]
    drawn = [by_day(result, row)[1] for result, row in zip(results.values(), people, strict=True)]
    over = [bands(rows) for rows in drawn]
    lines = [rows[middle(result, area or "")] for result, rows in zip(results.values(), drawn, strict=True)]
    at = by_day(comparison.baseline, people[0])[0]
    up = Axis("", say("persons"), 0.0, _top(comparison, area, over, lines))
    panels = []
    for (label, result), each, line in zip(results.items(), over, lines, strict=True):
        x, role = numbers(by_day(result, people[0])[0]), roles(comparison)[label]
        marks = (Band(x, numbers(each.p5), numbers(each.p95), MOST), Line(x, numbers(line), role, weight=1.4))
        base, space = ((), "") if area is None else _space(result, area)
        time = time_axis(clock(comparison.baseline.scenario))
        panels.append(Panel((*marks, *base), time, up, TALL, f"{label}{space}"))
    daily = say(", busiest hour of each day") if len(at) < people[0].shape[1] else ""
    label = (
        say("persons in the {area}{daily}", area=words.plain(area), daily=daily)
        if area
        else say("persons on site{daily}", daily=daily)
    )
    caption = say(
        "Line: the middle run, one of those played; shade: nine runs in ten; dashes: the space without any measure. "
        "All panels have the same axes."
    )
    message, whence = title(comparison, area), source(comparison)
    return Chart("people_side_by_side", message, caption, whence, tuple(panels), shared="xy", y_label=label)


def _space(result: Result, area: str) -> tuple[tuple[Mark, ...], str]:
    """Return the space of the area without any measure; and how often each measure brings more, to be said in the
    heading.
    """
    base = Rule(result.scenario.space.areas[area].persons, CAPACITY, stroke="dotted")
    measures = [name for name, measure in result.scenario.measures.items() if area in measure.brings.areas]
    chances = [(float(np.isfinite(column(result, f"{name}_first_ready")).mean()), name) for name in measures]
    opened = [
        say("{measure} opened in {share} of runs", measure=words.plain(name), share=words.percent(chance))
        for chance, name in chances
    ]
    return (base,), say(": {opened}", opened=listed(opened)) if opened else ""


def _top(comparison: Comparison, area: str | None, over: Sequence[Bands], lines: Sequence[F]) -> float:
    base = comparison.baseline.scenario.space.areas[area].persons if area else 0
    highest = [*(float(np.nanmax(each.p95)) for each in over), *(float(one.max()) for one in lines)]
    return 1.06 * max(*highest, float(base), 1.0)


def title(comparison: Comparison, area: str | None) -> str:
    """Return on how many days of the middle run the area is over its space, in the scenarios with the most and the
    fewest.
    """
    if area is None:
        return say("People on site in every scenario")
    days = {label: _days_over(result, area) for label, result in comparison.results.items()}
    base = comparison.baseline.scenario.space.areas[area].persons
    most, least = max(days, key=lambda label: days[label]), min(days, key=lambda label: days[label])
    about = counted(
        "The {area} is over its {n} place", "The {area} is over its {n} places", base, area=words.plain(area)
    )
    if not days[most]:
        return say("{about} on no day of the middle run in every scenario", about=about)
    if days[most] == days[least]:
        return counted(
            "{about} on {n} day of the middle run in every scenario",
            "{about} on {n} days of the middle run in every scenario",
            days[most], about=about,
        )  # fmt: skip
    return counted(
        "{about} on {n} day of the middle run at the least ({least}), on {days} at the most ({most})",
        "{about} on {n} days of the middle run at the least ({least}), on {days} at the most ({most})",
        days[least], about=about, least=called(comparison, least), days=days[most], most=called(comparison, most),
    )  # fmt: skip


def _days_over(result: Result, area: str) -> int:
    base = result.scenario.space.areas[area].persons
    people = people_in(result, area)[middle(result, area)]
    return int((np.maximum.reduceat(people, day_begins(clock(result.scenario), people.size)) > base).sum())
