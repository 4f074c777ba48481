"""What the first screen of a staffing answer says, as values: its kind, its subject, its numbers by role."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.planning.staffing.trial import base_hours
from sim.planning.staffing.written_roster import (
    ByPart,
    busiest_hour,
    busiest_pool,
    is_written,
    proposed_by_part,
    written_by_part,
)

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.planning.staffing.proof import Staffing

PARTS = ByPart._fields


@dataclass(frozen=True)
class RosterStatement:
    """What is said: its kind, which has a message, a name of the scenario, and numbers by role; NaN for one that there
    is none of.
    """

    kind: str
    subject: str
    numbers: Mapping[str, float]

    def __getitem__(self, role: str) -> float:
        """Return a number by its role; NaN if the statement has none of it."""
        return self.numbers.get(role, math.nan)


def verdict(staffing: "Staffing") -> RosterStatement:
    """Return what the verdict rests on. Kinds: `proven`, `met`, `missed` of the targets; `hours proven`, `hours met`,
    `hours missed` of a goal of every hour; `nothing asked`.
    """
    last, pool = staffing.rounds[-1], busiest_pool(staffing)
    numbers = dict(zip(PARTS, proposed_by_part(staffing, pool), strict=True))
    numbers |= {"asked": float(len(last.verdicts)), "missed": float(sum(not one.met for one in last.verdicts))}
    state = "proven" if last.proven else "met" if last.met else "missed"
    if last.every is not None:
        hours = last.every.hours
        numbers |= {"hours": float(len(hours)), "hours missed": float(sum(not one.met for one in hours))}
        if numbers["missed"] and not numbers["hours missed"]:
            return RosterStatement("missed", pool, numbers)
        return RosterStatement(f"hours {state}", pool, numbers)
    return RosterStatement(state if last.asked else "nothing asked", pool, numbers)


def cost(staffing: "Staffing") -> RosterStatement:
    """Return all costs and those of staff on either roster, and how much less the proposed one costs, with the interval
    of that; without prices the officer-hours of both.

    Kinds: `less`, `more`, `same` in every run, `chance`: not clear; `alone`, where nobody is on the written roster. The
    same of officer-hours, without an interval: `hours less`, `hours more`, `hours same`, `hours alone`.
    """
    now, then = (sum(base_hours(scenario).values()) for scenario in (staffing.proposed.scenario, staffing.scenario))
    numbers = {"proposed hours": now, "written hours": then, "hours less": then - now}
    means = {who: result.summary["cost_total"].mean for who, result in _both(staffing)}
    if not max(means.values()) > 0:
        kind = "less" if now < then else "more" if now > then else "same"
        return RosterStatement(f"hours {kind if then else 'alone'}", "", numbers)
    numbers |= means | {f"{who} staff": _staff(result) for who, result in _both(staffing)}
    if not then:
        return RosterStatement("alone", "", numbers)
    one = staffing.difference("cost_total")
    kind = one.verdict if one.verdict in ("less", "more", "same") else "chance"
    return RosterStatement(kind, "", numbers | {"less": -one.difference, "low": -one.high, "high": -one.low})


def _both(staffing: "Staffing") -> "tuple[tuple[str, Result], ...]":
    return (("proposed", staffing.proposed), ("written", staffing.today))


def _staff(result: "Result") -> float:
    return float(result.summary["cost_staff"].mean + result.summary["cost_overtime"].mean)


def boxes(staffing: "Staffing") -> list[RosterStatement]:
    """Return the four boxes: officers by part of the day, most needed at once, targets, cost."""
    return [by_part(staffing), most_needed(staffing), targets(staffing), cost(staffing)]


def by_part(staffing: "Staffing") -> RosterStatement:
    """Return officers a day by part of the day, on both rosters."""
    pool = busiest_pool(staffing)
    numbers = dict(zip(PARTS, proposed_by_part(staffing, pool), strict=True))
    if is_written(staffing.scenario):
        written = written_by_part(staffing.scenario, pool)
        numbers |= {f"written {part}": value for part, value in zip(PARTS, written, strict=True)}
    return RosterStatement("by part", pool, numbers)


def most_needed(staffing: "Staffing") -> RosterStatement:
    """Return the hour in which most officers are needed, and who is there on both rosters."""
    pool = busiest_pool(staffing)
    found = busiest_hour(staffing, pool)
    numbers = {"hour": float(found.hour), "needed": found.needed, "proposed": found.proposed}
    if is_written(staffing.scenario):
        numbers["written"] = found.written
    return RosterStatement("most needed", pool, numbers)


def targets(staffing: "Staffing") -> RosterStatement:
    """Return how many targets are met and proven; of a goal of every hour, how many hours of the week."""
    last = staffing.rounds[-1]
    numbers = {
        "asked": float(len(last.verdicts)),
        "met": float(sum(one.met for one in last.verdicts)),
        "proven": float(sum(one.proven for one in last.verdicts)),
        "written met": float(sum(one.met for one in staffing.today.targets)),
    }
    if last.every is not None:
        hours = last.every.hours
        numbers |= {"hours": float(len(hours)), "hours met": float(sum(one.met for one in hours))}
        return RosterStatement("hours kept", "", numbers | {"hours proven": float(sum(one.proven for one in hours))})
    return RosterStatement("targets", "", numbers)


def proof(staffing: "Staffing") -> RosterStatement:
    """Return on how many runs the last proof rests. Kinds: `proven`, `met`, `missed`, `nothing asked`."""
    last = staffing.rounds[-1]
    kind = "proven" if last.proven else "met" if last.met else "missed" if last.asked else "nothing asked"
    return RosterStatement(kind, "", {"runs": float(last.runs), "rounds": float(len(staffing.rounds))})
