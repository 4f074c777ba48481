"""The first screen of a sweep: verdict, doubt, boxes."""

from typing import TYPE_CHECKING

from sim.views.sweep.first.swept_boxes import boxes
from sim.views.sweep.first.turning import deciding, verdict
from sim.views.sweep.first.turning_words import doubt, verdict_said
from sim.views.text.first_screen import First
from sim.wording import counted

if TYPE_CHECKING:
    from sim.experiments.sweep.sweep import Sweep


def first(sweep: "Sweep", figures: tuple[str, ...]) -> First:
    """Return the first screen in the language that is spoken."""
    found = deciding(sweep, figures)
    said = verdict_said(sweep, verdict(sweep, found))
    return First(said, _finished(sweep), doubt(sweep, found), tuple(box for box, _ in boxes(sweep, figures, found)), ())


def _finished(sweep: "Sweep") -> str:
    done, asked = len(sweep.points), len(sweep.plan.points)
    if done == asked:
        return ""
    return counted(
        "{n} of {asked} points was finished; everything here rests on it.",
        "{n} of {asked} points were finished; everything here rests on them.",
        done, asked=asked,
    )  # fmt: skip
