"""How long claimants stay: the share served and gone within so many hours, against the targets."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.scenario.catalogue.asked import stay_limit
from sim.scenario.catalogue.figures_of_people import told_stays
from sim.views.kit.style import ALERT, BLUE, HALF, INK, MUTED, WIDE, canvas, styled
from sim.views.run.run_statistics import Bands, bands
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.result import Result, Summary, TargetMet

LAST = 96  # hours shown


@styled
def time_on_site(result: "Result") -> "Figure":
    """The share of claimants served and gone by hours since arrival; named shares beside their targets."""
    figure, panels = canvas(result, title(result), [3.9])
    panel = panels[0]
    shares = _shares(result)
    over = bands(shares)
    at = np.arange(LAST + 1)
    if len(result.runs) > 1:
        panel.fill_between(at, over.p5, over.p95, color=WIDE, lw=0, label="nine runs in ten")
        panel.fill_between(at, over.p25, over.p75, color=HALF, lw=0, label="half of the runs")
    panel.plot(at, over.p50, color=BLUE, lw=1.8, label="median" if len(result.runs) > 1 else "share served and gone")
    _mark(panel, result, over)
    panel.set_ylim(0, 108)
    panel.set_yticks(range(0, 101, 20), [f"{k}%" for k in range(0, 101, 20)])
    panel.set_xlim(0, LAST)
    panel.set_xticks(range(0, LAST + 1, 12))
    panel.set_ylabel("share of claimants served and gone")
    panel.set_xlabel("hours since arrival (waiting outside included)")
    panel.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=4, borderaxespad=0.2, handlelength=1.6)
    return figure


def _shares(result: "Result") -> F:
    stays = np.array([run.stays for run in result.runs], dtype=np.float64)
    total = stays.sum(axis=1, keepdims=True)
    gone = np.hstack([np.zeros((len(stays), 1)), stays[:, :LAST].cumsum(axis=1)])
    shares: F = 100 * np.divide(gone, total, out=np.full_like(gone, np.nan), where=total > 0)
    return shares


def within(result: "Result") -> list[tuple[int, "Summary", "TargetMet | None"]]:
    """The figures `within_<h>h` that fit on the chart, by hours, each with its target if it has one."""
    targets = {met.name: met for met in result.targets}
    found = [
        (info.within, result.summary[info.name], targets.get(info.name))
        for info in map(result.figures.__getitem__, result.names)
        if info.within and not info.owners
    ]
    return sorted((h, figure, target) for h, figure, target in found if h <= LAST and figure.n)


def _mark(panel: "Axes", result: "Result", over: Bands) -> None:
    for hour, figure, target in within(result):
        height = 100 * figure.mean
        panel.plot([hour, hour], [0, height], color=MUTED, lw=0.9, ls=(0, (2, 2)), zorder=1.5)
        panel.plot(hour, height, "o", color=BLUE, ms=7, mec="white", mew=1.2, zorder=4, clip_on=False)
        below, said = height, f"{words.estimate(figure)}\nwithin {hour} h"
        if target is not None:
            level = 100 * level_of(result, target.name)
            panel.plot([hour - 2.5, hour + 2.5], [level, level], color=ALERT, lw=3, zorder=5, solid_capstyle="butt")
            below = min(height, level)
            said += f"\ntarget {target.text}: {'met' if target.met else 'missed'}"
        left = hour < LAST - 30
        panel.annotate(
            said,
            (hour, below),
            xytext=(8 if left else -8, -9),
            textcoords="offset points",
            va="top",
            ha="left" if left else "right",
            fontsize=9,
            linespacing=1.35,
            color=INK if target is None or target.met else ALERT,
        )


def level_of(result: "Result", name: str) -> float:
    """What a target asks of a share."""
    target = result.scenario.targets[name]
    given = target.at_least or target.at_most
    return given.value if given is not None else float("nan")


def title(result: "Result") -> str:
    """The first share that has a target, or that there is; else the mean stay."""
    found = within(result)
    chosen = [item for item in found if item[2] is not None] or found
    average = result.summary[told_stays(result.scenario, result.withheld)["mean"]]
    if not chosen:
        most = f", of stays up to {stay_limit(result.scenario)} hours" if result.withheld else ""
        return f"Claimants stay {words.mean(average, 'hour')} on average{most}" if average.n else "Nobody arrived"
    hour, figure, target = chosen[0]
    said = f"{words.mean(figure)} of claimants were served and gone within {hour} hours"
    if target is None:
        return said
    return f"{said}; the target of {target.text} is {'met' if target.met else 'missed'}"
