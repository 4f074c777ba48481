"""What a roster is asked for: which targets officers can move, and in which direction.

A target that no officer changes, one that no run has a value of, or one that nobody on duty meets best, asks for no
officer; a search that took them for a goal would propose nobody and call every target met.
"""

from typing import Literal, NamedTuple

import numpy as np

from sim.arrays import F
from sim.errors import NoGoalError
from sim.experiments.result import Result
from sim.planning.rostering.proposal import manned
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.offered_load import Load
from sim.scenario.language.sections import Target
from sim.scenario.schema import Scenario
from sim.scenario.variants import without_borrowed_staff
from sim.wording import Noted, noted, say

Effect = Literal["help", "hurt", "none", "absent"]

GOALS = noted(
    "targets in the scenario, such as `targets: {within_24h: {at_least: 90%}}`; or --served SHARE with --wait TIME, "
    "--busy SHARE, or --budget HOURS"
)
WHY: dict[Effect, Noted] = {
    "help": noted("met with nobody on duty"),
    "hurt": noted("met best with nobody on duty"),
    "none": noted("the same with nobody on duty"),
    "absent": noted("without a value in any run"),
}


class Bearing(NamedTuple):
    """What officers do to a target: help it, hurt it, nothing, or there is no figure; and whether it needs any."""

    name: str
    effect: Effect
    met_by_nobody: bool

    @property
    def asks(self) -> bool:
        """Whether it takes officers to meet it."""
        return self.effect == "help" and not self.met_by_nobody


def work(load: Load) -> None:
    """Raise NoGoalError where no pool has anything to do."""
    if not load.mean.any():
        raise NoGoalError(say("found no work for any pool: nobody comes to a step that takes officers; allowed: some"))


def bearings(scenario: Scenario, load: Load, effort: Effort) -> tuple[Bearing, ...]:
    """Return what officers do to each target. NoGoalError where no target asks for officers, or there is none."""
    if not scenario.targets:
        raise NoGoalError(say("found no goal; allowed: {goals}", goals=GOALS))
    found = effects(scenario, load, effort)
    if not any(one.asks for one in found):
        why = "; ".join(say("{name}: {why}", name=one.name, why=WHY[one.effect]) for one in found)
        text = say("found no target that asks for officers ({why}); allowed: {goals}", why=why, goals=GOALS)
        raise NoGoalError(text)
    return found


def effects(scenario: Scenario, load: Load, effort: Effort) -> tuple[Bearing, ...]:
    """Return what officers do to each target, on the same people: nobody on duty, not even whom measures bring,
    against more
    officers than the load can use."""
    if not scenario.targets:
        return ()
    ground = without_borrowed_staff(scenario)
    ample = 10 + 3 * int(np.ceil(load.mean.max()))
    nobody, many = (effort.play(manned(ground, count), effort.search) for count in (0, ample))
    return tuple(_bearing(name, target, nobody, many) for name, target in scenario.targets.items())


def _bearing(name: str, target: Target, nobody: Result, many: Result) -> Bearing:
    k = nobody.names.index(name)
    none, all_ = nobody.values[:, k], many.values[:, k]
    met = next(one.met for one in nobody.targets if one.name == name)
    return Bearing(name, _effect(none, all_, target), met)


def _effect(nobody: F, many: F, target: Target) -> Effect:
    """Return how officers help a figure; one that has a value only with officers is helped by them."""
    if np.isnan(nobody).all() and np.isnan(many).all():
        return "absent"
    if np.array_equal(nobody, many, equal_nan=True):
        return "none"
    if np.isnan(nobody).all() or np.isnan(many).all():
        return "help" if np.isnan(nobody).all() else "hurt"
    more = float(np.nanmean(many) - np.nanmean(nobody))
    return "help" if (more > 0) == (target.at_least is not None) else "hurt"
