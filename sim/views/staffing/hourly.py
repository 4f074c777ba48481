"""A goal of every hour in words: how many hours keep it, and the others with what holds them back."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sim.arrays import HOURS_OF_WEEK
from sim.planning.staffing.hourly_goals import AFTER, CLOSED, FEW, FULL, HELD, MORE, SHORT
from sim.views.kit.time_axis import DAYS
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.calendar_said import weekday_short
from sim.wording.quantity import listed, rounded, three_digits

if TYPE_CHECKING:
    from sim.planning.staffing.hourly_goals import Hour, Hours
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.requirement import Goal

MOST = 4  # hours; spells named in a sentence
HEADER = ("pool", "hour", "weeks", "share", "busy", "verdict", "why")


def asked(goal: "Goal") -> str:
    """Return the goal as the tables for programs have it: "90% within 25 min in every hour"."""
    parts = []
    if goal.served is not None:
        within = f"within {goal.within / 60:.4g} min" if goal.within else "at once"
        parts.append(f"{goal.served * 100:.12g}% {within}")
    if goal.busy is not None:
        parts.append(f"officers busy at most {goal.busy * 100:.12g}%")
    return f"{' and '.join(parts)} in every hour"


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


def counts(hours: "Sequence[Hour]") -> str:
    """Return how many hours of the week are proven, met and missed, as the tables for programs have it."""
    proven, met = sum(one.proven for one in hours), sum(one.met for one in hours)
    rest = f"{met - proven} met by the mean, {len(hours) - met} MISSED"
    return f"{proven} of {len(hours)} hours of the week proven, {rest}"


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
        lost = sorted((one for one in every.of(p) if not one.met), key=lambda one: (one.why, one.group))
        for why, some in groupby(lost, key=lambda one: one.why):
            hours = list(some)
            spells = _spells([one.group for one in hours])
            if len(spells) > MOST:
                more = len(spells) - MOST
                spells = [*spells[:MOST], counted("{n} more time", "{n} more times", more)]
            shares = [one.share for one in hours if not math.isnan(one.share)]
            told = {"pool": plain(pool), "when": listed(spells), "why": why_said(why)}
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


def why_said(why: str) -> str:
    """Return what holds an hour back, in words."""
    return {
        MORE: say("more officers were called for in each round"),
        CLOSED: say("no shift that the roster may use covers it"),
        HELD: say("officers are free while visits wait, so rooms or space are the limit"),
        SHORT: say("the roster has fewer officers than required"),
        FULL: say("as many officers are on the roster as there are desks (at_most)"),
        AFTER: say("those of the hours before, for whom there were no desks (at_most), are served first"),
    }[why]


def _spells(groups: "Sequence[int]") -> list[str]:
    """Return hours of the week that follow one another, as "Mon 03:00 to 05:00"."""
    named = [say("hours with few visits")] if FEW in groups else []
    inner = sorted(g for g in groups if g != FEW)
    for _, run in groupby(enumerate(inner), key=lambda pair: pair[1] - pair[0]):
        first, *rest = (g for _, g in run)
        last = rest[-1] if rest else first
        end = f"{(last % HOURS_OF_WEEK + 1) % 24:02d}:00"
        weekday, block = weekday_short(first % HOURS_OF_WEEK // 24), first // HOURS_OF_WEEK
        when = say("{weekday} {begin} to {end}", weekday=weekday, begin=f"{first % 24:02d}:00", end=end)
        if block:
            when = say("{when} in weeks {first} to {last}", when=when, first=4 * block + 1, last=4 * block + 4)
        named.append(when)
    return named


def label(group: int) -> str:
    """Return the hour of the week, "Mon 03:00"."""
    return "hours with few visits" if group == FEW else f"{DAYS[group % HOURS_OF_WEEK // 24]} {group % 24:02d}:00"


def rows(staffing: "Staffing", every: "Hours") -> Iterator[Sequence[Any]]:
    """`hours.csv`: a row a pool and hour of the week in the last round; `weeks` is the first of its four weeks."""
    yield HEADER
    pools = list(staffing.rosters)
    for one in every.hours:
        state = "proven" if one.proven else "met, not proven" if one.met else "MISSED"
        weeks = "" if one.group == FEW else 4 * (one.group // HOURS_OF_WEEK) + 1
        numbers = ("" if math.isnan(value) else value for value in (one.share, one.busy))
        yield (pools[one.pool], label(one.group), weeks, *numbers, state, one.why)


def document(staffing: "Staffing", every: "Hours") -> dict[str, Any]:
    """Return the verdict on each pool for JSON."""
    return {
        pool: {
            "share": None if math.isnan(every.shares[p]) else every.shares[p],
            "hours": len(every.of(p)),
            "proven": sum(one.proven for one in every.of(p)),
            "met": sum(one.met for one in every.of(p)),
            "missed": [
                {"hour": label(one.group), "share": None if math.isnan(one.share) else one.share, "why": one.why}
                for one in every.of(p)
                if not one.met
            ],
        }
        for p, pool in enumerate(staffing.rosters)
    }
