"""Officers on duty and officers busy by hour of the week, a panel a pool."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOURS_OF_WEEK, F
from sim.views.kit.chart import Axis, Chart, Panel
from sim.views.kit.marks import Band, Line, Mark, numbers
from sim.views.kit.palette import BUSY, ON_DUTY, SHORT
from sim.views.kit.sources import source
from sim.views.kit.time_axis import between_days, week_axis
from sim.views.run.run_statistics import mean_over
from sim.views.text import words
from sim.wording import counted, noted, said, say
from sim.wording.quantity import in_percent, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result

FULL = 0.9  # of the officers on duty: little slack is left
HEIGHT = 1.9  # inches, a panel
CAPTION = noted("Officers on duty and officers busy by hour of the week, means over all weeks and runs.")


def staff_week(result: "Result") -> Chart:
    """Return means over the runs and the weeks; hours of the week that the run does not contain are left empty."""
    pools = list(result.scenario.staff)
    duty, busy = _weeks(result)
    panels = []
    for k, pool in enumerate(pools):
        top = 1.12 * float(np.nan_to_num([duty[k], busy[k]]).max())
        officers = Axis(say("officers, mean"), "officers", 0.0, top or 1.0, whole=True, most=5)
        named = _named(result, pool)
        panels.append(Panel(_marks(duty[k], busy[k]), week_axis(), officers, HEIGHT, named))
    if not pools:
        bare = Axis(say("officers"), "officers", bare=True)
        panels = [Panel((), week_axis(), bare, HEIGHT, empty=say("the scenario has no staff"))]
    return Chart("staff_week", title(result, duty, busy), said(CAPTION), source(result), tuple(panels), shared="x")


def _weeks(result: "Result") -> tuple[F, F]:
    return (
        mean_over(np.array([run.on_duty for run in result.runs])),
        mean_over(np.array([run.busy for run in result.runs])),
    )


def _named(result: "Result", pool: str) -> str:
    """Return a pool, and how much of the time on duty it is busy."""
    used, name = result.summary.get(f"utilisation_{pool}"), words.capital(words.plain(pool))
    if used is None or not used.n:
        return name
    return say("{pool} · busy {share} of the time on duty", pool=name, share=words.mean(used))


def _marks(duty: F, busy: F) -> tuple[Mark, ...]:
    edges = numbers(range(HOURS_OF_WEEK + 1))
    marks: list[Mark] = [Band(edges, (0.0,) * HOURS_OF_WEEK, numbers(busy), BUSY, say("busy"))]
    over = np.where(busy > duty, busy, np.nan)
    if np.isfinite(over).any():
        under = np.where(np.isfinite(over), duty, np.nan)
        marks.append(Band(edges, numbers(under), numbers(over), SHORT, say("busy past the shift")))
    return (*marks, Line(edges, numbers(duty), ON_DUTY, say("on duty"), weight=1.8), *between_days())


def title(result: "Result", duty: F, busy: F) -> str:
    """Return the pool that is busiest, and how much of the week it has little slack."""
    pools = list(result.scenario.staff)
    if not pools:
        return say("The scenario has no staff")
    figures = [result.summary.get(f"utilisation_{pool}") for pool in pools]
    used = np.array([figure.mean if figure is not None and figure.n else np.nan for figure in figures])
    if np.isnan(used).all():
        return say("Nobody was on duty")
    k = int(np.nanargmax(used))
    there = np.isfinite(duty[k]) & np.isfinite(busy[k])
    tight = int((there & (busy[k] > 0) & (busy[k] >= FULL * duty[k])).sum())
    busy_for = say(
        "{pool}: busy for {share} of the time on duty",
        pool=words.capital(words.plain(pools[k])), share=in_percent(rounded(100 * used[k])),
    )  # fmt: skip
    if tight == 0:
        return say("{busy}; in no hour of the week are nine in ten busy", busy=busy_for)
    return counted(
        "{busy}; in {tight} of {n} hour of the week nine in ten or more are",
        "{busy}; in {tight} of {n} hours of the week nine in ten or more are",
        int(there.sum()), busy=busy_for, tight=tight,
    )  # fmt: skip
