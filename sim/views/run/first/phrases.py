"""Parts of sentences that several statements have: shares of the runs, months, times until something opens, places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.calendar_said import month
from sim.wording.quantity import percent, small

if TYPE_CHECKING:
    from sim.experiments.result import Result

FEW = 4.5  # runs: a share of fewer is given as their number
NEAR = 0.025  # of a simple fraction: as it is said
MONTH = 30.4375  # days


def share_of_runs(count: int, of: int) -> str:
    """Return a part of the runs: a simple fraction where one is near, their number where they are few."""
    if count == of:
        return say("every run")
    if count < FEW or of - count < FEW:
        return counted("{k} of {n} run", "{k} of {n} runs", of, k=count)
    share = count / of
    simple = _fractions()
    near = min(simple, key=lambda one: abs(one - share))
    return simple[near] if abs(near - share) <= NEAR else say("{share} of runs", share=percent(share))


def conditioned(result: "Result") -> bool:
    """Return whether the runs are histories of a year that was: arrivals are those that were counted."""
    return any(stream.conditioned_on for stream in result.scenario.arrivals.values())


def spread_heading(result: "Result") -> str:
    """Return the heading of the range in which nine in ten runs lie."""
    return say("5–95% of histories") if conditioned(result) else say("5–95% of runs")


def met_heading(result: "Result") -> str:
    """Return the heading of how many runs meet a target."""
    return say("histories that meet it") if conditioned(result) else say("runs that meet it")


def interval_heading(result: "Result") -> str:
    """Return the heading of the interval over the runs; next to one with assumptions it says that it is of chance."""
    if result.assumption_sets is None or conditioned(result):
        return say("95% interval")
    return say("chance, 95%")


def part_of_the_runs(result: "Result", count: int) -> str:
    """Return a part of the runs, or of the histories: these have no share, since a year that happened has no chance."""
    of = len(result.runs)
    if not conditioned(result):
        return share_of_runs(count, of)
    if count == of:
        return say("every history")
    return counted("{k} of {n} history", "{k} of {n} histories", of, k=count)


def _fractions() -> dict[float, str]:
    return {
        0.1: say("one run in ten"),
        0.2: say("one run in five"),
        0.25: say("one run in four"),
        1 / 3: say("one run in three"),
        0.5: say("half of the runs"),
        2 / 3: say("two runs in three"),
        0.75: say("three runs in four"),
        0.9: say("nine runs in ten"),
    }


def in_months(named: Sequence[str], *, span: bool) -> str:
    """Return when: "in April", "in April or July", "between February and September"; months as 04."""
    names = [month(int(one)) for one in named]
    if span:
        return say("between {first} and {last}", first=names[0], last=names[1])
    if len(names) == 1:
        return say("in {month}", month=names[0])
    if len(names) == 2:
        return say("in {first} or {second}", first=names[0], second=names[1])
    return say("in {first}, {second} or {third}", first=names[0], second=names[1], third=names[2])


def later(days: float) -> str:
    """Return how long after an order something opens: "about four months later", "three days later"."""
    if days >= 45:
        months = round(days / MONTH)
        return counted("about {months} month later", "about {months} months later", months, months=small(months))
    if days < 0.5:
        return say("at once")
    whole = max(round(days), 1)
    return counted("{days} day later", "{days} days later", whole, days=small(whole))


def the_area(area: str) -> str:
    """Return an area as a subject: "the hall"; without one the whole port."""
    return say("the {area}", area=plain(area)) if area else say("the port")


def places(result: "Result", area: str) -> int:
    """Return the persons that an area has space for, before anything is ordered."""
    return result.scenario.space.areas[area].persons
