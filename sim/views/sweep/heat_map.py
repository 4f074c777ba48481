"""A figure over the grid of two paths: a cell a point, and the line between those that meet the target and the rest."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError
from sim.experiments.result import in_unit, level_text
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Interval, Map, Mark, numbers
from sim.views.kit.palette import MUTED, TARGET
from sim.views.kit.scales import broken, input_name, value_of, value_text
from sim.views.kit.scales import source as source_of
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, said, say

if TYPE_CHECKING:
    from sim.experiments.sweep.sweep import Played, Sweep

ROW = 0.55  # inches


def heat_map(sweep: "Sweep", name: str) -> Chart:
    """Return one figure over a grid of two paths. ArgumentError for another number of paths, or a sample."""
    if len(sweep.plan.paths) != 2 or sweep.plan.sampled:
        raise ArgumentError(say("a heat map shows a grid of two paths"))
    down, across = (list(dict.fromkeys(values)) for values in zip(*sweep.plan.points, strict=True))
    at = {point.values: point for point in sweep.points}
    cells = [[at.get((y, x)) for x in across] for y in down]
    values = np.array([[_value(cell, name) for cell in row] for row in cells])
    texts = tuple(tuple(_text(sweep, cell, name) for cell in row) for row in cells)
    border, note = _border(sweep, name, values)
    panel = Panel(
        (Map(tuple(numbers(row) for row in values), texts=texts), *border),
        _side(sweep.plan.paths[1], across),
        _side(sweep.plan.paths[0], down, turned=True),
        ROW * len(down) + 1.0,
        note=note,
    )
    caption = say("Each cell is a point: the mean over its replications.")
    return Chart(f"heat_map-{name}", title(sweep, name), caption, source(sweep), (panel,))


def _side(path: str, values: list[str], *, turned: bool = False) -> Axis:
    ticks = tuple(Tick(k, value, role=MUTED) for k, value in enumerate(values))
    first, last = -0.5, len(values) - 0.5
    low, high = (last, first) if turned else (first, last)
    return Axis(broken(path, 24) if turned else path, path, low, high, ticks, grid=False, stroke=False)


def _value(cell: "Played | None", name: str) -> float:
    return value_of(cell.summary[name]) if cell and name in cell.summary else np.nan


def _text(sweep: "Sweep", cell: "Played | None", name: str) -> str:
    if cell is None or name not in cell.summary:
        return words.NOT_KNOWN
    return value_text(cell.summary[name], "", Dates(sweep.plan.scenario, abbreviated=True).day)


def _border(sweep: "Sweep", name: str, values: F) -> tuple[list[Mark], str]:
    """Return a line between cells that meet the target of the figure and cells that do not; how many meet it."""
    target = sweep.plan.scenario.targets.get(name)
    if target is None:
        return [], ""
    wanted = wanted_of(sweep, name)
    met = values >= wanted if target.at_least else values <= wanted
    upright = [Interval(x + 0.5, y - 0.5, y + 0.5, TARGET, weight=2.5, upright=True)
               for y, x in np.argwhere(met[:, 1:] != met[:, :-1]).tolist()]  # fmt: skip
    level = [Interval(y + 0.5, x - 0.5, x + 0.5, TARGET, weight=2.5)
             for y, x in np.argwhere(met[1:] != met[:-1]).tolist()]  # fmt: skip
    meets = counted(
        "target {target}: met at {k} of {n} point", "target {target}: met at {k} of {n} points",
        int(met.size), target=target_text(sweep, name), k=int(met.sum()),
    )  # fmt: skip
    if 0 < met.sum() < met.size:
        meets = say("{meets}, on one side of the dark line", meets=meets)
    return [*upright, *level], meets


def target_text(sweep: "Sweep", name: str) -> str:
    """Return the target of a figure as it was asked: `at least 80%`."""
    target = sweep.plan.scenario.targets[name]
    level = target.at_least or target.at_most
    assert level is not None
    if target.at_least:
        return say("at least {level}", level=level_text(level))
    return say("at most {level}", level=level_text(level))


def wanted_of(sweep: "Sweep", name: str) -> float:
    """Return what the target of a figure asks for, in the figure's unit; NaN without a target."""
    target = sweep.plan.scenario.targets.get(name)
    level = (target.at_least or target.at_most) if target else None
    return in_unit(level, sweep.figures[name]) if level else np.nan


def source(sweep: "Sweep") -> str:
    """Return where a chart of a sweep comes from."""
    scenario, done = sweep.plan.scenario, len(sweep.points)
    more = say(" (of {n})", n=len(sweep.plan.points)) if sweep.interrupted else ""
    return source_of(scenario.name, done, sweep.replications, scenario.seed, more)


def title(sweep: "Sweep", name: str) -> str:
    """Return where a figure is least and where it is greatest, over the points."""
    dates = Dates(sweep.plan.scenario)
    name_of = words.capital(said(sweep.figures[name].label))
    found = [point for point in sweep.points if name in point.summary and _value(point, name) == _value(point, name)]
    if not found:
        return say("{figure}: nowhere", figure=name_of)
    values = [value_text(point.summary[name], sweep.plan.scenario.currency, dates.day) for point in found]
    order = sorted(range(len(found)), key=lambda k: value_of(found[k].summary[name]))
    least, most = values[order[0]], values[order[-1]]
    if least == most:
        return say("{figure}: {value} at every point", figure=name_of, value=least)
    ends = {role: _at(sweep, found, values, one) for role, one in (("low", least), ("high", most))}
    return say("{figure}: from {low} to {high}", figure=name_of, **ends)


def _at(sweep: "Sweep", found: "list[Played]", values: list[str], value: str) -> str:
    """Return a value, and the point that has it, or how many have; with three paths and more the value alone."""
    having = [point for point, said in zip(found, values, strict=True) if said == value]
    paths = sweep.plan.paths
    if len(having) > 1:
        return counted(
            "{value} ({k} of {n} point)", "{value} ({k} of {n} points)", len(found), value=value, k=len(having)
        )
    if len(paths) > 2:
        return value
    where = (
        say("{input} {value}", input=input_name(path), value=given)
        for path, given in zip(paths, having[0].values, strict=True)
    )
    return say("{value} ({where})", value=value, where=", ".join(where))
