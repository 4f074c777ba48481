"""Journeys as tables that the walk follows: one for each way, and the one of those who are deferred."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.people.law.screening import DEFERRED
from sim.scenario.language.process import WAYS, Step
from sim.scenario.schema import Scenario

UNTIL_DECIDED = len(WAYS)  # a journey besides those of the ways


class Route(NamedTuple):
    """Journeys as tables: J journeys (one an outcome) of at most L steps, S steps in all."""

    steps: I  # (J, L)
    length: I  # (J,)
    back: I  # (J, L) position to which some return after the step, -1 for none
    again: F  # (S,) share of those who return
    singly: B  # (S,) members are served one by one
    defers: B  # (S,) can be left out
    branch: int  # the journey of those who are deferred


def route(scenario: Scenario) -> Route:
    """Return the tables. Steps can be left out only if an enabled measure brings it."""
    return _tables(scenario, [path(scenario, way) for way in WAYS], _left_out(scenario))


def until_decided(scenario: Scenario) -> Route:
    """Return the tables with one more journey, `UNTIL_DECIDED`: the steps before the decision, of those who are
    divided.
    """
    paths = [path(scenario, way) for way in WAYS]
    return _tables(scenario, [*paths, scenario.process.journeys.everyone], _left_out(scenario))


def once_decided(scenario: Scenario) -> Route:
    """Return the tables of the steps after the decision alone; who was divided is not deferred."""
    return _tables(scenario, [scenario.process.journeys.after(way) for way in WAYS], frozenset())


def _left_out(scenario: Scenario) -> frozenset[str]:
    """Return the steps at which a party may leave its own journey for that of the deferred."""
    measures = scenario.measures.values()
    deferral = any(measure.brings.deferral for measure in measures)
    entering = {given.after for one in measures if (given := one.brings.further_examination) and given.after}
    return frozenset(entering | {name for name, step in scenario.process.steps.items() if deferral and step.deferrable})


def _tables(scenario: Scenario, paths: Sequence[tuple[str, ...]], left_out: frozenset[str]) -> Route:
    steps = list(scenario.process.steps.values())
    number = {name: s for s, name in enumerate(scenario.process.steps)}
    width = max(map(len, paths))
    order = np.full((len(paths), max(width, 1)), -1, dtype=np.int64)
    back = np.full_like(order, -1)
    for j, names in enumerate(paths):
        order[j, : len(names)] = [number[name] for name in names]
        back[j, : len(names)] = returns(scenario, names)
    return Route(
        steps=order,
        length=np.array([len(names) for names in paths], dtype=np.int64),
        back=back,
        again=np.array([again_share(step) for step in steps]),
        singly=np.array([step.unit == "person" for step in steps], dtype=np.bool_),
        defers=np.array([name in left_out for name in scenario.process.steps], dtype=np.bool_),
        branch=DEFERRED,
    )


def path(scenario: Scenario, way: str) -> tuple[str, ...]:
    """Return the steps of a journey; `deferred` takes the place of what is left of another."""
    journeys = scenario.process.journeys
    return journeys.after(way) if way == "deferred" else journeys.everyone + journeys.after(way)


def returns(scenario: Scenario, names: tuple[str, ...]) -> list[int]:
    """For each place in a journey, the place its step's `again` goes back to: the last at or before it, or -1."""
    targets = [scenario.process.steps[name].again for name in names]
    return [
        max((i for i in range(k + 1) if again is not None and names[i] == again.back_to), default=-1)
        for k, again in enumerate(targets)
    ]


def again_share(step: Step) -> float:
    """Return share of those who made the step that goes back."""
    return step.again.share if step.again else 0.0
