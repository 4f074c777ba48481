"""Figures of people: how many came and how they left, how long they stayed, how long they waited."""

import math
from collections.abc import Callable, Iterator

from sim.scenario.catalogue import asked
from sim.scenario.catalogue.asked import EVERYBODY, Group, Wait, stay_limit, stay_name, within_hours
from sim.scenario.catalogue.figure import FigureInfo, Kind, Owns, plain
from sim.scenario.language.process import OUTCOMES
from sim.scenario.language.screening.law import BY_DELEGATE
from sim.scenario.language.sections import Sections

FLOWS = ("arrived", *OUTCOMES, "withdrawn", "diverted")  # counted in all, and for each stream
ON_THE_LADDER = {"sent_on": "other_port", "directed_back": "direct_back"}  # ways out that only rungs of measures open
QUANTILES = (50, 90, 95)  # of the time on site, in percent
STUCK = "still_present_60d"  # where it is above 0, no whole stay is given
STAY = "time_on_site"  # `what` of every figure of stays
MEANING_BY_FLOW = {
    "arrived": "arrived in the counted span",
    "referred": "left referred to {tribunal}",
    "returned": "left returned to {over_there}",
    "barred": "left neither referred nor returned",
    "detained": "left detained",
    "deferred": "left with the examination deferred (two-step processing)",
    "withdrawn": "left because their patience ran out",
    "diverted": "left because a hard area was full",
    "sent_on": "left for another port, sent by a measure",
    "directed_back": "left directed back with an appointment, by a measure",
}
SHORT = {
    "withdrawn": "gave up waiting",
    "diverted": "turned away, an area full",
    "sent_on": "sent to another port",
    "directed_back": "directed back for now",
}
BY_LAW = {  # in the order of ORDERED: what it says of a claimant, and its label
    "orders_departure": ("with a departure order, which waits for the Board", "departure orders"),
    "orders_exclusion": ("with an exclusion order", "exclusion orders"),
    "orders_deportation": ("with a deportation order", "deportation orders"),
    "orders_tribunal": ("and whose order a tribunal makes later", "orders left to the tribunal"),
    "withdrawn_together": ("and gave up a claim to go back with their family", "claims given up for the family"),
    "suspended": ("or not, whose claim waits for a tribunal or a court", "claims suspended"),
    "child_protection": ("and whom child protection picks up", "minors alone picked up"),
}
ORDERS_BY_OUTCOME = {  # a figure each: the name of its order in BY_LAW, and the outcome of whom it is made
    f"{name}_{outcome}": (name, outcome)
    for name in list(BY_LAW)[: len(BY_DELEGATE) + 1]
    for outcome in OUTCOMES
    if outcome != "deferred"
}
UNSERVED = "left unserved: {}"
DECIDED = "returned / (referred + returned + barred + detained)"


def stay_phrases(scenario: Sections, withheld: bool) -> dict[str, str]:
    """Return the mean stay and its quantiles as they are described: by `mean`, `p50` and so on, the name of the
    figure.
    """
    limit = stay_limit(scenario) if withheld else 0
    return {what: stay_name(what, limit) for what in ("mean", *(f"p{q}" for q in QUANTILES))}


def _people(scenario: Sections) -> Iterator[FigureInfo]:
    of = "Claimants present when the counted span begins."
    yield FigureInfo("present_at_start", "claimants", "count", of, unless=("earlier",))
    yield FigureInfo("arrived", "claimants", "count", f"Claimants who {MEANING_BY_FLOW['arrived']}.")
    yield FigureInfo("left", "claimants", "count", "Claimants who left in the counted span, whenever they came.")
    of = "Claimants present at the end."
    yield FigureInfo("still_present", "claimants", "count", of, short="still there at the end")
    yield FigureInfo(
        "stranded",
        "claimants",
        "count",
        "Of these, claimants for whom nothing comes any more: since they became ready the officers, room or departure "
        "of their step were never there, nor are they in the 60 days after the end.",
        unless=("stranding",),
        short="of these without any chance",
    )
    yield from _exits(scenario)
    yield from _on_the_ladder(scenario)
    if scenario.screening.facts:
        yield from _by_law()
    for stream in scenario.arrivals:
        yield from _of_stream(scenario, stream)


def _who(scenario: Sections, name: str) -> str:
    """Of whom a flow is, in the words of the port."""
    port = scenario.port
    return f"who {MEANING_BY_FLOW[name]}".format(tribunal=port.tribunal, over_there=port.over_there)


def flows(scenario: Sections) -> tuple[str, ...]:
    """Return what is counted in all and for each stream: who came, and the ways to leave that there are."""
    measures = scenario.measures.values()
    opened = (way for way, rung in ON_THE_LADDER.items() if any(rung in one.brings.rungs for one in measures))
    return (*FLOWS, *opened)


def _unserved(scenario: Sections) -> str:
    return UNSERVED.format(" + ".join(flows(scenario)[FLOWS.index("withdrawn") :]))


def _exits(scenario: Sections) -> Iterator[FigureInfo]:
    for name in flows(scenario)[1:]:
        subject = "the number returned" if name == "returned" else ""
        yield FigureInfo(
            name, "claimants", "count", f"Claimants {_who(scenario, name)}.", unless=_condition_of(name),
            subject=subject, short=SHORT.get(name, ""),
        )  # fmt: skip
    of, left = f"Claimants who {_unserved(scenario)}.", ("unserved",)
    subject, short = "the number who left unserved", "left unserved"
    yield FigureInfo("unserved", "claimants", "count", of, unless=left, subject=subject, short=short)
    of = "Share of those who left who left unserved: unserved / left."
    yield FigureInfo("unserved_share", "", "share", of, unless=left)
    of = f"Share of those decided who were returned: {DECIDED}."
    yield FigureInfo(
        "returned_share", "", "share", of, unless=_condition_of("returned"), label="returned, share",
        subject="the share returned", short="returned, of decided",
    )  # fmt: skip


def _on_the_ladder(scenario: Sections) -> Iterator[FigureInfo]:
    """Yield of whom the rungs of measures are, by what would have become of them."""
    brought = {rung for measure in scenario.measures.values() for rung in measure.brings.rungs}
    for outcome in OUTCOMES[:-1] if "direct_back" in brought else ():
        of = f"Claimants who left directed back and would have been {outcome}."
        yield FigureInfo(f"directed_back_{outcome}", "claimants", "count", of, unless=("rung", "direct_back"))
    if "detention" in brought:
        of = "Claimants whom a measure detained; without it they would have gone another way."
        yield FigureInfo("detained_by_measure", "claimants", "count", of, unless=("rung", "detention"))
    for name, measure in scenario.measures.items():
        if measure.brings.overtime:
            mine: tuple[tuple[Owns, str], ...] = (("measure", name),)
            of = f"Officer-hours of overtime to which {name} called officers who came."
            yield FigureInfo(
                f"{name}_overtime_hours", "officer-hours", "hours", of, what="called_overtime_hours", owners=mine,
                short="overtime called",
            )  # fmt: skip


def _by_law() -> Iterator[FigureInfo]:
    for name, (meaning, label) in BY_LAW.items():
        yield FigureInfo(name, "claimants", "count", f"Claimants who left decided {meaning}.", label=label)
    for name, (order, outcome) in ORDERS_BY_OUTCOME.items():
        meaning, label = BY_LAW[order]
        of = f"Claimants who left {outcome} {meaning}."
        yield FigureInfo(name, "claimants", "count", of, what=order, label=f"{label}, {outcome}")
    of = "Claimants who left decided and whose party the law divided, so that each part went its own way."
    yield FigureInfo("divided", "claimants", "count", of, label="of divided parties")


def _of_stream(scenario: Sections, stream: str) -> Iterator[FigureInfo]:
    mine: tuple[tuple[Owns, str], ...] = (("stream", stream),)
    for name in flows(scenario):
        of, way, label = (
            f"Claimants of {stream} {_who(scenario, name)}.",
            _condition_of(name, stream),
            f"{name}, {plain(stream)}",
        )
        yield FigureInfo(
            f"{name}_{stream}", "claimants", "count", of, unless=way, what=name, owners=mine, label=label
        )  # fmt: skip
    of, name = f"Claimants of {stream} who {_unserved(scenario)}.", f"unserved_{stream}"
    yield FigureInfo(name, "claimants", "count", of, unless=("unserved",), what="unserved", owners=mine)
    of, way, label = f"Of {stream}: {DECIDED}.", _condition_of("returned", stream), f"returned share, {plain(stream)}"
    name, what = f"returned_share_{stream}", "returned_share"
    yield FigureInfo(name, "", "share", of, unless=way, what=what, owners=mine, label=label)


def _condition_of(name: str, stream: str = "") -> tuple[str, ...]:
    """Return what has to be possible for anybody to come, or to leave in a way."""
    known = {"arrived": ("coming", stream), "withdrawn": ("withdrawal",), "diverted": ("diversion",)}
    known |= {name: ("rung", rung) for name, rung in ON_THE_LADDER.items()}
    return known.get(name, ("outcome", name, stream))


def _whose(limit: int, said: str = "") -> str:
    """Return whose stays a figure is of: whole, or up to a limit."""
    if limit:
        return (
            f"claimants{said} who arrived at least {limit} h before the end and did not leave unserved within {limit} "
            f"h, {limit} h standing for every longer stay"
        )
    return (
        f"claimants{said} who arrived in the counted span and did not leave unserved, each stay whole: whoever is "
        "present at the end is played on until out; empty where somebody is not out 60 days after the end"
    )


def _stay(scenario: Sections, what: str, meaning: str, limit: int, of: Group) -> FigureInfo:
    """Return a statistic of stays, whole or up to a limit, of everybody or of a group."""
    up_to = f" up to {limit} h" if limit else ""
    statistic = {"mean": "mean", "max": "max"}.get(what, f"{what[1:]}th percentile")
    subject = {
        "mean": f"the mean time on site{up_to}",
        "max": f"the longest time on site{up_to}",
    }.get(what, f"the time on site{up_to} that {what[1:]}% do not exceed")
    return FigureInfo(
        stay_name(what, limit, of),
        "h",
        "hours",
        f"{meaning}, of {_whose(limit, of.phrase)}.",
        most=float(limit) if limit else math.inf,
        whole=not limit,
        what=STAY,
        owners=of.owners,
        label=f"time on site{up_to}, {plain(what + of.suffix) if of.kind else statistic}",
        subject="" if of.kind else subject,
        limit=limit if what not in ("mean", "max") else 0,
        instead="" if limit else stay_name("p95" if what == "max" else what, stay_limit(scenario), of),
    )


def _stays(scenario: Sections) -> Iterator[FigureInfo]:
    for limit in (0, stay_limit(scenario)):
        yield _stay(scenario, "mean", "Mean time from arrival to leaving", limit, EVERYBODY)
        for q in QUANTILES:
            yield _stay(scenario, f"p{q}", f"Least time that {q}% do not exceed", limit, EVERYBODY)
        if not limit:
            yield _stay(scenario, "max", "Longest time from arrival to leaving", limit, EVERYBODY)
    of, label = (
        "Claimants who arrived in the counted span and are not out 60 days after the end.",
        "still there 60 days",
    )
    yield FigureInfo(STUCK, "claimants", "count", of, label=f"{label} after the end", short=f"{label} on")
    for h in within_hours(scenario):
        yield _within(f"within_{h}h", h, EVERYBODY)
    for one in asked.stays(scenario):
        if one.hours:
            yield _within(one.name, one.hours, one.of)
        else:
            said = asked.STATISTIC[one.what].format("time from arrival to leaving")
            yield _stay(scenario, one.what, said, one.limit, one.of)


def _within(name: str, hours: int, of: Group) -> FigureInfo:
    meaning = (
        f"Share served and gone within {hours} h, of all claimants{of.phrase} who arrived at least so long before the "
        "end; those who left unserved are among all."
    )
    label = "" if of.kind else f"served and gone within {hours} h"
    return FigureInfo(
        name, "", "share", meaning, what="within", owners=of.owners, label=label,
        subject=f"the share {label}" if label else "", within=hours,
    )  # fmt: skip


def _waits(scenario: Sections) -> Iterator[FigureInfo]:
    for one in asked.waits(scenario):
        unit, kind = _unit(one)
        owners: tuple[tuple[Owns, str], ...] = (("step", one.step), *one.of.owners)
        label = "" if one.of.kind else _label_of_wait(plain(one.step), one.what)
        yield FigureInfo(one.name, unit, kind, one.meaning, what="wait", owners=owners, label=label)
    for name, step in scenario.process.steps.items():
        if step.patience is not None:
            mine: tuple[tuple[Owns, str], ...] = (("step", name),)
            of, what = f"Claimants who gave up waiting for {name}.", "gave_up"
            yield FigureInfo(f"gave_up_{name}", "claimants", "count", of, what=what, owners=mine)
            whose = f"of claimants who gave up waiting for {name} in the counted span, from ready to leaving"
            for statistic in asked.ALWAYS:
                of = f"{asked.STATISTIC[statistic].format('wait')}, {whose}."
                label = _label_of_wait(f"{plain(name)} gave up", statistic)
                yield FigureInfo(
                    f"wait_{name}_gave_up_{statistic}", "h", "hours", of, what="wait_gave_up", owners=mine, label=label
                )  # fmt: skip


def _unit(wait: Wait) -> tuple[str, Kind]:
    return ("", "share") if wait.over else ("h", "hours")


def _label_of_wait(whose: str, statistic: str) -> str:
    said = {"mean": "mean", "p95": "95th percentile"}.get(statistic)
    return f"wait for {whose}, {said}" if said else ""


PARTS: tuple[Callable[[Sections], Iterator[FigureInfo]], ...] = (_people, _stays, _waits)
