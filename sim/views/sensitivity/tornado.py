"""What drives a figure: its swing over the range of each input, and the input's share by Morris or Sobol'."""

import math
from datetime import date
from typing import TYPE_CHECKING

from sim.scenario.catalogue.figures import catalogue
from sim.views.kit.chart import Axis, Chart, Panel, rows
from sim.views.kit.marks import Bar, Dots, Interval, Mark, Rule, Text
from sim.views.kit.palette import ALONE, HIGH_INPUT, INK, INTERACTING, LOW_INPUT, MUTED, Role
from sim.views.kit.scales import Scale, broken, input_name, scale
from sim.views.kit.scales import source as source_of
from sim.views.text import words
from sim.wording import counted, said, say
from sim.wording.calendar_said import day_of_year
from sim.wording.quantity import HARD, digits, in_percent, percent, rounded, written

if TYPE_CHECKING:
    from sim.experiments.sensitivity.one_at_a_time import End
    from sim.experiments.sensitivity.sensitivity import Sensitivity
    from sim.scenario.values.elicited import Elicited

ROW = 0.62  # inches
MOST = 12  # inputs shown
UNITS = ((2 * 86400, 86400, "d"), (3 * 3600, 3600, "h"), (120, 60, "min"), (0, 1, "s"))  # from, seconds, name


def tornado(sensitivity: "Sensitivity", name: str) -> Chart:
    """Return one figure: how far each input moves it from its 10th to its 90th percentile, the rest as written.

    The greatest swing is on top. Lines are 95% intervals of the change, paired by replication. Next to it the index of
    each input, with its interval.
    """
    swings = sensitivity.swings[name]
    order = sorted(range(len(swings)), key=lambda k: -abs(swings[k].change))[:MOST]
    ends = [end for swing in swings for end in (swing.at_p10, swing.at_p90)]
    of = scale(catalogue(sensitivity.scenario)[name], [end.mean for end in ends])
    names = rows([broken(sensitivity.paths[k]) for k in order])
    tall = ROW * len(order) + 1.1
    bars, across = _bars(sensitivity, name, order, of)
    dots, beside = _dots(sensitivity, name, order, of)
    panels = (Panel(bars, across, names, tall, legend="above"), Panel(dots, beside, names, tall, legend="above"))
    message, whence = title(sensitivity, name), source(sensitivity, name)
    caption = say(
        "How far each input moves the figure from its 10th to its 90th percentile, the others as written; the lines "
        "are 95% intervals. At the right, the influence of each input over its whole distribution."
    )
    return Chart(f"tornado-{name}", message, caption, whence, panels, columns=2, widths=(3.0, 1.0), shared="y")


def _bars(sensitivity: "Sensitivity", name: str, order: list[int], of: Scale) -> tuple[tuple[Mark, ...], Axis]:
    middle = (sensitivity.swings[name][0].at_p10.mean - sensitivity.swings[name][0].at_p10.change) / of.factor
    reach = [middle]
    marks: list[Mark] = []
    for row, k in enumerate(order):
        swing = sensitivity.swings[name][k]
        for end, u, up, role in ((swing.at_p10, 0.1, -0.19, LOW_INPUT), (swing.at_p90, 0.9, 0.19, HIGH_INPUT)):
            at = middle + end.change / of.factor
            label = say("input at its {n}th percentile", n=round(100 * u))
            marks.append(Bar(row + up, middle, at, role, label, thick=0.34, soft=True))
            low, high = middle + end.low / of.factor, middle + end.high / of.factor
            said = input_words(sensitivity, k, u)
            if low != low:  # too few runs for an interval
                low, high, said = at, at, say("{value}, too few runs", value=said)
            marks.append(Interval(row + up, low, high, INK))
            left = end.change < 0
            beyond = min(low, at) if left else max(high, at)
            marks.append(Text(beyond, row + up, said, MUTED, "left" if left else "right", size=8.0))
            reach += [low, high]
    beside = 0.2 * ((max(reach) - min(reach)) or 1.0)  # for the values of the inputs
    across = Axis(of.label, of.unit, min(reach) - beside, max(reach) + beside, suffix=of.suffix, most=6, grid=True)
    return (*marks, Rule(middle, MUTED, upright=True)), across


def _dots(sensitivity: "Sensitivity", name: str, order: list[int], of: Scale) -> tuple[tuple[Mark, ...], Axis]:
    """Morris' mean effects, or Sobol' indices alone and with interactions."""
    marks: list[Mark] = []
    if sensitivity.effects:
        for row, k in enumerate(order):
            one = sensitivity.effects[name][k]
            marks += _dot(row, (one.absolute, one.low, one.high), of.factor, HIGH_INPUT)
        low = min([0.0, *(end for mark in marks if isinstance(mark, Interval) for end in (mark.low, mark.high))])
        label = say("Morris' μ*: mean effect\nover the whole range")
        return tuple(marks), Axis(label, of.unit, low if low < 0 else 0.0, suffix=of.suffix, most=4, grid=True)
    for row, k in enumerate(order):
        index = sensitivity.indices[name][k]
        marks += _dot(row - 0.19, (index.first, index.first_low, index.first_high), 0.01, ALONE, say("alone"))
        total = (index.total, index.total_low, index.total_high)
        marks += _dot(row + 0.19, total, 0.01, INTERACTING, say("with interactions"))
    return tuple(marks), Axis(say("share of the variance (Sobol')"), "%", suffix="%", most=4, grid=True)


def _dot(y: float, of: tuple[float, float, float], factor: float, role: Role, label: str = "") -> tuple[Mark, ...]:
    value, low, high = (part / factor for part in of)
    return Interval(y, low, high, INK), Dots((value,), (y,), role, label, size=6.0)


def input_words(sensitivity: "Sensitivity", k: int, u: float) -> str:
    """Return where an input is at a probability: its value, or of values that share one quantile that quantile."""
    drawn = sensitivity.scenario.uncertain.get(sensitivity.paths[k])
    return say("all at {share}", share=percent(u)) if drawn is None else value_words(drawn, u)


def value_words(drawn: "Elicited", u: float) -> str:
    """Return the value of an input at a probability, to three digits: `2.1 h`, `5%`, `40`."""
    if drawn.vector:
        return say("all shares at {share}", share=percent(u))
    value = float(drawn.drawn(u)[0])
    if drawn.kind in ("share", "level share"):
        return in_percent(digits(100 * value, 3))
    if drawn.kind == "day":
        return day_of_year(date.fromordinal(int(value)))
    if drawn.kind in ("duration", "level duration"):
        _, seconds, unit = next(row for row in UNITS if value >= row[0])
        return say("{n}{blank}{unit}", n=digits(value / seconds, 3), blank=HARD, unit=unit)
    return written(rounded(value) if value >= 1000 else digits(value, 3))


def source(sensitivity: "Sensitivity", name: str = "") -> str:
    """Return where charts come from; of one figure, how much of what it shows is chance."""
    share = sensitivity.noise.get(name, math.nan)
    more = "" if share != share else say(", noise {share} of the variance", share=words.percent(share))
    swung = counted("; swings: {n} replication", "; swings: {n} replications", sensitivity.paired)
    return source_of(
        sensitivity.scenario.name, sensitivity.points, sensitivity.replications, sensitivity.scenario.seed, more + swung
    )


def title(sensitivity: "Sensitivity", name: str) -> str:
    """Return which input moves the figure most, and how far."""
    info = catalogue(sensitivity.scenario)[name]
    swings = sensitivity.swings[name]
    most = max(range(len(swings)), key=lambda k: abs(swings[k].change))
    swing, path = swings[most], sensitivity.paths[most]
    if not swing.change:
        return say("{figure}: no input moves it", figure=words.capital(said(info.label)))
    of = scale(info, [swing.at_p10.mean, swing.at_p90.mean])
    unit = say(" million {unit}", unit=info.unit) if of.factor == words.MILLION else f" {info.unit}".rstrip()
    half = (swing.high - swing.low) / 2 / of.factor

    def at(end: "End", u: float) -> str:
        digits = words.decimals(half if half > 0 else abs(swing.change) / of.factor / 100, end.mean / of.factor, 2)
        found = words.Rounding(digits, of.factor, "").text(end.mean)
        return say("{value} at {end}", value=f"{found}{of.suffix or unit}", end=input_words(sensitivity, most, u))

    return say(
        "No input moves {figure} more than {input}: {first}, {last}",
        figure=info.label, input=input_name(path), first=at(swing.at_p10, 0.1), last=at(swing.at_p90, 0.9),
    )  # fmt: skip
