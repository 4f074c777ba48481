"""Numbers as a reader wants them: rounded to what their interval supports, with their unit."""

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.views.text.unit_words import amount
from sim.wording import counted, said, say
from sim.wording.named import plain as plain
from sim.wording.quantity import in_percent, rounded, sign, written
from sim.wording.quantity import listed as listed
from sim.wording.spoken import Number

if TYPE_CHECKING:
    from sim.experiments.result import Summary

NOT_KNOWN = "–"
FINEST = {"share": 1, "hours": 1, "money": 0, "persons": 0, "count": 0, "number": 1, "flag": 1}  # decimals at most
MILLION = 1e6


class Rounding(NamedTuple):
    """How a figure is shown: divided by `scale`, rounded to `decimals` (may be negative), followed by `suffix`."""

    decimals: int
    scale: float
    suffix: str  # as English has it
    currency: str = ""

    def number(self, value: float) -> Number:
        """Return the number as it is shown."""
        return rounded(value / self.scale, self.decimals)

    def text(self, value: float) -> str:
        """Return the number alone, as the language writes it."""
        if math.isnan(value):
            return NOT_KNOWN
        if math.isinf(value):
            return say("infinite")
        return written(self.number(value))

    def told(self, value: float, unit: str = "") -> str:
        """Return the number with what follows it: a percent sign, a currency, a unit."""
        if not math.isfinite(value):
            return self.text(value)
        number = self.number(value)
        if self.suffix == "%":
            return in_percent(number)
        if self.scale == MILLION and self.currency:
            return counted(
                "{n} million {currency}", "{n} million {currency}", number,
                currency=self.currency, sign=sign(self.currency),
            )  # fmt: skip
        if self.scale == MILLION:
            return counted("{n} million", "{n} million", number)
        if self.suffix:
            return say("{n} {currency}", n=number, currency=self.currency, sign=sign(self.currency))
        return amount(number, unit)


def decimals(half_width: float, mean: float, finest: int) -> int:
    """Return decimals that an interval supports: down to the first digit of its half-width, or the second if that is a
    1.

    Never coarser than the first digit of the mean, never finer than `finest`.
    """
    kept = -_exponent(half_width) + (1 if _leading(half_width) < 2 else 0)
    if mean:
        kept = max(kept, -_exponent(mean))
    return min(kept, finest)


def decimals_of(value: float, most: int) -> int:
    """Return how many decimals a number has, of `most`."""
    return next(k for k in range(most + 1) if k == most or round(value, k) == round(value, most))


def _exponent(value: float) -> int:
    return math.floor(math.log10(abs(value)))


def _leading(value: float) -> float:
    return abs(value) / 10.0 ** _exponent(value)


def rounding(summary: "Summary", currency: str = "") -> Rounding:
    """Return how to round a figure and its interval. Money of a million and more is given in millions."""
    scale, suffix = 1.0, ""
    if summary.kind in ("share", "flag"):
        scale, suffix = 0.01, "%"
    elif summary.kind == "money":
        scale = MILLION if abs(summary.mean) >= MILLION else 1.0
        suffix = (" million" if scale == MILLION else "") + (f" {currency}" if currency else "")
    finest = FINEST.get(summary.kind, 1) + (2 if scale == MILLION else 0)
    if summary.kind in ("count", "persons") and abs(summary.mean) < 10:
        finest = 1
    half = (summary.high - summary.low) / 2 / scale
    if math.isnan(half) or half <= 0:
        return Rounding(_bare(summary.mean / scale, finest), scale, suffix, currency)
    return Rounding(decimals(half, summary.mean / scale, finest), scale, suffix, currency)


def _bare(value: float, finest: int) -> int:
    # Without an interval: three digits, none of them after the point of a whole number.
    if math.isnan(value) or value == round(value):
        return 0
    return min(max(2 - _exponent(value), 0), finest)


def interval(summary: "Summary", currency: str = "", how: Rounding | None = None) -> str:
    """Return the 95% interval, "1,010–1,060" or "82.5–83.7%"; "±0.1%" if it is narrower than the last digit shown.
    `how`: as it is rounded, if not as the figure is.

    Empty if there is none, or if it has no width.
    """
    if math.isnan(summary.low) or math.isnan(summary.high) or summary.low == summary.high or not_reached(summary):
        return ""
    how = how or rounding(summary, currency)
    low, high = how.text(summary.low), how.text(summary.high)
    if low == high:  # narrower than the last digit shown
        return say("±{width}", width=_end(how, 10.0**-how.decimals * how.scale))
    return say("{low}–{high}", low=low, high=_end(how, summary.high))


def _end(how: Rounding, value: float) -> str:
    """Return the upper end of an interval: with the percent sign of a share, without a unit."""
    return how.told(value) if how.suffix == "%" else how.text(value)


def mean(summary: "Summary", unit: str = "", currency: str = "") -> str:
    """Return the mean with its unit, "1,030 hours"; the unit in English."""
    if summary.n == 0 or math.isnan(summary.mean):
        return NOT_KNOWN
    how = rounding(summary, currency)
    if not not_reached(summary):
        return how.told(summary.mean, unit)
    if float(summary.mean).is_integer():  # the limit itself, where no replication reached it
        how = how._replace(decimals=0)
    return say("more than {value}", value=how.told(summary.mean, unit))


def not_reached(summary: "Summary") -> bool:
    """Return whether a quantile of stays up to a limit is not reached by then in some replications, so that it is
    more.
    """
    return summary.limit > 0 and summary.n > 0 and summary.p95 >= summary.limit


def estimate(summary: "Summary", unit: str = "", currency: str = "") -> str:
    """Return the mean, its unit and its 95% interval: "1,030 hours (1,010–1,060)", or why several runs have none."""
    within = interval(summary, currency) or no_interval(summary)
    return beside(mean(summary, unit, currency), within)


def beside(value: str, within: str) -> str:
    """Return a value with its interval in brackets; alone, if there is none."""
    return say("{value} ({interval})", value=value, interval=within) if within else value


def no_interval(summary: "Summary") -> str:
    """Return why the mean of several runs has no interval; empty for one run."""
    return said(summary.without) if summary.n > 1 else ""


def spread(summary: "Summary", currency: str = "") -> str:
    """Return the range from the 5th to the 95th percentile over the replications, of as many as their intervals
    need.
    """
    return between(summary.p5, summary.p95, summary, currency) if has_spread(summary) else NOT_KNOWN


def has_spread(summary: "Summary") -> bool:
    """Return whether there are replications enough for the intervals of the 5th and the 95th percentile."""
    return not (math.isnan(summary.p5_low) or math.isnan(summary.p95_high))


def spread_ends(summary: "Summary", currency: str = "") -> tuple[str, str]:
    """Return the 95% intervals of the 5th and of the 95th percentile; empty where there are too few replications."""
    if not has_spread(summary):
        return "", ""
    low = between(summary.p5_low, summary.p5_high, summary, currency)
    return low, between(summary.p95_low, summary.p95_high, summary, currency)


def between(first: float, last: float, summary: "Summary", currency: str) -> str:
    """Two values rounded as the figure is, "0–96"; one where they read alike."""
    how = rounding(summary, currency)
    low, high = how.text(first), how.text(last)
    return _end(how, last) if low == high else say("{low}–{high}", low=_end(how, first), high=_end(how, last))


def share(part: float, low: float = math.nan, high: float = math.nan) -> str:
    """Return a share with its interval, in whole percent, finer where the interval allows: "71% (64–77%)"."""
    if math.isnan(part):
        return NOT_KNOWN
    half = (high - low) / 2 * 100
    how = Rounding(0 if math.isnan(half) or half <= 0 else decimals(half, part * 100, 1), 0.01, "%")
    if math.isnan(half):
        return how.told(part)
    return beside(how.told(part), say("{low}–{high}", low=how.text(low), high=how.told(high)))


def tenths(part: float, low: float, high: float) -> str:
    """Return a share with its interval, in tenths of a percent: "71.2% (64.1% to 77.0%)"."""
    how = Rounding(1, 0.01, "%")
    if math.isnan(part) or math.isnan(low):
        return how.told(part)
    return say("{value} ({low} to {high})", value=how.told(part), low=how.told(low), high=how.told(high))


def percent(part: float) -> str:
    """Return a share without its interval: whole percent, one decimal near 0% and 100%, none at them."""
    near = 0 < part < 0.01 or 0.99 < part < 1
    return Rounding(1 if near else 0, 0.01, "%").told(part)


def shown(summary: "Summary", currency: str = "") -> str:
    """Return a figure with its unit and interval, for lists of figures of every kind."""
    return estimate(summary, unit_of(summary), currency)


def unit_of(summary: "Summary") -> str:
    """Return the unit told after a figure; none for shares and money, which carry their own."""
    if summary.kind in ("share", "flag", "money", "date"):
        return ""
    return summary.unit or ("h" if summary.kind == "hours" else "")


def count(number: int, unit: str) -> str:
    """Return a whole number of things: "1 run", "1,200 runs"."""
    return amount(number, unit)


def bare(number: float) -> str:
    """Return a mean number of things without its interval: whole from ten on, with a decimal below."""
    return written(rounded(number, 0 if abs(number) >= 10 or number == round(number) else 1))


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
