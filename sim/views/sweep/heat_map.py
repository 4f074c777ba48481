"""A figure over the grid of two paths: a cell a point, and the line between those that meet the target and the rest."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError
from sim.experiments.result import in_unit, level_text
from sim.views.kit.panels import broken, sheet, short, value_of, value_text
from sim.views.kit.panels import source as source_of
from sim.views.kit.style import ALERT, BLUE, HALF, INK, MUTED, PAPER, WIDE, styled
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.sweep.sweep import Played, Sweep

ROW = 0.55  # inches
DARK = 0.78  # cells from here on, of the range, have white text


@styled
def heat_map(sweep: "Sweep", name: str) -> "Figure":
    """One figure over a grid of two paths. ArgumentError for another number of paths, or a sample."""
    if len(sweep.plan.paths) != 2 or sweep.plan.sampled:
        raise ArgumentError("a heat map shows a grid of two paths")
    down, across = (list(dict.fromkeys(values)) for values in zip(*sweep.plan.points, strict=True))
    at = {point.values: point for point in sweep.points}
    cells = [[at.get((y, x)) for x in across] for y in down]
    figure, panels = sheet(title(sweep, name), source(sweep), (1, 1), ROW * len(down) + 1.0)
    panel = panels[0]
    values = np.array([[_value(cell, name) for cell in row] for row in cells])
    _colour(panel, values)
    _write(panel, cells, name, sweep, values)
    _border(panel, sweep, name, values)
    panel.set_xticks(range(len(across)), across)
    panel.set_yticks(range(len(down)), down)
    panel.set_xlabel(sweep.plan.paths[1])
    panel.set_ylabel(broken(sweep.plan.paths[0], 24))
    panel.grid(visible=False)
    for side in panel.spines.values():
        side.set_visible(False)
    return figure


def _value(cell: "Played | None", name: str) -> float:
    return value_of(cell.summary[name]) if cell and name in cell.summary else np.nan


def _colour(panel: "Axes", values: F) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    colours = LinearSegmentedColormap.from_list("portsim", [PAPER, WIDE, HALF, BLUE])
    flat = np.ma.masked_invalid(_relative(values))
    panel.imshow(flat, cmap=colours, vmin=-0.1, vmax=1.0, aspect="auto", interpolation="nearest")
    for x in range(1, values.shape[1]):
        panel.axvline(x - 0.5, color=PAPER, lw=1.5)
    for y in range(1, values.shape[0]):
        panel.axhline(y - 0.5, color=PAPER, lw=1.5)


def _relative(values: F) -> F:
    """Values from 0, the least, to 1, the greatest."""
    there = values[np.isfinite(values)]
    low, high = (there.min(), there.max()) if there.size else (0.0, 0.0)
    relative: F = np.where(np.isfinite(values), (values - low) / ((high - low) or 1.0), np.nan)
    return relative


def _write(panel: "Axes", cells: "list[list[Played | None]]", name: str, sweep: "Sweep", values: F) -> None:
    dates, relative = Dates(sweep.plan.scenario, abbreviated=True), _relative(values)
    size = 9 if values.shape[1] <= 8 else 7
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            said = value_text(cell.summary[name], "", dates.day) if cell and name in cell.summary else words.NOT_KNOWN
            colour = PAPER if relative[y, x] >= DARK else INK
            panel.text(x, y, said, ha="center", va="center", fontsize=size, color=colour)


def _border(panel: "Axes", sweep: "Sweep", name: str, values: F) -> None:
    """A line between cells that meet the target of the figure and cells that do not."""
    target = sweep.plan.scenario.targets.get(name)
    if target is None:
        return
    wanted = wanted_of(sweep, name)
    met = values >= wanted if target.at_least else values <= wanted
    for y, x in np.argwhere(met[:, 1:] != met[:, :-1]):
        panel.plot([x + 0.5, x + 0.5], [y - 0.5, y + 0.5], color=ALERT, lw=2.5, solid_capstyle="projecting")
    for y, x in np.argwhere(met[1:] != met[:-1]):
        panel.plot([x - 0.5, x + 0.5], [y + 0.5, y + 0.5], color=ALERT, lw=2.5, solid_capstyle="projecting")
    meets = f"{met.sum()} of {words.count(met.size, 'point')}"
    between = ", on one side of the red line" if 0 < met.sum() < met.size else ""
    panel.set_title(f"target {target_text(sweep, name)}: met at {meets}{between}", loc="right", fontsize=9, color=MUTED)


def target_text(sweep: "Sweep", name: str) -> str:
    """The target of a figure as it was asked: `at least 80%`."""
    target = sweep.plan.scenario.targets[name]
    level = target.at_least or target.at_most
    assert level is not None
    return f"at {'least' if target.at_least else 'most'} {level_text(level)}"


def wanted_of(sweep: "Sweep", name: str) -> float:
    """What the target of a figure asks for, in the figure's unit; NaN without a target."""
    target = sweep.plan.scenario.targets.get(name)
    level = (target.at_least or target.at_most) if target else None
    return in_unit(level, sweep.figures[name]) if level else np.nan


def source(sweep: "Sweep") -> str:
    """Where a chart of a sweep comes from."""
    scenario, done = sweep.plan.scenario, len(sweep.points)
    more = f" (of {len(sweep.plan.points)})" if sweep.interrupted else ""
    return source_of(scenario.name, done, sweep.replications, scenario.seed, more)


def title(sweep: "Sweep", name: str) -> str:
    """Where a figure is least and where it is greatest, over the points."""
    dates = Dates(sweep.plan.scenario)
    said = words.capital(sweep.figures[name].label)
    found = [point for point in sweep.points if name in point.summary and _value(point, name) == _value(point, name)]
    if not found:
        return f"{said}: nowhere"
    values = [value_text(point.summary[name], sweep.plan.scenario.currency, dates.day) for point in found]
    order = sorted(range(len(found)), key=lambda k: value_of(found[k].summary[name]))
    least, most = values[order[0]], values[order[-1]]
    if least == most:
        return f"{said}: {least} at every point"
    return f"{said}: from {_at(sweep, found, values, least)} to {_at(sweep, found, values, most)}"


def _at(sweep: "Sweep", found: "list[Played]", values: list[str], value: str) -> str:
    """A value, and the point that has it, or how many have; with three paths and more the value alone."""
    having = [point for point, said in zip(found, values, strict=True) if said == value]
    paths = sweep.plan.paths
    if len(having) > 1:
        return f"{value} ({len(having)} of {words.count(len(found), 'point')})"
    if len(paths) > 2:
        return value
    where = (f"{short(path, paths)} {given}" for path, given in zip(paths, having[0].values, strict=True))
    return f"{value} ({', '.join(where)})"
