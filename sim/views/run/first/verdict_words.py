"""The verdict in words: at most 35 of them, at most five numbers, no brackets."""

import math
from typing import TYPE_CHECKING

from sim.views.run.first.overflow import named_months, overflow_area
from sim.views.run.first.phrases import FEW, in_months, later, part_of_the_runs, places, the_area
from sim.views.run.first.resting import Number, Statement
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.quantity import hours, money, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result


def verdict_said(result: "Result", found: Statement) -> str:
    """Return the sentence of the verdict (`overflow.verdict`)."""
    if found.kind == "no space":
        return _no_space(result, found)
    if found.kind == "under way":
        return _under_way(result, found)
    if found["runs"] == 1:
        return _one_run(result, found)
    if found.kind == "not ordered":
        return _never(result, found)
    return _ordered(result, found)


def _space(result: "Result", name: str) -> str:
    """Return what is ordered: "space", or whose it is where several measures bring some."""
    several = [one for one in result.scenario.measures.values() if one.brings.areas]
    return say("Space as {measure}", measure=plain(name)) if len(several) > 1 else say("Space")


def _held(result: "Result", found: Statement, role: str) -> str:
    """Return the most people against the places."""
    area = overflow_area(result)
    if math.isnan(found[role]):
        return say("how full {area} gets is not known", area=the_area(area))
    most = rounded(found[role])
    if not area:
        return counted("at most {n} person is on site at once", "at most {n} people are on site at once", most)
    there = counted("{n} place", "{n} places", places(result, area))
    return counted(
        "{area} holds at most {n} person for its {places}",
        "{area} holds at most {n} people for its {places}",
        most,
        area=the_area(area),
        places=there,
    )


def _over(result: "Result", found: Statement) -> bool:
    area = overflow_area(result)
    return bool(area) and found["most"] > places(result, area)


def _no_space(result: "Result", found: Statement) -> str:
    held = _held(result, found, "most")
    cost = money(found["total"], result.scenario.currency) if found["total"] > 0 else ""
    if result.scenario.measures:
        begin = say("No measure of the scenario brings space")
    else:
        begin = say("The scenario has no measure to order")
    if not overflow_area(result):
        return (
            say("{begin}: {held}, at a cost of {cost}.", begin=begin, held=held, cost=cost)
            if cost
            else say("{begin}: {held}.", begin=begin, held=held)
        )
    if not _over(result, found):
        if not cost:
            return say("{begin}, and none is needed: {held}.", begin=begin, held=held)
        return say("{begin}, and none is needed: {held}, at a cost of {cost}.", begin=begin, held=held, cost=cost)
    over = hours(found["over"])
    if not cost:
        return say("{begin}: {held}, over them for {over} a run.", begin=begin, held=held, over=over)
    return say(
        "{begin}: {held}, over them for {over} a run, at a cost of {cost}.",
        begin=begin, held=held, over=over, cost=cost,
    )  # fmt: skip


def _under_way(result: "Result", found: Statement) -> str:
    space, held = _space(result, found.subject), _held(result, found, "most")
    needed = hours(24 * found["needed"])
    cost = money(found["cost"], result.scenario.currency) if found["cost"] > 0 else ""
    if found["needed"] == 0 and cost:
        return say(
            "{space} is under way at the start, is never needed, and costs {cost} from then on: {held}.",
            space=space, cost=cost, held=held,
        )  # fmt: skip
    if found["needed"] == 0:
        return say("{space} is under way at the start and is never needed: {held}.", space=space, held=held)
    if not cost:
        return say(
            "{space} is under way at the start and is needed for {needed} a run: {held}.",
            space=space, needed=needed, held=held,
        )  # fmt: skip
    return say(
        "{space} is under way at the start, is needed for {needed} a run, and costs {cost} from then on: {held}.",
        space=space, needed=needed, cost=cost, held=held,
    )  # fmt: skip


def _one_run(result: "Result", found: Statement) -> str:
    if found.kind == "not ordered":
        held = _held(result, found, "most")
        return say(
            "In the one run played, no space is ordered: {held}; one run cannot say how likely that is.", held=held
        )
    when, cost = _when(found), _paid(result, found)
    if cost:
        return say(
            "In the one run played, space is ordered {when}, {how}, for {cost}; one run cannot say how likely that is.",
            when=when, how=_how(found), cost=cost,
        )  # fmt: skip
    return say(
        "In the one run played, space is ordered {when}, {how}; one run cannot say how likely that is.",
        when=when, how=_how(found),
    )  # fmt: skip


def _never(result: "Result", found: Statement) -> str:
    space = _space(result, found.subject)
    held = _held(result, found, "most")
    kept = found["without"]
    cost = money(kept, result.scenario.currency) if kept > 0 else ""
    if _over(result, found):
        if cost:
            return say(
                "{space} is never ordered and costs {cost} to keep, yet {held}.", space=space, cost=cost, held=held
            )
        if found["total"] > 0:
            return say("{space} is never ordered and costs nothing, yet {held}.", space=space, held=held)
        return say("{space} is never ordered, yet {held}.", space=space, held=held)
    if cost:
        return say(
            "{space} is never ordered, not needed, and costs {cost} to keep: {held}.", space=space, cost=cost, held=held
        )
    return say("{space} is never ordered and not needed: {held}.", space=space, held=held)


def _ordered(result: "Result", found: Statement) -> str:
    space, when, cost = _space(result, found.subject), _when(found), _paid(result, found)
    runs = part_of_the_runs(result, int(found["ordered"]))
    if not found["opened"]:
        if not cost:
            return say(
                "{space} is ordered in {runs}, {when}, but is not open before the end.",
                space=space,
                runs=runs,
                when=when,
            )
        return say(
            "{space} is ordered in {runs}, {when}, but is not open before the end, and costs {cost}.",
            space=space, runs=runs, when=when, cost=cost,
        )  # fmt: skip
    if cost and found["without"] > 0:
        return say(
            "{space} is ordered in {runs}, {when}: {how}, for {cost}.",
            space=space, runs=runs, when=when, how=_how(found), cost=cost,
        )  # fmt: skip
    opens = later(found["lead"])
    if not cost:
        return say(
            "{space} is ordered in {runs}, {when}, and opens {opens}: {how}.",
            space=space, runs=runs, when=when, opens=opens, how=_how(found),
        )  # fmt: skip
    return say(
        "{space} is ordered in {runs}, {when}, and opens {opens}: {how}, for {cost}.",
        space=space, runs=runs, when=when, opens=opens, how=_how(found), cost=cost,
    )  # fmt: skip


def _when(found: Statement) -> str:
    by_month: dict[str, Number] = {
        role.removeprefix("month "): one for role, one in found.numbers.items() if role.startswith("month ")
    }
    named = named_months(by_month)
    return in_months(named.months, span=named.span)


def _paid(result: "Result", found: Statement) -> str:
    """Return what an order costs, and what the measure costs without one if it costs anything; empty without prices."""
    currency, many = result.scenario.currency, found["runs"] > 1
    if not found["cost"] > 0:
        return ""
    cost = money(found["cost"], currency)
    if found["without"] > 0:
        return say("{cost} with an order and {without} without", cost=cost, without=money(found["without"], currency))
    if not many:
        return cost
    return say("{cost} a run that orders", cost=cost) if found["times"] > 1 else say("{cost} each time", cost=cost)


def _how(found: Statement) -> str:
    """Return how often it is in time: the share in time first, for "too late in most" sounds as if the rest were."""
    in_time, used, late, idle = (int(found[case]) for case in ("in_time", "used", "late", "idle"))
    orders = in_time + used + late + idle
    if found["runs"] == 1:
        return _case(found)
    if in_time == orders:
        return say("in time every time")
    if idle == orders:
        return say("never needed")
    if not in_time:
        return say("never in time")
    if found["ordered"] < FEW:
        return counted("in time in {n} of these", "in time in {n} of these", in_time)
    return counted("in time in {k} of {n} such run", "in time in {k} of {n} such runs", orders, k=in_time)


def _case(found: Statement) -> str:
    """Return which of the four cases the only run is."""
    if found["in_time"]:
        return say("in time")
    if found["used"]:
        return say("late, but used")
    return say("too late") if found["late"] else say("though not needed")
