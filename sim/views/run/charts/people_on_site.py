"""People in the main area over time, against the space that is open, and when more was ordered and opened."""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.arrays import F
from sim.scenario.calendar.clock import clock
from sim.views.kit.style import ALERT, BLUE, FAINT, HALF, INK, SAND, WIDE, canvas, label_right, styled, wrapped
from sim.views.kit.time_axis import set_time_axis
from sim.views.run.run_statistics import Bands, bands, column, day_begins, hours
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.result import Result

TALL = 3.9  # inches
LONG = 45  # days; of a longer span every day is shown by its busiest hour


def main_area(result: "Result") -> str | None:
    """The area that the first measure with space enlarges, else the largest; None without areas."""
    for measure in result.scenario.measures.values():
        if measure.brings.areas:
            return next(iter(measure.brings.areas))
    areas = result.scenario.space.areas
    return max(areas, key=lambda name: areas[name].persons) if areas else None


@styled
def people_on_site(result: "Result", area: str | None = None) -> "Figure":
    """Median, 50% and 90% bands of the people in an area (the main one), its space, and the dates of orders.

    Spans of more than 45 days show the busiest hour of each day. Without areas: everyone on site.
    """
    area = area or main_area(result)
    measures = [
        name
        for name, m in result.scenario.measures.items()
        if area in m.brings.areas and np.isfinite(column(result, f"{name}_first_order")).any()
    ]
    heights = [TALL] + ([0.6 * len(measures) + 0.2] if measures else [])
    figure, panels = canvas(result, title(result, area, measures), heights)
    at, people = by_day(result, people_in(result, area))
    _draw_people(panels[0], at, bands(people), len(result.runs))
    if area is not None:
        _draw_space(panels[0], result, area)
    daily = len(at) < len(result.runs[0].on_site)
    where = f"in the {words.plain(area)}" if area else "on site"
    panels[0].set_ylabel(f"persons {where}" + (", busiest hour of each day" if daily else ""))
    if measures:
        _draw_dates(panels[1], result, measures)
    set_time_axis(panels[-1], clock(result.scenario))
    return figure


def people_in(result: "Result", area: str | None) -> Any:
    """(R, H) persons in an area at each full hour of every run; on site, without an area."""
    if area is None:
        return np.stack([run.on_site for run in result.runs])
    k = list(result.scenario.space.areas).index(area)
    return np.stack([run.occupancy[k] for run in result.runs])


def by_day(result: "Result", rows: Any) -> tuple[F, Any]:
    """Ticks and (R, ..) numbers to draw: every hour, or the busiest of each day where there are many days."""
    at = hours(clock(result.scenario), rows.shape[1])
    starts = day_begins(clock(result.scenario), rows.shape[1])
    if len(starts) <= LONG:
        return at, rows
    return at[starts] + 43200.0, np.maximum.reduceat(rows, starts, axis=1)


def _draw_people(panel: "Axes", at: F, over: Bands, runs: int) -> None:
    if runs > 1:
        panel.fill_between(at, over.p5, over.p95, color=WIDE, lw=0, label="nine runs in ten")
        panel.fill_between(at, over.p25, over.p75, color=HALF, lw=0, label="half of the runs")
    panel.plot(at, over.p50, color=BLUE, lw=1.6, label="median" if runs > 1 else "people")
    panel.set_ylim(0, None)


def _draw_space(panel: "Axes", result: "Result", area: str) -> None:
    k = list(result.scenario.space.areas).index(area)
    base = result.scenario.space.areas[area].persons
    space = bands(np.stack([run.space[k] for run in result.runs])).p50
    at = hours(clock(result.scenario), len(space))
    moves = np.flatnonzero(np.diff(space, prepend=space[0] - 1))
    steps, levels = np.append(at[moves], at[-1] + 3600), np.append(space[moves], space[-1])
    labels = [(float(base), f"{base:,} places", ALERT)]
    panel.axhline(base, color=ALERT, lw=1.2, ls=(0, (2, 2)))
    if (space != base).any():
        panel.step(
            steps,
            levels,
            where="post",
            color=ALERT,
            lw=1.8,
            label="space open (median)" if len(result.runs) > 1 else "space open",
        )
        if space[-1] != base:
            labels.append((float(space[-1]), f"{space[-1]:,.0f} open", ALERT))
    top = max(panel.get_ylim()[1], float(space.max()) * 1.08, base * 1.08)
    panel.set_ylim(0, top)
    panel.legend(
        loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=5, borderaxespad=0.2, handlelength=1.6, columnspacing=1.4
    )
    label_right(panel, TALL - 0.3, labels)


def _draw_dates(panel: "Axes", result: "Result", measures: list[str]) -> None:
    dates = Dates(result.scenario)
    middle = (dates.clock.start + dates.clock.end) / 2
    for row, (name, what) in enumerate((name, what) for name in measures for what in ("ordered", "ready")):
        when = result.summary[f"{name}_first_{'order' if what == 'ordered' else what}"]
        if not when.n:
            continue
        panel.plot([when.p5, when.p95], [row, row], color=SAND if what == "ordered" else BLUE, lw=6)
        panel.plot(when.p50, row, "o", color=INK, ms=5.5, mec="white", mew=0.8)
        right = when.p50 < middle
        said = dates.day(when.p50) if dates.timed else dates.typical(when)
        panel.annotate(
            f"{what} {said}",
            (when.p95 if right else when.p5, row),
            xytext=(8 if right else -8, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            fontsize=9,
            color=INK,
        )
    named = [_named(result, name) for name in measures]
    panel.set_yticks([2 * k + 0.5 for k in range(len(measures))], named)
    panel.set_ylim(2 * len(measures) - 0.3, -0.7)
    panel.grid(axis="y", visible=False)
    panel.grid(axis="x", color=FAINT)
    panel.spines["left"].set_visible(False)


def _named(result: "Result", name: str) -> str:
    lines = wrapped(words.capital(words.plain(name)), 16).split("\n")
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][:15]}…"]
    if len(result.runs) > 1:
        chance = result.summary[f"{name}_ordered"].mean
        lines.append("in every run" if chance == 1 else f"in {words.percent(chance)} of runs")
    return "\n".join(lines)


def title(result: "Result", area: str | None, measures: list[str]) -> str:
    """On how many days the area was over its space, and whether the space that was ordered came in time."""
    several = len(result.runs) > 1
    if area is None:
        peak = bands(np.stack([run.on_site for run in result.runs]).max(axis=1)[:, None]).p50[0]
        return f"At most {words.count(round(peak), 'person')} on site at once" + (
            " in the median run" if several else ""
        )
    base = result.scenario.space.areas[area].persons
    people = people_in(result, area)
    days = np.maximum.reduceat(people > base, day_begins(clock(result.scenario), people.shape[1]), axis=1).sum(axis=1)
    middle = round(float(np.median(days)))
    on = f"on {words.count(middle, 'day')}" if middle else "on no day"
    said = f"The {words.plain(area)} was over its {words.count(base, 'place')} {on}" + (
        " in the median run" if several else ""
    )
    return f"{said}; {_came(result, measures[0], middle)}" if measures else said


def _came(result: "Result", name: str, days: int) -> str:
    label = f"the {words.plain(name)}"
    ready, chance = result.summary[f"{name}_first_ready"], result.summary[f"{name}_ordered"].mean
    if chance <= 0.5:
        return f"{label} was ordered in only {words.percent(chance)} of runs"
    if not ready.n:
        return f"{label} was ordered but never opened"
    opened = np.isfinite(column(result, f"{name}_first_ready"))
    needed = column(result, f"{name}_days_needed")[opened]
    when = Dates(result.scenario).day(ready.p50)
    if float((needed > 0).mean()) > 0.5:
        return (
            f"{label} opened on {when} and was needed on {words.count(max(round(float(np.median(needed))), 1), 'day')}"
        )
    if not days:
        return f"{label} opened on {when} and was not needed"
    return f"{label} opened {'mostly ' if needed.any() else ''}after the crowding, on {when}"
