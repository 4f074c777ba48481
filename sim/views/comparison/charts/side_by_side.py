"""People against space in every scenario, on the same axes."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison
from sim.experiments.result import Result
from sim.scenario.calendar.clock import clock
from sim.views.comparison.charts.palette import called, colours, source
from sim.views.kit.panels import sheet
from sim.views.kit.style import ALERT, INK, WIDE, styled
from sim.views.kit.time_axis import set_time_axis
from sim.views.run.charts.people_on_site import by_day, main_area, people_in
from sim.views.run.run_statistics import Bands, bands, column, day_begins
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TALL = 1.45  # inches, a panel


@styled
def side_by_side(comparison: Comparison) -> "Figure":
    """A panel a scenario, the axes shared: the people in the main area, median and nine runs in ten, and its space."""
    results = comparison.results
    area = main_area(comparison.baseline)
    rows = [people_in(result, area) for result in results.values()]
    drawn = {label: (bands(by_day(one, row)[1]), one) for (label, one), row in zip(results.items(), rows, strict=True)}
    figure, panels = sheet(
        title(comparison, area), source(comparison), (len(results), 1), TALL * len(results), sharex=True, sharey=True
    )
    shades = colours(comparison)
    for panel, (label, (over, result)) in zip(panels, drawn.items(), strict=True):
        at = by_day(result, rows[0])[0]
        _draw(panel, at, over, shades[label])
        space = "" if area is None else _draw_space(panel, result, area)
        panel.set_title(f"{label}{space}", loc="left", fontsize=10, fontweight="bold")
    panels[0].set_ylim(0, _top(comparison, area, [over for over, _ in drawn.values()]))
    daily = len(by_day(comparison.baseline, rows[0])[0]) < rows[0].shape[1]
    where = f"in the {words.plain(area)}" if area else "on site"
    figure.supylabel(f"persons {where}{', busiest hour of each day' if daily else ''}", fontsize=9.5, color=INK)
    set_time_axis(panels[-1], clock(comparison.baseline.scenario))
    return figure


def _draw(panel: "Axes", at: F, over: Bands, colour: str) -> None:
    panel.fill_between(at, over.p5, over.p95, color=WIDE, lw=0)
    panel.plot(at, over.p50, color=colour, lw=1.4)


def _draw_space(panel: "Axes", result: Result, area: str) -> str:
    """The space of the area, and more where most runs have it; what to say of that."""
    base = result.scenario.space.areas[area].persons
    panel.axhline(base, color=ALERT, lw=1.0, ls=(0, (2, 2)))
    measures = [name for name, measure in result.scenario.measures.items() if area in measure.brings.areas]
    chances = [(float(np.isfinite(column(result, f"{name}_first_ready")).mean()), name) for name in measures]
    told = [f"{words.plain(name)} opened in {words.percent(chance)} of runs" for chance, name in chances]
    return f": {words.listed(told)}" if told else ""


def _top(comparison: Comparison, area: str | None, drawn: list[Bands]) -> float:
    base = comparison.baseline.scenario.space.areas[area].persons if area else 0
    return 1.06 * max(float(np.nanmax([over.p95 for over in drawn])), float(base), 1.0)


def title(comparison: Comparison, area: str | None) -> str:
    """On how many days of the median run the area is over its space, in the scenarios with the most and the fewest."""
    if area is None:
        return "People on site in every scenario"
    days = {label: _days_over(result, area) for label, result in comparison.results.items()}
    base = comparison.baseline.scenario.space.areas[area].persons
    most, least = max(days, key=lambda label: days[label]), min(days, key=lambda label: days[label])
    about = f"The {words.plain(area)} is over its {words.count(base, 'place')}"
    if days[most] == days[least]:
        on = f"on {words.count(days[most], 'day')}" if days[most] else "on no day"
        return f"{about} {on} of the median run in every scenario"
    return (
        f"{about} on {words.count(days[least], 'day')} of the median run at the least ({called(comparison, least)}), "
        f"on {days[most]:,} at the most ({called(comparison, most)})"
    )


def _days_over(result: Result, area: str) -> int:
    base = result.scenario.space.areas[area].persons
    people = people_in(result, area)
    starts = day_begins(clock(result.scenario), people.shape[1])
    return round(float(np.median(np.maximum.reduceat(people > base, starts, axis=1).sum(axis=1))))
