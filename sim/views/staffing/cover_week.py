"""Officers required, rostered and busy by hour of the week, a panel a pool."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOURS_OF_WEEK, F
from sim.views.kit.style import ALERT, BLUE, FAINT, INK, MUTED, SAND, canvas, styled
from sim.views.kit.time_axis import DAYS
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.planning.staffing.proof import Staffing

HEIGHT = 2.2


@styled
def cover_week(found: "Staffing") -> "Figure":
    """Means over the weeks; busy with the band that holds four runs in five; where the roster falls short is shaded.

    Busy includes overtime and officers whom measures bring, so it can be above the roster.
    """
    pools = list(found.rosters)
    figure, panels = canvas(found.proposed, title(found), [HEIGHT] * len(pools))
    for p, (panel, pool) in enumerate(zip(panels, pools, strict=True)):
        needed, present = by_week(found, found.required[p]), by_week(found, found.rosters[pool].present)
        busy = np.array([run.busy[p] for run in found.proposed.runs])
        _draw(panel, needed, present, np.nan_to_num(busy))
        panel.set_title(words.capital(words.plain(pool)), loc="left", fontsize=10, fontweight="bold")
    panels[0].legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=4, borderaxespad=0.2, handlelength=1.6)
    week_axis(panels[-1])
    return figure


def by_week(found: "Staffing", hourly: F) -> F:
    """(168,) mean by hour of the local week; hours that never come: 0."""
    hours = found.load.week_hour
    times = np.maximum(np.bincount(hours, minlength=HOURS_OF_WEEK), 1)
    return np.asarray(np.bincount(hours, weights=hourly, minlength=HOURS_OF_WEEK) / times)


def _draw(panel: "Axes", needed: F, present: F, busy: F) -> None:
    from matplotlib.ticker import MaxNLocator

    edges = np.arange(HOURS_OF_WEEK + 1)
    low, high = np.quantile(busy, [0.1, 0.9], axis=0)
    panel.stairs(high, edges, baseline=low, fill=True, color=SAND, alpha=0.45, lw=0)
    panel.stairs(busy.mean(axis=0), edges, baseline=None, color=SAND, lw=1.4, label="busy, and 80% of runs")
    panel.stairs(present, edges, baseline=None, color=BLUE, lw=1.8, label="rostered, absence taken off")
    panel.stairs(needed, edges, baseline=None, color=INK, lw=1.0, ls=(0, (3, 1.5)), label="required")
    short = np.where(needed > present + 1e-9, needed, np.nan)
    if np.isfinite(short).any():
        under = np.where(np.isfinite(short), present, np.nan)
        panel.stairs(short, edges, baseline=under, fill=True, color=ALERT, alpha=0.5, lw=0, label="short")
    panel.set_ylim(0, 1.12 * max(float(needed.max()), float(present.max()), float(high.max()), 1.0))
    panel.set_ylabel("officers, mean")
    panel.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    for day in range(1, 7):
        panel.axvline(24 * day, color=FAINT, lw=0.8, zorder=0)


def week_axis(panel: "Axes") -> None:
    """Hours of the local week, Monday first."""
    panel.set_xlim(0, HOURS_OF_WEEK)
    panel.set_xticks(range(0, HOURS_OF_WEEK + 1, 24), ["00"] * 8)
    panel.set_xticks(range(12, HOURS_OF_WEEK, 24), [f"12\n{day}" for day in DAYS], minor=True)
    panel.tick_params(axis="x", which="both", labelsize=8.5, labelcolor=INK)
    panel.set_xlabel("local hour of the week", loc="right", fontsize=8, color=MUTED)


def title(found: "Staffing") -> str:
    """The hours of the roster against today's, and how much of the requirement they cover."""
    needed = float(found.required.sum())
    short = sum(float(roster.short.sum()) for roster in found.rosters.values())
    covered = 1.0 if needed == 0 else 1 - short / needed
    part = "all" if short < 1e-6 else f"{min(covered, 0.999):.1%}"
    return f"The proposed roster of {found.hours:,.0f} officer-hours covers {part} of the officer-hours required"
