"""The diary of one run as an example: what was decided about each measure, when, and on what was seen."""

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.port.log import Entry, Seen
from sim.scenario.contingency import Condition, Measure
from sim.views import words
from sim.views.dates import Dates
from sim.views.measure_words import space_first
from sim.views.runs import Example, example

if TYPE_CHECKING:
    from sim.experiments.result import Result

WHAT = {
    "ordered": "ordered",
    "ready": "ready",
    "released": "given back",
    "cancelled": "called off",
    "given back": "option not taken",
    "refused": "not ordered again",
    "overtaken": "ready, but what it was ordered for was over",
}
TERM = "within its term"  # why a release is refused; all other refusals are of orders
UNITS = {
    "occupancy": "persons",
    "waiting_for": "persons",
    "outside": "persons",
    "arrivals": "claimants a day",
    "longest_wait": "h",
    "longest_stay": "h",
    "work_waiting": "officer-hours",
    "forecast_occupancy": "persons",
}
SPANS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


class Line(NamedTuple):
    """One entry in words."""

    when: str
    measure: str
    what: str
    seen: tuple[str, ...]


class Diary(NamedTuple):
    """The run that was chosen, why it was, its entries, and how many were left out."""

    run: int
    chosen: str
    lines: tuple[Line, ...]
    left_out: int


def diary(result: "Result", most: int = 60) -> Diary:
    """The diary of an example: the run whose first order is nearest to the median date; at most so many entries."""
    found = example(result, space_first(result.scenario.measures))
    run = found.run
    dates, measures = Dates(result.scenario), list(result.scenario.measures.items())
    overtaken = {(entry.tick, entry.measure) for entry in run.diary if entry.what == "overtaken"}
    told_once = [one for one in run.diary if one.what != "ready" or (one.tick, one.measure) not in overtaken]
    lines = tuple(_line(entry, *measures[entry.measure], dates) for entry in told_once[:most])
    return Diary(run.number, _chosen(found, len(result.runs)), lines, len(told_once) - len(lines))


def _chosen(found: Example, runs: int) -> str:
    if runs == 1:
        return "the only one"
    if not found.measure:
        return "no measure was ordered in any; its cost is nearest to the median"
    return (
        f"of the runs in which the {words.plain(found.measure)} was ordered ({words.percent(found.share)} of "
        f"{runs:,}), the one whose first order is nearest to the median date"
    )


def _line(entry: Entry, name: str, measure: Measure, dates: Dates) -> Line:
    held = set(entry.why.split(" and "))
    named = [one for one in entry.seen if one.condition in held]
    seen = () if entry.what == "ready" else tuple(named or entry.seen)  # an opening waits for no rule
    return Line(
        dates.moment(entry.tick),
        words.capital(words.plain(name)),
        _what(entry, bool(named)),
        tuple(told(one, measure) for one in seen),
    )


def _what(entry: Entry, why_is_seen: bool) -> str:
    said = WHAT.get(entry.what, words.plain(entry.what))
    if entry.what == "kept":
        return f"{words.plain(entry.why)} taken"
    if entry.what == "refused" and entry.why == TERM:
        return f"not given back: {entry.why}"
    if why_is_seen or entry.what == "overtaken" or not entry.why:
        return said
    return f"{said}: {words.plain(entry.why)}"


def told(seen: Seen, measure: Measure) -> str:
    """`crowded: people in the hall at 131%; rule: above 80% of the base space for 2 d`."""
    for rule in measure.rules.values():
        condition = rule.conditions.get(seen.condition)
        if condition is not None and (condition.on is not None or math.isclose(condition.level, seen.level)):
            return _compared(seen, condition)
    return f"{words.plain(seen.condition)}: {_number(seen.value)}; rule: {_number(seen.level)}"


def _compared(seen: Seen, condition: Condition) -> str:
    name = words.plain(seen.condition)
    if condition.on is not None:
        return f"{name}: the date {condition.on.isoformat()} had come"
    side = "above" if condition.above is not None else "below"
    lasting = f" for {span(condition.lasting)}" if condition.lasting else ""
    space = ""
    if condition.watch in ("occupancy", "forecast_occupancy") and condition.as_share:
        space = f" of the {condition.of_space} space"
    elif condition.watch == "arrivals" and condition.of:
        space = " of the staffed capacity"
    said = f"{_watched(condition)} {'at ' if condition.as_share else ''}{_value(seen.value, condition)}"
    return f"{name}: {said}; rule: {side} {_value(seen.level, condition)}{space}{lasting}"


def _watched(condition: Condition) -> str:
    area, ahead = words.plain(condition.of or ""), span(condition.ahead or 0)
    return {
        "occupancy": f"people in the {area}",
        "arrivals": f"arrivals over {span(condition.over)}",
        "longest_wait": "longest wait",
        "longest_stay": "longest stay",
        "waiting_for": f"waiting for {words.plain(condition.step or '')}",
        "outside": "people outside",
        "work_waiting": f"work waiting for {words.plain(condition.of or '')}",
        "forecast_occupancy": f"people expected in the {area} {ahead} ahead",
        "forecast_full": f"chance of more people in the {area} than its {condition.of_space} space {ahead} ahead",
    }[str(condition.watch)]


def _value(value: float, condition: Condition) -> str:
    if condition.as_share:
        return f"{100 * value:.0f}%"
    return f"{_number(value)} {UNITS[str(condition.watch)]}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) or abs(value) >= 100 else f"{value:,.1f}"


def span(seconds: float) -> str:
    """A length of time in the greatest unit that divides it: `2 d`, `6 h`."""
    for size, unit in SPANS:
        if seconds % size == 0:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"
