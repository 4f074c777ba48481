"""The page of an outlook: the verdict first, its pictures, its numbers, and how it was made."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import HOUR, F
from sim.planning.outlook.outlook import BANDS, Outlook, quantiles
from sim.scenario.calendar.clock import clock
from sim.views.kit.chart import Axis, Chart, Panel, percents
from sim.views.kit.marks import Band, Line, Mark, numbers
from sim.views.kit.page import Page, Table, html
from sim.views.kit.palette import BUSY, CAPACITY, HALF, MEASURED, MOST, ON_DUTY, alternative
from sim.views.kit.pictures import drawing
from sim.views.kit.time_axis import day_ticks, time_axis
from sim.views.outlook.answer import SOON, heading, sentences
from sim.views.outlook.tables import PERCENTS, shown, threshold
from sim.views.text import words
from sim.wording import say
from sim.wording.quantity import rounded

TALL = 2.4  # inches
FADES = {95: (MOST, 0.45), 80: (MOST, 1.0), 50: (HALF, 1.0)}


def page(found: Outlook) -> str:
    """Return the text of the page."""
    told = sentences(found)
    method = Table(say("How this was made"), " ".join(_method(found)), [], [], 0)
    drawn = [drawing(chart).picture for chart in charts(found)]
    return html(Page(heading(found), told[0], found.base.question, told[1:], [*shown(found), method]), drawn)


def _method(found: Outlook) -> list[str]:
    return [
        say(
            "Each run begins with those who are here. A step under way goes on by the law of what is left of it, given "
            "how long it has lasted; what the state does not say of a party is drawn given its step, its time and its "
            "size. Those who wait have the patience of those who begin to wait."
        ),
        say(
            "Bands are shares of the runs: people at full hours, officers as means of an hour. Officers needed are "
            "those who would be busy if nobody waited. Space that is not ordered or open does not come; measures that "
            "watch arrivals of the last days know those since this moment alone."
        ),
        say(
            "What waiting costs is the crowding of the week by which the space would come later, in runs in which a "
            "storm begins today, as far as the space would have held the people."
        ),
    ]


def charts(found: Outlook) -> list[Chart]:
    """Return people against space for three days and day by day, officers for three days, chances by day."""
    return [*(_soon(found) if found.base.space.areas else []), *_officers(found)]


def source(found: Outlook) -> str:
    """Return where a picture comes from."""
    return say("{scenario}; {n} runs", scenario=found.base.name, n=rounded(found.replications))


def _bands(x: "NDArray[Any]", values: F) -> list[Mark]:
    marks: list[Mark] = []
    for k, band in enumerate(reversed(BANDS)):
        role, fade = FADES[band]
        label = say("{n}% of runs", n=rounded(band))
        marks.append(Band(numbers(x), numbers(values[k]), numbers(values[-1 - k]), role, label, fade))
    return [*marks, Line(numbers(x), numbers(values[3]), MEASURED, say("median"))]


def _first_days(found: Outlook) -> Axis:
    time = clock(found.scenario)
    short = replace(time, last=min(time.last, time.first_counted + timedelta(days=4 if time.begins else 3)))
    axis = time_axis(short)
    ticks = tuple(one for one in axis.ticks or () if time.start <= one.at <= time.start + SOON * HOUR)
    return replace(axis, high=float(time.start + SOON * HOUR), ticks=ticks)


def _soon(found: Outlook) -> list[Chart]:
    time = clock(found.scenario)
    hours = np.arange(min(SOON + 1, found.on_site.shape[1]))
    x, days = time.start + hours * HOUR, np.arange(found.days)
    near, far, likely = [], [], []
    for k, area in enumerate(found.base.space.areas):
        name = words.capital(words.plain(area))
        people = Axis(say("people"), "persons", low=0.0)
        space = Line(numbers(x), numbers(np.median(found.space[k][:, hours], axis=0)), CAPACITY, say("space"))
        values = quantiles(found.occupancy[k][:, hours], PERCENTS)
        near.append(Panel((*_bands(x, values), space), _first_days(found), people, TALL, name))
        peaks, open_ = (found.peaks(rows[k]) for rows in (found.occupancy, found.space))
        by_day = Axis("", "days", -0.5, found.days - 0.5, day_ticks(time.days[: found.days]))
        space = Line(numbers(days), numbers(np.median(open_, axis=0)), CAPACITY, say("space"))
        far.append(Panel((*_bands(days, quantiles(peaks, PERCENTS)), space), by_day, people, TALL, name))
        lines = tuple(
            Line(
                numbers(days), numbers(100 * found.above(one).mean(axis=0)), alternative(n),
                say("{area}: {threshold}", area=name, threshold=threshold(one.share, one.of)), dots=3.0,
            )
            for n, one in enumerate(one for one in found.thresholds if one.area == area)
        )  # fmt: skip
        likely.append(Panel(lines, by_day, percents(say("share of runs")), TALL, name))
    said = say("People in each area at full hours of the next three days, and the space that is open.")
    daily = say("The most people in each area at any full hour of each day, and the space that is open.")
    chance = say("The share of runs in which people are above each threshold at some full hour of the day.")
    of = source(found)
    return [
        Chart("people-hours", say("People against space, hour by hour"), said, of, tuple(near), shared="x"),
        Chart("people-days", say("People against space, day by day"), daily, of, tuple(far), shared="x"),
        Chart("chances", say("The chance of each threshold, by day"), chance, of, tuple(likely), shared="x"),
    ]


def _officers(found: Outlook) -> list[Chart]:
    time = clock(found.scenario)
    hours = np.arange(min(SOON, found.on_site.shape[1]))
    x, panels = time.start + hours * HOUR, []
    edges = np.append(x, x[-1] + HOUR)
    for p, pool in enumerate(found.base.staff):
        values = quantiles(found.needed[p][:, hours], PERCENTS)
        marks = (
            Band(numbers(edges), numbers(values[1]), numbers(values[-2]), MOST, say("needed, 80% of runs")),
            Line(numbers(edges), numbers(values[3]), BUSY, say("needed, median")),
            Line(numbers(edges), numbers(np.median(found.on_duty[p][:, hours], axis=0)), ON_DUTY, say("on duty")),
        )
        y = Axis(say("officers"), "officers", low=0.0)
        panels.append(Panel(marks, _first_days(found), y, TALL, words.capital(words.plain(pool))))
    said = say("Officers who would be busy if nobody waited, and those on duty, in each hour of the next three days.")
    title = say("Officers needed against those on duty")
    return [Chart("officers", title, said, source(found), tuple(panels), shared="x")] if panels else []
