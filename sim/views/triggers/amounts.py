"""Figures of a policy in words, and exact amounts of money. Costs above doing nothing and leads may be negative, which
other figures never are.
"""

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from sim.scenario.source.yaml_writer import number
from sim.views.text import words
from sim.wording import say
from sim.wording.quantity import currency_name, digits, sign
from sim.wording.spoken import Number

if TYPE_CHECKING:
    from sim.experiments.result import Summary
    from sim.scenario.values.units import Money


def mean(summary: "Summary", currency: str = "", unit: str | None = None) -> str:
    """Return the mean with its unit: "1.2 million CAD", "−14 h"."""
    return words.mean(summary, words.unit_of(summary) if unit is None else unit, currency)


def interval(summary: "Summary", currency: str = "") -> str:
    """Return the 95% interval: "1,010–1,060", with the word where an end is negative: "−3 to 5"; empty without one."""
    if math.isnan(summary.low) or summary.low >= 0 or summary.kind in ("share", "flag"):
        return words.interval(summary, currency)
    if math.isnan(summary.high) or summary.low == summary.high:
        return ""
    how = words.rounding(summary, currency)
    low, high = how.text(summary.low), how.text(summary.high)
    return say("{low} to {high}", low=low, high=high) if low != high else ""


def estimate(summary: "Summary", currency: str = "", unit: str | None = None) -> str:
    """Return the mean, its unit and its 95% interval."""
    return words.beside(mean(summary, currency, unit), interval(summary, currency))


def priced(price: "Money") -> str:
    """Return a price with all its digits: "30 CAD"."""
    return _money(Decimal(number(price.amount)), price.currency)


def two_digits(value: float, currency: str) -> str:
    """Return an amount of money in two digits: "9,000 CAD"."""
    return _money(_in_two(value), currency) if math.isfinite(value) else words.NOT_KNOWN


def between(low: float, high: float, currency: str) -> str:
    """Return a span of money in two digits: "−1,200 to 9,000 CAD"."""
    if not math.isfinite(low + high):
        return words.NOT_KNOWN
    return say("{low} to {high}", low=say("{n}", n=_in_two(low)), high=two_digits(high, currency))


def _in_two(value: float) -> Number:
    return digits(value, 2) if value else 0


def _money(n: Number, currency: str) -> str:
    if not currency:
        return say("{n}", n=n)
    return say("{n} {currency}", n=n, currency=currency, sign=sign(currency))


def scaled_unit(scale: float, currency: str) -> str:
    """Return what amounts of money are in, alone, thousands or millions: "thousand Canadian dollars"."""
    if not currency:
        return say("million") if scale == words.MILLION else say("thousand") if scale > 1 else say("money")
    name = currency_name(currency)
    if scale == 1:
        return name
    if scale == words.MILLION:
        return say("million {currency}", currency=name)
    return say("thousand {currency}", currency=name)
