"""A difference in words: with its sign, its unit, and as many digits as its interval supports."""

import math
import re
from collections.abc import Mapping

from sim.arrays import DAY
from sim.experiments.comparison.differences import Difference
from sim.experiments.result import Summary
from sim.scenario.catalogue.figure import FigureInfo
from sim.views.text import words
from sim.views.text.dates import Dates

MINUS = "−"
MOVED = {"more": "rose", "less": "fell"}


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
        number = how.text(abs(value))
        if not _digits(number) and value and difference.verdict in MOVED:
            least = how.text(10.0**-how.decimals * how.scale)
            return f"under {least}{_with(how, unit, least)} {difference.verdict}"
        said = number + _with(how, unit, number)
        if difference.kind == "date":
            return f"{said} {'later' if value > 0 else 'earlier'}" if _digits(number) else "the same day"
        return said if not _digits(number) else f"{'+' if value > 0 else MINUS}{said}"

    def size(self, difference: Difference) -> str:
        """Return the difference without its sign: "1.8 h"."""
        return self.step(difference).lstrip(f"+{MINUS}").removesuffix(f" {difference.verdict}")

    def within(self, difference: Difference) -> str:
        """Return the interval that holds at once with all others: "+1.6 to +1.9"; empty if there is none to be seen."""
        if math.isnan(difference.low) or difference.low == difference.high:
            return ""
        how, _ = self._how(difference)
        scale = DAY if difference.kind == "date" else 1.0
        low, high = (_signed(how, value / scale) for value in (difference.low, difference.high))
        return f"{low} to {high}" if low != high else ""

    def _how(self, difference: Difference) -> tuple[words.Rounding, str]:
        """Return how to round a difference, and its unit."""
        date = difference.kind == "date"
        scale = DAY if date else 1.0
        mean, low, high = (value / scale for value in (difference.difference, difference.low, difference.high))
        if math.isnan(low):
            low, high = difference.low_alone / scale, difference.high_alone / scale
        nan = math.nan
        kind = "count" if date else difference.kind
        about = Summary(difference.name, kind, difference.unit, difference.n, mean, low, high, nan, nan, nan)
        how = words.rounding(about, self.currency)
        if difference.kind in ("share", "flag"):
            return how._replace(suffix=" points"), ""
        return how, "day" if date else words.unit_of(about)

    def over_sets(self, one: Difference, low: float, high: float) -> str:
        """Return where a difference lies over sets of assumptions: "the mean time on site (+1.2 to +2.4 h)"."""
        here = _between(one, low, high)
        (how, unit), between = self._how(here), self.within(here)
        if not between:
            return f"{self.subject(one.name)} ({self.step(here)})"
        return f"{self.subject(one.name)} ({between}{_with(how, unit, '2')})"

    def over_sets_alone(self, one: Difference, low: float, high: float) -> str:
        """Return the same without the figure and its unit: "+1.2 to +2.4"."""
        here = _between(one, low, high)
        return self.within(here) or self.step(here)

    def subject(self, name: str) -> str:
        """Return what rose or fell: "the mean time on site"."""
        return self.figures[name].subject

    def moved(self, difference: Difference) -> str:
        """Return what became of a figure that is clear of chance: "the mean time on site rose by 1.8 h (+1.6 to
        +1.9)".
        """
        within = self.within(difference)
        if difference.kind == "date":
            pairs = words.count(difference.n, "pair")
            told = f"{self.subject(difference.name)} came {self.step(difference)} in the {pairs} that have both"
        else:
            told = f"{self.subject(difference.name)} {MOVED[difference.verdict]} by {self.size(difference)}"
        if difference.few:
            within = "; ".join(part for part in (within, few(difference)) if part)
        told = f"{told} ({within})" if within else told
        return told if difference.kind == "date" else f"{told}, to {self.new_level(difference)}"

    def unclear(self, difference: Difference) -> str:
        """Return a difference that is not clear, with its estimate: "the total cost (+0.1 million CAD, −0.2 to
        +0.4)".
        """
        parts = [self.step(difference), self.within(difference)] if difference.n else []
        if difference.kind == "date":
            parts.append(f"in {words.count(difference.n, 'pair')}")
        elif difference.verdict == "unknown" or difference.few:
            parts.append(f"different in {difference.changed} of {words.count(difference.n, 'pair')}")
        said = ", ".join(part for part in parts if part)
        return f"{self.subject(difference.name)} ({said})" if said else self.subject(difference.name)


def _between(one: Difference, low: float, high: float) -> Difference:
    """Return a difference that lies between two ends, to be rounded as they allow."""
    return one._replace(difference=(low + high) / 2, low=low, high=high)


def few(difference: Difference) -> str:
    """Say that the size of a difference rests on few pairs: "from few pairs: 6 of 20 differ"."""
    return f"from few pairs: {difference.changed} of {difference.n} differ"


def _digits(number: str) -> bool:
    return bool(re.search("[1-9]", number))


def _with(how: words.Rounding, unit: str, number: str) -> str:
    return how.suffix or (f" {words.units(number, unit)}" if unit else "")


def _signed(how: words.Rounding, value: float) -> str:
    number = how.text(abs(value))
    if not _digits(number):
        return "0"
    return f"{'+' if value > 0 else MINUS}{number}"
