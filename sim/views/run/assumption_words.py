"""What the sets of assumptions say, in frequencies: how many of them order in every run, how many in none, and why."""

import math
from typing import TYPE_CHECKING

from sim.experiments.statistics.assumption_sets import main_figures
from sim.people.chance.uncertain_inputs import EVEN, STATED
from sim.views.run.measure_words import space_first
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary
    from sim.experiments.statistics.assumption_sets import AssumptionSets
    from sim.experiments.statistics.intervals import Interval

FIXED = "held fixed, since the scenario says of no value that it is uncertain; every interval here is of chance alone."
LEFT_OUT = "held as written; no sets of assumptions were played, so every interval here is of chance alone."
MOST = 4  # inputs named


def assumption_sentence(result: "Result") -> str:
    """Return how far the answer hangs on what is not known; or that nothing is said to be."""
    if not result.scenario.uncertain:
        return FIXED
    found = result.assumption_sets
    if found is None or not found.runs:
        return LEFT_OUT
    measures = space_first(result.scenario.measures)
    said, *others = [_ordering(found, name) for name in measures] or [_main(result, found)]
    return f"{'; '.join(part for part in (said, _moved_by(found), *others) if part)}."


def _ordering(found: "AssumptionSets", measure: str) -> str:
    """In how many sets every run orders a measure, and in how many none does; by both laws."""
    name, what = f"{measure}_ordered", words.plain(measure)
    stated, even = (found.shares(name, law) for law in (STATED, EVEN))
    sets, each = words.count(stated.n, "set"), words.count(found.per_set, "run")
    return (
        f"in {stated.every:,} of {sets} of assumptions ({_ends(stated.every_ends, stated.n)}) every run orders the "
        f"{what}, in {_few(stated.none, stated.none_ends, stated.n)} none does ({each} a set); with uniform ranges of "
        f"the same ends, in {_few(even.every, even.every_ends, even.n)} and {_few(even.none, even.none_ends, even.n)}"
    )


def _few(count: int, ends: "Interval", of: int) -> str:
    return f"{count:,} ({_ends(ends, of)})"


def _ends(ends: "Interval", of: int) -> str:
    """Return the 95% interval of a number of sets, in sets."""
    return f"{of * ends.low:.0f}–{of * ends.high:.0f}"


def _main(result: "Result", found: "AssumptionSets") -> str:
    """Return where nothing can be ordered: how far the main figure goes over the sets."""
    name = main_figures(result.scenario)[0]
    between = [over_sets(result, result.summary[name], law) for law in (STATED, EVEN)] if name in result.summary else []
    label = result.figures[name].label if name in result.figures else name
    if not between or words.NOT_KNOWN in between:
        return f"no set of assumptions has {label}"
    return f"in nine sets in ten {label} is {between[0]}; with uniform ranges of the same ends, {between[1]}"


def _moved_by(found: "AssumptionSets") -> str:
    """Return the inputs that move the main figure, in their order as far as the sets tell it."""
    name = main_figures(found.scenario)[0]
    if name not in found.names:
        return ""
    groups, named = found.influences(name).groups, 0
    told = []
    for group in groups:
        if named < MOST:
            told.append(_group(group[: MOST - named], len(group) - (MOST - named)))
        named += len(group)
    return f"what moves this most: {', then '.join(told)}" if told else ""


def _group(group: tuple[str, ...], more: int) -> str:
    others = f" and {words.count(more, 'other')}" if more > 0 else ""
    if len(group) == 1 and not others:
        return group[0]
    return f"{words.listed(list(group)) if not others else ', '.join(group)}{others} (in no order that the sets tell)"


def over_sets(result: "Result", summary: "Summary", law: int = STATED) -> str:
    """From where to where the mean of a figure goes over nine in ten of the sets; a dash where that is not known."""
    found = result.assumption_sets
    if found is None or summary.name not in found.names:
        return words.NOT_KNOWN
    spread = found.spread(summary.name, law)
    if math.isnan(spread.low) or math.isnan(summary.mean):
        return words.NOT_KNOWN
    if summary.kind == "date":
        dates = Dates(result.scenario, abbreviated=True)
        return dates.span(spread.low, spread.high, dates.clock.at(int(summary.p50)).year)
    rounded = summary._replace(low=spread.low, high=spread.high)  # in the unit of the value, as finely as this allows
    return words.between(spread.low, spread.high, rounded, result.scenario.currency)


def assumption_legend(result: "Result") -> str:
    """Return what the second interval is; empty where there is none."""
    found = result.assumption_sets
    if found is None or not found.runs:
        return ""
    sets, each = words.count(found.asked, "set"), words.count(found.per_set, "run")
    return (
        "All these are of chance, with the values as written. With assumptions: where the mean lies in nine of ten of "
        f"{sets} of assumptions, each of {each}, the chance within sets taken out. Such ranges are guessed; a mean "
        "over them is no chance of anything."
    )
