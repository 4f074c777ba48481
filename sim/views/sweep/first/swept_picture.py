"""Each figure of a sweep along its path; over two paths as a grid; of a sample, or of more paths, a dot a point."""

import math
from typing import TYPE_CHECKING

from sim.views.kit.inline.plots import Cell, Curve, Grid, Plot, Spot
from sim.views.kit.scales import Scale, input_name, scale, value_of
from sim.views.sweep.first.turning import (
    NUMBER,
    Question,
    answers,
    ordered_points,
    question,
    turn,
    values,
)
from sim.views.sweep.first.turning import verdict as rests_on
from sim.views.sweep.first.turning_words import level, verdict_said
from sim.views.text.words import capital
from sim.wording import counted, said, say

if TYPE_CHECKING:
    from sim.experiments.sweep.sweep import Sweep

FIGURES = 3  # drawn
TICKS = 12


def swept_picture(sweep: "Sweep", figures: tuple[str, ...]) -> Plot:
    """Return the picture: figures below each other along one path, or the first that can be drawn over several."""
    drawn = _drawn(sweep, figures)
    panels: list[Curve | Grid] = []
    if len(sweep.plan.paths) == 2 and not sweep.plan.sampled:
        panels = [_grid(sweep, name) for name in drawn]
    elif len(sweep.plan.paths) == 1:
        panels = [_curve(sweep, name, 0) for name in drawn]
    elif drawn:
        panels = [_curve(sweep, drawn[0], k) for k in range(len(sweep.plan.paths))]
    told = " ".join(say("{title}.", title=one.title.rstrip(".")) for one in panels)
    return Plot(say("What the points of the sweep give"), told, tuple(panels))


def _drawn(sweep: "Sweep", figures: tuple[str, ...]) -> list[str]:
    """Return the figures that are drawn: those that are not the same at all points; the first, if all are."""
    there = [name for name in figures if sweep.figures[name].kind != "date"]
    return [name for name in there if len(set(values(sweep, name).tolist())) > 1][:FIGURES] or there[:1]


def caption(sweep: "Sweep") -> str:
    """Return what a spot is, or a cell."""
    if len(sweep.plan.paths) == 2 and not sweep.plan.sampled:
        return counted(
            "A cell is the mean of {n} run of a point; the same people come at all.",
            "A cell is the mean of {n} runs of a point; the same people come at all.",
            sweep.replications,
        )
    return counted(
        "A spot is the mean of {n} run of a point, the line across it its 95% interval; the same people come at all.",
        "A spot is the mean of {n} runs of a point, the line across it its 95% interval; the same people come at all.",
        sweep.replications,
    )


def data(sweep: "Sweep", figures: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the numbers of the picture as a table: a row a point."""
    drawn = _drawn(sweep, figures)
    header = (*(capital(input_name(path)) for path in sweep.plan.paths), *(said(sweep.figures[n].label) for n in drawn))
    rows = tuple(
        (*sweep.points[k].values, *(level(sweep, name, float(values(sweep, name)[k])) for name in drawn))
        for k in ordered_points(sweep)
    )
    return header, rows


def _message(sweep: "Sweep", name: str) -> str:
    """Return what a panel shows: the answer to the question of its figure."""
    return verdict_said(sweep, rests_on(sweep, turn(sweep, question(sweep, name)))).rstrip(".")


def _of(sweep: "Sweep", name: str) -> Scale:
    return scale(sweep.figures[name], [value_of(p.summary[name]) for p in sweep.points if name in p.summary])


def _curve(sweep: "Sweep", name: str, path: int) -> Curve:
    of, given = _of(sweep, name), [point.values[path] for point in sweep.points]
    places, ticks = _places(given)
    spots = []
    for point, at in zip(sweep.points, places, strict=True):
        one = point.summary.get(name)
        if one is not None:
            spots.append(Spot(at, *(end / of.factor for end in (one.mean, one.low, one.high))))
    joined = len(sweep.plan.paths) == 1 and not sweep.plan.sampled
    asked = question(sweep, name)
    across = capital(input_name(sweep.plan.paths[path]))
    title = (
        _message(sweep, name)
        if path == 0
        else say("The same points by {input}", input=input_name(sweep.plan.paths[path]))
    )
    at_level, level_said = _level(sweep, asked, of)
    return Curve(title, of.label, across, tuple(sorted(spots)), ticks, of.suffix == "%", joined, at_level, level_said)


def _level(sweep: "Sweep", asked: Question, of: Scale) -> tuple[float, str]:
    """Return the level at which the answer turns, and what it is."""
    if asked.kind == "target":
        return asked.level / of.factor, say("target: {level}", level=level(sweep, asked.figure, asked.level))
    return (asked.level / of.factor, say("half of the runs")) if asked.kind == "ordered" else (math.nan, "")


def _places(given: list[str]) -> tuple[list[float], tuple[tuple[float, str], ...]]:
    """Return where each value stands: at its number if all are numbers of one unit, else in a row; the ticks."""
    found = [NUMBER.fullmatch(value) for value in given]
    units = {hit[2].strip() if hit else None for hit in found}
    names = list(dict.fromkeys(given))
    if len(units) > 1 or None in units:
        return [float(names.index(value)) for value in given], tuple((float(k), one) for k, one in enumerate(names))
    at = {value: float(hit[1]) for value, hit in zip(given, found, strict=True) if hit}
    every = max(math.ceil(len(names) / TICKS), 1)
    ticks = tuple(sorted((at[one], one) for one in names))[::every]
    return [at[value] for value in given], ticks


def _grid(sweep: "Sweep", name: str) -> Grid:
    downs, acrosses = (tuple(dict.fromkeys(point.values[k] for point in sweep.points)) for k in (0, 1))
    found, asked = values(sweep, name), question(sweep, name)
    yes = answers(sweep, asked)
    known = [value for value in found.tolist() if value == value]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    at = {point.values: k for k, point in enumerate(sweep.points)}

    def cell(down: str, across: str) -> Cell:
        k = at.get((down, across))
        if k is None or found[k] != found[k]:
            return Cell("–", 0.0, False)
        shade = (float(found[k]) - low) / ((high - low) or 1.0)
        beyond = bool(yes[k]) if asked.kind != "range" else False
        return Cell(level(sweep, name, float(found[k])), shade, beyond)

    rows = tuple(tuple(cell(down, across) for across in acrosses) for down in downs)
    level_said = {
        "target": say("framed: the target is met"),
        "ordered": say("framed: in most runs"),
        "crowded": say("framed: over the places in some run"),
        "range": "",
    }[asked.kind]
    down, across = (capital(input_name(path)) for path in sweep.plan.paths)
    return Grid(_message(sweep, name), level_said, down, across, downs, acrosses, rows)
