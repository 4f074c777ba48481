"""What drives a figure: its swing over the range of each input, and the input's share by Morris or Sobol'."""

import math
from datetime import date
from typing import TYPE_CHECKING

from sim.scenario.catalogue.figures import catalogue
from sim.views.kit.panels import Scale, broken, scale, sheet, short
from sim.views.kit.panels import source as source_of
from sim.views.kit.style import BLUE, INK, MUTED, SAND, styled
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.sensitivity.one_at_a_time import End
    from sim.experiments.sensitivity.sensitivity import Sensitivity
    from sim.scenario.values.elicited import Elicited

ROW = 0.62  # inches
MOST = 12  # inputs shown
UNITS = ((2 * 86400, 86400, "d"), (3 * 3600, 3600, "h"), (120, 60, "min"), (0, 1, "s"))  # from, seconds, name


@styled
def tornado(found: "Sensitivity", name: str) -> "Figure":
    """One figure: how far each input moves it from its 10th to its 90th percentile, the rest at their medians.

    The greatest swing is on top. Lines are 95% intervals of the change, paired by replication. Beside it the index of
    each input, with its interval.
    """
    swings = found.swings[name]
    order = sorted(range(len(swings)), key=lambda k: -abs(swings[k].change))[:MOST]
    figure, panels = sheet(
        title(found, name), source(found, name), (1, 2), ROW * len(order) + 1.1, sharey=True, width_ratios=[3, 1]
    )
    ends = [end for swing in swings for end in (swing.at_p10, swing.at_p90)]
    of = scale(catalogue(found.scenario)[name], [end.mean for end in ends])
    _bars(panels[0], found, name, order, of)
    _dots(panels[1], found, name, order, of)
    panels[0].set_yticks(range(len(order)), [broken(found.paths[k]) for k in order])
    panels[0].set_ylim(len(order) - 0.45, -0.55)
    for panel in panels:
        panel.grid(axis="y", visible=False)
        panel.grid(axis="x", visible=True)
    panels[0].tick_params(axis="y", labelcolor=INK)
    return figure


def _bars(panel: "Axes", found: "Sensitivity", name: str, order: list[int], of: Scale) -> None:
    middle = (found.swings[name][0].at_p10.mean - found.swings[name][0].at_p10.change) / of.factor
    reach = [middle]
    for row, k in enumerate(order):
        swing, drawn = found.swings[name][k], found.scenario.uncertain[found.paths[k]]
        for end, u, up, colour in ((swing.at_p10, 0.1, -0.19, SAND), (swing.at_p90, 0.9, 0.19, BLUE)):
            label = None if row else f"input at its {u * 100:.0f}th percentile"
            panel.barh(row + up, end.change / of.factor, left=middle, height=0.34, color=colour, label=label)
            low, high = middle + end.low / of.factor, middle + end.high / of.factor
            told = value_words(drawn, u)
            if low != low:  # too few runs for an interval
                low = high = middle + end.change / of.factor
                told += ", too few runs"
            panel.plot([low, high], [row + up] * 2, color=INK, lw=1.4)
            _name(panel, told, end, (low, high), middle, row + up, of)
            reach += [low, high]
    panel.axvline(middle, color=MUTED, lw=1.0)
    beside = 0.2 * ((max(reach) - min(reach)) or 1.0)  # for the values of the inputs
    panel.set_xlim(min(reach) - beside, max(reach) + beside)
    panel.set_xlabel(of.label)
    panel.xaxis.set_major_formatter(of.told)
    panel.locator_params(axis="x", nbins=6)
    panel.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=2, borderaxespad=0.2, handlelength=1.4)


def _name(panel: "Axes", text: str, end: "End", ends: tuple[float, float], middle: float, y: float, of: Scale) -> None:
    left = end.change < 0
    at = min(ends[0], middle + end.change / of.factor) if left else max(ends[1], middle + end.change / of.factor)
    panel.annotate(
        text,
        (at, y),
        xytext=(-5 if left else 5, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=8,
        color=MUTED,
    )


def _dots(panel: "Axes", found: "Sensitivity", name: str, order: list[int], of: Scale) -> None:
    for row, k in enumerate(order):
        if found.effects:
            effect = found.effects[name][k]
            _dot(panel, row, (effect.absolute, effect.low, effect.high), of.factor, BLUE)
        else:
            index = found.indices[name][k]
            label = "" if row else "alone", "" if row else "with interactions"
            _dot(panel, row - 0.19, (index.first, index.first_low, index.first_high), 0.01, SAND, label[0])
            _dot(panel, row + 0.19, (index.total, index.total_low, index.total_high), 0.01, BLUE, label[1])
    panel.tick_params(axis="y", labelleft=False)
    panel.locator_params(axis="x", nbins=4)
    if found.effects:
        panel.set_xlabel("Morris' μ*: mean effect\nover the whole range")
        panel.xaxis.set_major_formatter(of.told)
        panel.set_xlim(left=min(0.0, panel.get_xlim()[0]))
    else:
        panel.set_xlabel("share of the variance (Sobol')")
        panel.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}%")
        panel.legend(loc="lower left", bbox_to_anchor=(-0.03, 1.0), ncols=2, borderaxespad=0.2, handlelength=0.8)


def _dot(panel: "Axes", y: float, of: tuple[float, float, float], factor: float, colour: str, label: str = "") -> None:
    value, low, high = (part / factor for part in of)
    panel.plot([low, high], [y, y], color=INK, lw=1.4)
    panel.plot(value, y, "o", color=colour, ms=6, mec="white", mew=0.8, label=label or None)


def value_words(drawn: "Elicited", u: float) -> str:
    """The value of an input at a probability, to three digits: `2.1 h`, `5%`, `40`."""
    if drawn.vector:
        return f"all shares at {100 * u:.0f}%"
    value = float(drawn.drawn(u)[0])
    if drawn.kind in ("share", "level share"):
        return f"{100 * value:.3g}%"
    if drawn.kind == "day":
        return str(date.fromordinal(int(value)))
    if drawn.kind in ("duration", "level duration"):
        _, seconds, unit = next(row for row in UNITS if value >= row[0])
        return f"{value / seconds:.3g} {unit}"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def source(found: "Sensitivity", name: str = "") -> str:
    """Where charts come from; of one figure, how much of what it shows is chance."""
    share = found.noise.get(name, math.nan)
    more = "" if share != share else f", noise {words.percent(share)} of the variance"
    swung = f"; swings: {words.count(found.paired, 'replication')}"
    return source_of(found.scenario.name, found.points, found.replications, found.scenario.seed, more + swung)


def title(found: "Sensitivity", name: str) -> str:
    """Which input moves the figure most, and how far."""
    info = catalogue(found.scenario)[name]
    said = words.capital(info.label)
    swings = found.swings[name]
    most = max(range(len(swings)), key=lambda k: abs(swings[k].change))
    swing, path = swings[most], found.paths[most]
    if not swing.change:
        return f"{said}: no input moves it"
    of = scale(info, [swing.at_p10.mean, swing.at_p90.mean])
    unit = (" million" * (of.factor == words.MILLION) + f" {info.unit}").rstrip()
    drawn, half = found.scenario.uncertain[path], (swing.high - swing.low) / 2 / of.factor

    def at(end: "End", u: float) -> str:
        digits = words.decimals(half if half > 0 else abs(swing.change) / of.factor / 100, end.mean / of.factor, 2)
        return f"{words.Rounding(digits, of.factor, '').told(end.mean)}{of.suffix or unit} at {value_words(drawn, u)}"

    return f"{said} turns most on {short(path, found.paths)}: {at(swing.at_p10, 0.1)}, {at(swing.at_p90, 0.9)}"
