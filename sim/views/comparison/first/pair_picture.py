"""People against places in each scenario, on one axis of time: the run in the middle of the first, the same people."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison
from sim.experiments.result import Result
from sim.scenario.calendar.clock import clock
from sim.views.comparison.first.gap_words import letter, the_change
from sim.views.comparison.first.gaps import common, subject
from sim.views.kit.inline.timeline import Key, MarkRow, Panel, Timeline
from sim.views.run.first.middle import middle
from sim.views.run.first.phrases import the_area
from sim.views.run.first.picture import LONG, marks, people_panel
from sim.views.run.first.weeks import (
    Week,
    Weeks,
    over_places,
    people_and_space,
    week_panel,
    whole_weeks,
    worst_and_usual,
)
from sim.views.run.run_statistics import day_begins
from sim.wording import counted, say
from sim.wording.calendar_said import day
from sim.wording.quantity import rounded

MOST = 4  # scenarios drawn
HEIGHT = 92  # pixels of a panel
WEEK = 96


class Chosen(NamedTuple):
    """What is drawn: the results of the scenarios drawn by label, the area, the place of the run in each of them."""

    results: dict[str, Result]
    area: str
    run: int

    @property
    def number(self) -> int:
        """The number of the run."""
        return next(iter(self.results.values())).runs[self.run].number


def chosen(comparison: Comparison) -> Chosen:
    """Return the scenarios that are drawn, and the run in the middle by crowding in the first."""
    results, area = common(comparison), subject(comparison).area
    kept = dict(list(results.items())[:MOST])
    return Chosen(kept, area, middle(results[comparison.label], area))


def pair_picture(comparison: Comparison) -> Timeline:
    """Return a panel a scenario, the line of the first dashed in the others; when space was ordered and opened."""
    seen = chosen(comparison)
    panels: list[Panel] = []
    for label, result in seen.results.items():
        panel = people_panel(result, seen.area, seen.run)
        whose, over = letter(comparison, label), _over(seen, result)
        title = say("{letter}, {label}: {over}", letter=whose, label=label, over=over)
        before = panels[0].line if panels else ()
        keys = panel.keys if not panels else (*_kept(panel), Key("before", say("the same run in A")))
        panels.append(panel._replace(title=title, before=before, keys=keys, height=HEIGHT))
    most = max(max([*one.line, *one.high, *one.have], default=0.0) for one in panels)
    rows = tuple(_rows(comparison, seen))
    time = clock(comparison.baseline.scenario)
    title = say("People against places in each scenario, on the same people")
    said = " ".join(say("{title}.", title=panel.title) for panel in panels)
    drawn = tuple(panel._replace(most=most) for panel in panels)
    days = (time.last - time.first_counted).days
    rows_title = say("What was ordered, and when it opened") if rows else ""
    return Timeline(time.first_counted, days, title, said, drawn, rows_title, rows)


def _kept(panel: Panel) -> tuple[Key, ...]:
    """Return the keys that may differ from one scenario to the next: how many places there are."""
    return tuple(key for key in panel.keys if key.swatch == "have")


def _over(seen: Chosen, result: Result) -> str:
    """Return on how many days the area is over its places in the run that is drawn; without one the most on site."""
    people, space = people_and_space(result, seen.area, seen.run)
    if not seen.area:
        return counted(
            "at most {n} person on site", "at most {n} people on site", rounded(float(people.max(initial=0.0)))
        )
    starts = day_begins(clock(result.scenario), len(people))
    days = int(np.logical_or.reduceat(people > space, starts).sum()) if len(starts) else 0
    area = the_area(seen.area)
    if not days:
        return say("{area} is never over its places in this run", area=area)
    return counted(
        "{area} is over its places on {n} day of this run", "{area} is over its places on {n} days of this run",
        days, area=area,
    )  # fmt: skip


def _rows(comparison: Comparison, seen: Chosen) -> Iterator[MarkRow]:
    """Yield when the measure was ordered and opened, in all runs of each scenario that has it."""
    name = subject(comparison).measure
    for label, result in seen.results.items():
        if name in result.scenario.measures:
            for row in marks(result, name):
                yield row._replace(label=say("{letter}: {what}", letter=letter(comparison, label), what=row.label))


def pair_caption(comparison: Comparison) -> str:
    """Return which run the line is, and how days are drawn."""
    seen, time = chosen(comparison), clock(comparison.baseline.scenario)
    line = say(
        "The line is run {number} of {runs}, the one in the middle by crowding in A; the same people come in all.",
        number=seen.number, runs=comparison.pairs,
    )  # fmt: skip
    if (time.last - time.first_counted).days <= LONG:
        return line
    return say("{line} Each day is drawn at its fullest hour.", line=line)


def pair_weeks(comparison: Comparison) -> Weeks | None:
    """Return the worst and the ordinary week of that run in the first scenario, and the same weeks in each other.

    All to one scale; None where there are not two whole weeks.
    """
    seen = chosen(comparison)
    every = whole_weeks(comparison.baseline)
    if len(every) < 2:
        return None
    lived = {label: people_and_space(result, seen.area, seen.run) for label, result in seen.results.items()}
    people, space = lived[comparison.label]
    both = worst_and_usual(every, people, over_places(people, space))
    most = max(
        float(part[week.hours].max()) for found in lived.values() for week in both for part in found if part.size
    )
    names = (
        say("The worst week of A, from {day}", day=day(both[0].monday)),
        say("An ordinary week of A, from {day}", day=day(both[1].monday)),
    )
    drawn = tuple(_week(comparison, week, name, lived, most) for week, name in zip(both, names, strict=True))
    return Weeks(_weeks_said(comparison, seen, lived, both[0]), drawn)


Lived = dict[str, tuple[F, F]]  # by label: people, and places, hour by hour


def _week(comparison: Comparison, week: Week, name: str, lived: Lived, most: float) -> Timeline:
    """Return one week of all scenarios, a panel each; the line of the first dashed in the others."""
    panels: list[Panel] = []
    for label, (people, space) in lived.items():
        whose = letter(comparison, label)
        if space.size:
            hours = int((over_places(people, space)[week.hours] > 0).sum())
            said = counted(
                "{letter}: over its places in {n} hour", "{letter}: over its places in {n} hours", hours, letter=whose
            )
        else:
            said = say("{letter}, {label}", letter=whose, label=label)
        panel = week_panel(week, said, people, space if space.size else None, most, WEEK)
        if panels:
            panel = panel._replace(before=panels[0].line, keys=(Key("before", say("A")),))
        panels.append(panel)
    return Timeline(week.monday, 7, name, name, tuple(panels), "", ())


def _weeks_said(comparison: Comparison, seen: Chosen, lived: Lived, worst: Week) -> str:
    """Return how full it gets in the worst week of the first scenario, and in the same week of the next."""
    ones = list(lived.items())[:2]
    most = [rounded(float(people[worst.hours].max())) for _, (people, _) in ones]
    hours = [int((over_places(*found)[worst.hours] > 0).sum()) for _, found in ones]
    told = {"area": the_area(seen.area), "change": the_change(comparison, comparison.others[0])}
    if not seen.area or not any(hours):
        return say(
            "In its fullest week {area} holds at most {most} people, and {other} with {change}.",
            most=most[0], other=most[1], **told,
        )  # fmt: skip
    return counted(
        "In the worst week {area} is over its places for {n} hour, and for {other} with {change}.",
        "In the worst week {area} is over its places for {n} hours, and for {other} with {change}.",
        hours[0], other=hours[1], **told,
    )  # fmt: skip
