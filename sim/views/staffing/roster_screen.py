"""The first screen of a staffing answer: verdict, doubt, four boxes with what is drawn in them, where people wait."""

import math
from typing import TYPE_CHECKING

from sim.planning.staffing.written_roster import is_written
from sim.scenario.calendar.clock import clock
from sim.views.kit.inline.box_graphics import Bar, Graphic, Span
from sim.views.run.first.box_words import box_said
from sim.views.run.first.boxes import wait
from sim.views.staffing.roster_statements import PARTS, RosterStatement, boxes
from sim.views.staffing.roster_words import (
    adding_up,
    by_part_said,
    doubt_said,
    less_or_more,
    officers,
    pool_named,
    verdict_said,
)
from sim.views.staffing.target_words import found_and_asked, target_said
from sim.views.text.first_screen import HERE, BoxSaid, First, boxed
from sim.wording import counted, say
from sim.wording.calendar_said import day, time_of_day, weekday_short
from sim.wording.quantity import money, rounded

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing

HOUR = 3600
SHOWN = 3  # targets named in a box
LONGEST = 45.0  # percent of the width, a bar


def first(staffing: "Staffing") -> First:
    """Return the first screen in the language that is spoken."""
    made = tuple(
        SAID[one.kind](staffing, one) if one.kind in SAID else cost_box(staffing, one) for one in boxes(staffing)
    )
    return First(verdict_said(staffing), "", doubt_said(staffing), made, (waiting(staffing),))


def _by_part(staffing: "Staffing", found: RosterStatement) -> BoxSaid:
    question = say("How many {pool} a day?", pool=pool_named(found.subject))
    written = RosterStatement("", "", {part: found[f"written {part}"] for part in PARTS})
    small = [say("who begin a shift, mean of all days")]
    if not math.isnan(written["day"]):
        small.append(say("written: {who}", who=by_part_said(written)))
    total = sum(found[part] for part in PARTS)
    return boxed(question, say("{n}", n=officers(total)), HERE, by_part_said(found), *small)


def _most_needed(staffing: "Staffing", found: RosterStatement) -> BoxSaid:
    question = say("Most {pool} needed at once?", pool=pool_named(found.subject))
    when = say("{n}, {when}", n=HERE, when=_when(staffing, found))
    return boxed(question, say("{n}", n=officers(found["needed"])), when, _there_said(found))


def _there_said(found: RosterStatement) -> str:
    """Return who is on duty in the hour in which most are needed."""
    if math.isnan(found["written"]):
        return say("on duty then: {proposed}", proposed=officers(found["proposed"]))
    return say(
        "on duty then: proposed {proposed}, written {written}",
        proposed=officers(found["proposed"]), written=officers(found["written"]),
    )  # fmt: skip


def _when(staffing: "Staffing", found: RosterStatement) -> str:
    """Return an hour: "Mon 21 July, 14:00"."""
    moment = clock(staffing.scenario).at(int(found["hour"]) * HOUR)
    return say(
        "{weekday} {day}, {time}",
        weekday=weekday_short(moment.weekday()),
        day=day(moment.date()),
        time=time_of_day(moment),
    )


def _targets(staffing: "Staffing", found: RosterStatement) -> BoxSaid:
    question, asked = say("Are the targets met?"), int(found["asked"])
    if not asked:
        return boxed(question, say("none asked"))
    last = staffing.rounds[-1]
    told = [target_said(staffing.proposed, staffing.today, one) for one in last.verdicts]
    lines = [say("{target}: {state}", target=found_and_asked(one), state=one.state) for one in told[:SHOWN]]
    if len(told) > SHOWN:
        lines.append(counted("and {n} more below", "and {n} more below", len(told) - SHOWN))
    if is_written(staffing.scenario):
        lines.append(say("the written roster meets {k} of {n}", k=int(found["written met"]), n=asked))
    phrase = counted("{k} of {n}", "{k} of {n}", asked, k=HERE)
    return boxed(question, say("{n}", n=int(found["met"])), phrase, *lines)


def _hours_kept(staffing: "Staffing", found: RosterStatement) -> BoxSaid:
    of = int(found["hours"])
    phrase = counted("{k} of {n} hour of the week", "{k} of {n} hours of the week", of, k=HERE)
    lines = [say("{n} of them proven", n=int(found["hours proven"]))]
    if found["asked"]:
        lines.append(say("targets met: {met} of {n}", met=int(found["met"]), n=int(found["asked"])))
    return boxed(say("Is the goal kept?"), say("{n}", n=int(found["hours met"])), phrase, *lines)


def cost_box(staffing: "Staffing", found: RosterStatement) -> BoxSaid:
    """Return what it costs more or less in all, and what of that is staff; officer-hours where there are no prices."""
    currency = staffing.scenario.currency
    if found.kind.startswith("hours"):
        return _hours_box(found)
    question = say("What does it cost?")
    now, staff = money(found["proposed"], currency), money(found["proposed staff"], currency)
    if found.kind == "alone":
        return boxed(question, now, say("{cost} a run in all", cost=HERE), say("of which staff: {staff}", staff=staff))
    both = [
        say("all costs: {now}, written {then}", now=now, then=money(found["written"], currency)),
        say("of which staff: {now}, written {then}", now=staff, then=money(found["written staff"], currency)),
    ]
    if found.kind in ("same", "chance"):
        known = say("the same") if found.kind == "same" else say("no clear difference")
        return boxed(question, known, say("{known} in all costs", known=HERE), *both)
    size = money(abs(found["less"]), currency)
    phrase = say("{cost} less a run", cost=HERE) if found["less"] > 0 else say("{cost} more a run", cost=HERE)
    return boxed(question, size, phrase, *both)


def _hours_box(found: RosterStatement) -> BoxSaid:
    question, now = say("How many officer-hours?"), say("{n}", n=rounded(found["proposed hours"]))
    if found.kind == "hours alone":
        return boxed(question, now, HERE, say("no prices are given"))
    then = say("written {n}", n=rounded(found["written hours"]))
    return boxed(question, now, HERE, then, say("no prices are given"))


def waiting(staffing: "Staffing") -> BoxSaid:
    """Return for which step people wait longest under the proposed roster, and under the written one."""
    said = box_said(staffing.proposed, wait(staffing.proposed))
    if not is_written(staffing.scenario):
        return said
    other = box_said(staffing.today, wait(staffing.today))
    return said._replace(small=(*said.small, say("with the written roster {waits}", waits=other.line)))


SAID = {"by part": _by_part, "most needed": _most_needed, "targets": _targets, "hours kept": _hours_kept}


def graphics(staffing: "Staffing") -> list[Graphic]:
    """Return what is drawn in each box."""
    return [_graphic(staffing, one) for one in boxes(staffing)]


def _graphic(staffing: "Staffing", found: RosterStatement) -> Graphic:
    if found.kind == "by part":
        return _parts_drawn(found)
    if found.kind == "most needed":
        return Graphic(bars=_rosters_drawn(found), instead=(_there_said(found),))
    if found.kind in ("less", "more", "chance") and not math.isnan(found["low"]):
        return Graphic(span=_span(found, staffing.scenario.currency))
    return Graphic()


def _parts_drawn(found: RosterStatement) -> Graphic:
    most = max([found[part] for part in PARTS] + [1.0])
    labels = dict(zip(PARTS, (say("by day"), say("in the evening"), say("at night")), strict=True))
    bars = tuple(
        Bar("staff", LONGEST * found[part] / most, labels[part], say("{n}", n=number))
        for part, number in zip(PARTS, adding_up([found[part] for part in PARTS]), strict=True)
        if found[part] > 0
    )
    return Graphic(bars=bars, instead=(by_part_said(found),))


def _rosters_drawn(found: RosterStatement) -> tuple[Bar, ...]:
    rows = [
        ("ink", say("needed"), "needed"),
        ("staff", say("proposed"), "proposed"),
        ("other", say("written"), "written"),
    ]
    rows = [(kind, label, role) for kind, label, role in rows if not math.isnan(found[role])]
    most = max([found[role] for _, _, role in rows] + [1.0])
    return tuple(
        Bar(kind, LONGEST * found[role] / most, label, say("{n}", n=officers(found[role])))
        for kind, label, role in rows
    )


def _span(found: RosterStatement, currency: str) -> Span:
    """Return the interval of what is spared, on a scale with nought in its middle."""
    most = max(abs(found["low"]), abs(found["high"]), 1.0)
    low, high = (50 + 50 * found[end] / most for end in ("low", "high"))
    ends = (say("{cost} more", cost=money(most, currency)), say("{cost} less", cost=money(most, currency)))
    said = say("chance: {span}", span=less_or_more(found["low"], found["high"], currency))
    return Span(low, high, None, 50.0, ends, said)
