"""The search: the least level of staffing that meets the targets, and what a proof that missed adds to it."""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from sim.arrays import HOUR, F, I
from sim.planning.rostering.proposal import with_rosters
from sim.planning.rostering.rostering import Roster, Solver, roster
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.offered_load import Load
from sim.planning.staffing.requirement import at_level
from sim.planning.staffing.trial import Stage, trial
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.desk_roster import most_at
from sim.scenario.schema import Scenario
from sim.wording import noted
from sim.wording.quantity import rounded

Told = Callable[[str], None]
LEVELS = (-3.0, 5.0)  # standard deviations of the load, between which the level of staffing is sought


def rosters_for(scenario: Scenario, needed: F | I, solver: Solver) -> dict[str, Roster]:
    """Return the least-cost roster of every pool for officers required (P, H)."""
    time = clock(scenario)
    return {
        name: roster(name, pool, needed[p].astype(np.float64), time, solver)
        for p, (name, pool) in enumerate(scenario.staff.items())
    }


def sought(
    scenario: Scenario, load: Load, effort: Effort, budget: float | None, wanted: Collection[str], tell: Told
) -> tuple[float, I]:
    """Return the least level of staffing whose roster meets what is wanted, or the highest within a budget, by
    halving.
    """
    low, high = LEVELS
    best: tuple[float, I] | None = None
    for number in effort.watched(range(effort.tries), noted("rosters tried")):
        level = (low + high) / 2
        needed = at_level(load, level)
        tell(noted("level {level}, {n} of {all}", level=rounded(level, 2), n=number + 1, all=effort.tries))
        rosters = rosters_for(scenario, needed, effort.rough)
        if budget is None:
            played = effort.play(with_rosters(effort.ground(scenario), rosters), effort.search)
            enough = all(target.met for target in played.targets if target.name in wanted)
        else:
            enough = sum(one.hours for one in rosters.values()) > budget
        if enough == (budget is None):
            best = (level, needed)
        low, high = (low, level) if enough else (level, high)
    return best if best is not None else (LEVELS[budget is None], at_level(load, LEVELS[budget is None]))


def raise_where_missed(scenario: Scenario, load: Load, needed: I, numbers: Sequence[int]) -> I:
    """Return one more officer (a tenth at least) in the fifth of hours in which most wait, and in the hour before each.

    Cuts by simulation in their cheap form (Atlason, Epelman and Henderson 2008): hours of the week, over four weeks.
    Hours whose desks are all taken (`at_most`) are left as they are.
    """
    seen = trial(Stage(scenario), needed, numbers, 0.0)
    group = load.week_hour + 168 * (np.arange(load.week_hour.size) // 672)
    raised, time = needed.copy(), clock(scenario)
    for p, pool in enumerate(scenario.staff.values()):
        free = needed[p] < most_at(pool.at_most, time, HOUR * np.arange(needed.shape[1]))
        waiting = np.where(free, np.bincount(group, weights=seen.waiting[p])[group], 0.0)
        if not waiting.any():
            continue
        worst = waiting >= max(float(np.quantile(waiting, 0.8)), 1e-9)
        worst |= np.append(worst[1:], False)
        raised[p] += np.where(worst & free, np.maximum(1, needed[p] // 10), 0)
    return raised
