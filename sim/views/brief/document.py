"""The states of a brief as rows and as a document. What does not exist is empty (null in JSON)."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sim.experiments.comparison.levers.states import Key
from sim.views.brief.made import Brief


def rows(brief: Brief) -> Iterator[Sequence[Any]]:
    """Yield the rows of `states.csv`, a run of a state each, after those of the columns: the state of each lever, the
    number of the run, the figures that the page compares.
    """
    yield (*(one.name for one in brief.found.steps), "replication", *brief.figures)
    for one in brief.states:
        state = tuple(_state(brief, one.key).values())
        for k, run in enumerate(brief.first.runs):
            values = [one.runs[name][k] if name in one.runs else math.nan for name in brief.figures]
            yield (*state, run.number, *("" if math.isnan(value) else value for value in values))


def document(brief: Brief) -> dict[str, Any]:
    """Return what the states are, with the mean of each figure and its interval."""
    states = []
    for one in brief.states:
        told = {name: one.summary[name] for name in brief.figures if name in one.summary}
        figures = {name: {"mean": _number(each.mean), "low": _number(each.low), "high": _number(each.high)}
                   for name, each in told.items()}  # fmt: skip
        states.append({"state": _state(brief, one.key), "figures": figures})
    return {
        "scenario": brief.scenario.name,
        "replications": len(brief.first.runs),
        "seed": brief.first.seed,
        "combinations": brief.found.combinations,
        "states": states,
    }


def _state(brief: Brief, key: Key) -> dict[str, str]:
    return {one.name: one.states[place] for one, place in zip(brief.found.steps, key, strict=True)}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value + 0.0
