"""What if: the requirement under a surge, and what hours buy."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sim.experiments.result import Result
from sim.experiments.run import run
from sim.planning.load import Load, offered
from sim.planning.proof import Effort, Staffing, Told, rosters_for, staffing
from sim.planning.proposal import with_rosters
from sim.planning.requirement import Goal, at_level
from sim.scenario.schema import Scenario, Written


class Multiple(NamedTuple):
    """The answer for demand multiplied."""

    times: float
    staffing: Staffing


class Point(NamedTuple):
    """One roster on the frontier: what it costs, and what it buys, on the same fresh people as the others."""

    level: float
    hours: float  # officer-hours on the roster
    cost: float  # of the roster
    result: Result


def surged(scenario: Scenario, times: float) -> Scenario:
    """The scenario with the level of every stream multiplied; what surges and measures do is as it was.

    ValueError for a stream that replays a list, and where a level is itself uncertain.
    """
    listed = [name for name, stream in scenario.arrivals.items() if stream.listed is not None]
    drawn = [path for path in scenario.uncertain if path.startswith("arrivals.") and "claimants_per_day" in path]
    if listed or drawn:
        raise ValueError(f"streams with a level that can be multiplied, which {(listed + drawn)[0]} has not")
    if times <= 0:
        raise ValueError("a multiple above 0")
    streams = {
        name: stream.model_copy(
            update={"claimants_per_day": {day: times * level for day, level in stream.claimants_per_day.items()}}
        )
        for name, stream in scenario.arrivals.items()
    }
    changed = scenario.model_copy(update={"arrivals": streams})
    if scenario._written is not None:
        tree = dict(scenario._written.tree)
        tree["arrivals"] = {
            name: stream | {"claimants_per_day": _times(stream["claimants_per_day"], times)}
            for name, stream in tree["arrivals"].items()
        }
        changed._written = Written(tree, scenario._written.folder)
    return changed


def _times(level: Any, times: float) -> Any:
    return {day: times * value for day, value in level.items()} if isinstance(level, dict) else times * level


def surges(
    scenario: Scenario, multiples: Iterable[float], effort: Effort, goal: Goal | None = None, told: Told | None = None
) -> list[Multiple]:
    """Requirement, roster and proof at each multiple of the demand."""
    found = []
    for times in multiples:
        if told:
            told(f"demand x {times:g}")
        found.append(Multiple(times, staffing(surged(scenario, times), effort, goal, told=told)))
    return found


def frontier(
    scenario: Scenario, levels: Sequence[float], effort: Effort, load: Load | None = None, told: Told | None = None
) -> list[Point]:
    """A roster at each level of staffing, from scarce to ample, all played on the same fresh people."""
    load = load or offered(scenario, range(1, max(2 * effort.search, 40) + 1))
    fresh = scenario.model_copy(update={"seed": scenario.seed + 1})
    fresh._written = scenario._written
    found = []
    for level in levels:
        if told:
            told(f"frontier, level {level:g}")
        rosters = rosters_for(scenario, at_level(load, level), effort.solver)
        result = run(with_rosters(fresh, rosters), effort.proof, effort.workers)
        hours, cost = (sum(getattr(one, name) for one in rosters.values()) for name in ("hours", "cost"))
        found.append(Point(level, hours, cost, result))
    return found
