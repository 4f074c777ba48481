"""A target in words: what is asked and what was found, with digits in which the two can be compared."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.result import in_unit
from sim.wording import Noted, counted, noted, said, say
from sim.wording.quantity import HARD, money, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.planning.staffing.rounds import State, Verdict
    from sim.scenario.catalogue.figure import FigureInfo

FINEST = 3  # decimals


class TargetSaid(NamedTuple):
    """A target: what it is of, what is asked and found of it, and what the written roster has."""

    label: str
    asked: str
    found: str
    limit: str
    written: str
    state: str


def target_said(proposed: "Result", written: "Result", one: "Verdict") -> TargetSaid:
    """Return a target of both rosters in words."""
    figure, target = proposed.figures[one.name], proposed.scenario.targets[one.name]
    level = target.at_least if target.at_least is not None else target.at_most
    assert level is not None
    asked, then = in_unit(level, figure), written.summary[one.name].mean
    currency = proposed.scenario.currency
    digits = max(apart(value, asked, figure) for value in (one.mean, then))
    side = value_said(asked, figure, digits, currency)
    told = say("at least {value}", value=side) if target.at_least is not None else say("at most {value}", value=side)
    found, limit, other = (value_said(value, figure, digits, currency) for value in (one.mean, one.limit, then))
    return TargetSaid(figure.label, told, found, limit, other, state_said(one))


def found_and_asked(said: TargetSaid) -> str:
    """Return what was found next to what was asked."""
    return say("{target}: {found} found, {asked} asked", target=said.label, found=said.found, asked=said.asked)


STATES: "Mapping[State, Noted]" = {
    "absent": noted("no value in any run"),
    "proven": noted("proven"),
    "met": noted("met, not proven"),
    "missed": noted("missed"),
}


def state_said(one: "Verdict") -> str:
    """Return whether a target is met, and whether that is proven."""
    return said(STATES[one.state])


def _scale(figure: "FigureInfo") -> float:
    return 100.0 if figure.kind in ("share", "flag") else 1.0


def apart(found: float, asked: float, figure: "FigureInfo") -> int:
    """Return the decimals in which a value and what is asked of it differ, and what is asked is as it was written;
    three at most. A share that is neither nought nor all does not look like it.
    """
    scale = _scale(figure)
    a, b = scale * asked, scale * found
    least = 1 if figure.kind == "hours" and 0 < abs(a) < 10 else 0
    shown = next((digits for digits in range(least, FINEST) if math.isclose(round(a, digits), a, rel_tol=1e-9)), 2)
    for digits in range(shown, FINEST):
        differ = round(b, digits) != round(a, digits) if not math.isnan(b) else True
        if math.isclose(a, b, rel_tol=1e-9) or (differ and not _edge(b, digits, scale)):
            return digits
    return FINEST


def _edge(value: float, digits: int, scale: float) -> bool:
    return scale == 100.0 and not math.isnan(value) and round(value, digits) in (0, 100) and value not in (0, 100)


def value_said(value: float, figure: "FigureInfo", digits: int, currency: str) -> str:
    """Return a value of a figure with its unit; nothing known of it: a dash."""
    if math.isnan(value):
        return "–"
    if figure.kind == "money":
        return money(value, currency)
    number = rounded(_scale(figure) * value, digits)
    if figure.kind in ("share", "flag"):
        return say("{n}%", n=number)
    if figure.unit == "days":
        return counted("{n}{blank}day", "{n}{blank}days", number, blank=HARD)
    if figure.kind == "hours" or figure.unit == "h":
        return say("{n}{blank}h", n=number, blank=HARD)
    return say("{n}", n=number)
