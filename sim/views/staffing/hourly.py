"""A goal of every hour in words: how many hours keep it, and the others with what holds them back."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sim.arrays import HOURS_OF_WEEK
from sim.planning.staffing.hourly_goals import AFTER, CLOSED, FEW, FULL, HELD, MORE, SHORT
from sim.views.staffing.target_words import STATES
from sim.views.text.words import plain
from sim.wording import ENGLISH, Noted, counted, noted, say, speaking
from sim.wording.calendar_said import time_at, weekday, weekday_short
from sim.wording.quantity import digits, listed, rounded, three_digits

if TYPE_CHECKING:
    from sim.planning.staffing.hourly_goals import Hour, Hours, Why
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.requirement import Goal

MOST = 4  # hours; spells named in a sentence
HEADER = ("pool", "hour", "weeks", "share", "busy", "verdict", "why")


def asked(goal: "Goal") -> Noted:
    """Return the goal as a table has it: "90% within 25 min in every hour"."""
    served, busy = (digits(100 * (share or 0), 12) for share in (goal.served, goal.busy))
    told = {"share": served, "n": digits(goal.within / 60, 4), "busy": busy}
    if goal.served is None:
        return noted("officers busy at most {busy}% in every hour", **told)
    if goal.busy is None and not goal.within:
        return noted("{share}% at once in every hour", **told)
    if goal.busy is None:
        return noted("{share}% within {n} min in every hour", **told)
    if not goal.within:
        return noted("{share}% at once and officers busy at most {busy}% in every hour", **told)
    return noted("{share}% within {n} min and officers busy at most {busy}% in every hour", **told)


def asked_said(goal: "Goal") -> str:
    """Return the goal in words."""
    parts = []
    if goal.served is not None:
        share, minutes = _percent(goal.served), three_digits(goal.within / 60, 1)
        if goal.within:
            parts.append(counted("{share} within {n} minute", "{share} within {n} minutes", minutes, share=share))
        else:
            parts.append(say("{share} at once", share=share))
    if goal.busy is not None:
        parts.append(say("officers busy at most {share}", share=_percent(goal.busy)))
    return say("{goal} in every hour", goal=listed(parts))


def _percent(share: float) -> str:
    return say("{n}%", n=rounded(100 * share, 0 if abs(100 * share - round(100 * share)) < 1e-9 else 1))


def verdicts(staffing: "Staffing", every: "Hours") -> Iterator[str]:
    """Yield a clause a pool: what was served in time in all, and how many hours are proven, met and missed."""
    for p, pool in enumerate(staffing.rosters):
        told = {"goal": asked_said(every.goal), "pool": plain(pool), "counts": counts_said(every.of(p))}
        if every.goal.served is not None and not math.isnan(every.shares[p]):
            yield say("{goal}, {pool}: {share} in all, {counts}", share=_percent(every.shares[p]), **told)
        else:
            yield say("{goal}, {pool}: {counts}", **told)


def counts(hours: "Sequence[Hour]") -> Noted:
    """Return how many hours of the week are proven, met and missed, as a table has it."""
    proven, met = sum(one.proven for one in hours), sum(one.met for one in hours)
    return noted(
        "hours of the week: {proven} of {n} proven, {met} met by the mean, {missed} missed",
        proven=proven, n=len(hours), met=met - proven, missed=len(hours) - met,
    )  # fmt: skip


def counts_said(hours: "Sequence[Hour]") -> str:
    """Return the same in words."""
    proven, met = sum(one.proven for one in hours), sum(one.met for one in hours)
    return counted(
        "{proven} of {n} hour of the week proven, {met} met on average, {missed} missed",
        "{proven} of {n} hours of the week proven, {met} met on average, {missed} missed",
        len(hours), proven=proven, met=met - proven, missed=len(hours) - met,
    )  # fmt: skip


def missed(staffing: "Staffing", every: "Hours") -> Iterator[str]:
    """Yield a line a pool and reason: which hours miss, the worst of them, and why."""
    for p, pool in enumerate(staffing.rosters):
        lost = sorted((one for one in every.of(p) if not one.met), key=lambda one: (one.why, one.rooms, one.group))
        for why, some in groupby(lost, key=why_said):
            hours = list(some)
            spells = _spells([one.group for one in hours])
            if len(spells) > MOST:
                more = len(spells) - MOST
                spells = [*spells[:MOST], counted("{n} more time", "{n} more times", more)]
            shares = [one.share for one in hours if not math.isnan(one.share)]
            told = {"pool": plain(pool), "when": listed(spells), "why": why}
            if shares and every.goal.served is not None:
                yield counted(
                    "Missed by {pool} in {n} hour of the week, {when}, the worst {worst}: {why}.",
                    "Missed by {pool} in {n} hours of the week, {when}, the worst {worst}: {why}.",
                    len(hours), worst=_percent(min(shares)), **told,
                )  # fmt: skip
            else:
                yield counted(
                    "Missed by {pool} in {n} hour of the week, {when}: {why}.",
                    "Missed by {pool} in {n} hours of the week, {when}: {why}.",
                    len(hours), **told,
                )  # fmt: skip


WHY: "Mapping[Why, str]" = {
    "": "",
    MORE: noted("more officers were called for in each round"),
    CLOSED: noted("no shift that the roster may use covers it"),
    HELD: noted("officers are free while visits wait, so rooms or space are the limit"),
    SHORT: noted("the roster has fewer officers than required"),
    FULL: noted("as many officers are on the roster as there are desks (at_most)"),
    AFTER: noted("those of the hours before, for whom there were no desks (at_most), are served first"),
}


def why_said(one: "Hour") -> str:
    """Return what holds an hour back, in words that are said when they are shown."""
    if one.rooms:
        return noted("{why} ({rooms})", why=WHY[one.why], rooms=", ".join(one.rooms))
    return WHY[one.why]


def _spells(groups: "Sequence[int]") -> list[str]:
    """Return hours of the week that follow one another, as "Mon 03:00 to 05:00"."""
    named = [say("hours with few visits")] if FEW in groups else []
    inner = sorted(g for g in groups if g != FEW)
    for _, run in groupby(enumerate(inner), key=lambda pair: pair[1] - pair[0]):
        first, *rest = (g for _, g in run)
        last = rest[-1] if rest else first
        end = time_at((last % HOURS_OF_WEEK + 1) % 24)
        weekday, block = weekday_short(first % HOURS_OF_WEEK // 24), first // HOURS_OF_WEEK
        when = say("{weekday} {begin} to {end}", weekday=weekday, begin=time_at(first % 24), end=end)
        if block:
            when = say("{when} in weeks {first} to {last}", when=when, first=4 * block + 1, last=4 * block + 4)
        named.append(when)
    return named


def label(group: int) -> str:
    """Return the hour of the week, "Monday 03:00"."""
    if group == FEW:
        return say("hours with few visits")
    return say("{weekday} {time}", weekday=weekday(group % HOURS_OF_WEEK // 24), time=time_at(group % 24))


def in_english(group: int) -> str:
    """Return the hour of the week as files for programs have it, whatever language is spoken."""
    with speaking(ENGLISH):
        return label(group)


def rows(staffing: "Staffing", every: "Hours", label: "Callable[[int], str]" = in_english) -> Iterator[Sequence[Any]]:
    """`hours.csv`: a row a pool and hour of the week in the last round; `weeks` is the first of its four weeks."""
    yield HEADER
    pools = list(staffing.rosters)
    for one in every.hours:
        state = STATES["proven" if one.proven else "met" if one.met else "missed"]
        weeks = "" if one.group == FEW else 4 * (one.group // HOURS_OF_WEEK) + 1
        numbers = ("" if math.isnan(value) else value for value in (one.share, one.busy))
        yield (pools[one.pool], label(one.group), weeks, *numbers, state, why_said(one))


def document(staffing: "Staffing", every: "Hours") -> dict[str, Any]:
    """Return the verdict on each pool for JSON."""
    return {
        pool: {
            "share": None if math.isnan(every.shares[p]) else every.shares[p],
            "hours": len(every.of(p)),
            "proven": sum(one.proven for one in every.of(p)),
            "met": sum(one.met for one in every.of(p)),
            "missed": [
                {
                    "hour": in_english(one.group),
                    "share": None if math.isnan(one.share) else one.share,
                    "why": why_said(one),
                }
                for one in every.of(p)
                if not one.met
            ],
        }
        for p, pool in enumerate(staffing.rosters)
    }
