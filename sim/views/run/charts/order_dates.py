"""When each measure was first ordered and first ready: the share of runs by date."""

from typing import TYPE_CHECKING

from sim.scenario.calendar.clock import clock
from sim.views.kit.chart import Axis, Chart, Panel, percents
from sim.views.kit.marks import Band, Label, Line
from sim.views.kit.palette import ORDERED, READY
from sim.views.kit.sources import source
from sim.views.kit.time_axis import time_axis
from sim.views.run.first.overflow import months, named_months
from sim.views.run.first.phrases import in_months
from sim.views.run.first.resting import number
from sim.views.run.measure_words import APART, space_first
from sim.views.run.run_statistics import column, cumulative
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import noted, said, say

if TYPE_CHECKING:
    from sim.experiments.result import Result

TALL = 1.75  # inches, a panel
CAPTION = noted("The share of runs in which each measure had been ordered, and was ready, by each date.")


def order_dates(result: "Result") -> Chart:
    """Return a panel a measure: the share of runs in which it had been ordered, and was ready, by each date."""
    measures, time = space_first(result.scenario.measures), time_axis(clock(result.scenario))
    panels = [_panel(result, name, time) for name in measures]
    if not measures:
        bare = Axis(say("share of runs"), "%", low=0.0, high=104.0, bare=True)
        panels = [Panel((), time, bare, TALL, empty=say("no measure is enabled"))]
    return Chart("order_dates", title(result, measures), said(CAPTION), source(result), tuple(panels), shared="x")


def _panel(result: "Result", name: str, time: Axis) -> Panel:
    at = clock(result.scenario)
    edges, share = cumulative(column(result, f"{name}_first_order"), at.start, at.end)
    edges2, share2 = cumulative(column(result, f"{name}_first_ready"), at.start, at.end)
    marks = (
        Band(edges2, (0.0,) * len(share2), share2, READY),
        Line(edges, share, ORDERED, weight=2.4),
        Line(edges2, share2, READY, weight=2.0),
    )
    ordered, ready = share[-1], share2[-1]
    labels = [Label(ordered, _ordered(ordered, result), ORDERED)]
    labels.append(Label(ready, _ready(ready, result), READY))
    if ordered < 100 and len(result.runs) > 1:
        never = 100 - ordered
        labels.append(Label(ordered + never / 2, say("never ordered {share}", share=words.percent(never / 100))))
    heading = words.capital(words.plain(name))
    return Panel(marks, time, percents(say("share of runs")), TALL, heading, labels=tuple(labels))


def _ordered(part: float, result: "Result") -> str:
    if len(result.runs) > 1:
        return say("ordered {share}", share=words.percent(part / 100))
    return say("ordered") if part else say("not ordered")


def _ready(part: float, result: "Result") -> str:
    if len(result.runs) > 1:
        return say("ready {share}", share=words.percent(part / 100))
    return say("ready") if part else say("not ready")


def title(result: "Result", measures: tuple[str, ...]) -> str:
    """Return when the first of the measures is typically ordered, and how long it takes until it is ready."""
    if not measures:
        return say("No contingency measure is enabled")
    name, measure = measures[0], words.plain(measures[0])
    first, opened = result.summary[f"{name}_first_order"], result.summary[f"{name}_first_ready"]
    if not first.n:
        return say("The {measure} was never ordered", measure=measure)
    ordered = _when(result, name)
    if not opened.n:
        return say("{ordered}, and never ready in time", ordered=ordered)
    lead = number(result, "median", f"{name}_first_ready", since=f"{name}_first_order").value
    if days := round(lead):
        return say("{ordered}, and ready {time} later", ordered=ordered, time=words.count(days, "day"))
    return say("{ordered}, and ready at once", ordered=ordered)


def _when(result: "Result", name: str) -> str:
    """Return in how many runs a measure was ordered, and when first; in months, where dates lie far apart."""
    dates, first, measure = Dates(result.scenario), result.summary[f"{name}_first_order"], words.plain(name)
    when = say("on {date}", date=dates.day(first.p50))
    if len(result.runs) == 1:
        return say("The {measure} was ordered {when}", measure=measure, when=when)
    if first.p95 - first.p5 > APART:
        named = named_months(months(result, name))
        when = in_months(named.months, span=named.span)
    elif not dates.same(first.p5, first.p95):
        when = say("typically on {date}", date=dates.day(first.p50))
    part = first.n / len(result.runs)
    if part == 1:
        return say("The {measure} was ordered in every run, {when}", measure=measure, when=when)
    share = words.percent(part)
    return say("The {measure} was ordered in {share} of runs, {when}", measure=measure, share=share, when=when)
