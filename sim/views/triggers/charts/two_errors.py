"""The two errors of a trigger by its threshold: it comes too late, or for nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sim.planning.triggers.found import Row, StudyResult
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Interval, Line, Mark, Stroke, numbers
from sim.views.kit.palette import BASELINE, FOR_NOTHING, INK, LATE, MUTED
from sim.views.text import words
from sim.views.triggers.charts.family_styles import family_said, setting_name, setting_said, setting_value, source
from sim.wording import noted, said, say
from sim.wording.quantity import in_percent

TALL = 2.5  # inches, a panel
ACROSS = 3
LONG = 6  # letters of a threshold that stands on one line
STROKES: tuple[Stroke, ...] = ("solid", "dashed", "dotted", "dash-dot")  # of the second setting, the shortest first
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
CAPTION = noted(
    "Too late: of the futures with an event, those in which one began without the space. For nothing: of all futures, "
    "those in which space was opened and no event came. Need is said of the run without space."
)
UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "%": 1}


class Threshold(NamedTuple):
    """A family along its first setting: a line for each value of the others, a place on the axis for each of it."""

    family: str
    setting: str
    places: tuple[str, ...]
    lines: dict[str, dict[str, Row]]  # by the other settings in words, then by the first


def thresholds(rows: Sequence[Row]) -> list[Threshold]:
    """Return the families that have a setting with at least two values."""
    found = []
    for family in dict.fromkeys(row.policy.family for row in rows):
        mine = [row for row in rows if row.policy.family == family and row.policy.settings]
        if not mine:
            continue
        places = sorted({row.policy.settings[0][1] for row in mine}, key=_size)
        lines: dict[str, dict[str, Row]] = {}
        for row in sorted(mine, key=lambda row: [_size(value) for _, value in row.policy.settings[1:]]):
            rest = ", ".join(setting_said(name, value) for name, value in row.policy.settings[1:])
            lines.setdefault(rest, {})[row.policy.settings[0][1]] = row
        if len(places) > 1:
            found.append(Threshold(family, mine[0].policy.settings[0][0], tuple(places), lines))
    return found


def _size(value: str) -> tuple[float, str]:
    number = NUMBER.match(value)
    unit = value[number.end() :].strip() if number else ""
    return (float(number[0]) * UNITS.get(unit, 1), "") if number and "-" not in value[1:] else (-1.0, value)


def errors(found: StudyResult) -> Chart:
    """Return a panel a family: the chance of coming too late (red) and of opening for nothing (blue) along the
    threshold.
    """
    families = thresholds(found.rows)
    panels = [_panel(one) for one in families]
    if not families:
        none = Axis(say("threshold"), "threshold", bare=True)
        panels = [
            Panel((), none, replace(_shares(), ticks=None, bare=True), TALL, empty=say("no family has a threshold"))
        ]
    key = (
        Line((), (), LATE, say("too late: an event began without the space"), 1.7, dots=3.5),
        Line((), (), FOR_NOTHING, say("for nothing: opened, and no event came"), 1.7, dots=3.5),
        Interval(0.0, 0.0, 0.0, BASELINE, say("95% interval"), weight=4.0, soft=True),
    )
    message, whence = title(found.rows), source(found)
    return Chart("errors", message, said(CAPTION), whence, tuple(panels), ACROSS, shared="y", key=key)


def _shares() -> Axis:
    ticks = tuple(Tick(k, in_percent(k), role=MUTED) for k in (0, 50, 100))
    return Axis(say("share of futures"), "%", -3.0, 103.0, ticks)


def _panel(of: Threshold) -> Panel:
    at = {place: k for k, place in enumerate(of.places)}
    marks: list[Mark] = []
    for stroke, (rest, line) in zip(STROKES * len(of.lines), of.lines.items(), strict=False):
        for figure, role in (("late", LATE), ("for_nothing", FOR_NOTHING)):
            points = sorted((at[place], row.figures[figure]) for place, row in line.items())
            ends = ((k, 100 * one.low, 100 * one.high) for k, one in points)
            marks += [Interval(*each, role, weight=4.0, upright=True, fade=0.18) for each in ends]
            x, y = numbers(k for k, _ in points), numbers(100 * s.mean for _, s in points)
            marks.append(Line(x, y, role, weight=1.7, stroke=stroke, dots=3.5))
        marks.append(Line((), (), INK, rest, weight=1.5, stroke=stroke))
    texts = [setting_value(place) for place in of.places]
    long = max(map(len, texts)) > LONG
    if long:
        texts = [text.replace("-", "-\n", 1) for text in texts]
    ticks = tuple(Tick(k, text, role=MUTED) for k, text in enumerate(texts))
    setting = setting_name(of.setting)
    across = Axis(setting, setting, -0.3, len(of.places) - 0.7, ticks, size=7.5 if long else 9.0)
    heading = words.capital(family_said(of.family))
    return Panel(tuple(marks), across, _shares(), TALL, heading, legend="below" if any(of.lines) else "")


def title(rows: Sequence[Row]) -> str:
    """Return the trigger that is too late least often, and what that takes; dates are none, as they look at nothing."""
    triggers = (row for row in rows if row.policy.settings and row.policy.family != "fixed_date")
    judged = [row for row in triggers if row.figures["late"].n]
    if not judged:
        return say("In no future is space needed: no trigger can be too late, and every opening is for nothing")
    best = min(judged, key=lambda row: (row.figures["late"].mean, row.figures["for_nothing"].mean))
    late, nothing = (best.figures[name].mean for name in ("late", "for_nothing"))
    if late == 1:
        return say("Whatever the threshold, the space comes too late; the lower it is, the more often also for nothing")
    return say(
        "The trigger that is too late least often, {policy}, is so in {late} of futures with an event, and opens for "
        "nothing in {nothing} of all",
        policy=best.policy.name, late=words.percent(late), nothing=words.percent(nothing),
    )  # fmt: skip
