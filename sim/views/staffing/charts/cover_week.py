"""Officers required, rostered and busy by hour of the week, a panel a pool."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOURS_OF_WEEK, F
from sim.views.kit.chart import Axis, Chart, Panel
from sim.views.kit.marks import Band, Line, Mark, numbers
from sim.views.kit.palette import BUSY, ON_DUTY, REQUIRED, SHORT
from sim.views.kit.sources import source
from sim.views.kit.time_axis import between_days, week_axis
from sim.views.text.words import capital, plain
from sim.wording import say
from sim.wording.quantity import rounded

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing

HEIGHT = 2.2  # inches, a panel


def cover_week(staffing: "Staffing") -> Chart:
    """Return means over the weeks; busy with the band that holds four runs in five; where the roster falls short is
    shaded.

    Busy includes overtime and officers whom measures bring, so it can be above the roster.
    """
    panels = []
    for p, pool in enumerate(staffing.rosters):
        needed, present = by_week(staffing, staffing.required[p]), by_week(staffing, staffing.rosters[pool].present)
        busy = np.nan_to_num(np.array([run.busy[p] for run in staffing.proposed.runs]))
        high = 1.12 * max(needed.max(), present.max(), np.quantile(busy, 0.9, axis=0).max(), 1.0)
        up = Axis(say("officers, mean"), say("officers"), 0.0, high, whole=True, most=5)
        heading = capital(plain(pool))
        panels.append(Panel(_marks(needed, present, busy), week_axis(), up, HEIGHT, heading))
    return Chart("cover_week", title(staffing), caption(), source(staffing.proposed), tuple(panels), shared="x")


def caption() -> str:
    """Return what is drawn."""
    return say(
        "Officers required, on the proposed roster with absence taken off, and busy, by hour of the week: means over "
        "the weeks, the band spanning four runs in five. Where the roster falls short is shaded."
    )


def by_week(staffing: "Staffing", hourly: F) -> F:
    """Return (168,) mean by hour of the local week; hours that never come: 0."""
    hours = staffing.load.week_hour
    times = np.maximum(np.bincount(hours, minlength=HOURS_OF_WEEK), 1)
    return np.asarray(np.bincount(hours, weights=hourly, minlength=HOURS_OF_WEEK) / times)


def _marks(needed: F, present: F, busy: F) -> tuple[Mark, ...]:
    edges = numbers(range(HOURS_OF_WEEK + 1))
    low, high = np.quantile(busy, [0.1, 0.9], axis=0)
    marks: list[Mark] = [
        Band(edges, numbers(low), numbers(high), BUSY, fade=0.6),
        Line(edges, numbers(busy.mean(axis=0)), BUSY, say("busy, and 80% of runs"), weight=1.4),
        Line(edges, numbers(present), ON_DUTY, say("rostered, absence taken off"), weight=1.8),
        Line(edges, numbers(needed), REQUIRED, say("required"), weight=1.0, stroke="dashed"),
    ]
    short = np.where(needed > present + 1e-9, needed, np.nan)
    if np.isfinite(short).any():
        under = np.where(np.isfinite(short), present, np.nan)
        marks.append(Band(edges, numbers(under), numbers(short), SHORT, say("short")))
    return (*marks, *between_days())


def title(staffing: "Staffing") -> str:
    """Return the hours of the roster against today's, and how much of the requirement they cover."""
    needed = float(staffing.required.sum())
    short = sum(float(roster.short.sum()) for roster in staffing.rosters.values())
    covered = 1.0 if needed == 0 else 1 - short / needed
    told = {"hours": int(rounded(staffing.hours)), "missed": sum(not one.met for one in staffing.proposed.targets)}
    if short >= 1e-6:
        share = rounded(100 * min(covered, 0.999), 1)
        return say(
            "The proposed roster of {hours} officer-hours covers {share}% of the officer-hours required",
            hours=told["hours"], share=share,
        )  # fmt: skip
    if told["missed"]:
        return say(
            "The proposed roster of {hours} officer-hours covers all that are required, yet misses {missed} of the "
            "targets",
            **told,
        )
    return say("The proposed roster of {hours} officer-hours covers all that are required", hours=told["hours"])
