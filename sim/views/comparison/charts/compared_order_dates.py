"""When each measure is first ordered, the scenarios drawn over one another."""

from collections.abc import Iterator

import numpy as np

from sim.experiments.comparison.compare import Comparison
from sim.experiments.result import Result
from sim.scenario.calendar.clock import clock
from sim.views.comparison.charts.roles import called, roles, source
from sim.views.kit.chart import Axis, Chart, Panel, percents
from sim.views.kit.marks import Label, Line, Mark
from sim.views.kit.palette import Role
from sim.views.kit.time_axis import time_axis
from sim.views.run.run_statistics import column, cumulative
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import say
from sim.wording.quantity import listed

TALL = 1.9  # inches, a panel
LETTERS = 26  # of a label


def measures(comparison: Comparison) -> tuple[str, ...]:
    """Return the measures that are ordered in any run of any scenario, those that bring space first."""
    known = {
        name: measure
        for result in comparison.results.values()
        for name, measure in result.scenario.measures.items()
        if np.isfinite(column(result, f"{name}_first_order")).any()
    }
    return tuple(sorted(known, key=lambda name: not known[name].brings.areas))


def order_dates(comparison: Comparison) -> Chart:
    """Return a panel a measure: by each date, in what share of runs it had been ordered (line) and was ready
    (dashes).
    """
    names, time = measures(comparison), time_axis(clock(comparison.baseline.scenario))
    panels = [_panel(comparison, name, time) for name in names]
    if not names:
        bare = Axis(say("share of runs"), "%", low=0.0, high=104.0, bare=True)
        panels = [Panel((), time, bare, TALL, empty=say("no measure is ordered"))]
    message = title(comparison, names)
    caption = say("The share of runs in which a measure had been ordered (line) and was ready (dashes) by each date.")
    return Chart("order_dates", message, caption, source(comparison), tuple(panels), shared="x")


def _panel(comparison: Comparison, name: str, time: Axis) -> Panel:
    at, shades = clock(comparison.baseline.scenario), roles(comparison)
    marks: list[Mark] = []
    ends: dict[float, list[str]] = {}
    for label, result in comparison.results.items():
        if name not in result.scenario.measures:
            continue
        ordered, ready = (cumulative(column(result, f"{name}_first_{what}"), at.start, at.end)
                          for what in ("order", "ready"))  # fmt: skip
        marks.append(Line(*ready, shades[label], weight=1.3, stroke="dashed"))
        marks.append(Line(*ordered, shades[label], weight=2.0))
        ends.setdefault(ordered[1][-1], []).append(label)
    heading = say("{measure} (line: ordered, dashes: ready)", measure=words.capital(words.plain(name)))
    labels = tuple(_labels(comparison, ends, shades))
    return Panel(tuple(marks), time, percents(say("share of runs")), TALL, heading, labels=labels)


def _labels(comparison: Comparison, ends: dict[float, list[str]], shades: dict[str, Role]) -> Iterator[Label]:
    """Yield what to write at the right: the share of runs at the end; once where it is the same in every scenario."""
    for height, alike in ends.items():
        share = words.percent(height / 100)
        if len(alike) == len(comparison.results):
            yield Label(height, say("every scenario {share}", share=share))
            continue
        for label in alike:
            name = say("baseline") if label == comparison.label else label
            short = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
            yield Label(height, f"{short} {share}", shades[label])


def title(comparison: Comparison, names: tuple[str, ...]) -> str:
    """Return how likely the first measure is ordered in each scenario that has it, and typically when."""
    if not names:
        return say("No measure is ordered in any scenario")
    name, dates = names[0], Dates(comparison.baseline.scenario, abbreviated=True)
    told = [
        _when(result, name, called(comparison, label), dates)
        for label, result in comparison.results.items()
        if name in result.scenario.measures
    ]
    return say("The {measure} is ordered {told}", measure=words.plain(name), told=listed(told))


def _when(result: Result, name: str, label: str, dates: Dates) -> str:
    first = result.summary[f"{name}_first_order"]
    if not first.n:
        return say("in no run of {scenario}", scenario=label)
    share = words.percent(first.n / len(result.runs))
    return say("in {share} of runs of {scenario} ({day})", share=share, scenario=label, day=dates.day(first.p50))
