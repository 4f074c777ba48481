"""How far each input moves the first figures: both ends of its range, the farthest first."""

from typing import TYPE_CHECKING

from sim.scenario.catalogue.figures import catalogue
from sim.views.kit.inline.plots import Plot, Reach, Reaches, Spot
from sim.views.kit.scales import Scale, input_name, scale
from sim.views.sensitivity.first.moving import main_figure, order, swing_of
from sim.views.sensitivity.first.moving_words import level, message, signed
from sim.views.sensitivity.tornado import input_words
from sim.views.text.words import capital
from sim.wording import counted, say

if TYPE_CHECKING:
    from sim.experiments.sensitivity.one_at_a_time import End
    from sim.experiments.sensitivity.sensitivity import Sensitivity

FIGURES, INPUTS = 2, 8  # drawn


def drawn(found: "Sensitivity") -> list[str]:
    """Return the figures that are drawn: that of the verdict, and the next that anything moves."""
    main = main_figure(found)
    others = [name for name in found.swings if name != main and any(one.change for one in found.swings[name])]
    return [main, *others][:FIGURES]


def reach_picture(found: "Sensitivity") -> Plot:
    """Return the picture."""
    panels = tuple(_reaches(found, name) for name in drawn(found))
    said = " ".join(say("{title}.", title=one.title) for one in panels)
    return Plot(say("How far each input moves the figures"), said, panels)


def caption(found: "Sensitivity") -> str:
    """Return what the bars are."""
    return counted(
        "Hollow: the input at its 10th percentile, full: at its 90th, the others as written; lines are 95% "
        "intervals of {n} run on the same people.",
        "Hollow: the input at its 10th percentile, full: at its 90th, the others as written; lines are 95% "
        "intervals of {n} runs on the same people.",
        found.paired,
    )


def data(found: "Sensitivity") -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the numbers of the picture: a row an input of the first figure, at both of its ends."""
    figure = drawn(found)[0]
    header = (say("Input"), say("from"), say("to"), say("figure at the first"), say("at the last"), say("change"))
    rows = []
    for k in order(found, figure):
        one = swing_of(found, figure, k)
        both = (level(found, figure, one[role]) for role in ("low end", "high end"))
        rows.append((capital(input_name(found.paths[k])), input_words(found, k, 0.1), input_words(found, k, 0.9), *both,
                     signed(found, figure, one["gap"])))  # fmt: skip
    return header, rows


def _reaches(found: "Sensitivity", figure: str) -> Reaches:
    ranked = order(found, figure)[:INPUTS]
    middle = swing_of(found, figure, ranked[0])["as written"]
    swings = found.swings[figure]
    of = scale(catalogue(found.scenario)[figure], [end.mean for one in swings for end in (one.at_p10, one.at_p90)])
    rows = tuple(
        Reach(
            capital(input_name(found.paths[k])),
            (input_words(found, k, 0.1), input_words(found, k, 0.9)),
            _spot(swings[k].at_p10, middle, of),
            _spot(swings[k].at_p90, middle, of),
        )
        for k in ranked
    )
    said = say("as written: {value}", value=level(found, figure, middle))
    title = message(found, figure).rstrip(".")
    return Reaches(title, of.label, middle / of.factor, said, rows, of.suffix == "%")


def _spot(end: "End", middle: float, of: Scale) -> Spot:
    """Return a figure at one end of an input, with the interval of its change."""
    places = (middle + step for step in (end.change, end.low, end.high))
    return Spot(0.0, *(place / of.factor for place in places))
