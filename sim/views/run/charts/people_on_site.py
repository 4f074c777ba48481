"""People in the main area over time, against the space that is open, and when more was ordered and opened."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.arrays import F
from sim.scenario.calendar.clock import clock
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Band, Dots, Interval, Label, Line, Mark, Rule, Text, numbers
from sim.views.kit.palette import CAPACITY, HALF, INK, MEASURED, MOST, MUTED, ORDERED, READY
from sim.views.kit.sources import source
from sim.views.kit.time_axis import time_axis
from sim.views.kit.wrapping import wrapped
from sim.views.run.first.middle import middle
from sim.views.run.first.overflow import months, named_months
from sim.views.run.first.phrases import in_months
from sim.views.run.run_statistics import Bands, bands, column, day_begins, hours, people_in
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, noted, said, say

if TYPE_CHECKING:
    from sim.experiments.result import Result

TALL = 3.9  # inches
LONG = 45  # days; of a longer span every day is shown by its busiest hour
CAPTION = noted(
    "People against space. The line is the middle run, one of those played; the bands span half of the runs and nine "
    "runs in ten at each time; below, when space was first ordered and first ready, the bar spanning nine runs in ten, "
    "the dot the median."
)


def main_area(result: "Result") -> str | None:
    """Return the area that the first measure with space enlarges, else the largest; None without areas."""
    for measure in result.scenario.measures.values():
        if measure.brings.areas:
            return next(iter(measure.brings.areas))
    areas = result.scenario.space.areas
    return max(areas, key=lambda name: areas[name].persons) if areas else None


def people_on_site(result: "Result", area: str | None = None) -> Chart:
    """Draw the people in an area (the main one) in the middle run, 50% and 90% bands, its space, and dates of orders.

    Spans of more than 45 days show the busiest hour of each day. Without areas: everyone on site.
    """
    area = area or main_area(result)
    measures = [
        name
        for name, m in result.scenario.measures.items()
        if area in m.brings.areas and np.isfinite(column(result, f"{name}_first_order")).any()
    ]
    time = time_axis(clock(result.scenario))
    at, people = by_day(result, people_in(result, area))
    daily = len(at) < len(result.runs[0].on_site)
    over, one = bands(people), middle(result, area or "")
    marks = _people(at, over, people[one], len(result.runs))
    labels: tuple[Label, ...] = ()
    high: float | None = None
    if area is not None:
        space, labels, top = _space(result, area)
        highest = max(float(np.nanmax(over.p95, initial=0.0)), float(people[one].max(initial=0)))
        marks, high = (*marks, *space), max(top, 1.05 * highest)
    up = Axis(_counted_persons(area, daily=daily), "persons", low=0.0, high=high)
    panels = [Panel(marks, time, up, TALL, labels=labels)]
    if measures:
        panels.append(_dates(result, measures, time))
    message = title(result, area, measures)
    return Chart("people_on_site", message, said(CAPTION), source(result), tuple(panels), shared="x")


def _counted_persons(area: str | None, *, daily: bool) -> str:
    """Return what is counted upwards."""
    if area is None:
        return say("persons on site, busiest hour of each day") if daily else say("persons on site")
    if daily:
        return say("persons in the {area}, busiest hour of each day", area=words.plain(area))
    return say("persons in the {area}", area=words.plain(area))


def by_day(result: "Result", rows: Any) -> tuple[F, Any]:
    """Return ticks and (R, ..) numbers to draw: every hour, or the busiest of each day where there are many days."""
    at = hours(clock(result.scenario), rows.shape[1])
    starts = day_begins(clock(result.scenario), rows.shape[1])
    if len(starts) <= LONG:
        return at, rows
    return at[starts] + 43200.0, np.maximum.reduceat(rows, starts, axis=1)


def _people(at: F, over: Bands, one: F, runs: int) -> tuple[Mark, ...]:
    x, several = numbers(at), runs > 1
    spread = (
        Band(x, numbers(over.p5), numbers(over.p95), MOST, say("nine runs in ten")),
        Band(x, numbers(over.p25), numbers(over.p75), HALF, say("half of the runs")),
    )
    line = Line(x, numbers(one), MEASURED, say("the middle run") if several else say("people"))
    return (*spread, line) if several else (line,)


def _space(result: "Result", area: str) -> tuple[tuple[Mark, ...], tuple[Label, ...], float]:
    """Return the space of the area without any measure, the median of what is open, and how high that is."""
    k = list(result.scenario.space.areas).index(area)
    base = result.scenario.space.areas[area].persons
    space = bands(result.by_run("space", k)).p50
    at = hours(clock(result.scenario), len(space))
    moves = np.flatnonzero(np.diff(space, prepend=space[0] - 1))
    marks: list[Mark] = [Rule(base, CAPACITY, weight=1.2, stroke="dotted")]
    labels = [Label(float(base), words.count(base, "place"), CAPACITY)]
    if (space != base).any():
        edges, named = np.append(at[moves], at[-1] + 3600), say("space open")
        named = say("space open (median)") if len(result.runs) > 1 else named
        marks.append(Line(numbers(edges), numbers(space[moves]), CAPACITY, named, weight=1.8))
        if space[-1] != base:
            labels.append(Label(float(space[-1]), say("{n} open", n=round(space[-1])), CAPACITY))
    return tuple(marks), tuple(labels), 1.08 * max(float(space.max()), base)


def _dates(result: "Result", measures: list[str], time: Axis) -> Panel:
    dates = Dates(result.scenario)
    middle = (dates.clock.start + dates.clock.end) / 2
    marks: list[Mark] = []
    for row, (name, what) in enumerate((name, what) for name in measures for what in ("ordered", "ready")):
        when = result.summary[f"{name}_first_{'order' if what == 'ordered' else what}"]
        if not when.n:
            continue
        role = ORDERED if what == "ordered" else READY
        marks.append(Interval(row, when.p5, when.p95, role, weight=6.0, soft=True))
        marks.append(Dots((when.p50,), (row,), INK))
        date = dates.day(when.p50) if dates.timed else dates.typical(when)
        told = say("ordered {date}", date=date) if what == "ordered" else say("ready {date}", date=date)
        held = named_months(months(result, name))
        if what == "ordered" and not dates.timed and not held.span and len(held.months) > 1:
            told = say("ordered {when}", when=in_months(held.months, span=False))  # dates far apart have no middle
        right = when.p50 < middle
        marks.append(Text(when.p95 if right else when.p5, row, told, place="right" if right else "left"))
    ticks = tuple(Tick(2 * k + 0.5, _named(result, name), role=MUTED) for k, name in enumerate(measures))
    named = Axis("", "rows", 2 * len(measures) - 0.3, -0.7, ticks, grid=False, stroke=False)
    return Panel(tuple(marks), replace(time, grid=True), named, 0.6 * len(measures) + 0.2)


def _named(result: "Result", name: str) -> str:
    lines = wrapped(words.capital(words.plain(name)), 16).split("\n")
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][:15]}…"]
    if len(result.runs) > 1:
        chance = result.summary[f"{name}_ordered"].mean
        every = say("in every run")
        lines.append(every if chance == 1 else say("in {share} of runs", share=words.percent(chance)))
    return "\n".join(lines)


def title(result: "Result", area: str | None, measures: list[str]) -> str:
    """Return on how many days the area was over its space, and whether the space that was ordered came in time."""
    several = len(result.runs) > 1
    if area is None:
        peak = bands(result.by_run("on_site").max(axis=1)[:, None]).p50[0]
        people = words.count(round(peak), "person")
        if several:
            return say("At most {people} on site at once in half of the runs", people=people)
        return say("At most {people} on site at once", people=people)
    base = result.scenario.space.areas[area].persons
    people = people_in(result, area)
    days = np.maximum.reduceat(people > base, day_begins(clock(result.scenario), people.shape[1]), axis=1).sum(axis=1)
    middle = round(float(np.median(days)))
    on = say("on {days}", days=words.count(middle, "day")) if middle else say("on no day")
    if several:
        on = say("{when} or more in half of the runs", when=on) if middle else say("on no day in half of the runs")
    over = counted(
        "The {area} was over its {n} place {when}", "The {area} was over its {n} places {when}",
        base, area=words.plain(area), when=on,
    )  # fmt: skip
    return say("{first}; {second}", first=over, second=_came(result, measures[0], middle)) if measures else over


def _came(result: "Result", name: str, days: int) -> str:
    measure = words.plain(name)
    ready, chance = result.summary[f"{name}_first_ready"], result.summary[f"{name}_ordered"].mean
    if chance <= 0.5:
        share = words.percent(chance)
        return say("the {measure} was ordered in only {share} of runs", measure=measure, share=share)
    if not ready.n:
        return say("the {measure} was ordered but never opened", measure=measure)
    opened = np.isfinite(column(result, f"{name}_first_ready"))
    needed = column(result, f"{name}_days_needed")[opened]
    when = Dates(result.scenario).day(ready.p50)
    if float((needed > 0).mean()) > 0.5:
        on = words.count(max(round(float(np.median(needed))), 1), "day")
        return say("the {measure} opened on {when} and was needed on {days}", measure=measure, when=when, days=on)
    if not days:
        return say("the {measure} opened on {when} and was not needed", measure=measure, when=when)
    if needed.any():
        return say("the {measure} opened mostly after the crowding, on {when}", measure=measure, when=when)
    return say("the {measure} opened after the crowding, on {when}", measure=measure, when=when)
