"""The charts of a backtest: forecasts against counts, bands that hold, the transform of counts, differences."""

import math
from collections.abc import Sequence

import numpy as np

from sim.calibration.scoring.backtested import OWN, Backtest, Forecast
from sim.calibration.scoring.predictive_law import BANDS
from sim.calibration.scoring.score_tables import differences, events, pits, scored
from sim.views.backtest.answer import BY
from sim.views.kit.chart import Axis, Chart, Panel, Tick, percents, rows
from sim.views.kit.marks import Dots, Interval, Line, Mark, Rule, numbers, whisker
from sim.views.kit.palette import BASELINE, HALF, INK, MEASURED, MOST, MUTED
from sim.wording import counted, said, say
from sim.wording.calendar_said import month_short
from sim.wording.quantity import in_percent

TALL, PER_ROW = 2.4, 0.32  # inches
MOST_TICKS = 12
BINS = 10  # of the transform


def charts(found: Backtest) -> list[Chart]:
    """Return all charts that there is something to draw for."""
    made = [foretold(found), held(found), transform(found)]
    if differences(found):
        made.append(compared(found))
    if any(one.brier is not None for one in events(found)):
        made.append(reliability(found))
    return made


def _ahead(lead: int) -> str:
    return counted("{n} day ahead", "{n} days ahead", lead)


def foretold(found: Backtest) -> Chart:
    """Return each count with the bands that were said of it, at the shortest and the longest lead."""
    leads = sorted({min(found.leads), max(found.leads)})
    panels = tuple(_foretold(lead, found.of(OWN, lead)) for lead in leads)
    caption = say("Counts of each window, and the bands of 50, 80 and 95% that the scenario said of them beforehand.")
    return Chart("foretold", say("What was said, and what came"), caption, found.file, panels)


def _foretold(lead: int, many: Sequence[Forecast]) -> Panel:
    marks: list[Mark] = []
    for k, one in enumerate(many):
        for band, role, weight in ((95, MOST, 3.0), (80, MOST, 6.0), (50, HALF, 6.0)):
            label = say("{band} band", band=in_percent(band)) if k == 0 and band != 80 else ""
            marks.append(Interval(float(k), *one.law.band(band), role, label, weight, upright=True))
    at = numbers(range(len(many)))
    marks.append(Dots(at, numbers(one.target.count for one in many), INK, say("counted")))
    x = Axis("", "rows", -0.6, len(many) - 0.4, _ticks(many), grid=False)
    return Panel(tuple(marks), x, Axis(say("persons"), "persons", low=0.0), TALL, title=_ahead(lead))


def _ticks(many: Sequence[Forecast]) -> tuple[Tick, ...]:
    step = -(-len(many) // MOST_TICKS) or 1
    days = [one.target.first for one in many]
    return tuple(Tick(k, f"{month_short(days[k].month)}\n{days[k].year}") for k in range(0, len(many), step))


def held(found: Backtest) -> Chart:
    """Return the share of counts within each band, a panel a band, a row a lead."""
    own = [one for one in scored(found) if one.by == OWN]
    names = [_ahead(one.lead) for one in own]
    panels = []
    for k, band in enumerate(BANDS):
        marks: list[Mark] = [Rule(float(band), MUTED, upright=True, stroke="dashed")]
        for row, one in enumerate(own):
            at, low, high = (100 * value for value in one.inside[k][:3])
            marks += whisker(float(row), (low, high), at, MEASURED)
        title = say("{band} band", band=in_percent(band))
        panels.append(Panel(tuple(marks), percents(""), rows(names), 0.9 + PER_ROW * len(names), title=title))
    caption = say("Share of counts within each band, with 95% limits by blocks; the dashed line is what was said.")
    return Chart("bands", say("How often the bands held"), caption, found.file, tuple(panels), columns=3, shared="y")


def transform(found: Backtest) -> Chart:
    """Return how the counts lie in their laws, a panel a lead."""
    panels = []
    edges = np.linspace(0, 1, BINS + 1)
    for lead in found.leads:
        values = pits(found, lead)
        heights, _ = np.histogram(values, edges)
        marks = (
            Line(numbers(edges * 100), numbers(heights), MEASURED, weight=2.0),
            Rule(len(values) / BINS, MUTED, stroke="dashed"),
        )
        y = Axis(say("counts"), "counts", low=0.0, whole=True)
        panels.append(Panel(marks, percents(say("share of the law below the count")), y, 1.7, title=_ahead(lead)))
    caption = say(
        "Where in its law each count lay (randomised probability integral transform): of forecasts that are right, a "
        "tenth lies in each tenth, as the dashed line has it. Counts at both ends: bands too narrow."
    )
    return Chart("transform", say("Where counts lay in their forecasts"), caption, found.file, tuple(panels), columns=2)


def compared(found: Backtest) -> Chart:
    """Return the differences of the CRPS, a row a lead and simple forecast."""
    each = differences(found)
    marks: list[Mark] = [Rule(0.0, BASELINE, upright=True)]
    for row, one in enumerate(each):
        if math.isinf(one.crps.low):
            marks.append(Dots((one.crps.at,), (float(row),), MEASURED, ring=1.2))
        else:
            marks += whisker(float(row), (one.crps.low, one.crps.high), one.crps.at, MEASURED)
    names = [say("{lead}, {name}", lead=_ahead(one.lead), name=said(BY[one.against])) for one in each]
    panel = Panel(
        tuple(marks), Axis(say("difference of CRPS, persons"), "persons"), rows(names), 0.9 + PER_ROW * len(each)
    )
    caption = say(
        "Score of the scenario less that of each simple forecast; left of 0 the scenario is better. Whiskers are 95% "
        "limits by blocks; a ring has none, as its counts say as much as one."
    )
    return Chart("differences", say("The scenario against simple forecasts"), caption, found.file, (panel,))


def reliability(found: Backtest) -> Chart:
    """Return how often months were above the level, by the chance that was said; a panel a lead with events enough."""
    panels = []
    for one in events(found):
        if one.brier is not None:
            chance, share = (numbers(100 * point[k] for point in one.reliability) for k in (0, 1))
            marks = (Line((0.0, 100.0), (0.0, 100.0), MUTED, stroke="dashed"), Line(chance, share, MEASURED, dots=5.0))
            x, y = percents(say("chance that was said")), percents(say("share that came"))
            panels.append(Panel(marks, x, y, TALL, title=_ahead(one.lead)))
    caption = say("Months above the level by the chance that was said; on the dashed line both are the same.")
    return Chart("reliability", say("Whether chances came true"), caption, found.file, tuple(panels), columns=2)
