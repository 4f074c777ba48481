"""Figures of people: how many came and how they left, how long they stayed, how long they waited."""

import math
from collections.abc import Callable, Iterator

from sim.scenario.catalogue import asked
from sim.scenario.catalogue.asked import EVERYBODY, Group, Wait, stay_limit, stay_name, within_hours
from sim.scenario.catalogue.figure import FigureInfo, Kind, Owns
from sim.scenario.catalogue.words_of_people import (
    BY_LAW,
    FLOWING,
    LABELS,
    OF_STREAM,
    ORDERS_BY_OUTCOME,
    OUTCOME,
    SHORT,
    STATISTIC,
    STAYS,
    stay_label,
    stay_subject,
    wait_label,
    whose_stay,
)
from sim.scenario.language.process import OUTCOMES
from sim.scenario.language.sections import Sections
from sim.wording import noted
from sim.wording.named import called

FLOWS = ("arrived", *OUTCOMES, "withdrawn", "diverted")  # counted in all, and for each stream
ON_THE_LADDER = {"sent_on": "other_port", "directed_back": "direct_back"}  # ways out that only rungs of measures open
QUANTILES = (50, 90, 95)  # of the time on site, in percent
STUCK = "still_present_60d"  # where it is above 0, no whole stay is given
STAY = "time_on_site"  # `what` of every figure of stays
CLAIMANTS = noted("Claimants")
DECIDED = "returned / (referred + returned + barred + detained)"


def stay_phrases(scenario: Sections, withheld: bool) -> dict[str, str]:
    """Return the mean stay and its quantiles as they are described: by `mean`, `p50` and so on, the name of the
    figure.
    """
    limit = stay_limit(scenario) if withheld else 0
    return {what: stay_name(what, limit) for what in ("mean", *(f"p{q}" for q in QUANTILES))}


def _people(scenario: Sections) -> Iterator[FigureInfo]:
    of = noted("Claimants present when the counted span begins.")
    yield _count("present_at_start", of)._replace(unless=("earlier",))
    yield _count("arrived", FLOWING["arrived"](CLAIMANTS, scenario.port))
    yield _count("left", noted("Claimants who left in the counted span, whenever they came."))
    of, short = noted("Claimants present at the end."), noted("still there at the end")
    yield _count("still_present", of)._replace(short=short)
    of = noted(
        "Of these, claimants for whom nothing comes any more: since they became ready the officers, room or departure "
        "of their step were never there, nor are they in the 60 days after the end."
    )
    short = noted("of these without any chance")
    yield _count("stranded", of)._replace(unless=("stranding",), short=short)
    yield from _exits(scenario)
    yield from _on_the_ladder(scenario)
    if scenario.screening.facts:
        yield from _by_law()
    for stream in scenario.arrivals:
        yield from _of_stream(scenario, stream)


def _count(name: str, meaning: str) -> FigureInfo:
    """Return a number of claimants."""
    return FigureInfo(name, "claimants", "count", meaning, label=LABELS.get(name, ""))


def flows(scenario: Sections) -> tuple[str, ...]:
    """Return what is counted in all and for each stream: who came, and the ways to leave that there are."""
    measures = scenario.measures.values()
    opened = (way for way, rung in ON_THE_LADDER.items() if any(rung in one.brings.rungs for one in measures))
    return (*FLOWS, *opened)


def _unserved(scenario: Sections) -> str:
    """Return the ways to leave unserved, as a sum of figures."""
    return " + ".join(flows(scenario)[FLOWS.index("withdrawn") :])


def _exits(scenario: Sections) -> Iterator[FigureInfo]:
    for name in flows(scenario)[1:]:
        subject = noted("the number returned") if name == "returned" else ""
        counted = _count(name, FLOWING[name](CLAIMANTS, scenario.port))
        yield counted._replace(unless=_condition_of(name), subject=subject, short=SHORT.get(name, ""))
    of, left = noted("{whom} who left unserved: {sum}.", whom=CLAIMANTS, sum=_unserved(scenario)), ("unserved",)
    subject, short = noted("the number who left unserved"), noted("left unserved")
    yield _count("unserved", of)._replace(unless=left, subject=subject, short=short)
    of = noted("Share of those who left who left unserved: unserved / left.")
    yield FigureInfo("unserved_share", "", "share", of, unless=left, label=noted("unserved, share"))
    of = noted("Share of those decided who were returned: {share}.", share=DECIDED)
    yield FigureInfo(
        "returned_share", "", "share", of, unless=_condition_of("returned"), label=noted("returned, share"),
        subject=noted("the share returned"), short=noted("returned, of decided"),
    )  # fmt: skip


def _on_the_ladder(scenario: Sections) -> Iterator[FigureInfo]:
    """Yield of whom the rungs of measures are, by what would have become of them."""
    brought = {rung for measure in scenario.measures.values() for rung in measure.brings.rungs}
    for outcome in OUTCOMES[:-1] if "direct_back" in brought else ():
        of = noted("Claimants who left directed back and would have been {outcome}.", outcome=OUTCOME[outcome])
        label = noted("directed back, else {outcome}", outcome=OUTCOME[outcome])
        back = FigureInfo(f"directed_back_{outcome}", "claimants", "count", of, unless=("rung", "direct_back"))
        yield back._replace(label=label)
    if "detention" in brought:
        of = noted("Claimants whom a measure detained; without it they would have gone another way.")
        held = FigureInfo("detained_by_measure", "claimants", "count", of, unless=("rung", "detention"))
        yield held._replace(label=noted("detained by measure"))
    for name, measure in scenario.measures.items():
        if measure.brings.overtime:
            mine: tuple[tuple[Owns, str], ...] = (("measure", name),)
            of = noted("Officer-hours of overtime to which {measure} called officers who came.", measure=called(name))
            yield FigureInfo(
                f"{name}_overtime_hours", "officer-hours", "hours", of, what="called_overtime_hours", owners=mine,
                label=noted("{measure} overtime hours", measure=called(name)), short=noted("overtime called"),
            )  # fmt: skip


def _by_law() -> Iterator[FigureInfo]:
    for name, (meaning, label) in BY_LAW.items():
        yield FigureInfo(name, "claimants", "count", meaning(noted("Claimants who left decided")), label=label)
    for name, (order, outcome) in ORDERS_BY_OUTCOME.items():
        meaning, label = BY_LAW[order]
        of = meaning(noted("Claimants who left {outcome}", outcome=OUTCOME[outcome]))
        label = noted("{orders}, {outcome}", orders=label, outcome=OUTCOME[outcome])
        yield FigureInfo(name, "claimants", "count", of, what=order, label=label)
    of = noted("Claimants who left decided and whose party the law divided, so that each part went its own way.")
    yield FigureInfo("divided", "claimants", "count", of, label=noted("of divided parties"))


def _of_stream(scenario: Sections, stream: str) -> Iterator[FigureInfo]:
    mine: tuple[tuple[Owns, str], ...] = (("stream", stream),)
    its = called(stream)
    whom = noted("Claimants of {stream}", stream=its)
    for name in flows(scenario):
        of, way, label = FLOWING[name](whom, scenario.port), _condition_of(name, stream), OF_STREAM[name](its)
        yield FigureInfo(
            f"{name}_{stream}", "claimants", "count", of, unless=way, what=name, owners=mine, label=label
        )  # fmt: skip
    of, name = noted("{whom} who left unserved: {sum}.", whom=whom, sum=_unserved(scenario)), f"unserved_{stream}"
    label = OF_STREAM["unserved"](its)
    left = FigureInfo(name, "claimants", "count", of, unless=("unserved",), what="unserved", owners=mine)
    yield left._replace(label=label)
    of, way = noted("Of {stream}: {share}.", stream=its, share=DECIDED), _condition_of("returned", stream)
    name, what, label = f"returned_share_{stream}", "returned_share", noted("returned share, {stream}", stream=its)
    yield FigureInfo(name, "", "share", of, unless=way, what=what, owners=mine, label=label)


def _condition_of(name: str, stream: str = "") -> tuple[str, ...]:
    """Return what has to be possible for anybody to come, or to leave in a way."""
    known = {"arrived": ("coming", stream), "withdrawn": ("withdrawal",), "diverted": ("diversion",)}
    known |= {name: ("rung", rung) for name, rung in ON_THE_LADDER.items()}
    return known.get(name, ("outcome", name, stream))


def _stay(scenario: Sections, what: str, limit: int, of: Group) -> FigureInfo:
    """Return a statistic of stays, whole or up to a limit, of everybody or of a group."""
    return FigureInfo(
        stay_name(what, limit, of),
        "h",
        "hours",
        STAYS[what](whose_stay(limit, of.whom)),
        most=float(limit) if limit else math.inf,
        whole=not limit,
        what=STAY,
        owners=of.owners,
        label=stay_label(what, limit, of.called),
        subject="" if of.kind else stay_subject(what, limit),
        limit=limit if what not in ("mean", "max") else 0,
        instead="" if limit else stay_name("p95" if what == "max" else what, stay_limit(scenario), of),
    )


def _stays(scenario: Sections) -> Iterator[FigureInfo]:
    for limit in (0, stay_limit(scenario)):
        yield _stay(scenario, "mean", limit, EVERYBODY)
        for q in QUANTILES:
            yield _stay(scenario, f"p{q}", limit, EVERYBODY)
        if not limit:
            yield _stay(scenario, "max", limit, EVERYBODY)
    of = noted("Claimants who arrived in the counted span and are not out 60 days after the end.")
    label, short = noted("still there 60 days after the end"), noted("still there 60 days on")
    yield FigureInfo(STUCK, "claimants", "count", of, label=label, short=short)
    for h in within_hours(scenario):
        yield _within(f"within_{h}h", h, EVERYBODY)
    for one in asked.stays(scenario):
        yield _within(one.name, one.hours, one.of) if one.hours else _stay(scenario, one.what, one.limit, one.of)


def _within(name: str, hours: int, of: Group) -> FigureInfo:
    meaning = noted(
        "Share served and gone within {hours} h, of all {whom} who arrived at least so long before the end; those who "
        "left unserved are among all.", hours=hours, whom=of.whom,
    )  # fmt: skip
    label = noted("served and gone within {hours} h", hours=hours)
    if of.kind:
        label = noted("served and gone within {hours} h, {group}", hours=hours, group=of.called)
    subject = "" if of.kind else noted("the share served and gone within {hours} h", hours=hours)
    return FigureInfo(
        name, "", "share", meaning, what="within", owners=of.owners, label=label, subject=subject, within=hours,
    )  # fmt: skip


def _waits(scenario: Sections) -> Iterator[FigureInfo]:
    for one in asked.waits(scenario):
        unit, kind = _unit(one)
        owners: tuple[tuple[Owns, str], ...] = (("step", one.step), *one.of.owners)
        label = wait_label(one.step, one.what, one.length, one.of.called)
        yield FigureInfo(one.name, unit, kind, one.meaning, what="wait", owners=owners, label=label)
    for name, step in scenario.process.steps.items():
        if step.patience is not None:
            yield from _given_up(name)


def _given_up(step: str) -> Iterator[FigureInfo]:
    """Yield who gave up waiting for a step, and how long they waited."""
    mine: tuple[tuple[Owns, str], ...] = (("step", step),)
    of, label = (
        noted("Claimants who gave up waiting for {step}.", step=called(step)),
        noted("gave up, {step}", step=called(step)),
    )
    yield FigureInfo(f"gave_up_{step}", "claimants", "count", of, what="gave_up", owners=mine, label=label)
    whose = noted(
        "claimants who gave up waiting for {step} in the counted span, from ready to leaving", step=step
    )  # fmt: skip
    for statistic in asked.ALWAYS:
        of = asked.WAITS[statistic](whose)
        said = STATISTIC[statistic]
        label = noted("wait for {step} of those who gave up, {statistic}", step=called(step), statistic=said)
        yield FigureInfo(
            f"wait_{step}_gave_up_{statistic}", "h", "hours", of, what="wait_gave_up", owners=mine, label=label
        )  # fmt: skip


def _unit(wait: Wait) -> tuple[str, Kind]:
    return ("", "share") if wait.over else ("h", "hours")


PARTS: tuple[Callable[[Sections], Iterator[FigureInfo]], ...] = (_people, _stays, _waits)
