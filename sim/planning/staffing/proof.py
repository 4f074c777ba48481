"""The search for a roster that meets the targets, and its proof on people that the search has not met."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from sim.arrays import HOURS_OF_WEEK, F, I
from sim.experiments.comparison.differences import Difference, difference
from sim.experiments.playing.engine import Engine
from sim.experiments.result import Result
from sim.experiments.studies import holding
from sim.people.chance.uncertain_inputs import future
from sim.planning.rostering.proposal import with_rosters
from sim.planning.rostering.rostering import Roster, Solver, roster, with_binding
from sim.planning.staffing.bottlenecks import Relaxed, RelaxedLimit, RoomGain, relaxed_limits, room_gains
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.goals import Bearing, bearings, effects, work
from sim.planning.staffing.hourly_goals import Hours, seen_in
from sim.planning.staffing.hourly_goals import judged as judged_hours
from sim.planning.staffing.iterative_staffing import Corrected, corrected
from sim.planning.staffing.offered_load import Load, offered
from sim.planning.staffing.requirement import Goal, required
from sim.planning.staffing.rounds import Round, errors, judged
from sim.planning.staffing.search import Told, raise_where_missed, rosters_for, sought
from sim.planning.staffing.trial import Stage, observed, week_hours
from sim.planning.staffing.trim import Fitted, fitted
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import to_plain
from sim.scenario.variants import put, reseeded, without_rules
from sim.wording import noted

LOOKS = 4  # times as many runs in the second look at a goal of every hour as in the first


class Asked(NamedTuple):
    """What a roster has to prove: a goal of every hour, or none, and what officers do to each target."""

    goal: Goal | None
    bearings: tuple[Bearing, ...]


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
    fitted: Fitted | None  # and how it was fitted to its roster
    budget: float | None
    rounds: tuple[Round, ...]  # of the proof, each on other people; before each but the first the requirement rose
    queues: tuple[F, F]  # (R, P, 168) visits waiting for each pool by hour of the week: proposed, today
    help: bool  # whether measures could bring officers to the proposed roster
    limits: tuple[RelaxedLimit, ...] = ()  # where a target is missed: what stands in its way
    room_gains: tuple[RoomGain, ...] = ()  # and the hours in which a room is worth more than an officer

    @property
    def met(self) -> bool:
        """Whether every target is met on the people of the last round; not where there is no target."""
        return self.rounds[-1].met

    @property
    def proven(self) -> bool:
        """Whether every target is proven on the people of the last round; not where there is no target."""
        return self.rounds[-1].proven

    @property
    def hours(self) -> float:
        """Officer-hours on the roster in the counted span."""
        return sum(one.hours for one in self.rosters.values())

    def change(self, figure: str) -> tuple[float, float, float]:
        """Return mean of proposed less today over the same people, with its paired 95% interval."""
        one = self.difference(figure)
        return one.difference, one.low, one.high

    def difference(self, figure: str) -> Difference:
        """Compare proposed and today over the same people."""
        k, n = self.proposed.names.index(figure), min(len(self.proposed.runs), len(self.today.runs))
        old, new = (result.values[:n, k] for result in (self.today, self.proposed))
        info = self.proposed.figures[figure].beside(self.today.figures[figure])
        return difference(info, old, new, 1)


def staffing(
    scenario: Scenario,
    effort: Effort,
    goal: Goal | None = None,
    budget: float | None = None,
    told: Told | None = None,
) -> Staffing:
    """Find the requirement, the roster and its proof.

    With a goal, the requirement is the formula's, corrected by simulation and fitted to its roster. Without, the level
    of staffing (square-root rule) is sought at which the targets hold at the least cost; with a budget of
    officer-hours, the highest level that the hours can buy. Officers whom measures bring are away meanwhile, so that
    the roster stands on its own, unless `effort.help`. The proof is `sim.planning.staffing.rounds`: where it falls
    short the requirement rises, the roster is made again, and other people meet it, unless a budget is spent.
    NoGoalError where nothing asks for officers.
    """
    tell = told or (lambda _: None)
    tell(noted("offered load"))
    load = offered(scenario, effort.sampled, effort.using.progress)
    work(load)
    asking = bearings if goal is None else effects
    bearing = asking(scenario, load, effort) if budget is None else ()
    level, fixed, trimmed = None, None, None
    if goal is not None:
        tell(noted("requirement, corrected by simulation"))
        fixed = corrected(Stage(scenario), load, required(load, goal), goal, effort.searched, effort.using.progress)
        trimmed = fitted(scenario, load, fixed.officers, goal, effort, LOOKS * effort.proof, tell)
        needed = trimmed.officers
    else:
        level, needed = sought(scenario, load, effort, budget, [one.name for one in bearing if one.asks], tell)
    needed, rosters, proposed, rounds = _proved(scenario, load, needed, effort, Asked(goal, bearing), tell)
    # A roster that is proposed is known: where that written is uncertain, other values would be drawn for all else.
    fresh = holding(reseeded(scenario, proposed.seed), proposed.scenario.uncertain)
    tell(noted("today's roster on the people of the last round"))
    found = Staffing(
        scenario=scenario,
        load=load,
        required=needed,
        rosters=rosters,
        proposed=proposed,
        today=effort.play(fresh, len(proposed.runs)),
        level=level,
        corrected=fixed,
        fitted=trimmed,
        budget=budget,
        rounds=rounds,
        queues=(_queues(proposed.scenario, effort.search), _queues(fresh, effort.search)),
        help=effort.help,
    )
    return _explained(found, fresh, effort, tell)


def _explained(staffing: Staffing, fresh: Scenario, effort: Effort, tell: Told) -> Staffing:
    """Add what stands in the way of the targets that are missed."""
    missed = [one.name for one in staffing.rounds[-1].verdicts if not one.met]
    if not missed:
        return staffing
    tell(noted("targets missed: every limit relaxed in a run"))
    return replace(
        staffing,
        limits=tuple(relaxed_limits(staffing.proposed, dict(_without_rules(staffing, effort.solver)), missed, effort)),
        room_gains=tuple(room_gains(fresh, staffing.required, range(1, effort.search + 1))),
    )


def _proved(
    scenario: Scenario, load: Load, needed: I, effort: Effort, asked: Asked, tell: Told
) -> tuple[I, dict[str, Roster], Result, tuple[Round, ...]]:
    """Find requirement, rosters, their play and the rounds of the proof; with nothing to raise for, one round."""
    rounds: list[Round] = []
    planned = effort.tries + 1 if asked.goal or asked.bearings else 1
    for error in errors(planned):
        fresh = reseeded(scenario, scenario.seed + 1 + len(rounds))
        tell(noted("proof on fresh people, round {n}", n=len(rounds) + 1))
        rosters = rosters_for(fresh, needed, effort.solver)
        played = with_rosters(effort.ground(fresh), rosters)
        proposed, found = _round(len(rounds) + 1, played, load, rosters, asked, error, effort)
        rounds.append(found)
        raised = _raised(found, fresh, load, needed, rosters, effort) if len(rounds) < planned else needed
        if (raised == needed).all():
            break
        needed = raised
    time = clock(scenario)
    named = {name: with_binding(one, scenario.staff[name], time, effort.solver) for name, one in rosters.items()}
    return needed, named, proposed, tuple(rounds)


def _round(
    number: int,
    played: Scenario,
    load: Load,
    rosters: dict[str, Roster],
    asked: Asked,
    error: float,
    effort: Effort,
) -> tuple[Result, Round]:
    """Return one round: what was played, and its verdicts; with a goal of every hour at two looks that share its
    error.
    """
    every, runs = None, effort.proof
    if asked.goal:
        error = error / 2
        every, runs = _looked(played, load, rosters, asked.goal, error, effort)
    proposed = effort.play(played, runs)
    verdicts = judged(proposed, asked.bearings, error)
    hours = sum(one.hours for one in rosters.values())
    spent = error if every is None else 2 * error
    return proposed, Round(number, proposed.seed, len(proposed.runs), spent, hours, verdicts, every)


def _looked(
    played: Scenario, load: Load, rosters: dict[str, Roster], goal: Goal, error: float, effort: Effort
) -> tuple[Hours, int]:
    """Return every hour over the runs of a proof, or `LOOKS` times as many where these leave it open; and how many.

    Waits come together on bad days, so that few runs tell little of an hour; more runs cost less than more officers.
    """
    few = effort.proof
    runs = seen_in(played, goal, effort.watched(range(1, few + 1)))
    found = judged_hours(runs, played, load, rosters, goal, error)
    if found.proven or found.lost or not found.raised.any():
        return found, few
    runs = np.concatenate((runs, seen_in(played, goal, effort.watched(range(few + 1, LOOKS * few + 1)))))
    return judged_hours(runs, played, load, rosters, goal, error), LOOKS * few


def _raised(found: Round, fresh: Scenario, load: Load, needed: I, rosters: dict[str, Roster], effort: Effort) -> I:
    """Return the requirement, raised where officers could still prove what was asked; else as it was."""
    if found.every is not None:
        there = np.floor(np.array([one.present for one in rosters.values()]) + 1e-6).astype(np.int64)
        more = found.every.missed if found.every.lost else found.every.raised
        if not found.every.proven:
            needed = np.where(more > 0, np.maximum(needed, there) + 1, needed)
    if not any(one.wants_more for one in found.verdicts):
        return needed
    return raise_where_missed(fresh, load, needed, range(1, effort.search + 1))


def _without_rules(staffing: Staffing, solver: Solver) -> Iterator[tuple[Relaxed, Scenario]]:
    """Yield the proposed scenario with the roster of one pool made again without one of the rules of its templates."""
    time = clock(staffing.scenario)
    for p, (name, pool) in enumerate(staffing.scenario.staff.items()):
        needed = staffing.required[p].astype(np.float64)
        for rule, other in without_rules(pool).items():
            freed = {name: roster(name, other, needed, time, solver)}
            played = with_rosters(staffing.proposed.scenario, freed)
            yield Relaxed("rule", name, rule), put(played, ("staff", name, "at_most"), to_plain(other.at_most))


def _queues(scenario: Scenario, replications: int) -> F:
    """Return (R, P, 168) visits that wait for each pool, mean by hour of the week."""
    engine = Engine(scenario)
    plan = engine.plan
    hours = week_hours(plan.clock)
    times = np.maximum(np.bincount(hours, minlength=HOURS_OF_WEEK), 1)
    found = []
    for number in range(1, replications + 1):
        waiting = observed(plan, *engine.played(future(scenario, number)), 0.0, hours.size)[4]
        found.append([np.bincount(hours, weights=row, minlength=HOURS_OF_WEEK) / times for row in waiting])
    return np.array(found)
