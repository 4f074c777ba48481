"""A figure along a path: the mean with its interval, and the range of the runs; for several paths a panel each."""

import re
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError
from sim.views.kit.panels import Scale, broken, legend, room, scale, sheet
from sim.views.kit.style import ALERT, BLUE, HALF, WIDE, styled
from sim.views.sweep.heat_map import source, target_text, title, wanted_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.sweep.sweep import Sweep

TALL = 3.2  # inches, a panel
ACROSS = 3  # panels side by side
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?|-?\.\d+)\s*(\D*)")


@styled
def sweep_lines(sweep: "Sweep", name: str) -> "Figure":
    """One figure along each path: a line over a grid of one path; over several paths, or a sample, a dot a point.

    ArgumentError for a date, which some runs do not have.
    """
    info = sweep.figures[name]
    if info.kind == "date":
        raise ArgumentError("a figure that is no date")
    paths = sweep.plan.paths
    across = min(len(paths), ACROSS)
    down = -(-len(paths) // across)
    figure, panels = sheet(title(sweep, name), source(sweep), (down, across), (TALL + 0.3) * down, sharey=True)
    numbers = np.array([[getattr(point.summary[name], what) if name in point.summary else np.nan
                         for what in ("mean", "low", "high", "p5", "p95")] for point in sweep.points])  # fmt: skip
    of = scale(info, numbers[:, 0])
    numbers /= of.factor
    is_line = len(paths) == 1 and not sweep.plan.sampled
    for k, (panel, path) in enumerate(zip(panels, paths, strict=False)):
        x, unit = _place(panel, [point.values[k] for point in sweep.points])
        (_line if is_line else _dots)(panel, x, numbers, flag=info.kind == "flag")
        panel.set_xlabel(broken(path, 100 if across == 1 else 28) + (f" ({unit})" if unit else ""))
        if k % across == 0:
            panel.set_ylabel(of.label)
    for panel in panels[len(paths) :]:
        panel.set_visible(False)
    _finish(panels[0], sweep, name, of, numbers)
    return figure


def _place(panel: "Axes", values: list[str]) -> tuple[F, str]:
    """Where each value stands on the x axis: at its number if all are numbers of one unit, else in a row; the unit."""
    found = [NUMBER.fullmatch(value) for value in values]
    units = {hit[2].strip() if hit else None for hit in found}
    if len(units) == 1 and None not in units:
        unit = units.pop() or ""
        x: F = np.array([float(hit[1]) for hit in found if hit])
        if len(set(x)) <= 8:
            panel.set_xticks(sorted(set(x)), [f"{value:.6g}" for value in sorted(set(x))])
        return x, unit
    names = list(dict.fromkeys(values))
    panel.set_xticks(range(len(names)), names)
    panel.set_xlim(-0.5, len(names) - 0.5)
    return np.array([names.index(value) for value in values], dtype=float), ""


def _line(panel: "Axes", x: F, numbers: F, *, flag: bool) -> None:
    order = np.argsort(x, kind="stable")
    x, (mean, low, high, p5, p95) = x[order], numbers[order].T
    if not flag:
        panel.fill_between(x, p5, p95, color=WIDE, lw=0, label="nine runs in ten")
    panel.fill_between(x, low, high, color=HALF, lw=0, label="95% interval")
    panel.plot(x, mean, "o-", color=BLUE, lw=1.8, ms=5, label="share of runs" if flag else "mean")


def _dots(panel: "Axes", x: F, numbers: F, *, flag: bool) -> None:
    mean, low, high, _, _ = numbers.T
    panel.vlines(x, low, high, color=HALF, lw=2.0, label="95% interval")
    panel.plot(x, mean, "o", color=BLUE, ms=5, mec="white", mew=0.7, label="share of runs" if flag else "mean")


def _finish(panel: "Axes", sweep: "Sweep", name: str, of: Scale, numbers: F) -> None:
    shown = [float(value) for value in numbers[:, :3].ravel()]
    shown += [] if sweep.figures[name].kind == "flag" else [float(value) for value in numbers[:, 3:].ravel()]
    at = wanted_of(sweep, name) / of.factor
    if at == at:
        for one in panel.get_figure(root=True).axes:  # type: ignore[union-attr]
            one.axhline(at, color=ALERT, lw=1.4, ls=(0, (5, 3)), label=f"target: {target_text(sweep, name)}")
        shown.append(at)
    room(panel, shown, zero=of.suffix != "%" or min(shown, default=0) < 20)
    panel.yaxis.set_major_formatter(of.told)
    legend(panel)
