"""How sure the verdict of a comparison is: by chance, with assumptions; and what is not proven."""

import math

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.differences import Difference
from sim.views.comparison.answer import steps
from sim.views.comparison.difference_words import MOVED
from sim.views.comparison.first.against import Verdict
from sim.views.comparison.first.gap_words import the_change
from sim.views.comparison.first.gaps import UNSERVED, effects
from sim.views.run.first.phrases import conditioned
from sim.views.text.statement import Statement
from sim.wording import counted, say
from sim.wording.quantity import either, listed

NAMED = 3  # figures, or paths, that are named in a line
Line = tuple[str, str]


def doubt(comparison: Comparison, found: Verdict) -> tuple[Line, ...]:
    """Return what each line is about, and the line."""
    other = found.told[0].other if found.told else comparison.others[0]
    main = deciding(comparison, other, found)
    shown = main.numbers["gap"].figure if main else ""
    return (_chance_line(comparison, other, found), _assumed_line(comparison, other, found),
            *_not_proven(comparison, shown), *_unserved(comparison))  # fmt: skip


def deciding(comparison: Comparison, other: ScenarioDifference, found: Verdict) -> Statement | None:
    """Return the effect that the lines of doubt are about: by which the verdict ranks; None where all are alike."""
    said = effects(comparison, other)
    return next((one for one in said if one.kind == found.main and "gap" in one.numbers), None)


def _chance_line(comparison: Comparison, other: ScenarioDifference, found: Verdict) -> Line:
    about = say("Chance")
    if conditioned(comparison.baseline):
        about = say("Histories")
    one = deciding(comparison, other, found)
    if one is None:
        return about, counted(
            "the {n} pair of runs meets the same people; no figure shown differs in it",
            "the {n} pairs of runs meet the same people; no figure shown differs in any",
            comparison.pairs,
        )
    difference, telling = other.differences[one.numbers["gap"].figure], steps(comparison)
    figure, step, within = telling.subject(difference.name), telling.step(difference), telling.within(difference)
    if not within and not math.isnan(difference.low):
        said = counted(
            "{figure}: {step}; chance changes none of these digits, over {n} pair of runs on the same people",
            "{figure}: {step}; chance changes none of these digits, over {n} pairs of runs on the same people",
            comparison.pairs, figure=figure, step=step,
        )  # fmt: skip
        return about, _with(comparison, other, said)
    if not within:
        said = counted(
            "{figure}: {step}; too few of {n} pair of runs differ for an interval",
            "{figure}: {step}; too few of {n} pairs of runs differ for an interval",
            comparison.pairs, figure=figure, step=step,
        )  # fmt: skip
        return about, _with(comparison, other, said)
    said = say("{figure}: {step}; chance alone leaves {span}", figure=figure, step=step, span=within)
    whole = counted(
        "{line}, at once with all of {n} interval, over {pairs} pairs of runs on the same people",
        "{line}, at once with all of {n} intervals, over {pairs} pairs of runs on the same people",
        comparison.intervals, line=_with(comparison, other, said), pairs=comparison.pairs,
    )  # fmt: skip
    if not conditioned(comparison.baseline):
        return about, whole
    return about, say("{line}; every run has the arrivals that were counted, none is a chance of that year", line=whole)


def _with(comparison: Comparison, other: ScenarioDifference, line: str) -> str:
    if len(comparison.others) == 1:
        return line
    return say("with {change}, {line}", change=the_change(comparison, other), line=line)


def _assumed_line(comparison: Comparison, other: ScenarioDifference, found: Verdict) -> Line:
    about = say("Assumptions")
    if not any(one.scenario.uncertain for one in comparison.results.values()):
        return about, say("held at the values as written; nothing is said to be uncertain")
    sets, one = comparison.sets.get(other.label), deciding(comparison, other, found)
    if sets is None or one is None:
        return about, say("held at the values as written; no sets of assumptions were played")
    difference = other.differences[one.numbers["gap"].figure]
    spread, telling = comparison.over_sets(other.label, difference.name), steps(comparison)
    if spread is None or math.isnan(spread.low):
        return about, say("no set of assumptions has this figure in both")
    said = counted(
        "in nine of ten of {n} set, the same in all scenarios: {span}",
        "in nine of ten of {n} sets, the same in all scenarios: {span}",
        sets.asked, span=telling.over_sets_alone(difference, spread.low, spread.high),
    )  # fmt: skip
    if not comparison.held:
        return about, said
    paths = listed(comparison.held[:NAMED])
    if len(comparison.held) > NAMED:
        more = len(comparison.held) - NAMED
        paths = counted(
            "{paths} and {n} other", "{paths} and {n} others", more, paths=", ".join(comparison.held[:NAMED])
        )
    return about, say("{line}; {paths} held as written", line=said, paths=paths)


def _not_proven(comparison: Comparison, main: str) -> list[Line]:
    """Return the figures that differ in some runs and clearly in no scenario, but for the one that stands above.

    That it is not proven is not to say that they are alike.
    """
    telling, named = steps(comparison), []
    for name in comparison.figures:
        ones = [other.differences[name] for other in comparison.others if name in other.differences]
        if name != main and any(_open(one) for one in ones) and not any(one.verdict in MOVED for one in ones):
            named.append(telling.subject(name))
    if not named:
        return []
    more = len(named) - NAMED
    if more <= 0:
        return [(say("Not proven"), say("a difference in {figures}; more runs may show it", figures=either(named)))]
    return [(say("Not proven"), counted(
        "a difference in {figures} or {n} other figure; more runs may show it",
        "a difference in {figures} or {n} other figures; more runs may show it",
        more, figures=", ".join(named[:NAMED]),
    ))]  # fmt: skip


def _unserved(comparison: Comparison) -> list[Line]:
    """Say that turning people away is no service, where the numbers that left unserved differ."""
    if not any((one := other.differences.get(UNSERVED)) and one.changed for other in comparison.others):
        return []
    return [(say("Left unserved"), say("the numbers differ, so that neither side is better by the rest"))]


def _open(one: Difference) -> bool:
    return one.verdict in ("chance", "unknown") and one.n > 0
