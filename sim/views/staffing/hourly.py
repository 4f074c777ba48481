"""A goal of every hour in words: how many hours keep it, and the others with what holds them back."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sim.arrays import HOURS_OF_WEEK
from sim.planning.staffing.hourly_goals import FEW
from sim.views.kit.time_axis import DAYS
from sim.views.text import words

if TYPE_CHECKING:
    from sim.planning.staffing.hourly_goals import Hour, Hours
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.requirement import Goal

MOST = 4  # hours; spells named in a sentence
HEADER = ("pool", "hour", "weeks", "share", "busy", "verdict", "why")


def asked(goal: "Goal") -> str:
    """Return the goal: "90% within 25 min in every hour"."""
    parts = []
    if goal.served is not None:
        within = f"within {goal.within / 60:.4g} min" if goal.within else "at once"
        parts.append(f"{goal.served * 100:.12g}% {within}")
    if goal.busy is not None:
        parts.append(f"officers busy at most {goal.busy * 100:.12g}%")
    return f"{' and '.join(parts)} in every hour"


def verdicts(staffing: "Staffing", every: "Hours") -> Iterator[str]:
    """Yield a clause a pool: what was served in time in all, and how many hours are proven, met and missed."""
    for p, pool in enumerate(staffing.rosters):
        known = every.goal.served is not None and not math.isnan(every.shares[p])
        share = f" {words.percent(every.shares[p])} in all," if known else ""
        yield f"{asked(every.goal)}, {words.plain(pool)}:{share} {counts(every.of(p))}"


def counts(hours: "Sequence[Hour]") -> str:
    """Return how many hours of the week are proven, met and missed."""
    proven, met = sum(one.proven for one in hours), sum(one.met for one in hours)
    rest = f"{met - proven} met by the mean, {len(hours) - met} MISSED"
    return f"{proven} of {len(hours)} hours of the week proven, {rest}"


def missed(staffing: "Staffing", every: "Hours") -> Iterator[str]:
    """Yield a line a pool and reason: which hours miss, the worst of them, and why."""
    for p, pool in enumerate(staffing.rosters):
        lost = sorted((one for one in every.of(p) if not one.met), key=lambda one: (one.why, one.group))
        for why, some in groupby(lost, key=lambda one: one.why):
            hours = list(some)
            spells = _spells([one.group for one in hours])
            more = f" and {len(spells) - MOST} more" if len(spells) > MOST else ""
            shares = [one.share for one in hours if not math.isnan(one.share)]
            worst = f", the worst {words.percent(min(shares))}" if shares and every.goal.served is not None else ""
            yield (
                f"Missed by {words.plain(pool)} in {words.count(len(hours), 'hour')} of the week "
                f"({'; '.join(spells[:MOST])}{more}{worst}): {why}."
            )


def _spells(groups: "Sequence[int]") -> list[str]:
    """Return hours of the week that follow one another, as "Mon 03:00 to 05:00"."""
    named = ["hours with few visits"] if FEW in groups else []
    inner = sorted(g for g in groups if g != FEW)
    for _, run in groupby(enumerate(inner), key=lambda pair: pair[1] - pair[0]):
        first, *rest = (g for _, g in run)
        last = rest[-1] if rest else first
        named.append(f"{label(first)} to {(last % HOURS_OF_WEEK + 1) % 24:02d}:00" + _weeks(first))
    return named


def label(group: int) -> str:
    """Return the hour of the week, "Mon 03:00"."""
    return "hours with few visits" if group == FEW else f"{DAYS[group % HOURS_OF_WEEK // 24]} {group % 24:02d}:00"


def _weeks(group: int) -> str:
    block = group // HOURS_OF_WEEK
    return f" in weeks {4 * block + 1} to {4 * block + 4}" if block else ""


def rows(staffing: "Staffing", every: "Hours") -> Iterator[Sequence[Any]]:
    """`hours.csv`: a row a pool and hour of the week in the last round; `weeks` is the first of its four weeks."""
    yield HEADER
    pools = list(staffing.rosters)
    for one in every.hours:
        state = "proven" if one.proven else "met, not proven" if one.met else "MISSED"
        weeks = "" if one.group == FEW else 4 * (one.group // HOURS_OF_WEEK) + 1
        numbers = ("" if math.isnan(value) else value for value in (one.share, one.busy))
        yield (pools[one.pool], label(one.group), weeks, *numbers, state, one.why)


def plain(staffing: "Staffing", every: "Hours") -> dict[str, Any]:
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
