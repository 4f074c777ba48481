"""The search for a roster that meets the targets, and its proof on people that the search has not met."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.experiments.comparison.differences import Difference, difference
from sim.experiments.engine import Engine
from sim.experiments.result import Result
from sim.measures.changes import F
from sim.planning.correct import Corrected, corrected
from sim.planning.edit import reseeded
from sim.planning.effort import Effort
from sim.planning.limits import Relaxed, relaxed
from sim.planning.load import WEEK, Load, offered, week_hours
from sim.planning.proposal import with_rosters
from sim.planning.requirement import Goal, at_level, required
from sim.planning.rostering import Roster, Solver, roster, without_rules
from sim.planning.trial import Stage, observed, trial
from sim.planning.worth import Worth, worth
from sim.scenario.calendar import I
from sim.scenario.schema import Scenario

Told = Callable[[str], None]
LEVELS = (-3.0, 5.0)  # standard deviations of the load, between which the level of staffing is sought


@dataclass(frozen=True)
class Staffing:
    """The answer: requirement, roster, and both rosters played on the same fresh people.

    Today's roster is played as the scenario is; the proposed one without officers whom measures bring, unless `help`.
    """

    scenario: Scenario
    load: Load
    required: I  # (P, H) officers present
    rosters: dict[str, Roster]
    proposed: Result
    today: Result
    level: float | None  # of staffing that the search came to; None: a goal was given
    corrected: Corrected | None  # with a goal: how the simulation changed the formula's requirement
    budget: float | None
    rounds: int  # of raising what the proof missed
    queues: tuple[F, F]  # (R, P, 168) visits waiting for each pool by hour of the week: proposed, today
    help: bool  # whether measures could bring officers to the proposed roster
    limits: tuple[Relaxed, ...] = ()  # where a target is missed: what stands in its way
    worth: tuple[Worth, ...] = ()  # and the hours in which a room is worth more than an officer

    @property
    def met(self) -> bool:
        """Whether every target is met on the fresh people."""
        return _all_met(self.proposed)

    @property
    def hours(self) -> float:
        """Officer-hours on the roster in the counted span."""
        return sum(one.hours for one in self.rosters.values())

    def change(self, figure: str) -> tuple[float, float, float]:
        """Mean of proposed less today over the same people, with its paired 95% interval."""
        one = self.difference(figure)
        return one.difference, one.low, one.high

    def difference(self, figure: str) -> Difference:
        """Proposed against today over the same people."""
        k, n = self.proposed.names.index(figure), min(len(self.proposed.runs), len(self.today.runs))
        old, new = (result.values[:n, k] for result in (self.today, self.proposed))
        return difference(self.proposed.figures[figure], old, new, 1)


def rosters_for(scenario: Scenario, needed: F | I, solver: Solver, *, name_rules: bool = False) -> dict[str, Roster]:
    """The least-cost roster of every pool for officers required (P, H)."""
    clock = Stage(scenario).plan.clock
    return {
        name: roster(name, pool, needed[p].astype(np.float64), clock, solver, name_rules=name_rules)
        for p, (name, pool) in enumerate(scenario.staff.items())
    }


def staffing(
    scenario: Scenario,
    effort: Effort,
    goal: Goal | None = None,
    budget: float | None = None,
    told: Told | None = None,
) -> Staffing:
    """Requirement, roster and proof.

    With a goal, the requirement is the formula's, corrected by simulation. Without, the level of staffing (square-root
    rule) is sought at which the targets hold at the least cost; with a budget of officer-hours, the highest level that
    the hours can buy. Officers whom measures bring are away meanwhile, so that the roster stands on its own, unless
    `effort.help`. The proof plays the next seed; where it misses, the requirement rises and the roster is made again,
    unless a budget is spent.
    """
    say = told or (lambda _: None)
    say("offered load")
    load = offered(scenario, effort.sampled)
    level, fixed = None, None
    if goal is not None:
        say("requirement, corrected by simulation")
        fixed = corrected(Stage(scenario), load, required(load, goal), goal, range(1, effort.search + 1))
        needed = fixed.officers
    else:
        level, needed = _sought(scenario, load, effort, budget, say)
    fresh = reseeded(scenario, scenario.seed + 1)
    say("proof on fresh people")
    today = effort.play(fresh, effort.proof)
    raises = effort.tries if budget is None and goal is None else 0
    needed, rosters, proposed, rounds = _proved(fresh, load, needed, effort, raises, say)
    queues = (_queues(proposed.scenario, effort.search), _queues(fresh, effort.search))
    found = Staffing(
        scenario, load, needed, rosters, proposed, today, level, fixed, budget, rounds, queues, effort.help
    )
    if found.met:
        return found
    say("targets missed: every limit relaxed in a run")
    missed = [target.name for target in proposed.targets if not target.met]
    return replace(
        found,
        limits=tuple(relaxed(proposed, dict(_without_rules(found, effort.solver)), missed, effort)),
        worth=tuple(worth(fresh, needed, range(1, effort.search + 1))),
    )


def _proved(
    fresh: Scenario, load: Load, needed: I, effort: Effort, raises: int, say: Told
) -> tuple[I, dict[str, Roster], Result, int]:
    """Requirement, rosters and their play on fresh people, once it has been raised where targets were missed."""
    ground, rounds = effort.ground(fresh), 0
    rosters = rosters_for(fresh, needed, effort.solver, name_rules=True)
    proposed = effort.play(with_rosters(ground, rosters), effort.proof)
    while rounds < raises and not _all_met(proposed):
        raised = raise_where_missed(fresh, load, needed, range(1, effort.search + 1))
        if (raised == needed).all():
            break
        rounds, needed = rounds + 1, raised
        say(f"targets missed: requirement raised, round {rounds}")
        rosters = rosters_for(fresh, needed, effort.solver)
        proposed = effort.play(with_rosters(ground, rosters), effort.proof)
    return needed, rosters, proposed, rounds


def _without_rules(found: Staffing, solver: Solver) -> Iterator[tuple[str, Scenario]]:
    """The proposed scenario with the roster of one pool made anew without one of the rules of its templates."""
    clock = Stage(found.scenario).plan.clock
    for p, (name, pool) in enumerate(found.scenario.staff.items()):
        needed = found.required[p].astype(np.float64)
        for rule, other in without_rules(pool).items():
            freed = {name: roster(name, other, needed, clock, solver, name_rules=False)}
            yield f"the rule {rule} of {name}", with_rosters(found.proposed.scenario, freed)


def _queues(scenario: Scenario, replications: int) -> F:
    """(R, P, 168) visits that wait for each pool, mean by hour of the week."""
    engine = Engine(scenario)
    plan = engine.plan
    hours = week_hours(plan.clock)
    times = np.maximum(np.bincount(hours, minlength=WEEK), 1)
    found = []
    for number in range(1, replications + 1):
        waiting = observed(plan, *engine.played(number), 0.0, hours.size)[4]
        found.append([np.bincount(hours, weights=row, minlength=WEEK) / times for row in waiting])
    return np.array(found)


def _all_met(result: Result) -> bool:
    return all(target.met for target in result.targets)


def _sought(scenario: Scenario, load: Load, effort: Effort, budget: float | None, say: Told) -> tuple[float, I]:
    """The least level of staffing whose roster meets the targets, or the highest within a budget, by halving."""
    low, high = LEVELS
    best: tuple[float, I] | None = None
    for number in range(effort.tries):
        level = (low + high) / 2
        needed = at_level(load, level)
        say(f"level {level:.2f}, {number + 1} of {effort.tries}")
        rosters = rosters_for(scenario, needed, effort.rough)
        if budget is None:
            enough = _all_met(effort.play(with_rosters(effort.ground(scenario), rosters), effort.search))
        else:
            enough = sum(one.hours for one in rosters.values()) > budget
        if enough == (budget is None):
            best = (level, needed)
        low, high = (low, level) if enough else (level, high)
    return best if best is not None else (LEVELS[budget is None], at_level(load, LEVELS[budget is None]))


def raise_where_missed(scenario: Scenario, load: Load, needed: I, numbers: Sequence[int]) -> I:
    """One more officer (a tenth at least) in the fifth of hours in which most wait, and in the hour before each.

    Cuts by simulation in their cheap form (Atlason, Epelman and Henderson 2008): hours of the week, over four weeks.
    """
    seen = trial(Stage(scenario), needed, numbers, 0.0)
    group = load.week_hour + 168 * (np.arange(load.week_hour.size) // 672)
    raised = needed.copy()
    for p in range(needed.shape[0]):
        waiting = np.bincount(group, weights=seen.waiting[p])[group]
        if not waiting.any():
            continue
        worst = waiting >= max(float(np.quantile(waiting, 0.8)), 1e-9)
        worst |= np.append(worst[1:], False)
        raised[p] += np.where(worst, np.maximum(1, needed[p] // 10), 0)
    return raised
