"""What one of several changes did, in words."""

from collections.abc import Sequence

from sim.experiments.comparison.attribution import TOGETHER, Attribution, Part
from sim.experiments.comparison.differences import Difference
from sim.scenario.source.source_tree import dotted
from sim.scenario.source.source_tree import parts as path
from sim.views.comparison.difference_words import Steps
from sim.views.text import words
from sim.wording import say


def labels(names: Sequence[str]) -> tuple[str, ...]:
    """Return a label for each name, the baseline's first: what comes after the baseline's name, or the name itself.

    Of names that would be called alike, later ones have their place behind them: "strict screening (3)".
    """
    base = names[0]
    found = [base]
    for k, name in enumerate(names[1:], start=2):
        rest = name.removeprefix(base).strip(" ,:;-–") if name.startswith(base) else name
        label = words.capital(rest or name)
        found.append(f"{label} ({k})" if label in found else label)
    return tuple(found)


KEYS = 2  # of a path, shown for a part


def as_difference(one: Attribution, part: Part) -> Difference:
    """Return a part, worded as differences are."""
    nan = float("nan")
    return Difference(
        one.figure, one.kind, one.unit, 1, 1, int(part.effect != 0), 0.0, one.baseline, one.other, part.effect,
        part.low, part.high, part.low, part.high, nan, nan,
    )  # fmt: skip


def named(part: Part, parts: Sequence[Part]) -> str:
    """Return a part by the last two keys of its path; by the whole path, if another part ends alike."""
    if part.name == TOGETHER:
        return say("only together")
    ends = [path(other.name)[-KEYS:] for other in parts if other.name != TOGETHER]
    end = path(part.name)[-KEYS:]
    return dotted(end) if ends.count(end) == 1 else part.name


def effect_text(one: Attribution, part: Part, telling: Steps) -> str:
    """Return the effect of a part with its interval: "+1.8 h (+1.6 to +1.9)"."""
    difference = as_difference(one, part)
    within = telling.within(difference)
    said = telling.step(difference) if part.effect else say("no effect")
    return say("{step} ({span})", step=said, span=within) if within else said


def sentence(one: Attribution, telling: Steps) -> str:
    """Return a difference in its parts: "The total cost: order when +1.2 million CAD (..), lead time no effect"."""
    parts = [f"{named(part, one.parts)} {effect_text(one, part, telling)}" for part in one.parts]
    figure = words.capital(telling.subject(one.figure))
    return say("{figure}: {parts}.", figure=figure, parts=", ".join(parts))
