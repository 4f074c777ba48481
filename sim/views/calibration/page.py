"""Counts against their fit as a page: the sentences, a picture, the levels, every count, what is held."""

from datetime import timedelta

import numpy as np

from sim.calibration.fitted_scenario import Calibration
from sim.calibration.fitting.day_to_day import Interval as Estimate
from sim.views.calibration.answer import HELD, sentences
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Band, Dots, Interval, Line, Mark, Rule, numbers
from sim.views.kit.page import Page, Table, html
from sim.views.kit.palette import BASELINE, HALF, MEASURED, MUTED
from sim.views.kit.pictures import drawing
from sim.views.text import words
from sim.wording import said, say
from sim.wording.calendar_said import day_of_year, month_short
from sim.wording.quantity import digits, rounded, written

MOST_TICKS = 12
TALL, LOW = 3.2, 1.6  # inches
USUAL = 2.0  # normal scores between which nineteen in twenty lie


def page(made: Calibration) -> str:
    """Return the text of the page."""
    tables = [table_of_levels(made), _counts(made), *([_held(made)] if made.held else [])]
    title = say("What the counts say of {stream}", stream=words.plain(made.stream))
    drawn = drawing(picture(made)).picture
    return html(Page(made.published.file, title, "", list(sentences(made)), tables), [drawn])


def picture(made: Calibration) -> Chart:
    """Return the counts of a day on which they were, the levels with their intervals, and below how far each is off."""
    fit = made.fit
    begin, size = fit.counted.begins, fit.counted.days.sum(axis=1)
    end = begin + np.array([window.days for window in fit.counted.windows])
    a_day = fit.counted.counts / size
    edges = numbers([0, *fit.changes, fit.counted.days.shape[1]])
    at, low, high = (numbers(getattr(level, name) for level in fit.levels) for name in Estimate._fields)
    counts: list[Mark] = [
        Interval(
            float(y),
            float(x0),
            float(x1),
            MEASURED,
            say("counted") if k == 0 else "",
            2.0,
        )
        for k, (y, x0, x1) in enumerate(zip(a_day, begin, end, strict=True))
    ]
    levels = (
        Band(edges, low, high, HALF, say("95% interval")),
        Line(edges, at, BASELINE, say("level")),
    )
    x, middle = _months(made), numbers((begin + end) / 2)
    rules = (
        Rule(-USUAL, MUTED, stroke="dashed"),
        Rule(0.0, MUTED),
        Rule(USUAL, MUTED, stroke="dashed"),
    )
    upper = Panel(
        (*levels, *counts),
        x,
        Axis(say("claimants a day"), "claimants a day", low=0.0),
        TALL,
    )
    off = Axis(say("off by"), say("standard deviations"))
    lower = Panel((*rules, Dots(middle, numbers(fit.scores), MEASURED, size=4.0)), x, off, LOW)
    caption = say(
        "Counts as persons a day, and the level given these change points. Below, how far each count lies from what is "
        "expected of it, in standard deviations: nineteen in twenty lie between the dashed lines."
    )
    title = say("Counts and the levels that are fitted to them")
    return Chart("counts", title, caption, made.published.file, (upper, lower), shared="x")


def _months(made: Calibration) -> Axis:
    """Return the axis of the days, with the first of every month, or of as few as there is room for."""
    days = [made.first + timedelta(days=k) for k in range(made.fit.counted.days.shape[1])]
    firsts = [k for k, day in enumerate(days) if day.day == 1]
    step = -(-len(firsts) // MOST_TICKS) or 1
    ticks = tuple(Tick(k, f"{month_short(days[k].month)}\n{days[k].year}") for k in firsts[::step])
    return Axis("", "days", 0.0, float(len(days)), ticks)


def _estimate(found: Estimate) -> list[str]:
    return [written(digits(value, 3)) for value in found]


def table_of_levels(made: Calibration) -> Table:
    """Return the levels with their intervals."""
    note = say("Claimants a day with their 95% intervals, given these change points.")
    header = [say("from"), say("level"), say("low"), say("high")]
    rows = [[day_of_year(made.begins(k)), *_estimate(level)] for k, level in enumerate(made.fit.levels)]
    return Table(say("Levels"), note, header, rows, 1)


def _counts(made: Calibration) -> Table:
    fit = made.fit
    note = say(
        "What a window has beyond those within it is counted by itself; the expected number is that of its days."
    )
    header = [say("from"), say("to"), say("counted"), say("expected"), say("off by")]
    rows = [
        [
            day_of_year(window.first), day_of_year(window.last), written(rounded(number)), written(rounded(expected)),
            written(rounded(score, 1)),
        ]
        for window, number, expected, score in zip(
            fit.counted.windows, fit.counted.counts.tolist(), fit.expected.tolist(), fit.scores.tolist(), strict=True
        )
    ]  # fmt: skip
    return Table(say("Counts against the fit"), note, header, rows, 2)


def _held(made: Calibration) -> Table:
    note = say("These counts do not tell it: it is as in the scenario, and all intervals are given that.")
    return Table(
        say("Not identified"),
        note,
        [say("what")],
        [[said(HELD[name])] for name in made.held],
        1,
    )
