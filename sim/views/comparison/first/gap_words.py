"""An effect in words, in full and in brief; and the parts of sentences that name a scenario or a figure."""

import math
import string

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.views.comparison.answer import steps
from sim.views.comparison.first.gaps import is_clear, is_only, subject
from sim.views.run.first.phrases import conditioned, the_area
from sim.views.text.statement import Statement
from sim.views.text.words import plain
from sim.wording import counted, say, say_in
from sim.wording.quantity import hours, money, rounded

WORDS = 4  # of a label that is named in a verdict


def letter(comparison: Comparison, label: str) -> str:
    """Return the letter of a scenario: A for the first."""
    at = list(comparison.results).index(label)
    return string.ascii_uppercase[at] if at < 26 else str(at + 1)


def lettered(comparison: Comparison, label: str) -> str:
    """Return a scenario with its letter: "A, Lacolle"."""
    return say("{letter}, {label}", letter=letter(comparison, label), label=label)


def the_change(comparison: Comparison, other: ScenarioDifference) -> str:
    """Return what a scenario is called within a sentence; by its letter where its label would break the sentence."""
    if len(comparison.others) == 1:
        return say("the change")
    if len(other.label.split()) > WORDS or set(other.label) & set("()[]{}.:;0123456789"):
        return say("scenario {letter}", letter=letter(comparison, other.label))
    return say("“{label}”", label=other.label)


def space(comparison: Comparison) -> str:
    """Return what is ordered: "space", or whose it is where several measures bring some."""
    about = subject(comparison)
    many = max(sum(bool(one.brings.areas) for one in result.scenario.measures.values())
               for result in comparison.results.values())  # fmt: skip
    return say("space as {measure}", measure=plain(about.measure)) if many > 1 else say_in("what is ordered", "space")


def in_full(comparison: Comparison, one: Statement) -> str:
    """Return an effect with the level on both sides, where that says more: up to three numbers."""
    if is_only(one):
        return _only(comparison, one)
    if not is_clear(one):
        return unproven(one)
    if one.kind == "orders":
        return _orders(comparison, one)
    if one.kind != "over":
        return in_brief(comparison, one)
    old, new = hours(one["old"]), hours(one["new"])
    if old != new:
        area = the_area(subject(comparison).area)
        if not one["new"]:
            return say("{area} is never over its places instead of for {old} a run", area=area, old=old)
        return say("{area} is over its places for {new} a run instead of {old}", area=area, new=new, old=old)
    return in_brief(comparison, one)


def _only(comparison: Comparison, one: Statement) -> str:
    what, measure = space(comparison), plain(subject(comparison).measure)
    if one.conditions[0] == "only there":
        return say("there is no {measure} to order", measure=measure)
    every, runs = int(one["all runs"]), int(one["new runs"])
    if conditioned(comparison.baseline):
        return counted(
            "{space} is ordered in {k} of {n} history", "{space} is ordered in {k} of {n} histories",
            every, space=what, k=runs,
        )  # fmt: skip
    return counted(
        "{space} is ordered in {k} of {n} run", "{space} is ordered in {k} of {n} runs", every, space=what, k=runs
    )


def unproven(one: Statement) -> str:
    """Return what a figure does that is the same in every run, or not clear of chance."""
    if one.kind == "cost":
        return say("costs are the same") if one.conditions[0] == "same" else say("no difference in cost is proven")
    return say("this is the same") if one.conditions[0] == "same" else say("no difference in this is proven")


def _orders(comparison: Comparison, one: Statement) -> str:
    old, new, every = (int(one[f"{role} runs"]) for role in ("old", "new", "all"))
    what = space(comparison)
    if conditioned(comparison.baseline):
        return counted(
            "{space} is ordered in {k} of {n} history instead of {old}",
            "{space} is ordered in {k} of {n} histories instead of {old}",
            every, space=what, k=new, old=old,
        )  # fmt: skip
    if not new:
        return counted(
            "{space} is never ordered instead of in {old} of {n} run",
            "{space} is never ordered instead of in {old} of {n} runs",
            every, space=what, old=old,
        )  # fmt: skip
    return counted(
        "{space} is ordered in {k} of {n} run instead of {old}",
        "{space} is ordered in {k} of {n} runs instead of {old}",
        every, space=what, k=new, old=old,
    )  # fmt: skip


def in_brief(comparison: Comparison, one: Statement) -> str:
    """Return an effect by its difference alone: one number."""
    if is_only(one):
        return _only(comparison, one)
    if not is_clear(one):
        return unproven(one)
    more, size = one["gap"] > 0, abs(one["gap"])
    role = {"flag": "orders" if one.kind == "orders" else ""}.get(one.conditions[1], one.kind)
    said = BRIEF.get(role)
    return said(comparison, one, more, size) if said else _figure(comparison, one)


def _fewer_orders(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    runs, what = round(abs(one["new runs"] - one["old runs"])), space(comparison)
    if conditioned(comparison.baseline):
        return (
            counted(
                "{space} is ordered in {n} history more", "{space} is ordered in {n} histories more", runs, space=what
            )
            if more
            else counted(
                "{space} is ordered in {n} history fewer", "{space} is ordered in {n} histories fewer", runs, space=what
            )
        )
    if more:
        return counted("{space} is ordered in {n} run more", "{space} is ordered in {n} runs more", runs, space=what)
    return counted("{space} is ordered in {n} run fewer", "{space} is ordered in {n} runs fewer", runs, space=what)


def _fewer_histories(what: str, runs: int, *, more: bool) -> str:
    if more:
        return counted(
            "{space} is ordered in {n} history more", "{space} is ordered in {n} histories more", runs, space=what
        )
    return counted(
        "{space} is ordered in {n} history fewer", "{space} is ordered in {n} histories fewer", runs, space=what
    )


def _over(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    area, time = the_area(subject(comparison).area), hours(size)
    if more:
        return say("{area} is over its places for {time} a run more", area=area, time=time)
    return say("{area} is over its places for {time} a run less", area=area, time=time)


def _first(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    what, days = space(comparison), max(round(size), 1)
    if more:
        return counted("{space} is ordered {n} day later", "{space} is ordered {n} days later", days, space=what)
    return counted("{space} is ordered {n} day earlier", "{space} is ordered {n} days earlier", days, space=what)


def _stay(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    time = hours(size)
    return say("stays lengthen by {time}", time=time) if more else say("stays shorten by {time}", time=time)


def _peak(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    people = _whole(size)
    if more:
        return say("{people} more people are there at once", people=people)
    return say("{people} fewer people are there at once", people=people)


def _within(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    points = _whole(100 * size)
    if more:
        return say("{points} points more are gone within a day", points=points)
    return say("{points} points fewer are gone within a day", points=points)


def _unserved(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    people = _whole(size)
    return (
        say("{people} more leave unserved", people=people)
        if more
        else say("{people} fewer leave unserved", people=people)
    )


def _cost(comparison: Comparison, one: Statement, more: bool, size: float) -> str:
    amount = money(size, comparison.baseline.scenario.currency)
    return say("costs rise by {amount}", amount=amount) if more else say("costs fall by {amount}", amount=amount)


def _figure(comparison: Comparison, one: Statement) -> str:
    """Return what any other figure does, as it is called."""
    figure = one.numbers["gap"].figure
    telling = steps(comparison)
    size = telling.size(next(o for o in comparison.others if o.label == one.subject).differences[figure])
    what = telling.subject(figure)
    if one["gap"] > 0:
        return say("{figure} rises by {size}", figure=what, size=size)
    return say("{figure} falls by {size}", figure=what, size=size)


BRIEF = {
    "orders": _fewer_orders,
    "over": _over,
    "first": _first,
    "stay": _stay,
    "peak": _peak,
    "within": _within,
    "unserved": _unserved,
    "cost": _cost,
}


def _whole(size: float) -> str:
    """Return a size as a whole number; with as many decimals as it needs not to look like none."""
    if not size:
        return say("{n}", n=0)
    decimals = 0 if size >= 0.5 else min(-math.floor(math.log10(size)), 6)
    return say("{n}", n=rounded(size, decimals))
