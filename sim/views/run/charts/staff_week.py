"""Officers on duty and officers busy by hour of the week, a panel a pool."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.views.kit.style import ALERT, BLUE, FAINT, HALF, INK, MUTED, canvas, styled, wrapped
from sim.views.run.run_statistics import mean_over
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.result import Result

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FULL = 0.9  # of the officers on duty: little slack is left


@styled
def staff_week(result: "Result") -> "Figure":
    """Means over the runs and the weeks; hours of the week that the run does not contain are left empty."""
    pools = list(result.scenario.staff)
    duty, busy = _weeks(result)
    figure, panels = canvas(result, title(result, duty, busy), [1.9] * max(len(pools), 1))
    for k, (panel, pool) in enumerate(zip(panels, pools, strict=False)):
        _draw(panel, duty[k], busy[k])
        panel.set_title(
            wrapped(words.capital(words.plain(pool)) + _used(result, pool), 90),
            loc="left",
            fontsize=10,
            fontweight="bold",
        )
    if pools:
        panels[0].legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, borderaxespad=0.2, handlelength=1.6)
    else:
        panels[0].text(0.5, 0.5, "the scenario has no staff", transform=panels[0].transAxes, ha="center", color=MUTED)
    _week_axis(panels[-1])
    return figure


def _weeks(result: "Result") -> tuple[F, F]:
    return (
        mean_over(np.array([run.on_duty for run in result.runs])),
        mean_over(np.array([run.busy for run in result.runs])),
    )


def _used(result: "Result", pool: str) -> str:
    used = result.summary.get(f"utilisation_{pool}")
    return f" · busy {words.mean(used)} of the time on duty" if used is not None and used.n else ""


def _draw(panel: "Axes", duty: F, busy: F) -> None:
    from matplotlib.ticker import MaxNLocator

    edges = np.arange(169)
    panel.stairs(busy, edges, fill=True, color=HALF, lw=0, label="busy")
    over = np.where(busy > duty, busy, np.nan)
    if np.isfinite(over).any():
        panel.stairs(
            over,
            edges,
            baseline=np.where(np.isfinite(over), duty, np.nan),
            fill=True,
            color=ALERT,
            lw=0,
            label="busy past the shift",
        )
    panel.stairs(duty, edges, baseline=None, color=BLUE, lw=1.8, label="on duty")
    top = float(np.nan_to_num([duty, busy]).max())
    panel.set_ylim(0, top * 1.12 or 1.0)
    panel.set_ylabel("officers, mean")
    panel.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    for day in range(1, 7):
        panel.axvline(24 * day, color=FAINT, lw=0.8, zorder=0)


def _week_axis(panel: "Axes") -> None:
    panel.set_xlim(0, 168)
    panel.set_xticks(range(0, 169, 24), ["00"] * 8)
    panel.set_xticks(range(12, 168, 24), [f"12\n{day}" for day in DAYS], minor=True)
    panel.tick_params(axis="x", which="both", labelsize=8.5, labelcolor=INK)
    panel.set_xlabel("local hour of the week", loc="right", fontsize=8)


def title(result: "Result", duty: F, busy: F) -> str:
    """The pool that is busiest, and how much of the week it has little slack."""
    pools = list(result.scenario.staff)
    if not pools:
        return "The scenario has no staff"
    figures = [result.summary.get(f"utilisation_{pool}") for pool in pools]
    used = np.array([figure.mean if figure is not None and figure.n else np.nan for figure in figures])
    if np.isnan(used).all():
        return "Nobody was on duty"
    k = int(np.nanargmax(used))
    there = np.isfinite(duty[k]) & np.isfinite(busy[k])
    tight = int((there & (busy[k] > 0) & (busy[k] >= FULL * duty[k])).sum())
    said = f"{words.capital(words.plain(pools[k]))}: busy for {100 * used[k]:.0f}% of the time on duty"
    if tight == 0:
        return f"{said}; in no hour of the week are nine in ten busy"
    return f"{said}; in {tight} of {int(there.sum())} hours of the week nine in ten or more are"
