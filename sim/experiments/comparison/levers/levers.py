"""What would have avoided it: one change at a time, against a run that is answered, on the same people."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison, ScenarioDifference, paired, values
from sim.experiments.comparison.differences import Difference, difference
from sim.experiments.comparison.levers.of_scenario import built_in, own
from sim.experiments.comparison.levers.space_of_measures import earlier
from sim.experiments.comparison.levers.tried import Tried
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.experiments.statistics.intervals import TAIL
from sim.experiments.statistics.lever_lines import Changed, LeverLine, Levers
from sim.experiments.statistics.ratio import Ratio, of_ratio
from sim.scenario.catalogue.asked import within_hours
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.scenario.schema import Scenario

PART = 4  # each lever is played in a quarter of the runs
LEAST = 2  # runs that can be paired
WRITTEN, COST = "as written", "cost_total"
DRAWN = ("uncertain", "move_together")  # what is changed is known, and drawn no more
CROWDED = "over_capacity_person_hours"


def with_levers(result: Result, using: Runner, more: Iterable[Tried] = ()) -> Result:
    """Return the result with what each lever changes in the first quarter of its runs, and each of `more`.

    ScenarioError where a lever of the scenario makes none; WorkerError, StoreError and ClusterError as for `run`.
    """
    runs = max(math.ceil(len(result.runs) / PART), min(LEAST, len(result.runs)))
    tried = {one.name: one for one in (*every(result), *more)}
    if runs < LEAST or not tried:
        return replace(result, levers=Levers(runs, len(result.runs)))
    given = {name: one.scenario for name, one in tried.items()}
    done = run_many(given, runs, using, figures_only=True, together=True)
    if any(one.interrupted for one in done.values()):
        return replace(result, levers=Levers(runs, len(result.runs), interrupted=True))
    as_played = {WRITTEN: replace(result, runs=result.runs[:runs], asked=runs)} | done
    comparison = paired(as_played, figures=shown(list(as_played.values())))
    lines = tuple(_line(comparison, other, tried[other.label]) for other in comparison.others)
    return replace(result, levers=Levers(runs, len(result.runs), comparison.intervals, lines))


def every(result: Result) -> Iterator[Tried]:
    """Yield every lever: the scenario's own, what its content makes possible, and what only hindsight could do."""
    yield from own(result.scenario)
    yield from built_in(result.scenario)
    yield from earlier(result)


def crowded(scenario: Scenario) -> list[str]:
    """Return the figures of crowded person-hours: of each area without a limit."""
    return [f"{CROWDED}_{name}" for name, area in scenario.space.areas.items() if area.limit == "soft"]


def shown(results: list[Result]) -> tuple[str, ...]:
    """Return what a line has of a lever: crowding, the longest of the mean waits, stays, those gone in time, cost."""
    scenario = results[0].scenario
    withheld = any(one.withheld for one in results)
    hours = within_hours(scenario)
    wanted = [*crowded(scenario), *_longest(results[0]), stay_phrases(scenario, withheld)["mean"]]
    wanted += [f"within_{hours[0]}h"] if hours else []
    return tuple(name for name in (*wanted, COST) if all(name in one.names for one in results))


def watched(comparison: Comparison) -> list[str]:
    """Return the figures of which it is said whether a lever leaves them as they are: crowding, waits, those shown."""
    baseline = comparison.baseline
    crowding = [f"{CROWDED}_{area}" for area in baseline.scenario.space.areas]
    waits = [f"wait_{step}_mean" for step in baseline.scenario.process.steps]
    there = dict.fromkeys(name for name in (*crowding, *waits, *comparison.figures) if name in baseline.names)
    return [name for name in there if not baseline.figures[name].is_nought]


def _longest(result: Result) -> list[str]:
    """Return the mean wait of the step at which it is longest, in the scenario as written."""
    waits = [f"wait_{step}_mean" for step in result.scenario.process.steps]
    there = [name for name in waits if name in result.summary and result.summary[name].n]
    return [max(there, key=lambda name: result.summary[name].mean)] if there else []


def _line(comparison: Comparison, other: ScenarioDifference, tried: Tried) -> LeverLine:
    areas, tail = crowded(comparison.baseline.scenario), TAIL / comparison.intervals
    numbers = [run.number for run in other.result.runs]
    old, new = (_sum(one, areas, numbers) for one in (comparison.baseline, other.result))
    crowding = other.differences[areas[0]] if len(areas) == 1 else _of_all(old, new, comparison.intervals)
    per_hour: Ratio | None = None
    if crowding.high < 0 and tried.price == "priced" and COST in other.differences:
        paid = values(other.result, COST, numbers) - values(comparison.baseline, COST, numbers)
        per_hour = of_ratio(paid, old - new, tail)
    figures = {name: other.differences[name] for name in comparison.figures if name not in areas}
    same = frozenset(name for name in watched(comparison) if other.differences[name].verdict == "same")
    changes = tuple(Changed(one.name, one.old, one.new) for one in other.changes if one.path[0] not in DRAWN)
    about = (tried.name, tried.kind, tried.of, tried.price, tried.hindsight)
    return LeverLine(*about, changes, crowding, figures, per_hour, same)


def _sum(result: Result, names: list[str], numbers: list[int]) -> F:
    """(R,) crowded person-hours of all areas."""
    columns = [values(result, name, numbers) for name in names]
    return np.sum(columns, axis=0) if columns else np.zeros(len(numbers))


def _of_all(old: F, new: F, intervals: int) -> Difference:
    """Return the difference of several areas together, which takes the place of theirs."""
    return difference(FigureInfo(CROWDED, "person-hours", "number", ""), old, new, intervals)
