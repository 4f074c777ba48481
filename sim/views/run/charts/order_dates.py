"""When each measure was first ordered and first ready: the share of runs by date."""

from typing import TYPE_CHECKING

from sim.scenario.calendar.clock import clock
from sim.views.kit.chart import Axis, Chart, Panel, percents
from sim.views.kit.marks import Band, Label, Line
from sim.views.kit.palette import MOST, ORDERED, READY
from sim.views.kit.sources import source
from sim.views.kit.time_axis import time_axis
from sim.views.run.measure_words import space_first
from sim.views.run.run_statistics import column, cumulative
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.experiments.result import Result

TALL = 1.75  # inches, a panel
CAPTION = "The share of runs in which each measure had been ordered, and was ready, by each date."


def order_dates(result: "Result") -> Chart:
    """Return a panel a measure: the share of runs in which it had been ordered, and was ready, by each date."""
    measures, time = space_first(result.scenario.measures), time_axis(clock(result.scenario))
    panels = [_panel(result, name, time) for name in measures]
    if not measures:
        bare = Axis("share of runs", "%", low=0.0, high=104.0, bare=True)
        panels = [Panel((), time, bare, TALL, empty="no measure is enabled")]
    return Chart("order_dates", title(result, measures), CAPTION, source(result), tuple(panels), shared="x")


def _panel(result: "Result", name: str, time: Axis) -> Panel:
    at = clock(result.scenario)
    edges, share = cumulative(column(result, f"{name}_first_order"), at.start, at.end)
    edges2, share2 = cumulative(column(result, f"{name}_first_ready"), at.start, at.end)
    marks = (
        Band(edges2, (0.0,) * len(share2), share2, MOST),
        Line(edges, share, ORDERED, weight=2.4),
        Line(edges2, share2, READY, weight=2.0),
    )
    ordered, ready = share[-1], share2[-1]
    labels = [Label(ordered, _share_text("ordered", ordered, result), ORDERED)]
    labels.append(Label(ready, _share_text("ready", ready, result), READY))
    if ordered < 100 and len(result.runs) > 1:
        never = 100 - ordered
        labels.append(Label(ordered + never / 2, f"never ordered {words.percent(never / 100)}"))
    heading = words.capital(words.plain(name))
    return Panel(marks, time, percents("share of runs"), TALL, heading, labels=tuple(labels))


def _share_text(what: str, part: float, result: "Result") -> str:
    if len(result.runs) > 1:
        return f"{what} {words.percent(part / 100)}"
    return what if part else f"not {what}"


def title(result: "Result", measures: tuple[str, ...]) -> str:
    """Return when the first of the measures is typically ordered, and how long it takes until it is ready."""
    if not measures:
        return "No contingency measure is enabled"
    name, dates = measures[0], Dates(result.scenario)
    label = f"the {words.plain(name)}"
    first, ready = result.summary[f"{name}_first_order"], result.summary[f"{name}_first_ready"]
    if not first.n:
        return words.capital(f"{label} was never ordered")
    several = len(result.runs) > 1
    part = first.n / len(result.runs)
    odds = "" if not several else " in every run" if part == 1 else f" in {words.percent(part)} of runs"
    typically = " typically" if several and not dates.same(first.p5, first.p95) else ""
    said = words.capital(f"{label} was ordered{odds},{typically} on {dates.day(first.p50)}")
    if not several:
        said = said.replace(",", "")
    if not ready.n:
        return f"{said}, and never ready in time"
    days = round((ready.p50 - first.p50) / 86400)
    return f"{said}, and ready {words.count(days, 'day')} later" if days else f"{said}, and ready at once"
