"""What the facts of the port rule out, in words: a line on the first screen, and a part of the page."""

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.statistics.assumption_sets import AssumptionSets, main_figures
from sim.experiments.statistics.evidence import HELD_OUT, Evidence, Weighed
from sim.scenario.values.fact import amount
from sim.views.run.first.overflow import overflow_measure
from sim.views.text import words
from sim.wording import counted, said, say
from sim.wording.quantity import digits, in_percent, written

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.scenario.catalogue.figure import FigureInfo


class FactRow(NamedTuple):
    """A fact as a row: what it is, its figure, what was seen, what is simulated, what it does, grade and source."""

    fact: str
    figure: str
    seen: str
    simulated: str
    did: str
    grade: str
    source: str


class FactsTold(NamedTuple):
    """The facts of a run: sentences, how they are judged, and a row each."""

    sentences: list[str]
    note: str
    rows: list[FactRow]


def facts_said(result: "Result") -> list[tuple[str, str]]:
    """Return the line of the first screen: how many sets agree with the facts, and the spread before; none without
    facts."""
    found = result.evidence
    return [(say("Facts"), _line(result, found))] if found else []


def _line(result: "Result", found: Evidence) -> str:
    n, kept, worst = found.drawn.asked, found.kept, found.against
    fitted = [one for one in found.facts if one.figure and one.fact.use != HELD_OUT]
    if not fitted:
        return say("no fact of the days that are played is used to strike assumptions")
    if worst is None:
        return counted(
            "the set of assumptions agrees with the facts, which rule out nothing",
            "all {n} sets of assumptions agree with the facts, which rule out nothing",
            n,
        )
    if not kept:
        return counted(
            "model and facts disagree: {n} set of assumptions was drawn, and none agrees with the facts; {fact} "
            "refutes {most} of them, which stand above as they were drawn",
            "model and facts disagree: {n} sets of assumptions were drawn, and none agrees with the facts; {fact} "
            "refutes {most} of them, which stand above as they were drawn",
            n, fact=words.plain(worst.name), most=worst.refutes,
        )  # fmt: skip
    agree = counted(
        "{kept} of {n} set of assumptions agrees with the facts; {before}",
        "{kept} of {n} sets of assumptions agree with the facts; {before}",
        n, kept=kept, before=_before(result, found.drawn),
    )  # fmt: skip
    short = say("fewer than the {wanted} wanted, and no more are drawn", wanted=found.wanted)
    return say("{agree}; {short}", agree=agree, short=short) if found.gave_up else agree


def _before(result: "Result", drawn: AssumptionSets) -> str:
    """Return what all sets that were drawn say of the verdict, those that are struck among them."""
    name = overflow_measure(result)
    if name and f"{name}_ordered" in drawn.names:
        told = drawn.shares(f"{name}_ordered")
        return say("before, every run ordered it in {every} and none in {none}", every=told.every, none=told.none)
    figure = main_figures(result.scenario)[0]
    info = result.figures[figure]
    ends = drawn.spread(figure)
    low, high = (_amount(info, one) for one in (ends.low, ends.high))
    return say("before, {figure} lay between {low} and {high}", figure=said(info.label), low=low, high=high)


def told(result: "Result") -> FactsTold | None:
    """Return what the page says of the facts; None where there are none."""
    found = result.evidence
    if found is None:
        return None
    sentences = [words.capital(_line(result, found)) + "."]
    sentences += [one for name in _named(result, found) if (one := _moved(result, found, name))]
    return FactsTold(sentences, _note(found), [_row(result, found, one) for one in found.facts])


def _named(result: "Result", found: Evidence) -> list[str]:
    """Return the figures whose spread is given before and after: those of the decision, in the hall, and of money."""
    wanted = (*main_figures(result.scenario), "on_site_peak", "cost_total")
    struck = found.against is not None and found.kept
    return [name for name in dict.fromkeys(wanted) if struck and name in found.drawn.names and name in result.figures]


def _moved(result: "Result", found: Evidence, name: str) -> str:
    """Return where the mean of a figure lies in nine of ten sets, of those drawn and of those that stand."""
    info, ends = result.figures[name], (*found.drawn.spread(name)[2:4], *found.standing.spread(name)[2:4])
    if any(map(math.isnan, ends)):
        return ""
    low, high, new_low, new_high = (_amount(info, one) for one in ends)
    return say(
        "{figure}: {low} to {high} in nine of ten sets drawn, {new_low} to {new_high} in nine of ten that agree.",
        figure=words.capital(said(info.label)), low=low, high=high, new_low=new_low, new_high=new_high,
    )  # fmt: skip


def _note(found: Evidence) -> str:
    return counted(
        "A fact refutes a set where the mean of its {n} run is more than three standard deviations away: of the error "
        "of the fact, of what the model is allowed to be off, and of chance, which a single run cannot show.",
        "A fact refutes a set where the mean of its {n} runs is more than three standard deviations away: of the error "
        "of the fact, of what the model is allowed to be off, and of chance between these runs together; somewhat more "
        "than three where chance, known from so few, is most of it. A fact that was held out refutes none: it is "
        "ranked among one run of each set that agrees.",
        found.drawn.per_set,
    )


def _row(result: "Result", found: Evidence, one: Weighed) -> FactRow:
    fact, info = one.fact, found.drawn.figures.get(one.figure or one.fact.figure)
    seen, error, off = (_amount(info, amount(level)) for level in (fact.observed, fact.error, fact.discrepancy))
    return FactRow(
        words.capital(words.plain(one.name)),
        said(info.label) if info else fact.figure,
        say("{seen}, error {error}, model {off}", seen=seen, error=error, off=off),
        _amount(info, one.simulated),
        _did(found, one, info),
        fact.grade or words.NOT_KNOWN,
        fact.source,
    )


def _did(found: Evidence, one: Weighed, info: "FigureInfo | None") -> str:
    if not one.figure:
        return say("not judged: its days are not all played")
    if one.fact.use != HELD_OUT:
        if not one.refutes:
            return say("refutes no set")
        return counted(
            "refutes {k} of {n} set, {alone} of them alone", "refutes {k} of {n} sets, {alone} of them alone",
            found.drawn.asked, k=one.refutes, alone=one.alone,
        )  # fmt: skip
    if one.ranked is None or not one.ranked.of:
        return say("held out; no set stands that has it")
    rank = one.ranked
    low, high = (_amount(info, value) for value in (rank.low, rank.high))
    ranked = say(
        "held out: {below} of {n} simulated are below it; nine in ten lie between {low} and {high}",
        below=rank.below, n=rank.of, low=low, high=high,
    )  # fmt: skip
    return say("{ranked}; it lies outside all of them", ranked=ranked) if rank.outside else ranked


def _amount(info: "FigureInfo | None", value: float) -> str:
    """Return an amount in the unit of its figure."""
    if math.isnan(value):
        return words.NOT_KNOWN
    if info is not None and info.kind in ("share", "flag"):
        return in_percent(digits(100 * value, 3))
    number = written(round(value) if abs(value) >= 100 else digits(value, 3))
    return say("{number} h", number=number) if info is not None and info.kind == "hours" else number
