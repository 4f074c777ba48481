"""The first screen of a sensitivity analysis: verdict, doubt, boxes."""

from typing import TYPE_CHECKING

from sim.scenario.catalogue.figures import catalogue
from sim.views.kit.inline.box_graphics import Bar, Graphic
from sim.views.kit.scales import input_name
from sim.views.sensitivity.first.moving import main_figure, noise, order, swing_of
from sim.views.sensitivity.first.moving_words import change, doubt, ends, level, verdict_said
from sim.views.text.first_screen import HERE, BoxSaid, First, boxed
from sim.views.text.statement import Statement
from sim.wording import counted, said, say
from sim.wording.quantity import percent

if TYPE_CHECKING:
    from sim.experiments.sensitivity.sensitivity import Sensitivity

LONG = 52  # percent of the width: the longest bar


def first(found: "Sensitivity") -> First:
    """Return the first screen in the language that is spoken."""
    return First(verdict_said(found), "", doubt(found), tuple(box for box, _ in boxes(found)), ())


def boxes(found: "Sensitivity") -> list[tuple[BoxSaid, Graphic]]:
    """Return the four boxes: the input that moves the answer most and the next, how many do, and the same of the cost;
    where the cost is not asked for, how much is chance.
    """
    figure = main_figure(found)
    ranked = order(found, figure)
    subject = said(catalogue(found.scenario)[figure].subject)
    made = [_input(found, figure, ranked[0], say("What moves {figure} most?", figure=subject))]
    if len(ranked) > 1:
        made.append(_input(found, figure, ranked[1], say("What moves it next?")))
    else:
        made.append((boxed(say("What moves it next?"), say("no other input")), Graphic()))
    clear = int(noise(found, figure)["clear"])
    phrase = counted("{k} of {n} input is shown to", "{k} of {n} inputs are shown to", len(ranked), k=HERE)
    made.append((boxed(say("How many inputs move it?"), say("{n}", n=clear), phrase), Graphic()))
    if "cost_total" in found.swings and figure != "cost_total":
        question = say("What moves the cost most?")
        return [*made, _input(found, "cost_total", order(found, "cost_total")[0], question)]
    share = noise(found, figure)["noise"]
    question = say("How much is chance?")
    if share != share:
        return [*made, (boxed(question, say("not known")), Graphic())]
    phrase = say("{share} of the variance over the points", share=HERE)
    return [*made, (boxed(question, percent(share), phrase), Graphic())]


def _input(found: "Sensitivity", figure: str, k: int, question: str) -> tuple[BoxSaid, Graphic]:
    """Return what an input does to a figure: by how much, and the figure at both ends of the input."""
    one = swing_of(found, figure, k)
    name = input_name(one.subject)
    if one.kind == "does not move":
        return boxed(question, say("none"), HERE), Graphic()
    size = change(found, figure, one["gap"])
    phrase = say("{input}, by {change}", input=name, change=HERE)
    low, high = ends(found, one)
    told = [say("{value} at {end}", value=level(found, figure, one[role]), end=end)
            for role, end in (("low end", low), ("high end", high))]  # fmt: skip
    small = told if one.kind == "moves" else [*told, say("not clear of chance")]
    return boxed(question, size, phrase, *small), _bars(found, figure, one, tuple(told))


def _bars(found: "Sensitivity", figure: str, one: Statement, told: tuple[str, ...]) -> Graphic:
    values = (one["low end"], one["high end"])
    if min(values) < 0 or not max(values) > 0:
        return Graphic()
    kind = catalogue(found.scenario)[figure].kind
    colour = {"money": "other", "flag": "measure"}.get(kind, "people")
    bars = tuple(
        Bar(colour, LONG * value / max(values), end, level(found, figure, value))
        for value, end in zip(values, ends(found, one), strict=True)
    )
    return Graphic(bars=bars, instead=told)
