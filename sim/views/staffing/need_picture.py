"""The one picture of a staffing answer: officers needed by the hour in the worst week, against those on each roster."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOUR, F
from sim.planning.staffing.written_roster import (
    WeekOfNeed,
    busiest_pool,
    is_written,
    weeks_of_need,
    written_present,
)
from sim.scenario.calendar.clock import clock
from sim.views.kit.inline.timeline import Key, Panel, Timeline
from sim.views.kit.page import Table
from sim.views.staffing.roster_words import officers, pool_named
from sim.views.text.words import capital, plain
from sim.wording import counted, say
from sim.wording.calendar_said import day, weekday_short
from sim.wording.quantity import listed

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing

EPSILON = 1e-9
TALL = 150  # pixels, a panel
TOGETHER = 4  # hours in a row of the table behind the picture


def picture(staffing: "Staffing") -> Timeline:
    """Return the worst week: a panel for the written roster, where there is one, and one for the proposed."""
    return of_week(staffing, weeks_of_need(staffing, busiest_pool(staffing))[0], busiest_pool(staffing), height=TALL)


def of_week(staffing: "Staffing", week: WeekOfNeed, pool: str, title: str = "", height: int = 100) -> Timeline:
    """Return what a pool needs in some days, against both rosters."""
    rosters = on_duty(staffing, pool)
    needed = staffing.required[list(staffing.rosters).index(pool)][week.hours].astype(np.float64)
    most = max(float(needed.max(initial=0)), *(float(one[week.hours].max(initial=0)) for one in rosters.values()), 1.0)
    panels = tuple(
        _panel(staffing, pool, which, needed, one[week.hours], most, height) for which, one in rosters.items()
    )
    called = title or say("Officers needed and on duty by hour")
    return Timeline(
        week.first, week.days, called, " ".join(say("{title}.", title=one.title) for one in panels), panels, "", ()
    )


def on_duty(staffing: "Staffing", pool: str) -> dict[str, F]:
    """Return officers expected to be present by hour, absence taken off: `written`, if anybody is, and `proposed`."""
    found: dict[str, F] = {}
    if is_written(staffing.scenario):
        p = list(staffing.rosters).index(pool)
        found["written"] = written_present(staffing.scenario, staffing.required.shape[1])[p]
    return found | {"proposed": staffing.rosters[pool].present}


def _panel(staffing: "Staffing", pool: str, which: str, needed: F, there: F, most: float, height: int) -> Panel:
    short = needed > there + EPSILON
    keys = [Key("have", say("on duty")), Key("line", say("needed"))]
    keys += [Key("over", say("short"))] if short.any() else []
    at = tuple((k + 0.5) / 24 for k in range(needed.size))
    return Panel(
        panel_said(staffing, pool, which, needed - there), say("Officers"), "staff", at, tuple(needed.tolist()),
        tuple(keys), height, have=tuple(there.tolist()), over=bool(short.any()), most=most,
    )  # fmt: skip


def panel_said(staffing: "Staffing", pool: str, which: str, lack: F) -> str:
    """Return in how many hours a roster is short, and by how much; where in none, whether it misses a target all the
    same. `lack` (H,) is what is needed less who is there.
    """
    name, short = pool_named(pool), int((lack > EPSILON).sum())
    by = officers(float(lack.clip(min=0).sum()))
    if short and which == "written":
        return counted(
            "Written roster: short of {pool} in {n} hour, by {by} officer-hours",
            "Written roster: short of {pool} in {n} hours, by {by} officer-hours",
            short, pool=name, by=by,
        )  # fmt: skip
    if short:
        return counted(
            "Proposed roster: short of {pool} in {n} hour, by {by} officer-hours",
            "Proposed roster: short of {pool} in {n} hours, by {by} officer-hours",
            short, pool=name, by=by,
        )  # fmt: skip
    targets = staffing.today.targets if which == "written" else staffing.proposed.targets
    missed = sum(not one.met for one in targets)
    if missed and which == "written":
        return counted(
            "Written roster: as many {pool} as are needed, yet {n} target is missed",
            "Written roster: as many {pool} as are needed, yet {n} targets are missed",
            missed, pool=name,
        )  # fmt: skip
    if missed:
        return counted(
            "Proposed roster: as many {pool} as are needed, yet {n} target is missed",
            "Proposed roster: as many {pool} as are needed, yet {n} targets are missed",
            missed, pool=name,
        )  # fmt: skip
    if which == "written":
        return say("Written roster: as many {pool} as are needed all week", pool=name)
    return say("Proposed roster: as many {pool} as are needed all week", pool=name)


def caption(staffing: "Staffing") -> str:
    """Return which week it is, and what is meant by needed."""
    pool = busiest_pool(staffing)
    week = weeks_of_need(staffing, pool)[0]
    p, first = list(staffing.rosters).index(pool), day(week.first)
    there = on_duty(staffing, pool)
    which = say("The week from {day}, in which most officers are needed.", day=first)
    if "written" in there and (staffing.required[p][week.hours] > there["written"][week.hours] + EPSILON).any():
        which = say("The week from {day}, in which the written roster is most short.", day=first)
    if week.days != 7:
        which = counted("The first {n} day of the span.", "The first {n} days of the span.", week.days)
    needed = say(
        "On duty: absence is taken off. Needed is what an hour takes by itself. Work may wait for a quieter "
        "hour and still be in time, so that a "
        "roster that is short for some hours can meet its targets."
    )
    return say("{which} {needed}", which=which, needed=needed)


def data(staffing: "Staffing") -> Table:
    """Return the numbers of the picture, four hours in a row: the highest need, the least on duty, hours short."""
    pool = busiest_pool(staffing)
    week = weeks_of_need(staffing, pool)[0]
    needed, rosters = staffing.required[list(staffing.rosters).index(pool)], on_duty(staffing, pool)
    labels = {
        "written": (say("Written, least"), say("short, hours")),
        "proposed": (say("Proposed, least"), say("short, hours")),
    }
    header = [say("From"), say("Needed, most"), *(label for which in rosters for label in labels[which])]
    rows, time = [], clock(staffing.scenario)
    for begin in range(week.hours.start, week.hours.stop, TOGETHER):
        some = slice(begin, min(begin + TOGETHER, week.hours.stop))
        moment = time.at(begin * HOUR)
        cells = [say("{weekday} {time}", weekday=weekday_short(moment.weekday()), time=f"{moment:%H:%M}")]
        cells.append(say("{n}", n=officers(float(needed[some].max()))))
        for one in rosters.values():
            short = int((needed[some] > one[some] + EPSILON).sum())
            cells += [say("{n}", n=officers(float(one[some].min()))), say("{n}", n=short)]
        rows.append(tuple(cells))
    return Table(say("The numbers of this picture, by four hours"), "", header, rows, 1)


def two_weeks(staffing: "Staffing") -> tuple[str, list[Timeline]] | None:
    """Return the worst week and an ordinary one, of the busiest pool, and what is seen in both; None with one week."""
    pool = busiest_pool(staffing)
    worst, usual = weeks_of_need(staffing, pool)
    if usual is None:
        return None
    titles = (
        say("The worst week, from {day}", day=day(worst.first)),
        say("An ordinary week, from {day}", day=day(usual.first)),
    )
    needed, rosters = staffing.required[list(staffing.rosters).index(pool)], on_duty(staffing, pool)
    most = [officers(float(needed[week.hours].max())) for week in (worst, usual)]
    said = [say("needs {most} at once in the worst week and {least} in an ordinary one", most=most[0], least=most[1])]
    for which, one in rosters.items():
        lack = [int((needed[week.hours] > one[week.hours] + EPSILON).sum()) for week in (worst, usual)]
        if which == "written":
            said.append(
                say("the written roster is short in {worst} and {usual} hours of these", worst=lack[0], usual=lack[1])
            )
        else:
            said.append(say("the proposed one in {worst} and {usual}", worst=lack[0], usual=lack[1]))
    told = say("{pool}: {what}.", pool=capital(plain(pool)), what=listed(said))
    return told, [of_week(staffing, week, pool, title) for week, title in zip((worst, usual), titles, strict=True)]


def other_pools(staffing: "Staffing") -> list[tuple[str, Timeline]]:
    """Return the other pools in the same week, each by its name."""
    busiest = busiest_pool(staffing)
    week = weeks_of_need(staffing, busiest)[0]
    return [
        (pool, of_week(staffing, week, pool, say("{pool} in the same week", pool=capital(plain(pool)))))
        for pool in staffing.rosters
        if pool != busiest and staffing.required[list(staffing.rosters).index(pool)].any()
    ]
