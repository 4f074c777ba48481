"""The boxes in words: a question, one number in its phrase, and what stands below it in small."""

import math
from collections import Counter
from typing import TYPE_CHECKING

from sim.views.run.first.boxes import next_step
from sim.views.run.first.overflow import HELD
from sim.views.run.first.phrases import conditioned, places
from sim.views.run.first.resting import Statement
from sim.views.text.first_screen import HERE, BoxSaid, boxed
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.calendar_said import month
from sim.wording.quantity import hours, listed, money, percent, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result


def box_said(result: "Result", found: Statement) -> BoxSaid:
    """Return a box of `boxes.boxes` in words."""
    return SAID[found.kind](result, found)


def _is_ordered(result: "Result", found: Statement) -> BoxSaid:
    question = say("Is the {measure} ordered?", measure=plain(found.subject))
    if found["runs"] == 1:
        return boxed(question, say("yes") if found["ordered"] else say("no"), HERE, _months(found))
    if conditioned(result):
        part = counted("{k} of {n} history", "{k} of {n} histories", int(found["runs"]), k=HERE)
        return boxed(question, say("{n}", n=int(found["ordered"])), part, _months(found))
    if not found["ordered"]:
        return boxed(
            question,
            say("never"),
            HERE,
            say("a chance of up to {high} cannot be ruled out", high=percent(found["high"])),
        )
    if found["ordered"] == found["runs"]:
        return boxed(question, say("every run"), say("in {every_run}", every_run=HERE), _months(found))
    return boxed(question, percent(found["share"]), say("in {share} of runs", share=HERE), _months(found))


def _months(found: Statement) -> str:
    """Return the first orders by month, those of a quarter and more by name."""
    counts: Counter[str] = Counter()
    for role, one in found.numbers.items():
        if role.startswith("month "):
            counts[role[-2:]] += int(one.value)
    every = sum(counts.values())
    if not every:
        return ""
    if found["runs"] == 1:
        return say("in {month}", month=month(int(next(iter(counts)))))
    named = [one for one in sorted(counts) if counts[one] >= HELD * every]
    if not named:
        return say("first orders from {first} to {last}", first=month(int(min(counts))), last=month(int(max(counts))))
    told = [say("{n} in {month}", n=counts[one], month=month(int(one))) for one in named]
    if rest := every - sum(counts[one] for one in named):
        told.append(say("{n} at other times", n=rest))
    return say("first orders: {months}", months=listed(told))


def _in_time(result: "Result", found: Statement) -> BoxSaid:
    question = say("Is it ready in time?")
    every = int(found["ordered"])
    if not every:
        return boxed(question, say("not ordered"), HERE)
    cases = cases_said(found)
    if found["runs"] == 1:
        return boxed(question, _only_case(found), HERE)
    if not found["in_time"]:
        phrase = counted(
            "{never} in the {n} run that orders it", "{never} in {n} runs that order it", every, never=HERE
        )
        return boxed(question, say("never"), phrase, cases)
    phrase = counted("in {k} of {n} run that orders it", "in {k} of {n} runs that order it", every, k=HERE)
    return boxed(question, say("{n}", n=int(found["in_time"])), phrase, cases)


def cases_said(found: Statement) -> str:
    """Return how many runs are of each of the four cases."""
    return listed([
        say("{n} in time", n=int(found["in_time"])),
        say("{n} late but used", n=int(found["used"])),
        say("{n} too late", n=int(found["late"])),
        say("{n} not needed", n=int(found["idle"])),
    ])  # fmt: skip


def _only_case(found: Statement) -> str:
    """Return which of the four cases the only run is."""
    if found["in_time"]:
        return say("in time")
    if found["used"]:
        return say("late, but used")
    return say("too late") if found["late"] else say("not needed")


def _peak(result: "Result", found: Statement) -> BoxSaid:
    area = found.subject
    question = say("Most people in the {area}?", area=plain(area)) if area else say("Most people on site?")
    if math.isnan(found["peak"]):
        return boxed(question, say("not known"), HERE)
    value = say("{n}", n=rounded(found["peak"]))
    phrase = HERE
    if area:
        phrase = counted("{people} for {n} place", "{people} for {n} places", places(result, area), people=HERE)
    if found["runs"] == 1:
        return boxed(question, value, phrase)
    low, high = rounded(found["p5"]), rounded(found["p95"])
    if low == high:
        return boxed(question, value, phrase, say("the same in nine runs in ten"))
    spread = say("nine runs in ten between {low} and {high}", low=low, high=high)
    return boxed(question, value, phrase, say("mean of the highest of each run"), spread)


def _cost(result: "Result", found: Statement) -> BoxSaid:
    question, currency = say("What does it cost?"), result.scenario.currency
    if not found["total"] > 0:
        return boxed(question, say("no costs are given"), HERE)
    total = money(found["total"], currency)
    if not found.subject or not found["with"] or not found["each"] > 0:
        phrase = say("{cost} in all", cost=HERE) if found["runs"] == 1 else say("{cost} a run in all", cost=HERE)
        return boxed(question, total, phrase)
    return boxed(
        question,
        money(found["each"], currency),
        say("{cost} where it is ordered", cost=HERE),
        *cost_lines(result, found),
    )


def cost_lines(result: "Result", found: Statement) -> list[str]:
    """Return what everything costs in the runs with an order and in those without; one of them, where all are alike."""
    currency = result.scenario.currency
    if math.isnan(found["total without"]):
        return [say("all costs {total}", total=money(found["total with"], currency))]
    mean = say("{mean} on average over all runs", mean=money(found["mean"], currency))
    both = costs_said(result, found)
    if found["kept"] > 0:
        return [say("{kept} where it is not", kept=money(found["kept"], currency)), both]
    return [both, mean]


def costs_said(result: "Result", found: Statement) -> str:
    """Return what everything costs in the runs with an order, and in those without."""
    currency = result.scenario.currency
    return say(
        "all costs: {with_it} with an order, {without} without",
        with_it=money(found["total with"], currency), without=money(found["total without"], currency),
    )  # fmt: skip


def _stay(result: "Result", found: Statement) -> BoxSaid:
    question = say("How long do people stay?")
    if math.isnan(found["mean"]):
        return boxed(question, say("not known"), HERE)
    small = ""
    if not math.isnan(found["late"]):
        small = say("one claimant in twenty stays {time} or more", time=hours(found["late"]))
    return boxed(question, hours(found["mean"]), say("{time} on average", time=HERE), small)


def _wait(result: "Result", found: Statement) -> BoxSaid:
    question = say("Where do people wait?")
    if not found.subject:
        return boxed(question, say("nowhere"), HERE)
    phrase = say("longest for {step}, {time} on average", step=plain(found.subject), time=HERE)
    after = next_step(result, found)
    small = say("then for {step}, {time}", step=plain(after), time=hours(found["next"])) if after else ""
    return boxed(question, hours(found["longest"]), phrase, small)


def _sent_back(result: "Result", found: Statement) -> BoxSaid:
    question = say("How many are sent back?")
    if math.isnan(found["returned_share"]):
        return boxed(question, say("nobody is decided"), HERE)
    many = counted("{n} claimant a run", "{n} claimants a run", rounded(found["returned"]))
    if found["returned"] < 0.5:
        return boxed(question, say("nobody"), HERE)
    return boxed(question, percent(found["returned_share"]), say("{share} of those decided", share=HERE), many)


SAID = {
    "is ordered": _is_ordered,
    "in time": _in_time,
    "peak": _peak,
    "cost": _cost,
    "stay": _stay,
    "wait": _wait,
    "sent back": _sent_back,
}
