"""What figures of people are called and mean: messages, which a view says in the language that is spoken."""

from collections.abc import Callable, Mapping

from sim.scenario.language.port import Port
from sim.scenario.language.process import OUTCOMES
from sim.scenario.language.screening.law import BY_DELEGATE
from sim.wording import noted
from sim.wording.named import called

Meaning = Callable[[str, Port], str]
FLOWING: Mapping[str, Meaning] = {  # whom a flow counts; `whom`: claimants, those of a stream
    "arrived": lambda whom, _: noted("{whom} who arrived in the counted span.", whom=whom),
    "referred": lambda whom, port: noted("{whom} who left referred to {tribunal}.", whom=whom, tribunal=port.tribunal),
    "returned": lambda whom, port: noted("{whom} who left returned to {country}.", whom=whom, country=port.over_there),
    "barred": lambda whom, _: noted("{whom} who left neither referred nor returned.", whom=whom),
    "detained": lambda whom, _: noted("{whom} who left detained.", whom=whom),
    "deferred": lambda whom, _: noted(
        "{whom} who left with the examination deferred (two-step processing).", whom=whom
    ),
    "withdrawn": lambda whom, _: noted("{whom} who left because their patience ran out.", whom=whom),
    "diverted": lambda whom, _: noted("{whom} who left because a hard area was full.", whom=whom),
    "sent_on": lambda whom, _: noted("{whom} who left for another port, sent by a measure.", whom=whom),
    "directed_back": lambda whom, _: noted(
        "{whom} who left directed back with an appointment, by a measure.", whom=whom
    ),
}  # fmt: skip
LABELS = {  # in a list of figures
    "arrived": noted("arrived"),
    "referred": noted("referred"),
    "returned": noted("returned"),
    "barred": noted("barred"),
    "detained": noted("detained"),
    "deferred": noted("deferred"),
    "withdrawn": noted("withdrawn"),
    "diverted": noted("diverted"),
    "sent_on": noted("sent on"),
    "directed_back": noted("directed back"),
    "unserved": noted("unserved"),
    "left": noted("left"),
    "present_at_start": noted("present at start"),
    "still_present": noted("still present"),
    "stranded": noted("stranded"),
}
OF_STREAM: Mapping[str, Callable[[str], str]] = {
    "arrived": lambda stream: noted("arrived, {stream}", stream=stream),
    "referred": lambda stream: noted("referred, {stream}", stream=stream),
    "returned": lambda stream: noted("returned, {stream}", stream=stream),
    "barred": lambda stream: noted("barred, {stream}", stream=stream),
    "detained": lambda stream: noted("detained, {stream}", stream=stream),
    "deferred": lambda stream: noted("deferred, {stream}", stream=stream),
    "withdrawn": lambda stream: noted("withdrawn, {stream}", stream=stream),
    "diverted": lambda stream: noted("diverted, {stream}", stream=stream),
    "sent_on": lambda stream: noted("sent on, {stream}", stream=stream),
    "directed_back": lambda stream: noted("directed back, {stream}", stream=stream),
    "unserved": lambda stream: noted("unserved, {stream}", stream=stream),
}
SHORT = {
    "withdrawn": noted("gave up waiting"),
    "diverted": noted("turned away, an area full"),
    "sent_on": noted("sent to another port"),
    "directed_back": noted("directed back for now"),
}
OUTCOME = {  # of claimants: how they left
    "referred": noted("referred"),
    "returned": noted("returned"),
    "barred": noted("barred"),
    "detained": noted("detained"),
    "deferred": noted("deferred"),
}
BY_LAW: Mapping[
    str, tuple[Callable[[str], str], str]
] = {  # in the order of ORDERED: what it says of those claimants, and its label
    "orders_departure": (
        lambda whom: noted("{whom} with a departure order, which waits for the Board.", whom=whom),
        noted("departure orders"),
    ),
    "orders_exclusion": (
        lambda whom: noted("{whom} with an exclusion order.", whom=whom),
        noted("exclusion orders"),
    ),
    "orders_deportation": (
        lambda whom: noted("{whom} with a deportation order.", whom=whom),
        noted("deportation orders"),
    ),
    "orders_tribunal": (
        lambda whom: noted("{whom} and whose order a tribunal makes later.", whom=whom),
        noted("orders left to the tribunal"),
    ),
    "withdrawn_together": (
        lambda whom: noted("{whom} and gave up a claim to go back with their family.", whom=whom),
        noted("claims given up for the family"),
    ),
    "suspended": (
        lambda whom: noted("{whom} or not, whose claim waits for a tribunal or a court.", whom=whom),
        noted("claims suspended"),
    ),
    "child_protection": (
        lambda whom: noted("{whom} and whom child protection picks up.", whom=whom),
        noted("minors alone picked up"),
    ),
}
ORDERS_BY_OUTCOME = {  # a figure each: the name of its order in BY_LAW, and the outcome of whom it is made
    f"{name}_{outcome}": (name, outcome)
    for name in list(BY_LAW)[: len(BY_DELEGATE) + 1]
    for outcome in OUTCOMES
    if outcome != "deferred"
}
STAYS = {  # a statistic of stays: what it means, of `whose`
    "mean": lambda whose: noted("Mean time from arrival to leaving, of {whose}.", whose=whose),
    "p50": lambda whose: noted("Least time that 50% do not exceed, of {whose}.", whose=whose),
    "p90": lambda whose: noted("Least time that 90% do not exceed, of {whose}.", whose=whose),
    "p95": lambda whose: noted("Least time that 95% do not exceed, of {whose}.", whose=whose),
    "max": lambda whose: noted("Longest time from arrival to leaving, of {whose}.", whose=whose),
}
STATISTIC = {
    "mean": noted("mean"),
    "p50": noted("50th percentile"),
    "p90": noted("90th percentile"),
    "p95": noted("95th percentile"),
    "max": noted("max"),
}


def stay_subject(what: str, limit: int) -> str:
    """Return a statistic of all stays as the subject of a sentence."""
    share = what[1:]
    if what == "mean":
        return noted("the mean time on site up to {limit} h", limit=limit) if limit else noted("the mean time on site")
    if what == "max":
        return noted("the longest time on site")
    if limit:
        return noted("the time on site up to {limit} h that {share}% do not exceed", limit=limit, share=share)
    return noted("the time on site that {share}% do not exceed", share=share)


def stay_label(what: str, limit: int, group: str) -> str:
    """Return a statistic of stays in a list of figures; `group`: whose they are, empty for everybody."""
    statistic = STATISTIC[what]
    if limit and group:
        return noted(
            "time on site up to {limit} h, {statistic}, {group}", limit=limit, statistic=statistic, group=group
        )
    if limit:
        return noted("time on site up to {limit} h, {statistic}", limit=limit, statistic=statistic)
    if group:
        return noted("time on site, {statistic}, {group}", statistic=statistic, group=group)
    return noted("time on site, {statistic}", statistic=statistic)


def whose_stay(limit: int, whom: str) -> str:
    """Return whose stays a figure is of: whole, or up to a limit."""
    if limit:
        return noted(
            "{whom} who arrived at least {limit} h before the end and did not leave unserved within {limit} h, {limit} "
            "h standing for every longer stay", whom=whom, limit=limit,
        )  # fmt: skip
    return noted(
        "{whom} who arrived in the counted span and did not leave unserved, each stay whole: whoever is present at the "
        "end is played on until out; empty where somebody is not out 60 days after the end", whom=whom,
    )  # fmt: skip


def wait_label(step: str, what: str, over: str, group: str) -> str:
    """Return a statistic of the wait for a step in a list of figures; `over`: of a share, longer than what."""
    name, statistic = called(step), STATISTIC.get(what, "")
    if over and group:
        return noted("wait for {step}, share over {over}, {group}", step=name, over=over, group=group)
    if over:
        return noted("wait for {step}, share over {over}", step=name, over=over)
    if group:
        return noted("wait for {step}, {statistic}, {group}", step=name, statistic=statistic, group=group)
    return noted("wait for {step}, {statistic}", step=name, statistic=statistic)
