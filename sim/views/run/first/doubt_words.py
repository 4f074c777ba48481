"""The doubt in words: a line about chance, a line about assumptions, and one where not all runs were played."""

import math
from typing import TYPE_CHECKING

from sim.views.kit.scales import input_name
from sim.views.run.first.doubt import Assumed, by_chance
from sim.views.run.first.phrases import conditioned
from sim.views.run.first.resting import Statement
from sim.wording import counted, say
from sim.wording.quantity import digits, listed, percent, percents, rounded, written

if TYPE_CHECKING:
    from sim.experiments.result import Result


def chance_said(found: Statement) -> str:
    """Return what chance alone could have made of the verdict (`doubt.by_chance`)."""
    runs, low, high = int(found["runs"]), found["low"], found["high"]
    if runs == 1:
        return say("one run shows what can happen, not how likely it is")
    if found.kind == "peak by chance":
        if math.isnan(low):
            return counted("too few of {n} run for an interval", "too few of {n} runs for an interval", runs)
        return say(
            "the highest number is {peak} on average over {runs} runs; chance alone leaves {low} to {high}",
            peak=rounded(found["peak"]), runs=runs, low=rounded(low), high=rounded(high),
        )  # fmt: skip
    orders = int(found["ordered"])
    if not orders:
        return say("none of {runs} runs orders it; up to {high} of runs could", runs=runs, high=percent(high))
    if orders == runs:
        return say("all {runs} runs order it; at least {low} of runs would", runs=runs, low=percent(low))
    return counted(
        "{n} of {runs} runs orders it; chance alone leaves {span} of runs",
        "{n} of {runs} runs order it; chance alone leaves {span} of runs",
        orders, runs=runs, span=percents(low, high),
    )  # fmt: skip


def histories_said(result: "Result") -> tuple[str, str] | None:
    """Return what the runs are where arrivals are conditioned on counts: histories of a year that was, no chance of it.

    None where nothing was counted.
    """
    if not conditioned(result):
        return None
    found = by_chance(result)
    runs = int(found["runs"])
    if found.kind == "peak by chance" or runs == 1:
        return say("Histories"), say("every run has the arrivals that were counted; no run is a chance of that year")
    return say("Histories"), say(
        "given the arrivals that were counted, the rule orders in {k} of {runs} histories",
        k=int(found["ordered"]), runs=runs,
    )  # fmt: skip


def assumptions_said(result: "Result", found: Assumed) -> str:
    """Return what the sets of assumptions say (`doubt.by_assumptions`)."""
    if found.kind == "fixed":
        return say("held at the values as written; nothing is said to be uncertain")
    if found.kind == "left out":
        return say("held at the values as written; no sets of assumptions were played")
    inputs = listed([input_name(one) for one in found.inputs])
    if found.kind == "figure":
        label = result.figures[found.figure].label
        if math.isnan(found.low):
            return say("no set of assumptions has {figure}", figure=label)
        low, high = _ends(result, found)
        if not inputs:
            return say("in nine of ten sets {figure} lies between {low} and {high}", figure=label, low=low, high=high)
        return say(
            "in nine of ten sets {figure} lies between {low} and {high}; {inputs} move it most",
            figure=label, low=low, high=high, inputs=inputs,
        )  # fmt: skip
    if not inputs:
        return counted(
            "in {every} of {n} set of assumptions every run orders it, in {none} none does",
            "in {every} of {n} sets of assumptions every run orders it, in {none} none does",
            found.sets, every=found.every, none=found.none,
        )  # fmt: skip
    return counted(
        "in {every} of {n} set of assumptions every run orders it, in {none} none does; {inputs} move this most",
        "in {every} of {n} sets of assumptions every run orders it, in {none} none does; {inputs} move this most",
        found.sets, every=found.every, none=found.none, inputs=inputs,
    )  # fmt: skip


def _ends(result: "Result", found: Assumed) -> tuple[str, str]:
    """Return the ends of the spread of a figure, with its own digits."""
    from sim.views.text import words

    if found.figure not in result.summary:
        return written(digits(found.low, 3)), written(digits(found.high, 3))
    how = words.rounding(result.summary[found.figure], result.scenario.currency)
    return how.told(found.low), how.told(found.high)


def finished_said(result: "Result") -> str:
    """Return how many of the runs were finished; empty where all were."""
    done, asked = len(result.runs), result.asked
    if done == asked:
        return ""
    return counted(
        "{n} of {asked} runs was finished; everything here rests on it.",
        "{n} of {asked} runs were finished; everything here rests on them.",
        done, asked=asked,
    )  # fmt: skip
