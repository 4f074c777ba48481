"""Figures of a policy in words. Costs above doing nothing and leads may be negative, which other figures never are."""

import math
from typing import TYPE_CHECKING

from sim.views.text import words

if TYPE_CHECKING:
    from sim.experiments.result import Summary

MINUS = "−"


def mean(summary: "Summary", currency: str = "", unit: str | None = None) -> str:
    """Return the mean with its unit: "1.2 million CAD", "−14 h"."""
    unit = words.unit_of(summary) if unit is None else unit
    said = words.mean(summary, unit, currency)
    return MINUS + said[1:] if said.startswith("-") else said


def interval(summary: "Summary", currency: str = "") -> str:
    """Return the 95% interval: "1,010–1,060", with the word where an end is negative: "−3 to 5"; empty without one."""
    if math.isnan(summary.low) or summary.low >= 0 or summary.kind in ("share", "flag"):
        return words.interval(summary, currency)
    if math.isnan(summary.high) or summary.low == summary.high:
        return ""
    how = words.rounding(summary, currency)
    low, high = (how.text(end).replace("-", MINUS) for end in (summary.low, summary.high))
    return f"{low} to {high}" if low != high else ""


def estimate(summary: "Summary", currency: str = "", unit: str | None = None) -> str:
    """Return the mean, its unit and its 95% interval."""
    within = interval(summary, currency)
    return mean(summary, currency, unit) + (f" ({within})" if within else "")
