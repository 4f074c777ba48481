"""The boxes of a sweep: where the answer turns, and from where to where each figure goes."""

from typing import TYPE_CHECKING

import numpy as np

from sim.views.kit.inline.box_graphics import Bar, Graphic
from sim.views.sweep.first.turning import Turn, at_point, ordered_points, values
from sim.views.sweep.first.turning_words import inputs, level, open_points, point_of
from sim.views.text.first_screen import HERE, BoxSaid, boxed
from sim.views.text.statement import Statement
from sim.views.text.words import capital
from sim.wording import counted, said, say

if TYPE_CHECKING:
    from sim.experiments.sweep.sweep import Sweep

RANGES, BARS, LONG = 3, 7, 52
CLASS = {"money": "other", "flag": "measure", "hours": "people"}


def ranges(sweep: "Sweep", figures: tuple[str, ...]) -> list[Statement]:
    """Return from where to where each of the first figures goes."""
    found = []
    for name in _boxed(figures):
        there = [k for k in ordered_points(sweep) if not np.isnan(values(sweep, name)[k])]
        numbers = {}
        if there:
            by = values(sweep, name).tolist()
            least, most = min(there, key=by.__getitem__), max(there, key=by.__getitem__)
            numbers = {role: at_point(sweep, name, k)["value"] for role, k in (("least", least), ("most", most))}
        found.append(Statement("range", name, numbers))
    return found


def _boxed(figures: tuple[str, ...]) -> tuple[str, ...]:
    """Return the figures that have a box: the first ones, and the cost where it is shown."""
    if "cost_total" not in figures[RANGES:]:
        return figures[:RANGES]
    return (*figures[: RANGES - 1], "cost_total")


def boxes(sweep: "Sweep", figures: tuple[str, ...], found: Turn) -> list[tuple[BoxSaid, Graphic]]:
    """Return four boxes, and what is drawn in them."""
    made = [(_turn(sweep, found), Graphic())]
    made += [_range(sweep, one) for one in ranges(sweep, figures)]
    if len(made) < 4:
        made.append((_sure(sweep, found), Graphic()))
    if len(made) < 4:
        runs = counted("{n} run of each", "{n} runs of each", sweep.replications)
        points = counted("{n} point", "{n} points", len(sweep.points))
        made.append((boxed(say("How much was played?"), points, HERE, runs), Graphic()))
    return made[:4]


def _turn(sweep: "Sweep", found: Turn) -> BoxSaid:
    question = say("From where on is the answer another?")
    figure = say("by {figure}", figure=said(sweep.figures[found.question.figure].subject))
    if found.question.kind == "range":
        return boxed(question, say("no level is asked for"), HERE, figure)
    if found.at >= 0:
        at = at_point(sweep, found.question.figure, found.order[found.at])["value"]
        more = [] if found.changes == 1 else [say("it turns more than once")]
        phrase = say("from {at} on, for {input}", at=HERE, input=inputs(sweep))
        return boxed(question, point_of(sweep, at), phrase, *more, figure)
    if len(set(found.yes)) == 1:
        return boxed(question, say("nowhere"), HERE, figure)
    phrase = counted("yes at {k} of {n} point", "yes at {k} of {n} points", len(found.yes), k=HERE)
    return boxed(question, say("{n}", n=sum(found.yes)), phrase, figure)


def _range(sweep: "Sweep", one: Statement) -> tuple[BoxSaid, Graphic]:
    info = sweep.figures[one.subject]
    question = say("{figure}?", figure=capital(said(info.label)))
    if not one.numbers:
        return boxed(question, say("not known")), Graphic()
    least, most = (level(sweep, one.subject, one[role]) for role in ("least", "most"))
    if least == most:
        return boxed(question, least, say("{value} at every point", value=HERE)), Graphic()
    told = [say("{low} at {point}", low=least, point=point_of(sweep, one.numbers["least"])),
            say("{high} at {point}", high=most, point=point_of(sweep, one.numbers["most"]))]  # fmt: skip
    phrase = say("{least} to {most}", least=least, most=HERE)
    return boxed(question, most, phrase, *told), _bars(sweep, one.subject, tuple(told))


def _bars(sweep: "Sweep", figure: str, told: tuple[str, ...]) -> Graphic:
    """Return a bar a value of one path; none of several, and none where there are many."""
    order, found = ordered_points(sweep), values(sweep, figure)
    kind = sweep.figures[figure].kind
    if len(sweep.plan.paths) > 1 or len(order) > BARS or kind == "date" or not np.nanmax(found) > 0:
        return Graphic()
    colour = "crowd" if sweep.figures[figure].what == "over_capacity_hours" else CLASS.get(kind, "people")
    most = float(np.nanmax(found))
    return Graphic(
        bars=tuple(
            Bar(colour, LONG * max(float(np.nan_to_num(found[k])), 0.0) / most, sweep.points[k].values[0],
                level(sweep, figure, float(found[k])))
            for k in order
        ),
        instead=told,
    )  # fmt: skip


def _sure(sweep: "Sweep", found: Turn) -> BoxSaid:
    question, left = say("Where does chance leave it open?"), open_points(sweep, found)
    if left is None or found.question.kind == "range":
        return boxed(question, say("not asked"))
    phrase = counted("at {k} of {n} point", "at {k} of {n} points", len(sweep.points), k=HERE)
    return boxed(question, say("{n}", n=left), phrase)
