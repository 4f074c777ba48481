"""The verdict of a staffing answer and its doubt in words: a roster, what it meets, what it costs more or less."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.views.staffing.roster_statements import PARTS, RosterStatement, cost, proof, verdict
from sim.views.staffing.target_words import found_and_asked, target_said
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.quantity import listed, money, rounded

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.wording.spoken import Number

LONG = 3  # words of the name of a pool for which there is room


def verdict_said(staffing: "Staffing") -> str:
    """Return the sentence of the verdict: at most 35 words, at most five numbers."""
    found, paid = verdict(staffing), cost_phrase(staffing, cost(staffing))
    who = {"pool": pool_named(found.subject), "who": by_part_said(found)}
    of = int(found["asked"])
    match found.kind:
        case "proven":
            return counted(
                "A roster of {pool} with {who} is proven to meet the target, {cost}.",
                "A roster of {pool} with {who} is proven to meet every target, {cost}.",
                of, cost=paid, **who,
            )  # fmt: skip
        case "met":
            return counted(
                "A roster of {pool} with {who} meets the target on average, which is not proven, {cost}.",
                "A roster of {pool} with {who} meets every target on average, which is not proven, {cost}.",
                of, cost=paid, **who,
            )  # fmt: skip
        case "missed" if of == 1:
            return say(
                "No roster tried meets the target: the last, of {pool} with {who}, misses it, {cost}.", cost=paid, **who
            )
        case "missed":
            return counted(
                "No roster tried meets every target: the last, of {pool} with {who}, misses {n} target, {cost}.",
                "No roster tried meets every target: the last, of {pool} with {who}, misses {n} targets, {cost}.",
                int(found["missed"]), cost=paid, **who,
            )  # fmt: skip
        case "hours proven":
            return say(
                "A roster of {pool} with {who} is proven to keep the goal in every hour, {cost}.", cost=paid, **who
            )
        case "hours met":
            return say(
                "A roster of {pool} with {who} keeps the goal in every hour on average, not proven, {cost}.",
                cost=paid, **who,
            )  # fmt: skip
        case "hours missed":
            return counted(
                "No roster tried keeps the goal: the last, of {pool} with {who}, misses it in {n} hour, {cost}.",
                "No roster tried keeps the goal: the last, of {pool} with {who}, misses it in {n} hours, {cost}.",
                int(found["hours missed"]), cost=paid, **who,
            )  # fmt: skip
    return say(
        "A roster of {pool} with {who} is what the hours allow, {cost}; nothing is proven.",
        cost=paid, **who,
    )  # fmt: skip


def pool_named(pool: str) -> str:
    """Return a pool by its name, or as officers where that is long."""
    name = plain(pool)
    return name if len(name.split()) <= LONG else say("officers")


def officers(value: float) -> "Number":
    """Return a number of officers as it is shown: whole from ten on, or where it is."""
    return rounded(value, 0 if value >= 9.95 or abs(value - round(value)) < 0.05 else 1)


def adding_up(values: Sequence[float]) -> list["Number"]:
    """Return numbers as they are shown so that they add up to their sum as it is shown (largest remainders): whole from
    a sum of ten on, else with a decimal.
    """
    total = sum(values)
    unit = 1.0 if total >= 9.95 or abs(total - round(total)) < 0.05 else 0.1
    found = [math.floor(value / unit + 1e-9) for value in values]
    left = round(total / unit) - sum(found)
    for k in sorted(range(len(values)), key=lambda k: found[k] - values[k] / unit)[: max(left, 0)]:
        found[k] += 1
    return [rounded(count * unit, 0 if unit == 1.0 else 1) for count in found]


def by_part_said(found: RosterStatement) -> str:
    """Return officers by part of the day: "17 by day, 12 in the evening and 10 at night"."""
    day, evening, night = adding_up([found[part] for part in PARTS])
    said = (say("{n} by day", n=day), say("{n} in the evening", n=evening), say("{n} at night", n=night))
    return listed([one for part, one in zip(PARTS, said, strict=True) if found[part] > 0]) or say("nobody")


def cost_phrase(staffing: "Staffing", found: RosterStatement) -> str:
    """Return what a roster costs more or less than the written one, as the end of a sentence."""
    currency = staffing.scenario.currency
    hours = int(rounded(abs(found["hours less"])))
    match found.kind:
        case "less":
            return say("for {cost} less than the written one", cost=money(found["less"], currency))
        case "more":
            return say("for {cost} more than the written one", cost=money(-found["less"], currency))
        case "same":
            return say("at the cost of the written one")
        case "alone":
            return say("for {cost} in all; none is written", cost=money(found["proposed"], currency))
        case "hours less":
            return counted(
                "with {n} fewer officer-hour than written",
                "with {n} fewer officer-hours than written",
                hours,
            )  # fmt: skip
        case "hours more":
            return counted(
                "with {n} more officer-hour than written",
                "with {n} more officer-hours than written",
                hours,
            )  # fmt: skip
        case "hours same":
            return say("with the officer-hours of the written one")
        case "hours alone":
            hours = int(rounded(found["proposed hours"]))
            return counted("with {n} officer-hour; none is written", "with {n} officer-hours; none is written", hours)
    return say("at no clear extra cost or saving")


def doubt_said(staffing: "Staffing") -> tuple[tuple[str, str], ...]:
    """Return how sure the verdict is: chance in its cost, the proof, the written roster, the assumptions."""
    told = [(say("Chance"), chance_said(staffing)), (say("Proof"), proof_said(proof(staffing)))]
    if cost(staffing).kind not in ("alone", "hours alone"):
        told.append((say("Written roster"), written_said(staffing)))
    uncertain = len(staffing.scenario.uncertain)
    held = say("held at the values as written; nothing is said to be uncertain")
    if uncertain:
        held = counted(
            "every run draws its own value of {n} uncertain input",
            "every run draws its own values of {n} uncertain inputs",
            uncertain,
        )  # fmt: skip
    return (*told, (say("Assumptions"), held))


def chance_said(staffing: "Staffing") -> str:
    """Return what chance alone could have made of the difference in cost."""
    found, runs = cost(staffing), len(staffing.proposed.runs)
    if found.kind.startswith("hours"):
        return say("without prices only officer-hours are compared, which do not hang on chance")
    if found.kind == "alone":
        return counted("the cost is the mean of {n} run", "the cost is the mean of {n} runs", runs)
    if found.kind == "same":
        return counted("the same cost in the {n} run", "the same cost in each of {n} runs", runs)
    if math.isnan(found["low"]):
        return counted("too few of {n} run for an interval", "too few of {n} runs for an interval", runs)
    return counted(
        "over {n} run the difference in all costs can be {span}",
        "over {n} runs the difference in all costs can be {span}",
        runs, span=less_or_more(found["low"], found["high"], staffing.scenario.currency),
    )  # fmt: skip


def less_or_more(low: float, high: float, currency: str) -> str:
    """Return a span of savings: "$60,000 to $1.1 million less", or from more to less."""
    ends = sorted((money(abs(low), currency), money(abs(high), currency)))
    if low >= 0:
        if ends[0] == ends[1]:
            return say("about {cost} less", cost=ends[0])
        return say("{low} to {high} less", low=money(low, currency), high=money(high, currency))
    if high <= 0:
        if ends[0] == ends[1]:
            return say("about {cost} more", cost=ends[0])
        return say("{low} to {high} more", low=money(-high, currency), high=money(-low, currency))
    return say("from {more} more to {less} less", more=money(-low, currency), less=money(high, currency))


def proof_said(found: RosterStatement) -> str:
    """Return on what the proof rests, or that there is none."""
    runs = int(found["runs"])
    match found.kind:
        case "proven":
            return counted(
                "on {n} run with people that no search has met; at most 5 of 100 such studies prove what is not so",
                "on {n} runs with people that no search has met; at most 5 of 100 such studies prove what is not so",
                runs,
            )  # fmt: skip
        case "met":
            return counted(
                "none yet: the mean of {n} run meets what is asked, and more runs may prove it",
                "none yet: the mean of {n} runs meets what is asked, and more runs may prove it",
                runs,
            )  # fmt: skip
        case "missed":
            return counted(
                "none: missed on {n} run with people that no search has met",
                "none: missed on {n} runs with people that no search has met",
                runs,
            )  # fmt: skip
    return say("none: the scenario has no target, and no goal was given")


def written_said(staffing: "Staffing") -> str:
    """Return whether the written roster meets the targets, on the same people; the first that it misses by name."""
    last = staffing.rounds[-1]
    if not last.verdicts:
        return say("played on the same people; no target says whether it is enough")
    missed = [one.name for one in staffing.today.targets if not one.met]
    said = [target_said(staffing.proposed, staffing.today, one) for one in last.verdicts if one.name in missed]
    if not said:
        return say("its means meet every target too, on the same people")
    first = found_and_asked(said[0]._replace(found=said[0].written))
    if len(said) == 1:
        return say("it misses a target on the same people: {target}", target=first)
    return say("it misses {n} targets on the same people, first: {target}", n=len(said), target=first)
