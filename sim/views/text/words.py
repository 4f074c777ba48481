"""Numbers as a reader wants them: rounded to what their interval supports, with their unit."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.catalogue.figure import plain as plain

if TYPE_CHECKING:
    from sim.experiments.result import Summary

NOT_KNOWN = "–"
FINEST = {"share": 1, "hours": 1, "money": 0, "persons": 0, "count": 0, "number": 1, "flag": 1}  # decimals at most
MILLION = 1e6


class Rounding(NamedTuple):
    """How a figure is shown: divided by `scale`, rounded to `decimals` (may be negative), followed by `suffix`."""

    decimals: int
    scale: float
    suffix: str

    def text(self, value: float) -> str:
        """Return the number alone, thousands separated by commas."""
        if math.isnan(value):
            return NOT_KNOWN
        rounded = round(value / self.scale, self.decimals) + 0.0
        return f"{0.0 if rounded == 0 else rounded:,.{max(self.decimals, 0)}f}"


def decimals(half_width: float, mean: float, finest: int) -> int:
    """Return decimals that an interval supports: down to the first digit of its half-width, or the second if that is a
    1.

    Never coarser than the first digit of the mean, never finer than `finest`.
    """
    kept = -_exponent(half_width) + (1 if _leading(half_width) < 2 else 0)
    if mean:
        kept = max(kept, -_exponent(mean))
    return min(kept, finest)


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
        return Rounding(_bare(summary.mean / scale, finest), scale, suffix)
    return Rounding(decimals(half, summary.mean / scale, finest), scale, suffix)


def _bare(value: float, finest: int) -> int:
    # Without an interval: three digits, none of them after the point of a whole number.
    if math.isnan(value) or value == round(value):
        return 0
    return min(max(2 - _exponent(value), 0), finest)


def interval(summary: "Summary", currency: str = "") -> str:
    """Return the 95% interval, "1,010–1,060" or "82.5–83.7%"; "±0.1%" if it is narrower than the last digit shown.

    Empty if there is none, or if it has no width.
    """
    if math.isnan(summary.low) or math.isnan(summary.high) or summary.low == summary.high or not_reached(summary):
        return ""
    how = rounding(summary, currency)
    percent = "%" if how.suffix == "%" else ""
    low, high = how.text(summary.low), how.text(summary.high)
    if low == high:  # narrower than the last digit shown
        return f"±{how.text(10.0**-how.decimals * how.scale)}{percent}"
    return f"{low}–{high}{percent}"


def mean(summary: "Summary", unit: str = "", currency: str = "") -> str:
    """Return the mean with its unit, "1,030 hours"; a unit is given in the singular, and loses no s to one."""
    if summary.n == 0 or math.isnan(summary.mean):
        return NOT_KNOWN
    how = rounding(summary, currency)
    number = how.text(summary.mean)
    if not_reached(summary) and float(summary.mean).is_integer():  # the limit itself, where no replication reached it
        number = f"{summary.mean:,.0f}"
    told = number + (how.suffix or (f" {units(number, unit)}" if unit else ""))
    return f"more than {told}" if not_reached(summary) else told


def not_reached(summary: "Summary") -> bool:
    """Return whether a quantile of stays up to a limit is not reached by then in some replications, so that it is
    more.
    """
    return summary.limit > 0 and summary.n > 0 and summary.p95 >= summary.limit


def estimate(summary: "Summary", unit: str = "", currency: str = "") -> str:
    """Return the mean, its unit and its 95% interval: "1,030 hours (1,010–1,060)", or why several runs have none."""
    within = interval(summary, currency) or (summary.without if summary.n > 1 else "")
    return mean(summary, unit, currency) + (f" ({within})" if within else "")


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
    percent = "%" if how.suffix == "%" else ""
    return f"{low}{percent}" if low == high else f"{low}–{high}{percent}"


def share(part: float, low: float = math.nan, high: float = math.nan) -> str:
    """Return a share with its interval, in whole percent, finer where the interval allows: "71% (64–77%)"."""
    if math.isnan(part):
        return NOT_KNOWN
    half = (high - low) / 2 * 100
    how = Rounding(0 if math.isnan(half) or half <= 0 else decimals(half, part * 100, 1), 0.01, "%")
    if math.isnan(half):
        return f"{how.text(part)}%"
    return f"{how.text(part)}% ({how.text(low)}–{how.text(high)}%)"


def tenths(part: float, low: float, high: float) -> str:
    """Return a share with its interval, in tenths of a percent: "71.2% (64.1% to 77.0%)"."""
    return NOT_KNOWN if math.isnan(part) else f"{part:.1%}" + ("" if math.isnan(low) else f" ({low:.1%} to {high:.1%})")


def percent(part: float) -> str:
    """Return a share without its interval: whole percent, one decimal near 0% and 100%, none at them."""
    if math.isnan(part):
        return NOT_KNOWN
    near = 0 < part < 0.01 or 0.99 < part < 1
    return f"{100 * part:.{1 if near else 0}f}%"


def units(number: str, unit: str) -> str:
    """Return a unit in the number that its figure asks for: 1 hour, 2 hours, 0.5 hours."""
    if unit == "h":
        return unit
    return unit.removesuffix("s") if number == "1" else f"{unit.removesuffix('s')}s"


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
    return f"{number:,} {units(f'{number:,}', unit)}"


def bare(number: float) -> str:
    """Return a mean number of things without its interval: whole from ten on, with a decimal below."""
    return f"{number:,.{0 if abs(number) >= 10 or number == round(number) else 1}f}"


def listed(parts: Sequence[str]) -> str:
    """Return parts of a sentence joined as one says them: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
