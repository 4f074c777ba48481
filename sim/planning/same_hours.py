"""The same hours moved: a roster of each pool that spends no more officer-hours than today's, as a lever of a run."""

from collections.abc import Iterator

import numpy as np

from sim.errors import ScenarioError
from sim.experiments.comparison.levers.tried import Tried, price
from sim.experiments.playing.runner import Runner
from sim.planning.rostering.proposal import with_rosters
from sim.planning.rostering.rostering import Roster, Solver, roster
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.offered_load import Load, offered
from sim.planning.staffing.requirement import at_level
from sim.planning.staffing.search import LEVELS
from sim.planning.staffing.trial import base_hours
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario
from sim.wording import noted


def same_hours(scenario: Scenario, using: Runner, solver: Solver | None = None) -> Iterator[Tried]:
    """Yield for each pool the scenario with the hours of its roster moved to where the work is.

    The roster is what `portsim staff` proposes for as many officer-hours: the highest level of staffing (square-root
    rule) that they can buy, made of the shifts that the pool may work, by its rules. A pool without hours, or whose
    rules cost more at any level, has none. Hours stay in their pool: an officer is no interpreter.
    """
    effort = Effort(using=using, solver=solver or Solver())
    hours = {name: spent for name, spent in base_hours(scenario).items() if spent}
    if not hours:
        return
    load = offered(scenario, effort.sampled, using.progress)
    names = list(hours)
    for at in effort.watched(range(len(names)), noted("rosters tried")):
        name = names[at]
        found = within(scenario, load, name, hours[name], effort)
        if found is None:
            continue
        try:
            changed = with_rosters(scenario, {name: found})
        except ScenarioError:  # a rule of the file says otherwise: a measure that calls on a shift of the old roster
            continue
        told = price(scenario, [("staff", name, "shifts")])
        yield Tried(f"moved {name}", "moved", {"pool": name}, changed, told)


def within(scenario: Scenario, load: Load, name: str, hours: float, effort: Effort) -> Roster | None:
    """Return the roster of a pool at the highest level of staffing that these officer-hours buy, by halving; None where
    they buy none."""
    place, pool, time = list(scenario.staff).index(name), scenario.staff[name], clock(scenario)

    def at(level: float, by: Solver) -> Roster:
        return roster(name, pool, at_level(load, level)[place].astype(np.float64), time, by)

    (low, high), best = LEVELS, None
    for _ in range(effort.tries):
        level = (low + high) / 2
        tried = at(level, effort.rough)
        if tried.hours > hours:
            high = level
        else:
            low, best = level, tried
    if best is None:
        return None
    finer = at(low, effort.solver)
    return finer if finer.hours <= hours else best
