"""The staffing answer in sentences, the first screen first; and as one document."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.planning.staffing.trial import base_hours
from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.views.staffing import proofs
from sim.views.staffing.limit_words import relaxed_said
from sim.views.staffing.made_words import made
from sim.views.staffing.roster_screen import first
from sim.views.staffing.target_words import target_said, value_said
from sim.views.text.first_screen import sentences as screen
from sim.views.text.words import capital, plain
from sim.wording import counted, say
from sim.wording.calendar_said import time_at
from sim.wording.quantity import listed, money, rounded

if TYPE_CHECKING:
    from sim.planning.rostering.rostering import Roster
    from sim.planning.staffing.bottlenecks import RelaxedLimit
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point


def compared(staffing: "Staffing") -> tuple[str, ...]:
    """Return the figures in which the proposal is compared with the written roster."""
    stays = stay_phrases(staffing.scenario, staffing.today.withheld or staffing.proposed.withheld)["mean"]
    return ("within_24h", stays, "cost_staff", "cost_overtime", "cost_total")


def sentences(
    staffing: "Staffing", surges: Sequence["Multiple"] = (), frontier: Sequence["Point"] = ()
) -> Iterator[str]:
    """Yield the first screen, the details, then how it was found: a sentence each."""
    yield from screen(first(staffing))
    yield from details(staffing, surges, frontier)
    yield from made(staffing)


def details(staffing: "Staffing", surges: Sequence["Multiple"] = (), frontier: Sequence["Point"] = ()) -> Iterator[str]:
    """Yield what the first screen leaves out: each pool, officers whom measures bring, those not served, what stands in
    the way, surges, what money buys.
    """
    yield from (pool_said(staffing, name, roster) for name, roster in staffing.rosters.items())
    yield alone(staffing)
    yield from brought(staffing)
    yield from unserved(staffing)
    yield from in_the_way(staffing)
    yield from (surge_said(*one) for one in surges)
    yield from (point_said(point) for point in frontier)


def pool_said(staffing: "Staffing", name: str, roster: "Roster") -> str:
    """Return the hours of a pool against those written, its people, its price, and what it is short."""
    hours, then = int(rounded(roster.hours)), int(rounded(base_hours(staffing.scenario)[name]))
    parts = [
        counted("{n} officer-hour, written {then}", "{n} officer-hours, written {then}", hours, then=then),
    ]
    if roster.overtime_hours >= 0.5:
        over = int(rounded(roster.overtime_hours))
        parts.append(counted("{n} of them overtime", "{n} of them overtime", over))
    if staffing.scenario.staff[name].cost:
        parts.append(money(roster.cost, staffing.scenario.currency))
    if roster.people:
        people = len(roster.people)
        parts.append(
            counted(
                "{n} person on the roster",
                "{n} people on the roster, at most {most} at a time",
                people,
                most=roster.at_once,
            )
        )
    short = int(rounded(float(roster.short.sum())))
    if not roster.required.any():
        parts.append(say("nobody is needed of it"))
    elif float(roster.short.sum()) < 1e-6:
        parts.append(say("every hour has the officers that it needs by itself"))
    else:
        parts.append(
            counted("{n} officer-hour short of what hours need by themselves",
                    "{n} officer-hours short of what hours need by themselves", short)
        )  # fmt: skip
    return say("{pool}: {what}.", pool=capital(plain(name)), what="; ".join(parts))


def alone(staffing: "Staffing") -> str:
    """Return whether measures bring officers to the proposed roster; to the written one they do."""
    if staffing.help:
        return say("Officers whom measures bring serve both rosters, and are in all costs.")
    return say(
        "No measure brings officers to the proposed roster, which stands on its own; to the written one they do."
    )


def brought(staffing: "Staffing") -> Iterator[str]:
    """Yield hours of borrowed officers, who are on no roster."""
    for name, (now, then) in borrowed(staffing).items():
        if max(now, then) > 0.5:
            hours = int(rounded(then))
            if staffing.help:
                yield counted(
                    "{pool}: measures bring {n} officer-hour to the written roster, {now} to the proposed.",
                    "{pool}: measures bring {n} officer-hours to the written roster, {now} to the proposed.",
                    hours, pool=capital(plain(name)), now=rounded(now),
                )  # fmt: skip
            else:
                yield counted(
                    "{pool}: measures bring {n} officer-hour to the written roster, none to the proposed.",
                    "{pool}: measures bring {n} officer-hours to the written roster, none to the proposed.",
                    hours, pool=capital(plain(name)),
                )  # fmt: skip


def borrowed(staffing: "Staffing") -> dict[str, tuple[float, float]]:
    """Return officer-hours that measures bring, by pool: to the proposed roster, and to the written one."""
    base = base_hours(staffing.scenario), base_hours(staffing.proposed.scenario)
    then, now = (result.summary for result in (staffing.today, staffing.proposed))
    return {
        name: (
            max(now[f"rostered_hours_{name}"].mean - base[1][name], 0.0) if staffing.help else 0.0,
            max(then[f"rostered_hours_{name}"].mean - base[0][name], 0.0),
        )
        for name in staffing.rosters
    }


def unserved(staffing: "Staffing") -> Iterator[str]:
    """Yield those who left unserved under either roster: a figure that they make lower is no gain."""
    now, then = (result.summary["unserved"].mean for result in (staffing.proposed, staffing.today))
    if max(now, then) > 0:
        numbers = {"now": rounded(now, 1), "then": rounded(then, 1)}
        if staffing.difference("unserved").changed:
            yield say(
                "Left unserved: {now} claimants a run with the proposed roster, {then} with the written one, so that "
                "neither is better by the rest.",
                **numbers,
            )
        else:
            yield say("Left unserved: {now} claimants a run with either roster.", now=numbers["now"])


def in_the_way(staffing: "Staffing") -> Iterator[str]:
    """Yield which limits keep a target from being met, and where a room is worth more than an officer."""
    yield from (limit_said(staffing, one) for one in staffing.limits)
    if any(not one.met for one in staffing.rounds[-1].verdicts) and not staffing.limits:
        yield say("Targets are missed, and no limit that was relaxed, nor all of them together, changes that.")
    for gain in staffing.room_gains:
        yield say(
            "From {begin} to {end} one more of {room} is worth more than one more of {pool}: it saves {by_room} "
            "against {by_officer} hours of waiting a day.",
            begin=time_at(gain.begin), end=time_at(gain.end), room=plain(gain.room), pool=plain(gain.pool),
            by_room=rounded(gain.saved_by_room, 1), by_officer=rounded(gain.saved_by_officer, 1),
        )  # fmt: skip


def limit_said(staffing: "Staffing", one: "RelaxedLimit") -> str:
    """Return what a target would be without a limit."""
    verdict = next(each for each in staffing.rounds[-1].verdicts if each.name == one.figure)
    figure, said = staffing.proposed.figures[one.figure], target_said(staffing.proposed, staffing.today, verdict)
    told = {
        "target": said.label, "found": said.found, "asked": said.asked, "limit": relaxed_said(one.limit),
        "then": value_said(verdict.mean + one.change, figure, 1, staffing.scenario.currency),
    }  # fmt: skip
    if one.met:
        return say("{target}: {found} found, {asked} asked; with {limit} it is {then}, and is met.", **told)
    return say("{target}: {found} found, {asked} asked; with {limit} it is {then}, and is missed still.", **told)


def surge_said(times: float, other: "Staffing") -> str:
    """Return what the demand times a number takes, and whether its roster meets what was asked."""
    each = [
        say("{pool} {hours}", pool=plain(name), hours=int(rounded(roster.hours)))
        for name, roster in other.rosters.items()
    ]
    told = {
        "times": rounded(times, 2 if times % 1 else 0),
        "hours": listed(each),
        "most": int(other.required.max(initial=0)),
    }
    if not other.rounds[-1].asked:
        return say("Demand times {times}: officer-hours of {hours}, at most {most} needed at once.", **told)
    if other.proven:
        return say(
            "Demand times {times}: officer-hours of {hours}, at most {most} needed at once; proven to meet "
            "what is asked.",
            **told,
        )
    if other.met:
        return say(
            "Demand times {times}: officer-hours of {hours}, at most {most} needed at once; meets what is "
            "asked on average.",
            **told,
        )
    return say(
        "Demand times {times}: officer-hours of {hours}, at most {most} needed at once; misses what is asked.", **told
    )


def point_said(point: "Point") -> str:
    """Return what the hours of a roster give."""
    share, hours = point.result.summary["within_24h"], int(rounded(point.hours))
    if math.isnan(share.mean):
        return say("{hours} officer-hours: nobody arrives 24 hours before the end.", hours=hours)
    return counted(
        "{n} officer-hour: {share}% served and gone within 24 hours.",
        "{n} officer-hours: {share}% served and gone within 24 hours.",
        hours, share=rounded(100 * share.mean, 1),
    )  # fmt: skip


def summary(
    staffing: "Staffing", surges: Sequence["Multiple"] = (), frontier: Sequence["Point"] = ()
) -> dict[str, Any]:
    """Return all of it as one document for JSON; what does not exist is null."""
    return {
        "scenario": staffing.scenario.name,
        "seeds": {"search": staffing.scenario.seed, "proof": staffing.proposed.seed},
        "replications": len(staffing.proposed.runs),
        "level": staffing.level,
        "budget_hours": staffing.budget,
        "targets_met": staffing.met,
        "targets_proven": staffing.proven,
        "rounds": proofs.document(staffing),
        "with_help": staffing.help,
        "rosters": {name: _plain(staffing, name, roster) for name, roster in staffing.rosters.items()},
        "targets": {
            one.name: {
                "asked": one.text,
                "met": one.met,
                "proven": one.proven,
                "mean": _number(one.mean),
                "today": _number(today.mean),
            }
            for one, today in zip(staffing.rounds[-1].verdicts, staffing.today.targets, strict=True)
        },
        "change": {
            figure: dict(zip(("mean", "low", "high"), map(_number, staffing.change(figure)), strict=True))
            for figure in compared(staffing)
        },
        "limits": [one._asdict() | {"limit": one.limit._asdict()} for one in staffing.limits],
        "worth": [one._asdict() for one in staffing.room_gains],
        "surges": [
            {"times": one.times, "hours": one.staffing.hours, "targets_met": one.staffing.met} for one in surges
        ],
        "frontier": [
            {"hours": one.hours, "cost": one.cost, "within_24h": _number(one.result.summary["within_24h"].mean)}
            for one in frontier
        ],
    }


def _plain(staffing: "Staffing", name: str, roster: "Roster") -> dict[str, Any]:
    return {
        "hours": roster.hours,
        "overtime_hours": roster.overtime_hours,
        "hours_today": base_hours(staffing.scenario)[name],
        "help_hours": dict(zip(("proposed", "today"), borrowed(staffing)[name], strict=True)),
        "people": len(roster.people) or None,
        "cost": roster.cost if staffing.scenario.staff[name].cost else None,
        "short_hours": float(roster.short.sum()),
        "gap": _number(roster.gap),
        "proven": roster.proven,
        "binding": [one._asdict() for one in roster.binding],
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
