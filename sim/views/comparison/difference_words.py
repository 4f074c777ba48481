"""A difference in words: with its sign, its unit, and as many digits as its interval supports."""

import math
import re
from collections.abc import Mapping

from sim.arrays import DAY
from sim.experiments.comparison.differences import Difference
from sim.experiments.result import Summary
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.unit_names import unit_name
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, said, say

MINUS = "−"
MOVED = ("more", "less")
FINEST = 6  # decimals
POINT, HOURS = "point", "h"


class Steps:
    """Tells differences of one comparison: `figures` are those of its scenarios by name, `dates` its calendar."""

    def __init__(self, currency: str, figures: Mapping[str, FigureInfo], dates: Dates) -> None:
        self.currency, self.figures, self.dates = currency, figures, dates

    def level(self, difference: Difference) -> str:
        """Return the figure in the baseline, over the pairs in which both have it."""
        return self._level(difference, difference.baseline)

    def new_level(self, difference: Difference) -> str:
        """Return the figure in the other scenario, over the same pairs."""
        return self._level(difference, difference.other)

    def _level(self, difference: Difference, value: float) -> str:
        if math.isnan(value):
            return words.NOT_KNOWN
        if difference.kind == "date":
            return self.dates.day(value)
        nan = math.nan
        half = (
            (difference.high - difference.low) / 2 if difference.kind == "money" else nan
        )  # money is no surer than its difference
        about = Summary(
            difference.name,
            difference.kind,
            difference.unit,
            difference.of,
            value,
            value - half,
            value + half,
            nan,
            nan,
            nan,
        )
        return words.mean(about, words.unit_of(about), self.currency)

    def step(self, difference: Difference) -> str:
        """Return the difference with its sign and unit: "+1.8 h", "−5.6 points", "16 days earlier"."""
        how, unit = self._how(difference)
        value = difference.difference / DAY if difference.kind == "date" else difference.difference
        number, said = how.text(abs(value)), how.told(abs(value), unit)
        if difference.kind == "date":
            if not _digits(number):
                return say("the same day")
            return say("{days} later", days=said) if value > 0 else say("{days} earlier", days=said)
        return said if not _digits(number) else f"{'+' if value > 0 else MINUS}{said}"

    def size(self, difference: Difference) -> str:
        """Return the difference without its sign: "1.8 h"."""
        how, unit = self._how(difference)
        return how.told(abs(difference.difference) / (DAY if difference.kind == "date" else 1.0), unit)

    def within(self, difference: Difference) -> str:
        """Return the interval that holds at once with all others: "+1.6 to +1.9"; empty if there is none to be seen."""
        if math.isnan(difference.low) or difference.low == difference.high:
            return ""
        how, _ = self._how(difference)
        scale = DAY if difference.kind == "date" else 1.0
        low, high = (_signed(how, value / scale) for value in (difference.low, difference.high))
        return say("{low} to {high}", low=low, high=high) if low != high else ""

    def _how(self, difference: Difference) -> tuple[words.Rounding, str]:
        """Return how to round a difference, and its unit; chances in whole points."""
        date = difference.kind == "date"
        scale = DAY if date else 1.0
        mean, low, high = (value / scale for value in (difference.difference, difference.low, difference.high))
        if math.isnan(low):
            low, high = difference.low_alone / scale, difference.high_alone / scale
        nan = math.nan
        kind = "count" if date else difference.kind
        about = Summary(difference.name, kind, difference.unit, difference.n, mean, low, high, nan, nan, nan)
        how = words.rounding(about, self.currency)
        unit = "day" if date else words.unit_of(about)
        if difference.kind in ("share", "flag"):
            decimals = 0 if difference.kind == "flag" else max(how.decimals, 0)
            how, unit = how._replace(decimals=decimals, suffix=""), POINT
        if difference.kind == "money":
            how = how._replace(decimals=_of_money(abs(mean) / how.scale, how.scale))
        return _fine(how, mean, low, high, clear=difference.verdict in MOVED), unit

    def over_sets(self, one: Difference, low: float, high: float) -> str:
        """Return where a difference lies over sets of assumptions: "the mean time on site (+1.2 to +2.4 h)"."""
        here = _between(one, low, high)
        (how, unit), between = self._how(here), self.within(here)
        if not between:
            return f"{self.subject(one.name)} ({self.step(here)})"
        return f"{self.subject(one.name)} ({between}{_with(how, unit)})"

    def over_sets_alone(self, one: Difference, low: float, high: float) -> str:
        """Return the same without the figure and its unit: "+1.2 to +2.4"."""
        here = _between(one, low, high)
        return self.within(here) or self.step(here)

    def subject(self, name: str) -> str:
        """Return what rose or fell: "the mean time on site"."""
        return said(self.figures[name].subject)

    def moved(self, difference: Difference) -> str:
        """Return what became of a figure that is clear of chance: "the mean time on site rose by 1.8 h (+1.6 to
        +1.9)".
        """
        figure, within = self.subject(difference.name), self.within(difference)
        parts = [part for part in (within, few(difference) if difference.few else "") if part]
        inside = say(" ({parts})", parts="; ".join(parts)) if parts else ""
        if difference.kind == "date":
            return counted(
                "{figure} came {step} in the {n} pair that has both{inside}",
                "{figure} came {step} in the {n} pairs that have both{inside}",
                difference.n, figure=figure, step=self.step(difference), inside=inside,
            )  # fmt: skip
        told = {"figure": figure, "size": self.size(difference), "inside": inside, "level": self.new_level(difference)}
        if difference.verdict == "more":
            return say("{figure} rose by {size}{inside}, to {level}", **told)
        return say("{figure} fell by {size}{inside}, to {level}", **told)

    def unclear(self, difference: Difference) -> str:
        """Return a difference that is not clear, with its estimate: "the total cost (+0.1 million CAD, −0.2 to
        +0.4)".
        """
        parts = [self.step(difference), self.within(difference)] if difference.n else []
        if difference.kind == "date":
            parts.append(counted("in {n} pair", "in {n} pairs", difference.n))
        elif difference.verdict == "unknown" or difference.few:
            parts.append(
                counted("different in {k} of {n} pair", "different in {k} of {n} pairs", difference.n,
                        k=difference.changed)
            )  # fmt: skip
        said = ", ".join(part for part in parts if part)
        figure = self.subject(difference.name)
        return say("{figure} ({parts})", figure=figure, parts=said) if said else figure


def _between(one: Difference, low: float, high: float) -> Difference:
    """Return a difference that lies between two ends, to be rounded as they allow."""
    return one._replace(difference=(low + high) / 2, low=low, high=high)


def few(difference: Difference) -> str:
    """Say that the size of a difference rests on few pairs: "from few pairs: 6 of 20 differ"."""
    return say("from few pairs: {k} of {n} differ", k=difference.changed, n=difference.n)


def _of_money(size: float, scale: float) -> int:
    """Return the decimals of an amount, as `quantity.money` gives it: in three digits."""
    if scale > 1:
        return 2 if size < 9.995 else 1 if size < 99.95 else 0
    return -4 if size >= 1e5 else -3 if size >= 1e4 else -2 if size >= 1e3 else 0


def _fine(how: words.Rounding, *shown: float, clear: bool) -> words.Rounding:
    """Return digits enough that nothing of a difference that excludes nought is shown as nought."""
    _, low, high = shown
    while (clear or low * high > 0) and how.decimals < FINEST:
        if all(not value or math.isnan(value) or _digits(how.text(abs(value))) for value in shown):
            break
        how = how._replace(decimals=how.decimals + 1)
    return how


def _digits(number: str) -> bool:
    return bool(re.search("[1-9]", number))


def _with(how: words.Rounding, unit: str) -> str:
    """Return what follows an interval: its unit, of many."""
    if unit == POINT:
        return say(" points")
    if how.scale == words.MILLION and how.currency:
        return f" {say('million {currency}', currency=how.currency)}"
    return how.suffix or (f" {unit if unit == HOURS else unit_name(unit)}" if unit else "")


def _signed(how: words.Rounding, value: float) -> str:
    number = how.text(abs(value))
    if not _digits(number):
        return "0"
    return f"{'+' if value > 0 else MINUS}{number}"
