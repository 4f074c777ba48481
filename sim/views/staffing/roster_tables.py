"""Tables of a staffing answer: the roster by shift, targets, what it changes, limits, surges, what money buys."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.planning.staffing.tables import grid
from sim.scenario.calendar.clock import clock
from sim.scenario.language.shifts.worktime import hours_text
from sim.views.kit.page import Table
from sim.views.staffing.answer import compared
from sim.views.staffing.limit_words import relaxed_said
from sim.views.staffing.roster_words import officers
from sim.views.staffing.target_words import target_said, value_said
from sim.views.text.words import capital, decimals, plain
from sim.wording import say
from sim.wording.calendar_said import day
from sim.wording.quantity import money, rounded

if TYPE_CHECKING:
    from sim.experiments.comparison.differences import Difference
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point
    from sim.scenario.catalogue.figure import FigureInfo
    from sim.scenario.language.shifts.worktime import Worktime

NONE = "–"


def by_shift(staffing: "Staffing", pool: str) -> Table:
    """Return a row a shift: when, and how many officers begin it on a day of the counted span."""
    time, rows = clock(staffing.scenario), []
    for name, hours, counts in grid(staffing.scenario, pool, staffing.rosters[pool]):
        days = np.array([count for when, count in counts.items() if time.first_counted <= when < time.last])
        label = "" if name == hours else plain(name)
        cells = (
            say("{least} to {most}", least=int(days.min()), most=int(days.max())),
            say("{n}", n=officers(float(days.mean()))),
        )
        rows.append((_hours_said(hours), label or NONE, *cells, say("{n}", n=int(days.sum()))))
    header = (say("Hours"), say("Shift"), say("Officers a day"), say("Mean"), say("Shifts in all"))
    note = say(
        "From {first} to {last}. The files roster.csv and roster.xlsx have every day.",
        first=day(time.first_counted), last=day(type(time.last).fromordinal(time.last.toordinal() - 1)),
    )  # fmt: skip
    return Table(capital(plain(pool)), note, header, sorted(rows), 2)


def _hours_said(text: str) -> str:
    """Return hours and breaks: "07:00-17:00, break 11:00-11:30, overtime 15:00-17:00"."""
    from sim.scenario.language.shifts.worktime import worktime

    return worktime_said(worktime(text))


def worktime_said(one: "Worktime") -> str:
    """Return the hours of a shift with its breaks and its overtime."""
    parts = [hours_text(one.hours)]
    parts += [say("break {hours}", hours=hours_text(span)) for span in one.breaks]
    parts += [say("paid break {hours}", hours=hours_text(span)) for span in one.paid]
    if one.overtime:
        end = one.hours.end or 86400
        begin = (end - one.overtime) % 86400
        parts.append(say("overtime {hours}", hours=hours_text(type(one.hours)(begin, end))))
    return ", ".join(parts)


def targets(staffing: "Staffing") -> Table:
    """Return a row a target: asked, and found of both rosters on the same people."""
    rows = []
    for verdict in staffing.rounds[-1].verdicts:
        said = target_said(staffing.proposed, staffing.today, verdict)
        change = difference_said(staffing, staffing.difference(verdict.name))
        rows.append((said.label, said.asked, said.found, said.limit, said.state, said.written, change))
    note = say(
        "Means of both rosters over the same {n} fresh runs. Sure: the limit that the mean keeps; proven is a target "
        "that the limit meets.",
        n=len(staffing.proposed.runs),
    )
    header = (
        say("Target"), say("Asked"), say("Proposed"), say("Sure"), say("Verdict"), say("Written"),
        say("Difference, 95%"),
    )  # fmt: skip
    return Table(say("The targets"), note, header, rows, 1)


def against_written(staffing: "Staffing") -> Table:
    """Return a row a figure in which the two rosters are compared."""
    rows, currency = [], staffing.scenario.currency
    for name in dict.fromkeys((*compared(staffing), "unserved")):
        figure = staffing.proposed.figures[name]
        cells = [
            value_said(result.summary[name].mean, figure, 1 if figure.kind in ("share", "hours") else 0, currency)
            for result in (staffing.proposed, staffing.today)
        ]
        rows.append((figure.label, *cells, difference_said(staffing, staffing.difference(name))))
    note = say("Means over the same {n} fresh runs.", n=len(staffing.proposed.runs))
    header = (say("Figure"), say("Proposed"), say("Written"), say("Difference, 95%"))
    return Table(say("Against the written roster"), note, header, rows, 1)


def difference_said(staffing: "Staffing", one: "Difference") -> str:
    """Return a difference with its interval in the unit of its level; or that none is clear, or none there."""
    if one.verdict == "absent" or not one.n:
        return NONE
    if one.verdict == "same":
        return say("the same in every run")
    figure, currency = staffing.proposed.figures[one.name], staffing.scenario.currency
    if math.isnan(one.low):
        return say("too few runs for an interval")
    digits = _digits(figure, one)
    ends = {"low": _signed(one.low, figure, digits, currency), "high": _signed(one.high, figure, digits, currency)}
    if one.verdict not in ("more", "less"):
        return say("no clear difference, {low} to {high}", **ends)
    return say("{difference}, {low} to {high}", difference=_signed(one.difference, figure, digits, currency), **ends)


def _digits(figure: "FigureInfo", one: "Difference") -> int:
    scale = 100.0 if figure.kind in ("share", "flag") else 1.0
    half = scale * (one.high - one.low) / 2
    return max(decimals(half, scale * one.difference, 2), 0) if half > 0 else 1


def _signed(value: float, figure: "FigureInfo", digits: int, currency: str) -> str:
    if figure.kind in ("share", "flag"):
        points = rounded(100 * value, digits)
        return say("+{n} points", n=points) if points > 0 else say("{n} points", n=points)
    told = value_said(value, figure, digits, currency)
    return say("+{value}", value=told) if value > 0 else told


def limits_table(staffing: "Staffing") -> Table:
    """Return a row a limit that keeps a target from being met, as it would be without it."""
    rows = []
    for one in staffing.limits:
        figure = staffing.proposed.figures[one.figure]
        change = [_signed(value, figure, 1, staffing.scenario.currency) for value in (one.change, one.low, one.high)]
        met = say("met") if one.met else say("missed still")
        rows.append(
            (
                figure.label,
                relaxed_said(one.limit),
                change[0],
                say("{low} to {high}", low=change[1], high=change[2]),
                met,
            )
        )
    header = (say("Target"), say("What is relaxed"), say("Change"), say("95%"), say("Then"))
    return Table(
        say("What stands in the way"), say("Each limit relaxed by itself, on the same people."), header, rows, 2
    )


def surges_table(surges: "Sequence[Multiple]") -> Table:
    """Return a row a multiple of the demand and pool."""
    rows = []
    for times, one in surges:
        state = say("proven") if one.proven else say("met, not proven") if one.met else say("missed")
        for p, (pool, roster) in enumerate(one.rosters.items()):
            most, hours = int(one.required[p].max()), int(rounded(roster.hours))
            multiple = say("× {n}", n=rounded(times, 2 if times % 1 else 0))
            rows.append((multiple, plain(pool), say("{n}", n=most), say("{n}", n=hours), state))
    header = (say("Demand"), say("Pool"), say("Most needed at once"), say("Officer-hours"), say("Targets"))
    note = say("Every stream multiplied over the whole run, each time with a roster of its own.")
    return Table(say("Under a surge"), note, header, rows, 2)


def frontier_table(staffing: "Staffing", frontier: "Sequence[Point]") -> Table:
    """Return a row a level of staffing: its hours and cost, and what it gives."""
    rows, currency = [], staffing.scenario.currency
    for point in frontier:
        share = point.result.summary["within_24h"]
        low, mean, high = (_share(value) for value in (share.low, share.mean, share.high))
        rows.append(
            (
                say("{n}", n=int(rounded(point.hours))),
                money(point.cost, currency),
                mean,
                say("{low} to {high}", low=low, high=high),
                money(point.result.summary["cost_total"].mean, currency),
            )
        )
    header = (
        say("Officer-hours"),
        say("Cost of the roster"),
        say("Gone within 24 hours"),
        say("95%"),
        say("Cost in all"),
    )
    return Table(say("What money buys"), say("A roster at each level of staffing."), header, rows, 1)


def _share(value: float) -> str:
    return NONE if math.isnan(value) else say("{n}%", n=rounded(100 * value, 1))
