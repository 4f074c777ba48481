"""The worst week of the middle run next to its ordinary one: what a mean week hides, hour by hour, to one scale."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.arrays import F
from sim.scenario.calendar.clock import clock
from sim.views.kit.inline.timeline import Key, Panel, Timeline
from sim.views.run.first.middle import middle
from sim.views.run.first.overflow import overflow_area
from sim.views.run.first.phrases import the_area
from sim.views.run.run_statistics import people_of
from sim.views.text.words import capital, plain
from sim.wording import counted, say
from sim.wording.calendar_said import day
from sim.wording.quantity import rounded

if TYPE_CHECKING:
    from sim.experiments.playing.officers_by_hour import OfficersByHour
    from sim.experiments.result import Result

HOUR = 3600


class Week(NamedTuple):
    """A whole week, Monday to Sunday: its Monday, and its hours among those from the start."""

    monday: date
    hours: slice


class Weeks(NamedTuple):
    """What is seen in two weeks of one run: the sentence, and a picture of each."""

    said: str
    pictures: tuple[Timeline, ...]


def whole_weeks(result: "Result") -> list[Week]:
    """Return the weeks that lie in the counted span as a whole; of 168 hours, one more or less where clocks change."""
    time, last = clock(result.scenario), len(result.runs[0].on_site)
    found = []
    for first in time.days:
        after = first + timedelta(days=7)
        if first.weekday() == 0 and first >= time.first_counted and after <= time.last:
            begin, end = ((time.tick(one) - time.start) // HOUR for one in (first, after))
            if end <= last:
                found.append(Week(first, slice(begin, end)))
    return found


def weeks(result: "Result", officers: "OfficersByHour | None" = None) -> Weeks | None:
    """Return the worst and the ordinary week of the middle run; None where there are not two whole weeks.

    The worst has most person-hours over the places, of equal ones most people; the ordinary one lies in the middle of
    all by person-hours.
    """
    every = whole_weeks(result)
    if len(every) < 2:
        return None
    area = overflow_area(result)
    chosen = middle(result, area)
    people, space = people_and_space(result, area, chosen)
    worst, usual = worst_and_usual(every, people, over_places(people, space))
    both = (worst, usual)
    most = max(float(people[week.hours].max()) for week in both)
    most = max(most, *(float(space[week.hours].max()) for week in both)) if area else most
    titles = (
        say("The worst week, from {day}", day=day(worst.monday)),
        say("An ordinary week, from {day}", day=day(usual.monday)),
    )
    drawn = tuple(
        _picture(result, week, title, people, space if area else None, most, officers)
        for week, title in zip(both, titles, strict=True)
    )
    return Weeks(_said(area, people, over_places(people, space), worst, usual), drawn)


def people_and_space(result: "Result", area: str, chosen: int) -> tuple[F, F]:
    """Return (H,) people in an area in one run, and the space open for them; of the whole port (0,) no space."""
    people = people_of(result, result.runs[chosen], area or None).astype(np.float64)
    if not area:
        return people, np.zeros(0)
    return people, np.asarray(
        result.runs[chosen].space[list(result.scenario.space.areas).index(area)], dtype=np.float64
    )


def over_places(people: F, space: F) -> F:
    """Return (H,) the people above the space; none where no space is known."""
    return np.maximum(people - space, 0.0) if space.size else np.zeros_like(people)


def worst_and_usual(every: list[Week], people: F, over: F) -> tuple[Week, Week]:
    """Return the week with most person-hours over the places, of equal ones most people; and the one in the middle of
    all by person-hours.
    """
    worst = max(every, key=lambda week: (over[week.hours].sum(), people[week.hours].max()))
    by_load = sorted(every, key=lambda week: float(people[week.hours].sum()))
    return worst, by_load[len(by_load) // 2]


def _said(area: str, people: F, over: F, worst: Week, usual: Week) -> str:
    """Return how full it gets in both weeks."""
    most, least = (rounded(float(people[week.hours].max())) for week in (worst, usual))
    hours = int((over[worst.hours] > 0).sum())
    if not hours:
        return say(
            "In the fullest week {area} holds at most {most} people, in an ordinary one {least}.",
            area=the_area(area), most=most, least=least,
        )  # fmt: skip
    return counted(
        "In the worst week {area} is over its places for {n} hour and holds {most} people, ordinarily {least}.",
        "In the worst week {area} is over its places for {n} hours and holds {most} people, ordinarily {least}.",
        hours, area=the_area(area), most=most, least=least,
    )  # fmt: skip


def _picture(
    result: "Result", week: Week, title: str, people: F, space: F | None, most: float, officers: "OfficersByHour | None"
) -> Timeline:
    panels = [week_panel(week, title, people, space, most)]
    if officers is not None and len(officers.on_duty):
        k = officers.busiest
        duty, busy = officers.on_duty[k], officers.busy[k]
        pool, at = capital(plain(list(result.scenario.staff)[k])), panels[0].at
        keys = (Key("have", say("on duty")), Key("busy", say("busy")))
        line, have = tuple(busy[week.hours].tolist()), tuple(duty[week.hours].tolist())
        panels.append(
            Panel(pool, say("Officers"), "staff", at, line, keys, 80, have=have, filled=True, most=float(duty.max()))
        )
    return Timeline(week.monday, 7, title, title, tuple(panels), "", ())


def week_panel(week: Week, title: str, people: F, space: F | None, most: float, height: int = 130) -> Panel:
    """Return the people of a week hour by hour, against the places where there are any; drawn up to `most` at least."""
    at = tuple((k + 0.5) / 24 for k in range(week.hours.stop - week.hours.start))
    keys: tuple[Key, ...] = (Key("line", say("people")),)
    have: tuple[float, ...] = ()
    if space is not None:
        have = tuple(space[week.hours].tolist())
        keys += (Key("have", say("places")),)
        if (people[week.hours] > space[week.hours]).any():
            keys += (Key("over", say("without a place")),)
    line = tuple(people[week.hours].tolist())
    return Panel(title, say("People"), "people", at, line, keys, height, have=have, over=bool(have), most=most)
