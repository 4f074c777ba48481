"""The verdict of a sensitivity analysis in words, at most 35 and at most five numbers, no brackets; and its doubt."""

from typing import TYPE_CHECKING

from sim.experiments.sensitivity.noise import ENOUGH
from sim.scenario.catalogue.figures import catalogue
from sim.views.kit.scales import input_name
from sim.views.sensitivity.first.moving import main_figure, noise, order, swing_of, told_apart
from sim.views.sensitivity.tornado import input_words
from sim.views.text import figure_levels
from sim.views.text.statement import Statement
from sim.wording import counted, said, say
from sim.wording.quantity import percent

if TYPE_CHECKING:
    from sim.experiments.sensitivity.sensitivity import Sensitivity

WORDS = 6  # of the name of an input that is said in a verdict


def named(path: str) -> str:
    """Return an input within a sentence; "one input" where its name would break it."""
    name = input_name(path)
    return name if len(name.split()) <= WORDS else say("the input {path}", path=path)


def level(found: "Sensitivity", figure: str, value: float) -> str:
    """Return a value of a figure, with its unit."""
    info = catalogue(found.scenario)[figure]
    return figure_levels.level(info, value, found.scenario, found.paired)


def change(found: "Sensitivity", figure: str, value: float) -> str:
    """Return by how much a figure changes, without a sign."""
    return figure_levels.change(catalogue(found.scenario)[figure], value, found.scenario)


def signed(found: "Sensitivity", figure: str, value: float) -> str:
    """Return by how much a figure changes, with its sign."""
    return figure_levels.signed(catalogue(found.scenario)[figure], value, found.scenario)


def ends(found: "Sensitivity", one: Statement) -> tuple[str, str]:
    """Return what the input of a statement is at both of its ends."""
    k = found.paths.index(one.subject)
    return input_words(found, k, 0.1), input_words(found, k, 0.9)


def message(found: "Sensitivity", figure: str) -> str:
    """Return which input moves a figure most, and by how much."""
    one = swing_of(found, figure, order(found, figure)[0])
    subject = said(catalogue(found.scenario)[figure].subject)
    at = {role: level(found, figure, one[role]) for role in ("low end", "high end", "as written")}
    if one.kind == "does not move":
        return counted(
            "The {n} input does not move {figure}: {value}.",
            "None of the {n} inputs moves {figure}: {value} with each.",
            len(found.paths), figure=subject, value=at["as written"],
        )  # fmt: skip
    name, (low, high) = named(one.subject), ends(found, one)
    if one.kind == "may move":
        return counted(
            "The {n} input is not proven to move {figure}: it goes by {change} with {input}.",
            "None of the {n} inputs is proven to move {figure}: at most it goes by {change}, with {input}.",
            len(found.paths), figure=subject, change=change(found, figure, one["gap"]), input=name,
        )  # fmt: skip
    if not told_apart(found, figure):
        next_one = swing_of(found, figure, order(found, figure)[1])
        return say(
            "No input moves {figure} more than {input} or {other}, which chance does not tell apart: by {change} and "
            "{less}.",
            figure=subject, input=name, other=named(next_one.subject),
            change=change(found, figure, one["gap"]), less=change(found, figure, next_one["gap"]),
        )  # fmt: skip
    if at["low end"] == at["high end"]:
        return say(
            "No input moves {figure} more than {input}: by {change} from {low} to {high}.",
            figure=subject, input=name, change=change(found, figure, one["gap"]), low=low, high=high,
        )  # fmt: skip
    return say(
        "No input moves {figure} more than {input}: {first} at {low}, {last} at {high}.",
        figure=subject, input=name, first=at["low end"], low=low, last=at["high end"], high=high,
    )  # fmt: skip


def verdict_said(found: "Sensitivity") -> str:
    """Return the sentence of the verdict: of the first figure that any input is shown to move."""
    return message(found, main_figure(found))


def doubt(found: "Sensitivity") -> tuple[tuple[str, str], ...]:
    """Return how sure the verdict is: by chance, with assumptions; whether the first two inputs can be told apart."""
    figure = main_figure(found)
    lines = [(say("Chance"), _chance(found, figure)), (say("Assumptions"), _assumed(found))]
    if not told_apart(found, figure):
        first, second = (named(found.paths[k]) for k in order(found, figure)[:2])
        line = say("that {first} moves it more than {second}; more runs may show it", first=first, second=second)
        lines.append((say("Not proven"), line))
    return tuple(lines)


def _chance(found: "Sensitivity", figure: str) -> str:
    one = swing_of(found, figure, order(found, figure)[0])
    if one.kind == "does not move":
        return counted("no run differs, of {n} at each end", "no run differs, of {n} at each end", found.paired)
    if one["low"] != one["low"]:
        return counted(
            "{n} run at each end is too few for an interval", "{n} runs at each end are too few for an interval",
            found.paired,
        )  # fmt: skip
    span = {end: signed(found, figure, one[end]) for end in ("low", "high")}
    line = counted(
        "from end to end it changes by {gap}; chance alone leaves {low} to {high}, over {n} run on the same people",
        "from end to end it changes by {gap}; chance alone leaves {low} to {high}, over {n} runs on the same people",
        found.paired, gap=signed(found, figure, one["gap"]), **span,
    )  # fmt: skip
    share = noise(found, figure)["noise"]
    if not share > ENOUGH:
        return line
    return say(
        "{line}; chance is {share} of the variance over the points, so that lesser inputs may stand in another order",
        line=line, share=percent(share),
    )  # fmt: skip


def _assumed(found: "Sensitivity") -> str:
    return counted(
        "{n} input, from the 10th to the 90th percentile of the range that the file states",
        "{n} inputs, one after the other from the 10th to the 90th percentile of the ranges that the file states, the "
        "others held as written",
        len(found.paths),
    )  # fmt: skip
