"""What if: the requirement under a surge, and what hours buy."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sim.experiments.result import Result
from sim.planning.demand import surged
from sim.planning.edit import reseeded
from sim.planning.effort import Effort
from sim.planning.load import Load, offered
from sim.planning.proof import Staffing, staffing
from sim.planning.proposal import with_rosters
from sim.planning.requirement import Goal, at_level
from sim.planning.search import Told, rosters_for
from sim.scenario.schema import Scenario

LEVELS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)  # of staffing, in standard deviations of the load, on the frontier


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
    load = load or offered(scenario, effort.sampled)
    fresh = effort.ground(reseeded(scenario, scenario.seed + 1))
    found = []
    for level in levels:
        if told:
            told(f"frontier, level {level:g}")
        rosters = rosters_for(scenario, at_level(load, level), effort.solver)
        result = effort.play(with_rosters(fresh, rosters), effort.proof)
        hours, cost = (sum(getattr(one, name) for one in rosters.values()) for name in ("hours", "cost"))
        found.append(Point(level, hours, cost, result))
    return found
