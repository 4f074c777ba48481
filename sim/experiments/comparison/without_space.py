"""What the space of measures changed: runs in which it was open, played again on the same people without it."""

from functools import partial

import numpy as np

from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.experiments.statistics.space_effect import SpaceEffect
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import Path

MOST = 20  # runs that are played again


def space_effect(result: Result, using: Runner) -> SpaceEffect | None:
    """Return what the space changed; none where it was open in no run. Up to `MOST` runs are played again, here, and
    kept in no store."""
    scenario = result.scenario
    measures = tuple(name for name, measure in scenario.measures.items() if measure.space)
    at = {name: k for k, name in enumerate(result.names)}
    days = np.array([[run.figures[at[f"{name}_days_open"]] for name in measures] for run in result.runs])
    opened = np.flatnonzero(days.max(axis=1, initial=0.0) > 0) if measures else np.zeros(0, dtype=np.int64)
    if not opened.size:
        return None
    again = opened[:MOST]
    runs = len(result.runs) if again.size == opened.size else int(again[-1]) + 1
    numbers = tuple(result.runs[row].number for row in again)
    given = {"": without_space(scenario)}
    numbering = partial(_numbered, numbers)
    other = run_many(given, again.size, using.here().silent(), figures_only=True, numbering=numbering)[""]
    if other.interrupted:
        return None
    less = {name: k for k, name in enumerate(other.names)}

    def gained(figure: str) -> float:
        """How much less of a figure there is with the space; nothing where either run has none of it."""
        pairs = (
            (run.figures[less[figure]], result.runs[row].figures[at[figure]])
            for run, row in zip(other.runs, again, strict=True)
        )
        return float(np.nansum([without - with_it for without, with_it in pairs])) / runs

    areas = dict.fromkeys(area for name in measures for area in scenario.measures[name].space)
    waits = {f"wait_{step}_mean": step for step in scenario.process.steps}
    return SpaceEffect(
        measures,
        sum(sum(scenario.measures[name].space.values()) for name in measures),
        runs,
        int(again.size),
        float(days[:runs].max(axis=1).mean()),
        (scenario.end - scenario.start).days,
        sum(gained(f"over_capacity_person_hours_{area}") for area in areas),
        {step: gained(figure) for figure, step in waits.items() if figure in at and figure in less},
    )


def _numbered(numbers: tuple[int, ...], place: int) -> int:
    return numbers[place - 1]


def without_space(scenario: Scenario) -> Scenario:
    """Return the scenario in which measures bring no space: those that bring nothing else are off."""
    edits: dict[Path, object] = {}
    for name, measure in scenario.measures.items():
        if measure.space and (measure.brings.staff or measure.brings.deferral or measure.rooms):
            edits["contingency", name, "brings", "areas"] = {}
            for stage, given in measure.stages.items():
                edits |= {
                    ("contingency", name, "stages", stage, "brings", "areas", area): 0 for area in given.brings.areas
                }
        elif measure.space:
            edits["contingency", name, "enabled"] = False
    return scenario.edited(edits, roster_to_come=True)
