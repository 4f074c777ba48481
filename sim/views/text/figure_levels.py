"""A value of any figure in words, as the language writes it: a share, a time, an amount, a date, a number."""

import math
from typing import TYPE_CHECKING

from sim.views.text.dates import Dates
from sim.views.text.words import NOT_KNOWN
from sim.wording import counted, say
from sim.wording.quantity import HARD, hours, money, percent, rounded, three_digits

if TYPE_CHECKING:
    from sim.scenario.catalogue.figure import FigureInfo
    from sim.scenario.schema import Scenario


def counted_year(scenario: "Scenario") -> bool:
    """Return whether the runs are histories of a year that was: arrivals are those that were counted."""
    return any(stream.conditioned_on for stream in scenario.arrivals.values())


def level(info: "FigureInfo", value: float, scenario: "Scenario", runs: int) -> str:
    """Return a value of a figure with its unit; how often something came about, over that many runs."""
    if math.isnan(value):
        return NOT_KNOWN
    if info.kind == "date":
        return Dates(scenario).day(value)
    if info.kind == "flag" and counted_year(scenario):
        return counted("{k} of {n} history", "{k} of {n} histories", runs, k=round(value * runs))
    if info.kind in ("share", "flag"):
        return percent(value)
    if info.kind == "hours":
        return hours(value)
    if info.kind == "money":
        return money(value, scenario.currency)
    return say("{n}", n=rounded(value) if abs(value) >= 100 else three_digits(value, 2))


def change(info: "FigureInfo", value: float, scenario: "Scenario") -> str:
    """Return a difference of a figure without its sign; chances in whole points, never none where there is some."""
    size = abs(value)
    if info.kind not in ("share", "flag"):
        return level(info, size, scenario, 1)
    points = 100 * size
    decimals = 0 if points >= 0.5 or not points else min(-math.floor(math.log10(points)), 6)
    return counted("{n}{blank}point", "{n}{blank}points", rounded(points, decimals), blank=HARD)


def signed(info: "FigureInfo", value: float, scenario: "Scenario") -> str:
    """Return a difference with its sign."""
    size = change(info, value, scenario)
    return say("+{size}", size=size) if value > 0 else say("−{size}", size=size) if value < 0 else size
