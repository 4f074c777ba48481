"""What the sets of assumptions say, in frequencies: how many of them order in every run, how many in none, and why."""

import math
from typing import TYPE_CHECKING

from sim.experiments.statistics.assumption_sets import main_figures
from sim.people.chance.uncertain_inputs import EVEN, STATED
from sim.views.kit.scales import input_name
from sim.views.run.measure_words import space_first
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, noted, said, say
from sim.wording.quantity import listed, rounded, written

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary
    from sim.experiments.statistics.assumption_sets import AssumptionSets
    from sim.experiments.statistics.intervals import Interval

FIXED = noted(
    "They are held fixed, since the scenario says of no value that it is uncertain; every interval here is of chance "
    "alone."
)
LEFT_OUT = noted(
    "They are held as written; no sets of assumptions were played, so every interval here is of chance alone."
)
MOST = 4  # inputs named


def assumption_sentence(result: "Result") -> str:
    """Return how far the answer hangs on what is not known; or that nothing is said to be."""
    if not result.scenario.uncertain:
        return said(FIXED)
    found = result.assumption_sets
    if found is None or not found.runs:
        return said(LEFT_OUT)
    measures = space_first(result.scenario.measures)
    first, *others = [_ordering(found, name) for name in measures] or [_main(result, found)]
    return " ".join(part for part in (first, _moved_by(found), *others) if part)


def _ordering(found: "AssumptionSets", measure: str) -> str:
    """In how many sets every run orders a measure, and in how many none does; by both laws."""
    name, what = f"{measure}_ordered", words.plain(measure)
    stated, even = (found.shares(name, law) for law in (STATED, EVEN))
    every = counted(
        "In {every} of {n} set of assumptions every run orders the {measure}.",
        "In {every} of {n} sets of assumptions every run orders the {measure}.",
        stated.n, every=_few(stated.every, stated.every_ends, stated.n), measure=what,
    )  # fmt: skip
    none = say("In {none} none does.", none=_few(stated.none, stated.none_ends, stated.n))
    uniform = say(
        "With uniform ranges of the same ends it is every run in {every}, and none in {none}.",
        every=_few(even.every, even.every_ends, even.n), none=_few(even.none, even.none_ends, even.n),
    )  # fmt: skip
    return " ".join((every, none, uniform, _size(found)))


def _size(found: "AssumptionSets") -> str:
    return counted("Each set is played {n} time.", "Each set is played {n} times.", found.per_set)


def _few(count: int, ends: "Interval", of: int) -> str:
    """Return a number of sets with its 95% interval, in sets."""
    return words.beside(
        written(count), say("{low}–{high}", low=rounded(of * ends.low), high=written(rounded(of * ends.high)))
    )


def _main(result: "Result", found: "AssumptionSets") -> str:
    """Return where nothing can be ordered: how far the main figure goes over the sets."""
    name = main_figures(result.scenario)[0]
    between = [over_sets(result, result.summary[name], law) for law in (STATED, EVEN)] if name in result.summary else []
    label = said(result.figures[name].label) if name in result.figures else name
    if not between or words.NOT_KNOWN in between:
        return say("No set of assumptions has {figure}.", figure=label)
    return " ".join((
        say("In nine sets in ten {figure} is {span}.", figure=label, span=between[0]),
        say("With uniform ranges of the same ends it is {span}.", span=between[1]),
    ))  # fmt: skip


def _moved_by(found: "AssumptionSets") -> str:
    """Return the inputs that move the main figure, in their order as far as the sets tell it."""
    name = main_figures(found.scenario)[0]
    if name not in found.names:
        return ""
    groups, named = found.influences(name).groups, 0
    told = ""
    for group in groups:
        if named < MOST:
            one = _group(group[: MOST - named], len(group) - (MOST - named))
            told = say("{inputs}, then {others}", inputs=told, others=one) if told else one
        named += len(group)
    return say("What moves this most: {inputs}.", inputs=told) if told else ""


def _group(group: tuple[str, ...], more: int) -> str:
    if len(group) == 1 and more <= 0:
        return input_name(group[0])
    others = [words.count(more, "other")] if more > 0 else []
    return say("{inputs} (in no order that the sets tell)", inputs=listed([*map(input_name, group), *others]))


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
    return " ".join((
        say("All these are of chance, with the values as written."),
        counted(
            "With assumptions: where the mean lies in nine of ten of {n} set of assumptions, each of {runs}, the "
            "chance within sets taken out.",
            "With assumptions: where the mean lies in nine of ten of {n} sets of assumptions, each of {runs}, the "
            "chance within sets taken out.",
            found.asked, runs=words.count(found.per_set, "run"),
        ),
        say("Such ranges are guessed; a mean over them is no chance of anything."),
    ))  # fmt: skip
