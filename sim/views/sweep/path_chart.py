"""A figure along a path: the mean with its interval, and the range of the runs; for several paths a panel each."""

import re
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Band, Dots, Interval, Line, Mark, Rule, numbers
from sim.views.kit.palette import HALF, MEASURED, MOST, MUTED, TARGET
from sim.views.kit.scales import Scale, broken, limits, scale
from sim.views.sweep.heat_map import source, target_text, title, wanted_of
from sim.wording import say
from sim.wording.quantity import digits, written

if TYPE_CHECKING:
    from sim.experiments.sweep.sweep import Sweep

TALL = 3.2  # inches, a panel
ACROSS = 3  # panels side by side
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?|-?\.\d+)\s*(\D*)")


def sweep_lines(sweep: "Sweep", name: str) -> Chart:
    """Return one figure along each path: a line over a grid of one path; over several paths, or a sample, a dot a
    point.

    ArgumentError for a date, which some runs do not have.
    """
    info = sweep.figures[name]
    if info.kind == "date":
        raise ArgumentError(say("a figure that is no date"))
    paths = sweep.plan.paths
    found = np.array([[getattr(point.summary[name], what) if name in point.summary else np.nan
                         for what in ("mean", "low", "high", "p5", "p95")] for point in sweep.points])  # fmt: skip
    of = scale(info, found[:, 0])
    found /= of.factor
    is_line, flag = len(paths) == 1 and not sweep.plan.sampled, info.kind == "flag"
    up = _up(sweep, name, of, found)
    panels = []
    for k, path in enumerate(paths):
        x, across = _place(path, [point.values[k] for point in sweep.points], len(paths))
        marks = (_line if is_line else _dots)(x, found, flag=flag)
        panels.append(Panel((*marks, *_target(sweep, name, of)), across, up, TALL + 0.1))
    caption = say("The mean over the replications at each point, with its 95% interval.")
    message, columns = title(sweep, name), min(len(paths), ACROSS)
    return Chart(f"sweep_lines-{name}", message, caption, source(sweep), tuple(panels), columns, shared="y")


def _place(path: str, values: list[str], paths: int) -> tuple[F, Axis]:
    """Return where each value stands on the x axis: at its number if all are numbers of one unit, else in a row; the
    axis.
    """
    found = [NUMBER.fullmatch(value) for value in values]
    units = {hit[2].strip() if hit else None for hit in found}
    label = broken(path, 100 if paths == 1 else 28)
    if len(units) == 1 and None not in units:
        unit = units.pop() or ""
        x: F = np.array([float(hit[1]) for hit in found if hit])
        places = sorted(set(x.tolist()))
        ticks = tuple(Tick(at, written(digits(at, 6)), role=MUTED) for at in places) if len(places) <= 8 else None
        return x, Axis(label + (f" ({unit})" if unit else ""), unit or path, ticks=ticks)
    names = list(dict.fromkeys(values))
    ticks = tuple(Tick(k, one, role=MUTED) for k, one in enumerate(names))
    return np.array([names.index(value) for value in values], dtype=float), Axis(
        label, path, -0.5, len(names) - 0.5, ticks
    )


def _mean(flag: bool) -> str:
    return say("share of runs") if flag else say("mean")


def _line(x: F, found: F, *, flag: bool) -> list[Mark]:
    order = np.argsort(x, kind="stable")
    at = numbers(x[order])
    mean, low, high, p5, p95 = (numbers(row) for row in found[order].T)
    spread = [] if flag else [Band(at, p5, p95, MOST, say("nine runs in ten"))]
    middle = Line(at, mean, MEASURED, _mean(flag), weight=1.8, dots=5.0)
    return [*spread, Band(at, low, high, HALF, say("95% interval")), middle]


def _dots(x: F, found: F, *, flag: bool) -> list[Mark]:
    at = numbers(x)
    mean, low, high, _, _ = (numbers(row) for row in found.T)
    ends = zip(at, low, high, strict=True)
    spread = [Interval(*one, HALF, say("95% interval"), 2.0, upright=True, soft=True) for one in ends]
    return [*spread, Dots(at, mean, MEASURED, _mean(flag), size=5.0)]


def _target(sweep: "Sweep", name: str, of: Scale) -> list[Mark]:
    at = wanted_of(sweep, name) / of.factor
    if at != at:
        return []
    return [Rule(at, TARGET, say("target: {level}", level=target_text(sweep, name)), weight=1.4, stroke="dashed")]


def _up(sweep: "Sweep", name: str, of: Scale, found: F) -> Axis:
    """Return the axis of the figure, with room for the intervals, the range of the runs and the target."""
    columns = 3 if sweep.figures[name].kind == "flag" else 5
    shown = [*found[:, :columns].ravel().tolist(), wanted_of(sweep, name) / of.factor]
    there = [value for value in shown if value == value]
    low, high = limits(there, zero=of.suffix != "%" or min(there, default=0) < 20)
    return Axis(of.label, of.unit, low, high, suffix=of.suffix)
