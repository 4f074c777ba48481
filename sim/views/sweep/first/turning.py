"""The question that a sweep puts to every point, and from which value on its answer is another."""

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from sim.views.kit.scales import value_of
from sim.views.sweep.heat_map import wanted_of
from sim.views.text.statement import Number, Statement

if TYPE_CHECKING:
    from sim.arrays import B, F
    from sim.experiments.sweep.sweep import Sweep

NUMBER = re.compile(r"(-?\d+(?:\.\d+)?|-?\.\d+)\s*(\D*)")
HALF = 0.5  # of the runs: more of them are most
Asked = Literal["target", "ordered", "crowded", "range"]


class Question(NamedTuple):
    """What is asked of a figure at every point: whether its target is met, whether a measure is ordered in most runs,
    whether an area is ever over its places; or only how far it goes (`range`).
    """

    figure: str
    kind: Asked
    level: float = 0.0


class Turn(NamedTuple):
    """Where the answer to a question turns. `order`: the points by value; `yes`: (P,) the answer at each, as they stand
    in `order`; `at`: the place in `order` from which on it is another and stays so, -1 if there is none.
    """

    question: Question
    order: tuple[int, ...]
    yes: tuple[bool, ...]
    at: int

    @property
    def changes(self) -> int:
        """How often the answer changes from one value to the next."""
        return sum(a != b for a, b in zip(self.yes, self.yes[1:], strict=False))


def question(sweep: "Sweep", figure: str) -> Question:
    """Return what is asked of a figure."""
    info = sweep.figures[figure]
    if figure in sweep.plan.scenario.targets:
        return Question(figure, "target", wanted_of(sweep, figure))
    if info.kind == "flag":
        return Question(figure, "ordered", HALF)
    if info.what == "over_capacity_hours":
        return Question(figure, "crowded", 0.0)
    return Question(figure, "range")


def values(sweep: "Sweep", figure: str) -> "F":
    """(P,) the figure at each point, NaN where it does not exist."""
    return np.array([value_of(one.summary[figure]) if figure in one.summary else np.nan for one in sweep.points])


def answers(sweep: "Sweep", asked: Question) -> "B":
    """(P,) the answer to a question at each point."""
    found = values(sweep, asked.figure)
    if asked.kind == "target":
        target = sweep.plan.scenario.targets[asked.figure]
        return np.asarray(found >= asked.level if target.at_least else found <= asked.level)
    return np.asarray(found > asked.level)


def ordered_points(sweep: "Sweep") -> tuple[int, ...]:
    """Return the points of one path by value, where all are numbers of one unit; else as they were given."""
    found = [NUMBER.fullmatch(point.values[0]) for point in sweep.points]
    units = {hit[2].strip() if hit else None for hit in found}
    if len(sweep.plan.paths) > 1 or len(units) > 1 or None in units:
        return tuple(range(len(sweep.points)))
    return tuple(sorted(range(len(found)), key=lambda k: float(found[k][1])))  # type: ignore[index]


def turn(sweep: "Sweep", asked: Question) -> Turn:
    """Return where the answer turns for good; along several paths nowhere, since there is no order of points."""
    order = ordered_points(sweep)
    yes = tuple(bool(answers(sweep, asked)[k]) for k in order)
    at = -1
    if len(sweep.plan.paths) == 1 and asked.kind != "range" and len(set(yes)) > 1:
        at = max(k for k in range(1, len(yes)) if yes[k] != yes[k - 1])
    return Turn(asked, order, yes, at)


def deciding(sweep: "Sweep", figures: "tuple[str, ...]") -> Turn:
    """Return the turn that the verdict is about: of the first figure whose answer is not the same at all points; else
    of the first figure.
    """
    turns = [turn(sweep, question(sweep, name)) for name in figures]
    return next((one for one in turns if one.question.kind != "range" and len(set(one.yes)) > 1), turns[0])


def at_point(sweep: "Sweep", figure: str, k: int) -> dict[str, Number]:
    """Return a figure at a point, and the ends of its interval."""
    one, of = sweep.points[k].summary.get(figure), str(k + 1)
    if one is None:
        return {}
    how = "median" if one.kind == "date" else "mean"
    return {
        "value": Number(value_of(one), how, figure, of=of),  # type: ignore[arg-type]
        "low": Number(one.low, "low", figure, of=of),
        "high": Number(one.high, "high", figure, of=of),
    }


def verdict(sweep: "Sweep", found: Turn) -> Statement:
    """Return what the verdict rests on. Kinds: `turns`, `turns often`, `same` (at all points), `part` (of the points of
    several paths), `range`, `nowhere` (the figure does not exist). Conditions: what is asked, and the answer.
    """
    figure = found.question.figure
    there = [k for k in found.order if not np.isnan(values(sweep, figure)[k])]
    if not there:
        return Statement("nowhere", figure)
    least, most = (pick(there, key=lambda k: values(sweep, figure)[k]) for pick in (min, max))
    numbers = {"least": at_point(sweep, figure, least)["value"], "most": at_point(sweep, figure, most)["value"]}
    numbers["yes"] = Number(float(sum(found.yes)), "points", figure)
    kind, answer = "range", found.yes[-1]
    if found.question.kind != "range":
        kind = "same" if len(set(found.yes)) == 1 else "part" if len(sweep.plan.paths) > 1 else "turns"
    if kind == "turns":
        after, before = found.order[found.at], found.order[found.at - 1]
        numbers |= {
            "after": at_point(sweep, figure, after)["value"],
            "before": at_point(sweep, figure, before)["value"],
        }
        kind = "turns" if found.changes == 1 else "turns often"
    return Statement(kind, figure, numbers, (found.question.kind, "yes" if answer else "no"))
